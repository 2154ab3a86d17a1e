"""Elements that hold nothing, though holding something is what they are for."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import TEI, Document, text_of
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

# fmt: off
HOLDERS = (
    "p", "ab", "div", "head", "l", "lg", "q", "quote", "said", "sp", "speaker", "stage", "item",
    "list", "note", "title", "author", "editor", "persName", "placeName", "orgName", "name", "rs",
    "forename", "surname", "resp", "publisher", "pubPlace", "hi", "foreign", "emph", "term", "bibl",
    "figDesc", "abbr", "expan", "sic", "reg", "orig", "add", "s", "salute", "signed", "byline",
    "docAuthor", "titlePart", "role", "change", "listPerson", "listPlace", "listBibl", "keywords",
)
# An element with one of these has its content elsewhere, or points to it.
FILLED = ("sameAs", "copyOf", "next", "prev", "target", "ref", "key", "corresp", "source", "n")
# fmt: on

EMPTY = declare(
    "element-empty",
    "warning",
    "{place} is empty: no words, no elements. Put in what is missing, or take the tags away.",
    "The element exists to hold something. Empty, it leaves a blank in books and web pages and a "
    "nameless entry in indexes. Where something is lost or left out in the source, gap says so; "
    "a blank in the source is space.",
    failing="<div xmlns='http://www.tei-c.org/ns/1.0'><head/><p>One</p></div>",
    passing="<div xmlns='http://www.tei-c.org/ns/1.0'><head>I</head><p>One <lb/></p></div>",
    source="TEI P5 Guidelines, §3.1, §12.3.1",
)


def check(document: Document) -> Iterator[Finding]:
    """Elements without text and without children."""
    there = [TEI + name for name in HOLDERS if TEI + name in document.tags]
    empty = [
        element
        for element in (document.root.iter(*there) if there else ())
        if ((words := element.text) is None or words.isspace() or not words) and _empty(element)
    ]
    empty.sort(key=lambda element: there.index(element.tag))
    yield from few(broken(EMPTY, each, place=readable(str(each.tag))) for each in empty)


def _empty(element: etree._Element) -> bool:
    """Whether an element has neither words nor elements, and need not have them."""
    if len(element):  # comments and instructions are no content
        if next(element.iterchildren(tag=etree.Element), None) is not None:
            return False
        words: str | None = text_of(element)
    else:
        words = element.text
    if words and not words.isspace():
        return False
    return not any(element.get(name) for name in FILLED)
