"""The words between quotations: where cues stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tei.annotation import Annotation, Annotations
from tei.source import SourceText

REACH = 160  # code points of a gap that are looked at after a quotation; before, twice as many
ANNOUNCING = (":", "—", "–", "-", ",")  # what a line ends with that announces a quotation
TERMS = ("soCalled", "mentioned", "title")  # what the words around a quotation run through
LEAVES = ("p", "head", "item", "l", "note", "signed", "salute", "dateline", "stage")


@dataclass(frozen=True, slots=True)
class Gap:
    """Text beside a quotation, in its paragraph: code points [start, end).

    side:  "before" or "after" the quotation
    label: whether it is the end of the paragraph before
    whole: whether the gap reaches from its quotation to the next, or to the paragraph's edge
    """

    quotation: Annotation
    start: int
    end: int
    side: Literal["before", "after"]
    label: bool = False
    whole: bool = True


def paragraphs(source: SourceText, earlier: Annotations) -> list[tuple[int, int]]:
    """Spans of the paragraphs: the blocks found, or the text's own layout."""
    leaves = [(a.start, a.end) for a in earlier.of(*LEAVES)]
    return leaves or [(block.start, block.end) for block in source.blocks]


def gaps(source: SourceText, earlier: Annotations) -> Iterator[Gap]:
    """The gaps on both sides of every quotation, level by level."""
    spans = paragraphs(source, earlier)
    quotations = earlier.of("quotation")
    levels = sorted({quotation.get("level", "1") for quotation in quotations})
    for number, level in enumerate(levels):
        same = [q for q in quotations if q.get("level", "1") == level]
        outer = [q for q in quotations if q.get("level", "1") in levels[:number]]
        yield from _gaps_of(source.text, same, outer, spans)


def _gaps_of(
    text: str,
    quotations: Sequence[Annotation],
    outer: Sequence[Annotation],
    spans: Sequence[tuple[int, int]],
) -> Iterator[Gap]:
    starts = [start for start, _ in spans]
    outer_starts = [q.start for q in outer]
    for place, quotation in enumerate(quotations):
        low, high = _limits(quotation, spans, starts)
        around = bisect_right(outer_starts, quotation.start) - 1
        if around >= 0 and outer[around].contains(quotation):
            low, high = max(low, outer[around].start), min(high, outer[around].end)
        last = _end_before(quotations, place)
        following = quotations[place + 1].start if place + 1 < len(quotations) else len(text)
        yield from _before(text, quotation, max(low, last), spans, starts)
        end = min(high, max(following, quotation.end))
        if text[quotation.end : end].strip():
            reach = min(end, quotation.end + REACH)
            yield Gap(quotation, quotation.end, reach, "after", whole=reach == end)


def _end_before(quotations: Sequence[Annotation], place: int) -> int:
    """Where the last quotation before one ends that is no word at a distance, and no title."""
    while place and quotations[place - 1].get("class") in TERMS:
        place -= 1
    return quotations[place - 1].end if place else 0


def _limits(
    quotation: Annotation, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> tuple[int, int]:
    """Start of the paragraph in which a quotation begins, end of the one in which it ends."""
    first = bisect_right(starts, quotation.start) - 1
    last = bisect_right(starts, max(quotation.start, quotation.end - 1)) - 1
    low = spans[first][0] if first >= 0 else 0
    high = spans[last][1] if last >= 0 else quotation.end
    return low, max(high, quotation.end)


def _before(
    text: str,
    quotation: Annotation,
    low: int,
    spans: Sequence[tuple[int, int]],
    starts: Sequence[int],
) -> Iterator[Gap]:
    if text[low : quotation.start].strip():
        start = max(low, quotation.start - 2 * REACH)
        yield Gap(quotation, start, quotation.start, "before", whole=start == low)
        return
    own = bisect_right(starts, quotation.start) - 1
    if own < 0 or low != spans[own][0]:
        return
    earlier = bisect_left(starts, low) - 1  # a paragraph may begin where its item does
    if earlier < 0:
        return
    start, end = spans[earlier]
    if end <= quotation.start and text[start:end].endswith(ANNOUNCING):
        reach = max(start, end - 2 * REACH)
        yield Gap(quotation, reach, end, "before", label=True, whole=reach == start)
