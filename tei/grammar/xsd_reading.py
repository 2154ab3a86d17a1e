"""A RELAX NG grammar seen as XML Schema sees documents: elements with a type each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from tei.grammar.compact_spelling import space_of
from tei.grammar.compact_tree import kind, patterns_in
from tei.grammar.compact_words import RNG
from tei.grammar.xsd_names import Node, names_of
from tei.grammar.xsd_particles import (
    EMPTY,
    Particle,
    choice,
    element,
    names_in,
    repeated,
    sequence,
)

VALUES = ("data", "value", "list")
ATTRIBUTES_ONLY = ("attribute", "empty", "ref", "optional", "group", "choice", "interleave")
INCLUDED = tuple(f"{{{RNG}}}{name}" for name in ("include", "externalRef", "parentRef"))


@dataclass(frozen=True)
class Use:
    """One attribute of an element: Clark name ("*" for any), and its `attribute` patterns."""

    name: str
    required: bool
    patterns: tuple[Node, ...]


@dataclass(frozen=True)
class ElementType:
    """What XML Schema can say of an element.

    mixed:  whether text may stand among its children
    values: the patterns of its text where it holds nothing but a value
    groups: definitions of attributes that are used whole; `uses` are the others
    node:   the first `element` pattern of the name
    """

    name: str
    content: Particle
    mixed: bool
    values: tuple[Node, ...]
    uses: tuple[Use, ...]
    groups: tuple[str, ...]
    node: Node


class Reader:
    """Reads a grammar that includes no other.  Raises ValueError for one that does."""

    def __init__(self, grammar: Node):
        """grammar: the root, with all its definitions."""
        for node in grammar.iter(*INCLUDED):
            raise ValueError(f"{kind(node)} has to be resolved before the grammar becomes XSD")
        self.grammar = grammar
        self.defines: dict[str, list[Node]] = {}
        for node in grammar.iter(f"{{{RNG}}}define"):
            self.defines.setdefault(node.get("name", ""), []).append(node)
        spaces = Counter(space_of(node) or "" for node in self.named_elements())
        self.target = spaces.most_common(1)[0][0] if spaces else ""
        self.particles: dict[str, Particle | None] = {}
        self.texts: dict[str, frozenset[str]] = {}
        self.wholly: dict[str, bool] = {}

    def named_elements(self) -> Iterator[Node]:
        """The `element` patterns with one name, each reached from the start."""
        for node in self.reached():
            if any(not name.startswith("##") for name in names_of(node)):
                yield node

    def reached(self) -> list[Node]:
        """The `element` patterns that a document can hold, in order of the grammar."""
        waiting = list(self.grammar.iter(f"{{{RNG}}}start"))
        seen, found = set(waiting), []
        while waiting:
            for node in waiting.pop().iter(f"{{{RNG}}}ref", f"{{{RNG}}}element"):
                if kind(node) == "element":
                    found.append(node)
                    continue
                new = [d for d in self.defines.get(node.get("name", ""), ()) if d not in seen]
                waiting += new
                seen.update(new)
        order = {node: place for place, node in enumerate(self.grammar.iter(f"{{{RNG}}}element"))}
        return sorted(set(found), key=lambda node: order[node])

    def types(self) -> list[ElementType]:
        """The elements of the grammar; patterns of one name are put together."""
        found: dict[str, ElementType] = {}
        for node in self.named_elements():
            for name in names_of(node):
                one = self.type_of(node, name)
                found[name] = together(found[name], one, self) if name in found else one
        return list(found.values())

    def type_of(self, node: Node, name: str) -> ElementType:
        """The type that one `element` pattern gives."""
        content = self.content(patterns_in(node)) or EMPTY
        texts = self.kinds_of_text(patterns_in(node))
        plain = texts and "text" not in texts and not names_in(content)
        values = tuple(self.values(patterns_in(node))) if plain else ()
        uses = tuple(merged(self.attributes(patterns_in(node), True)))
        groups = tuple(self.groups(patterns_in(node)))
        flat = [use.name for use in uses] + [use.name for g in groups for use in self.group(g)]
        if len(set(flat)) < len(flat) or "*" in flat:
            uses, groups = self.all_uses(uses, groups), ()
        return ElementType(name, content, bool(texts) and not plain, values, uses, groups, node)

    def all_uses(self, uses: tuple[Use, ...], groups: tuple[str, ...]) -> tuple[Use, ...]:
        """The attributes with those of the groups."""
        return tuple(merged([*uses, *(use for name in groups for use in self.group(name))]))

    # Content

    def content(self, nodes: Iterable[Node]) -> Particle | None:
        """The elements that patterns one after the other allow; None where nothing can be."""
        return sequence([self.particle(node) for node in nodes])

    def particle(self, node: Node) -> Particle | None:
        """The elements that a pattern allows."""
        what = kind(node)
        if what == "element":
            return choice(element(name) for name in names_of(node, self.target))
        if what == "ref":
            return self.named(node.get("name", ""))
        if what == "choice":
            return choice([self.particle(child) for child in patterns_in(node)])
        if what == "interleave":
            return self.mingled([self.particle(child) for child in patterns_in(node)])
        if what in ("group", "mixed"):
            return self.content(patterns_in(node))
        if what in ("optional", "zeroOrMore", "oneOrMore"):
            kinds = {"zeroOrMore": "star", "oneOrMore": "plus"}
            return repeated(self.content(patterns_in(node)), kinds.get(what, what))
        return None if what == "notAllowed" else EMPTY

    def mingled(self, parts: list[Particle | None]) -> Particle | None:
        """Parts in any order: their elements in any number, for XML Schema has no interleave."""
        full = [part for part in parts if part is not None and names_in(part)]
        if None in parts or len(full) < 2:
            return sequence(parts)
        return repeated(choice(element(name) for p in full for name in sorted(names_in(p))), "star")

    def named(self, name: str) -> Particle | None:
        """The elements that a definition allows."""
        if name not in self.particles:
            parts = self.defines.get(name, [])
            found = [self.content(patterns_in(part)) for part in parts]
            mingle = any(part.get("combine") == "interleave" for part in parts)
            whole = self.mingled(found) if mingle else choice(found)
            if whole is not None and len(names_in(whole)) > 1:
                whole = replace(whole, group=name)
            self.particles[name] = whole
        return self.particles[name]

    def kinds_of_text(self, nodes: Iterable[Node]) -> frozenset[str]:
        """Whether patterns allow any "text" among its elements, or a "value" (or both)."""
        found: set[str] = set()
        for child in nodes:
            what = kind(child)
            if what == "ref":
                name = child.get("name", "")
                if name not in self.texts:
                    parts = (
                        self.kinds_of_text(patterns_in(part)) for part in self.defines.get(name, ())
                    )
                    self.texts[name] = frozenset().union(*parts)
                found |= self.texts[name]
            elif what in ("text", "mixed") or what in VALUES:
                found.add("value" if what in VALUES else "text")
            elif what not in ("element", "attribute"):
                found |= self.kinds_of_text(patterns_in(child))
        return frozenset(found)

    def values(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The patterns among others that say what the text of an element is."""
        for node in nodes:
            if kind(node) in ("group", "interleave"):
                yield from self.values(patterns_in(node))
            elif self.kinds_of_text([node]):
                yield node

    # Attributes

    def is_group(self, node: Node) -> bool:
        """Whether a reference means attributes and nothing else."""
        name = node.get("name", "")
        if name not in self.wholly:
            parts = self.defines.get(name, [])
            self.wholly[name] = bool(parts) and all(self.only_attributes(part) for part in parts)
        return self.wholly[name]

    def only_attributes(self, node: Node) -> bool:
        """Whether the patterns in a node are all attributes."""
        return all(
            kind(child) in ATTRIBUTES_ONLY
            and (kind(child) != "ref" or self.is_group(child))
            and (kind(child) == "attribute" or self.only_attributes(child))
            for child in patterns_in(node)
        )

    def groups(self, nodes: Iterable[Node]) -> Iterator[str]:
        """The definitions of attributes that patterns name, outside of any choice."""
        for node in nodes:
            if kind(node) == "ref" and self.is_group(node):
                yield node.get("name", "")
            elif kind(node) in ("group", "interleave"):
                yield from self.groups(patterns_in(node))

    def group(self, name: str) -> list[Use]:
        """All attributes of a definition."""
        return merged(
            use
            for part in self.defines[name]
            for use in self.attributes(patterns_in(part), True, whole=True)
        )

    def attributes(
        self, nodes: Iterable[Node], required: bool, whole: bool = False
    ) -> Iterator[Use]:
        """The attributes in patterns, `whole` with those of definitions that `groups` names."""
        for node in nodes:
            what = kind(node)
            if what == "attribute":
                if not any(kind(child) == "notAllowed" for child in patterns_in(node)):
                    names = names_of(node)
                    yield from (Use(n, required and len(names) == 1, (node,)) for n in names)
            elif what == "ref" and (whole or not self.is_group(node)):
                for part in self.defines.get(node.get("name", ""), ()):
                    yield from self.attributes(patterns_in(part), required, whole)
            elif what not in ("element", "ref", *VALUES):
                sure = what in ("group", "interleave", "mixed", "oneOrMore")
                whole_inside = whole or not sure
                inside = patterns_in(node)
                yield from self.attributes(inside, required and sure, whole_inside)


def merged(uses: Iterable[Use]) -> list[Use]:
    """Attributes with one use for each name."""
    found: dict[str, Use] = {}
    for use in uses:
        old = found.get(use.name)
        patterns = tuple(dict.fromkeys((*(old.patterns if old else ()), *use.patterns)))
        found[use.name] = replace(use, patterns=patterns, required=use.required and not old)
    return list(found.values())


def together(one: ElementType, two: ElementType, reader: Reader) -> ElementType:
    """Two types of one name as one that takes what either takes."""
    uses = [reader.all_uses(each.uses, each.groups) for each in (one, two)]
    sure = reduce(set.intersection, [{use.name for use in u if use.required} for u in uses])
    both = [replace(use, required=use.name in sure) for use in merged([*uses[0], *uses[1]])]
    plain = bool(one.values and two.values)
    return ElementType(
        one.name,
        choice([one.content, two.content]) or EMPTY,
        one.mixed or two.mixed or (not plain and bool(one.values or two.values)),
        (*one.values, *two.values) if plain else (),
        tuple(both),
        (),
        one.node,
    )
