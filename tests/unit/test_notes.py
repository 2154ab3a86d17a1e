"""Notes and their references, paired."""

from __future__ import annotations

import pytest

from tei import language
from tei.annotation import Annotations
from tei.recognisers import headings, metadata, notes
from tei.source import SourceText


def pairs(text: str) -> list[tuple[str, str]]:
    """(reference, note) for each group; a note without a reference has ""."""
    source, pack, found = SourceText(text), language.load("en"), Annotations()
    for stage in (metadata.RECOGNISER, headings.RECOGNISER, notes.RECOGNISER):
        found = found.plus(stage.recognise(source, found, pack))
    references = {a.group: text[a.start : a.end] for a in found.of("note-reference")}
    assert len(references) == len(found.of("note-reference"))
    return [
        (references.get(a.group, "") if a.group else "", text[a.start : a.end])
        for a in found.of("note")
    ]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ("[1]", "[1] Where the old quay was."),
        ("[1]", "1. Where the old quay was."),
        ("¹", "¹ Where the old quay was."),
        ("*", "* Where the old quay was."),
        ("†", "†Where the old quay was."),
        ("(1)", "(1) Where the old quay was."),
        ("[a]", "[a] Where the old quay was."),
    ],
)
def test_a_reference_and_its_note(reference: str, note: str) -> None:
    text = f"The boats came to the quay{reference}. Nobody saw them.\n\n{note}"
    assert pairs(text) == [(reference, note)]


def test_notes_between_paragraphs_belong_to_the_reference_above() -> None:
    text = (
        "The boats came.*\n\n* Two of them.\n\nThey were empty.*\n\n* Or nearly so.\n\n"
        "Then it rained for the rest of the week."
    )
    assert pairs(text) == [("*", "* Two of them."), ("*", "* Or nearly so.")]


def test_numbers_that_begin_again_in_each_chapter() -> None:
    text = (
        "CHAPTER I\n\nThe boats came.[1]\n\n[1] Two.\n\n"
        "CHAPTER II\n\nThe boats went.[1]\n\n[1] One of them."
    )
    assert pairs(text) == [("[1]", "[1] Two."), ("[1]", "[1] One of them.")]


def test_a_numbered_list_is_no_notes() -> None:
    assert pairs("Bring these:[1] now.\n\n1. A lamp.\n\n2. A rope.\n\nThen come to the quay.") == []


def test_a_note_without_a_reference_is_no_note() -> None:
    assert pairs("The boats came.\n\n* Two of them.") == []


def test_a_note_on_the_whole_text_does_not_share_its_number() -> None:
    text = "The boats[1] came to the quay.\n\n1. Harbour archive, box 4.\n\n1. Three of them."
    source, pack = SourceText(text), language.load("en")
    found = [a for a in notes.recognise(source, Annotations(), pack) if a.kind == "note"]
    assert [(a.get("n"), bool(a.group)) for a in found] == [("", False), ("1", True)]


def test_a_section_of_notes_has_notes_without_references() -> None:
    text = "The boats came and went.\n\nNotes\n\n1. Two of them.\n\n2. They were empty."
    assert pairs(text) == [("", "1. Two of them."), ("", "2. They were empty.")]


def test_notes_on_neighbouring_lines() -> None:
    text = "The boats came[1] and went[2] again.\n\n[1] Two of them.\n[2] Not for long."
    assert pairs(text) == [("[1]", "[1] Two of them."), ("[2]", "[2] Not for long.")]


def test_a_wrapped_note_keeps_its_lines() -> None:
    text = "The boats came.[1]\n\n[1] Two of them, and one was\nempty when it came."
    assert pairs(text) == [("[1]", "[1] Two of them, and one was\nempty when it came.")]


@pytest.mark.parametrize("text", ["", "[1]", "[1] [1]", "¹", "* *", "1. a\n\n1. b[1]"])
def test_odd_texts_pass(text: str) -> None:
    assert isinstance(pairs(text), list)
