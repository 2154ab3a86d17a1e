"""XPointers that inclusions use: identifiers, and the steps of element().

Source: W3C XPointer Framework; W3C XPointer element() Scheme.
"""

from __future__ import annotations

import re

from lxml import etree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def pointed(root: etree._Element, pointer: str) -> etree._Element | None:
    """The element that an XPointer names: an identifier, element(id/1) or element(/1/2)."""
    inner = pointer.strip()
    if match := re.fullmatch(
        r"(?:element|xpointer)\((?:id\(['\"])?([^()'\"]*)(?:['\"]\))?\)", inner
    ):
        inner = match[1]
    first, *steps = inner.split("/")
    element = _by_id(root, first) if first else None
    if not first:
        if not steps or steps[0] != "1":
            return None
        element, steps = root, steps[1:]
    for step in steps:
        children = list(element.iterchildren(tag=etree.Element)) if element is not None else []
        inside = step.isdigit() and 0 < int(step) <= len(children)
        element = children[int(step) - 1] if inside else None
    return element


def _by_id(root: etree._Element, name: str) -> etree._Element | None:
    """The element of an identifier."""
    return next((one for one in root.iter(tag=etree.Element) if one.get(XML_ID) == name), None)
