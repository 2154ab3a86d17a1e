"""Which year a bare date has: “July 22”, “in October”, “the nineties”.

The year comes from the words beside the date (“of that year”), from an earlier date that
stands near, or from the text's own date.  A year that the text does not give with the
date lowers its `cert`; the evidence and `year-from` say where it comes from.  That the
last time mentioned is the reference of a narrative, and the time of writing that of
letters and news, is TimeML's distinction (Pustejovsky et al. 2003).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation, Annotations, Cert
from tei.reading import Reading
from tei.recognisers.dates.moments import following, lexical, possible

WRITTEN = ("delivered", "written", "firstPublished")
VALUE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
NEAR = 2500  # code points; a date further back does not carry the narrative
AHEAD = 400  # code points; as far a date to come may lend its year
HALF_YEAR = 6
SEASON_AHEAD = 122  # days that a letter may look ahead


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


@dataclass(frozen=True, slots=True)
class Year:
    """A year found for a date: how sure it is, and what it rests on."""

    number: int
    cert: Cert
    rule: str
    evidence: str
    source: str


def resolve(reading: Reading) -> Reading:
    """A reading whose dates have their years, and which knows its own date.

    Dates whose year nothing gives stay without a value.
    """
    written = reading.date or own_date(reading.annotations)
    found = dict(anchored(reading, written))
    if not found:
        return reading if written == reading.date else reading.having(date=written)
    items = (found.get(id(item), item) for item in reading.annotations)
    return reading.having(annotations=Annotations(items), date=written)


def own_date(annotations: Annotations) -> str:
    """The date of delivery, of writing, else of the first publication; "" where unknown."""
    fields = {item.get("field"): item for item in reversed(annotations.of("metadata"))}
    for name in WRITTEN:
        if name in fields:
            for date in annotations.inside(fields[name].start, fields[name].end, "date"):
                if date.get("when") or date.get("from"):
                    return (date.get("when") or date.get("from"))[:10]
    return ""


def anchored(reading: Reading, written: str) -> Iterator[tuple[int, Annotation]]:
    """(id of a date without a value, the same with its value)."""
    dates = reading.annotations.of("date")
    header = spans_of(reading.annotations, "metadata", "docImprint")
    narrated: Reference | None = None
    for number, date in enumerate(dates):
        if date.get("missing"):
            near = narrated or next_reference(dates, number)
            year = year_of(date, near, reference(written, 0))
            resolved = year and with_year(date, year)
            if resolved:
                yield id(date), resolved
                date = resolved
        if not lies_in(date, header):
            narrated = reference(value_of(date), date.end) or narrated


def spans_of(annotations: Annotations, *kinds: str) -> list[tuple[int, int]]:
    """(start, end) of the annotations of some kinds, in order."""
    return [(item.start, item.end) for item in annotations.of(*kinds)]


def lies_in(date: Annotation, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a date begins inside one of the spans; these do not nest."""
    place = bisect_right(spans, (date.start, date.start + 10**9)) - 1
    return place >= 0 and spans[place][0] <= date.start < spans[place][1]


def value_of(date: Annotation) -> str:
    """The first of the values that a date has."""
    return date.get("when") or date.get("from") or date.get("notBefore")


def reference(value: str, offset: int) -> Reference | None:
    """A W3C or EDTF value as a reference; None where it is none."""
    match = VALUE.fullmatch(value)
    if not match or not int(match[1]):
        return None
    return Reference(int(match[1]), int(match[2] or 0), int(match[3] or 0), offset)


def next_reference(dates: Sequence[Annotation], number: int) -> Reference | None:
    """A date of a known year that comes soon after."""
    for later in dates[number + 1 : number + 12]:
        if later.start - dates[number].end > AHEAD:
            return None
        if value_of(later):
            return reference(value_of(later), later.end)
    return None


def year_of(date: Annotation, near: Reference | None, written: Reference | None) -> Year | None:
    """The year of a date, from the nearest reference or from the date of writing."""
    if date.get("missing") == "century":
        return year_of_century(date, near, written)
    relation = date.get("relation")
    if relation in ("same", "next"):
        return related_year(near, relation)
    if relation in ("this", "last"):
        return related_year(written, relation)
    if near and (not written or abs(date.start - near.offset) <= NEAR):
        return narrated_year(date, near)
    return written_year(date, written) if written else None


def related_year(source: Reference | None, relation: str) -> Year | None:
    """The year that words name: of that year, of the following year, of this year."""
    if source is None:
        return None
    steps = {"next": following(source.year), "last": source.year - 1 or -1}
    number = steps.get(relation, source.year)
    return Year(number, "medium", "dates.anchored-by-words", f"year from {source.value}", "words")


def narrated_year(date: Annotation, near: Reference) -> Year:
    """The year of the last date, or the one after where the year has turned."""
    month = int(date.get("month") or 0)
    year = near.year
    if near.month and month and near.month - month > HALF_YEAR:
        year = following(year)
    elif near.month and month and month - near.month > 9:
        year = year - 1 or -1
    close = abs(date.start - near.offset) < 400
    cert: Cert = "medium" if close and year == near.year else "low"
    return Year(year, cert, "dates.anchored-in-narrative", f"year from {near.value}", "narrative")


def written_year(date: Annotation, written: Reference) -> Year:
    """The year that brings a date nearest to the date of writing, the past before the future."""
    month, day = int(date.get("month") or 0), int(date.get("day") or 1)
    year = written.year
    if written.month and month:
        ahead = (month - written.month) * 30 + day - (written.day or 28)
        if ahead > SEASON_AHEAD:
            year = year - 1 or -1
        elif ahead < -240:
            year = following(year)
    evidence = f"year from the date of writing, {written.value}"
    return Year(year, "medium", "dates.anchored-to-writing", evidence, "written")


def year_of_century(
    date: Annotation, near: Reference | None, written: Reference | None
) -> Year | None:
    """The year with given last digits that is nearest to the date of writing, or to the last date."""
    source = written or near
    if source is None or source.year < 100:
        return None
    short, size = int(date.get("short-year")), int(date.get("years") or 1)
    number = source.year - source.year % 100 + short
    latest = source.year + (10 if size == 1 else 0)
    number = number - 100 if number > latest else number
    name = "written" if written else "narrative"
    return Year(number, "medium", f"dates.anchored-century", f"century from {source.value}", name)


def with_year(date: Annotation, year: Year) -> Annotation | None:
    """A date with its value; None where there is no such day."""
    values = values_in(date, year.number)
    if not values:
        return None
    resolved = date.with_attributes(**values, **{"year-from": year.source})
    return replace(
        resolved,
        cert="low" if date.cert == "low" else year.cert,
        rule=year.rule,
        evidence=year.evidence,
    )


def values_in(date: Annotation, year: int) -> dict[str, str]:
    """The attributes with the value of a date in a year; empty where there is no such day."""
    if date.get("years"):
        last = year + int(date.get("years")) - 1
        return {"notBefore": lexical(year), "notAfter": lexical(last or 1)}
    month, day = int(date.get("month") or 0) or None, int(date.get("day") or 0) or None
    if not possible(year, month, day):
        return {}
    first, clock = lexical(year, month, day), date.get("clock")
    if not date.get("end-month"):
        return {"when": f"{first}T{clock}" if clock and day else first}
    end_month, end_day = int(date.get("end-month")), int(date.get("end-day") or 0) or None
    later = following(year) if end_month < (month or 0) else year
    if not possible(later, end_month, end_day):
        return {}
    return {"from": first, "to": lexical(later, end_month, end_day)}
