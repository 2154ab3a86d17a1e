"""Abstention: speakers less sure than asked for are left out, and nothing else."""

from __future__ import annotations

import pytest

from tei import language, pipeline
from tei.annotation import Annotation, Annotations, Cert
from tei.reading import Agent, Reading
from tei.resolve.abstention import without_guesses
from tei.settings import Settings
from tei.source import SourceText

TEXT = "“One.” “Two.” “Three.” Ada left."
AGENTS = {key: Agent(key, "person", (key.title(),)) for key in ("ada", "ben", "cleo")}


def quotation(start: int, end: int, who: str, cert: str) -> Annotation:
    facts = {"class": "said", "who": who, "who-cert": cert, "who-rule": "r", "who-evidence": "e"}
    return Annotation("quotation", start, end, facts)


READING = Reading(
    SourceText(TEXT),
    language.load("en"),
    Annotations(
        [
            quotation(0, 6, "ada", "low"),
            quotation(7, 13, "ben", "medium"),
            quotation(14, 22, "cleo", "high"),
            Annotation("name", 23, 26, {"agent": "ada"}),
        ]
    ),
    AGENTS,
)


@pytest.mark.parametrize(
    ("least", "who", "agents"),
    [
        ("low", ["ada", "ben", "cleo"], ["ada", "ben", "cleo"]),
        ("medium", ["", "ben", "cleo"], ["ada", "ben", "cleo"]),
        ("high", ["", "", "cleo"], ["ada", "cleo"]),
    ],
)
def test_what_is_less_sure_goes(least: Cert, who: list[str], agents: list[str]) -> None:
    reading = without_guesses(READING, least)
    quotations = reading.annotations.of("quotation")
    assert [item.get("who") for item in quotations] == who
    assert all(item.get("class") == "said" for item in quotations)
    assert all(bool(item.get("who")) == bool(item.get("who-evidence")) for item in quotations)
    assert list(reading.agents) == agents  # Ada is still named in the text


def test_encoding_takes_the_setting() -> None:
    text = "\n\n".join(
        ["“Come in,” said Ann Ott.", "“No,” said Peter Pike.", "“Why?”", "“I am wet.”"] * 3
    )
    speakers = {}
    for least in ("low", "high"):
        settings = Settings(min_cert=least)
        document = pipeline.encode_text(SourceText(text), settings=settings)
        speakers[least] = document.serialise().count(b" who=")
    assert 6 <= speakers["high"] < speakers["low"]
