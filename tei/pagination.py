"""Page numbers that a scan or a print left alone on lines of their own.

A number by itself may as well head a section.  Page numbers rise by one all through, and pages
end where they must, in the middle of sentences; sections do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tei.layout import Block

ALONE = re.compile(r"[-–—\[(*~ ]{0,4}(?P<n>\d{1,4})[-–—\])*~ ]{0,4}")
CUT = re.compile(r"[^\W\d_][,;-]?$")  # how a block ends that the page cut
FEWEST = 4  # page numbers that make a habit
STEADY = 0.9  # share of steps by one, or by two where a page has none
SHARE = 0.25  # share of the pages that end within a sentence


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number: code points of its line's ink, and the number."""

    start: int
    end: int
    n: int


def page_numbers(blocks: Sequence[Block], text: str) -> list[PageNumber]:
    """The page numbers of a text, in order; none where the numbers may be anything else."""
    found, cut = [], 0
    for place, block in enumerate(blocks):
        match = ALONE.fullmatch(text, block.start, block.end)
        if match is None:
            continue
        found.append(PageNumber(block.start, block.end, int(match["n"])))
        cut += 0 < place < len(blocks) - 1 and is_cut(text, blocks[place - 1], blocks[place + 1])
    steps = [after.n - before.n for before, after in pairwise(found)]
    if len(found) < FEWEST or cut < SHARE * len(found):
        return []
    steady = sum(step in (1, 2) for step in steps) >= STEADY * len(steps)
    return found if steady and all(step > 0 for step in steps) else []


def is_cut(text: str, before: Block, after: Block) -> bool:
    """Whether a sentence goes on from one block to another."""
    return CUT.search(text, before.start, before.end) is not None and text[after.start].islower()
