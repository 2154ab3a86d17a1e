"""W3C XML Schema 1.0: libxml2's verdict; `xmlschema` only for schemas that libxml2 refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.diagnostics import declare
from tei.validation.findings import Finding, complaints, element_at, readable
from tei.validation.reasons import listed

INVALID = declare(
    "xsd",
    "error",
    "{sentence}",
    "The document breaks the XML Schema. RELAX NG is TEI's own grammar and usually says more; "
    "this finding stands where only the XML Schema objects, or where it alone was asked for.",
    failing="an item missing: <list><p>Flour</p></list>",
    passing="<list><item>Flour</item></list>",
    source="W3C XML Schema Definition Language (XSD) 1.0",
)
NAME = re.compile(r"\{[^{}]*\}[\w.-]+")
EXPECTED = re.compile(r"This element is not expected\. Expected is (?:one of )?\(\s*(.*?)\s*\)\.?$")
MISSING = re.compile(r"Missing child element\(s\)\. Expected is (?:one of )?\(\s*(.*?)\s*\)\.?$")
ATTRIBUTE = re.compile(r"Element '([^']+)', attribute '([^']+)': (.*)$", re.DOTALL)
ELEMENT = re.compile(r"Element '([^']+)': (.*)$", re.DOTALL)


def schema(path: Path) -> etree.XMLSchema:
    """The compiled schema, once per process as long as the file stays the same.

    Raises lxml.etree.LxmlError or OSError where libxml2 cannot load it.
    """
    return _compiled(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _compiled(path: Path, _changed: int) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path)))


def check(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The faults that an XML Schema finds in a document."""
    try:
        validator = schema(path)
    except etree.XMLSchemaParseError:
        yield from _by_xmlschema(root, path)
        return
    if validator.validate(root.getroottree()):
        return
    for entry in complaints(validator.error_log):
        element = element_at(root, entry.path)
        sentence = plain(entry.message)
        yield Finding(
            element, INVALID.code, INVALID.severity, sentence, entry.type_name, entry.line
        )


def plain(message: str) -> str:
    """libxml2's message as a sentence: who, where, and what would be right."""
    if match := ATTRIBUTE.match(message):
        place, name = readable(match[1]), readable(match[2])
        return f"{place}/@{name}: {_names(match[3])}"
    if match := ELEMENT.match(message):
        return _element_sentence(readable(match[1]), match[2].strip())
    return _names(message)


def _element_sentence(place: str, rest: str) -> str:
    """A message about an element and its content."""
    if match := EXPECTED.match(rest):
        return f"{place} cannot stand here; allowed here: {_list(match[1])}."
    if match := MISSING.match(rest):
        return f"{place} is not complete; it needs {_list(match[1])}."
    return f"{place}: {_names(rest)}"


def _list(names: str) -> str:
    return listed(sorted(readable(name.strip()) for name in names.split(",")))


def _names(words: str) -> str:
    """Words with the names in them made readable."""
    return NAME.sub(lambda match: readable(match[0]), words.strip())


def _by_xmlschema(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The same with the `xmlschema` package, imported only here: it costs time and memory.

    Raises OSError or ValueError (xmlschema's own errors) where it cannot load the schema either.
    """
    for error in _xmlschema(path, path.stat().st_mtime_ns).iter_errors(root):
        element = error.elem if isinstance(error.elem, etree._Element) else None
        place = readable(str(element.tag)) if element is not None else "The document"
        sentence = f"{place}: {plain(str(error.reason or error.message))}."
        yield Finding(element, INVALID.code, INVALID.severity, sentence, type(error).__name__)


@lru_cache(maxsize=4)
def _xmlschema(path: Path, _changed: int):  # type: ignore[no-untyped-def]
    import xmlschema

    try:
        return xmlschema.XMLSchema(str(path), allow="local", defuse="always")
    except xmlschema.XMLSchemaException as error:
        raise ValueError(f"neither libxml2 nor xmlschema can load it ({error})") from error
