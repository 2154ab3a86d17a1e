"""Whole references in notes and behind words such as “See”, in any language."""

from __future__ import annotations

import pytest

from tei import language, pipeline
from tei.source import SourceText

Field = tuple[str, str]
KINDS = ("author", "title", "biblScope", "pubPlace", "publisher", "date")


def fields(text: str, code: str) -> list[Field]:
    """Kind and words of what stands in the first reference of a text, in its order."""
    reading = pipeline.read_text(SourceText(text), language=language.load(code))
    for bibl in reading.annotations.of("bibl"):
        inside = (one for one in reading.annotations.of(*KINDS) if bibl.contains(one))
        return [(one.kind, text[one.start : one.end]) for one in inside]
    return []


FRENCH = "A. Durand, Les Moulins du roi, t. II, Rouen, 1788, p. 31-34"
ITALIAN = "A. Bianchi, Il mulino di casa, Torino, Einaudi, 1971, p. 4"
ARTICLE = "Jules Martin, « La mer », Revue des côtes, vol. 4, nº 2, 1911, p. 12"
REFERENCES = [
    (
        *("fr", FRENCH),
        ["A. Durand", "Les Moulins du roi", "t. II", "Rouen", "1788", "p. 31-34"],
    ),
    (
        *("fr", ARTICLE),
        ["Jules Martin", "La mer", "Revue des côtes", "vol. 4", "nº 2", "1911", "p. 12"],
    ),
    ("it", ITALIAN, ["A. Bianchi", "Il mulino di casa", "Torino", "Einaudi", "1971", "p. 4"]),
]
LEADS = {"fr": "Voir", "it": "Cfr."}
OPENINGS = {"fr": "Il pleuvait sur la ville et le port.", "it": "Pioveva sulla città e sul porto."}


@pytest.mark.parametrize(("code", "reference", "wanted"), REFERENCES)
def test_in_a_note(code: str, reference: str, wanted: list[str]) -> None:
    text = f"{OPENINGS[code]}[1]\n\n[1] {LEADS[code]} {reference}."
    assert [words for _, words in fields(text, code)] == wanted


@pytest.mark.parametrize(("code", "reference", "wanted"), REFERENCES)
def test_in_running_text(code: str, reference: str, wanted: list[str]) -> None:
    text = f"{OPENINGS[code]} {LEADS[code]} {reference}. {OPENINGS[code]}"
    assert [words for _, words in fields(text, code)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "See Mr. Hale, who came to town in May 1901, and ask him on p. 4 of his own letter.",
        "See New York Herald, December 12 and 13, 1881.",
        "And John Hale, as we know, left Leeds in 1788.",
    ],
)
def test_sentences_are_no_references(text: str) -> None:
    found = fields(f"It rained on the town. {text}", "en")
    assert "author" not in [kind for kind, _ in found]
