"""Annotations of moments and stretches of time."""

from __future__ import annotations

from dataclasses import replace

from tei.annotation import Annotation, Cert
from tei.recognisers.dates.moments import SPANS, Moment, bounds, lexical
from tei.recognisers.dates.stretches import Stretch

OLD_STYLE = "old style; the new style stands beside it"
HALVES = {"first-half": (0, 1), "second-half": (1, 2)}


def finding(moment: Moment, group: str = "", part: str = "") -> Annotation:
    """The annotation of a moment; of the first or last one of a stretch, its `part`."""
    attributes = dated(moment) if moment.dated else undated(moment)
    attributes["kind"] = "under" if moment.shared or not moment.dated else "explicit"
    if part:
        attributes["part"] = part
    for name in ("portion", "relation"):
        if getattr(moment, name):
            attributes[name] = getattr(moment, name)
    rule, evidence = f"dates.{moment.form}", OLD_STYLE if moment.new_style else ""
    span = moment.start, moment.end
    return Annotation("date", *span, attributes, cert(moment), rule, evidence, group)


def stretch_finding(stretch: Stretch, group: str) -> Annotation:
    """The annotation of a stretch of time: from, to."""
    first, last = stretch.first, stretch.last
    if stretch.dual:
        whole = finding(replace(last, start=first.start), group)
        return replace(whole, rule="dates.dual", evidence="old and new style")
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
    if moment.form in SPANS or moment.portion in HALVES:
        low, high = half_of(moment) if moment.portion in HALVES else bounds(moment)
        return {"notBefore": low, "notAfter": high}
    return {"when": moment.new_style or value(moment)}


def value(moment: Moment) -> str:
    """A year, a month, a day, or a time of a day."""
    written = lexical(moment.year or 1, moment.month, moment.day)
    return f"{written}T{moment.clock}" if moment.clock and moment.day else written


def half_of(moment: Moment) -> tuple[str, str]:
    """The first or the second half of a year or of several years."""
    low, high = HALVES[moment.portion]
    if moment.form == "year":
        return lexical(moment.year or 1, 1 + 6 * low), lexical(moment.year or 1, 6 * high)
    if moment.years < 2:
        return dated_whole(moment)
    size = moment.years // 2
    first = (moment.year or 1) + low * size
    return bounds(replace(moment, year=first, years=size))


def dated_whole(moment: Moment) -> tuple[str, str]:
    """What has no halves is taken as a whole."""
    if moment.form in SPANS:
        return bounds(moment)
    return value(moment), value(moment)


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
    if moment.approximate:
        return "low"
    return "high" if moment.dated and moment.form in ("day", "month", "feast") else "medium"
