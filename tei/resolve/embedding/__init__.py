"""Embedding: letters and diary entries quoted whole are texts within the text.

A letter that stands in marks from its greeting to its signature is nobody's turn of talk: it
becomes a `letter`, which holds its blocks (TEI Guidelines, 4.3.2: floating texts).  The marks
stay in its text.  Without a greeting or a date, or without an end of its own, nothing is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers.structure.letters import formulas
from tei.resolve.embedding.letters import Letter, letters
from tei.resolve.embedding.units import Unit, outermost, units_of


def resolve(reading: Reading) -> Reading:
    """The reading with a `letter` around each letter and entry, in the place of its quotations."""
    if not reading.annotations.of("quotation"):
        return reading
    units = units_of(reading)
    quotations = outermost(reading.annotations)
    found = [
        letter
        for letter in letters(units, formulas(reading.language))
        if is_whole(units[letter.first].block.start, units[letter.last].block.end, quotations)
    ]
    if not found:
        return reading
    return reading.having(annotations=Annotations(embedded(reading.annotations, units, found)))


def is_whole(start: int, end: int, quotations: Sequence[Annotation]) -> bool:
    """Whether no quotation runs over an edge of a span."""
    low = bisect_left(quotations, start, key=lambda item: item.end)
    high = bisect_left(quotations, end, key=lambda item: item.start)
    return all(start <= item.start and item.end <= end for item in quotations[max(0, low) : high])


def embedded(
    annotations: Annotations, units: Sequence[Unit], found: Sequence[Letter]
) -> Iterator[Annotation]:
    """The annotations with the letters; their outermost quotations are gone."""
    spans = [(units[one.first].block.start, units[one.last].block.end) for one in found]
    frame = {units[place].block.start: kind for one in found for place, kind in one.frame.items()}
    starts = [start for start, _ in spans]
    for one, (start, end) in zip(found, spans, strict=True):
        rule = f"embedding.{one.kind}"
        yield Annotation("letter", start, end, {"type": one.kind}, "medium", rule)
        yield from frames(units, one)
    for item in annotations:
        place = bisect_left(starts, item.start + 1) - 1
        inside = place >= 0 and item.start < spans[place][1]
        if inside and item.kind == "quotation" and item.get("level", "1") == "1":
            continue
        kind = frame.get(item.start, "") if inside and item.kind == "p" else ""
        yield replace(item, kind=kind) if kind else item


def frames(units: Sequence[Unit], letter: Letter) -> Iterator[Annotation]:
    """The opener and the closer around the parts of a letter's frame."""
    middle = (letter.first + letter.last) / 2
    parts = sorted(place for place in letter.frame if units[place].block.kind == "p")
    for kind, places in (
        ("opener", [place for place in parts if place <= middle]),
        ("closer", [place for place in parts if place > middle]),
    ):
        if places:
            start, end = units[places[0]].block.start, units[places[-1]].block.end
            yield Annotation(kind, start, end, {}, "medium", f"embedding.{kind}")
