"""Regular expressions of XML Schema, matched in linear time.

XML Schema Part 2: Datatypes, Second Edition, Appendix F.  An expression becomes a machine of
states (K. Thompson, "Regular Expression Search Algorithm", CACM 11 (1968)), whose sets of
states are remembered: no expression, however it is written, is slow on any value.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tei.grammar.characters import LITERALS, Holds, either, escaped, literal, neither, within

MOST_STATES = 20_000
Fragment = tuple[int, int]  # the first and the last state of a part


class BadExpression(ValueError):
    """What is written is no regular expression of XML Schema."""


class Machine:
    """States from which characters, or nothing at all, lead on."""

    def __init__(self) -> None:
        """Without any state."""
        self.free: list[list[int]] = []  # for each state those that follow without a character
        self.step: list[tuple[Holds, int] | None] = []
        self.known: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def state(self) -> int:
        """A new state.  Raises BadExpression where there are too many."""
        if len(self.free) >= MOST_STATES:
            raise BadExpression("the expression is too large")
        self.free.append([])
        self.step.append(None)
        return len(self.free) - 1

    def character(self, holds: Holds) -> Fragment:
        """One character that the predicate holds for."""
        first, last = self.state(), self.state()
        self.step[first] = (holds, last)
        return first, last

    def nothing(self) -> Fragment:
        """No character."""
        state = self.state()
        return state, state

    def sequence(self, one: Fragment, two: Fragment) -> Fragment:
        """One part after the other."""
        self.free[one[1]].append(two[0])
        return one[0], two[1]

    def choice(self, options: list[Fragment]) -> Fragment:
        """Any one of the parts."""
        first, last = self.state(), self.state()
        for option in options:
            self.free[first].append(option[0])
            self.free[option[1]].append(last)
        return first, last

    def repeated(self, part: Fragment) -> Fragment:
        """The part any number of times."""
        whole = self.choice([part])
        self.free[whole[0]].append(whole[1])
        self.free[part[1]].append(part[0])
        return whole

    def optional(self, part: Fragment) -> Fragment:
        """The part or nothing."""
        whole = self.choice([part])
        self.free[whole[0]].append(whole[1])
        return whole

    def closure(self, states: set[int]) -> frozenset[int]:
        """The states together with those that follow without a character."""
        waiting = list(states)
        while waiting:
            for following in self.free[waiting.pop()]:
                if following not in states:
                    states.add(following)
                    waiting.append(following)
        return frozenset(states)

    def after(self, states: frozenset[int], character: str) -> frozenset[int]:
        """The states after a character."""
        key = (states, character)
        if key not in self.known:
            steps = (self.step[state] for state in states)
            if len(self.known) > MOST_STATES:
                self.known.clear()
            self.known[key] = self.closure({s[1] for s in steps if s and s[0](character)})
        return self.known[key]


@lru_cache(maxsize=512)
def compiled(expression: str) -> Callable[[str], bool]:
    """A function that says whether a whole text matches.  Raises BadExpression."""
    reader = Reader(expression)
    first, last = reader.whole()
    machine = reader.machine
    start = machine.closure({first})

    def matches(text: str) -> bool:
        states = start
        for character in text:
            states = machine.after(states, character)
            if not states:
                return False
        return last in states

    return matches


class Reader:
    """Reads an expression once from left to right."""

    def __init__(self, expression: str):
        """expression: as written in a `pattern` facet."""
        self.text = expression
        self.at = 0
        self.machine = Machine()

    def whole(self) -> Fragment:
        """The machine of the whole expression."""
        try:
            found = self.branches()
        except RecursionError:
            raise BadExpression("the expression is too deep") from None
        if self.at < len(self.text):
            raise BadExpression(f"unexpected {self.text[self.at]!r} in {self.text!r}")
        return found

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """The next character, which must be there."""
        if self.at >= len(self.text):
            raise BadExpression(f"{self.text!r} ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def branches(self) -> Fragment:
        """Branches with | between."""
        options = [self.branch()]
        while self.peek() == "|":
            self.take()
            options.append(self.branch())
        return options[0] if len(options) == 1 else self.machine.choice(options)

    def branch(self) -> Fragment:
        """Pieces one after the other."""
        whole = self.machine.nothing()
        while self.peek() not in ("", "|", ")"):
            whole = self.machine.sequence(whole, self.piece())
        return whole

    def piece(self) -> Fragment:
        """An atom with its quantifier."""
        start = self.at
        atom = self.atom()
        end = self.at
        mark = self.peek()
        if mark == "{":
            low, high = self.counts()
            return self.counted((start, end), atom, low, high)
        if mark not in ("?", "*", "+") or not mark:
            return atom
        self.take()
        if mark == "?":
            return self.machine.optional(atom)
        loop = self.machine.repeated(atom)
        return loop if mark == "*" else self.machine.sequence(self.again(start, end), loop)

    def again(self, start: int, end: int) -> Fragment:
        """Another copy of the atom that stands there."""
        after, self.at = self.at, start
        copy = self.atom()
        self.at = after
        return copy

    def counted(
        self, span: tuple[int, int], atom: Fragment, low: int, high: int | None
    ) -> Fragment:
        """The atom at least `low` and at most `high` times; None for no limit."""
        if max(low, high or 0) > MOST_STATES:
            raise BadExpression("the expression is too large")
        whole = self.machine.nothing()
        for _ in range(low):
            whole = self.machine.sequence(whole, self.again(*span))
        if high is None:
            return self.machine.sequence(whole, self.machine.repeated(atom))
        for _ in range(high - low):
            rest = self.machine.optional(self.again(*span))
            whole = self.machine.sequence(whole, rest)
        return whole

    def counts(self) -> tuple[int, int | None]:
        """The numbers of {n}, {n,} or {n,m}."""
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : end].partition(",")
        self.at = end + 1
        if end < 0 or not low.isdigit() or (high and not high.isdigit()):
            raise BadExpression(f"bad quantity in {self.text!r}")
        if high and int(high) < int(low):
            raise BadExpression(f"bad quantity in {self.text!r}")
        return int(low), (int(high) if high else None) if comma else int(low)

    def atom(self) -> Fragment:
        """A character, a class of characters, or an expression in brackets."""
        character = self.take()
        if character == "(":
            inner = self.branches()
            if self.take() != ")":
                raise BadExpression(f"a bracket is not closed in {self.text!r}")
            return inner
        if character in "*+?{})|":
            raise BadExpression(f"unexpected {character!r} in {self.text!r}")
        return self.machine.character(self.single(character))

    def single(self, character: str) -> Holds:
        """What one position may hold."""
        if character == "[":
            return self.bracketed()
        if character == ".":
            return lambda found: found not in "\n\r"
        return self.escape() if character == "\\" else literal(character)

    def escape(self) -> Holds:
        """What stands after a backslash."""
        character = self.take()
        name = ""
        if character in "pP":
            end = self.text.find("}", self.at)
            if self.peek() != "{" or end < 0:
                raise BadExpression(f"bad \\{character} in {self.text!r}")
            name, self.at = self.text[self.at + 1 : end], end + 1
        try:
            return escaped(character, name)
        except KeyError:
            raise BadExpression(f"unknown \\{character}{name} in {self.text!r}") from None

    def bracketed(self) -> Holds:
        """A class in square brackets, its opening bracket being read."""
        negative = self.peek() == "^"
        if negative:
            self.take()
        options: list[Holds] = []
        while (character := self.take()) != "]" or not options:
            if character == "-" and self.peek() == "[" and options:
                self.take()
                without = neither([self.bracketed()])
                if self.take() != "]":
                    raise BadExpression(f"a class is not closed in {self.text!r}")
                kept = neither(options) if negative else either(options)
                return lambda found: kept(found) and without(found)
            options.append(self.ranged(character))
        return neither(options) if negative else either(options)

    def ranged(self, first: str) -> Holds:
        """One character of a class, a range, or an escape."""
        if first == "\\" and self.peek() not in LITERALS:
            return self.escape()
        low = LITERALS.get(self.take(), "") if first == "\\" else first
        if self.peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", "["):
            return literal(low)
        self.take()
        high = self.take()
        if high == "\\":
            escaped_high = self.take()
            high = LITERALS.get(escaped_high, escaped_high)
        if high < low:
            raise BadExpression(f"bad range in {self.text!r}")
        return within(low, high)
