"""The TEI namespace and the making of its elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NSMAP: Any = {None: NAMESPACE}
SHORT = {"xml:id": XML_ID, "xml:lang": XML_LANG}


def make(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child of `parent`; attributes that are empty are left out."""
    element = etree.SubElement(parent, TEI + tag)
    if text:
        element.text = text
    put(element, attributes)
    return element


def put(element: etree._Element, attributes: Mapping[str, str]) -> None:
    """Set attributes; "xml:id" and "xml:lang" are understood, empty ones left out."""
    for name, value in attributes.items():
        if value:
            element.set(SHORT.get(name, name), value)


def append_text(element: etree._Element, text: str) -> None:
    """Add text after all that an element holds."""
    if not text:
        return
    last = next(element.iterchildren(reversed=True), None)  # len() would count all children
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def local(element: etree._Element) -> str:
    """The name of a TEI element; "" for comments, instructions and other namespaces."""
    tag = element.tag
    return tag[len(TEI) :] if isinstance(tag, str) and tag.startswith(TEI) else ""


def ink(text: str) -> str:
    """The text without blanks (Unicode White_Space)."""
    return "".join(text.split())


def collapse(text: str) -> str:
    """The text with every run of blanks made one space, none at its ends."""
    return re.sub(r"\s+", " ", text).strip()
