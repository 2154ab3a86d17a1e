"""Editors inside a reference: "edited by J. Ash", "J. Ash and K. Birch (eds.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei.recognisers.sources.bibliography.opening import role
from tei.recognisers.sources.bibliography.people import people
from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

NEAR = 3  # code points between the last name and the word that tells editors
INITIALLED = re.compile(rf"(?<![^\W_])[{UPPER}]\.")
FULL = re.compile(rf"[{UPPER}][^\W\d_]+(?:\s[{UPPER}](?:\.|[^\W\d_]+)){{1,2}}(?=\.\s\d)")
TITLED = re.compile(rf"[,:]\s[“\"«„‘]?[{UPPER}][^\W_]*\s[^\W_]")
FARTHEST = 160  # code points of the names of editors
Span = tuple[int, int]


@lru_cache(maxsize=1)
def editors() -> re.Pattern[str]:
    """Editors behind the words that say so: "edited by J. Ash"."""
    return re.compile(
        rf"(?:(?<=[\s,.(])|(?<=[”»\"]))\(?{words().editors_before}\.?(?:(?<=\.)\s{{0,2}}|\s)(?=[{UPPER}]|[a-z]{{1,3}}\s[{UPPER}])"
    )


@lru_cache(maxsize=1)
def openings() -> re.Pattern[str]:
    """What stands before the names of editors in a reference."""
    return re.compile(
        rf"(?:[.,:;?!”»\"’)]\s{{1,3}}|\(|(?<![^\W_]){words().containers}:?\s)"
        rf"(?=[{UPPER}])(?!{words().containers}:?\s)"
    )


@lru_cache(maxsize=1)
def leads() -> re.Pattern[str]:
    """What leads to the people whose book holds an article."""
    return re.compile(rf"(?<=[.,;)”»\"?!’']\s){words().containers}:?\s(?=[{UPPER}])")


def edited(text: str, body: int, end: int) -> Iterator[tuple[Span, Span]]:
    """(whole, names) of editors behind the words that say so."""
    for match in editors().finditer(text, body, end):
        last, _ = people(text, match.end(), end)
        name = FULL.match(text, match.end(), end) if last == match.end() else None
        last = name.end() if name else last
        if last > match.end() and text[last : last + 1] != ":":
            yield (match.start(), last), (match.end(), last)


def contained(text: str, body: int, end: int) -> Iterator[tuple[Span, Span]]:
    """(whole, names) of those whose book an article stands in: "In J. B. Ash, Hill Farms"."""
    for lead in leads().finditer(text, body, end):
        last, _ = people(text, lead.end(), end)
        names = text[lead.end() : last]
        if INITIALLED.search(names) and TITLED.match(text, last, end):
            yield (lead.end(), last), (lead.end(), last)
            return


def titled(text: str, start: int, end: int) -> bool:
    """Whether a title stands before initials: "Mill Water Studies, A. B. Ash, eds."."""
    first, comma, rest = text[start:end].partition(", ")
    return bool(comma) and "." not in first and bool(INITIALLED.match(rest))


def signed(text: str, body: int, end: int) -> Iterator[tuple[Span, Span]]:
    """(whole, names) of editors before the word that says so: "J. Ash and K. Birch, eds."."""
    low = body
    for word in role().finditer(text, body, end):
        if text[word.start() - 1].isalnum() and text[word.start()].isalnum():
            continue
        first = max(low - 2, word.start() - FARTHEST)
        for place in openings().finditer(text, first, word.start()):
            start = place.end()
            last, order = people(text, start, end)
            if order == "plain" and titled(text, start, word.start()):
                continue
            if last > start and abs(last - word.start()) < NEAR:
                yield (start, word.end()), (start, min(last, word.start()))
                low = word.end()
                break
