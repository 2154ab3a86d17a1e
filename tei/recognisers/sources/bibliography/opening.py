"""How a reference begins: its number, the people or body that sign it, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tei.recognisers.sources.bibliography.people import YEAR, people
from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

LABEL = re.compile(
    r"(?:\[[\w.+-]{1,12}\]|\(?\d{1,4}[.)]|\d{1,3}(?=\s+[^\W\d_])|\d{1,3}\s?-(?=[A-ZÀ-Þ][a-zà-ÿ])|[•*·–—-](?=\s))\s{0,4}"
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a reference.

    kind:   author or editor; "" where nobody is named
    people: span of the names
    date:   span of a date directly behind them
    body:   where the title begins
    comma:  whether a comma follows the names
    signed: whether anybody is named, or a body by more than capitals
    """

    kind: str
    people: Span
    date: Span | None
    body: int
    comma: bool
    signed: bool


@lru_cache(maxsize=1)
def role() -> re.Pattern[str]:
    """A word behind the names that makes them editors: "(eds.)"."""
    return re.compile(
        rf"\s?,?\s?\(?\s?{words().editors_after}\.?\s?(?:\)|(?=[\s,.:;]))[,.:]?(?!\s?by)"
    )


@lru_cache(maxsize=1)
def dated() -> re.Pattern[str]:
    """A date behind the names."""
    undated = words().undated
    plain = rf"{YEAR}[a-z]?(?:\s?\[{YEAR}\])?"
    further = rf"(?:\s?[-–/]\s?\d{{2,4}})?(?:\s?\[{YEAR}\])?(?:,\s[^()]{{2,20}})?"
    inner = rf"(?:{YEAR}[a-z]?{further}|{undated})"
    behind = rf"(?=\s?[,.:;“\"]|\s[{UPPER}“«‘\"<]|\s[a-z]{{3}}|\s\([A-Z])"
    return re.compile(
        rf"[\s,.:;]{{0,4}}(?:[(\[]\s?(?P<a>{inner})\s?[)\]]|(?P<b>{plain}){behind})[\s,.:;]{{0,3}}"
    )


ACRONYM = re.compile(rf"(?P<org>[{UPPER}]{{3,9}})(?=\.\s[{UPPER}])")
LONGEST_ACRONYM = 10


@lru_cache(maxsize=1)
def organised() -> re.Pattern[str]:
    """A body before a year: "World Mill Society (1951). "."""
    joins = "|".join(re.escape(word) for word in sorted(words().joins, key=len, reverse=True))
    word = rf"(?:[{UPPER}][\w’'-]*,?|(?:{joins})(?=\s))"
    return re.compile(
        rf"(?P<org>[{UPPER}][\w’'-]+(?:\s{word}){{0,12}}?(?:\s\([A-Z]{{2,8}}\))?)"
        rf"(?=[,.]?\s\({YEAR}[a-z]?\)[.,:]?\s|[,.]\s{YEAR}[a-z]?[.,:]\s)"
    )


@lru_cache(maxsize=1)
def bodies() -> re.Pattern[str]:
    """A group that signs before its members: "ATLAS collaboration, "."""
    return re.compile(rf"(?:[^\W\d_][\w-]*\s){{1,5}}{words().bodies}\s?,\s{{0,2}}")


def label_end(text: str, start: int, end: int) -> int:
    """Where a reference begins behind its number or mark."""
    label = LABEL.match(text, start, end)
    return label.end() if label else start


def head_of(text: str, start: int, end: int) -> Head:
    """The people and the date at the beginning of a reference."""
    group = bodies().match(text, start, end)
    start = group.end() if group else start
    last, _ = people(text, start, end)
    if last <= start and not group:
        last = body_end(text, start, end)
    editors = role().match(text, last, end) if last > start else None
    place = editors.end() if editors else last
    date = dated().match(text, place, end)
    span = date.span("a" if date["a"] else "b") if date else None
    kind = ("editor" if editors else "author") if last > start else ""
    acronym = bool(ACRONYM.match(text, start)) and last - start < LONGEST_ACRONYM
    signed = bool((kind and not acronym) or group or (span and place == start))
    behind = text[last : last + 4].replace(" ", "").lstrip(".")[:1]
    body = date.end() if date else place
    return Head(kind, (start, last), span, body, behind in (",", ""), signed)


def body_end(text: str, start: int, end: int) -> int:
    """Where the name of a body at the beginning ends; `start` where there is none."""
    body = organised().match(text, start, end) or ACRONYM.match(text, start, end)
    if not body or re.search(rf"(?<![^\W_]){words().months}\.?$", body["org"]):
        return start
    return body.end("org")
