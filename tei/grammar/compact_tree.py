"""Views of a RELAX NG tree: its patterns, and the annotations that belong to each."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.grammar.compact_annotations import DOCUMENTATION
from tei.grammar.compact_words import RNG

BASE = "{http://www.w3.org/XML/1998/namespace}base"
Elements = list[etree._Element]


def kind(node: etree._Element) -> str:
    """The local name of a node."""
    return etree.QName(node).localname


def is_pattern(node: etree._Element) -> bool:
    """Whether a node belongs to RELAX NG."""
    return etree.QName(node).namespace == RNG


def inner(node: etree._Element) -> Elements:
    """The children of RELAX NG's own namespace."""
    return [child for child in node.iterchildren(etree.Element) if is_pattern(child)]


def patterns_in(node: etree._Element) -> Elements:
    """The patterns in a node, its name class left out."""
    found = inner(node)
    named = kind(node) in ("element", "attribute") and not node.get("name")
    return [c for c in (found[1:] if named else found) if kind(c) not in ("param", "except")]


def own_notes(node: etree._Element) -> Elements:
    """The annotations that belong to a node: those before its first pattern."""
    if kind(node) == "grammar":
        return []
    first = next(iter(patterns_in(node)), None)
    found = []
    for child in node.iterchildren(etree.Element):
        if child is first:
            break
        found += [] if is_pattern(child) else [child]
    return found


def attributes_of(node: etree._Element) -> list[tuple[str, str]]:
    """Names in Clark notation and values."""
    return [(str(name), str(value)) for name, value in node.attrib.items()]


def foreign_attributes(node: etree._Element) -> list[str]:
    """The names of attributes that are annotations."""
    return [name for name, _ in attributes_of(node) if name.startswith("{") and name != BASE]


def has_notes(node: etree._Element) -> bool:
    """Whether something is said of a node."""
    return bool(own_notes(node)) or bool(foreign_attributes(node))


def with_following(node: etree._Element) -> Iterator[tuple[etree._Element, Elements]]:
    """The patterns in a node, each with the annotations behind it."""
    for pattern in patterns_in(node):
        behind = []
        for sibling in pattern.itersiblings(etree.Element):
            if is_pattern(sibling):
                break
            behind.append(sibling)
        yield pattern, behind


def as_lines(note: etree._Element) -> bool:
    """Whether an annotation can be written as `##` lines."""
    text = note.text or ""
    return note.tag == DOCUMENTATION and not len(note) and not note.attrib and "#" not in text[:1]


def spelt_lines(note: etree._Element) -> list[str]:
    """The lines of documentation."""
    text = (note.text or "").replace("\\x", "\\x{5C}x")
    lines = [line.strip() for line in text.split("\n")]
    return [line if not line.startswith("#") else f" {line}" for line in lines] or [""]
