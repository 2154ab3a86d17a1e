"""Which attributes hold identifiers (RELAX NG DTD Compatibility, §3; only single names)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.grammar.datatypes import XSD
from tei.grammar.names import listed
from tei.grammar.patterns import Attribute, Data, Element, Pattern, Value

ID_TYPES = ("ID", "IDREF", "IDREFS")


def id_types(elements: Iterable[Element]) -> dict[str, dict[str, str]]:
    """By the names of attribute and element: ID, IDREF or IDREFS."""
    found: dict[str, dict[str, str]] = {}
    for element in elements:
        for attribute in attributes_in(element.content):
            kind = _kind(attribute.value)
            for name in listed(attribute.name) if kind else ():
                found.setdefault(name, {}).update(dict.fromkeys(listed(element.name), kind))
    return found


def _kind(value: Pattern) -> str:
    """The kind of identifier that a value is, "" for none."""
    if not isinstance(value, (Data, Value)) or value.library != XSD:
        return ""
    return value.datatype if value.datatype in ID_TYPES else ""


def attributes_in(pattern: Pattern) -> Iterator[Attribute]:
    """The attributes of a content."""
    if isinstance(pattern, Attribute):
        yield pattern
    elif pattern.attributes:
        for part in pattern.parts:
            yield from attributes_in(part)
