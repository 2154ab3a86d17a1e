"""Numbers of pages and notes: they rise, and none is there twice."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import TEI, Document
from tei.validation.findings import Finding, broken
from tei.validation.repetition import few

RESTART = 3  # a page up to this number may begin a new counting
_BODY = "<body xmlns='http://www.tei-c.org/ns/1.0'><p>{}</p></body>"

FALLING = declare(
    "page-out-of-order",
    "warning",
    "Page {number} comes after page {before}.",
    "The numbers of pages rise through a text. One that falls is mostly a slip in n, or pages "
    "that stand in the wrong place. A number that is misprinted in the source belongs into a note.",
    failing=_BODY.format("<pb n='11'/>One <pb n='12'/>two <pb n='21'/>three <pb n='14'/>four"),
    passing=_BODY.format("<pb n='11'/>One <pb n='12'/>two <pb n='13'/>three <pb n='14'/>four"),
    source="TEI P5 Guidelines, §3.11.3",
)
REPEATED = declare(
    "page-repeated",
    "warning",
    "Page {number} begins twice.",
    "Two breaks have the same number. One of them is a slip, or one too many.",
    failing=_BODY.format("<pb n='11'/>One <pb n='12'/>two <pb n='12'/>three <pb n='13'/>four"),
    passing=_BODY.format("<pb n='11'/>One <pb n='12'/>two <pb n='13'/>three <pb n='14'/>four"),
    source="TEI P5 Guidelines, §3.11.3",
)
NOTE = declare(
    "note-number-repeated",
    "warning",
    "Two notes that follow each other have the number {number}.",
    "References by number cannot tell the notes apart.",
    failing=_BODY.format("One<note n='1'>a</note> two<note n='1'>b</note>"),
    passing=_BODY.format("One<note n='1'>a</note> two<note n='2'>b</note>"),
    source="TEI P5 Guidelines, §3.9.1",
)
PARTS = tuple(TEI + name for name in ("TEI", "text", "front", "body", "back", "floatingText"))


def check(document: Document) -> Iterator[Finding]:
    """Numbers that fall or are there twice."""
    yield from few(_pages(document))
    yield from few(_notes(document))


def _pages(document: Document) -> Iterator[Finding]:
    """Page numbers, for each edition that is paged, within one part of the text."""
    last: dict[tuple[str, str, etree._Element | None], int] = {}
    for element in document.named("pb"):
        number = element.get("n", "").strip()
        if not number.isascii() or not number.isdigit():
            continue
        part = next(element.iterancestors(*PARTS), None)
        key = (element.get("ed", ""), element.get("edRef", ""), part)
        before, here = last.get(key), int(number)
        last[key] = here
        if before is None:
            continue
        if here == before > RESTART:
            yield broken(REPEATED, element, number=number)
        elif RESTART < here < before:
            yield broken(FALLING, element, number=number, before=before)


def _notes(document: Document) -> Iterator[Finding]:
    """Neighbouring notes of one kind and one place with the same number."""
    last: dict[tuple[str, ...], tuple[str, etree._Element]] = {}
    for element in document.named("note"):
        number = element.get("n", "").strip()
        key = tuple(element.get(name, "") for name in ("type", "place", "resp", "xml:lang"))
        before = last.get(key)
        last[key] = (number, element)
        same = before is not None and number and before[0] == number
        if before is not None and same and element.getparent() is before[1].getparent():
            yield broken(NOTE, element, number=number)
