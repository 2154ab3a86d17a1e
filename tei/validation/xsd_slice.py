"""The part of an XML Schema that a document can meet: the same verdict, in a hundredth of the time.

libxml2 builds an automaton of every content model when it reads a schema (ten seconds for
TEI All); xmlschema builds all components (twenty).  An element that is not there is never
looked into, so its declaration can be emptied, and what is named from nowhere can go.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
COMPONENTS = ("element", "group", "attributeGroup", "complexType", "simpleType", "attribute")
# What makes one declaration depend on others in ways that a reader of one file cannot follow.
ENTANGLED = (XS + "include", XS + "redefine", XS + "override")
REFERENCES = ("ref", "base", "type", "itemType", "memberTypes")
TYPES = ("complexType", "simpleType")


def separable(schema: etree._Element) -> bool:
    """Whether parts of a schema can be taken without looking at others."""
    if any(schema.find(tag) is not None for tag in ENTANGLED):
        return False
    return all(
        node.get("substitutionGroup") is None for node in schema.iterchildren(XS + "element")
    )


def sliced(
    schema: etree._Element,
    names: Collection[str],
    *,
    prune: bool,
    beside: Collection[etree._Element] = (),
) -> etree._Element:
    """A schema that judges elements of the given names as the whole one does; a copy.

    names: Clark names of all elements that can be met
    beside: the schemas of other namespaces that it imports, which may refer back to it
    prune: leave out what cannot be met from choices too: the verdict stays, but the lists
           of what is allowed become shorter
    """
    part = copy.deepcopy(schema)
    for node in part.iterchildren(XS + "element"):
        if _clark(part, node.get("name", "")) not in names:
            _empty(node)
    if prune:
        for node in list(part.iter(XS + "element")):
            if node.get("ref") and _absent(node, part, names):
                _leave_out(node)
    _drop_unreached(part, names, beside)
    return part


def _clark(schema: etree._Element, name: str) -> str:
    space = schema.get("targetNamespace", "")
    return f"{{{space}}}{name}" if space else name


def _empty(node: etree._Element) -> None:
    """A declaration without content: it only says that the name exists."""
    for child in list(node):
        node.remove(child)
    node.attrib.pop("type", "")


def _absent(node: etree._Element, schema: etree._Element, names: Collection[str]) -> bool:
    """Whether a reference is to an element of this schema that cannot be met."""
    prefix, _, name = node.get("ref", "").rpartition(":")
    space = node.nsmap.get(prefix or None, "")
    own = space == schema.get("targetNamespace", "")
    return own and _clark(schema, name) not in names


def _leave_out(node: etree._Element) -> None:
    """Take a reference out where the model means the same without it."""
    parent = node.getparent()
    if parent is None:
        return
    others = any(child is not node and child.tag != XS + "annotation" for child in parent)
    optional = node.get("minOccurs") == "0" and parent.tag == XS + "sequence"
    if (parent.tag == XS + "choice" or optional) and others:
        parent.remove(node)


def _drop_unreached(
    schema: etree._Element, names: Collection[str], beside: Collection[etree._Element]
) -> None:
    """Take away the components that no element which can be met leads to."""
    known = {
        (etree.QName(node).localname, node.get("name", "")): node
        for node in schema.iterchildren(*(XS + kind for kind in COMPONENTS))
    }
    waiting = [key for key in known if key[0] == "element" and _clark(schema, key[1]) in names]
    waiting += [key for other in beside for key in _referred(other) if key in known]
    reached = set(waiting)
    while waiting:
        for key in _referred(known[waiting.pop()]):
            if key in known and key not in reached:
                reached.add(key)
                waiting.append(key)
    for key, node in known.items():
        if key not in reached:
            schema.remove(node)


def _referred(component: etree._Element) -> Iterator[tuple[str, str]]:
    """The kinds and names of the components that one names."""
    for node in component.iter(tag=etree.Element):
        for attribute in REFERENCES:
            for value in node.get(attribute, "").split():
                kinds = (etree.QName(node).localname,) if attribute == "ref" else TYPES
                yield from ((kind, value.rpartition(":")[2]) for kind in kinds)
