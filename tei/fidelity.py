"""fidelity: the proof that the TEI has the whole text, in order.

Every character that is no blank stands in `text`, or in the header, or on the list of
what was left out and why.  What blanks are: Unicode White_Space, as `str.split` has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from tei.diagnostics import TextLostError
from tei.names import ink
from tei.reading import Reading

TYPOGRAPHIC = "typographic-mark"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A span of the base text that does not stand in the TEI text.

    reason: "navigation", "licence-boilerplate", "typographic-mark" …
    """

    start: int
    end: int
    reason: str


def left_out(reading: Reading, dropped: Iterable[tuple[int, int]]) -> list[LeftOut]:
    """What is left out of the text: by annotation, and marks that became markup."""
    outs = [
        LeftOut(item.start, item.end, item.get("reason", "boilerplate"))
        for item in reading.annotations.of("left-out")
    ]
    outs += [LeftOut(start, end, TYPOGRAPHIC) for start, end in dropped]
    return sorted(outs, key=lambda out: (out.start, out.end))


def prove(
    reading: Reading, header: etree._Element, text: etree._Element, outs: Iterable[LeftOut]
) -> None:
    """Raise TextLostError unless the text and the header have every character of the source."""
    source = reading.source.text
    outs = list(outs)
    moved = [(item.start, item.end) for item in reading.annotations.of("metadata")]
    gone = sorted([*moved, *((out.start, out.end) for out in outs)])
    there = list(complement(gone, len(source)))
    wanted = "".join(ink(source[start:end]) for start, end in there)
    have = ink("".join(str(part) for part in text.itertext()))
    if have != wanted:
        raise _lost(reading, there, wanted, have)
    kept = ink("".join(str(part) for part in header.itertext()))
    told = [(out.start, out.end) for out in outs if out.reason != TYPOGRAPHIC]
    for start, end in [*moved, *told]:
        if ink(source[start:end]) not in kept:
            raise TextLostError(reading.source.place(start), source[start:end][:60], "nothing")


def complement(spans: Iterable[tuple[int, int]], length: int) -> Iterable[tuple[int, int]]:
    """What of [0, length) is in none of the spans; spans may nest or touch."""
    position = 0
    for start, end in spans:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def _lost(
    reading: Reading, there: Iterable[tuple[int, int]], wanted: str, have: str
) -> TextLostError:
    """The exception for the first place where the two differ."""
    pairs = enumerate(zip(wanted, have, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(have)))
    source = reading.source.text
    offsets = (n for start, end in there for n in range(start, end) if not source[n].isspace())
    offset = next(islice(offsets, place, None), max(0, len(source) - 1))
    around = slice(max(0, place - 20), place + 20)
    return TextLostError(reading.source.place(offset), wanted[around], have[around])
