"""A grammar as people read it: the declarations of its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from lxml import etree

from tei.grammar import models
from tei.grammar.derivatives import required
from tei.grammar.identifiers import attributes_in
from tei.grammar.models import Model
from tei.grammar.names import NameClass, is_open, listed
from tei.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
)
from tei.grammar.patterns import (
    Attribute as AttributePattern,
)
from tei.grammar.writing import written


class Written(Sequence[etree._Element]):
    """Patterns in RELAX NG's XML syntax, each written when somebody looks at it."""

    def __init__(self, patterns: Sequence[Pattern]):
        """patterns: of values, without elements."""
        self._patterns = patterns
        self._written: tuple[etree._Element, ...] | None = None

    def _all(self) -> tuple[etree._Element, ...]:
        if self._written is None:
            self._written = tuple(written(pattern) for pattern in self._patterns)
        return self._written

    @overload
    def __getitem__(self, index: int) -> etree._Element: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[etree._Element]: ...
    def __getitem__(self, index: int | slice) -> etree._Element | Sequence[etree._Element]:
        """One pattern or several."""
        return self._all()[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._patterns)


@dataclass(frozen=True)
class Attribute:
    """An attribute of an element.

    name:     in Clark notation
    required: whether the element cannot be without it
    patterns: what its value may be (any of them), in RELAX NG's XML syntax
    gloss:    its documentation, "" for none
    """

    name: str
    required: bool
    patterns: Sequence[etree._Element] = field(compare=False)
    gloss: str = field(default="", compare=False)


@dataclass(frozen=True)
class Declaration:
    """An element: its name (Clark notation), content, attributes and documentation."""

    name: str
    content: Model
    attributes: Mapping[str, Attribute] = field(compare=False)
    gloss: str = field(default="", compare=False)


class Declarations(Mapping[str, Declaration]):
    """The declarations by element name, each made when it is asked for.

    Where a name is declared more than once, the first counts (see Grammar.ambiguous).
    """

    def __init__(self, elements: Sequence[Element]):
        """elements: all of a grammar."""
        self._elements: dict[str, Element] = {}
        for element in elements:
            for name in listed(element.name) or (models.ANY,):
                self._elements.setdefault(name, element)
        self._made: dict[str, Declaration] = {}
        self.models = Models()

    def __getitem__(self, name: str) -> Declaration:
        """The declaration of an element.  Raises KeyError."""
        if name not in self._made:
            element = self._elements[name]
            content = self.models.model(element.content)
            attributes = attributes_of(element.content)
            self._made[name] = Declaration(name, content, attributes, element.gloss)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is a declaration, without making it."""
        return name in self._elements

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._elements)

    def __len__(self) -> int:
        """How many names are declared."""
        return len(self._elements)


def attributes_of(content: Pattern) -> dict[str, Attribute]:
    """The attributes of an element's content by name; models.ANY stands for a wildcard."""
    needed = required(content, AttributePattern)
    values: dict[str, dict[Pattern, None]] = {}
    glosses: dict[str, str] = {}
    for attribute in attributes_in(content):
        for name in names_shown(attribute.name):
            values.setdefault(name, {})[attribute.value] = None
            glosses[name] = glosses.get(name) or attribute.gloss
    return {
        name: Attribute(name, name in needed, Written(tuple(patterns)), glosses[name])
        for name, patterns in values.items()
    }


def names_shown(names: NameClass) -> tuple[str, ...]:
    """The names of a class, models.ANY for its wildcards."""
    return (*listed(names), *((models.ANY,) if is_open(names) else ()))


class Models:
    """Content models of patterns; attributes count for nothing."""

    def __init__(self) -> None:
        """Knows none yet."""
        self._known: dict[Pattern, Model] = {}

    def model(self, pattern: Pattern) -> Model:
        """The content model of a pattern."""
        if pattern not in self._known:
            self._known[pattern] = self._made(pattern)
        return self._known[pattern]

    def _made(self, pattern: Pattern) -> Model:
        if isinstance(pattern, Element):
            return models.either(models.one(name) for name in names_shown(pattern.name))
        if isinstance(pattern, AttributePattern) or pattern is EMPTY:
            return models.EMPTY
        parts = [self.model(part) for part in pattern.parts]
        if isinstance(pattern, Choice):
            return models.either(parts)
        if isinstance(pattern, OneOrMore):
            return models.sequence(parts[0], models.repeated(parts[0]))
        if isinstance(pattern, (Group, Interleave)):
            join = models.sequence if isinstance(pattern, Group) else models.mingled
            whole = models.EMPTY
            for part in reversed(parts):
                whole = join(part, whole)
            return whole
        return models.NOTHING if pattern is NOT_ALLOWED else models.CHARACTERS
