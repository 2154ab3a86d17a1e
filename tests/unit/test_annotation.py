"""Annotations looked up by kind and place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tei.annotation import Annotation, Annotations

spans = st.tuples(st.integers(0, 20), st.integers(0, 8))


@given(st.lists(spans, max_size=20), spans)
def test_within_is_what_lies_inside(found: list[tuple[int, int]], place: tuple[int, int]) -> None:
    items = Annotations(Annotation("p", start, start + length) for start, length in found)
    start, end = place[0], sum(place)
    plain = [item for item in items if start <= item.start and item.end <= end]
    assert items.within(start, end) == plain == items.inside(start, end, "p")
