"""Reading XML safely, and finding the lines and columns of its elements.

No network, no external entities, bounded expansion: libxml2's limits for inner
entities stay in force.  libxml2 keeps no exact lines beyond 65,535 and no columns,
so that places come from a second reading with expat, only when there is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html.entities import html5
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic, declare
from tei.validation import guidelines
from tei.validation.findings import Finding, complaints
from tei.validation.paths import Paths

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
UNDEFINED = declare(
    "xml-entity-undefined",
    "error",
    "The entity &{name}; is not defined in this file, and nothing outside it is read.{advice}",
    "XML itself knows only &amp;, &lt;, &gt;, &quot; and &apos;. Other "
    "entities are defined in the document, or in a DTD or file beside it; as files that are "
    "validated may come from anywhere, nothing outside is ever fetched. Write the character "
    "itself, or put the entity's text in its place.",
    failing="<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
    passing="<!DOCTYPE a [<!ENTITY e 'inside'>]><a>&e;</a>",
    source="CWE-611; XML 1.0 (Fifth Edition), §4.1",
)
IDS = ("DTD_ID_REDEFINED", "DTD_XMLID_VALUE")  # well formed all the same: the schema tells them
UNKNOWN_ENTITY = re.compile(r"Entity '([^']+)' not defined")


class Unreadable(Exception):
    """The XML cannot be read; carries the findings that say why."""

    def __init__(self, findings: list[Diagnostic]):
        """findings: at least one."""
        super().__init__(findings[0].message)
        self.findings = findings


def parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that reads nothing else and expands only inner entities, within libxml2's bounds."""
    return etree.XMLParser(  # not collect_ids=False: with it libxml2 loads the outer DTD
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
    )


def parse(data: bytes, name: str) -> etree._Element:
    """The root element.  Raises Unreadable, with the findings, where this is no XML."""
    reader = parser()
    try:
        root = etree.fromstring(data, reader)
    except (etree.XMLSyntaxError, ValueError) as error:
        faults = [f for f in complaints(reader.error_log) if f.level >= etree.ErrorLevels.ERROR]
        if not faults or any(fault.type_name not in IDS for fault in faults):
            raise Unreadable([_refused(faults, str(error), name)]) from None
        root = etree.fromstring(data, parser(recover=True))  # well formed: an id is given twice
    for reference in root.iter(tag=etree.Entity):
        entity = str(reference.text).strip("&;")
        raise Unreadable([_undefined(entity, name, line_of(reference), 0)])
    return root


def _refused(faults: list[Any], otherwise: str, name: str) -> Diagnostic:
    """The first fault that libxml2 told, a duplicate identifier apart, as a diagnostic."""
    real = [fault for fault in faults if fault.type_name not in IDS]
    if not real:
        return _refusal(otherwise, name, 1, 0)
    return _refusal(real[0].message.strip().rstrip("."), name, real[0].line, real[0].column)


def _refusal(reason: str, name: str, line: int, column: int) -> Diagnostic:
    """libxml2's first complaint as a diagnostic."""
    if match := UNKNOWN_ENTITY.search(reason):
        return _undefined(match[1], name, line, column)
    reason = reason.split(", use XML_PARSE_HUGE")[0]  # limits stay in force: no advice
    swelling = "amplification" in reason or "entity loop" in reason.lower()
    rule = ENTITIES if swelling else NOT_WELL_FORMED
    message = rule.message.format(reason=reason)
    return Diagnostic(rule.code, rule.severity, name, max(line, 1), message, column=column)


def _undefined(entity: str, name: str, line: int, column: int) -> Diagnostic:
    """An entity that nothing inside the file defines; HTML's names are known as characters."""
    character = html5.get(f"{entity};")
    numbers = "".join(f"&#x{ord(part):X};" for part in character or "")
    advice = f" Write {numbers} or the character itself." if numbers else " Put its text there."
    message = UNDEFINED.message.format(name=entity, advice=advice)
    return Diagnostic(
        UNDEFINED.code, UNDEFINED.severity, name, max(line, 1), message, column=column
    )


class _Enough(Exception):
    """All places are known: the rest need not be read."""


def places(data: bytes, wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """Line and column, both from 1, of the start tags with the given numbers.

    wanted: numbers of elements in document order, the root being 0
    """
    found: dict[int, tuple[int, int]] = {}
    reader = expat.ParserCreate()
    number = -1

    def start(_name: str, _attributes: list[str]) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            found[number] = (reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)
            if len(found) == len(wanted):
                raise _Enough

    reader.ordered_attributes = True  # many attributes cost less so
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return found  # an encoding that expat does not know: lines come from libxml2
    except _Enough:
        pass
    return found


def placed(
    findings: list[Finding], elements: Iterable[etree._Element], data: bytes, name: str
) -> list[Diagnostic]:
    """The findings with their places in the file, in their own order.

    elements: all elements of the document in document order
    data:     the file's bytes; b"" for a tree without a file, whose lines are libxml2's
    """
    numbers = _numbers(findings, elements)
    exact = places(data, set(numbers.values())) if data and numbers else {}
    paths = Paths()
    return [_placed(finding, numbers, exact, paths, name) for finding in findings]


def _numbers(
    findings: Iterable[Finding], elements: Iterable[etree._Element]
) -> dict[etree._Element, int]:
    """The numbers of the elements that findings are about, from 0 in document order."""
    every = (one.element for finding in findings for one in (finding, *finding.also))
    wanted = {element for element in every if element is not None}
    numbers: dict[etree._Element, int] = {}
    for number, element in enumerate(elements) if wanted else ():
        if element in wanted:
            numbers[element] = number
            if len(numbers) == len(wanted):
                break
    return numbers


def _placed(
    finding: Finding,
    numbers: dict[etree._Element, int],
    exact: dict[int, tuple[int, int]],
    paths: Paths,
    name: str,
) -> Diagnostic:
    """One finding with its place."""
    element = finding.element
    line, column, path = finding.line, finding.column, ""
    if element is not None:
        start = exact.get(numbers.get(element, -1), (line_of(element), 0))
        if finding.line in (0, start[0]):  # else the fault is further down: a later line, an end
            line, column = start
        path = paths.of(element)
    return Diagnostic(
        finding.code,
        finding.severity,
        name,
        line,
        finding.message,
        column=column,
        rule=finding.rule,
        xpath=path,
        advice=finding.advice,
        allowed=finding.allowed,
        glosses=finding.glosses,
        changes=tuple(map(str, finding.changes)),
        guidelines=finding.guidelines or _section(element),
        also=tuple(_placed(other, numbers, exact, paths, name) for other in finding.also),
    )


def _section(element: etree._Element | None) -> str:
    """The page of the Guidelines on an element, "" for none."""
    return guidelines.of_element(str(element.tag)) if element is not None else ""


def line_of(node: Any) -> int:
    """The line that libxml2 kept, 0 where none; right up to 65,535 only."""
    return int(node.sourceline or 0)
