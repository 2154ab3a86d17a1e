"""An edit put into a file makes the mended file; what was kept of a text is found in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edition.validation.edits import _difference, place
from edition.validation.origin import aligned

TEXT = st.text(alphabet="ab\n\réß文😀<", max_size=40)


@given(TEXT, TEXT, TEXT, TEXT)
def test_the_difference_of_two_files_is_one_part(head: str, old: str, new: str, tail: str) -> None:
    before, after = (f"{head}{part}{tail}".encode() for part in (old, new))
    start, end, rest = _difference(before, after)
    inserted = after[start : len(after) - rest]
    assert before[:start] + inserted + before[end:] == after
    inserted.decode(), before[start:end].decode()  # no character is cut


@given(TEXT, st.integers(0, 200))
def test_places_count_lines_and_code_points_from_one(text: str, offset: int) -> None:
    line, column = place(text.encode(), min(offset, len(text.encode())), "utf-8")
    assert line >= 1 and column >= 1


@given(st.lists(st.tuples(st.text("abcdefgh", min_size=1, max_size=60), st.booleans()), max_size=8))
def test_what_was_kept_of_a_text_is_found_in_it_in_order(parts: list[tuple[str, bool]]) -> None:
    outer = "".join(words for words, _ in parts)
    inner = "".join(words for words, kept in parts if kept)
    blocks = aligned(inner, outer)
    for block in blocks:
        assert inner[block.inner :][: block.size] == outer[block.outer :][: block.size]
    for one, other in pairwise(blocks):
        assert one.inner + one.size <= other.inner and one.outer + one.size <= other.outer
