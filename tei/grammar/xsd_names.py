"""Names and wildcards of elements and attributes, from the name classes of RELAX NG."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.grammar.compact_spelling import in_force, space_of
from tei.grammar.compact_tree import inner, kind
from tei.grammar.compact_words import RNG
from tei.grammar.xsd_particles import ANY, OTHER, SPACE

Node = etree._Element


def names_of(node: Node, target: str = "") -> list[str]:
    """The Clark names and wildcards of an `element` or `attribute`; "*" for an attribute's."""
    if node.get("name"):
        return [clark(node, node.get("name", ""))]
    classes = [child for child in inner(node) if kind(child) in CLASSES]
    found = dict.fromkeys(name for one in classes[:1] for name in class_names(one, target))
    if kind(node) == "attribute":
        return ["*" if name.startswith("##") else name for name in found]
    return list(found)


CLASSES = ("name", "nsName", "anyName", "choice")


def clark(node: Node, name: str) -> str:
    """The Clark name of a node that gives a name."""
    space, local = space_of(node), name.strip().rpartition(":")[2]
    return f"{{{space}}}{local}" if space else local


def class_names(node: Node, target: str) -> Iterator[str]:
    """The names and wildcards of a name class; exceptions are kept where XML Schema can."""
    what = kind(node)
    if what == "name":
        yield clark(node, node.text or "")
    elif what == "choice":
        for child in inner(node):
            yield from class_names(child, target)
    elif what == "nsName":
        yield f"{SPACE} {in_force(node, 'ns') or ''}"
    else:
        excluded = {in_force(no, "ns") or "" for no in node.iter(f"{{{RNG}}}nsName")}
        if target in excluded:
            yield f"{OTHER} {target}"
            yield from [] if "" in excluded else [f"{SPACE} "]
        else:
            yield ANY
