"""ODD by example: the customisation of TEI that a set of documents uses.

Elements that no document has are left out, and so are attributes; attributes of kinds
(`type`, `place` …) with few values get a closed list of them.  The documents are valid
against what comes out as far as they are valid against TEI.
TEI P5 Guidelines, §23.3 (Customization).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei.odd.specification import AttDef, AttList, DataRef, ElementSpec, Specification
from tei.odd.survey import Survey

TEI = "http://www.tei-c.org/ns/1.0"
KEPT = ("xml:id", "xml:lang")  # every document may come to need them
MOST_VALUES = 12
KINDS = ("teidata.enumerated",)  # datatypes of values that a list can close
ROOTS = ("TEI", "teiCorpus")


@dataclass(frozen=True)
class Homes:
    """Where the attributes of the elements in use are declared.

    classes: for each element its classes of attributes, direct and inherited
    homes:   for each element and attribute the classes that declare it
    """

    classes: dict[str, tuple[str, ...]]
    homes: dict[tuple[str, str], tuple[str, ...]]


def homes_of(names: Iterable[str], source: Specification) -> Homes:
    """Where the attributes of elements are declared."""
    classes = {name: tuple(inherited(source.elements[name], source)) for name in names}
    homes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, found in classes.items():
        for ident in found:
            for attribute in declared(source.classes[ident].attributes):
                homes[name, attribute.ident].append(ident)
    return Homes(classes, {pair: tuple(found) for pair, found in homes.items()})


def inherited(spec: ElementSpec, source: Specification) -> Iterator[str]:
    """The classes of attributes of an element, each once."""
    waiting, seen = [member.key for member in spec.classes], set()
    for key in waiting:
        found = source.classes.get(key)
        if key not in seen and found is not None and found.type == "atts":
            seen.add(key)
            waiting.extend(member.key for member in found.classes)
            yield key


def declared(attributes: AttList) -> Iterator[AttDef]:
    """The attributes that a list declares, those of inner lists too."""
    for item in attributes.items:
        if isinstance(item, AttDef):
            if item.mode != "delete":
                yield item
        elif isinstance(item, AttList):
            yield from declared(item)


def customisation(found: Survey, source: Specification, ident: str, *, most: int) -> etree._Element:
    """The schemaSpec for what documents use.

    ident: of the schema; most: values that a closed list has at most, 0 for no lists.
    Elements that TEI does not have are passed over (see `unknown`).
    """
    names = [name for name in source.elements if name in found.elements]
    homes = homes_of(names, source)
    starts = [name for name in ROOTS if name in found.roots] or [*found.roots][:1]
    root = etree.Element(f"{{{TEI}}}schemaSpec", {"ident": ident, "start": " ".join(starts)})
    used = used_classes(found, homes)
    modules: dict[str, list[str]] = {
        key: [] for key in ("tei", *(source.classes[ident].module for ident in used))
    }
    for name in names:
        modules.setdefault(source.elements[name].module, []).append(name)
    for key, members in modules.items():
        chosen = {} if key == "tei" else {"include": " ".join(sorted(members))}
        etree.SubElement(root, f"{{{TEI}}}moduleRef", {"key": key, **chosen})
    root.extend(classes(found, source, homes, frozenset(modules)))
    root.extend(elements(found, source, homes, names, most))
    return root


def used_classes(found: Survey, homes: Homes) -> list[str]:
    """The classes of which a document uses an attribute, in order of use."""
    pairs = [pair for pair in found.attributes if pair in homes.homes]
    return list(dict.fromkeys(ident for pair in pairs for ident in homes.homes[pair]))


def classes(
    found: Survey, source: Specification, homes: Homes, modules: frozenset[str]
) -> Iterator[etree._Element]:
    """The classes that lose attributes, or all of them."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for name, attribute in found.attributes:
        for ident in homes.homes.get((name, attribute), ()):
            used[ident].add(attribute)
    present = {ident for found in homes.classes.values() for ident in found}
    for ident in sorted(present):
        spec = source.classes[ident]
        unused = [
            attribute.ident
            for attribute in declared(spec.attributes)
            if attribute.ident not in used[ident] and attribute.ident not in KEPT
        ]
        if spec.module in modules and unused:
            whole = len(unused) == sum(1 for _ in declared(spec.attributes))
            alone = whole and not any(member.key in present for member in spec.classes)
            yield change("classSpec", ident, spec.module, [] if alone else unused, type="atts")


