"""Identifiers: each is a name, and each is given once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tei.diagnostics import declare
from tei.names import XML_ID
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.fixes import Change

NAME = re.compile(r"[^\W\d][\w.·-]*")

DUPLICATE = declare(
    "id-duplicate",
    "error",
    'The identifier xml:id="{name}" is given to {place} here, but {first} has it already. '
    "Give this element another.",
    "An xml:id names one element of the document and no other; pointers to it, and links to the "
    "published page, would not know which is meant.",
    failing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='a'/></body>",
    passing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='b'/></body>",
    source="xml:id Version 1.0, §4; TEI P5 Guidelines, §1.3.1.1.1",
)
MALFORMED = declare(
    "id-malformed",
    "error",
    'xml:id="{name}" is no name: {reason}. Write {better}, and change the pointers to it too.',
    "An identifier is an XML name: it begins with a letter or an underscore and holds letters, "
    "digits, full stops, hyphens and underscores; no blanks, colons or slashes.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='12 a'>One</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='p12a'>One</p>",
    source="Namespaces in XML 1.0, §3 (NCName); xml:id Version 1.0, §4",
)
HASH = declare(
    "id-with-hash",
    "error",
    'xml:id="{name}" begins with #. The sign belongs to pointers; write xml:id="{better}".',
    "A pointer is # and the identifier; the identifier itself is without it.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='#ann'>One</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='ann'>One</p>",
    source="TEI P5 Guidelines, §1.3.1.1.1",
)


def check(document: Document) -> Iterator[Finding]:
    """Identifiers that are given twice, or are no names."""
    for name, elements in document.ids.items():
        if NAME.fullmatch(name) is None:
            yield _malformed(elements[0], name)
        for element in elements[1:]:
            yield _duplicate(element, name, elements[0])


def _duplicate(element: etree._Element, name: str, first: etree._Element) -> Finding:
    place, other = readable(str(element.tag)), readable(str(first.tag))
    before = f"another {other}" if other == place else other
    return broken(DUPLICATE, element, XML_ID, name=name, place=place, first=f"{before} before it")


def _malformed(element: etree._Element, name: str) -> Finding:
    if name.startswith("#") and NAME.fullmatch(name[1:]):
        return _renamed(broken(HASH, element, XML_ID, name=name, better=name[1:]), name[1:])
    better = re.sub(r"[^\w.·-]+", "-", name).strip("-")
    better = better if NAME.fullmatch(better) else f"n{better}"
    found = broken(MALFORMED, element, XML_ID, name=name, reason=_why(name), better=better)
    return _renamed(found, better)


def _renamed(finding: Finding, better: str) -> Finding:
    """The finding with the edit that gives the better name; the pointers to it stay as they are."""
    change = Change("unsafe", "set-attribute", finding.element, XML_ID, better)
    return replace(finding, changes=(change,))


def _why(name: str) -> str:
    """What is wrong with an identifier, in words."""
    wrong = re.search(r"[^\w.·-]", name)
    if not name:
        return "it is empty"
    if wrong is None:
        return f"it begins with “{name[0]}”, not with a letter"
    return "it holds a blank" if wrong[0].isspace() else f"it holds “{wrong[0]}”"
