"""How a document sets its lines: wrapped at a width, or one paragraph a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from tei.layout import Block, Line

WIDEST = 130  # columns: hard-wrapped lines are not longer
NARROWEST = 30  # columns
LONG = 0.1  # share of blocks with a line too long to be wrapped
MOST = 20_000  # line ends that are looked at
FORCED = 0.6  # share of line ends at which the next word had no room
WIDE = 58  # columns: few lines of verse are wider
MOSTLY = 0.5  # share of the wide lines that a small letter carries on, among verse and frames
CARRIED = 0.25  # share of line ends after which a small letter carries the sentence on
SLACK = 3  # columns
FULL = 0.75  # share of wrapped lines that are no wider than the width; some overrun it
STANZAS = 2  # blocks of several lines that make a poem
STANZA_LINES = 6  # lines in all of them
ALIKE = 0.75  # share of stanzas with as many lines as most
SHORT_LINE = 60  # code points of a line of such verse
POINTED = 0.5  # share of its lines that end with some mark
ROOMLESS = 0.8  # share of line ends at which the next word had no room
FEW = 3  # lines of which not all begin with a capital by chance
WORD = re.compile(r"\S+")
HYPHENS = "-‐\u00ad¬"
OPENING = "“„«\"'‘’‚‹([_*—–-… "


@dataclass(frozen=True, slots=True)
class Manner:
    """A document's way with lines.

    width:   columns at which lines are wrapped; 0 where they are not
    verse:   whether it is a play whose speeches are in verse
    stanzas: whether nearly all blocks have as many short lines: verse, with capitals or not
    """

    width: int = 0
    verse: bool = False
    stanzas: bool = False

    def forced(self, line: Line, after: Line, text: str) -> bool:
        """Whether the first word of the next line had no room on this one."""
        if text[line.end - 1] in HYPHENS and text[after.start].islower():
            return True  # a divided word
        word = WORD.match(text, after.start)
        length = word.end() - word.start() if word else 0
        return bool(self.width) and width_of(line) + 1 + length > self.width - SLACK

    def runs_on(self, line: Line, after: Line, text: str) -> bool:
        """Whether the text runs on over a line end: for want of room, or in mid-sentence."""
        if not self.width:
            return False
        carried = text[after.start].islower() and text[line.end - 1] not in ".!?:"
        return carried or self.forced(line, after, text)

    def joined(self, lines: Sequence[Line], text: str) -> bool:
        """Whether the lines of a block are one wrapped text rather than lines of their own."""
        if not self.width or len(lines) < 2:
            return len(lines) < 2
        if len(lines) > FEW and all(begins_upper(text[a.start : a.end]) for a in lines):
            return False
        runs_on = sum(self.runs_on(a, b, text) for a, b in pairwise(lines))
        return runs_on >= FORCED * (len(lines) - 1)


def begins_upper(line: str) -> bool:
    """Whether the first letter of a line is a capital."""
    return line.lstrip(OPENING)[:1].isupper()


def begins_lower(line: str) -> bool:
    """Whether a line begins within a sentence: with no capital, and no number as of a note."""
    first = line.lstrip(OPENING)[:1]
    return not first.isupper() and not first.isdigit()


def manner_of(blocks: Sequence[Block], text: str) -> Manner:
    """The manner of a document, from the ends of the lines that another line follows.

    Where sentences are carried on by small letters, the lines are wrapped, at the width
    at which most of these had no room; verse begins its lines with capitals.
    """
    long = sum(any(width_of(line) > WIDEST for line in block.lines) for block in blocks)
    if long > LONG * len(blocks):
        return Manner()
    if stanzaic(blocks, text):
        return Manner(stanzas=True)
    pairs = list(islice(line_ends(blocks), MOST))
    carried = [pair for pair in pairs if begins_lower(text[pair[1].start : pair[1].end])]
    if not carried or len(carried) < CARRIED * len(pairs):
        wide = [pair for pair in pairs if width_of(pair[0]) >= WIDE]
        carried = [pair for pair in carried if width_of(pair[0]) >= WIDE]
        if len(wide) < FEW or len(carried) < MOSTLY * len(wide):
            return Manner()
    widths = sorted(width_of(line) for line, _ in carried)
    width = widths[min(len(widths) - 1, int(FULL * len(widths)))]
    if not NARROWEST <= width <= WIDEST:
        return Manner()
    guess = Manner(width)
    forced = sum(guess.forced(line, after, text) for line, after in carried)
    return guess if forced >= FORCED * len(carried) else Manner()


def stanzaic(blocks: Sequence[Block], text: str) -> bool:
    """Whether blocks are stanzas: several, of as many lines, all short, with room at their ends."""
    several = [block for block in blocks[:MOST] if len(block.lines) > 1]
    lines = [line for block in several for line in block.lines]
    counts = Counter(len(block.lines) for block in several)
    if len(several) < STANZAS or len(lines) < STANZA_LINES or 2 * len(several) < len(blocks):
        return False
    if counts.most_common(1)[0][1] < ALIKE * len(several):
        return False
    if any(line.end - line.start > SHORT_LINE for line in lines):
        return False
    ends = [pair for block in several for pair in pairwise(block.lines)]
    guess = Manner(max(width_of(line) for line in lines))
    pointed = sum(text[line.end - 1] in ".,;:!?…—–-”»" for line in lines)
    full = sum(guess.forced(line, after, text) for line, after in ends)
    return pointed >= POINTED * len(lines) and full <= ROOMLESS * len(ends)


def line_ends(blocks: Sequence[Block]) -> Iterator[tuple[Line, Line]]:
    """Each line with the one after it in its block."""
    for block in blocks:
        yield from pairwise(block.lines)


def width_of(line: Line) -> int:
    """The columns up to a line's end."""
    return line.indent + line.end - line.start
