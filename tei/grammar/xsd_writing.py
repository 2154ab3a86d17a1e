"""The documents of an XML Schema: elements, groups, attributes and types of one namespace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tei.grammar.compact_spelling import USUAL
from tei.grammar.compact_tree import patterns_in
from tei.grammar.xsd_automaton import deterministic, is_wider
from tei.grammar.xsd_particles import (
    ANY,
    OTHER,
    Particle,
    element,
    is_empty,
    names_in,
)
from tei.grammar.xsd_reading import ElementType, Reader, Use
from tei.grammar.xsd_values import STRING, XS, Type, Types, add, document, notes_in

XML = "http://www.w3.org/XML/1998/namespace"
Node = etree._Element
BLANK = "blank"
TIMES = {
    "optional": {"minOccurs": "0"},
    "star": {"minOccurs": "0", "maxOccurs": "unbounded"},
    "plus": {"maxOccurs": "unbounded"},
}
WIDER = " Wider than the grammar: its order and number of children cannot be said here. "


def split(name: str) -> tuple[str, str]:
    """Namespace and local name of a Clark name."""
    space, _, local = name.rpartition("}")
    return space[1:], local


class Names:
    """The namespaces of a schema, their prefixes and their files."""

    def __init__(self, reader: Reader, types: list[ElementType], main: str):
        """main: the file of the namespace that most elements have."""
        self.main, self.target = main, reader.target
        self.uses = [use for one in types for use in reader.all_uses(one.uses, one.groups)]
        foreign = {split(one.name)[0] for one in types}
        foreign |= {split(use.name)[0] for use in self.uses} - {""}
        self.spaces = [self.target, *sorted(foreign - {self.target})]
        fresh = (f"ns{number}" for number in range(1, len(self.spaces) + 1))
        self.prefixes = {s: "xml" if s == XML else USUAL.get(s) or next(fresh) for s in self.spaces}

    def file(self, space: str) -> str:
        """The file of a namespace."""
        stem = self.main.removesuffix(".xsd")
        return self.main if space == self.target else f"{stem}_{self.prefixes[space]}.xsd"

    def qualified(self, name: str) -> str:
        """A Clark name with the prefix of its namespace."""
        space, local = split(name)
        return f"{self.prefixes[space]}:{local}" if space else local


class Document:
    """One document of a schema.  Only the main one has groups and named types."""

    def __init__(self, reader: Reader, names: Names, space: str):
        """space: the namespace that it declares."""
        self.reader, self.names, self.space = reader, names, space
        self.is_main = space == names.target
        self.types = Types(reader.defines, self.qualified if self.is_main else None)
        self.groups: dict[str, Particle] = {}
        self.attribute_groups: dict[str, None] = {}

    def schema(self, types: list[ElementType]) -> Node:
        """The whole document."""
        prefixes: Any = {self.names.prefixes[s]: s for s in self.names.spaces if s and s != XML}
        root = etree.Element(f"{{{XS}}}schema", nsmap={"xs": XS, **prefixes})
        root.set("elementFormDefault", "qualified")
        if self.space:
            root.set("targetNamespace", self.space)
        elements = [self.element(one) for one in types if split(one.name)[0] == self.space]
        attributes = list(self.global_attributes())
        groups = list(self.group_definitions())
        attribute_groups = list(self.attribute_group_definitions())
        self.imports(root)
        simple = [self.types.used[name] for name in sorted(self.types.used)]
        root.extend([*simple, *attribute_groups, *groups, *attributes, *elements])
        return root

    def imports(self, root: Node) -> None:
        """The other documents of the schema."""
        for space in self.names.spaces:
            if space != self.space and self.space != XML:
                named = {"namespace": space} if space else {}
                add(root, "import", **named, schemaLocation=self.names.file(space))

    def qualified(self, local: str) -> str:
        """A name of this document."""
        return self.names.qualified(f"{{{self.space}}}{local}" if self.space else local)

    # Elements

    def element(self, one: ElementType) -> Node:
        """The declaration of an element."""
        node = etree.Element(f"{{{XS}}}element", name=split(one.name)[1])
        document(node, notes_in(one.node))
        whole = add(node, "complexType")
        blank = is_empty(one.content) and not one.mixed and not one.values
        if one.values or blank:
            content = add(whole, "simpleContent")
            base = self.blank() if blank else self.base(node, one)
            self.attributes(add(content, "extension", base=base), one)
            return node
        if one.mixed:
            whole.set("mixed", "true")
        particle, replaced = deterministic(self.said(one.content))
        if replaced and is_wider(one.content, particle):
            whole.append(etree.Comment(WIDER))
        self.content(whole, particle)
        self.attributes(whole, one)
        return node

    def blank(self) -> str:
        """The type of an empty element: RELAX NG lets it hold blanks, empty content would not."""
        if BLANK not in self.types.used:
            made = etree.Element(f"{{{XS}}}simpleType", name=BLANK)
            # a pattern: xmlschema takes an enumeration or a length of nothing for empty content
            add(add(made, "restriction", base="xs:token"), "pattern", value="")
            self.types.used[BLANK] = made
        return self.qualified(BLANK)

    def said(self, content: Particle) -> Particle:
        """Content without wildcards that only the main document can write."""
        if self.is_main or not any(name.startswith(OTHER) for name in names_in(content)):
            return content
        return Particle("star", (element(ANY),))

    def base(self, node: Node, one: ElementType) -> str:
        """The type that the value of an element extends; it needs a name."""
        made = self.types.of(one.values)
        if not isinstance(made, str):
            name = f"{node.get('name')}.value"
            made.set("name", name)
            self.types.used[name] = made
            made = self.qualified(name)
        return made

    def content(self, parent: Node, particle: Particle) -> None:
        """The content model of a type; XML Schema wants a group at its head."""
        if is_empty(particle):
            return
        grouped = particle.group and self.is_main
        if not grouped and (is_single(particle) or particle.kind in TIMES):
            parent = add(parent, "sequence")
        self.particle(parent, particle, {})

    def particle(self, parent: Node, particle: Particle, times: dict[str, str]) -> None:
        """A part of a content model."""
        if particle.group and self.is_main:
            self.groups[particle.group] = particle
            add(parent, "group", ref=self.qualified(particle.group), **times)
        elif particle.kind in TIMES:
            if times:
                parent = add(parent, "sequence", **times)
            self.particle(parent, particle.parts[0], TIMES[particle.kind])
        elif is_single(particle):
            self.single(parent, next(iter(particle.names)), times)
        else:
            kind = "sequence" if particle.kind == "sequence" else "choice"
            whole = add(parent, kind, **times)
            for part in particle.parts:
                self.particle(whole, part, {})

    def single(self, parent: Node, name: str, times: dict[str, str]) -> None:
        """One element, or a wildcard."""
        if not name.startswith("##"):
            add(parent, "element", ref=self.names.qualified(name), **times)
            return
        kind, _, space = name.partition(" ")
        if kind == "##space":
            kind = space or "##local"
        add(parent, "any", namespace=kind, processContents="skip", **times)

    def group_definitions(self) -> Iterator[Node]:
        """The groups that were named so far, and those that they name."""
        done: dict[str, Node] = {}
        while waiting := self.groups.keys() - done.keys():
            for name in waiting:
                done[name] = etree.Element(f"{{{XS}}}group", name=name)
                particle = self.groups[name]
                bare = Particle(particle.kind, particle.parts, particle.names)
                self.content(done[name], bare)
        yield from (done[name] for name in sorted(done))

    # Attributes

    def attributes(self, parent: Node, one: ElementType) -> None:
        """The attributes of a type."""
        uses: Iterable[Use] = one.uses
        if self.is_main:
            for name in one.groups:
                self.attribute_groups[name] = None
                add(parent, "attributeGroup", ref=self.qualified(name))
        else:
            uses = self.reader.all_uses(one.uses, one.groups)
        self.uses(parent, uses)

    def uses(self, parent: Node, uses: Iterable[Use]) -> None:
        """Attributes, a wildcard last."""
        wild = False
        for use in uses:
            if use.name == "*":
                wild = True
                continue
            required = {"use": "required"} if use.required else {}
            if split(use.name)[0]:
                add(parent, "attribute", ref=self.names.qualified(use.name), **required)
            else:
                self.declared(add(parent, "attribute", name=use.name, **required), use.patterns)
        if wild:
            add(parent, "anyAttribute", namespace="##any", processContents="skip")

    def declared(self, node: Node, patterns: Iterable[Node]) -> None:
        """The type and the documentation of an attribute."""
        inside = [self.types.of(patterns_in(pattern)) for pattern in patterns]
        made: Type = inside[0]
        if len(inside) > 1:
            made = self.types.of(child for pattern in patterns for child in patterns_in(pattern))
            if any(not patterns_in(pattern) for pattern in patterns):
                made = STRING
        if isinstance(made, str):
            node.set("type", made)
        else:
            node.append(made)
        first = next(iter(patterns))
        document(node, notes_in(first))

    def attribute_group_definitions(self) -> Iterator[Node]:
        """The groups of attributes that elements name; each holds its attributes itself."""
        for name in sorted(self.attribute_groups):
            node = etree.Element(f"{{{XS}}}attributeGroup", name=name)
            self.uses(node, self.reader.group(name))
            yield node

    def global_attributes(self) -> Iterator[Node]:
        """The attributes of this namespace, each with the values that it takes anywhere."""
        found: dict[str, dict[Node, None]] = {}
        for use in self.names.uses:
            if split(use.name)[0] == self.space != "":
                found.setdefault(use.name, {}).update(dict.fromkeys(use.patterns))
        for name in sorted(found):
            node = etree.Element(f"{{{XS}}}attribute", name=split(name)[1])
            self.declared(node, list(found[name]))
            yield node


def is_single(particle: Particle) -> bool:
    """Whether a particle is one element or wildcard."""
    return particle.kind == "element" and len(particle.names) == 1
