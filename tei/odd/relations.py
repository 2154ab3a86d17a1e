"""Which elements may stand in which, as content models name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tei.odd.building import R
from tei.odd.patterns import meaning
from tei.odd.specification import (
    Alternate,
    ClassRef,
    Content,
    Declared,
    ElementRef,
    MacroRef,
    RelaxNG,
    Sequence,
    Specification,
    TextNode,
)

TEXT = ""  # stands for characters among names of elements


class Relations:
    """The parents and children of every element, worked out once."""

    def __init__(self, specification: Specification):
        """specification: pruned."""
        self.specification = specification
        self._macros: dict[str, frozenset[str]] = {}
        self.children: Mapping[str, frozenset[str]] = {
            ident: self.names(spec.content) for ident, spec in specification.elements.items()
        }
        parents: dict[str, set[str]] = {}
        for ident, children in self.children.items():
            for child in children:
                parents.setdefault(child, set()).add(ident)
        self.parents = {ident: frozenset(found) for ident, found in parents.items()}

    def names(self, content: Content | None) -> frozenset[str]:
        """The elements that a content model names, through classes and macros; TEXT for text."""
        return frozenset(self._names(content))

    def _names(self, content: Content | None) -> Iterator[str]:
        if isinstance(content, (Sequence, Alternate)):
            for part in content.parts:
                yield from self._names(part)
        elif isinstance(content, ElementRef):
            yield content.key
        elif isinstance(content, ClassRef):
            yield from self._members(content.key, content.include, content.except_)
        elif isinstance(content, MacroRef):
            yield from self._macro(content.key)
        elif isinstance(content, TextNode):
            yield TEXT
        elif isinstance(content, Declared):
            yield from self.specification.elements
        elif isinstance(content, RelaxNG):
            yield from self._written(content)

    def _members(
        self, key: str, include: tuple[str, ...] = (), outside: tuple[str, ...] = ()
    ) -> Iterator[str]:
        for member in self.specification.model_members(key):
            if member.ident not in outside and (not include or member.ident in include):
                yield member.ident

    def _macro(self, key: str) -> frozenset[str]:
        if key not in self._macros:
            self._macros[key] = frozenset()  # a circle adds nothing
            spec = self.specification.macros.get(key)
            self._macros[key] = self.names(spec.content) if spec else frozenset()
        return self._macros[key]

    def _written(self, content: RelaxNG) -> Iterator[str]:
        """The elements that a pattern in RELAX NG names."""
        root = etree.fromstring(content.markup)
        if next(root.iter(f"{R}text", f"{R}mixed"), None) is not None:
            yield TEXT
        for node in root.iter(f"{R}ref"):
            found = meaning(node.get("name", ""), self.specification)
            if found is not None and found.kind == "elements":
                yield found.ident
            elif found is not None and found.kind == "classes":
                yield from self._members(found.ident)
            elif found is not None:
                yield from self._macro(found.ident)
