"""Plays in verse: where nearly all that is spoken is verse, a short speech is verse too.

TEI P5 Guidelines, §7.2.5: the lines of verse drama are l, in sp.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.recognisers.structure.leaves import is_verse, verse
from tei.recognisers.structure.pieces import Run

FEWEST = 5  # speeches of several lines of verse that make a play one in verse
VERSE = 0.6  # share of the speeches of several lines that are verse
LONG = 75  # code points: a line of speech that is longer is prose
PROSE = 0.06  # share of the speeches of one line that may be prose


def is_verse_play(runs: Sequence[Run], text: str) -> bool:
    """Whether the speeches of a text are verse, but for a few in prose."""
    spoken = [run for run in runs if run.speech >= 0]
    several = [run for run in spoken if len(run.lines) > 1]
    single = [run for run in spoken if len(run.lines) == 1]
    in_verse = sum(is_verse(run.lines, text) for run in several)
    prose = sum(run.end - run.start > LONG for run in single)
    enough = in_verse >= FEWEST and in_verse >= VERSE * len(several)
    return enough and prose <= PROSE * len(single)


def is_spoken_verse(run: Run) -> bool:
    """Whether the lines of a speech in a verse play are short enough for verse."""
    return run.speech >= 0 and all(line.end - line.start <= LONG for line in run.lines)


def spoken_lines(run: Run, text: str) -> Iterator[Annotation]:
    """The lines of a speech in a verse play; a single one needs no line group."""
    if len(run.lines) > 1:
        yield from verse(run.lines, text)
    else:
        yield Annotation("l", run.start, run.end, rule="structure.spoken-verse")
