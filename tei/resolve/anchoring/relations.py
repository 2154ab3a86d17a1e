"""The days that relative expressions mean, counted from the day of writing or the last told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tei.annotation import Annotation
from tei.recognisers.dates.moments import lexical
from tei.recognisers.dates.readers import feast_day
from tei.resolve.anchoring.references import Reference

WEEK = 7
HALF_YEAR = 183


def placed(
    expressions: Sequence[Annotation],
    told: Sequence[Reference],
    written: Reference | None,
    reform: int,
) -> Iterator[tuple[int, Annotation]]:
    """(id of a relative expression, the same with its value), where one can be counted.

    told: the dates of known years in text order; reform: see `feast_day`
    """
    ends = [item.offset for item in told]
    for item in expressions:
        place = bisect_right(ends, item.start) - 1
        last = told[place] if place >= 0 else None
        base = written or last if item.get("base") == "writing" else last
        values = counted_from(base, item, reform) if base and base.year > 0 else {}
        if base and values:
            changed = item.with_attributes(**values)
            yield id(item), replace(changed, evidence=f"counted from {base.value}")


def counted_from(base: Reference, item: Annotation, reform: int) -> dict[str, str]:
    """The value of an expression counted from a date; empty where that is not exact enough."""
    unit, count = item.get("unit"), int(item.get("count") or 0)
    if unit == "year" or (unit == "month" and base.month):
        return by_months(base, count, unit)
    if not (base.month and base.day):
        return {}
    day = date(base.year, base.month, base.day)
    if unit == "feast":
        return {"when": nearest_feast(day, item.get("feast"), reform)}
    steps = weekday_steps(day, item) if unit == "weekday" else count
    if unit == "week":
        return week_of(day, count)
    if unit not in ("day", "weekday") or not 1 <= day.toordinal() + steps <= date.max.toordinal():
        return {}
    return {"when": (day + timedelta(days=steps)).isoformat()}


def by_months(base: Reference, count: int, unit: str) -> dict[str, str]:
    """A year or a month so many years or months from another."""
    months = 12 * base.year + max(base.month, 1) - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return {}
    return {"when": lexical(year, None if unit == "year" else month + 1)}


def week_of(day: date, count: int) -> dict[str, str]:
    """Monday to Sunday of a week so many weeks from that of a day."""
    monday = day.toordinal() - day.weekday() + WEEK * count
    if not 1 <= monday <= date.max.toordinal() - WEEK:
        return {}
    first, last = date.fromordinal(monday), date.fromordinal(monday + WEEK - 1)
    return {"from": first.isoformat(), "to": last.isoformat()}


def weekday_steps(day: date, item: Annotation) -> int:
    """Days to a weekday: the last one, the next one, or the nearest, today excepted."""
    ahead = (int(item.get("weekday")) - day.isoweekday()) % WEEK
    if item.get("side") == "last":
        return ahead - WEEK
    if item.get("side") == "next":
        return ahead or WEEK
    return ahead if ahead <= WEEK // 2 else ahead - WEEK


def nearest_feast(day: date, feast: str, reform: int) -> str:
    """The feast that is less than half a year away."""
    years = [year for year in (day.year, day.year - 1, day.year + 1) if 1 <= year <= 9999]
    for year in years:
        month, number = feast_day(feast, year, reform)
        if abs((date(year, month, number) - day).days) <= HALF_YEAR:
            return lexical(year, month, number)
    return lexical(day.year, *feast_day(feast, day.year, reform))
