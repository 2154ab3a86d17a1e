"""Headings: which lines are heads, and how their divisions nest."""

from __future__ import annotations

import pytest

from tei import language
from tei.annotation import Annotations
from tei.numbering import numbering, roman_value
from tei.recognisers import headings, metadata
from tei.source import SourceText

PROSE = "The harbour had been closed for nine days when the first of the boats came back to it."


def read(text: str, code: str = "en") -> Annotations:
    source, pack = SourceText(text), language.load(code)
    found = Annotations(metadata.RECOGNISER.recognise(source, Annotations(), pack))
    return Annotations(headings.RECOGNISER.recognise(source, found, pack))


def heads(text: str, code: str = "en") -> list[str]:
    return [text[a.start : a.end] for a in read(text, code).of("head")]


def outline(text: str, code: str = "en") -> list[tuple[str, str, str]]:
    return [(a.get("type"), a.get("n"), a.get("level")) for a in read(text, code).of("division")]


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("line", "kind", "n"),
    [
        ("CHAPTER I.", "chapter", "1"),
        ("Chapter 12", "chapter", "12"),
        ("CHAPTER THE TENTH", "chapter", "10"),
        ("Book Second", "book", "2"),
        ("PART ONE—The Old Sea", "part", "1"),
        ("Phase the First: The Boat", "part", "1"),
        ("ACT 2", "act", "2"),
        ("SCENE III. A harbour. Night.", "scene", "3"),
        ("Preface", "preface", ""),
        ("XIV", "section", "14"),
        ("§ 3", "section", "3"),
        ("7", "section", "7"),
    ],
)
def test_labels(line: str, kind: str, n: str) -> None:
    text = page(line, PROSE)
    assert heads(text) == [line]
    assert outline(text) == [(kind, n, "1")]


@pytest.mark.parametrize(
    "line",
    ["Part of the boat was dry.", "Chapter after chapter was read to us.", "Act on it!"],
)
def test_words_of_division_in_sentences_head_nothing(line: str) -> None:
    assert heads(page(PROSE, line, PROSE)) == []


def test_a_number_and_its_title_head_one_division() -> None:
    text = page("CHAPTER I.\nDown the Quay", PROSE, "CHAPTER II.", "Up the Quay", PROSE)
    assert heads(text) == ["CHAPTER I.", "Down the Quay", "CHAPTER II.", "Up the Quay"]
    assert outline(text) == [("chapter", "1", "1"), ("chapter", "2", "1")]


def test_divisions_nest_by_their_words() -> None:
    text = page("PART ONE", "CHAPTER I", PROSE, "CHAPTER II", PROSE, "PART TWO", "CHAPTER I", PROSE)
    assert [level for _, _, level in outline(text)] == ["1", "2", "2", "1", "2"]
    first = read(text).of("division")[0]
    assert text[first.start : first.end].endswith(PROSE)
    assert "PART TWO" not in text[first.start : first.end]


def test_scenes_stand_in_acts() -> None:
    text = page("Erster Aufzug", "Erster Auftritt", PROSE, "Letzter Auftritt", PROSE)
    assert [kind for kind, _, _ in outline(text, "de")] == ["act", "scene", "scene"]
    assert [level for _, _, level in outline(text, "de")] == ["1", "2", "2"]


def test_a_label_over_two_lines() -> None:
    text = page("CHAPTER\n      4", PROSE)
    assert outline(text) == [("chapter", "4", "1")]


def test_short_lines_between_paragraphs() -> None:
    text = page("The war begins", PROSE, "The boats return, 1955-1963", PROSE, "1917", PROSE)
    assert heads(text) == ["The war begins", "The boats return, 1955-1963", "1917"]


@pytest.mark.parametrize(
    "line",
    [
        "He had gone, she thought,",
        "Who was there?",
        "10.15 pm",
        "London, 3 May 1905",
        "Yours faithfully",
        "The sign said:",
        "— so they say",
        "“Never again”",
    ],
)
def test_short_lines_that_head_nothing(line: str) -> None:
    assert line not in heads(page(PROSE, PROSE, line, PROSE, PROSE))


def test_a_sign_in_capitals_heads_nothing() -> None:
    assert heads(page(PROSE, "Over the door was written:", "NO BOATS TODAY", PROSE)) == []


def test_names_of_speakers_in_capitals_head_nothing() -> None:
    blocks = [block for _ in range(4) for block in ("FIRST SAILOR", PROSE)]
    assert heads(page(*blocks)) == []


def test_numbered_paragraphs_in_a_row_are_a_list() -> None:
    assert heads(page(PROSE, "1. The boats", "2. The quay", "3. The sea", PROSE)) == []


def test_a_table_of_contents_heads_nothing() -> None:
    text = page("CHAPTER I", "CHAPTER II", PROSE, "CHAPTER I", PROSE, "CHAPTER II", PROSE)
    assert len(heads(text)) == 2


def test_sections_of_debates_nest_where_they_stand_together() -> None:
    text = page("Answers to Questions", "HARBOURS", "The Old Quay", PROSE, "The New Quay", PROSE)
    assert [level for _, _, level in outline(text)] == ["1", "2", "3", "3"]


def test_heads_lie_at_the_start_of_their_divisions() -> None:
    text = page("PART I", "CHAPTER I", PROSE, "II", PROSE)
    found = read(text)
    assert {a.start for a in found.of("division")} <= {a.start for a in found.of("head")}


@pytest.mark.parametrize(("numeral", "value"), [("IV", 4), ("XLIX", 49), ("mcmv", 0), ("VIIII", 9)])
def test_roman_numerals(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


def test_every_pack_counts_to_ten() -> None:
    for code in language.codes():
        assert set(range(1, 11)) <= set(numbering(language.load(code)).numerals.values()), code


@pytest.mark.parametrize("text", ["", "I", "CHAPTER", "CHAPTER I", "[", "I\n\n\n\nII\fIII", "§"])
def test_odd_texts_pass(text: str) -> None:
    assert all(a.start < a.end for a in read(text))


def test_every_finding_names_its_rule() -> None:
    assert {a.rule for a in read(page("CHAPTER I", PROSE))} == {"headings.numbered"}


def test_marked_headings_leave_their_marks_out() -> None:
    text = page("# The Quay", PROSE, "## Boats", PROSE, "## Men", PROSE, "The Sea\n-------", PROSE)
    found = read(text)
    assert heads(text) == ["The Quay", "Boats", "Men", "The Sea"]
    assert [level for _, _, level in outline(text)] == ["1", "2", "2", "2"]
    assert [text[a.start : a.end] for a in found.of("left-out")] == ["#", "##", "##", "-------"]


@pytest.mark.timeout(60)
def test_very_many_headings_are_read_quickly() -> None:
    assert len(read("I\n\n" * 10_000).of("division")) > 9_000
