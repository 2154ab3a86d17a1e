"""Dates: days, months, years, seasons, decades and centuries that a text names.

Relative expressions (yesterday, two days later) are left alone.  A date without a year
gets its year from `tei.resolve.anchoring`, never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.dates.extents import extended
from tei.recognisers.dates.findings import finding, stretch_finding
from tei.recognisers.dates.grammar import Grammar, grammar
from tei.recognisers.dates.lone import accepted
from tei.recognisers.dates.matching import moment_at
from tei.recognisers.dates.moments import Moment
from tei.recognisers.dates.neighbours import companions, sharing
from tei.recognisers.dates.stretches import stretches, styled
from tei.source import SourceText


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """The dates of a text.

    A stretch of time (1925-27) is one annotation.  Where each of its ends could stand alone
    (1926-1928), they are two more inside it (`part` = `first`, `last`) that share its group.
    """
    pattern = grammar(language.code)
    shared = sharing(source.text, list(moments_of(source.text, pattern)), pattern)
    moments = styled(source.text, shared)
    groups: dict[int, tuple[str, str]] = {}
    inner: set[int] = set()  # where ends begin that are dates only together
    for stretch in stretches(source.text, moments):
        group = f"dates-{stretch.first.start}"
        first, last = stretch.first.start, stretch.last.start
        groups[first], groups[last] = (group, "first"), (group, "last")
        if stretch.dual or not stretch.ends_stand_alone(source.text):
            inner |= {first, last}
        yield stretch_finding(stretch, group)
    for moment in moments:
        if moment.start not in inner:
            yield finding(moment, *groups.get(moment.start, ("", "")))


def moments_of(text: str, pattern: Grammar) -> Iterator[Moment]:
    """Moments in text order, without overlaps."""
    end = 0
    for hit in pattern.trigger.finditer(text):
        if hit.start() < end:
            continue
        for moment in read_at(text, hit.start(), pattern, end):
            end = moment.end
            yield moment


def read_at(text: str, place: int, pattern: Grammar, floor: int) -> list[Moment]:
    """The moments that begin where the trigger hit; none starts before `floor`."""
    weekday = pattern.weekday.match(text, place)
    inner = weekday.end() if weekday and weekday.end() < len(text) else place
    moment = moment_at(text, inner, pattern)
    if moment is None or (inner != place and moment.form != "day"):
        return []
    if inner != place:
        moment = replace(moment, start=place)
    moment = extended(text, moment, pattern, floor)
    beside = companions(text, moment, pattern, floor)
    return beside if all(accepted(text, one, pattern) for one in beside) else []


RECOGNISER = Recogniser("dates", recognise)
