"""Reading XML safely, and finding the lines and columns of its elements.

No network, no external entities, bounded expansion: libxml2's limits for inner
entities stay in force.  libxml2 keeps no exact lines beyond 65,535 and no columns,
so that places come from a second reading with expat, only when there is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic, declare
from tei.validation.findings import Finding, complaints, readable

NOT_WELL_FORMED = declare(
    "xml-not-well-formed",
    "error",
    "This is no well-formed XML: {reason}.",
    "Before TEI can be checked, the file has to be XML: every start tag needs its end tag, "
    "tags nest without crossing, attribute values stand in quotation marks, and & and < are "
    "written &amp; and &lt; in the text. Mend the first place that is named and check again; "
    "later faults often follow from it.",
    failing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>Fish & chips</p></text></TEI>",
    passing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>Fish &amp; chips</p></text></TEI>",
    source="XML 1.0 (Fifth Edition), §2.1",
)
ENTITIES = declare(
    "xml-entities-refused",
    "error",
    "The document's entities grow beyond all measure and were refused ({reason}). Write the "
    "text out instead of nesting entities.",
    "A document type declaration can define entities that hold one another and swell to "
    "gigabytes. No edition needs that; the file was not read.",
    failing="<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdef", "bcdefg", strict=True))
    + "]><a>&g;</a>",
    passing="<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>]><a>&a;</a>",
    source="CWE-776",
)
EXTERNAL = declare(
    "xml-external-entity",
    "error",
    "The entity {name} stands outside the file and is not read. Put its text into the document "
    "(or use XInclude and expand it first).",
    "Files that are validated may come from anywhere; an entity that names another file or "
    "address could read what it should not. External entities are therefore never fetched.",
    failing="<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
    passing="<!DOCTYPE a [<!ENTITY e 'inside'>]><a>&e;</a>",
    source="CWE-611",
)


class Unreadable(Exception):
    """The XML cannot be read; carries the findings that say why."""

    def __init__(self, findings: list[Diagnostic]):
        """findings: at least one."""
        super().__init__(findings[0].message)
        self.findings = findings


def parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands only inner entities, within libxml2's bounds."""
    return etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        collect_ids=False,
    )


def parse(data: bytes, name: str) -> etree._Element:
    """The root element.  Raises Unreadable, with the findings, where this is no XML."""
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise Unreadable([_syntax_finding(error, name)]) from None
    except ValueError as error:  # lxml: bytes that libxml2 will not take at all
        reason = str(error)
        raise Unreadable([_diagnostic(NOT_WELL_FORMED.code, name, 1, 0, reason)]) from None
    _refuse_external(root, name)
    return root


def _refuse_external(root: etree._Element, name: str) -> None:
    """Raise Unreadable where the tree still holds references to entities."""
    unread = [
        Diagnostic(
            EXTERNAL.code,
            EXTERNAL.severity,
            name,
            line_of(reference) or 1,
            EXTERNAL.message.format(name=str(reference.text).strip("&;")),
        )
        for reference in root.iter(tag=etree.Entity)
    ]
    if unread:
        raise Unreadable(unread)


def _syntax_finding(error: etree.XMLSyntaxError, name: str) -> Diagnostic:
    """libxml2's first complaint as a diagnostic."""
    first = next(iter(complaints(error.error_log)), None)
    reason = (first.message if first else str(error)).strip().rstrip(".")
    line = first.line if first else (error.lineno or 1)
    column = first.column if first else 0
    amplified = "amplification" in reason or "entity loop" in reason.lower()
    return _diagnostic(
        (ENTITIES if amplified else NOT_WELL_FORMED).code, name, line, column, reason
    )


def _diagnostic(code: str, name: str, line: int, column: int, reason: str) -> Diagnostic:
    rule = ENTITIES if code == ENTITIES.code else NOT_WELL_FORMED
    message = rule.message.format(reason=reason)
    return Diagnostic(code, "error", name, max(line, 1), message, column=column)


def places(data: bytes, wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """Line and column, both from 1, of the start tags with the given numbers.

    wanted: numbers of elements in document order, the root being 0
    """
    found: dict[int, tuple[int, int]] = {}
    reader = expat.ParserCreate()
    number = -1

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            found[number] = (reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)

    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return found  # an encoding that expat does not know: lines come from libxml2
    return found


def located(
    findings: list[Finding], elements: list[etree._Element], data: bytes, name: str
) -> list[Diagnostic]:
    """The findings with their places in the file, in the order of the text.

    elements: all elements of the document in document order
    data:     the file's bytes; b"" for a tree without a file, whose lines are libxml2's
    """
    numbers = {element: number for number, element in enumerate(elements)} if findings else {}
    at = {numbers[f.element] for f in findings if f.element is not None and f.element in numbers}
    exact = places(data, at) if data and at else {}
    return sorted(
        (_placed(finding, numbers, exact, name) for finding in findings),
        key=lambda diagnostic: (diagnostic.line, diagnostic.column),
    )


def _placed(
    finding: Finding,
    numbers: dict[etree._Element, int],
    exact: dict[int, tuple[int, int]],
    name: str,
) -> Diagnostic:
    """One finding with its place."""
    element = finding.element
    line, column, path = finding.line, 0, ""
    if element is not None:
        line, column = exact.get(numbers.get(element, -1), (line_of(element), 0))
        path = _path(element)
    return Diagnostic(
        finding.code,
        finding.severity,
        name,
        line,
        finding.message,
        column=column,
        rule=finding.rule,
        xpath=path,
    )


def line_of(node: Any) -> int:
    """The line that libxml2 kept, 0 where none; right up to 65,535 only."""
    return int(node.sourceline or 0)


def _path(element: etree._Element) -> str:
    """Where an element stands, e.g. "TEI/text/body/p[3]"."""
    tree = element.getroottree()
    below = tree.getelementpath(element)
    root = readable(str(tree.getroot().tag))
    inner = "" if below == "." else "/" + re.sub(r"\{[^}]*\}", "", below)
    return root + inner
