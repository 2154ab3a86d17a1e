"""Passages: paragraphs with their marks, and what can be told from the marks alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tei.recognisers.quotations.marks import Mark
from tei.recognisers.quotations.paragraphs import Paragraph

WINDOW = 120  # marks that are looked ahead; more stand in no paragraph that is read


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its marks.

    dashed: whether it begins a speech by a dash
    begin:  where its words begin, after a list's number
    """

    paragraph: Paragraph
    marks: Sequence[Mark]
    dashed: bool = False
    begin: int = -1

    def leading(self) -> int:
        """How many marks stand before the paragraph's first letter."""
        place, count = max(self.begin, self.paragraph.start), 0
        for mark in self.marks:
            if mark.start > place + 1 or (mark.role == "close" and count):
                break
            place, count = mark.end, count + 1
        return count


def balanced(marks: Sequence[Mark], first: int, carried: bool) -> bool:
    """Whether an inner quotation with the outer one’s marks finds its own closing mark.

    first:   the place of the inner opening mark among the paragraph's marks
    carried: whether the outer one came over from the paragraph before; it may then stay open
    """
    depth, family = 0, marks[first].family
    for place in range(first, min(len(marks), first + WINDOW)):
        mark = marks[place]
        if mark.family == family:
            depth += 1 if mark.role == "open" else -1
            if depth < 0:
                return True
            if depth > 1:
                return False
    return carried and depth == 0


def closing_singles(
    marks: Sequence[Mark], first: int, is_elision: Callable[[Mark], bool]
) -> list[Mark]:
    """The marks that may close a single quotation: before the next opens or the outer ends.

    is_elision: whether a mark that seems to open may be the apostrophe of a word (’ere, ’tis)
    """
    found: list[Mark] = []
    depth = 0
    for place in range(first, min(len(marks), first + WINDOW)):
        mark = marks[place]
        if mark.family != "single":
            depth += 1 if mark.role == "open" else -1
            if depth < 0:
                break
        elif mark.role == "close":
            found.append(mark)
        elif not is_elision(mark):
            break
    return found


def reopened(following: Sequence[Passage]) -> bool:
    """Whether the next paragraph begins with a single mark among its leading ones."""
    return any(
        mark.family == "single" and mark.role != "close"
        for passage in following
        for mark in passage.marks[: passage.leading()]
    )
