"""How a document sets its lines: wrapped at a width, or one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tei.layout import Block, Line

WIDEST = 130  # columns: hard-wrapped lines are not longer
ENOUGH = 6  # line ends below which nothing can be said of a document
MOST = 20_000  # line ends that are looked at
FORCED = 0.6  # share of line ends at which the next word had no room
SLACK = 3  # columns
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Manner:
    """A document's way with lines.

    width: columns at which lines are wrapped; 0 where they are not
    """

    width: int = 0

    def forced(self, line: Line, after: Line, text: str) -> bool:
        """Whether the first word of the next line had no room on this one."""
        word = WORD.match(text, after.start)
        length = word.end() - word.start() if word else 0
        used = line.indent + line.end - line.start
        return bool(self.width) and used + 1 + length > self.width - SLACK

    def joined(self, lines: Sequence[Line], text: str) -> bool:
        """Whether the lines of a block are one wrapped text rather than lines of their own."""
        pairs = list(pairwise(lines))
        if not self.width or not pairs:
            return not pairs
        return sum(self.forced(a, b, text) for a, b in pairs) >= FORCED * len(pairs)


def manner_of(blocks: Sequence[Block], text: str) -> Manner:
    """The manner of a document, from the ends of the lines that another line follows."""
    pairs = [pair for _, pair in zip(range(MOST), line_ends(blocks), strict=False)]
    if len(pairs) < ENOUGH:
        pairs = [pair for pair in pairs if width_of(pair[0]) > WIDEST // 3]
    if not pairs:
        return Manner()
    widths = sorted(width_of(line) for line, _ in pairs)
    width = widths[min(len(widths) - 1, int(0.98 * len(widths)))]
    if width > WIDEST:
        return Manner()
    guess = Manner(width)
    forced = sum(guess.forced(line, after, text) for line, after in pairs)
    return guess if forced >= FORCED * len(pairs) else Manner()


def line_ends(blocks: Sequence[Block]) -> Iterator[tuple[Line, Line]]:
    """Each line with the one after it in its block."""
    for block in blocks:
        yield from pairwise(block.lines)


def width_of(line: Line) -> int:
    """The columns up to a line's end."""
    return line.indent + line.end - line.start
