"""A RELAX NG grammar as declarations of elements, to explain what a validator refuses.

Reads the XML syntax (ISO/IEC 19757-2) of single-file grammars.  The verdict is
libxml2's; these declarations only say what would have been allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.validation import models
from tei.validation.models import Model

RNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
NAME_CLASSES = ("name", "anyName", "nsName")


@dataclass(frozen=True)
class Attribute:
    """An attribute of an element: its name (Clark notation), and the patterns of its value."""

    name: str
    required: bool
    patterns: tuple[etree._Element, ...] = field(compare=False)


@dataclass(frozen=True)
class Declaration:
    """An element: its name (Clark notation), content and attributes."""

    name: str
    content: Model
    attributes: Mapping[str, Attribute] = field(compare=False)


@dataclass(frozen=True)
class Grammar:
    """The declarations by element name, the roots, and the names that are declared twice."""

    start: Model
    declarations: Mapping[str, Declaration]
    ambiguous: frozenset[str] = frozenset()

    def parents_of(self, name: str) -> tuple[str, ...]:
        """The elements in whose content an element is named, sorted."""
        return tuple(sorted(p for p, names in self._children().items() if name in names))

    def _children(self) -> dict[str, set[str]]:
        return {n: set(_names(d.content)) for n, d in self.declarations.items()}


def _names(model: Model) -> Iterator[str]:
    if model[0] == "element":
        yield model[1]
    elif model[0] in ("sequence", "mingled", "star"):
        for part in model[1:]:
            yield from _names(part)
    elif model[0] == "choice":
        for part in model[1]:
            yield from _names(part)


def load(path: Path) -> Grammar:
    """Read a grammar.  Raises ValueError where it uses what is not read here (include …)."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Grammar:
    return Reader(etree.parse(str(path)).getroot()).read()