def change(kind: str, ident: str, module: str, unused: list[str], **more: str) -> etree._Element:
    """A declaration that loses attributes; all of it where none is named."""
    attributes = {
        "ident": ident,
        **more,
        "module": module,
        "mode": "change" if unused else "delete",
    }
    node = etree.Element(f"{{{TEI}}}{kind}", attributes)
    if unused:
        deleted(etree.SubElement(node, f"{{{TEI}}}attList"), unused)
    return node


def deleted(parent: etree._Element, unused: Iterable[str]) -> None:
    """Attributes taken away."""
    for name in unused:
        etree.SubElement(parent, f"{{{TEI}}}attDef", ident=name, mode="delete")


def elements(
    found: Survey, source: Specification, homes: Homes, names: list[str], most: int
) -> Iterator[etree._Element]:
    """The elements that lose attributes of their own, or get lists of values."""
    for name in sorted(names):
        spec = source.elements[name]
        own = {attribute.ident: attribute for attribute in declared(spec.attributes)}
        unused = [key for key in own if (name, key) not in found.attributes and key not in KEPT]
        lists = list(closed(found, source, homes, spec, own, most))
        if unused or lists:
            attributes = {"ident": name, "module": spec.module, "mode": "change"}
            node = etree.Element(f"{{{TEI}}}elementSpec", attributes)
            attlist = etree.SubElement(node, f"{{{TEI}}}attList")
            deleted(attlist, unused)
            attlist.extend(lists)
            yield node


def closed(
    found: Survey,
    source: Specification,
    homes: Homes,
    spec: ElementSpec,
    own: dict[str, AttDef],
    most: int,
) -> Iterator[etree._Element]:
    """Attributes of kinds with a list of the values that stand in the documents."""
    for (name, key), values in sorted(found.attributes.items()):
        if name != spec.ident:
            continue
        attribute = own.get(key) or from_class(source, homes, name, key)
        words = sorted({word for value in values for word in value.split()})
        if attribute is None or not is_kind(attribute, source, homes, name):
            continue
        if 0 < len(words) <= most:
            yield listed(key, words, had=attribute.values is not None)


def from_class(source: Specification, homes: Homes, name: str, key: str) -> AttDef | None:
    """The declaration of an attribute in a class of an element."""
    for ident in homes.homes.get((name, key), ()):
        return next(a for a in declared(source.classes[ident].attributes) if a.ident == key)
    return None


def is_kind(attribute: AttDef, source: Specification, homes: Homes, name: str) -> bool:
    """Whether the values of an attribute are names of kinds, which a list can close."""
    if attribute.datatype is None:
        inherited = from_class(source, homes, name, attribute.ident)
        return (
            inherited is not None
            and inherited != attribute
            and is_kind(inherited, source, homes, name)
        )
    content = attribute.datatype.content
    return isinstance(content, DataRef) and content.key in KINDS


def listed(key: str, words: list[str], *, had: bool) -> etree._Element:
    """An attribute with a closed list of values."""
    node = etree.Element(f"{{{TEI}}}attDef", ident=key, mode="change")
    mode = "replace" if had else "add"
    whole = etree.SubElement(node, f"{{{TEI}}}valList", type="closed", mode=mode)
    for word in words:
        etree.SubElement(whole, f"{{{TEI}}}valItem", ident=word)
    return node


def document(schema: etree._Element, found: Survey, title: str) -> etree._Element:
    """A TEI document around a schemaSpec, ready to be explained by its author."""
    root = etree.Element(f"{{{TEI}}}TEI", nsmap=NAMESPACES)
    description = inside(inside(root, "teiHeader"), "fileDesc")
    inside(inside(description, "titleStmt"), "title", title)
    inside(inside(description, "publicationStmt"), "p", "For the use of one project.")
    number = f"{found.documents} document{'' if found.documents == 1 else 's'}"
    inside(inside(description, "sourceDesc"), "p", f"Made from {number} by example.")
    body = inside(inside(root, "text"), "body")
    inside(body, "p", "Say here what the project encodes, and why.")
    body.append(schema)
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return root


NAMESPACES: Any = {None: TEI}


def inside(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """A new TEI element."""
    node = etree.SubElement(parent, f"{{{TEI}}}{name}")
    node.text = text
    return node
