"""RELAX NG patterns as elements: groups, repetitions, datatypes."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

from tei.odd.contents import UNBOUNDED, DataRef, Occurrences
from tei.odd.models import RNG

R = f"{{{RNG}}}"
NAMESPACES: Any = {None: RNG}  # the stubs know no default namespace
NESTED = 32  # optional parts nested in one another, which is quick; more stand side by side


def pattern(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """A RELAX NG element."""
    made = etree.Element(R + tag, attributes, nsmap=NAMESPACES)
    made.extend(children)
    return made


def ref(name: str) -> etree._Element:
    """A reference to a definition."""
    return pattern("ref", name=name)


def together(tag: str, parts: Iterable[etree._Element]) -> etree._Element:
    """Patterns in a group, choice or interleave; alone where there is one, else empty."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    return pattern(tag, *found) if found else pattern("empty")


def repeated(part: etree._Element, times: Occurrences) -> etree._Element:
    """A pattern so and so often."""
    low, high = times.lowest, times.highest
    simple = {(1, 1): "", (0, 1): "optional", (0, UNBOUNDED): "zeroOrMore"}
    simple[(1, UNBOUNDED)] = "oneOrMore"
    if (low, high) in simple:
        tag = simple[(low, high)]
        return pattern(tag, part) if tag else part
    if high == UNBOUNDED:
        copies = (deepcopy(part) for _ in range(low - 1))
        return pattern("group", *copies, pattern("oneOrMore", part))
    rest = _optional(part, high - low)
    return together("group", [*(deepcopy(part) for _ in range(low)), *rest])


def _optional(part: etree._Element, count: int) -> list[etree._Element]:
    """A pattern up to so many times."""
    if count > NESTED:
        return [pattern("optional", deepcopy(part)) for _ in range(count)]
    inner: list[etree._Element] = []
    for _ in range(count):
        inner = [pattern("optional", deepcopy(part), *inner)]
    return inner


def library(content: DataRef) -> etree._Element:
    """A datatype of XML Schema with its facets, else its pattern."""
    made = pattern("data", type=content.name)
    facets = content.facets or ((("pattern", content.restriction),) if content.restriction else ())
    for name, value in facets:
        _param(made, name, value)
    return made


def _param(data: etree._Element, name: str, value: str) -> None:
    param = etree.SubElement(data, f"{R}param", name=name)
    param.text = value


def restricted(made: etree._Element, restriction: str) -> etree._Element:
    """A datatype whose values have to fit a pattern too; any text becomes words that fit."""
    if made.tag == f"{R}text":
        return library(DataRef(name="token", restriction=restriction))
    for node in made.iter(f"{R}data"):
        _param(node, "pattern", restriction)
    return made