class Reader:
    """Walks a grammar once and gathers its declarations."""

    def __init__(self, root: etree._Element):
        """root: the `grammar` element."""
        self.root = root
        self.defines: dict[str, list[etree._Element]] = {}
        for node in root.iter(f"{{{RNG}}}define"):
            self.defines.setdefault(node.get("name", ""), []).append(node)
        self.cache: dict[str, Model] = {}

    def read(self) -> Grammar:
        """The whole grammar."""
        if self.root.find(f".//{{{RNG}}}include") is not None:
            raise ValueError("grammars with include are not read here")
        starts = [self.group(node) for node in self.root.iter(f"{{{RNG}}}start")]
        found: dict[str, Declaration] = {}
        twice: set[str] = set()
        for node in self.root.iter(f"{{{RNG}}}element"):
            declaration = self.declaration(node)
            twice.update({declaration.name} & found.keys())
            found.setdefault(declaration.name, declaration)
        return Grammar(models.either(starts), found, frozenset(twice))

    def declaration(self, node: etree._Element) -> Declaration:
        """The declaration that an `element` pattern makes."""
        attributes: dict[str, Attribute] = {}
        for attribute in self.attributes(node, True):
            old = attributes.get(attribute.name)
            patterns = attribute.patterns + (old.patterns if old else ())
            required = attribute.required if old is None else old.required
            attributes[attribute.name] = Attribute(attribute.name, required, patterns)
        return Declaration(name_of(node), self.group(node), attributes)

    def group(self, node: etree._Element) -> Model:
        """The contents of a node one after the other."""
        content = models.EMPTY
        for child in reversed(patterns_in(node)):
            content = models.sequence(self.model(child), content)
        return content

    def model(self, node: etree._Element) -> Model:
        """The content model of one pattern; attributes count for nothing."""
        kind = local(node)
        if kind == "element":
            return models.one(name_of(node))
        if kind == "ref":
            return self.named(node.get("name", ""))
        if kind in ("text", "data", "value", "list"):
            return models.CHARACTERS
        if kind in ("attribute", "empty"):
            return models.EMPTY
        return self.compound(kind, node)

    def compound(self, kind: str, node: etree._Element) -> Model:
        """The content model of a pattern that holds others."""
        if kind == "choice":
            return models.either(self.model(child) for child in patterns_in(node))
        if kind in ("interleave", "mixed"):
            whole = models.CHARACTERS if kind == "mixed" else models.EMPTY
            for child in patterns_in(node):
                whole = models.mingled(whole, self.model(child))
            return whole
        if kind == "notAllowed":
            return models.NOTHING
        inner = self.group(node)
        if kind == "optional":
            return models.either((inner, models.EMPTY))
        if kind == "zeroOrMore":
            return models.repeated(inner)
        return models.sequence(inner, models.repeated(inner)) if kind == "oneOrMore" else inner

    def named(self, name: str) -> Model:
        """The content of a define, its parts combined."""
        if name not in self.cache:
            parts = self.defines.get(name, [])
            interleaved = any(part.get("combine") == "interleave" for part in parts)
            if interleaved:
                whole = models.EMPTY
                for part in parts:
                    whole = models.mingled(whole, self.group(part))
            else:
                whole = models.either(self.group(part) for part in parts)
            self.cache[name] = whole
        return self.cache[name]

    def attributes(self, node: etree._Element, required: bool) -> Iterator[Attribute]:
        """The attributes that a pattern gives to its element."""
        for child in patterns_in(node):
            kind = local(child)
            if kind == "attribute":
                values = tuple(self.spelt_out(value) for value in patterns_in(child))
                yield Attribute(name_of(child), required, values)
            elif kind == "ref":
                for part in self.defines.get(child.get("name", ""), ()):
                    yield from self.attributes(part, required)
            elif kind not in ("element", "value", "data", "list"):
                free = kind in ("optional", "choice", "zeroOrMore")
                yield from self.attributes(child, required and not free)

    def spelt_out(self, node: etree._Element) -> etree._Element:
        """A copy of a value's pattern with its references replaced by what they name."""
        if local(node) != "ref":
            copy = etree.Element(node.tag)
            copy.attrib.update(node.attrib)
            copy.text = node.text
            copy.extend([self.spelt_out(child) for child in inner_nodes(node)])
            return copy
        parts = [deepcopy(c) for d in self.defines[node.get("name", "")] for c in patterns_in(d)]
        group = etree.Element(f"{{{RNG}}}group")
        group.extend([self.spelt_out(part) for part in parts])
        return group[0] if len(group) == 1 else group


def local(node: etree._Element) -> str:
    """The local name of a node."""
    return etree.QName(node).localname


def inner_nodes(node: etree._Element) -> list[etree._Element]:
    """The children of RELAX NG's own namespace; documentation is passed over."""
    nodes = (child for child in node if isinstance(child.tag, str))
    return [child for child in nodes if etree.QName(child).namespace == RNG]


def patterns_in(node: etree._Element) -> list[etree._Element]:
    """The patterns among a node's children; not the name class of an element or attribute."""
    mine = inner_nodes(node)
    named = local(node) in ("element", "attribute") and not node.get("name")
    return mine[1:] if named else mine


def name_of(node: etree._Element) -> str:
    """The name that an `element` or `attribute` pattern gives, in Clark notation."""
    name, space = node.get("name"), inherited_ns(node)
    if name is None:
        first = next((c for c in node if isinstance(c.tag, str) and local(c) in NAME_CLASSES), None)
        if first is None or local(first) != "name":
            return models.ANY
        name, space = (first.text or "").strip(), inherited_ns(first)
    if name.startswith("xml:"):
        return f"{{{XML}}}{name[4:]}"
    if local(node) == "attribute" and node.get("ns") is None and node.get("name"):
        space = ""
    return f"{{{space}}}{name}" if space else name


def inherited_ns(node: etree._Element) -> str:
    """The `ns` in force at a node."""
    for place in (node, *node.iterancestors()):
        if place.get("ns") is not None:
            return place.get("ns", "")
    return ""
