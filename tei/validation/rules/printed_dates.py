"""Dates against their words: does when say what is printed, and is the weekday right?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lxml import etree

from tei import language
from tei.diagnostics import declare
from tei.validation.document import Document, text_of
from tei.validation.findings import Finding, broken

FULL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
LONGEST = 60  # code points of a date that is read
SHIFTS = range(10, 14)  # days between the calendars from 1582 to 2100
ANNUNCIATION = 1752  # until then English years began on 25 March
_DATE = "<p xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><date when='{}'>{}</date></p>"

CONTRADICTED = declare(
    "date-contradicted",
    "warning",
    'The text says “{printed}”, but when="{when}". Correct the attribute; where the text counts '
    "by another calendar, name it in calendar.",
    "The words and the attribute give different days. One of them is a slip, mostly the "
    "attribute; differences that come from the Julian calendar or from years that began in "
    "March are not meant.",
    failing=_DATE.format("1842-05-30", "3 May 1842"),
    passing=_DATE.format("1842-05-03", "3 May 1842"),
    source="TEI P5 Guidelines, §3.6.4",
)
WEEKDAY = declare(
    "weekday-wrong",
    "warning",
    'The text says “{printed}”, but {when} was a {weekday}. The text errs, or when="{when}" does.',
    "The weekday that is printed is not that of the day in when. Look at the source: where the "
    "text itself errs, a note may say so; else the attribute is wrong.",
    failing=_DATE.format("1926-05-04", "Monday, 4 May 1926"),
    passing=_DATE.format("1926-05-04", "Tuesday, 4 May 1926"),
    source="ISO 8601",
)
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Words:
    """How a language writes dates.

    forms:     expressions with the groups weekday, day, month, year, some of them
    months:    name in small letters → 1 to 12
    weekdays:  name in small letters → 0 for Monday to 6
    gregorian: texts count by this calendar since then
    """

    forms: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    gregorian: int


def check(document: Document) -> Iterator[Finding]:
    """Dates whose words say something else than when."""
    for element in document.named("date", "docDate", "birth", "death"):
        when = FULL.fullmatch(element.get("when", ""))
        if when is None or element.get("calendar") or element.get("when-custom"):
            continue
        printed = " ".join(text_of(element).split())
        code = document.language(element).lower()[:2]
        if printed and len(printed) <= LONGEST and _words(code) is not None:
            yield from _compared(element, printed.strip(" .,;:()[]"), when, code)


@lru_cache(maxsize=4096)
def _parts(printed: str, code: str) -> Mapping[str, str | None]:
    """The parts of a printed date by the names of the groups; none where it is not read."""
    words = _words(code)
    assert words is not None
    found = (form.fullmatch(printed) for form in words.forms)
    return next((match.groupdict() for match in found if match), {})


def _compared(
    element: etree._Element, printed: str, when: re.Match[str], code: str
) -> Iterator[Finding]:
    groups, words = _parts(printed, code), _words(code)
    if not groups or words is None:
        return
    day, year = int(groups.get("day") or 0), int(groups.get("year") or 0)
    month = words.months.get((groups.get("month") or "").lower(), 0)
    given = tuple(int(part or 0) for part in when.groups())
    if not _agree((year, month, day), given):
        yield broken(CONTRADICTED, element, "when", printed=printed, when=element.get("when"))
        return
    weekday = words.weekdays.get((groups.get("weekday") or "").lower())
    if weekday is None or not all(given) or given[0] < words.gregorian:
        return
    real = _day(given)
    if real is not None and real.weekday() != weekday:
        fields = {"printed": printed, "when": when[0][:10], "weekday": ENGLISH[real.weekday()]}
        yield broken(WEEKDAY, element, "when", **fields)


def _agree(printed: tuple[int, int, int], given: tuple[int, ...]) -> bool:
    """Whether two dates can be the same day; 0 stands for what is not said."""
    if all(a == b or not a or not b for a, b in zip(printed, given, strict=True)):
        return True
    year = printed[0]
    if year and given[0] == year + 1 and given[1] <= 3 and year < ANNUNCIATION:
        return _agree((year + 1, *printed[1:]), given)
    first, second = _day(printed), _day(given)
    return bool(first and second and (second - first).days in SHIFTS)


def _day(parts: tuple[int, ...]) -> date | None:
    try:
        return date(*parts)
    except (ValueError, TypeError):
        return None


@lru_cache(maxsize=16)
def _words(code: str) -> Words | None:
    """How a language writes dates, from its pack; None where there is none."""
    if code not in language.codes():
        return None
    table = language.load(code).table("dates")
    months = _numbered(table.get("months", ()), 1)
    months.update(_numbered(table.get("month_abbreviations", ()), 1))
    weekdays = _numbered(table.get("weekdays", ()), 0)
    if not months or not weekdays:
        return None
    forms = _forms(months, weekdays, str(table.get("day_suffix", "")))
    return Words(forms, months, weekdays, int(table.get("gregorian", 1583)))


def _numbered(names: object, first: int) -> dict[str, int]:
    """Names in small letters with their numbers; an entry may hold several forms."""
    entries = names if isinstance(names, list | tuple) else ()
    return {
        str(name).lower(): number
        for number, entry in enumerate(entries, first)
        for name in ([entry] if isinstance(entry, str) else entry)
    }


def _forms(
    months: dict[str, int], weekdays: dict[str, int], suffix: str
) -> tuple[re.Pattern[str], ...]:
    def choice(group: str, names: dict[str, int]) -> str:
        ordered = sorted(names, key=len, reverse=True)
        return f"(?P<{group}>{'|'.join(map(re.escape, ordered))})"

    month, weekday = choice("month", months), choice("weekday", weekdays)
    lead = rf"(?:{weekday}[.,]{{0,2}} )?(?:\w{{2,4}} )?"
    day, year = rf"(?P<day>\d{{1,2}})(?:{suffix or ''}|\.)", r"(?P<year>\d{4})"
    link = r"(?: \w{1,3})?"
    texts = (
        rf"{lead}{day}{link} ?{month}\.?(?:,?{link} {year})?",
        rf"{lead}{month}\.?{link} {day}(?:,?{link} {year})?",
        rf"{month}\.?,?{link} {year}",
        year,
        weekday,
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
