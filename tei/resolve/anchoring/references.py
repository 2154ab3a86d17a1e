"""References: dates of known years, and how well one follows another in a narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.annotation import Annotation
from tei.recognisers.dates.moments import lexical

VALUE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", re.ASCII)
NEAR = 2500  # code points; a date further off does not carry the narrative
DECADE = 9  # years between the bounds of what names no single year
AFTER = 3  # dates to come that are looked at
BY_YEAR = {0: 0.8, 1: 0.35, -1: 0.1}  # fit where a month is unknown, by years between


@dataclass(frozen=True, slots=True)
class Reference:
    """A date whose year is known: its numbers, 0 where it has none, and where it ends."""

    year: int
    month: int
    day: int
    offset: int

    @property
    def value(self) -> str:
        """Its W3C value."""
        return lexical(self.year, self.month or None, self.day or None)


def value_of(date: Annotation) -> str:
    """The first of the values that a date has; none of a decade or a century."""
    first = date.get("notBefore")
    if first and date.get("notAfter") and years_between(first, date.get("notAfter")) >= DECADE:
        first = ""
    return date.get("when") or date.get("from") or first


def years_between(first: str, last: str) -> int:
    """Years from one W3C value to another; 0 where one is none."""
    ends = [VALUE.fullmatch(value) for value in (first, last)]
    low, high = (int(end[1]) if end else 0 for end in ends)
    return high - low if all(ends) else 0


def reference(value: str, offset: int) -> Reference | None:
    """A W3C or EDTF value as a reference; None where it is none."""
    match = VALUE.fullmatch(value)
    if not match or not int(match[1]):
        return None
    return Reference(int(match[1]), int(match[2] or 0), int(match[3] or 0), offset)


def coming(dates: Sequence[Annotation], number: int) -> list[Reference]:
    """The dates of known years that come soon after."""
    found: list[Reference] = []
    for later in dates[number + 1 : number + 8]:
        if later.start - dates[number].end > NEAR or len(found) == AFTER:
            break
        known = reference(value_of(later), later.start)
        found += [known] if known else []
    return found


def fit(first: Reference, second: Reference) -> float:
    """How well one date follows another in a narrative, 0 to 1."""
    if not first.month or not second.month:
        return BY_YEAR.get(second.year - first.year, 0.0)
    months = 12 * (second.year - first.year) + second.month - first.month
    if months >= 0:
        return 1.0 if months < 8 else 0.6 if months < 12 else 0.2 if months < 18 else 0.0
    return 0.7 if months > -6 else 0.3 if months > -12 else 0.0
