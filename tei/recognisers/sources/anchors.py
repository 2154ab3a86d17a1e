"""Anchors of references: volumes, pages and imprints that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import BLANK, CAP
from tei.recognisers.sources.scopes import scopes, values

YEAR = r"(?:1[4-9]|20)\d\d"
YEARS = re.compile(rf"{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?(?![^\W_])")
ENDS_IN_YEARS = re.compile(rf"(?<![^\W_]){YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?$")
CITY = rf"{CAP}(?:\.?{BLANK}{CAP}){{0,3}}"
PLACES = rf"{CITY}(?:{BLANK}?(?:,|[^\W\d_]{{1,3}}|&|/){BLANK}{CITY})?"
IMPRINT = re.compile(
    rf"\((?:(?P<place>{PLACES}):{BLANK}?(?P<publisher>[^()\n;:]{{2,70}}?),{BLANK}?"
    rf"|(?P<alone>{PLACES}),?{BLANK})(?P<year>{YEAR})\)"
)
NUMERAL = re.compile(
    r", (?P<volume>[ivx]{1,6}),\s(?:(?=pp?\.)|(?P<page>\d{1,4}(?:[-–]\d{1,4})?(?![\w.]?\d)))"
)
BETWEEN = re.compile(r"[\s,;()]{0,8}\.?[\s,;()]{0,8}$")
FIELDS = (("place", "pubPlace"), ("alone", "pubPlace"), ("publisher", "publisher"))
FARTHEST = 60  # code points between two anchors of one reference


class Dates:
    """The dates of a text by where they begin and end."""

    def __init__(self, found: Annotations) -> None:
        self.starting = {date.start: date for date in found.of("date")}
        self.ending = {date.end: date for date in self.starting.values()}

    def end_at(self, text: str, start: int) -> int:
        """Where the date or year that begins here ends; 0 where there is none."""
        date = self.starting.get(start)
        years = YEARS.match(text, start)
        return max(date.end if date else 0, years.end() if years else 0)

    def last_at(self, text: str, start: int, lexicon: Lexicon) -> int:
        """Where dates that begin here end, one or two: "September and November 1890"."""
        end = self.end_at(text, start)
        more = lexicon.and_date.match(text, end) if end else None
        return (self.end_at(text, more.end()) if more else 0) or end

    def start_before(self, text: str, end: int, low: int) -> int:
        """Where the date or year that ends here begins; -1 where there is none."""
        date = self.ending.get(end)
        if date:
            return date.start
        years = ENDS_IN_YEARS.search(text, max(low, end - 12), end)
        return years.start() if years else -1


def imprints(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Places of print: "(London, 1894)", "(Cambridge: Harvard University Press, 1990)"; and
    known places with a year after a comma: "…, London, 1894"."""
    for match in lexicon.town.finditer(text):
        yield Annotation("imprint", *match.span("place"), rule="sources.town", evidence=match[0])
    for match in IMPRINT.finditer(text):
        yield Annotation("imprint", *match.span(), rule="sources.imprint", evidence=match[0])


def numerals(text: str) -> Iterator[Annotation]:
    """A Roman volume, and the page behind it: "…, ii, 97"."""
    for match in NUMERAL.finditer(text):
        for unit in ("volume", "page"):
            if match[unit]:
                value = {"unit": unit, **values(match[unit])}
                yield Annotation(
                    "biblScope", *match.span(unit), value, rule="sources.numeral", evidence=match[0]
                )


def fields(text: str, anchor: Annotation) -> Iterator[Annotation]:
    """A scope as it is; the fields of an imprint."""
    if anchor.rule == "sources.town":
        yield replace(anchor, kind="pubPlace")
        return
    match = IMPRINT.match(text, anchor.start) if anchor.kind == "imprint" else None
    if match is None:
        yield anchor
        return
    for name, kind in FIELDS:
        if match[name]:
            yield Annotation(kind, *match.span(name), rule="sources.imprint")


def groups(text: str, dates: Dates, lexicon: Lexicon) -> Iterator[list[Annotation]]:
    """Anchors between which nothing but separators and dates stands."""
    anchors = [*scopes(text, lexicon, 0, len(text)), *imprints(text, lexicon), *numerals(text)]
    group: list[Annotation] = []
    for anchor in sorted(anchors, key=lambda a: a.start):
        if group and not joined(text, group[-1].end, anchor.start, dates):
            yield group
            group = []
        group.append(anchor)
    if group:
        yield group


def joined(text: str, start: int, end: int, dates: Dates) -> bool:
    """Whether only separators, a date or a year stand between two anchors."""
    if start > end or end - start > FARTHEST or "\n\n" in text[start:end]:
        return False
    gap, place = "", start
    while place < end:
        skipped = dates.end_at(text, place)
        gap += "" if skipped else text[place]
        place = skipped or place + 1
    return bool(BETWEEN.match(gap))
