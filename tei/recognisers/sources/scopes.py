"""Volumes, issues, pages and chapters: a label and its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import UNITS

ROMAN = re.compile(
    r"(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$|c{1,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$"
)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
MORE = re.compile(r"(?:,|\s+[^\W\d_]+)\s+")
RANGE = re.compile(r"\s?[-–]\s?")


def scopes(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[Annotation]:
    """The scopes of text[start:end], label included, each with its value."""
    for match in lexicon.scope.finditer(text, start, end):
        unit = next(unit for unit in UNITS if match[unit])
        value = values(match[f"{unit}_n"])
        if value:
            yield Annotation(
                "biblScope",
                match.start(),
                match.end(),
                {"unit": unit, **value},
                rule=f"sources.{unit}",
                evidence=match[0],
            )


def values(number: str) -> dict[str, str]:
    """`n`, or `from` and `to`, in Arabic figures; empty where a Roman number is none."""
    listed = [arabic(part) for part in MORE.split(number)]
    if len(listed) > 1:
        return {"n": ", ".join(listed)}
    ends = [arabic(part) for part in RANGE.split(number)]
    if not all(ends):
        return {}
    if len(ends) == 2:
        return {"from": ends[0], "to": whole(*ends)}
    return {"n": number if len(ends) > 1 else ends[0]}


def whole(first: str, last: str) -> str:
    """The last number of a range in full: 131 and 5 give 135."""
    if not (first.isdigit() and last.isdigit()) or len(last) >= len(first):
        return last
    return first[: len(first) - len(last)] + last


def arabic(number: str) -> str:
    """A Roman number in Arabic figures; others as they are; "" for what is no number."""
    if number[:1].isdigit():
        return number
    if not ROMAN.match(number.lower()):
        return ""
    figures = [VALUES[letter] for letter in number.lower()]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    return str(sum(-now if now < then else now for now, then in pairs))
