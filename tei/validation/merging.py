"""Merging: what several schemas and rules say of one fault is told once.

A rule of our own says it better than RELAX NG, RELAX NG better than XML Schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tei.validation.findings import Finding
from tei.validation.grouping import SCHEMAS

OF_ROOT = frozenset({"root-wrong", "tei-p4", "namespace-missing", "namespace-wrong"})
KIND_CODES = SCHEMAS | {"schematron"}


def merged(
    known: Sequence[Finding], more: Iterable[Finding], *, near: bool = False
) -> list[Finding]:
    """Findings together with those of `more` that say something new.

    A finding of `more` that is left out for a known one hands its severity on: what a schema
    calls an error stays one.

    near: a finding in the neighbourhood of a known error (same element, parent, child) says
          nothing new; for validators that report a fault at another place than we do
    """
    told: dict[tuple[etree._Element | None, str], int] = {}
    for at, one in enumerate(known):
        for key in _keys(one):
            told.setdefault((one.element, key), at)
    errors = (f.element for f in known if f.element is not None and f.severity == "error")
    places = set(errors) if near else set()
    result = list(known)
    for finding in more:
        twin = _twin(finding, told)
        if twin is not None and finding.severity == "error":
            result[twin] = replace(result[twin], severity="error")
        elif twin is None and not (places and _neighbours(finding.element) & places):
            result.append(finding)
    return result


def _twin(finding: Finding, told: dict[tuple[etree._Element | None, str], int]) -> int | None:
    """Where the finding stands that says the same."""
    places = (told.get((finding.element, key)) for key in _keys(finding))
    return next((place for place in places if place is not None), None)


def _keys(finding: Finding) -> Iterator[str]:
    """What is wrong with the element: the rule that was broken, and a code that is one fault.

    The codes of schemas are kinds of faults: an element may have two unknown attributes.
    """
    if finding.code not in KIND_CODES:
        yield finding.code
    if finding.code in OF_ROOT:
        yield "root"
    if finding.rule:
        yield finding.rule


def _neighbours(element: etree._Element | None) -> set[etree._Element]:
    """An element, its parent and its children."""
    if element is None:
        return set()
    parent = element.getparent()
    return {element, *element.iterchildren(tag=etree.Element)} | (
        {parent} if parent is not None else set()
    )
