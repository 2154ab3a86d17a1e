"""Schematron (ISO/IEC 19757-3), whole: stand-alone, and as other schemas hold it.

A schema becomes one stylesheet, kept compiled for the process.  Saxon runs it with no
protocol allowed: a rule cannot read files or fetch addresses.
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
from tei.validation.findings import Finding, broken
from tei.validation.schematron.compilation import stylesheet
from tei.validation.schematron.extraction import extract
from tei.validation.schematron.model import SchematronError
from tei.validation.schematron.places import Finder
from tei.validation.schematron.resolution import resolved

SEVERITIES: dict[str, Severity] = {
    "warning": "warning",
    "warn": "warning",
    "nonfatal": "warning",
    "caution": "warning",
    "information": "info",
    "info": "info",
    "hint": "info",
    "note": "info",
    "debug": "info",
    "trace": "info",
    "error": "error",
    "fatal": "error",
}

INVALID = declare(
    "schematron",
    "error",
    "{sentence}",
    "A rule of the Schematron schema is broken. Its own words say what it asks for.",
    failing="a document for which a test of the Schematron schema is false",
    passing="the same document, mended as the message says",
    source="ISO/IEC 19757-3 (Schematron)",
)
NOT_RUN = declare(
    "schematron-not-run",
    "error",
    "The rules of the Schematron schema could not be tried on this document: {reason}.",
    "The processor that runs the rules refuses documents beyond its measure, such as an element "
    "with more than two hundred attributes. No TEI document has them.",
    failing="an element with 201 attributes",
    passing="the same element with those that TEI knows",
)


ERROR = "Error in {"
COMPLAINT = re.compile(r"(.*?)\} .*?\bX[A-Z]{3}\d{4} (.*)")


class UnreadError(Exception):
    """Saxon refuses the document; the message says why."""


def check(root: etree._Element, path: Path, phase: str = "") -> Iterator[Finding]:
    """What a Schematron schema finds in a document; the same words at a place are told once.

    path:  a .sch file, or a RELAX NG schema, an XML Schema or an ODD that holds Schematron
    phase: the id of a phase, or "#ALL"; the schema's own default where ""

    Raises SchematronError where the schema cannot be used, OSError where it cannot be read.
    """
    try:
        result = etree.fromstring(_run(root, path, phase).encode("utf-8"))
    except UnreadError as error:
        yield broken(NOT_RUN, root, reason=error)
        return
    by_path = Finder(root)
    told: set[tuple[str, str, str]] = set()
    for hit in result.iterchildren(tag="hit"):
        extra = " ".join(_words(node) for node in hit.iterchildren(tag="extra"))
        for node in list(hit):
            hit.remove(node)
        key = (hit.get("path", ""), hit.get("id", ""), _words(hit))
        if key not in told:
            told.add(key)
            yield _finding(hit, by_path.element(key[0]), extra)


def _words(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _finding(hit: etree._Element, element: etree._Element, extra: str) -> Finding:
    """One failed test; a code of ours where the test's id is one."""
    code = hit.get("id", "")
    known = RULES.get(code)
    default = known.severity if known else "error"
    severity = SEVERITIES.get(hit.get("role", "").lower(), default)
    sentence = _words(hit)
    return Finding(element, code if known else INVALID.code, severity, sentence, code, advice=extra)


def _run(root: etree._Element, path: Path, phase: str) -> str:
    """The stylesheet's report on a document, as XML."""
    import saxonche  # costs time and memory: only where a Schematron schema is used

    try:
        executable = _executable(path, path.stat().st_mtime_ns, phase)
    except saxonche.PySaxonApiError as error:
        raise SchematronError(_plainly(str(error))) from None
    try:
        node = _processor().parse_xml(xml_text=_serialised(root))
    except saxonche.PySaxonApiError as error:
        reason = str(error).rpartition("parser: ")[2]
        raise UnreadError(" ".join(reason.split()).rstrip(".")) from None
    try:
        return str(executable.transform_to_string(xdm_node=node))
    except saxonche.PySaxonApiError as error:
        raise SchematronError(str(error).strip()) from None


def _plainly(words: str) -> str:
    """Saxon's first complaint about an expression, without the place in its own stylesheet."""
    first = words.split(ERROR)[1:2]
    found = COMPLAINT.match(" ".join(first[0].split())) if first else None
    if found is None:
        return words.strip()
    return f"“{found[1]}” is no XPath: {found[2].removesuffix(' before ...').rstrip('.')}"


def _serialised(root: etree._Element) -> str:
    """A document without its document type, which Saxon would read again."""
    before = reversed(list(root.itersiblings(preceding=True)))
    parts = [*before, root, *root.itersiblings()]
    return "".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)


@lru_cache(maxsize=1)
def _processor() -> Any:
    """Saxon, once per process, with no access to files or network."""
    processor = saxon.processor()
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
    return processor


@lru_cache(maxsize=8)
def _executable(path: Path, _changed: int, phase: str) -> Any:
    """A schema, compiled."""
    text = etree.tostring(stylesheet(resolved(path, _read, phase)), encoding="unicode")
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=text)


def _read(path: Path) -> etree._Element:
    """The root of a schema file, read safely.  Raises SchematronError where it is no XML."""
    from tei.validation.reading import Unreadable, parse

    try:
        return parse(path.read_bytes(), str(path))
    except Unreadable as error:
        raise SchematronError(f"{path.name}: {error}") from None


__all__ = ["INVALID", "SchematronError", "check", "extract", "stylesheet"]
