"""Patterns: the parts of a simplified RELAX NG grammar, each existing once.

The makers apply the simplifications of the specification (ISO/IEC 19757-2, §4.19–4.21):
notAllowed and empty are propagated, what is alone is unwrapped, what is doubled in a choice
is dropped.  Equal patterns are the same object, so that what was found out about a pattern
can be kept by its identity.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from tei.grammar.names import NameClass


class Pattern:
    """A pattern.

    nullable:   whether no content at all fits
    attributes: whether it has attributes, outside of its elements
    typed:      whether it has data, values or lists, outside of its elements and attributes
    """

    __slots__ = ("attributes", "nullable", "number", "parts", "typed")

    def __init__(
        self,
        parts: tuple[Pattern, ...] = (),
        *,
        nullable: bool = False,
        attributes: bool = False,
        typed: bool = False,
    ):
        """parts: the patterns inside."""
        self.parts = parts
        self.nullable = nullable
        self.attributes: bool = attributes or any(part.attributes for part in parts)
        self.typed: bool = typed or any(part.typed for part in parts)
        self.number = 0


class Constant(Pattern):
    """empty, notAllowed or text."""

    __slots__ = ("word",)

    def __init__(self, word: str, *, nullable: bool):
        """word: the name of the pattern in the XML syntax."""
        super().__init__(nullable=nullable)
        self.word = word


class Choice(Pattern):
    """Any one of the parts."""

    __slots__ = ()


class Group(Pattern):
    """The parts one after the other; attributes in any order."""

    __slots__ = ()


class Interleave(Pattern):
    """The parts, mingled."""

    __slots__ = ()


class OneOrMore(Pattern):
    """The part, once or more."""

    __slots__ = ()


class Listed(Pattern):
    """Words with blanks between, each fitting the part in turn."""

    __slots__ = ()


class Element(Pattern):
    """An element.  Its content is made when it is asked for: grammars are circular."""

    __slots__ = ("_content", "_later", "gloss", "name")

    def __init__(self, name: NameClass, later: Callable[[], Pattern], gloss: str):
        """later: makes the content with its attributes; gloss: its documentation."""
        super().__init__()
        self.name = name
        self.gloss = gloss
        self._later = later
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """What the element holds, attributes and children."""
        if self._content is None:
            self._content = self._later()
        return self._content


class Attribute(Pattern):
    """An attribute."""

    __slots__ = ("gloss", "name", "value")

    def __init__(self, name: NameClass, value: Pattern, gloss: str):
        """gloss: its documentation."""
        super().__init__(attributes=True)
        self.name = name
        self.value = value
        self.gloss = gloss


class Data(Pattern):
    """A value of a datatype, but none of `excluded`."""

    __slots__ = ("datatype", "excluded", "library", "params")

    def __init__(
        self,
        library: str,
        datatype: str,
        params: tuple[tuple[str, str], ...],
        excluded: Pattern | None,
    ):
        """library: its address, "" for RELAX NG's own; params: name and value of facets."""
        super().__init__(typed=True)
        self.library = library
        self.datatype = datatype
        self.params = params
        self.excluded = excluded


class Value(Pattern):
    """One value of a datatype; `namespaces` are those in force, where the type needs them."""

    __slots__ = ("datatype", "gloss", "library", "namespaces", "value")

    def __init__(
        self,
        library: str,
        datatype: str,
        value: str,
        namespaces: tuple[tuple[str, str], ...],
        gloss: str,
    ):
        """value: as written in the grammar."""
        super().__init__(typed=True)
        self.library = library
        self.datatype = datatype
        self.value = value
        self.namespaces = namespaces
        self.gloss = gloss


EMPTY = Constant("empty", nullable=True)
NOT_ALLOWED = Constant("notAllowed", nullable=False)
TEXT = Constant("text", nullable=True)


