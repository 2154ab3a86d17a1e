"""Values of attributes: do they fit their pattern, and if not, what date would?

The verdict on one value is the grammar engine's, so that it never differs from the
verdict on the document.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from lxml import etree

from tei.grammar.declarations import Attribute
from tei.grammar.grammar import value_test
from tei.grammar.levels import ValueTest
from tei.language import codes, load

DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
DAY_THEN_MONTH = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th)? (?:of )?(?:de )?([^\W\d_]{3,12})\.?,? (?:de )?(\d{4})"
)
MONTH_THEN_DAY = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
MONTH_ALONE = re.compile(r"([^\W\d_]{3,12})\.?,? (?:de )?(\d{4})")


def fits(attribute: Attribute, value: str) -> bool:
    """Whether a value fits the attribute's pattern."""
    return any(_fits(_spelt(pattern), value) for pattern in attribute.patterns)


def _spelt(pattern: etree._Element) -> str:
    return etree.tostring(pattern, encoding="unicode", with_tail=False)


@lru_cache(maxsize=4096)
def _fits(pattern: str, value: str) -> bool:
    """Whether a value fits a pattern in RELAX NG's XML syntax."""
    return _test(pattern).accepts(value)


@lru_cache(maxsize=512)
def _test(pattern: str) -> ValueTest:
    """The test of one value.  Raises GrammarError where the pattern cannot stand alone."""
    return value_test(etree.fromstring(pattern))


def mended(value: str) -> str:
    """The ISO 8601 form of a date that was written otherwise; "" where none is plain to see.

    Day and month in figures are only turned round where they cannot be mistaken.
    """
    text = " ".join(value.split())
    found = _from_figures(text) or _from_words(text)
    return "" if found == value else found


def _from_figures(text: str) -> str:
    """A date in figures: 1842-5-12, 18420512, 12.05.1842 (not 5/6/1842)."""
    if match := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        return _iso(match[1], int(match[2]), match[3])
    if (match := DAY_FIRST.fullmatch(text)) and ("." in text or int(match[1]) > 12):
        return _iso(match[3], int(match[2]), match[1])
    return ""


def _from_words(text: str) -> str:
    """A date with the name of a month in any language there is a pack for: 12 May 1842."""
    if match := DAY_THEN_MONTH.fullmatch(text):
        return _iso(match[3], _month(match[2]), match[1])
    if match := MONTH_THEN_DAY.fullmatch(text):
        return _iso(match[3], _month(match[1]), match[2])
    if match := MONTH_ALONE.fullmatch(text):
        return _iso(match[2], _month(match[1]), None)
    return ""


def _month(name: str) -> int:
    """The number of the month that a name or its beginning stands for; 0 where it is none."""
    for number, names in enumerate(_month_names(), 1):
        if any(known.startswith(name.lower()) for known in names):
            return number
    return 0


@lru_cache(maxsize=1)
def _month_names() -> list[tuple[str, ...]]:
    """For each month its names in all language packs, in small letters."""
    packs = (load(code).words("dates", "months") for code in codes())
    return list(
        zip(*([name.lower() for name in pack] for pack in packs if len(pack) == 12), strict=True)
    )


def _iso(year: str, month: int, day: str | None) -> str:
    """The parts as ISO 8601; "" where there is no such day."""
    try:
        return date(int(year), month, int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return ""
