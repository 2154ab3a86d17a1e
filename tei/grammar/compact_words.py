"""The cursor of the compact-syntax parser: the word here, the word after it, the depth."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tei.grammar.compact_tokens import KEYWORDS, CompactError, Token, tokens

RNG = "http://relaxng.org/ns/structure/1.0"
SPACES: Any = {None: RNG}
DEEPEST = 100  # braces and parentheses inside one another; hand-written grammars need ten
MOST_LINES = 65535  # libxml2 keeps no higher number for an element that is made


class Words:
    """Where the parser stands in its text."""

    def __init__(self, text: str, file: str):
        """file: the name of the text in errors."""
        self.file = file
        self._rest = tokens(text, file)
        self.here: Token = next(self._rest)
        self.next: Token = next(self._rest, self.here)
        self.depth = 0

    def advance(self) -> Token:
        """Go past the word here, and give it back."""
        passed, self.here = self.here, self.next
        self.next = next(self._rest, self.next)
        return passed

    def at(self, *signs: str) -> bool:
        """Whether the word here is one of these signs or keywords."""
        return self.here.kind in ("sign", "name") and self.here.value in signs

    def accept(self, sign: str) -> bool:
        """Go past a sign or keyword if it is here."""
        found = self.at(sign)
        if found:
            self.advance()
        return found

    def expect(self, sign: str) -> None:
        """Go past a sign or keyword that must be here."""
        if not self.accept(sign):
            raise self.unexpected(f"“{sign}”")

    def identifier(self, what: str) -> str:
        """A name that is no keyword, or is quoted by a backslash."""
        here = self.here
        if here.kind == "name" and here.value in KEYWORDS:
            raise self.error(f"{here.value} is a keyword; as {what} it is written \\{here.value}")
        return self.any_identifier(what)

    def any_identifier(self, what: str) -> str:
        """A name, keywords included."""
        if self.here.kind not in ("name", "quoted"):
            raise self.unexpected(what)
        return self.advance().value

    def literal(self, what: str) -> str:
        """A string, its parts joined by `~`."""
        if self.here.kind != "literal":
            raise self.unexpected(what)
        parts = [self.advance().value]
        while self.accept("~"):
            if self.here.kind != "literal":
                raise self.unexpected("a string after “~”")
            parts.append(self.advance().value)
        return "".join(parts)

    def enter(self) -> None:
        """One level deeper.  Raises CompactError where no person would nest."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"more than {DEEPEST} levels are nested here")

    def leave(self) -> None:
        """One level up."""
        self.depth -= 1

    def unexpected(self, wanted: str) -> CompactError:
        """The error that something else was wanted here."""
        here = self.here
        found = {"end": "the grammar ends", "documentation": "documentation stands"}.get(here.kind)
        found = found or f"“{here.value}” stands"
        return self.error(f"{found} where {wanted} is wanted")

    def error(self, message: str, token: Token | None = None) -> CompactError:
        """An error at the word here, or at another."""
        place = token or self.here
        return CompactError(message, self.file, place.line, place.column)


def node(kind: str, token: Token, **attributes: str) -> etree._Element:
    """An element of the XML syntax that knows the line it was read from."""
    return placed(etree.Element(f"{{{RNG}}}{kind}", attributes, nsmap=SPACES), token)


def placed(made: etree._Element, token: Token) -> etree._Element:
    """The element, knowing the line of a word."""
    made.sourceline = min(token.line, MOST_LINES)  # type: ignore[assignment]
    return made
