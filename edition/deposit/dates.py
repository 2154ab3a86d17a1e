"""Dates as archives take them: EDTF level 0 (ISO 8601-2:2019, annex A; Library of Congress).

A year, a month, a day, or two of these with a slash between them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping

SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
TIME = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:\d\d)?")
YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
SPAN = re.compile(r"\D*(1[0-9]\d\d|20\d\d)\s?[-–—]\s?(1[0-9]\d\d|20\d\d)\D*")
PAIRS = (("from", "to"), ("notBefore", "notAfter"))
STYLES = ("", "-iso")


def is_edtf(value: str) -> bool:
    """Whether a value is EDTF level 0 and the dates in it exist, the first not after the last."""
    parts = value.split("/")
    return len(parts) <= 2 and all(map(_exists, parts)) and not _inverted(parts)


def _exists(part: str) -> bool:
    """Whether there is such a year, month or day."""
    found = SIMPLE.fullmatch(part)
    if not found:
        return False
    year, month, day = (int(figure) if figure else 0 for figure in found.groups())
    if found[2] is None:
        return True
    in_year = 1 <= month <= 12
    return in_year and (found[3] is None or 1 <= day <= monthrange(max(year, 1), month)[1])


def _inverted(parts: list[str]) -> bool:
    return len(parts) == 2 and parts[1][: len(parts[0])] < parts[0][: len(parts[1])]


def of_attributes(attributes: Mapping[str, str]) -> str:
    """The date that TEI's att.datable says; "" where it says none in the Gregorian calendar.

    Open intervals (only @from, only @notAfter) are no level 0 and give "", as do those that end
    before they begin.
    """
    for style in STYLES:
        when = plain(attributes.get(f"when{style}", ""))
        if when:
            return when
        for first, last in PAIRS:
            start = plain(attributes.get(first + style, ""))
            end = plain(attributes.get(last + style, ""))
            if start and end:
                return start if start == end else plain(f"{start}/{end}")
    return ""


def plain(value: str) -> str:
    """A date without the time of day; "" where it is none of level 0."""
    found = TIME.fullmatch(value.strip())
    day = found[1] if found else value.strip()
    return day if is_edtf(day) else ""


def of_words(words: str) -> str:
    """The date that words are, two years with a dash, or the only year in the words; else ""."""
    if told := plain(words):
        return told
    if found := SPAN.fullmatch(words):
        return plain(f"{found[1]}/{found[2]}")
    years = set(YEAR.findall(words))
    return years.pop() if len(years) == 1 else ""
