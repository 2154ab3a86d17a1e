"""CSS in style and rendition: whether it can be read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken
from tei.validation.repetition import few

DECLARATION = re.compile(r"\s*-{0,2}[A-Za-z][\w-]*\s*:\s*[^\s:][^{}]*", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")

UNREADABLE = declare(
    "style-unreadable",
    "warning",
    "This is no CSS: “{words}”. {advice}",
    "style holds declarations of CSS, a property and a value with a colon between, a semicolon "
    "after each. Programs leave out what they cannot read. For words of your own there is rend.",
    failing="<hi xmlns='http://www.tei-c.org/ns/1.0' style='italic'>One</hi>",
    passing="<hi xmlns='http://www.tei-c.org/ns/1.0' style='font-style: italic'>One</hi>",
    source="TEI P5 Guidelines, att.global.rendition; CSS Style Attributes (W3C)",
)


def check(document: Document) -> Iterator[Finding]:
    """Styles that are no CSS, where CSS is what they are in."""
    yield from few(_faults(document))


def _faults(document: Document) -> Iterator[Finding]:
    languages = {element.get("scheme", "css") for element in document.named("styleDefDecl")}
    if languages - {"css"}:
        return
    seen: set[str] = set()
    for element, value in document.having("style"):
        if value not in seen:
            seen.add(value)
            yield from _judged(element, value)
    for element in document.named("rendition"):
        if element.get("scheme", "css") == "css" and len(element) == 0:
            yield from _judged(element, _body(element.text or ""))


def _body(text: str) -> str:
    """The declarations of a rule, where it has a selector and braces around them."""
    start, end = text.find("{"), text.rfind("}")
    return text[start + 1 : end] if 0 <= start < end else text


def _judged(element: etree._Element, css: str) -> Iterator[Finding]:
    bare = STRING.sub('""', COMMENT.sub("", css))
    if bare.count('"') % 2 or bare.count("(") != bare.count(")"):
        yield broken(
            UNREADABLE,
            element,
            within="style",
            words=css,
            advice="A quotation mark or bracket is open.",
        )
        return
    for part in bare.split(";"):
        if part.strip() and not DECLARATION.fullmatch(part):
            advice = "Write property: value." if ":" not in part else "A semicolon is missing."
            yield broken(UNREADABLE, element, within="style", words=part.strip(), advice=advice)
            return
