"""Patterns as rows of plain data, so that a grammar can be kept in a file.

A row is a list: a letter and what the pattern is made of; patterns are named by the number of
their row.  Whatever stands in a file, reading it runs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tei.grammar.names import AnyName, Name, NameChoice, NameClass, NsName
from tei.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Builder,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    Listed,
    OneOrMore,
    Pattern,
    Value,
)

Row = list[Any]
CONSTANTS: tuple[Pattern, ...] = (EMPTY, NOT_ALLOWED, TEXT)  # the first rows, not written
LETTERS: dict[type[Pattern], str] = {
    Choice: "c",
    Group: "g",
    Interleave: "i",
    OneOrMore: "o",
    Listed: "l",
}


def inner(pattern: Pattern) -> Iterator[Pattern]:
    """The patterns that must be known before one can be made."""
    yield from pattern.parts
    if isinstance(pattern, Attribute):
        yield pattern.value
    if isinstance(pattern, Data) and pattern.excluded is not None:
        yield pattern.excluded


def ordered(start: Pattern) -> list[Pattern]:
    """All patterns of a grammar, each after those that it is made of."""
    found: dict[Pattern, None] = {}
    contents = [start]
    opened: set[Pattern] = set(CONSTANTS)
    while contents:
        stack: list[tuple[Pattern, Iterator[Pattern]]] = [(p := contents.pop(), inner(p))]
        while stack:
            pattern, parts = stack[-1]
            part = next((part for part in parts if part not in opened), None)
            if part is not None:
                opened.add(part)
                stack.append((part, inner(part)))
                continue
            stack.pop()
            if pattern not in found and pattern not in CONSTANTS:
                found[pattern] = None
                contents.extend([pattern.content] if isinstance(pattern, Element) else ())
    return list(found)


def rows(patterns: Sequence[Pattern]) -> list[Row]:
    """The rows of patterns in the order of `ordered`."""
    numbers = {pattern: i for i, pattern in enumerate((*CONSTANTS, *patterns))}
    return [_row(pattern, numbers) for pattern in patterns]


def _row(pattern: Pattern, numbers: dict[Pattern, int]) -> Row:
    if isinstance(pattern, Element):
        return ["e", spelt(pattern.name), numbers[pattern.content], pattern.gloss]
    if isinstance(pattern, Attribute):
        return ["a", spelt(pattern.name), numbers[pattern.value], pattern.gloss]
    if isinstance(pattern, Data):
        excluded = None if pattern.excluded is None else numbers[pattern.excluded]
        return ["d", pattern.library, pattern.datatype, pattern.params, excluded]
    if isinstance(pattern, Value):
        spaces = pattern.namespaces
        return ["v", pattern.library, pattern.datatype, pattern.value, spaces, pattern.gloss]
    return [LETTERS[type(pattern)], *(numbers[part] for part in pattern.parts)]


def spelt(names_of: NameClass) -> Any:
    """A name class as plain data."""
    if isinstance(names_of, Name):
        return names_of.name
    if isinstance(names_of, NameChoice):
        return ["|", *map(spelt, names_of.options)]
    excluded = None if names_of.excluded is None else spelt(names_of.excluded)
    if isinstance(names_of, AnyName):
        return ["*", excluded]
    return [":", names_of.namespace, excluded]


def name_class(plain: Any) -> NameClass:
    """The name class that plain data spell."""
    if isinstance(plain, str):
        return Name(plain)
    if plain[0] == "|":
        return NameChoice(tuple(map(name_class, plain[1:])))
    excluded = None if plain[-1] is None else name_class(plain[-1])
    return AnyName(excluded) if plain[0] == "*" else NsName(str(plain[1]), excluded)


class Store:
    """Makes patterns from rows, each when it is asked for."""

    def __init__(self, builder: Builder, stored: Sequence[Row]):
        """stored: the rows."""
        self.builder = builder
        self.rows = stored
        self.made: dict[int, Pattern] = dict(enumerate(CONSTANTS))

    def pattern(self, number: int) -> Pattern:
        """The pattern of a row; 0 to 2 are the constants."""
        found = self.made.get(number)
        if found is None:
            row = self.rows[number - len(CONSTANTS)]
            found = self.made[number] = MAKERS[row[0]](self, *row[1:])
        return found

    def elements(self) -> list[Element]:
        """All elements."""
        numbers = (i for i, row in enumerate(self.rows, len(CONSTANTS)) if row[0] == "e")
        found = (self.pattern(number) for number in numbers)
        return [pattern for pattern in found if isinstance(pattern, Element)]

    def choice(self, *parts: int) -> Pattern:
        """A choice."""
        return self.builder.choice(map(self.pattern, parts))

    def group(self, *parts: int) -> Pattern:
        """A group."""
        return self.builder.group(map(self.pattern, parts))

    def interleave(self, *parts: int) -> Pattern:
        """An interleave."""
        return self.builder.interleave(map(self.pattern, parts))

    def repeated(self, part: int) -> Pattern:
        """One or more."""
        return self.builder.one_or_more(self.pattern(part))

    def listed(self, part: int) -> Pattern:
        """A list."""
        return self.builder.listed(self.pattern(part))

    def element(self, name: Any, content: int, gloss: str) -> Pattern:
        """An element."""
        return self.builder.element(name_class(name), lambda: self.pattern(content), gloss)

    def attribute(self, name: Any, value: int, gloss: str) -> Pattern:
        """An attribute."""
        return self.builder.attribute(name_class(name), self.pattern(value), gloss)

    def data(self, library: str, name: str, params: Any, excluded: int | None) -> Pattern:
        """A datatype."""
        facets = tuple((str(facet), str(limit)) for facet, limit in params)
        without = None if excluded is None else self.pattern(excluded)
        return self.builder.data(library, name, facets, without)

    def value(self, library: str, name: str, value: str, spaces: Any, gloss: str) -> Pattern:
        """A value."""
        namespaces = tuple((str(prefix), str(space)) for prefix, space in spaces)
        return self.builder.value(library, name, value, namespaces, gloss)


MAKERS: dict[str, Callable[..., Pattern]] = {
    "c": Store.choice,
    "g": Store.group,
    "i": Store.interleave,
    "o": Store.repeated,
    "l": Store.listed,
    "e": Store.element,
    "a": Store.attribute,
    "d": Store.data,
    "v": Store.value,
}
