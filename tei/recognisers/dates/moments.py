"""Moments: what a date in a text says, as numbers, and its W3C lexical value.

Values are those of TEI's att.datable.w3c: xsd:date, xsd:gYearMonth, xsd:gYear and
xsd:dateTime of XML Schema Part 2 (1.0).  That version has no year 0000: 499 BC is "-0499".
"""

from __future__ import annotations

from calendar import monthrange
from typing import Any, Literal, NamedTuple

Form = Literal["day", "month", "year", "season", "feast", "decade", "century", "bare-day"]
SPANS = ("season", "decade", "century")


class Moment(NamedTuple):
    """One dated expression.  A named tuple, since a bibliography makes them by the thousand.

    start, end:  code points of the base text, half-open
    form:        what it names; "bare-day" is a day whose month stands elsewhere
    year:        None where the text lacks it; negative before Christ, never 0
    short:       the last two digits of a year whose century the text lacks
    month, day:  from 1
    last_month:  last month of a season; smaller than `month` where it ends a year later
    years:       how many years a decade, a century or half of one lasts
    clock:       "13:00:00", or "19:45:00Z"
    portion:     "start", "middle", "end", … of the time named
    relation:    "same", "next", "this", "last" where the text names the year by a relation
    approximate: "circa"
    shared:      the year stands with a neighbouring date
    new_style:   value of the same day in the Gregorian calendar, where it stands beside it
    strong:      the context proves that a lone number is a year
    core:        where the date itself begins, after “the end of”, “the night of”; -1 for start
    bound:       "notBefore" or "notAfter" where the text gives a limit: not later than 1917
    doubt:       what speaks against the value
    weekday:     1 for Monday to 7 for Sunday, 0 where none is written
    calendar:    "julian" or "frenchRepublican" where the text counts by it
    custom:      the date in that calendar, "1917-10-25"
    limits:      (not before, not after), where the text gives these rather than the date
    """

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: int | None = None
    last_month: int | None = None
    years: int = 0
    clock: str = ""
    portion: str = ""
    relation: str = ""
    approximate: bool = False
    shared: bool = False
    new_style: str = ""
    strong: bool = True
    core: int = -1
    bound: str = ""
    doubt: str = ""
    weekday: int = 0
    calendar: str = ""
    custom: str = ""
    limits: tuple[str, str] = ("", "")

    def having(self, **changes: Any) -> Moment:
        """A copy with fields replaced."""
        return self._replace(**changes)

    @property
    def dated(self) -> bool:
        """Whether its year is known."""
        return self.year is not None

    @property
    def bare(self) -> Moment:
        """The date itself, without what names a part of it."""
        return self.having(start=self.core, portion="") if self.core >= 0 else self

    def in_year(self, year: int | None) -> Moment:
        """The same in a year that its neighbour names."""
        return self.having(year=year, shared=True)


def in_style(moment: Moment, calendar: str, value: str) -> Moment:
    """A day written in another calendar, with the value that it has in the Gregorian one."""
    written = f"{moment.year or 1:04d}-{moment.month or 1:02d}-{moment.day or 1:02d}"
    return moment.having(calendar=calendar, custom=written, new_style=value)


def days_in(month: int, year: int | None) -> int:
    """The days of a month in the proleptic Gregorian calendar; 29 for an unknown February."""
    if year is None:
        return monthrange(2000, month)[1]
    return monthrange(2000 + (year if year > 0 else year + 1) % 400, month)[1]


def possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day."""
    if year == 0 or (year is not None and not -9999 <= year <= 9999):
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or month is None or 1 <= day <= days_in(month, year)


def lexical(year: int, month: int | None = None, day: int | None = None) -> str:
    """xsd:gYear, xsd:gYearMonth or xsd:date.  Raises ValueError where there is no such day."""
    if not possible(year, month, day):
        raise ValueError(f"no such date: {year}, {month}, {day}")
    value = f"{'-' if year < 0 else ''}{abs(year):04d}"
    if month is not None:
        value += f"-{month:02d}"
        if day is not None:
            value += f"-{day:02d}"
    return value


def bounds(moment: Moment) -> tuple[str, str]:
    """The first and last year or month of a season, decade or century of a known year."""
    year = moment.year or 1
    if moment.form == "season" and moment.month and moment.last_month:
        later = following(year) if moment.last_month < moment.month else year
        return lexical(year, moment.month), lexical(later, moment.last_month)
    last = year + moment.years - 1
    return lexical(year), lexical(last or 1)


def following(year: int) -> int:
    """The year after, where there is no year 0."""
    return year + 1 or 1


def easter(year: int) -> tuple[int, int]:
    """(month, day) of Easter Sunday, Gregorian (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return month, day + 1
