"""Content models and datatypes as RELAX NG patterns.

TEI P5 Guidelines, §23.5.1; how often a part stands is kept exactly, for elements,
classes, sequences and alternations alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei.odd.building import R, library, pattern, ref, repeated, restricted, together
from tei.odd.patterns import Pattern, meaning
from tei.odd.specification import (
    ONCE,
    UNBOUNDED,
    Alternate,
    AnyElement,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    Declared,
    ElementRef,
    ElementSpec,
    MacroRef,
    Occurrences,
    RelaxNG,
    Sequence,
    Specification,
    TextNode,
    ValList,
)

SEQUENCES = {
    "sequence": ONCE,
    "sequenceOptional": Occurrences(0, 1),
    "sequenceRepeatable": Occurrences(1, UNBOUNDED),
    "sequenceOptionalRepeatable": Occurrences(0, UNBOUNDED),
}


@dataclass
class Models:
    """Makes patterns of contents, and notes which definitions they refer to.

    wanted: the patterns referred to, in the order they were met
    any:    the contents that admit any element, by the name of their definition
    """

    specification: Specification
    document: Callable[[ValList], Iterator[etree._Element]]
    wanted: dict[Pattern, None] = field(default_factory=dict)
    any: dict[str, AnyElement] = field(default_factory=dict)
    owner: str = ""  # the declaration whose content is being made, for names

    def named(self, found: Pattern) -> str:
        """The name of a definition."""
        self.wanted.setdefault(found)
        own = getattr(self.specification, found.kind)[found.ident].prefix
        expand = f"_{found.expand}" if found.expand else ""
        return f"{own or self.specification.prefix}{found.ident}{expand}"

    def to(self, kind: str, ident: str, expand: str = "") -> etree._Element:
        """A reference to a declaration."""
        return ref(self.named(Pattern(kind, ident, expand)))

    def make(self, content: Content) -> etree._Element:
        """The pattern of a content model."""
        if isinstance(content, (Sequence, Alternate)):
            return repeated(self._group(content), content.occurs)
        if isinstance(content, ElementRef):
            return repeated(self.to("elements", content.key), content.occurs)
        if isinstance(content, ClassRef):
            return repeated(self._class(content), content.occurs)
        if isinstance(content, MacroRef):
            kind = "macros" if content.key in self.specification.macros else "datatypes"
            return repeated(self.to(kind, content.key), content.occurs)
        if isinstance(content, AnyElement):
            return repeated(self._any(content), content.occurs)
        if isinstance(content, Declared):
            elements = self.specification.elements
            return together("choice", [self.to("elements", ident) for ident in elements])
        if isinstance(content, RelaxNG):
            return self._written(content)
        if isinstance(content, ValList):
            return pattern("choice", *self.document(content))
        if isinstance(content, DataRef):
            return repeated(self._data(content), content.occurs)
        return pattern("text" if isinstance(content, TextNode) else "empty")

    def _group(self, content: Sequence | Alternate) -> etree._Element:
        parts = [self.make(part) for part in content.parts]
        if isinstance(content, Alternate):
            return together("choice", parts)
        if not content.ordered:
            return together("interleave", parts)
        if parts and all(isinstance(part, DataRef) for part in content.parts):
            return pattern("list", *parts)  # words one after the other
        return together("group", parts)

    def _class(self, content: ClassRef) -> etree._Element:
        """The members of a class as a reference asks for them."""
        if not (content.include or content.except_):
            return self.to("classes", content.key, content.expand)
        members = list(self._chosen(content.key, content.include, content.except_))
        return self.members(members, content.expand, content.key)

    def _chosen(
        self, key: str, include: tuple[str, ...], outside: tuple[str, ...]
    ) -> Iterator[ElementSpec | ClassSpec]:
        """The members that are named, those of classes too where they are named there."""
        names = {*include, *outside}
        for member in self.specification.members(key):
            if member.ident in names:
                if member.ident in include:
                    yield member
            elif isinstance(member, ClassSpec) and self._names_inside(member.ident, names):
                yield from self._chosen(member.ident, include, outside)
            elif not include:
                yield member

    def _names_inside(self, key: str, names: set[str]) -> bool:
        inside = {spec.ident for spec in self.specification.model_members(key)}
        return not inside.isdisjoint(names)

    def members(
        self, members: Iterable[ElementSpec | ClassSpec], expand: str, key: str
    ) -> etree._Element:
        """Members of a class one by one: any one of them, or all in sequence."""
        parts = []
        for member in members:
            times = next((m.occurs for m in member.classes if m.key == key), ONCE)
            kind = "classes" if isinstance(member, ClassSpec) else "elements"
            inner = expand if kind == "classes" and expand in SEQUENCES else ""
            part = repeated(self.to(kind, member.ident, inner), times)
            parts.append(repeated(part, SEQUENCES.get(expand, ONCE)))
        if parts:
            return together("group" if expand in SEQUENCES else "choice", parts)
        optional = expand in SEQUENCES and expand != "sequenceRepeatable"
        return pattern("empty" if optional else "notAllowed")

    def class_content(self, found: Pattern) -> etree._Element:
        """What the definition of a model class holds."""
        members = self.specification.members(found.ident)
        return self.members(members, found.expand, found.ident)

    def _any(self, content: AnyElement) -> etree._Element:
        """A reference to a definition of its own."""
        for name, known in self.any.items():
            if (known.require, known.except_) == (content.require, content.except_):
                return ref(name)
        name = f"anyElement.{self.owner}"
        while name in self.any:
            name += "_"
        self.any[name] = content
        return ref(name)

    def _written(self, content: RelaxNG) -> etree._Element:
        """A pattern that the ODD writes in RELAX NG, its references named as they are here."""
        root = etree.fromstring(content.markup)
        for node in root.iter(f"{R}ref"):
            found = meaning(node.get("name", ""), self.specification)
            if found is not None:
                node.set("name", self.named(found))
        return root

    def _data(self, content: DataRef) -> etree._Element:
        """A datatype of XML Schema, or a reference to one of TEI."""
        if content.name:
            return library(content)
        if content.key in self.specification.macros:
            return self.to("macros", content.key)  # datatypes were macros once
        if content.key not in self.specification.datatypes:
            return pattern("text")  # reported by the checks; any value will do
        if not content.restriction:
            return self.to("datatypes", content.key)
        spec = self.specification.datatypes[content.key]
        made = self.make(spec.content) if spec.content is not None else pattern("text")
        return restricted(self._opened(made), content.restriction)

    def _opened(self, made: etree._Element) -> etree._Element:
        """A datatype with the datatypes it refers to written out."""
        for node in list(made.iter(f"{R}ref")):
            found = meaning(node.get("name", ""), self.specification)
            parent = node.getparent()
            inner = self.specification.datatypes.get(found.ident) if found else None
            if inner is None or inner.content is None:
                continue
            if parent is None:
                return self._opened(self.make(inner.content))
            parent.replace(node, self._opened(self.make(inner.content)))
        return made
