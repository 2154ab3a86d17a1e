"""Which year a bare date has: “July 22”, “in October”, “the nineties”.

The year comes from the words beside the date (“of that year”), from an earlier date that
stands near, or from the text's own date.  A year that the text does not give with the
date lowers its `cert`; the evidence and `year-from` say where it comes from.  That the
last time mentioned is the reference of a narrative, and the time of writing that of
letters and news, is TimeML's distinction (Pustejovsky et al. 2003).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers.dates.calendars import GREGORIAN_REFORM
from tei.recognisers.dates.moments import following, lexical, possible
from tei.resolve.anchoring.references import NEAR, Reference, coming, reference, value_of
from tei.resolve.anchoring.relations import placed
from tei.resolve.anchoring.years import BEFORE, Year, fitting, year_of

WRITTEN = ("delivered", "written", "firstPublished")
MONTHS = {"this-month": 0, "last-month": -1, "next-month": 1}  # inst., ult., prox.
HALF_MONTH = 15  # days back that a narrative may go without a new month


def resolve(reading: Reading) -> Reading:
    """A reading whose dates have their years, and which knows its own date.

    Dates whose year nothing gives stay without a value.  In the header a stretch of time
    is one date: the annotations of its ends are left out.
    """
    written = reading.date or own_date(reading.annotations)
    found = dict(anchored(reading, written))
    relative = reading.annotations.of("relative-date")
    if relative:
        dates = [found.get(id(item), item) for item in reading.annotations.of("date")]
        references = [reference(value_of(item), item.end) for item in dates]
        told = [item for item in references if item]
        found |= placed(relative, told, reference(written, 0), reform_of(reading))
    header = spans_of(reading.annotations)
    kept = [
        found.get(id(item), item)
        for item in reading.annotations
        if not (item.kind == "date" and item.get("part") and lies_in(item, header))
    ]
    return reading.having(annotations=Annotations(kept), date=written)


def reform_of(reading: Reading) -> int:
    """The year in which texts of the language turned to the Gregorian calendar."""
    return int(reading.language.table("dates").get("gregorian", GREGORIAN_REFORM))


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
    reform = reform_of(reading)
    header = spans_of(reading.annotations, without="note")
    own = reference(written, 0)
    usual = usual_years(dates)
    told: deque[Reference] = deque(maxlen=BEFORE)
    for number, date in enumerate(dates):
        if date.get("missing"):
            near = Around(list(told), coming(dates, number), own, usual, reform)
            resolved = valued(date, near)
            if resolved:
                yield id(date), resolved
                date = resolved
        found = None if lies_in(date, header) else reference(value_of(date), date.end)
        if found and not (told and date.start < told[-1].offset):
            told.append(found)


@dataclass(frozen=True, slots=True)
class Around:
    """What may give a bare date its year.

    told, later: dates before and soon after; written: the date of writing
    usual:  the years that the text names most often
    reform: see `reform_of`
    """

    told: list[Reference]
    later: list[Reference]
    written: Reference | None
    usual: tuple[int, ...]
    reform: int

    @property
    def years(self) -> list[int]:
        """The years that a weekday may choose from, the likeliest first."""
        own = [self.written.year] if self.written else []
        near = [item.year for item in (*reversed(self.told), *self.later)]
        return list(dict.fromkeys([*own, *near, *self.usual]))


def usual_years(dates: Sequence[Annotation]) -> tuple[int, ...]:
    """The years that the dates of a text have most often, at most three."""
    known = (reference(value_of(date), 0) for date in dates)
    return tuple(year for year, _ in Counter(item.year for item in known if item).most_common(3))


def valued(date: Annotation, around: Around) -> Annotation | None:
    """A date with the value that the dates around it or the date of writing give."""
    told = around.told
    if date.get("relation") in MONTHS:
        return in_told_month(date, around)
    if date.get("missing") == "month":
        return with_month(date, told[-1]) if told else None
    year = year_of(date, told, around.later, around.written)
    chosen = fitting(date, year, around.years, around.reform) if year else None
    return with_year(date, chosen) if chosen else None


def in_told_month(date: Annotation, around: Around) -> Annotation | None:
    """“The 3rd inst.” in the month of writing: that of the text, else of the first date told."""
    bases = [item for item in (around.written, *around.told) if item and item.month]
    if not bases or bases[0].year < 1:
        return None
    months = 12 * bases[0].year + bases[0].month - 1 + MONTHS[date.get("relation")]
    year, month, day = months // 12, months % 12 + 1, int(date.get("day") or 0)
    if not possible(year, month, day):
        return None
    return replace(
        date.with_attributes(**{"when": lexical(year, month, day), "year-from": "words"}),
        cert="medium",
        rule="dates.anchored-by-words",
        evidence=f"month from {bases[0].value}",
    )


def with_month(date: Annotation, last: Reference) -> Annotation | None:
    """“The 24th” in the month last told, or the next where the days have turned."""
    day = int(date.get("day") or 0)
    if not last.month or date.start - last.offset > NEAR:
        return None
    turned = last.day - day > HALF_MONTH
    month = last.month % 12 + 1 if turned else last.month
    year = following(last.year) if turned and month == 1 else last.year
    if not possible(year, month, day):
        return None
    return replace(
        date.with_attributes(**{"when": lexical(year, month, day), "year-from": "narrative"}),
        cert="low",
        rule="dates.anchored-in-month",
        evidence=f"month from {last.value}",
    )


def spans_of(annotations: Annotations, without: str = "") -> list[tuple[int, int]]:
    """(start, end) of the lines of the header, but for those of one field, in order."""
    lines = annotations.of("metadata", "docImprint")
    return [(item.start, item.end) for item in lines if item.get("field", "-") != without]


def lies_in(date: Annotation, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a date begins inside one of the spans; these do not nest."""
    place = bisect_right(spans, (date.start, date.start + 10**9)) - 1
    return place >= 0 and spans[place][0] <= date.start < spans[place][1]


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
    if date.get("bound"):
        return {date.get("bound"): first}
    if not date.get("end-month"):
        return {"when": f"{first}T{clock}" if clock and day else first}
    end_month, end_day = int(date.get("end-month")), int(date.get("end-day") or 0) or None
    later = following(year) if end_month < (month or 0) else year
    if not possible(later, end_month, end_day):
        return {}
    return {"from": first, "to": lexical(later, end_month, end_day)}
