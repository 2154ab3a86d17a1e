"""Letters and diary entries quoted whole become texts within the text."""

from __future__ import annotations

import re

import pytest

from tei import pipeline
from tei.language import load
from tei.names import TEI
from tei.source import SourceText

TALK = "“Is it far?” asked Edith.\n\n“A mile or so,” said Tom. “We can walk.”\n\n"


def texts(text: str, code: str = "en") -> list[tuple[str, str]]:
    """(type, words) of every floating text."""
    root = pipeline.encode_text(SourceText(text), language=load(code)).tree.getroot()
    return [
        (one.get("type"), " ".join("".join(one.itertext()).split()))
        for one in root.iter(f"{TEI}floatingText")
    ]


def quoted(text: str, code: str = "en") -> list[str]:
    """The words of every quotation."""
    root = pipeline.encode_text(SourceText(text), language=load(code)).tree.getroot()
    tags = (f"{TEI}said", f"{TEI}quote", f"{TEI}q")
    return [" ".join("".join(one.itertext()).split()) for one in root.iter(*tags)]


@pytest.mark.parametrize(
    "letter",
    [
        "“Dear Tom,\n\n“The mare is sold.\n\n“Yours ever,\n\n“R. PRATT.”",
        "“Dear Tom,”\n\n“The mare is sold.”\n\n“Your’s, &c.”\n\n“R. PRATT.”",
        "“Elmstead, Friday.\n\n“Dear Tom,\n\n“The mare is sold. Yours ever, R. Pratt.”",
        "“Sir,—The mare is sold, and I want the money.\n\n“Your obedient servant,\n\n“R. Pratt.”",
    ],
)
def test_a_letter_from_greeting_to_signature_is_one_text(letter: str) -> None:
    found = texts(f"{TALK}Tom opened it and read.\n\n{letter}\n\nHe frowned.\n\n{TALK}")
    assert found == [("letter", " ".join(letter.split()))]


def test_a_letter_has_its_frame() -> None:
    text = TALK + "“Dear Tom,\n\n“The mare is sold.\n\n“Yours ever,\n\n“R. Pratt.”\n\n" + TALK
    root = pipeline.encode_text(SourceText(text), language=load("en")).tree.getroot()
    body = root.find(f".//{TEI}floatingText/{TEI}body")
    assert [child.tag.removeprefix(TEI) for child in body] == ["opener", "p", "closer"]
    assert [one.tag.removeprefix(TEI) for one in body[2]] == ["salute", "signed"]


def test_what_is_quoted_inside_a_letter_stays_a_quotation() -> None:
    letter = "“Dear Tom,\n\n“She told me, ‘Never again.’\n\n“Yours ever,\n\n“R. Pratt.”"
    assert "‘Never again.’" in quoted(f"{TALK}{letter}\n\nHe frowned.\n\n{TALK}")


@pytest.mark.parametrize(
    "talk",
    [
        "“My dear Tom,” said Edith, “you are late.”\n\n“Yours is the fault,” he said.",
        "“My dear!”\n\n“What is it?”\n\n“The mare is gone.”\n\nHe ran out.",
        "He called down the stairs:\n\n“Come up.”\n\n“Your friend is here.”\n\nNobody came.",
    ],
)
def test_talk_is_no_letter(talk: str) -> None:
    assert texts(TALK + talk + "\n\n" + TALK) == []


def test_a_letter_without_a_greeting_must_be_announced_and_end_as_letters_do() -> None:
    body = "“The mare is sold, and the cart with her. " + "I shall not come down again. " * 5
    letter = f"{body.strip()}\n\n“Yours, &c.”"
    assert [kind for kind, _ in texts(f"{TALK}It ran thus:\n\n{letter}\n\n{TALK}")] == ["letter"]
    assert texts(f"{TALK}It ran thus:\n\n{body.strip()}”\n\n{TALK}") == []


def test_entries_below_dates_are_a_diary() -> None:
    days = ["3 mai 1842", "4 mai 1842", "6 mai 1842"]
    lines = [f"{day}.\n\n« La mer est calme, et le phare brille. »\n\n" for day in days]
    text = "Elle relut son journal.\n\n" + "".join(lines) + "Puis elle ferma le cahier."
    assert [kind for kind, _ in texts(text, "fr")] == ["entry"] * 3
    assert texts("Elle relut son journal.\n\n" + lines[0] + "Puis elle sortit.", "fr") == []


def test_nothing_of_a_letter_is_lost() -> None:
    text = TALK + "“Dear Tom,\n\n“The mare is sold.\n\n“Yours ever,\n\n“R. Pratt.”"
    root = pipeline.encode_text(SourceText(text), language=load("en")).tree.getroot()
    written = "".join(root.find(f"{TEI}text").itertext())
    assert re.sub(r"\s", "", written) == re.sub(r"\s", "", text)
