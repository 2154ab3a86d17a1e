"""Years: which one a date without a year has, how sure that is, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation, Cert
from tei.recognisers.dates.calendars import weekday_of
from tei.recognisers.dates.moments import following, possible
from tei.recognisers.dates.weekdays import contradiction
from tei.resolve.anchoring.references import NEAR, Reference, fit

CLOSE = 400  # code points; a year from so near is likely
FAR = 20_000  # as far a story may be taken up again where its months go on
THREE_MONTHS = 3
SEASON_AHEAD = 122  # days that a letter may look ahead
BACK = (1.0, 0.6, 0.4, 0.25, 0.15)  # weights of the dates before, the last first
FORTH = (0.5, 0.3, 0.2)  # and of those after, the next first
BEFORE = len(BACK)


@dataclass(frozen=True, slots=True)
class Year:
    """A year found for a date: how sure it is, and what it rests on."""

    number: int
    cert: Cert
    rule: str
    evidence: str
    source: str


def fitting(date: Annotation, year: Year, known: Sequence[int], reform: int) -> Year | None:
    """The year, or the likeliest other one in which the day is the weekday that the text gives.

    known: years that the text names, the likeliest first.  They are asked before those around
    the year, and None is the answer where the weekday fits none of them.
    """
    month, day = int(date.get("month") or 0), int(date.get("day") or 0)
    if not (date.get("weekday") and month and day) or not 0 < year.number < 9990:
        return year
    weekday = int(date.get("weekday"))
    if possible(year.number, month, day) and not contradiction(
        weekday, (year.number, month, day), reform
    ):
        return year
    beside = [year.number + step for step in (-1, 1)]
    further = [year.number + step for step in (-2, 2)]
    for number in (*known[:1], *beside, *known[1:], *further):
        good = number > 0 and possible(number, month, day)
        if good and weekday_of(number, month, day) == weekday:
            evidence = f"{year.evidence}; the weekday is that of {number}"
            return replace(year, number=number, evidence=evidence)
    return None


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
    if last and (not written or carries(told, date)):
        return narrated_year(date, told, later)
    if written:
        return written_year(date, written)
    return narrated_year(date, told, later) if told or later else None


def carries(told: list[Reference], date: Annotation) -> bool:
    """Whether the dates told before are the reference, rather than the time of writing."""
    return date.start - told[-1].offset <= CLOSE or any(
        item.month and goes_on(item, date) for item in told
    )


def goes_on(item: Reference, date: Annotation) -> bool:
    """Whether a story told with months is near, or taken up again where its months go on."""
    apart = date.start - item.offset
    months = (int(date.get("month") or 0) - item.month) % 12
    return apart <= NEAR or (apart <= FAR and min(months, 12 - months) <= THREE_MONTHS)


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
    return Year(
        year, cert, "dates.anchored-in-narrative", f"year from {nearest.value}", "narrative"
    )


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
    """The year with given last digits, not after the date of writing or the last date."""
    source = written or near
    if source is None or source.year < 100:
        return None
    short, size = int(date.get("short-year")), int(date.get("years") or 1)
    number = source.year - source.year % 100 + short
    latest = source.year + (10 if size == 1 else 0) if written else source.year + 99
    number = number - 100 if number > latest else number
    name = "written" if written else "narrative"
    return Year(number, "medium", "dates.anchored-century", f"century from {source.value}", name)
