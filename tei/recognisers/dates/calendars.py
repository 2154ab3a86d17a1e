"""Days counted by the Julian calendar or that of the French Republic, in the Gregorian one.

The arithmetic is that of `convertdate`, which is loaded where such a day occurs.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

JULIAN, REPUBLICAN = "julian", "frenchRepublican"
Day = tuple[int, int, int]
YEARS_OF_THE_REPUBLIC = range(1, 15)
COMPLEMENTARY = 13  # the month of the five or six days at the end of the year
GREGORIAN_REFORM = 1582


@lru_cache(maxsize=4096)
def gregorian(calendar: str, year: int, month: int, day: int) -> Day | None:
    """(year, month, day) in the Gregorian calendar; None where there is no such day."""
    if calendar == REPUBLICAN:
        return of_the_republic(year, month, day)
    from convertdate import julian

    try:
        found = julian.to_gregorian(year, month, day)
    except ValueError:
        return None
    return (int(found[0]), int(found[1]), int(found[2]))


def of_the_republic(year: int, month: int, day: int) -> Day | None:
    """A day of the years I to XIV; the calendar ended on 31 December 1805."""
    if year not in YEARS_OF_THE_REPUBLIC or not (1 <= month <= 13 and 1 <= day <= 30):
        return None
    if month == COMPLEMENTARY and day > 5 + (year in (3, 7, 11)):
        return None
    from convertdate import french_republican

    found = french_republican.to_gregorian(year, month, day)
    return (int(found[0]), int(found[1]), int(found[2]))


def weekday_of(year: int, month: int, day: int) -> int:
    """1 for Monday to 7 for Sunday; the day is one of the Gregorian calendar, after Christ."""
    return date(year, month, day).isoweekday()


def julian_easter(year: int) -> tuple[int, int]:
    """(month, day) of Easter Sunday, both Julian (Meeus, Astronomical Algorithms, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return month, day + 1
