"""The blocks of running text as letters see them: what is quoted, what is a date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers.structure.letters import PLACE_AND_DATE

UNITS = ("p", "lg", "list", "salute", "signed", "dateline", "postscript")
OUTSIDE = ("speech", "note", "list", "castList")
SHORT = 90  # code points of a line that is a date or a greeting
EDGE_MARKS = " \n\t“”„‟\"'‘’«»‹›_*"
BETWEEN = " \n\t.,;:—–-"  # what may stand between the quotations of a block


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, its words without marks at their ends, and whether all of them are quoted.

    starts: whether a quotation begins with the block
    dated:  whether it is nothing but a date, with a place
    """

    block: Annotation
    words: str
    quoted: bool
    starts: bool
    dated: bool


def outermost(annotations: Annotations) -> list[Annotation]:
    """The quotations that stand in no other, in text order."""
    return [item for item in annotations.of("quotation") if item.get("level", "1") == "1"]


def units_of(reading: Reading) -> list[Unit]:
    """The outermost blocks of running text, in text order."""
    text, known = reading.source.text, reading.annotations
    quotations = outermost(known)
    starts = [quotation.start for quotation in quotations]
    found: list[Unit] = []
    for block in known.of(*UNITS):
        inside = found and block.end <= found[-1].block.end
        if inside or any(known.around(block.start, kind) for kind in OUTSIDE):
            continue
        place = bisect_left(starts, block.start)
        near = quotations[max(0, place - 1) : bisect_left(starts, block.end)]
        words = text[block.start : block.end].strip(EDGE_MARKS)
        begins = place < len(starts) and starts[place] == block.start
        quoted, dated = is_quoted(block, near, text), is_dated(block, words, known)
        found.append(Unit(block, words, quoted, begins, dated))
    return found


def is_dated(block: Annotation, words: str, known: Annotations) -> bool:
    """Whether a block is a place and a date and nothing else."""
    if len(words) > SHORT:
        return False
    if PLACE_AND_DATE.match(words):
        return True
    dates = known.inside(block.start, block.end, "date")
    return 2 * sum(date.end - date.start for date in dates) >= len(words)


def is_quoted(block: Annotation, quotations: Sequence[Annotation], text: str) -> bool:
    """Whether quotations cover a block but for blanks and pauses between them."""
    place = block.start
    for quotation in quotations:
        if quotation.end <= place:
            continue
        if text[place : quotation.start].strip(BETWEEN):
            return False
        place = max(place, quotation.end)
    return place > block.start and not text[place : block.end].strip(BETWEEN)
