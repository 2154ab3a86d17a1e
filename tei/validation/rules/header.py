"""The header: filled in, dated, with a licence that leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import TEI, Document, text_of
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few
from tei.validation.rules.conventions import PLACEHOLDER

# What templates of editors and converters put where something is to be written.
TEMPLATE = re.compile(
    r"\W*(?:to ?do\b.*|fixme\b.*|tb[da]|x{3,}|\?{2,}|lorem ipsum.*|dolor sit amet.*"
    r"|untitled(?: document)?|n/?a|unknown (?:author|title|publisher)|insert .{1,40} here"
    r"|(?:the )?title(?: of .{1,40})? here"
    r"|title|author|publication information|information about the source|source information"
    r"|some (?:title|text) here|your (?:name|title) here|change ?me|placeholder|foo|bar|foobar)\W*",
    re.IGNORECASE,
)
LONGEST = 100  # code points of a placeholder: what is longer has something to say
AGENCIES = ("publisher", "distributor", "authority")
FIELDS = (
    "title", "author", "editor", "publisher", "authority", "distributor", "pubPlace", "p", "date",
    "name", "persName", "orgName", "resp", "idno", "language", "note", "licence", "edition",
)  # fmt: skip
_STMT = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>On Bridges"
    "</title></titleStmt><publicationStmt>{}</publicationStmt><sourceDesc><p>Typescript.</p>"
    "</sourceDesc></fileDesc>{}</teiHeader></TEI>"
)
_DATED = "<publisher>Press</publisher><date when='1926'/>"

NO_LICENCE_TARGET = declare(
    "licence-without-target",
    "info",
    "licence does not give the address of the licence in target.",
    "A licence is known by its address, e.g. https://creativecommons.org/licenses/by/4.0/. "
    "Programs and archives read the address, not the name.",
    failing=_STMT.format(f"{_DATED}<availability><licence>CC BY</licence></availability>", ""),
    passing=_STMT.format(
        f"{_DATED}<availability><licence target='https://creativecommons.org/licenses/by/4.0/'>"
        "CC BY</licence></availability>",
        "",
    ),
    source="TEI P5 Guidelines, §2.2.4",
)
UNDATED = declare(
    "publication-undated",
    "info",
    "publicationStmt has no date: nobody can tell when this edition was published.",
    "A reference to the edition needs a year; archives ask for it.",
    failing=_STMT.format("<publisher>Press</publisher>", ""),
    passing=_STMT.format(_DATED, ""),
    source="TEI P5 Guidelines, §2.2.4",
)
UNORDERED = declare(
    "revisions-unordered",
    "info",
    "The changes of revisionDesc are not in the order of their dates: {first} stands before "
    "{second}.",
    "revisionDesc is read as a history, the newest change first.",
    failing=_STMT.format(
        _DATED,
        "<revisionDesc><change when='2024-01-02'>A</change><change when='2025-03-01'>B</change>"
        "<change when='2023-05-01'>C</change></revisionDesc>",
    ),
    passing=_STMT.format(
        _DATED,
        "<revisionDesc><change when='2025-03-01'>B</change><change when='2024-01-02'>A</change>"
        "<change when='2023-05-01'>C</change></revisionDesc>",
    ),
    source="TEI P5 Guidelines, §2.6",
)


def check(document: Document) -> Iterator[Finding]:
    """Faults of headers."""
    for header in document.named("teiHeader"):
        yield from few(_placeholders(header))
    for licence in document.named("licence"):
        if not licence.get("target"):
            yield broken(NO_LICENCE_TARGET, licence)
    for statement in document.named("publicationStmt"):
        if _undated(statement):
            yield broken(UNDATED, statement)
    for history in document.named("revisionDesc"):
        yield from _unordered(history)


def _placeholders(header: etree._Element) -> Iterator[Finding]:
    """Elements whose only words are those of a template."""
    for element in header.iter(*(TEI + name for name in FIELDS)):
        text = (element.text or "").strip()
        if len(element) == 0 and len(text) <= LONGEST and TEMPLATE.fullmatch(text):
            yield broken(PLACEHOLDER, element)


def _undated(statement: etree._Element) -> bool:
    """Whether a publication has a structure, and no date in it; prose may say it in words.

    Where nobody is named who publishes, there is no publication to date.
    """
    agencies = statement.iterchildren(*(TEI + name for name in AGENCIES))
    if not any(text_of(agency).strip() for agency in agencies):
        return False
    names = {readable(str(child.tag)) for child in statement.iterchildren(tag=etree.Element)}
    parent = statement.getparent()
    of_edition = parent is not None and parent.tag == TEI + "fileDesc"
    return bool(of_edition and names and not names & {"p", "ab", "date"}) and (
        next(statement.iter(TEI + "date"), None) is None
    )


def _unordered(history: etree._Element) -> Iterator[Finding]:
    """Changes that are neither in falling nor in rising order."""
    dated = [change for change in history.iter(TEI + "change") if change.get("when")]
    days = [change.get("when", "")[:10] for change in dated]
    if days in (sorted(days), sorted(days, reverse=True)):
        return
    for place in range(1, len(days)):
        if days[place] > days[place - 1]:
            first, second = days[place - 1], days[place]
            yield broken(UNORDERED, dated[place], first=first, second=second)
            return
