"""Versification: verse lines that two or three speakers share.

Only the page shows it: the second speaker's words are set in to where the first one's end,
or so far that both make one line.  The parts become `l` with `part` = I, M, F.
Source: TEI P5 Guidelines, §7.2.4 and att.fragmentable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tei.annotation import Annotation, Annotations
from tei.reading import Reading

SET_IN = 4  # columns beyond the usual place from which words are set in
FAR_IN = 8  # columns that tell without the first part's end
NEAR = 2  # columns by which the second part may miss the end of the first
SHORT, LONG = 0.8, 1.35  # of the usual verse: most of a first part, most of both together
LINES = 3  # verse lines that a play must have


@dataclass(frozen=True, slots=True)
class Turn:
    """The first and last line of a speech; columns count from 0, tabs to the next eighth.

    first, last: `l`, or `p` of one line; None where the speech has none there
    room:        columns of blank before the first line
    labelled:    whether the label stands on that line
    """

    first: Annotation | None
    last: Annotation | None
    room: int
    labelled: bool


def resolve(reading: Reading) -> Reading:
    """The reading with `part` on shared verse lines; unchanged where the page shows none."""
    if not reading.annotations.of("speech"):
        return reading
    verses = [item for item in reading.annotations.of("l") if in_speech(item, reading)]
    if len(verses) < LINES:
        return reading
    text = reading.source.text
    turns = [turn_of(speech, reading) for speech in reading.annotations.of("speech")]
    usual = usual_rooms(turns)
    measure = median(width(item, text) for item in verses)
    goes_on, ends = set(), set()
    for before, after in pairwise(turns):
        if shared(before, after, text, usual[after.labelled], measure):
            goes_on.add(id(before.last))
            ends.add(id(after.first))
    if not ends:
        return reading
    return reading.having(annotations=Annotations(parted(reading.annotations, goes_on, ends)))


def in_speech(item: Annotation, reading: Reading) -> bool:
    """Whether a line stands in a speech."""
    return reading.annotations.around(item.start, "speech") is not None


def turn_of(speech: Annotation, reading: Reading) -> Turn:
    """The first and last line of a speech."""
    text, found = reading.source.text, reading.annotations
    leaves = [
        leaf
        for kind in ("l", "p")
        for leaf in found.inside(speech.start, speech.end, kind)
        if "\n" not in text[leaf.start : leaf.end]
    ]
    blocks = found.inside(speech.start, speech.end, "p") + leaves
    if not blocks:
        return Turn(None, None, 0, False)
    first = min(blocks, key=lambda leaf: leaf.start)
    last = max(blocks, key=lambda leaf: leaf.end)
    before = line_before(first, text)
    return Turn(
        first if first in leaves else None,
        last if last in leaves else None,
        len(before) - len(before.rstrip()),
        bool(before.strip()),
    )


def line_before(item: Annotation, text: str) -> str:
    """What stands on the line before an annotation, tabs expanded."""
    return text[text.rfind("\n", 0, item.start) + 1 : item.start].expandtabs()


def width(item: Annotation, text: str) -> int:
    """Code points of a line."""
    return len(text[item.start : item.end])


def usual_rooms(turns: Sequence[Turn]) -> dict[bool, int]:
    """For lines with a label and without one: the blank that mostly stands before them."""
    rooms: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for turn in turns:
        rooms[turn.labelled][turn.room] += turn.first is not None
    return {
        labelled: min(counts, key=lambda room: (-counts[room], room), default=0)
        for labelled, counts in rooms.items()
    }


def shared(before: Turn, after: Turn, text: str, usual: int, measure: float) -> bool:
    """Whether the last line of a speech and the first of the next are one line of verse."""
    if before.last is None or after.first is None or after.room - usual < SET_IN:
        return False
    end = len(line_before(before.last, text)) + width(before.last, text)
    if abs(len(line_before(after.first, text)) - end) <= NEAR:
        return True
    first, both = width(before.last, text), width(before.last, text) + width(after.first, text)
    far = after.room - usual >= FAR_IN
    return far and first <= SHORT * measure and both <= LONG * measure


def parted(items: Annotations, goes_on: set[int], ends: set[int]) -> Iterator[Annotation]:
    """The annotations, the parts of shared lines being lines of verse."""
    for item in items:
        begun, finished = id(item) in goes_on, id(item) in ends
        if not begun and not finished:
            yield item
            continue
        part = "M" if begun and finished else "I" if begun else "F"
        rule = item.rule if item.kind == "l" else "versification.shared"
        facts = {name: value for name, value in item.attributes.items() if name != "indent"}
        kept = item.attributes if part == "I" else facts  # a later part is set in for being one
        yield replace(item, kind="l", attributes={**kept, "part": part}, rule=rule)
