"""Whole references in notes, and in running text behind words such as “See”.

They are read as those of a list are, in any language, and believed only where nearly all of
their words are fields: who wrote it, what it is called, when it was printed, and where or on
which pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.bibliography.entry import read
from tei.recognisers.sources.patterns import UPPER
from tei.recognisers.sources.segments import Signals, segments
from tei.recognisers.sources.shelfmarks import archives

END = re.compile(rf"(?<=[\d)])[.;)](?=\s|$)|;\s|(?<=\w{{4}})[.?!](?=\s+[{UPPER}]|$)|\n\s*\n")
# “vol.”, “p.”, “nº” before a number
LABEL = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,7}[.°º]|[a-z]{1,2})\s?$|[№§]\s?$")
GLOSS = re.compile(r"\s\([“\"«]")  # a translation behind a title
LONGEST = 320  # code points of a reference
PERSON = re.compile(  # “A. Durand”, “J.-P. van Dale”, “Ann M. Lee and Jo Roe”; a comma behind
    rf"(?:(?:[{UPPER}][\w’'-]*\.?[\s-]){{1,3}}(?:[a-zà-ÿ]{{1,3}}\s){{0,2}}[{UPPER}][\w’'-]*[^\W_]"
    rf"(?:\s[^\W\d_]{{1,3}}\s(?=[{UPPER}]))?){{1,3}}(?=,\s)"
)
LONGEST_TITLE = 24  # words
LEFT = 0.15  # share of its letters that may be in no field
NEEDED = frozenset({"author", "title", "date"})
FURTHER = frozenset({"biblScope", "pubPlace", "publisher"})
RULE = "sources.whole"


def whole_references(text: str, found: Annotations, signals: Signals) -> Iterator[list[Annotation]]:
    """Each reference, its `bibl` first; the dates in it are left to those who find dates."""
    days = {date.start for date in found.of("date")}
    for start, end in places(text, found, signals):
        parts = fields(text, start, end)
        named = {part.start for part in parts if part.kind == "title"}
        if parts and named.isdisjoint(days):
            last = max(part.end for part in parts)
            bibl = Annotation("bibl", start, last, {}, "medium", RULE)
            yield [bibl, *(part for part in parts if part.kind != "date")]


def places(text: str, found: Annotations, signals: Signals) -> Iterator[tuple[int, int]]:
    """(start, end) of what may be a reference, in code points."""
    for segment in segments(text, found.of("note")):
        if any(name in text[segment.start : segment.end] for name in archives()):
            continue
        lead = signals.opening.match(text, segment.start, segment.end)
        yield lead.end() if lead else segment.start, segment.end
    for block in found.of("p"):
        if found.around(block.start, "note") is None:
            yield from announced(text, block, signals)


def announced(text: str, block: Annotation, signals: Signals) -> Iterator[tuple[int, int]]:
    """What stands behind words that lead to a reference, up to its sentence’s end."""
    for lead in signals.leading.finditer(text, block.start, block.end):
        stop = END.search(text, lead.end() + 20, block.end)
        yield lead.end(), stop.start() if stop else block.end


def fields(text: str, start: int, end: int) -> list[Annotation]:
    """The fields of a reference; none where it is not one, or not sure to be."""
    if not 20 <= end - start <= LONGEST or not text[start].isupper():
        return []
    parts = [as_printed(text, part) for part in read(text, start, end) if part.kind != "idno"]
    if any(part.kind in ("pubPlace", "publisher") for part in parts):
        parts = [as_book(part) for part in parts]
    kinds = {part.kind for part in parts}
    if not kinds >= NEEDED or kinds.isdisjoint(FURTHER):
        return []
    first = min(parts, key=lambda part: part.start)
    name = PERSON.match(text, start, end)
    named = first.kind == "author" and name is not None and name.span() == (start, first.end)
    called = all(is_title(text[part.start : part.end]) for part in parts if part.kind == "title")
    return parts if named and called and left(text, start, end, parts) <= LEFT else []


def is_title(words: str) -> bool:
    """Whether words look like a title: a capital first, no sentence, all brackets closed."""
    begins = words.lstrip('«“„"‘»')[:1].isupper()
    whole = words.count("[") == words.count("]") and words.count("(") == words.count(")")
    return begins and whole and len(words.split()) <= LONGEST_TITLE


def as_printed(text: str, part: Annotation) -> Annotation:
    """A volume, an issue or pages with the word before them; a title without its translation."""
    gloss = GLOSS.search(text, part.start, part.end) if part.kind == "title" else None
    if gloss:
        return replace(part, end=gloss.start())
    label = LABEL.search(text, max(0, part.start - 10), part.start)
    return replace(part, start=label.start()) if label and part.kind == "biblScope" else part


def as_book(part: Annotation) -> Annotation:
    """A title that has a place or a publisher is no periodical's."""
    serial = part.kind == "title" and part.get("level") == "j"
    return part.with_attributes(level="m") if serial else part


def left(text: str, start: int, end: int, parts: list[Annotation]) -> float:
    """The share of the letters that stand in no field."""
    letters = [place for place in range(start, end) if text[place].isalpha()]
    free = [p for p in letters if not any(part.start <= p < part.end for part in parts)]
    return len(free) / max(1, len(letters))
