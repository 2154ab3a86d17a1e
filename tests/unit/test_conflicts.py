"""Nesting: what stays of annotations that cross."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tei.annotation import Annotation
from tei.resolve.conflicts import ORDER, nested


def kinds(items: list[Annotation]) -> list[str]:
    return [item.kind for item in nested(items)]


def test_a_paragraph_beats_what_crosses_it() -> None:
    items = [Annotation("p", 0, 10), Annotation("p", 12, 20), Annotation("date", 8, 14)]
    assert kinds(items) == ["p", "p"]


def test_a_quotation_beats_a_date_that_crosses_it() -> None:
    items = [Annotation("p", 0, 30), Annotation("date", 2, 8), Annotation("quotation", 5, 20)]
    assert kinds(items) == ["p", "quotation"]


def test_equal_spans_nest_in_the_order_of_tei() -> None:
    items = [Annotation("quotation", 0, 9), Annotation("p", 0, 9), Annotation("title", 0, 9)]
    assert kinds(items) == ["p", "quotation", "title"]


def test_a_block_quotation_holds_paragraphs() -> None:
    block = Annotation("quotation", 0, 20, {"block": "yes"})
    items = [Annotation("p", 0, 9), Annotation("p", 11, 20), block]
    assert kinds(items) == ["quotation", "p", "p"]


def test_no_bibl_inside_a_title() -> None:
    items = [Annotation("p", 0, 30), Annotation("title", 0, 20), Annotation("bibl", 5, 15)]
    assert kinds(items) == ["p", "title"]


def test_no_bibl_inside_words_at_a_distance() -> None:
    words = Annotation("quotation", 0, 20, {"class": "soCalled"})
    assert kinds([Annotation("p", 0, 30), words, Annotation("bibl", 5, 15)]) == ["p", "quotation"]


def test_an_identifier_holds_nothing_but_text() -> None:
    items = [Annotation("p", 0, 30), Annotation("idno", 0, 20), Annotation("date", 5, 9)]
    assert kinds(items) == ["p", "idno"]


def test_what_is_no_element_is_left_to_the_record() -> None:
    assert kinds([Annotation("p", 0, 9), Annotation("cue", 1, 4)]) == ["p"]


@given(
    st.lists(
        st.tuples(st.sampled_from(ORDER), st.integers(0, 30), st.integers(0, 12), st.booleans()),
        max_size=25,
    )
)
def test_the_result_is_a_forest(spans: list[tuple[str, int, int, bool]]) -> None:
    items = [
        Annotation(kind, start, start + length, {"block": "yes"} if block else {})
        for kind, start, length, block in spans
    ]
    kept = nested(items)
    for n, item in enumerate(kept):
        for other in kept[n + 1 :]:
            assert not item.crosses(other)
