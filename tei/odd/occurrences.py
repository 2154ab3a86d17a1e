"""How often something stands, as an ODD says it, and where it says so."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.odd.specification import ONCE, UNBOUNDED, Occurrences, Place

declare(
    "odd-occurrence-invalid",
    "error",
    "@{low}={lowest!r} and @{high}={highest!r} are no number of times. Write whole numbers, the "
    "first not above the second, or “unbounded” for the second; where @{high} is left out it is 1.",
    "An element, a class or a group may stand from @minOccurs to @maxOccurs times. Both are 1 "
    'where they are left out, so that minOccurs="2" alone can never be met.',
    failing='<elementRef key="p" minOccurs="2"/>',
    passing='<elementRef key="p" minOccurs="2" maxOccurs="unbounded"/>',
    source="TEI P5 Guidelines, att.repeatable",
    exit_code=1,
)


def line_of(node: Any) -> int:
    """The line that the reader kept, 0 where none."""
    return int(node.sourceline or 0)


def place_of(node: etree._Element, file: str) -> Place:
    """Where a node stands."""
    return Place(file, line_of(node))


def occurrences(
    node: etree._Element, file: str, low: str = "minOccurs", high: str = "maxOccurs"
) -> Occurrences:
    """How often.  Raises Problem("odd-occurrence-invalid")."""
    lowest, highest = node.get(low, "1").strip(), node.get(high, "1").strip()
    if lowest == highest == "1":
        return ONCE
    endless = highest == "unbounded"
    if not (lowest.isdecimal() and (endless or highest.isdecimal())):
        raise _invalid(node, file, low, high)
    times = Occurrences(int(lowest), UNBOUNDED if endless else int(highest))
    if not endless and times.lowest > times.highest:
        raise _invalid(node, file, low, high)
    return times


def _invalid(node: etree._Element, file: str, low: str, high: str) -> Problem:
    return Problem(
        "odd-occurrence-invalid",
        f"{file}:{line_of(node)}",
        low=low,
        high=high,
        lowest=node.get(low, "1"),
        highest=node.get(high, "1"),
    )
