"""Whether every value of one datatype is a value of another.

XML Schema Part 2 derives its datatypes from one another (§3); patterns are compared as
automata over the characters that either of them names, and a few of every other kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from tei.grammar.compact_tree import kind, patterns_in
from tei.grammar.declarations import Attribute
from tei.grammar.regexes import BadExpression, Reader
from tei.grammar.xsd_values import Types
from tei.validation.values import fits

MOST_PAIRS = 20_000  # of states, before two patterns are given up as too large
OTHERS = "aZ09 \t\n-.,:;_/#'\"()\u00e9\u0416\u4e00\u0663\u0301\u200b\u20ac\u2167\u00a0\ue000"
EMPTY_WORD = frozenset({("", "")})
DERIVED = {
    "token": "normalizedString",
    "normalizedString": "string",
    "language": "token",
    "NMTOKEN": "token",
    "Name": "token",
    "NCName": "Name",
    "ID": "NCName",
    "IDREF": "NCName",
    "integer": "decimal",
    "nonNegativeInteger": "integer",
    "positiveInteger": "nonNegativeInteger",
    "nonPositiveInteger": "integer",
    "negativeInteger": "nonPositiveInteger",
    "long": "integer",
    "int": "long",
    "short": "int",
    "byte": "short",
    "unsignedLong": "nonNegativeInteger",
    "unsignedInt": "unsignedLong",
    "unsignedShort": "unsignedInt",
    "unsignedByte": "unsignedShort",
    "decimal": "double",
    "float": "double",
}


@dataclass(frozen=True)
class Kind:
    """One alternative of a datatype.

    name:   "value", or the name of a datatype, "text" for any string
    facets: its parameters, or the value
    counts: the least and the greatest number of words where it is a list
    """

    name: str
    facets: frozenset[tuple[str, str]] = frozenset()
    counts: tuple[int, int | None] | None = None


def kinds(attribute: Attribute) -> list[Kind]:
    """The alternatives of an attribute's values."""
    return [one for pattern in attribute.patterns for one in spelt(pattern)]


def spelt(pattern: etree._Element) -> Iterator[Kind]:
    """The alternatives of a pattern of values."""
    what, inside = kind(pattern), patterns_in(pattern)
    if what in ("choice", "group", "optional"):
        yield from (one for child in inside for one in spelt(child))
        yield from [Kind("value", frozenset({("", "")}))] if what == "optional" else []
    elif what == "list":
        items: list[etree._Element] = []
        counts = Types({}, None).count(inside, items)
        yield from (Kind(k.name, k.facets, counts) for item in items for k in spelt(item))
    elif what in ("value", "empty"):
        yield Kind("value", frozenset({("", pattern.text or "")}))
    elif what == "data":
        params = pattern.iterchildren("{*}param")
        facets = frozenset((param.get("name", ""), param.text or "") for param in params)
        yield Kind(pattern.get("type", "token"), facets)
    elif what != "notAllowed":
        yield Kind("text")


def wider_values(own: Attribute, wide: Attribute) -> Iterator[tuple[Kind, bool]]:
    """The alternatives of `own` that `wide` does not take; whether this is sure."""
    patterns = tuple(
        tuple(etree.tostring(pattern, encoding="unicode") for pattern in attribute.patterns)
        for attribute in (own, wide)
    )
    yield from _wider_values(*patterns)


@lru_cache(maxsize=4096)
def _wider_values(own: tuple[str, ...], wide: tuple[str, ...]) -> tuple[tuple[Kind, bool], ...]:
    """The same for datatypes in XML syntax: most attributes have one that others have too."""
    first, second = (
        Attribute("", False, [etree.fromstring(p) for p in one]) for one in (own, wide)
    )
    theirs = kinds(second)
    verdicts = ((one, within(one, theirs, second)) for one in kinds(first))
    return tuple((one, verdict is False) for one, verdict in verdicts if verdict is not True)


def within(one: Kind, theirs: Iterable[Kind], wide: Attribute) -> bool | None:
    """Whether an alternative is taken; None where it cannot be told."""
    if one.name == "value":
        if one.counts and one.facets == EMPTY_WORD:
            return True  # no word of a list is empty
        words = one.counts[0] if one.counts else 1
        return fits(wide, " ".join([next(iter(one.facets))[1]] * max(words, 1)))
    found = [narrower(one, other) for other in theirs]
    if True in found:
        return True
    return None if None in found else False


def narrower(one: Kind, other: Kind) -> bool | None:
    """Whether one alternative has no value that another lacks; None where it cannot be told."""
    if (other.name in ("text", "string") and not other.facets) or one == other:
        return True
    if one.counts != other.counts and not counts_within(one.counts, other.counts):
        return False
    if one.name == "value" or other.name == "value":
        return one.name == other.name and one.facets <= other.facets
    if other.name not in lineage(one.name):
        return None if {one.name, other.name} <= {"string", "text", *DERIVED} else False
    return facets_within(dict(one.facets), dict(other.facets))


def counts_within(one: tuple[int, int | None] | None, other: tuple[int, int | None] | None) -> bool:
    """Whether so many words are as many as are taken; a plain value is one word."""
    least, most = one or (1, 1)
    low, high = other or (1, 1)
    return low <= least and (high is None or (most is not None and most <= high))


def lineage(name: str) -> Iterator[str]:
    """A datatype and those that it is derived from."""
    while name:
        yield name
        name = DERIVED.get(name, "")


def facets_within(one: dict[str, str], other: dict[str, str]) -> bool | None:
    """Whether facets narrow at least as much as others; None where it cannot be told."""
    left = {name: value for name, value in other.items() if one.get(name) != value}
    pattern = left.pop("pattern", None)
    if left:
        return None
    if pattern is None:
        return True
    return pattern_within(one.get("pattern", ".*"), pattern)


@lru_cache(maxsize=256)
def pattern_within(one: str, other: str) -> bool | None:
    """Whether each text that fits one pattern fits another; None where they are too large."""
    try:
        first, second = Reader(one), Reader(other)
        ends = first.whole(), second.whole()
    except BadExpression:
        return None
    letters = sorted({*one, *other, *OTHERS})
    start = (first.machine.closure({ends[0][0]}), second.machine.closure({ends[1][0]}))
    waiting, seen = [start], {start}
    for left, right in waiting:
        if ends[0][1] in left and ends[1][1] not in right:
            return False
        pairs = ((first.machine.after(left, c), second.machine.after(right, c)) for c in letters)
        new = [pair for pair in dict.fromkeys(pairs) if pair[0] and pair not in seen]
        waiting += new
        seen.update(new)
        if len(seen) > MOST_PAIRS:
            return None
    return True
