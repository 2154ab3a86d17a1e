"""Which lines of a text are references: those that look so, among others that do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation
from tei.layout import Block
from tei.recognisers.sources.bibliography.opening import head_of, label_end
from tei.recognisers.sources.multilingual import words
from tei.source import SourceText

YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
HALF = 0.5
NOTES = 0.15  # share of lines with words of notes that a list may have
ENDING = re.compile(r"\d|//")
HEAD = 300  # code points in which the year stands where it follows the names
TAIL = 60  # code points at the end in which a reference has its year or pages
PROSE = 400  # code points: what is longer and begins with no name is prose
SHORTEST, LONGEST = 20, 1500  # code points of a reference
FEWEST = 3  # references in a row that make a list
NEAR = 5  # lines on each side that are looked at
LIKELY = 0.5  # share of them that must look like references
STRONG = 3  # points that make a line look like a reference
WRAPPED = 130  # code points: lines of a hard-wrapped text are not longer
Span = tuple[int, int]
NUMBERED = re.compile(r"(?:\[\w{1,12}\]|\(?\d{1,3}[.)])\s")
QUOTED = re.compile(r"(?:\[?\w{1,4}[\].)]\s)?[“\"«„][^”\"»\n]{5,300}[”\"»],?\s")
STRUCTURE = re.compile(
    r"\d\s?\(\d{1,4}[^()]{0,6}\)|\d\s?[:;,]\s?\w?\d{1,5}\s?[-–—]\s?\w?\d|\(\d{4}[a-z]?\)|(?:pp?|pagg?|S|vol|no|Bd|Nr)\.?\s?\d"
    r"|et\sal\.|\b(?:doi|arXiv|https?)\b|\d,\s\w?\d{2,6}\s\(\d{4}|[^\W\d_]:\s[^\W\d_][^,.:;\n]{2,40},\s\d{4}|[^\W\d_],?\s\d{4}[.,;)]?\s?$"
    r"|[”\"»],?\s?[”\"]?\s"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit that may be one reference: its span and points.

    headed: whether the heading of a list stands before; note: whether it has words of notes
    """

    start: int
    end: int
    points: int
    headed: bool = False
    note: bool = False


@lru_cache(maxsize=1)
def heading() -> re.Pattern[str]:
    """A line that is the heading of a list of references."""
    names = "|".join(sorted(map(re.escape, words().heads), key=len, reverse=True))
    return re.compile(rf"(?:[\dIVX]{{1,4}}\.?\s)?(?:{names})\s?[:.]?", re.IGNORECASE)


@lru_cache(maxsize=1)
def noting() -> re.Pattern[str]:
    """Words that stand in notes and never in a list of references: "See", "Ibid."."""
    return re.compile(rf"(?<![^\W_]){words().notes}(?![^\W_])")


def runs(source: SourceText, free: Callable[[Annotation], bool]) -> Iterator[list[Span]]:
    """The references of each list; a line that is not free ends one."""
    text = source.text
    if not YEAR.search(text):
        return
    run: list[Line] = []
    for line in lines(source):
        if not free(Annotation("bibl", line.start, line.end)):
            yield from accepted(run)
            run = []
            continue
        if (
            line.points
            or line.headed
            or (any(near.points for near in run[-2:]) and line.end - line.start <= LONGEST)
        ):
            run.append(line)
            continue
        yield from accepted(run)
        run = []
    yield from accepted(run)


def accepted(run: list[Line]) -> Iterator[list[Span]]:
    """The lines of a run that are references by themselves and their neighbours."""
    if not run:
        return
    chosen = [line for number, line in enumerate(run) if fits(run, number)]
    if len(chosen) >= (1 if run[0].headed else FEWEST):
        yield [(line.start, line.end) for line in chosen]


def fits(run: list[Line], number: int) -> bool:
    """Whether a line is a reference: strong, and its neighbours too, or under a heading."""
    near = run[max(0, number - NEAR) : number + NEAR + 1]
    if not run[number].headed and sum(line.note for line in near) > len(near) * NOTES:
        return False
    least = 1 if run[number].headed else STRONG
    return sum(line.points >= least for line in near) / len(near) >= LIKELY


def lines(source: SourceText) -> Iterator[Line]:
    """Every unit of the text with its points; units without any end a run."""
    text, headed = source.text, False
    for block in source.blocks:
        for start, end in units(text, block):
            if heading().fullmatch(text, start, end):
                headed = True
                yield Line(start, end, 0)
                continue
            points = points_of(text, start, end)
            headed = headed and points > 0
            note = points > 0 and bool(noting().search(text, start, end))
            yield Line(start, end, points, headed, note)


def units(text: str, block: Block) -> Iterator[Span]:
    """The lines of a block; a wrapped reference is one unit."""
    first, *others = block.lines
    wrapped = others and all(line.end - line.start <= WRAPPED for line in block.lines)
    if not wrapped:
        yield from ((line.start, line.end) for line in block.lines)
        return
    if (
        sum(points_of(text, line.start, line.end) >= STRONG for line in block.lines)
        > len(block.lines) * HALF
    ):
        yield from ((line.start, line.end) for line in block.lines)
        return
    hanging = all(line.indent > first.indent for line in others[:1])
    numbered = bool(NUMBERED.match(text, first.start))
    start, last = first.start, first.end
    for line in others:
        begins = (
            NUMBERED.match(text, line.start)
            if numbered
            else line.indent <= first.indent
            if hanging
            else points_of(text, line.start, line.end) >= STRONG or text[last - 1] == "."
        )
        if begins:
            yield start, last
            start = line.start
        last = line.end
    yield start, last


def points_of(text: str, start: int, end: int) -> int:
    """How much a line looks like a reference, from 0.

    2 for names at the beginning, 1 for a year, 1 for figures or an imprint as references have.
    """
    if not SHORTEST <= end - start <= LONGEST:
        return 0
    tail = ENDING.search(text, max(start, end - TAIL), end)
    year = YEAR.search(text, start, end) if tail or YEAR.search(text, start, start + HEAD) else None
    if not tail and not year:
        return 0
    quote = QUOTED.match(text, start, end)
    first = label_end(text, start, end)
    head = head_of(text, first, end)
    named = head.signed and head.people[1] < end - 5
    if not named and end - start > PROSE:
        return 0
    structure = STRUCTURE.search(text, head.people[1] if named else first, end)
    named = named or bool(year and (quote or NUMBERED.match(text, start)))
    points = bool(year) + 2 * named + bool(structure)
    closed = tail or head.date
    return points if closed else min(points, 1)
