"""The words of RELAX NG compact syntax: escapes, literals, names, comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = frozenset(
    {"attribute", "datatypes", "default", "div", "element", "empty", "external", "grammar"}
    | {"include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start"}
    | {"string", "text", "token"}
)
ESCAPED_NEWLINE = "\x01"  # a line break written as \x{A} may stand inside a short literal
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]{1,8})\}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"[{_NAME_START}][{_NAME_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*"
NAME = re.compile(_NAME)
_TOKEN = re.compile(
    rf"""(?P<blank>[ \t\n]+)
    |(?P<documentation>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)
    |(?P<comment>\#[^\n]*)
    |(?P<literal>\"{{3}}[^"]*(?:"(?!"")[^"]*)*\"{{3}}|'{{3}}[^']*(?:'(?!'')[^']*)*'{{3}}|"[^"\n]*"|'[^'\n]*')
    |(?P<any>{_NAME}:\*)
    |(?P<cname>{_NAME}:{_NAME})
    |(?P<quoted>\\{_NAME})
    |(?P<name>{_NAME})
    |(?P<sign>\|=|&=|>>|[=~{{}}()\[\],|&*+?\-])
    """,
    re.VERBOSE,
)


class CompactError(ValueError):
    """What is wrong in a grammar in compact syntax, and where (line and column from 1)."""

    def __init__(self, message: str, file: str, line: int, column: int):
        """message: one sentence without its place."""
        super().__init__(f"{file or 'grammar'}:{line}:{column}: {message}")
        self.message, self.file, self.line, self.column = message, file, line, column


@dataclass(frozen=True)
class Token:
    """One word: its kind (a group of the pattern above, or "end"), its value, its place.

    value: a literal without its marks, a name without its backslash, the text of
    documentation without its signs; otherwise the word as written.
    """

    kind: str
    value: str
    line: int
    column: int


def tokens(text: str, file: str = "") -> Iterator[Token]:
    """The words of a grammar, blanks and comments left out, an "end" last."""
    source = _Source(text, file)
    place = 0
    while place < len(source.text):
        match = _TOKEN.match(source.text, place)
        if match is None:
            raise source.error(place, _stranger(source.text[place]))
        kind = match.lastgroup or ""
        if kind not in ("blank", "comment"):
            yield Token(kind, _value(kind, match[0]), *source.position(place))
        place = match.end()
    yield Token("end", "", *source.position(place))


class _Source:
    """The text after its escapes are read, and where its characters stood."""

    def __init__(self, text: str, file: str):
        self.file = file
        written = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self.starts = [0, *(match.end() for match in re.finditer("\n", written))]
        self.places, self.gone = [0], [0]  # from each place on, so many characters were taken out
        self.text = written
        if stranger := _NO_XML.search(written):
            raise self.error(stranger.start(), f"{stranger[0]!r} is no character of XML")
        self.text = _ESCAPE.sub(self._escaped, written)

    def _escaped(self, match: re.Match[str]) -> str:
        code = int(match[1], 16)
        known = code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
        gone = self.gone[-1]
        if not known and not 0x10000 <= code <= 0x10FFFF:
            raise self.error(match.start() - gone, f"{match[0]} is no character of XML")
        self.places.append(match.start() - gone + 1)
        self.gone.append(gone + len(match[0]) - 1)
        return ESCAPED_NEWLINE if code in (0xA, 0xD) else chr(code)

    def position(self, place: int) -> tuple[int, int]:
        """Line and column of a place, as it was written."""
        written = place + self.gone[bisect_right(self.places, place) - 1]
        line = bisect_right(self.starts, written)
        return line, written - self.starts[line - 1] + 1

    def error(self, place: int, message: str) -> CompactError:
        """An error at a place."""
        return CompactError(message, self.file, *self.position(place))


def _stranger(sign: str) -> str:
    if sign in "\"'":
        return f"the literal that begins with {sign} has no end on its line"
    return f"{sign!r} cannot stand here"


def _value(kind: str, word: str) -> str:
    if kind == "literal":
        marks = 3 if word[:3] in ('"""', "'''") and len(word) > 5 else 1
        return word[marks:-marks].replace(ESCAPED_NEWLINE, "\n")
    if kind == "documentation":
        lines = [line.strip(" \t").lstrip("#") for line in word.split("\n")]
        return "\n".join(line.removeprefix(" ") for line in lines)
    return word[1:] if kind == "quoted" else word
