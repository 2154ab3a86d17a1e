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
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation, Annotations, Cert
from tei.reading import Reading
from tei.recognisers.dates.moments import following, lexical, possible

WRITTEN = ("delivered", "written", "firstPublished")
VALUE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
NEAR = 2500  # code points; a date further back does not carry the narrative
CLOSE = 400  # code points; a year from so near is likely
BACK = (1.0, 0.6, 0.4, 0.25, 0.15)  # weights of the dates before, the last first
FORTH = (0.5, 0.3, 0.2)  # and of those after, the next first
BEFORE, AFTER = len(BACK), len(FORTH)
BY_YEAR = {0: 0.8, 1: 0.35, -1: 0.1}  # fit where a month is unknown, by years between
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
    own = reference(written, 0)
    told: deque[Reference] = deque(maxlen=BEFORE)
    for number, date in enumerate(dates):
        if date.get("missing"):
            year = year_of(date, list(told), coming(dates, number), own)
            resolved = year and with_year(date, year)
            if resolved:
                yield id(date), resolved
                date = resolved
        found = None if lies_in(date, header) else reference(value_of(date), date.end)
        if found and not (told and date.start < told[-1].offset):
            told.append(found)


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


def coming(dates: Sequence[Annotation], number: int) -> list[Reference]:
    """The dates of known years that come soon after."""
    found: list[Reference] = []
    for later in dates[number + 1 : number + 8]:
        if later.start - dates[number].end > NEAR or len(found) == AFTER:
            break
        known = reference(value_of(later), later.start)
        found += [known] if known else []
    return found


def year_of(
    date: Annotation, told: list[Reference], later: list[Reference], written: Reference | None
) -> Year | None:
    """The year of a date, from the dates around it or from the date of writing."""
    last = told[-1] if told else None
    if date.get("missing") == "century":
        return year_of_century(date, last, written)
    relation = date.get("relation")
    if relation in ("same", "next"):
        return related_year(last, relation)
    if relation in ("this", "last", "coming"):
        return related_year(written, relation)
    if last and (not written or carries(last, date)):
        return narrated_year(date, told, later)
    if written:
        return written_year(date, written)
    return narrated_year(date, told, later) if told or later else None


def carries(last: Reference, date: Annotation) -> bool:
    """Whether the last date is the reference of the next rather than the time of writing."""
    return date.start - last.offset <= (NEAR if last.month else CLOSE)


def related_year(source: Reference | None, relation: str) -> Year | None:
    """The year that words name: of that year, of the following year, of this year."""
    if source is None:
        return None
    later = following(source.year)
    steps = {"next": later, "coming": later, "last": source.year - 1 or -1}
    number = steps.get(relation, source.year)
    return Year(number, "medium", "dates.anchored-by-words", f"year from {source.value}", "words")


def narrated_year(date: Annotation, told: list[Reference], later: list[Reference]) -> Year:
    """The year that agrees best with the dates told before and soon after."""
    month, day = int(date.get("month") or 0), int(date.get("day") or 0)
    around = [*told, *later]
    years = {item.year + step for item in around for step in (-1, 0, 1)} - {0}
    possible_years = [year for year in years if possible(year, month or None, day or None)]
    nearest = told[-1] if told else later[0]

    def agreement(year: int) -> tuple[float, int]:
        back = sum(
            BACK[place] * fit(item, Reference(year, month, day, 0))
            for place, item in enumerate(reversed(told))
        )
        forth = sum(
            FORTH[place] * fit(Reference(year, month, day, 0), item)
            for place, item in enumerate(later)
        )
        return back + forth, -abs(year - nearest.year)

    year = max(possible_years or [nearest.year], key=agreement)
    close = abs(date.start - nearest.offset) < CLOSE and year == nearest.year
    cert: Cert = "medium" if close else "low"
    return Year(year, cert, "dates.anchored-in-narrative", f"year from {nearest.value}", "narrative")


def fit(first: Reference, second: Reference) -> float:
    """How well one date follows another in a narrative, 0 to 1."""
    if not first.month or not second.month:
        return BY_YEAR.get(second.year - first.year, 0.0)
    months = 12 * (second.year - first.year) + second.month - first.month
    if months >= 0:
        return 1.0 if months < 8 else 0.6 if months < 12 else 0.2 if months < 18 else 0.0
    return 0.7 if months > -6 else 0.3 if months > -12 else 0.0


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
