"""Which schemas a document names: xml-model, oxygen, xsi:schemaLocation, DOCTYPE, schemaRef.

Sources: W3C Note “Associating Schemas with XML documents 1.0” (xml-model); W3C XML Schema 1.0
Structures, §4.3.2 (schemaLocation); TEI P5 Guidelines, §2.3.10 (schemaRef); the instruction that
oXygen wrote before there was xml-model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from lxml import etree

from tei.validation.findings import TEI
from tei.validation.reading import line_of

Kind = Literal["relaxng", "xsd", "schematron", "odd", "dtd", "unknown"]
NamedBy = Literal["xml-model", "oxygen", "schemaLocation", "DOCTYPE", "schemaRef"]

XSI = "http://www.w3.org/2001/XMLSchema-instance"
PSEUDO = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
SCHEMA_TYPES: dict[str, Kind] = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://relaxng.org/ns/structure/0.9": "relaxng",
    "http://www.w3.org/2001/XMLSchema": "xsd",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
    "http://www.ascc.net/xml/schematron": "schematron",
    TEI: "odd",
}
MEDIA_TYPES: dict[str, Kind] = {
    "application/relax-ng-compact-syntax": "relaxng",
    "application/xml-dtd": "dtd",
}
OXYGEN: dict[str, Kind] = {"RNGSchema": "relaxng", "SCHSchema": "schematron"}
SUFFIXES: dict[str, Kind] = {
    "rng": "relaxng",
    "rnc": "relaxng",
    "xsd": "xsd",
    "sch": "schematron",
    "isosch": "schematron",
    "odd": "odd",
    "dtd": "dtd",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A schema as a document names it.

    href:     a path relative to the document, or an address
    kind:     in which language the schema is to be read
    named_by: what of the document names it
    line:     where, from 1
    phase:    of Schematron's phases the one that is wanted; "" for the schema's own default
    """

    href: str
    kind: Kind
    named_by: NamedBy
    line: int
    phase: str = ""


def references(root: etree._Element) -> list[Reference]:
    """The schemas that a document asks to be checked against, in its own order.

    The instruction of oXygen counts only without xml-model, which came after it; `schemaRef` only
    where nothing else is named: it documents, it does not ask.
    """
    asked = [*(list(_models(root)) or _oxygen(root)), *_locations(root)]
    return asked + list(_doctype(root)) if asked else [*_doctype(root), *_documented(root)]


def kind_of(href: str) -> Kind:
    """The schema language by the ending of a path or address."""
    path = re.split(r"[?#]", href, maxsplit=1)[0]
    return SUFFIXES.get(path.rpartition(".")[2].lower(), "unknown")


def pseudo_attributes(data: str) -> dict[str, str]:
    """The name="value" pairs of a processing instruction."""
    return {name: unescape(one or two) for name, one, two in PSEUDO.findall(data)}


def _instructions(
    root: etree._Element, target: str
) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """The processing instructions of a name before the root element, with what they say."""
    before = list(root.itersiblings(etree.ProcessingInstruction, preceding=True))
    for node in reversed(before):
        if getattr(node, "target", "") == target:
            yield node, pseudo_attributes(node.text or "")


def _models(root: etree._Element) -> Iterator[Reference]:
    """The xml-model instructions before the root element; href is "" where one has none."""
    for node, told in _instructions(root, "xml-model"):
        kind = SCHEMA_TYPES.get(told.get("schematypens", "").strip())
        kind = kind or MEDIA_TYPES.get(told.get("type", "").partition(";")[0].strip())
        href, phase = told.get("href", "").strip(), told.get("phase", "").strip()
        yield Reference(href, kind or kind_of(href), "xml-model", line_of(node), phase)


def _oxygen(root: etree._Element) -> Iterator[Reference]:
    """The schemas of <?oxygen RNGSchema="…"?>."""
    for node, told in _instructions(root, "oxygen"):
        for name, kind in OXYGEN.items():
            if href := told.get(name, "").strip():
                yield Reference(href, kind, "oxygen", line_of(node))


def _locations(root: etree._Element) -> Iterator[Reference]:
    """The XML Schema for TEI's namespace, or for none."""
    line = line_of(root)
    words = (root.get(f"{{{XSI}}}schemaLocation") or "").split()
    for space, href in zip(words[::2], words[1::2], strict=False):
        if space == TEI:
            yield Reference(href, "xsd", "schemaLocation", line)
    href = (root.get(f"{{{XSI}}}noNamespaceSchemaLocation") or "").strip()
    if href:
        yield Reference(href, "xsd", "schemaLocation", line)


def _doctype(root: etree._Element) -> Iterator[Reference]:
    """The outer DTD of a document type declaration; entities declared inside are no schema."""
    info = root.getroottree().docinfo
    address = getattr(info, "system_url", None) or info.public_id  # unknown to the stubs
    if address:
        yield Reference(address, "dtd", "DOCTYPE", 1)


def _documented(root: etree._Element) -> Iterator[Reference]:
    """The schemas of `encodingDesc/schemaRef`: only those that a validator can read."""
    for element in root.iterfind(f"{{{TEI}}}teiHeader/{{{TEI}}}encodingDesc/{{{TEI}}}schemaRef"):
        href = (element.get("url") or "").strip()
        if href and kind_of(href) not in ("unknown", "dtd"):
            yield Reference(href, kind_of(href), "schemaRef", line_of(element))
