"""Edits: what a finding's changes come to in the bytes of its file."""

from __future__ import annotations

from collections.abc import Sequence

from edition.validation.outcome import Edit
from tei.validation.encodings import encoding_of
from tei.validation.fixes import Change
from tei.validation.mending import mend


def edit_of(data: bytes, changes: Sequence[Change]) -> Edit | None:
    """The one part of a file that changes put something else in the place of.

    None where there are no changes, or where they cannot be made.
    """
    if not changes:
        return None
    try:
        after = mend(data, changes)
        encoding = encoding_of(data)
    except ValueError:
        return None
    if after == data or encoding.startswith(("utf-16", "utf-32")):
        return None  # what is made of the latter cannot be told as a part of bytes
    start, end, tail = _difference(data, after)
    words = "; ".join(map(str, changes))
    safe = all(change.safety == "safe" for change in changes)
    new = after[start : len(after) - tail].decode(encoding, "replace")
    first, last = place(data, start, encoding), place(data, end, encoding)
    return Edit(start, end - start, new, words, safe, *first, *last)


def _difference(before: bytes, after: bytes) -> tuple[int, int, int]:
    """Where two files begin and end to differ, and the length of what is the same after it.

    No character of several bytes is cut: the ends move out to whole ASCII characters.
    """
    shorter = min(len(before), len(after))
    start = _same(before, after, shorter)
    while start and not (before[start - 1 : start].isascii()):
        start -= 1
    tail = _same(before[::-1], after[::-1], shorter - start)
    while tail and not (before[len(before) - tail : len(before) - tail + 1].isascii()):
        tail -= 1
    return start, len(before) - tail, tail


def _same(one: bytes, other: bytes, most: int) -> int:
    """How many bytes are the same from the beginning, at most so many; by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def place(data: bytes, offset: int, encoding: str) -> tuple[int, int]:
    """Line and column, both from 1, of a byte of a file; the columns count code points."""
    before = data[:offset].decode(encoding, "replace").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
