"""Content models of an ODD, read from XML: Pure ODD and RELAX NG.

TEI P5 Guidelines, §23.5.1 (Defining Content Models).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.names import local
from tei.odd.occurrences import occurrences, place_of
from tei.odd.specification import (
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    Declared,
    ElementRef,
    Empty,
    Expansion,
    MacroRef,
    RelaxNG,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from tei.odd.texts import children, notes

RNG = "http://relaxng.org/ns/structure/1.0"
DEPTH = 200  # levels of a content model; hostile ones are refused before recursion ends

declare(
    "odd-content-too-deep",
    "error",
    "The content model is nested more than {depth} levels deep. Give parts of it a name with "
    "macroSpec.",
    "No content model that a person writes comes near this depth.",
    failing="two hundred and one sequences, each in the last",
    passing="<content><textNode/></content>",
    exit_code=1,
)


def model(node: etree._Element, file: str, depth: int = 0) -> Content | None:
    """A content model from its element; None for comments and for what is no model.

    Raises Problem("odd-content-too-deep") and Problem("odd-occurrence-invalid").
    """
    if depth > DEPTH:
        place = f"{file}:{node.sourceline or 0}"
        raise Problem("odd-content-too-deep", place, depth=str(DEPTH))
    if isinstance(node.tag, str) and node.tag.startswith(f"{{{RNG}}}"):
        return _relax_ng(node, file)
    if isinstance(node, etree._ProcessingInstruction):
        return Declared() if node.target == "NameList" else None
    name = local(node)
    if name in ("sequence", "alternate"):
        return _group(node, file, depth)
    reader = READERS.get(name)
    return reader(node, file) if reader else None


def _relax_ng(node: etree._Element, file: str) -> Content:
    if node.tag == f"{{{RNG}}}text" and not len(node):
        return TextNode()
    if node.tag == f"{{{RNG}}}empty":
        return Empty()
    markup = etree.tostring(node, encoding="unicode", with_tail=False)
    return RelaxNG(markup, place_of(node, file))


def _group(node: etree._Element, file: str, depth: int) -> Content:
    """A sequence or an alternate."""
    read = (model(child, file, depth + 1) for child in node)
    parts = tuple(part for part in read if part is not None)
    times = occurrences(node, file)
    if local(node) == "alternate":
        return Alternate(parts, times)
    return Sequence(parts, times, node.get("preserveOrder") != "false")


def _element(node: etree._Element, file: str) -> Content:
    return ElementRef(node.get("key", ""), occurrences(node, file), place_of(node, file))


def _class(node: etree._Element, file: str) -> Content:
    return ClassRef(
        node.get("key", ""),
        occurrences(node, file),
        cast(Expansion, node.get("expand", "")),
        tuple(node.get("include", "").split()),
        tuple(node.get("except", "").split()),
        place_of(node, file),
    )


def _macro(node: etree._Element, file: str) -> Content:
    return MacroRef(node.get("key", ""), occurrences(node, file), place_of(node, file))


def _data(node: etree._Element, file: str) -> Content:
    facets = tuple((f.get("name", ""), f.get("value", "")) for f in children(node, "dataFacet"))
    return DataRef(
        key=node.get("key", ""),
        name=node.get("name", ""),
        restriction=node.get("restriction", ""),
        facets=facets,
        occurs=occurrences(node, file),
        place=place_of(node, file),
    )


def _any(node: etree._Element, file: str) -> Content:
    given = node.get("except", node.get("exclude"))  # its name before TEI P5 3.2
    outside = None if given is None else names(given, node)
    return AnyElement(tuple(node.get("require", "").split()), outside, occurrences(node, file))


def names(given: str, node: etree._Element) -> tuple[str, ...]:
    """Namespaces as they are, and prefixed names as "namespace local"."""
    found = []
    for word in given.split():
        prefix, colon, rest = word.partition(":")
        namespace = node.nsmap.get(prefix) if colon and not rest.startswith("/") else None
        if namespace is None and word == "teix:egXML":
            namespace = "http://www.tei-c.org/ns/Examples"
        found.append(f"{namespace} {rest}" if namespace else word)
    return tuple(found)


def _values(node: etree._Element, file: str) -> Content:
    items = (ValItem(v.get("ident", ""), "", notes(v)) for v in children(node, "valItem"))
    return ValList("closed", tuple(items))


READERS: dict[str, Callable[[etree._Element, str], Content]] = {
    "textNode": lambda node, file: TextNode(),
    "empty": lambda node, file: Empty(),
    "elementRef": _element,
    "classRef": _class,
    "macroRef": _macro,
    "dataRef": _data,
    "anyElement": _any,
    "valList": _values,
}
