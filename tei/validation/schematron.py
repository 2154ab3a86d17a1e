"""Schematron (ISO/IEC 19757-3), query binding XPath 2 and later: a schema becomes one stylesheet.

Each pattern is a mode; its rules are templates of falling priority, so that the first
rule that fits a node is the only one that fires (§6.5).  Saxon runs the stylesheet with
no protocol allowed: a rule cannot read files or fetch addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei import saxon
from tei.diagnostics import RULES, Severity, declare
from tei.validation.findings import Finding

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
STEP = re.compile(r"/Q\{([^}]*)\}([^/\[]+)\[(\d+)\]")
SEVERITIES: dict[str, Severity] = {
    "warning": "warning",
    "warn": "warning",
    "nonfatal": "warning",
    "information": "info",
    "info": "info",
}
UNREAD = ("include", "extends", "param")

INVALID = declare(
    "schematron",
    "error",
    "{sentence}",
    "A rule of the Schematron schema is broken. Its own words say what it asks for.",
    failing="a document for which a test of the Schematron schema is false",
    passing="the same document, mended as the message says",
    source="ISO/IEC 19757-3 (Schematron)",
)


class SchematronError(ValueError):
    """The schema cannot be compiled or run; the message says why."""


def check(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The assertions of a Schematron schema that fail in a document.

    Raises SchematronError where the schema cannot be used, OSError where it cannot be read.
    """
    result = etree.fromstring(_run(root, path).encode("utf-8"))
    by_path = Finder(root)
    for hit in result.iterchildren(tag="hit"):
        code = hit.get("id", "")
        known = RULES.get(code)
        severity = SEVERITIES.get(hit.get("role", "").lower(), known.severity if known else "error")
        sentence = " ".join("".join(map(str, hit.itertext())).split())
        element = by_path.element(hit.get("path", ""))
        yield Finding(element, code if known else INVALID.code, severity, sentence, code)


def _run(root: etree._Element, path: Path) -> str:
    """The stylesheet's report on a document, as XML."""
    import saxonche  # costs time and memory: only where a Schematron schema is used

    try:
        node = _processor().parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
        return str(_executable(path, path.stat().st_mtime_ns).transform_to_string(xdm_node=node))
    except saxonche.PySaxonApiError as error:
        raise SchematronError(str(error).strip()) from None


@lru_cache(maxsize=1)
def _processor() -> Any:
    """Saxon, once per process, with no access to files or network."""
    processor = saxon.processor()
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
    return processor


@lru_cache(maxsize=4)
def _executable(path: Path, _changed: int) -> Any:
    """A schema, compiled."""
    text = etree.tostring(stylesheet(etree.parse(str(path)).getroot()), encoding="unicode")
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=text)


def stylesheet(schema: etree._Element) -> etree._Element:
    """The XSLT 3.0 stylesheet that a Schematron schema amounts to.

    Raises SchematronError for what is not read here (include, extends, abstract patterns).
    """
    unread = [tag for tag in UNREAD if schema.find(f".//{{{SCH}}}{tag}") is not None]
    if unread:
        raise SchematronError(f"Schematron's {unread[0]} is not supported yet")
    spaces = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{{{SCH}}}ns")}
    sheet = etree.Element(f"{{{XSL}}}stylesheet", {"version": "3.0"}, {"xsl": XSL, **spaces})
    for foreign in schema.iterchildren(f"{{{XSL}}}function", f"{{{XSL}}}key"):
        sheet.append(foreign)
    _lets(schema, sheet)
    patterns = list(schema.iter(f"{{{SCH}}}pattern"))
    start = _xsl(sheet, "template", match="/")
    report = etree.SubElement(start, "report")
    for number, pattern in enumerate(patterns):
        _xsl(report, "apply-templates", select="node()", mode=f"p{number}")
        _pattern(sheet, pattern, f"p{number}")
    return sheet


def _pattern(sheet: etree._Element, pattern: etree._Element, mode: str) -> None:
    """The templates of one pattern."""
    _lets(pattern, sheet)
    rules = list(pattern.iterchildren(f"{{{SCH}}}rule"))
    for place, rule in enumerate(rules):
        priority = str(len(rules) - place)
        match = rule.get("context", "")
        template = _xsl(sheet, "template", match=match, mode=mode, priority=priority)
        _lets(rule, template)
        for test in rule.iterchildren(f"{{{SCH}}}assert", f"{{{SCH}}}report"):
            _test(template, test)
        _xsl(template, "apply-templates", select="@* | node()", mode=mode)
    rest = _xsl(sheet, "template", match="node() | @*", mode=mode, priority="0")
    _xsl(rest, "apply-templates", select="@* | node()", mode=mode)


def _lets(owner: etree._Element, target: etree._Element) -> None:
    """`let` as variables: of the schema and its patterns for all, of a rule for its tests."""
    for let in owner.iterchildren(f"{{{SCH}}}let"):
        _xsl(target, "variable", name=let.get("name", ""), select=let.get("value", "()"))


def _test(template: etree._Element, test: etree._Element) -> None:
    """An assert or report as a condition with its message."""
    condition = test.get("test", "")
    fails = f"not({condition})" if etree.QName(test).localname == "assert" else condition
    hit = etree.SubElement(_xsl(template, "if", test=fails), "hit")
    hit.set("path", "{path()}")
    for name in ("id", "role"):
        if test.get(name):
            hit.set(name, test.get(name, "").replace("{", "{{").replace("}", "}}"))
    _message(hit, test)


def _message(hit: etree._Element, node: etree._Element) -> None:
    """The words of a message, with the values that it asks for."""
    _xsl(hit, "text").text = node.text
    for child in node.iterchildren(tag=etree.Element):
        kind = etree.QName(child).localname
        if kind == "value-of":
            _xsl(hit, "value-of", select=child.get("select", ""))
        elif kind == "name":
            _xsl(hit, "value-of", select=f"name({child.get('path', '.')})")
        else:
            _message(hit, child)
        _xsl(hit, "text").text = child.tail


def _xsl(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{XSL}}}{name}", attributes)


class Finder:
    """Finds elements by the paths that Saxon's path() writes, each step looked up once."""

    def __init__(self, root: etree._Element):
        """root: the document's root element."""
        self.root = root
        self.children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def element(self, path: str) -> etree._Element:
        """The element that a path names; for an attribute its element."""
        element = self.root
        for space, name, number in STEP.findall(path)[1:]:
            tag = f"{{{space}}}{name}" if space else name
            element = self.named_in(element)[tag][int(number) - 1]
        return element

    def named_in(self, parent: etree._Element) -> dict[str, list[etree._Element]]:
        """The children of an element by their names."""
        if parent not in self.children:
            groups: dict[str, list[etree._Element]] = {}
            for child in parent.iterchildren(tag=etree.Element):
                groups.setdefault(str(child.tag), []).append(child)
            self.children[parent] = groups
        return self.children[parent]
