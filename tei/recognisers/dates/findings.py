"""Annotations of moments and stretches of time."""

from __future__ import annotations

from dataclasses import replace

from tei.annotation import Annotation, Cert
from tei.recognisers.dates.calendars import JULIAN
from tei.recognisers.dates.moments import SPANS, Moment, bounds, lexical
from tei.recognisers.dates.stretches import Stretch

OLD_STYLE = "old style"
PARTS = {
    **{"first-half": (0, 2), "second-half": (1, 2)},
    **{"first-quarter": (0, 4), "second-quarter": (1, 4), "third-quarter": (2, 4)},
    **{"last-quarter": (3, 4), "first-third": (0, 3), "middle-third": (1, 3), "last-third": (2, 3)},
}
TURN = 10  # years to either side of the turn of a century


def finding(moment: Moment, group: str = "", part: str = "") -> Annotation:
    """The annotation of a moment; of the first or last one of a stretch, its `part`."""
    attributes = dated(moment) if moment.dated else undated(moment)
    attributes["kind"] = "under" if moment.shared or not moment.dated else "explicit"
    if part:
        attributes["part"] = part
    for name in ("portion", "relation", "bound", "calendar"):
        if getattr(moment, name):
            attributes[name] = getattr(moment, name)
    rule, evidence = f"dates.{moment.form}", moment.doubt or (OLD_STYLE if moment.new_style else "")
    if moment.custom:
        attributes["when-custom"] = moment.custom
    if moment.weekday:
        attributes["weekday"] = str(moment.weekday)
    span = moment.start, moment.end
    return Annotation("date", *span, attributes, cert(moment), rule, evidence, group)


def stretch_finding(stretch: Stretch, group: str) -> Annotation:
    """The annotation of a stretch of time: from, to."""
    first, last = stretch.first, stretch.last
    if stretch.dual:
        custom = value(first) if first.dated else ""
        calendar = JULIAN if custom else ""
        whole = last.having(start=first.start, custom=custom, calendar=calendar)
        return replace(finding(whole, group), rule="dates.dual", evidence="old and new style")
    if first.dated:
        attributes = {"from": value(first), "to": value(last), "kind": "explicit"}
    else:
        ends = {f"end-{name}": number for name, number in parts(last).items()}
        attributes = {**parts(first), **ends, "missing": "year", "kind": "under"}
    sure: Cert = "low" if "low" in (cert(first), cert(last)) else cert(last)
    rule = f"dates.{first.form}-range"
    return Annotation("date", first.start, last.end, attributes, sure, rule, group=group)


def dated(moment: Moment) -> dict[str, str]:
    """The value of a moment whose year is known."""
    low, high = limits_of(moment)
    if moment.bound:
        whole = moment.new_style or value(moment)
        return {moment.bound: (low if moment.bound == "notBefore" else high) or whole}
    if low:
        return {"notBefore": low, "notAfter": high}
    return {"when": moment.new_style or value(moment)}


def value(moment: Moment) -> str:
    """A year, a month, a day, or a time of a day."""
    written = lexical(moment.year or 1, moment.month, moment.day)
    return f"{written}T{moment.clock}" if moment.clock and moment.day else written


def limits_of(moment: Moment) -> tuple[str, str]:
    """The first and last day, month or year of what is no point in time; "" where it is one."""
    if moment.portion in PARTS:
        return part_of(moment)
    if moment.portion == "turn" and moment.form == "century":
        year = moment.year or 1
        return lexical((year - TURN) or -1), lexical((year + TURN - 1) or 1)
    return bounds(moment) if moment.form in SPANS else moment.limits


def part_of(moment: Moment) -> tuple[str, str]:
    """A half, a third or a quarter of a year or of several years."""
    place, number = PARTS[moment.portion]
    if moment.form == "year":
        size = 12 // number
        year = moment.year or 1
        return lexical(year, 1 + size * place), lexical(year, size * (place + 1))
    if moment.years < number:
        return bounds(moment) if moment.form in SPANS else ("", "")
    first, last = (moment.years * step // number for step in (place, place + 1))
    return bounds(moment.having(year=((moment.year or 1) + first) or 1, years=last - first))


def undated(moment: Moment) -> dict[str, str]:
    """What is known of a moment without a year."""
    missing = "year" if moment.short is None else "century"
    missing = missing if moment.month or missing == "century" else "month"
    return {**parts(moment), "missing": missing}


def parts(moment: Moment) -> dict[str, str]:
    """Month, day, last digits of the year, years that it lasts, hour."""
    numbers = {
        "month": moment.month,
        "day": moment.day,
        "short-year": moment.short,
        "years": moment.years or None,
    }
    known = {name: f"{number:02d}" for name, number in numbers.items() if number is not None}
    return {**known, **({"clock": moment.clock} if moment.clock else {})}


def cert(moment: Moment) -> Cert:
    """High for full dates, low for “circa”, else medium."""
    if moment.approximate or moment.doubt or moment.portion == "turn":
        return "low"
    return "high" if moment.dated and moment.form in ("day", "month", "feast") else "medium"
