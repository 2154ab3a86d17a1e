"""Dates: days, months, years, seasons, decades and centuries that a text names.

Relative expressions (yesterday, two days later) are of a kind of their own.  A date without a year
gets its year from `tei.resolve.anchoring`, never here.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.dates.eras import without_era
from tei.recognisers.dates.extents import extended
from tei.recognisers.dates.findings import finding, stretch_finding
from tei.recognisers.dates.grammar import Grammar, grammar
from tei.recognisers.dates.lone import accepted
from tei.recognisers.dates.matching import moment_at
from tei.recognisers.dates.moments import Moment
from tei.recognisers.dates.neighbours import companions, sharing
from tei.recognisers.dates.relative import Relations, expression_at, relations_of
from tei.recognisers.dates.stretches import stretches, styled
from tei.recognisers.dates.weekdays import doubted
from tei.source import SourceText


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """The dates of a text.

    A stretch of time (1925-27) is one annotation.  Where each of its ends could stand alone
    (1926-1928), they are two more inside it (`part` = `first`, `last`) that share its group.
    """
    pattern = grammar(language.code)
    found = list(found_in(source.text, pattern, relations_of(language.code)))
    yield from (item for item in found if isinstance(item, Annotation))
    alone = [item for item in found if isinstance(item, Moment)]
    alone = list(without_era(source.text, alone, pattern))
    shared = sharing(source.text, alone, pattern)
    moments = [doubted(moment, pattern) for moment in styled(source.text, shared)]
    groups: dict[int, tuple[str, str]] = {}
    inner: set[int] = set()  # where dates end that are dates only together
    for stretch in stretches(source.text, moments):
        group = f"dates-{stretch.first.start}"
        first, last = stretch.first.end, stretch.last.end
        groups[first], groups[last] = (group, "first"), (group, "last")
        if stretch.dual or not stretch.ends_stand_alone(source.text):
            inner |= {first, last}
        yield stretch_finding(stretch, group)
    for moment in moments:
        if moment.end not in inner:
            yield from findings(moment, *groups.get(moment.end, ("", "")))


def findings(moment: Moment, group: str, part: str) -> Iterator[Annotation]:
    """The annotation of a moment; of “the night of 3 May” one more, inside, of the day."""
    if moment.portion == "hours" and not group and moment.core > moment.start:
        group = f"dates-{moment.start}"
        yield finding(moment, group)
        yield finding(moment.bare, group, "day")
    else:
        yield finding(moment, group, part)


def found_in(text: str, pattern: Grammar, relations: Relations) -> Iterator[Moment | Annotation]:
    """Moments and relative expressions in text order, without overlaps."""
    end = 0
    for hit in pattern.trigger.finditer(text):
        place = hit.start()
        if place < end:
            continue
        moments = read_at(text, place, pattern, end)
        other = None if moments else expression_at(text, place, relations, end)
        for item in moments or filter(None, [other]):
            end = item.end
            yield item


def read_at(text: str, place: int, pattern: Grammar, floor: int) -> list[Moment]:
    """The moments that begin where the trigger hit; none starts before `floor`."""
    weekday = pattern.weekday.match(text, place)
    inner = weekday.end() if weekday and weekday.end() < len(text) else place
    moment = moment_at(text, inner, pattern)
    if moment is None or (inner != place and moment.form != "day"):
        return []
    if weekday and inner != place:
        name = weekday["weekday"].casefold()
        moment = moment.having(start=place, weekday=pattern.names["weekday"].get(name, 0))
    moment = extended(text, moment, pattern, floor)
    beside = companions(text, moment, pattern, floor)
    return beside if all(accepted(text, one, pattern) for one in beside) else []


RECOGNISER = Recogniser("dates", recognise)
