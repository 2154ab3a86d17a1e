"""A document read against a grammar, tag by tag, with every fault reported.

The depth of a document costs one entry of a list a level, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tei.grammar.automaton import Automaton
from tei.grammar.derivatives import BLANKS, is_blank, words
from tei.grammar.levels import Level, Opening, Start, clark
from tei.grammar.patterns import EMPTY, Pattern

MOST_ATTRIBUTES = 100  # of a start tag that is read at one stroke
MOST_ATTRIBUTE_FAULTS = 100  # of one element; the rest says nothing new


Kind = Literal[
    "root-refused",
    "element-refused",
    "element-missing",
    "text-refused",
    "content-unfinished",
    "attribute-refused",
    "attribute-missing",
    "value-refused",
    "id-repeated",
    "reference-dangling",
]


@dataclass(frozen=True)
class Break:
    """A place where a document leaves its grammar.

    kind:    as in tei.validation.faults
    name:    of the attribute, in Clark notation, where the kind has one
    value:   the refused value or text
    level:   what was expected there
    tests:   patterns that a refused value would have to fit
    first:   the number of the element that has the same identifier; -1 for none
    """

    kind: Kind
    level: Level
    name: str = ""
    value: str = ""
    tests: tuple[Pattern, ...] = ()
    first: int = -1


Report = Callable[[Break], None]


class Matcher:
    """Reads one document.

    number: of the element that was opened last, in document order, the root being 0
    stack:  the elements that are open
    level:  what may come next
    """

    def __init__(self, automaton: Automaton, report: Report):
        """report: is called with every fault, at its place."""
        self.automaton = automaton
        self.report = report
        self.level = automaton.start
        self.number = -1
        self.stack: list[Opening] = []
        self._words: list[str] | None = None  # the text of an element that has a datatype
        self._ids: dict[str, int] = {}
        self._references: dict[str, list[tuple[int, str]]] = {}

    def start(self, written: str, attributes: Sequence[str]) -> None:
        """Read a start tag.

        attributes: names and values in turn; names as expat or lxml give them
        """
        self.number += 1
        if self._words is not None:
            self._text_before_element()
        level = self.level
        opening = level.openings.get(written) or self.automaton.open(level, written)
        if opening.kind and not (level.refused and self.stack):
            kind: Kind = "element-missing" if opening.kind == "missing" else "element-refused"
            self.report(Break(kind if self.stack else "root-refused", level))
        self.level = self._attributes(opening, attributes)
        self.stack.append(opening)
        if self.level.typed:
            self._words = []

    def _attributes(self, opening: Opening, attributes: Sequence[str]) -> Level:
        """Read the attributes of a start tag; the level of the content."""
        if not attributes and opening.bare is not None:
            return opening.bare
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            return self._one_by_one(opening, attributes)
        names = tuple(attributes[::2])
        start = opening.starts.get(names) or self.automaton.begin(opening, names)
        if not start.clean or not self._fit(start, attributes):
            return self._one_by_one(opening, attributes)
        for index, kind in start.ids:
            self._identify(start.names[index], kind, attributes[2 * index + 1])
        if not attributes:
            opening.bare = start.level
        return start.level

    def _fit(self, start: Start, attributes: Sequence[str]) -> bool:
        """Whether all values fit, where the verdicts do not depend on one another."""
        position = 1
        for test in start.tests:
            value = attributes[position]
            if test is None or not (value in test.good or test.accepts(value)):
                return False
            position += 2
        return True

    def _one_by_one(self, opening: Opening, attributes: Sequence[str]) -> Level:
        """Read attributes each by itself, with their faults; the level of the content."""
        level, automaton, faults = opening.level, self.automaton, 0
        for index in range(0, len(attributes), 2):
            name, value = clark(attributes[index]), attributes[index + 1]
            values = automaton.values(level, name)
            accepted = [pattern for pattern in values if automaton.test(pattern).accepts(value)]
            if not accepted and not level.refused and faults < MOST_ATTRIBUTE_FAULTS:
                faults += 1
                kind: Kind = "value-refused" if values else "attribute-refused"
                self.report(Break(kind, level, name, value, tuple(values)))
            if values:
                level = automaton.take(level, name, accepted or values)
            self._identify(name, automaton.id_type(opening, name), value)
        ended = automaton.end_attributes(level)
        if ended.refused and not level.refused:
            self.report(Break("attribute-missing", level))
        return ended if not ended.refused else automaton.end_attributes(level, EMPTY)

    def text(self, text: str) -> None:
        """Read characters, all or some of those that stand together."""
        if self._words is not None:
            self._words.append(text)
        elif self.level.after_text is not self.level and text.strip(BLANKS):
            self._characters(text)

    def _characters(self, text: str) -> None:
        """Read characters that are not only blanks."""
        after = self.automaton.text(self.level)
        if not after.refused:
            self.level = after
        elif not self.level.refused:
            self.report(Break("text-refused", self.level, value=text.strip(BLANKS)))

    def _text_before_element(self) -> None:
        """What stood before a first child is mere text, whatever datatype was expected."""
        text = "".join(self._words or ())
        self._words = None
        if not is_blank(text):
            self._characters(text)

    def end(self) -> None:
        """Read an end tag."""
        opening = self.stack.pop()
        level = self.level
        if self._words is not None:
            ended = self._end_of_typed(level)
        elif level.complete:
            ended = level.ends
        else:
            if not level.refused:
                self.report(Break("content-unfinished", level))
            ended = (True,) * len(level.patterns)
        self.level = opening.closed.get(ended) or self.automaton.close(opening, ended)

    def _end_of_typed(self, level: Level) -> tuple[bool, ...]:
        """The end of an element whose text has a datatype."""
        text = "".join(self._words or ())
        self._words = None
        ended = self.automaton.ends_with(level, text)
        if any(ended):
            return ended
        if not level.refused:
            self.report(Break("value-refused", level, value=text, tests=level.patterns))
        return (True,) * len(ended)

    def _identify(self, name: str, kind: str, value: str) -> None:
        """Read an attribute that holds an identifier, or the names of others."""
        tokens = words(value) if kind else []
        if kind == "ID" and len(tokens) == 1:
            self._identifier(name, tokens[0])
        elif kind != "ID":
            for token in tokens:
                self._references.setdefault(token, []).append((self.number, name))

    def _identifier(self, name: str, token: str) -> None:
        first = self._ids.setdefault(token, self.number)
        if first != self.number:
            self.report(Break("id-repeated", self.level, name, token, first=first))

    def dangling(self) -> list[tuple[int, str, str]]:
        """References to no identifier: number of the element, attribute, what it names."""
        return [
            (number, name, token)
            for token, places in self._references.items()
            if token not in self._ids
            for number, name in places
        ]
