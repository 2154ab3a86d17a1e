"""Quotation marks: opened and closed, and there once only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from tei import language
from tei.diagnostics import declare
from tei.names import NAMESPACE
from tei.validation.document import Document, text_before, text_of
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

MARKS = frozenset('“”„«»‹›"‟')
SINGLE = frozenset("‘’‚‛")  # one of them is the apostrophe too
SLACK = 20  # of so many marks one may lack its partner, else the text follows another custom
OUTER = etree.XPath(  # paragraphs that hold others
    "descendant-or-self::t:p[descendant::t:p or descendant::t:ab]"
    "| descendant-or-self::t:ab[descendant::t:p or descendant::t:ab]",
    namespaces={"t": NAMESPACE},
)
QUOTING = ("q", "quote", "said", "soCalled")
_DOC = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><encodingDesc><editorialDecl>"
    "<quotation marks='{}'/></editorialDecl></encodingDesc></teiHeader>"
    "<text><body><p>He said <q>“Come”</q>.</p></body></text></TEI>"
)

UNBALANCED = declare(
    "quotation-unbalanced",
    "warning",
    "A quotation mark {mark} in this paragraph has no partner: “{around}”.",
    "Quotation marks come in pairs; a quotation that goes on over several paragraphs may open "
    "each of them anew and is closed in the last. Here one is missing or turned the wrong way.",
    failing="<body xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><p>“Come,” he said, “now."
    "</p><p>She came. “Well?” “Well.”</p></body>",
    passing="<body xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><p>“Come,” he said, “now.”"
    "</p><p>She came. “Well?” “Well.”</p></body>",
    source="TEI P5 Guidelines, §3.3.3",
)
DOUBLED = declare(
    "quotation-marks-doubled",
    "warning",
    'The header says that quotation marks were not kept (quotation marks="none"), but {count} '
    "quotations begin with one.",
    "Programs that make web pages and books supply quotation marks around q, said and quote "
    "where the header says that the text has none. Readers then see them twice.",
    failing=_DOC.format("none"),
    passing=_DOC.format("all"),
    source="TEI P5 Guidelines, §2.3.3",
)
TWICE = declare(
    "quotation-marks-twice",
    "warning",
    "The quotation mark {mark} stands both before {place} and at its beginning. Keep one.",
    "A mark belongs inside the element or outside it; two of them are one too many.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>He said “<q>“Come”</q>”.</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>He said <q>“Come”</q>.</p>",
    source="TEI P5 Guidelines, §3.3.3",
)


def check(document: Document) -> Iterator[Finding]:
    """Marks without partners, and marks that are there twice."""
    if not (MARKS & document.signs or document.may_quote()):
        return
    yield from _doubled(document)
    yield from few(_twice(document))
    yield from few(_unbalanced(document))


def _first(element: etree._Element) -> str:
    """The first character that is no blank; "" where there is none."""
    for text in element.itertext():
        if stripped := str(text).lstrip():
            return stripped[0]
    return ""


def _doubled(document: Document) -> Iterator[Finding]:
    if not any(found.get("marks") == "none" for found in document.named("quotation")):
        return
    marked = [element for element in document.named(*QUOTING) if _first(element) in MARKS]
    if marked:
        yield broken(DOUBLED, marked[0], count=len(marked))


def _twice(document: Document) -> Iterator[Finding]:
    for element in document.named(*QUOTING):
        mark = text_before(element).rstrip()[-1:]
        if mark in MARKS and mark == _first(element):
            yield broken(TWICE, element, mark=mark, place=readable(str(element.tag)))


def _unbalanced(document: Document) -> Iterator[Finding]:
    """Paragraphs with a mark that has no partner, language by language."""
    spoken: dict[str, list[tuple[etree._Element, str]]] = {}
    outer = set(cast("list[etree._Element]", OUTER(document.root)))
    for element in document.named("p", "ab"):
        if element not in outer:
            text = text_of(element)
            spoken.setdefault(document.language(element)[:2].lower(), []).append((element, text))
    for code, paragraphs in spoken.items():
        for pair in _pairs(code):
            if not document.signs.isdisjoint(pair) and _in_use(pair, paragraphs):
                yield from _of_pair(pair, paragraphs)


def _pairs(code: str) -> list[str]:
    """The pairs of marks of a language that mean nothing else."""
    if code not in language.codes():
        return []
    words = language.load(code).words("quotations", "marks")
    return [pair for pair in words if len(pair) == 2 and not SINGLE & set(pair)]


def _in_use(pair: str, paragraphs: list[tuple[etree._Element, str]]) -> bool:
    """Whether the text keeps to this pair: as good as every mark has a partner."""
    opening = sum(text.count(pair[0]) for _, text in paragraphs)
    closing = sum(text.count(pair[1]) for _, text in paragraphs)
    return bool(closing) and abs(opening - closing) <= 1 + opening // SLACK


def _of_pair(pair: str, paragraphs: list[tuple[etree._Element, str]]) -> Iterator[Finding]:
    opened: tuple[etree._Element, str] | None = None
    signs = re.compile(f"[{re.escape(pair)}]")
    for element, text in paragraphs:
        marks = signs.findall(text)
        if opened is not None:
            if not marks:
                continue
            if marks[0] == pair[1]:
                marks = marks[1:]
            elif not text.lstrip().startswith(pair[0]):
                yield _lone(opened, pair[0])
        depth = 0
        for sign in marks:
            depth += 1 if sign == pair[0] else -1
            if depth < 0:
                yield _lone((element, text), pair[1])
                depth = 0
        opened = (element, text) if depth else None
    if opened is not None:
        yield _lone(opened, pair[0])


def _lone(paragraph: tuple[etree._Element, str], mark: str) -> Finding:
    """A mark without a partner, with the words around its last place."""
    element, text = paragraph
    place = text.rfind(mark)
    around = " ".join(text[max(0, place - 20) : place + 20].split())
    return broken(UNBALANCED, element, mark=mark, around=around)
