"""Dates: written days exist, and no span of time ends before it begins."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable

DATED = ("when", "from", "to", "notBefore", "notAfter")
# Elements whose @from and @to count pages or folios.
NOT_TIMES = frozenset({"biblScope", "citedRange", "locus"})
SPANS = (("from", "to"), ("notBefore", "notAfter"), ("notBefore", "to"), ("from", "notAfter"))
ISO_DATE = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?(?:Z|[+-]\d\d:\d\d)?")
BASIC = re.compile(r"[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # a day without hyphens
Moment = tuple[int, int, int]

INVERTED = declare(
    "date-inverted",
    "error",
    'The time ends before it begins: {place} has {first}="{begin}" and {second}="{end}". '
    "Exchange the values or correct one.",
    "from and to (or notBefore and notAfter) give the beginning and the end of a time, in this "
    "order. Timelines and searches by date drop what ends before it begins.",
    failing="<date xmlns='http://www.tei-c.org/ns/1.0' from='1926' to='1924'/>",
    passing="<date xmlns='http://www.tei-c.org/ns/1.0' from='1924' to='1926'/>",
    source="TEI P5 Guidelines, §3.6.4",
)
IMPOSSIBLE = declare(
    "date-impossible",
    "error",
    'There is no such day: {place} has {attribute}="{value}"{advice}.',
    "The value has the form of a date, but the calendar knows no such day or month. It is the "
    "Gregorian calendar that is meant; a day of the Julian calendar that the Gregorian lacks "
    "(29 February 1900) goes into when-custom, with the calendar named in calendar.",
    failing="<date xmlns='http://www.tei-c.org/ns/1.0' when='1905-02-30'/>",
    passing="<date xmlns='http://www.tei-c.org/ns/1.0' when='1905-02-28'/>",
    source="ISO 8601; TEI P5 Guidelines, teidata.temporal.w3c",
)


def check(document: Document) -> Iterator[Finding]:
    """Faults of the datings in a document."""
    dated: dict[etree._Element, None] = {}
    for name in DATED:
        doubts = {value for value in document.values.get(name, ()) if _why_impossible(value)}
        for element, value in document.having(name):
            if name != "when" or value in doubts:  # the others may be the ends of a time
                dated.setdefault(element)
    for element in dated:
        if etree.QName(element).localname not in NOT_TIMES:
            yield from _impossible(element)
            yield from _inverted(element)


def _impossible(element: etree._Element) -> Iterator[Finding]:
    for name in DATED:
        advice = _why_impossible(element.get(name, ""))
        if advice:
            fields = {"place": readable(str(element.tag)), "value": element.get(name, "")}
            yield broken(IMPOSSIBLE, element, name, attribute=name, advice=advice, **fields)


def _why_impossible(value: str) -> str:
    """What is wrong with a day, as the tail of a sentence; "" where nothing is."""
    match = ISO_DATE.fullmatch(value)
    if match is not None and BASIC.fullmatch(value):
        return f" (this is the year {int(value):,}; a day is {value[:4]}-{value[4:6]}-{value[6:]})"
    if match is None or match[2] is None:
        return ""
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    if not 1 <= month <= 12:
        return " (months run from 01 to 12)"
    last = last_day(year, month)
    return "" if 1 <= day <= last else f" (that month has {last} days)"


def _inverted(element: etree._Element) -> Iterator[Finding]:
    for first, second in SPANS:
        begin, end = element.get(first, ""), element.get(second, "")
        if not (begin and end):
            continue
        earliest, latest = bounds(begin), bounds(end)
        if earliest and latest and earliest[0] > latest[1]:
            place = readable(str(element.tag))
            yield broken(
                INVERTED, element, place=place, first=first, begin=begin, second=second, end=end
            )


def bounds(value: str) -> tuple[Moment, Moment] | None:
    """The first and the last day that a date means; None where it is no date.

    A year or a month stands for all its days, so that from="1926-05" to="1926" is in order.
    """
    match = ISO_DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if month > 12:
        return None
    low, high = (year, month or 1, day or 1), month or 12
    return low, (year, high, day or last_day(year, high))


def last_day(year: int, month: int) -> int:
    """The number of days of a month in the proleptic Gregorian calendar."""
    if month == 2:
        return 29 if calendar.isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31
