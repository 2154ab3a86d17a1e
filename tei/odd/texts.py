"""The prose of an ODD as plain text: glosses, descriptions, remarks, examples.

Element names become <name>, attributes @name, so that a reader, and the
documentation's links, still see what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from tei.names import XML_LANG, collapse, local
from tei.odd.specification import Example, Notes

EXAMPLES = "http://www.tei-c.org/ns/Examples"
Parts: TypeAlias = "dict[str, list[etree._Element]]"
AROUND = {"gi": ("<", ">"), "att": ("@", ""), "val": ("“", "”"), "q": ("“", "”")}
AROUND |= {"soCalled": ("‘", "’"), "mentioned": ("“", "”"), "tag": ("<", ">")}


def children(node: etree._Element, *names: str) -> list[etree._Element]:
    """The TEI children of the given names."""
    return [child for child in node if local(child) in names]


def grouped(node: etree._Element) -> dict[str, list[etree._Element]]:
    """The TEI children by their names."""
    parts: dict[str, list[etree._Element]] = {}
    for child in node:
        parts.setdefault(local(child), []).append(child)
    return parts


def notes(node: etree._Element, parts: Parts | None = None) -> Notes:
    """What a declaration's own children say of it; `parts` where they are grouped already."""
    parts = grouped(node) if parts is None else parts
    return Notes(
        gloss=by_language(parts.get("gloss", [])),
        desc=by_language(parts.get("desc", [])),
        remarks=by_language(parts.get("remarks", [])),
        examples=tuple(e for part in parts.get("exemplum", []) for e in examples(part)),
        links=tuple(target for part in parts.get("listRef", []) for target in targets(part)),
        names=by_language(parts.get("altIdent", [])),
        equivalents=tuple(e.get("uri") or e.get("name") or "" for e in parts.get("equiv", [])),
        valid_until=node.get("validUntil", ""),
    )


def by_language(nodes: list[etree._Element]) -> Mapping[str, str]:
    """The first text of each language."""
    found: dict[str, str] = {}
    for node in nodes:
        found.setdefault(node.get(XML_LANG, ""), text_of(node))
    return found


def text_of(node: etree._Element) -> str:
    """The text of a description; its paragraphs set apart by blank lines."""
    if not len(node):
        return collapse(node.text or "")
    paragraphs = children(node, "p")
    if paragraphs:
        return "\n\n".join(text_of(paragraph) for paragraph in paragraphs)
    return collapse("".join(_pieces(node)))


def _pieces(node: etree._Element) -> list[str]:
    """The text of a node with its marks, piece by piece."""
    pieces = [node.text or ""]
    for child in node:
        before, after = AROUND.get(local(child), ("", ""))
        if isinstance(child.tag, str):
            pieces += [before, *_pieces(child), after]
        pieces.append(child.tail or "")
    return pieces


def targets(node: etree._Element) -> list[str]:
    """The targets of a listRef."""
    return [child.get("target", "") for child in children(node, "ptr", "ref")]


def examples(node: etree._Element) -> list[Example]:
    """The examples of an exemplum, as they are written."""
    language = node.get(XML_LANG, "")
    found = [child for child in node if child.tag == f"{{{EXAMPLES}}}egXML"]
    return [Example(inside(child), language) for child in found]


def inside(node: etree._Element) -> str:
    """What stands in an element, as XML text without its namespaces."""
    whole = etree.tostring(node, encoding="unicode", with_tail=False)
    start, end = whole.find(">") + 1, whole.rfind("</")
    return whole[start:end].strip("\n") if end >= start else ""
