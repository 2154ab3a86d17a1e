"""Whether the weekday that a text gives is that of the date."""

from __future__ import annotations

from datetime import date

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.moments import Moment

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = tuple[int, int, int]


def doubted(moment: Moment, grammar: Grammar) -> Moment:
    """A moment whose weekday is another one, with that doubt."""
    if not moment.weekday or not moment.dated or not moment.day or moment.custom:
        return moment
    day = (moment.year or 0, moment.month or 0, moment.day)
    return moment.having(doubt=contradiction(moment.weekday, day, grammar.gregorian))


def contradiction(weekday: int, day: DAY, reform: int) -> str:
    """What speaks against a weekday (1 for Monday); "" where it is right.

    Before the year of the reform both calendars were written, and either will do.
    """
    year, month, number = day
    if not 1 <= year <= 9999:
        return ""
    given = date(year, month, number)
    if weekday in (given.isoweekday(), julian_weekday(given) if year <= reform else 0):
        return ""
    right = julian_weekday(given) if year < 1582 else given.isoweekday()
    return f"{given.day} {given:%B} {year} was a {NAMES[right - 1]}"


def julian_weekday(day: date) -> int:
    """The weekday of the same numbers in the Julian calendar, 1 for Monday.

    A century that is no multiple of four has a leap day more there.
    """
    centuries = (day.year if day.month > 2 else day.year - 1) // 100
    return (day.isoweekday() - 1 + centuries - centuries // 4 - 2) % 7 + 1
