"""Lists of references, one a line: "Ash, J. (1951). Hill farms. Farming 12(3), 4–9."

A line is read only where its neighbours are references too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tei.annotation import Annotation
from tei.layout import Line
from tei.recognisers.sources.anchors import YEAR
from tei.recognisers.sources.patterns import CAP, UPPER
from tei.recognisers.sources.scopes import values
from tei.source import SourceText

FEWEST = 3  # references in a row that make a list
BEHIND = re.compile(rf"[,.:]|\s?\(|\s{YEAR}")
BRIEFEST = 5  # code points of a title
SHORTEST, LONGEST = 40, 900  # code points of a reference
NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)]?)\s+")
INITIALS = rf"[{UPPER}]\.?(?:[\s-]?[{UPPER}]\.?){{0,3}}(?![^\W\d_])"
SURNAME = rf"(?:[^\W\d_A-Z]{{2,3}}\s){{0,2}}[{UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+)?"
NAME = rf"(?>{SURNAME}(?:\s{SURNAME})?,?\s{INITIALS}|{INITIALS}\s?{SURNAME}(?:\s{SURNAME})?)"
LINK = r"(?:&|[^\W\d_A-Z]{1,3})\s"
BETWEEN = rf"(?:,{{1,2}}\s(?:{LINK})?|;\s|\s{LINK})"
AUTHORS = re.compile(rf"{NAME}(?:{BETWEEN}{NAME}){{0,40}}+(?:,?\s(?:et\sal|u\.\s?a)\.?)?")
DATED = re.compile(rf"[\s,.]{{0,3}}\(?{YEAR}[a-z]?\)?[.,:]{{0,2}}\s")
YEARS = re.compile(rf"(?<!\d){YEAR}(?!\d)")
TITLE_END = re.compile(rf"(?<![{UPPER}])(?<!\s[^\W\d_])[.?!](?=\s)|\s?[(\[]|$")
NUMBERS = re.compile(
    r"(?<![\w–-])(?P<volume>\d{1,4})\s?(?:\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\))?\s?(?:[,:;]\s?|\s)"
    rf"(?:pp?\.?\s?)?(?P<page>\d{{1,6}}\s?[-–]\s?\d{{1,6}}(?!\d)|\d{{1,6}}(?=\s?\({YEAR}\)))"
)
PLACE = rf"{CAP}(?:[\s-]{{1,3}}{CAP}){{0,3}}"
PLACED = re.compile(rf",\s(?P<place>{PLACE}),?\s{YEAR}(?!\d)")
INSIDE = re.compile(r",\s(?:[^\W\d_A-Z]{2,3}:?\s(?=[^\W\d_a-z])|(?=[“«]))")
IMPRINT = re.compile(rf"(?P<pubPlace>{CAP}(?:\s{CAP}){{0,2}}):\s(?P<publisher>[^,.:;()\n]{{3,60}})")
EDGE = " ,.;:()"


@dataclass(frozen=True)
class Entry:
    """A line with the span of its authors."""

    line: Line
    authors: tuple[int, int]


def listed(source: SourceText) -> Iterator[Annotation]:
    """The references, and their parts, of all lists of a text."""
    run: list[Entry] = []
    for line in (line for block in source.blocks for line in block.lines):
        entry = entry_of(source.text, line)
        if entry is None:
            yield from read(source.text, run)
            run = []
        else:
            run.append(entry)
    yield from read(source.text, run)


def entry_of(text: str, line: Line) -> Entry | None:
    """The line as a reference, if it begins with names and has a year."""
    if not SHORTEST <= line.end - line.start <= LONGEST:
        return None
    number = NUMBERED.match(text, line.start, line.end)
    authors = AUTHORS.match(text, number.end() if number else line.start, line.end)
    if not authors or not YEARS.search(text, authors.end(), line.end):
        return None
    if not BEHIND.match(text, authors.end()):
        return None
    return Entry(line, authors.span())


def read(text: str, run: list[Entry]) -> Iterator[Annotation]:
    """The annotations of a run of references that is long enough to be a list."""
    for entry in run if len(run) >= FEWEST else ():
        yield Annotation("bibl", entry.line.start, entry.line.end, rule="sources.list")
        yield Annotation("author", *entry.authors, rule="sources.list")
        yield from rest_of(text, entry)


def rest_of(text: str, entry: Entry) -> Iterator[Annotation]:
    """Titles, numbers and imprint after the authors."""
    end = entry.line.end
    dated = DATED.match(text, entry.authors[1], end)
    start = dated.end() if dated else entry.authors[1]
    numbers = NUMBERS.search(text, start, end)
    placed = PLACED.search(text, start, end) if not dated and not numbers else None
    if placed and text[start] == ",":
        yield from with_place(text, start, placed)
        return
    stop = end_of_title(text, start, numbers.start() if numbers else end)
    article = trimmed(text, start, stop)
    journal = trimmed(text, stop, numbers.start()) if numbers else None
    if article:
        yield titled(
            "a" if journal else "j" if numbers and stop == numbers.start() else "m", article
        )
    if journal:
        yield titled("j", journal)
    yield from numbered(numbers) if numbers else imprint(text, stop, end)


def titled(level: str, span: tuple[int, int]) -> Annotation:
    """A title of a list."""
    return Annotation("title", *span, {"level": level}, "medium", "sources.list")


def end_of_title(text: str, start: int, end: int) -> int:
    """Where the first title ends; the end where all of it is one abbreviated journal."""
    words = text[start:end].split()
    if sum(word.rstrip(",").endswith(".") for word in words) * 2 > len(words):
        return end
    stop = TITLE_END.search(text, start + 2, end)
    return stop.start() if stop else end


def with_place(text: str, start: int, placed: re.Match[str]) -> Iterator[Annotation]:
    """Title and place of "Name, Title, Place Year"; an article ends before "in"."""
    inside = INSIDE.search(text, start + 2, placed.start())
    span = trimmed(text, start, inside.start() if inside else placed.start())
    if span:
        yield titled("a" if inside else "m", span)
    yield Annotation("pubPlace", *placed.span("place"), rule="sources.list")


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and punctuation at its ends; None where nothing is left."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if end - start >= BRIEFEST else None


def numbered(numbers: re.Match[str]) -> Iterator[Annotation]:
    """Volume, issue and pages of "12(3), 4–9"."""
    for unit in ("volume", "issue", "page"):
        if numbers[unit]:
            value = {"unit": unit, **values(numbers[unit])}
            yield Annotation("biblScope", *numbers.span(unit), value, rule="sources.list")


def imprint(text: str, start: int, end: int) -> Iterator[Annotation]:
    """Place and publisher of "Leeds: Moor Press"."""
    match = IMPRINT.search(text, start, end)
    for kind in ("pubPlace", "publisher") if match else ():
        if match:
            yield Annotation(kind, *match.span(kind), rule="sources.list")
