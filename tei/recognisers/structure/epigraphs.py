"""Epigraphs: words of another below a heading, with a line that names where they are from.

TEI P5 Guidelines, 4.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.recognisers.structure.leaves import ATTRIBUTION

LONGEST = 1200  # code points
DASHES = "—–-"
FIRST = 3  # units below a heading among which the first epigraph must stand


def epigraphs(units: Sequence[Sequence[Annotation]], text: str) -> Iterator[Annotation]:
    """An epigraph around each quoted unit and its attribution, at the head of a stretch.

    units: paragraphs, or line groups with their lines
    """
    place, last = 0, FIRST
    while place < last and place + 1 < len(units):
        quoted, source = units[place][0], units[place + 1][0]
        talk = place + 2 < len(units) and text[units[place + 2][0].start] in DASHES
        if not talk and is_quoted(quoted, text) and is_attribution(source, text):
            yield Annotation("epigraph", quoted.start, source.end, rule="structure.epigraph")
            place, last = place + 2, place + 3
        else:
            place += 1


def is_quoted(leaf: Annotation, text: str) -> bool:
    """Whether a unit may be quoted above its source: short, and no turn of talk itself."""
    short = leaf.end - leaf.start <= LONGEST
    return short and text[leaf.start] not in DASHES


def is_attribution(leaf: Annotation, text: str) -> bool:
    """Whether a paragraph is nothing but a dash and a name; a sentence after a dash is talk."""
    words = text[leaf.start : leaf.end]
    asks = any(mark in words for mark in "!?…")
    return leaf.kind == "p" and bool(ATTRIBUTION.match(words)) and not asks