class Builder:
    """Makes patterns, each only once."""

    def __init__(self) -> None:
        """Knows the constants only."""
        self._known: dict[Hashable, Pattern] = {}
        self._count = 0

    def _once(self, key: Hashable, make: Callable[[], Pattern]) -> Pattern:
        """The pattern of the key, made now where it is new."""
        pattern = self._known.get(key)
        if pattern is None:
            self._known[key] = pattern = make()
            self._count += 1
            pattern.number = self._count
        return pattern

    def choice(self, options: Iterable[Pattern]) -> Pattern:
        """Any one of the options."""
        found: dict[Pattern, None] = {}
        for option in options:
            found.update(dict.fromkeys(option.parts if type(option) is Choice else (option,)))
        found.pop(NOT_ALLOWED, None)
        if EMPTY in found and any(part.nullable for part in found if part is not EMPTY):
            del found[EMPTY]
        if len(found) < 2:
            return next(iter(found), NOT_ALLOWED)
        nullable = any(part.nullable for part in found)
        parts = tuple(found)
        return self._once((Choice, frozenset(found)), lambda: Choice(parts, nullable=nullable))

    def group(self, items: Iterable[Pattern]) -> Pattern:
        """The items one after the other."""
        parts = tuple(_flat(Group, items))
        if NOT_ALLOWED in parts:
            return NOT_ALLOWED
        if len(parts) < 2:
            return parts[0] if parts else EMPTY
        nullable = all(part.nullable for part in parts)
        return self._once((Group, parts), lambda: Group(parts, nullable=nullable))

    def interleave(self, items: Iterable[Pattern]) -> Pattern:
        """The items mingled; text that mingles with text is text."""
        parts = sorted(_flat(Interleave, items), key=lambda part: part.number)
        if NOT_ALLOWED in parts:
            return NOT_ALLOWED
        whole = tuple(p for i, p in enumerate(parts) if p is not TEXT or TEXT not in parts[:i])
        if len(whole) < 2:
            return whole[0] if whole else EMPTY
        nullable = all(part.nullable for part in whole)
        return self._once((Interleave, whole), lambda: Interleave(whole, nullable=nullable))

    def one_or_more(self, item: Pattern) -> Pattern:
        """The item once or more."""
        if type(item) is OneOrMore or item in (EMPTY, NOT_ALLOWED, TEXT):
            return item
        return self._once((OneOrMore, item), lambda: OneOrMore((item,), nullable=item.nullable))

    def optional(self, item: Pattern) -> Pattern:
        """The item or nothing."""
        return item if item.nullable else self.choice((item, EMPTY))

    def listed(self, item: Pattern) -> Pattern:
        """Words that fit the item."""
        if item is NOT_ALLOWED:
            return item
        return self._once((Listed, item), lambda: _without_parts(item))

    def element(self, name: NameClass, later: Callable[[], Pattern], gloss: str) -> Element:
        """A new element: no two are compared."""
        self._count += 1
        element = Element(name, later, gloss)
        element.number = self._count
        return element

    def attribute(self, name: NameClass, value: Pattern, gloss: str) -> Pattern:
        """An attribute."""
        if value is NOT_ALLOWED:
            return value
        return self._once((Attribute, name, value), lambda: Attribute(name, value, gloss))

    def data(
        self,
        library: str,
        datatype: str,
        params: tuple[tuple[str, str], ...],
        excluded: Pattern | None,
    ) -> Pattern:
        """A value of a datatype."""
        key = (Data, library, datatype, params, excluded)
        return self._once(key, lambda: Data(library, datatype, params, excluded))

    def value(
        self,
        library: str,
        datatype: str,
        value: str,
        namespaces: tuple[tuple[str, str], ...],
        gloss: str,
    ) -> Pattern:
        """One value."""
        key = (Value, library, datatype, value, namespaces)
        return self._once(key, lambda: Value(library, datatype, value, namespaces, gloss))


def _flat(kind: type[Pattern], items: Iterable[Pattern]) -> Iterable[Pattern]:
    """The items without empty ones, those of the same kind taken apart."""
    for item in items:
        if type(item) is kind:
            yield from item.parts
        elif item is not EMPTY:
            yield item


def _without_parts(item: Pattern) -> Pattern:
    """A list: what stands in it counts for nothing outside."""
    return Listed((item,), typed=True)
