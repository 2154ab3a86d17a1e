"""Faults: where a document leaves its grammar, before anybody has said it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from tei.grammar.models import EMPTY, Model

FaultKind = Literal[
    "root-refused",  # no document may begin with `element`
    "element-refused",  # `element` cannot stand where it stands
    "element-missing",  # something is `required` before `element`
    "text-refused",  # text stands in `element` where none may
    "content-unfinished",  # `element` ends too early
    "attribute-refused",  # `element` has no attribute `name`
    "attribute-missing",  # `element` lacks `required` attributes, or one of those `allowed`
    "value-refused",  # the value of the attribute `name`, or the text where `name` is ""
    "id-repeated",  # the value of the attribute `name` was given to `other` before
    "reference-dangling",  # the IDREF in the attribute `name` names no element
]


@dataclass(frozen=True)
class Fault:
    """One place where a document leaves its grammar.

    element:  the element at which it is seen
    name:     Clark name of the attribute, where the kind has one; of the one missing element
              or attribute, where there is exactly one
    value:    the refused value or the first words of the refused text
    state:    the content model that was still to come at this place
    allowed:  what might have stood here: Clark names, models.TEXT, or attribute names
    required: those of them without which it cannot go on; empty where there is a choice
    patterns: what a refused value would have to fit, in RELAX NG's XML syntax (any of them)
    other:    the element that has the same identifier
    line, column: from 1, the place that a streaming validator reports (the end of a start
              tag for elements and attributes, of the end tag for unfinished content); 0 where
              unknown
    """

    kind: FaultKind
    element: etree._Element
    name: str = ""
    value: str = ""
    state: Model = EMPTY
    allowed: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    patterns: tuple[etree._Element, ...] = ()
    other: etree._Element | None = None
    line: int = 0
    column: int = 0
