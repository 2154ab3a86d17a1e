"""Attributes of a date that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken
from tei.validation.rules.datings import NOT_TIMES

OTHERS = {
    "when": ("from", "to", "notBefore", "notAfter"),
    "from": ("notBefore",),
    "to": ("notAfter",),
}

CONTRADICTORY = declare(
    "dating-contradictory",
    "warning",
    "{place} has both {first} and {second}, which exclude one another.",
    "when gives one moment; from and to a duration; notBefore and notAfter the limits of an "
    "uncertain one. when stands alone; from does not go with notBefore, nor to with notAfter.",
    failing="<date xmlns='http://www.tei-c.org/ns/1.0' when='1926' to='1927'/>",
    passing="<date xmlns='http://www.tei-c.org/ns/1.0' from='1926' to='1927'/>",
    source="TEI P5 Guidelines, att.datable.w3c",
)


def check(document: Document) -> Iterator[Finding]:
    """Dates with attributes that exclude one another; each once."""
    for first, those in OTHERS.items():
        others = [name for name in those if name in document.values]
        for element, _ in document.having(first) if others else ():
            second = next((name for name in others if name in element.attrib), None)
            name = etree.QName(element).localname
            if second is not None and name not in NOT_TIMES:
                yield broken(CONTRADICTORY, element, place=name, first=first, second=second)
