"""Explanation: what fired at a place, what it gave way to, what became of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei import language as packs
from tei import pipeline
from tei.annotation import Annotation
from tei.excerpt import excerpt, left_out_reason
from tei.explanation import explain, place_of, rival_of, why
from tei.names import ink
from tei.source import SourceText

TEXT = """The Harbour Mill

Written: 9 March 1911

On 21 February I sent a letter. “Leave it alone,” said Anna.

“It was here in 1742,” she said, “and it will stay.”
"""
ENGLISH = packs.load("en")


def told(line: int, column: int = 0, text: str = TEXT):
    source = SourceText(text)
    return explain(source, *place_of(source, line, column), language=ENGLISH)


def test_findings_of_a_line_with_rule_and_evidence() -> None:
    here = told(5)
    kinds = [found.annotation.kind for found in here.kept]
    assert {"p", "date", "quotation", "cue"} <= set(kinds)
    assert kinds.index("p") < kinds.index("date") < kinds.index("quotation")
    assert all(found.annotation.rule for found in here.kept)
    cues = [found.annotation for found in here.kept if found.annotation.kind == "cue"]
    assert any("said Anna" in cue.evidence for cue in cues)


def test_what_later_steps_added_is_told_with_the_step() -> None:
    here = told(5)
    quotation = next(f for f in here.kept if f.annotation.kind == "quotation")
    steps = {change.step: change.attributes for change in quotation.changes}
    assert steps["attribution"]["who"] == "anna"
    date = next(f for f in here.kept if f.annotation.kind == "date")
    anchored = next(change for change in date.changes if change.step == "anchoring")
    assert anchored.attributes["when"] == "1911-02-21"
    assert not here.lost


def test_a_column_narrows_to_one_place() -> None:
    line = TEXT.split("\n")[4]
    here = told(5, line.index("February") + 1)
    assert "quotation" not in {found.annotation.kind for found in here.kept}
    assert "date" in {found.annotation.kind for found in here.kept}
    assert here.words == "F"


def test_what_a_line_became() -> None:
    assert told(5).tei[0].startswith("<p ")
    assert '<date when="1911-02-21"' in told(5).tei[0]
    assert told(3).header == ("written",)
    assert not told(3).tei


def test_a_line_inside_a_paragraph_is_cut_out_of_it() -> None:
    text = (
        "The mill of the town had stood at the end of the quay for as long as anybody\n"
        "could remember; a stone above the door said 1742, and nobody had ever asked the\n"
        "keeper whether the stone was right. It was taken down with the rest.\n"
    )
    element = told(2, text=text).tei[0]
    assert re.sub(r"<[^>]*>", "", element) == f"…{text.splitlines()[1]}…"


def test_a_cut_quotation_is_its_parts() -> None:
    text = "He wrote: “The tide is out.\n\n“The boats are in.” And he left.\n"
    here = told(3, text=text)
    quotations = [found for found in here.kept if found.annotation.kind == "quotation"]
    assert [text[q.annotation.start : q.annotation.end] for q in quotations] == [
        "“The boats are in.”"
    ]
    assert not here.lost


@pytest.mark.parametrize(
    ("loser", "winner", "reason"),
    [
        (Annotation("date", 8, 14), Annotation("p", 0, 10), "cross"),
        (Annotation("date", 2, 4), Annotation("date", 0, 10), "a date does not stand in a date"),
        (Annotation("bibl", 5, 9), Annotation("title", 0, 10), "a bibl may not stand in a title"),
    ],
)
def test_why_an_annotation_gave_way(loser: Annotation, winner: Annotation, reason: str) -> None:
    bystander = Annotation("p", 20, 30)
    assert rival_of(loser, [bystander, winner]) == winner
    assert reason in why(loser, winner)


def test_why_there_may_be_no_rival() -> None:
    assert "reference" in why(Annotation("biblScope", 0, 4), None)
    assert "empty" in why(Annotation("date", 4, 4), None)


def test_a_finding_that_conflicts_took_out_has_its_rival(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pipeline.recognise

    def with_a_crossing_date(source: SourceText, language: packs.Language):
        start = source.text.index("alone,”")
        more = Annotation("date", start, start + 12, {"when": "1911"}, rule="dates.test")
        return made(source, language).plus([more])

    monkeypatch.setattr(pipeline, "recognise", with_a_crossing_date)
    here = told(5)
    assert [found.annotation.rule for found in here.lost] == ["dates.test"]
    lost = here.lost[0]
    assert lost.lost == "conflicts"
    assert "cross" in lost.reason
    assert lost.rival is not None
    assert lost.rival.kind == "quotation"


def test_as_json() -> None:
    record = told(5).as_json()
    assert record["line"] == 5
    assert record["text"] == TEXT.split("\n")[4]
    date = next(row for row in record["findings"] if row["kind"] == "date")
    assert (date["line"], date["column"], date["text"]) == (5, 4, "21 February")


@pytest.mark.parametrize(("line", "column"), [(0, 0), (8, 0), (99, 0), (5, 900), (2, 1)])
def test_places_that_are_not_there(line: int, column: int) -> None:
    with pytest.raises(LookupError):
        place_of(SourceText(TEXT), line, column)


def test_a_blank_line_is_an_empty_place() -> None:
    start, end = place_of(SourceText(TEXT), 2)
    assert start == end


def test_every_line_of_the_sample_became_what_it_says(root: Path) -> None:
    path = root / "examples" / "harbour-mill" / "sources" / "harbour-mill.txt"
    source = SourceText(path.read_text("utf-8"))
    document = pipeline.encode_text(source)
    for number, line in enumerate(source.text.splitlines(), 1):
        start, end = place_of(source, number)
        elements = excerpt(document, start, end)
        words = ink("".join(re.sub(r"<[^>]*>", "", element) for element in elements))
        if elements:
            assert words.strip("…") == ink(line), number
        elif line.strip():
            in_header = any(
                item.start <= start < item.end
                for item in document.reading.annotations.of("metadata")
            )
            assert in_header or left_out_reason(document, start, end), number


@given(st.text("ab 1“”‘’\n.—:IV", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_place_of_any_text_is_explained(text: str, one: int, other: int) -> None:
    source = SourceText(text + "\nEnd.")
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    here = explain(source, start, end, language=ENGLISH)
    for element in here.tei:
        etree.fromstring(element.replace("xml:id", "id"))
    assert here.as_json()["start"] == start
