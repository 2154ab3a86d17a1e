"""Reading XML safely: no network, no external entities, libxml2's limits in force."""

from __future__ import annotations

import re
from dataclasses import replace
from html.entities import html5
from typing import Any

from lxml import etree

from tei.diagnostics import Diagnostic, Rule, declare
from tei.validation.findings import complaints

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
    "The entity {sign}{name}; is not defined in this file, and nothing outside it is read.{advice}",
    "XML itself knows only &amp;, &lt;, &gt;, &quot; and &apos;. Other "
    "entities are defined in the document, or in a DTD or file beside it; as files that are "
    "validated may come from anywhere, nothing outside is ever fetched. Write the character "
    "itself, or put the entity's text in its place.",
    failing="<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
    passing="<!DOCTYPE a [<!ENTITY e 'inside'>]><a>&e;</a>",
    source="CWE-611; XML 1.0 (Fifth Edition), §4.1",
)
LIMITS = declare(
    "xml-beyond-limits",
    "error",
    "The file is larger in one respect than any edition is, and was not read further ({reason}). "
    "Divide what is so deep or so long.",
    "What is read may come from anywhere, so there are bounds to it: 256 elements inside one "
    "another, ten million bytes of text without a tag between, or in one start tag. Beyond them "
    "a file is made to exhaust whoever reads it, or was spoilt by a program.",
    failing="<p>" * 300 + "</p>" * 300,
    passing="<p>" * 30 + "</p>" * 30,
    source="CWE-400",
)
IDS = ("DTD_ID_REDEFINED", "DTD_XMLID_VALUE")  # well formed all the same: the schema tells them
# libxml2's advice to programmers: its limits stay in force.
PROGRAMMERS = re.compile(r"^Resource limit exceeded: |,? (?:use|try|see) (?:XML_PARSE|xmlCtxt).*$")
UNKNOWN_ENTITY = re.compile(r"Entity '([^']+)' not defined")
OUTER_ADVICE = " Take the line out, and write the characters that it stood for themselves."


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
            raise Unreadable([_refused(faults, str(error), name, data)]) from None
        root = etree.fromstring(data, parser(recover=True))  # well formed: an id is given twice
    for reference in root.iter(tag=etree.Entity):
        entity = str(reference.text).strip("&;")
        raise Unreadable([_undefined(entity, name, line_of(reference), 0)])
    return root


def _refused(faults: list[Any], otherwise: str, name: str, data: bytes) -> Diagnostic:
    """The first fault that libxml2 told, a duplicate identifier apart, as a diagnostic."""
    real = [fault for fault in faults if fault.type_name not in IDS]
    if not real:
        return _broken("", otherwise, name, (1, 0), data)
    words, at = real[0].message.strip().rstrip("."), (real[0].line, real[0].column)
    if match := UNKNOWN_ENTITY.search(words):
        outer = f"%{match[1]};".encode() in data and f"&{match[1]};".encode() not in data
        return _undefined(match[1], name, *at, sign="%" if outer else "&")
    if "amplification" in words or "entity loop" in words.lower():
        return _told(ENTITIES, name, *at, PROGRAMMERS.sub("", words))
    if real[0].type_name == "ERR_RESOURCE_LIMIT":
        return _told(LIMITS, name, *at, PROGRAMMERS.sub("", words))
    return _broken(real[0].type_name, words, name, at, data)


def _told(rule: Rule, name: str, line: int, column: int, reason: str) -> Diagnostic:
    """A diagnostic that gives libxml2's reason."""
    message = rule.message.format(reason=reason)
    return Diagnostic(rule.code, rule.severity, name, max(line, 1), message, column=column)


def _broken(kind: str, words: str, name: str, at: tuple[int, int], data: bytes) -> Diagnostic:
    """What is no XML, told in plain words; kind: of libxml2's errors."""
    from tei.validation.wellformed import breach  # only where something is broken

    told = breach(kind, words, *at, data)
    found = _told(NOT_WELL_FORMED, name, told.line, told.column, told.reason)
    return replace(found, advice=told.advice)


def _undefined(entity: str, name: str, line: int, column: int, sign: str = "&") -> Diagnostic:
    """An entity that nothing inside the file defines; HTML's names are known as characters.

    sign: "%" for the entities of a document type declaration
    """
    character = html5.get(f"{entity};")
    numbers = "".join(f"&#x{ord(part):X};" for part in character or "")
    advice = f" Write {numbers} or the character itself." if numbers else " Put its text there."
    advice = OUTER_ADVICE if sign == "%" else advice
    message = UNDEFINED.message.format(sign=sign, name=entity, advice=advice)
    return Diagnostic(
        UNDEFINED.code, UNDEFINED.severity, name, max(line, 1), message, column=column
    )


def line_of(node: Any) -> int:
    """The line that libxml2 kept, 0 where none; right up to 65,535 only."""
    return int(node.sourceline or 0)
