"""A grammar as an automaton that grows with the documents it reads.

A level is a place in a document: for each way in which the elements around it can be read,
what the content may still hold.  Levels and the steps between them are found by derivatives
and remembered; in TEI there is mostly one way.  Going on after a fault follows the strategy
of J. Clark's Jing, so that its users find the same faults in the same places: what is
required may be missing; an element that is out of place is read as it is declared elsewhere,
and its parent goes on as if it were not there; inside an element that nobody declares nothing
is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei.grammar import derivatives
from tei.grammar.datatypes import datatype
from tei.grammar.identifiers import attributes_in
from tei.grammar.levels import Level, Link, Opening, Start, ValueTest, clark
from tei.grammar.names import is_open, listed, specificity
from tei.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Builder,
    Data,
    Element,
    Pattern,
    Value,
)

ANY = "*"
MOST_REMEMBERED = 20_000  # start tags, of each level
WITH_CONTEXT = ("QName", "NOTATION")


def _names_of_attributes(patterns: Sequence[Pattern]) -> frozenset[str]:
    """The names of the attributes that patterns have, ANY for a wildcard."""
    classes = {each.name for pattern in patterns for each in attributes_in(pattern)}
    names = {name for each in classes for name in listed(each)}
    return frozenset(names | {ANY} if any(map(is_open, classes)) else names)


class Automaton:
    """The levels of a grammar.

    namespaces: those in force by prefix, where a datatype needs them; set by the reader
    """

    def __init__(
        self,
        builder: Builder,
        start: Pattern,
        elements: Sequence[Element],
        id_types: Mapping[str, Mapping[str, str]],
        *,
        contextual: bool = False,
    ):
        """elements: all of the grammar; id_types: by attribute and element name."""
        self.builder = builder
        self.elements = elements
        self.id_types = id_types
        self.contextual = contextual
        self.namespaces: Mapping[str, str] = {}
        self._named: dict[str, list[Element]] = {}
        self._open = [element for element in elements if is_open(element.name)]
        for element in elements:
            for name in listed(element.name):
                self._named.setdefault(name, []).append(element)
        self._taken: dict[tuple[Level, str, tuple[Pattern, ...]], Level] = {}
        self._ended: dict[tuple[Level, Pattern], Level] = {}
        self._levels: dict[tuple[Pattern, ...], Level] = {}
        self._tests: dict[Pattern, ValueTest] = {}
        self._texts: dict[Pattern, ValueTest] = {}
        self.start = self.level((start,))

    def level(self, patterns: tuple[Pattern, ...]) -> Level:
        """The level of the patterns; there is one."""
        found = self._levels.get(patterns)
        if found is None:
            self._levels[patterns] = found = Level(patterns)
        return found

    def open(self, level: Level, written: str) -> Opening:
        """The step into an element; its name as the reader gives it."""
        name = clark(written)
        alike = written if name in self._named else self._kind_of_unnamed(name)
        opening = level.openings.get(alike) or self._opened(level, name)
        level.openings[alike] = opening
        if len(level.openings) < MOST_REMEMBERED:
            level.openings[written] = opening
        return opening

    def _kind_of_unnamed(self, name: str) -> str:
        """What tells apart the names that no element is called: the wildcards that hold them."""
        return "?" + "".join(str(specificity(each.name, name)) for each in self._open)

    def _opened(self, level: Level, name: str) -> Opening:
        """The step into an element that is made for the first time."""
        kind, ways = "", self._ways(level, name, skipping=False)
        if not ways:
            kind, ways = "missing", self._ways(level, name, skipping=True)
        if not ways:
            kind = "refused"
            ways = {self.declared(name): list(enumerate(level.patterns))}
        links = tuple(tuple(found) for found in ways.values())
        return Opening(name, level, self.level(tuple(ways)), links, kind)

    def _ways(self, level: Level, name: str, *, skipping: bool) -> dict[Pattern, list[Link]]:
        """The contents that the element may have, each with where it goes on."""
        ways: dict[Pattern, list[Link]] = {}
        for index, pattern in enumerate(level.patterns):
            for element, rest in derivatives.opened(self.builder, pattern, name, skipping=skipping):
                if element.content is not NOT_ALLOWED:
                    ways.setdefault(element.content, []).append((index, rest))
        return ways

    def declared(self, name: str) -> Pattern:
        """The content of the elements that name a name most closely; NOT_ALLOWED for none."""
        candidates = {*self._named.get(name, ()), *self._open}
        ranks = {element: specificity(element.name, name) for element in candidates}
        best = max(ranks.values(), default=0)
        fitting = sorted((e for e in ranks if ranks[e] == best > 0), key=lambda e: e.number)
        return self.builder.choice(element.content for element in fitting)

    def begin(self, opening: Opening, written: tuple[str, ...]) -> Start:
        """The step over attributes, told by their names alone."""
        names = tuple(map(clark, written))
        level, simple = opening.level, True
        tests: list[ValueTest | None] = []
        for name in names:
            values = self.values(level, name)
            simple = simple and len(values) < 2
            tests.append(self.test(values[0]) if len(values) == 1 else None)
            level = self.take(level, name, values) if values else level
        kinds = ((i, self.id_type(opening, name)) for i, name in enumerate(names))
        ids = tuple((i, kind) for i, kind in kinds if kind)
        ended = self.end_attributes(level)
        complete = level.refused or not ended.refused
        if ended.refused:
            ended = self.end_attributes(level, EMPTY)
        start = Start(names, tests, ended, simple, ids, complete)
        if len(opening.starts) < MOST_REMEMBERED:
            opening.starts[written] = start
        return start

    def id_type(self, opening: Opening, attribute: str) -> str:
        """ID, IDREF, IDREFS, or "" for an attribute of another type."""
        return self.id_types.get(attribute, {}).get(opening.name, "")

    def values(self, level: Level, name: str) -> list[Pattern]:
        """The patterns that the value of an attribute may follow."""
        if level.attributes is None:
            level.attributes = _names_of_attributes(level.patterns)
        if name not in level.attributes and ANY not in level.attributes:
            return []
        found = (
            attribute.value
            for pattern in level.patterns
            for attribute, _ in derivatives.taken(self.builder, pattern, name)
        )
        return list(dict.fromkeys(found))

    def take(self, level: Level, name: str, accepted: Sequence[Pattern]) -> Level:
        """The level after an attribute whose value follows the accepted patterns."""
        key = (level, name, tuple(accepted))
        if key not in self._taken:
            self._taken[key] = self.level(
                tuple(self._rest(pattern, name, accepted) for pattern in level.patterns)
            )
        return self._taken[key]

    def _rest(self, pattern: Pattern, name: str, accepted: Sequence[Pattern]) -> Pattern:
        """What is left of one way after the attribute."""
        found = derivatives.taken(self.builder, pattern, name)
        return self.builder.choice(rest for each, rest in found if each.value in accepted)

    def end_attributes(self, level: Level, instead: Pattern = NOT_ALLOWED) -> Level:
        """The level of the content; `instead` of attributes that did not come."""
        key = (level, instead)
        if key not in self._ended:
            ended = (
                derivatives.without_attributes(self.builder, pattern, instead)
                for pattern in level.patterns
            )
            self._ended[key] = self.level(tuple(ended))
        return self._ended[key]

    def text(self, level: Level) -> Level:
        """The level after characters."""
        if level.after_text is None:
            level.after_text = self.level(
                tuple(derivatives.after_text(self.builder, p) for p in level.patterns)
            )
        return level.after_text

    def close(self, opening: Opening, ended: tuple[bool, ...]) -> Level:
        """The parent's level after the element, some of whose ways have ended well."""
        rests: list[list[Pattern]] = [[] for _ in opening.parent.patterns]
        for links, well in zip(opening.links, ended, strict=True):
            for index, rest in links if well else ():
                rests[index].append(rest)
        level = self.level(tuple(self.builder.choice(found) for found in rests))
        opening.closed[ended] = level
        return level

    def test(self, pattern: Pattern) -> ValueTest:
        """The test of an attribute's value."""
        if pattern not in self._tests:
            self._tests[pattern] = ValueTest(pattern, self.accepts, remembering=not self.contextual)
        return self._tests[pattern]

    def ends_with(self, level: Level, text: str) -> tuple[bool, ...]:
        """For each way of a level, whether the whole content may be this text."""
        return tuple(self._text_test(pattern).accepts(text) for pattern in level.patterns)

    def _text_test(self, pattern: Pattern) -> ValueTest:
        if pattern not in self._texts:
            self._texts[pattern] = self.test(derivatives.text_only(self.builder, pattern))
        return self._texts[pattern]

    def accepts(self, pattern: Pattern, value: str) -> bool:
        """Whether a value fits a pattern."""
        return derivatives.accepts(self.builder, pattern, value, self._fits)

    def _fits(self, pattern: Data | Value, value: str) -> bool:
        """Whether a datatype has a value."""
        if pattern.datatype in WITH_CONTEXT and pattern.library:
            return self._fits_name(pattern, value.strip(derivatives.BLANKS))
        if isinstance(pattern, Value):
            return datatype(pattern.library, pattern.datatype).same(pattern.value, value)
        return datatype(pattern.library, pattern.datatype, pattern.params).has(value)

    def _fits_name(self, pattern: Data | Value, value: str) -> bool:
        """The same for a qualified name, whose prefix must be declared."""
        prefix, colon, _ = value.rpartition(":")
        if colon and prefix != "xml" and prefix not in self.namespaces:
            return False
        if isinstance(pattern, Data):
            return datatype(pattern.library, pattern.datatype, pattern.params).has(value)
        expanded = self.namespaces.get(prefix, ""), value.rpartition(":")[2]
        prefix, _, name = pattern.value.strip(derivatives.BLANKS).rpartition(":")
        return expanded == (dict(pattern.namespaces).get(prefix, ""), name)
