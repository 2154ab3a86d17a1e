"""Dates, times and durations as XML Schema writes them (Part 2, §3.2.6–3.2.14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

YEAR = "(?P<year>-?(?:[1-9][0-9]*)?[0-9]{4})"
MONTH = "(?P<month>[0-9]{2})"
DAY = "(?P<day>[0-9]{2})"
TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}(?:\.[0-9]*)?)"
ZONE = "(?P<zone>Z|[+-][0-9]{2}:[0-5][0-9])?"
FORMS = {
    "dateTime": f"{YEAR}-{MONTH}-{DAY}T{TIME}",
    "time": TIME,
    "date": f"{YEAR}-{MONTH}-{DAY}",
    "gYearMonth": f"{YEAR}-{MONTH}",
    "gYear": YEAR,
    "gMonthDay": f"--{MONTH}-{DAY}",
    "gDay": f"---{DAY}",
    "gMonth": f"--{MONTH}",
}
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LARGEST_YEAR = 292_278_994  # the last year of the calendar that the peers count by
FURTHEST_ZONE = 14 * 3600  # seconds
DURATION = (
    r"(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)S)?)?"
)


@dataclass(frozen=True)
class Moment:
    """A point in time.

    seconds: since the year 0 of the proleptic Gregorian calendar, in UTC where zoned
    zoned:   whether the time zone is told
    """

    seconds: Decimal
    zoned: bool


@dataclass(frozen=True)
class Duration:
    """A length of time: months and seconds, which do not add up to one another."""

    months: int
    seconds: Decimal


@cache
def _form(name: str) -> re.Pattern[str]:
    """The form of a datatype; made when a document has one."""
    return re.compile(FORMS[name] + ZONE)


def read(name: str, text: str) -> Moment | None:
    """The moment that a text of the datatype `name` stands for; None where there is none."""
    match = _form(name).fullmatch(text)
    if not match:
        return None
    part = match.groupdict()
    year = int(part.get("year") or 2000)  # a leap year: 29 February may stand without a year
    month, day = int(part.get("month") or 1), int(part.get("day") or 1)
    hour, minute = int(part.get("hour") or 0), int(part.get("minute") or 0)
    second = Decimal((part.get("second") or "0").rstrip("."))
    if year == 0 or abs(year) > LARGEST_YEAR or not 1 <= month <= 12:
        return None
    year += year < 0  # there is no year 0: 1 BC is followed by AD 1
    if not 1 <= day <= _days(year, month) or hour > 23 or minute > 59 or second >= 61:
        return None
    days = _days_before(year, month) + day
    seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    offset = _offset(part["zone"] or "Z")
    if abs(offset) > FURTHEST_ZONE:
        return None
    return Moment(seconds - offset, part["zone"] is not None)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and _is_leap(year) else DAYS[month - 1]


def _days_before(year: int, month: int) -> int:
    """Days before a month, since the year 0."""
    before = year - 1
    days = year * 365 + before // 4 - before // 100 + before // 400
    return days + sum(DAYS[: month - 1]) + (month > 2 and _is_leap(year))


def _offset(zone: str) -> int:
    """A time zone in seconds."""
    if zone == "Z":
        return 0
    seconds = (int(zone[1:3]) * 60 + int(zone[4:])) * 60
    return -seconds if zone[0] == "-" else seconds


def duration(text: str) -> Duration | None:
    """The duration that a text stands for; None where there is none."""
    match = re.fullmatch(DURATION, text)
    if not match or text[-1] in "PT":
        return None
    sign = -1 if match[1] else 1
    years, months, days, hours, minutes = (int(match[n] or 0) for n in range(2, 7))
    seconds = Decimal((match[7] or "0").rstrip(".")) + ((days * 24 + hours) * 60 + minutes) * 60
    return Duration(sign * (years * 12 + months), sign * seconds)


def compared(one: Any, other: Any) -> int | None:
    """-1, 0 or 1 as the first is less, equal or more; None where that cannot be told."""
    if isinstance(one, Moment):
        return _moments(one, other)
    if isinstance(one, Duration):
        return _durations(one, other)
    if "NaN" in (one, other):
        return 0 if one == other else None
    return int(one > other) - int(one < other)


def _moments(one: Moment, other: Moment) -> int | None:
    """Moments of which only one has a time zone must be far enough apart."""
    apart = one.seconds - other.seconds
    if one.zoned != other.zoned and abs(apart) <= FURTHEST_ZONE:
        return None
    return (apart > 0) - (apart < 0)


def _durations(one: Duration, other: Duration) -> int | None:
    """Durations compare where they do so for the shortest and the longest months."""
    months, seconds = one.months - other.months, one.seconds - other.seconds
    signs = {
        (total > 0) - (total < 0)
        for total in (months * 28 * 86400 + seconds, months * 31 * 86400 + seconds)
    }
    return signs.pop() if len(signs) == 1 else None
