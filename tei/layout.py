"""How a plain text is laid out: lines, blank lines, indents.  Facts, no reading of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

UNWRAPPED = 130  # code points: hard-wrapped lines are not longer
LINE = re.compile(r"[^\n\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line without the blanks at its ends; offsets are code points.

    indent: columns before `start` (a tab counts to the next multiple of 4)
    """

    start: int
    end: int
    indent: int


@dataclass(frozen=True, slots=True)
class Block:
    """A run of non-blank lines.

    start, end:   from its first ink to its last
    lines:        its lines, at least one
    blank_before: blank lines since the block before (0 for the first at the very top)
    page_before:  whether a form feed stands before it
    """

    start: int
    end: int
    lines: tuple[Line, ...]
    blank_before: int
    page_before: bool = False


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The non-blank lines of text[start:end]."""
    for match in LINE.finditer(text, start, len(text) if end is None else end):
        line = match[0]
        inner = line.strip()
        if inner:
            lead = len(line) - len(line.lstrip())
            first = match.start() + lead
            yield Line(first, first + len(inner), columns(line[:lead]))


def columns(blank: str) -> int:
    """The width of leading blanks in columns."""
    width = 0
    for char in blank:
        width = width + 4 - width % 4 if char == "\t" else width + 1
    return width


def blocks_of(text: str) -> Iterator[Block]:
    """The runs of non-blank lines of a text; a form feed ends a run."""
    run: list[Line] = []
    last, before, page = 0, 0, False
    for line in lines_of(text):
        between = text[last : line.start]
        newlines, feed = between.count("\n"), "\f" in between
        if run and (newlines > 1 or feed):
            yield Block(run[0].start, run[-1].end, tuple(run), before, page)
            run = []
        if not run:
            before, page = max(0, newlines - (last > 0)), feed
        run.append(line)
        last = line.end
    if run:
        yield Block(run[0].start, run[-1].end, tuple(run), before, page)


def outside(blocks: Iterable[Block], spans: Iterable[tuple[int, int]]) -> Iterator[Block]:
    """The blocks that touch none of the spans; both in text order."""
    waiting = iter(sorted(spans))
    span = next(waiting, None)
    for block in blocks:
        while span and span[1] <= block.start:
            span = next(waiting, None)
        if span is None or block.end <= span[0]:
            yield block


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those whose lines are paragraphs (some are too long to be wrapped) cut up."""
    for block in blocks:
        if all(line.end - line.start <= UNWRAPPED for line in block.lines):
            yield block
            continue
        before, page = block.blank_before, block.page_before
        for line in block.lines:
            yield Block(line.start, line.end, (line,), before, page)
            before, page = 0, False
