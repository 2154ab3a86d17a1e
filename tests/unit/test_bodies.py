"""Bodies among those who speak: boards and courts are organisations, Mr. Church is none."""

from __future__ import annotations

import pytest

from tei import language
from tei.pipeline import read_text
from tei.resolve.attribution.bodies import names_a_body
from tei.source import SourceText


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("en", "Harbour Board", "We wrote to the Harbour Board."),
        ("en", "Board of Works", "The Board of Works met."),
        ("de", "Kriegsgericht", "Vor dem Kriegsgericht sprach er."),
        ("fr", "Assemblée communale", "L’Assemblée communale vota."),
        ("es", "Junta del Puerto", "Escribimos a la Junta del Puerto."),
        ("it", "Camera del Lavoro", "Scrisse la Camera del Lavoro."),
        ("ca", "Ajuntament de Vilamar", "Respongué l’Ajuntament de Vilamar."),
        ("ru", "Портовый Комитет", "Мы писали в Портовый Комитет."),
    ],
)
def test_a_noun_of_bodies_tells_a_body(code: str, name: str, text: str) -> None:
    assert names_a_body([name], text, language.load(code))


def test_a_surname_takes_no_article() -> None:
    pack = language.load("en")
    assert not names_a_body(["Sarah Church"], "Sarah Church went home.", pack)
    assert not names_a_body(["Sarah Miller"], "The Sarah Miller sailed.", pack)


def test_a_body_that_is_quoted_is_an_organisation() -> None:
    text = (
        "On Monday I wrote to the Harbour Board about the mill. "
        "“The matter rests with the town,” said the Harbour Board. Mr. Church said: “It does not.”"
    )
    agents = read_text(SourceText(text), language=language.load("en")).agents
    kinds = {agent.key: agent.kind for agent in agents.values()}
    assert kinds == {"harbour-board": "org", "mr-church": "person"}
