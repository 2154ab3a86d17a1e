"""Faults: where a document leaves its grammar, before anybody has said it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from tei.validation.models import EMPTY, Model

FaultKind = Literal[
    "root-refused",  # no document may begin with `element`
    "element-refused",  # `element` cannot stand where it stands
    "element-missing",  # `name` is required before `element`
    "text-refused",  # text stands in `element` where none may
    "content-unfinished",  # `element` ends too early
    "attribute-refused",  # `element` has no attribute `name`
    "attribute-missing",  # `element` lacks the attribute `name`
    "value-refused",  # the value of the attribute `name`, or the text where `name` is ""
    "id-repeated",  # the value of the attribute `name` was given to an earlier element
]


@dataclass(frozen=True)
class Fault:
    """One place where a document leaves its grammar.

    element:   the element at which it is seen
    name:      Clark name of the attribute or the missing element, where the kind has one
    value:     the refused value or the first words of the refused text
    state:     the content model that was still to come at this place
    allowed:   what might have stood here: Clark names, models.TEXT, or attribute names
    line, column: from 1, the place that a streaming validator reports; 0 where unknown
    """

    kind: FaultKind
    element: etree._Element
    name: str = ""
    value: str = ""
    state: Model = EMPTY
    allowed: frozenset[str] = frozenset()
    line: int = 0
    column: int = 0
