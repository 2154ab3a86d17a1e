"""Excerpts: the line of a file that a finding is about, and which part of it."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from tei.diagnostics import Diagnostic
from tei.validation.encodings import encoding_of

LOOSE_TEXT = "text-misplaced"  # its place is that of the text, not of a tag
LINE_END = re.compile(rb"\r\n|\r|\n")
NAME = re.compile(r"<?/?[^\s<>/=\"']+")
TAG = re.compile(r"<[^\s<>/=\"']+(?:\s+[^\s<>/=\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*")
LONGEST = 400  # code points of a line that are kept
MOST_LINES = 1_000  # of a start tag
FURTHEST = 20_000  # code points of a start tag that are looked through


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file and the part of it that a finding is about.

    line:  its number, from 1
    text:  the line, without its end; a piece of it where it is very long
    start: where the part begins in `text`, in code points from 0
    end:   where it ends; always after start
    shift: how many code points of the line stand before `text`
    """

    line: int
    text: str
    start: int
    end: int
    shift: int = 0

    @property
    def column(self) -> int:
        """Where the part begins in the line, from 1."""
        return self.shift + self.start + 1

    @property
    def end_column(self) -> int:
        """The column after the part, from 1."""
        return self.shift + self.end + 1


class Lines:
    """The lines of a file, read as far as they are asked for."""

    def __init__(self, data: bytes):
        """data: the file; bytes that do not fit its encoding become U+FFFD."""
        try:
            encoding = encoding_of(data)
        except ValueError:
            encoding = "utf-8"
        if encoding.lower() not in ("utf-8", "utf8", "ascii", "us-ascii"):
            data = data.decode(encoding, "replace").encode()
        self.data = data.removeprefix("\ufeff".encode())
        self._starts = array("Q", [0])  # offsets of the lines that are known
        self._ends = LINE_END.finditer(self.data)

    def line(self, number: int) -> str | None:
        """A line by its number from 1, without its end; None where there is none."""
        while len(self._starts) <= number:  # the one after it tells where it ends
            end = next(self._ends, None)
            if end is None:
                break
            self._starts.append(end.end())
        if not 0 < number <= len(self._starts):
            return None
        after = self._starts[number] if number < len(self._starts) else len(self.data)
        return self.data[self._starts[number - 1] : after].decode("utf-8", "replace").rstrip("\r\n")

    def excerpt(self, diagnostic: Diagnostic) -> Excerpt | None:
        """The part of the file that a finding is about; None where it names no line of it."""
        number, column = diagnostic.line, diagnostic.column - 1
        line = self.line(number)
        if line is None:
            return None
        if column < 0:
            return _of_line(line, number)
        if diagnostic.code == LOOSE_TEXT and line[column : column + 1] != "<":
            return _cut(line, number, column, column + len(_text_at(line, column)))
        number, column = self._tag_start(number, column)
        attribute = diagnostic.rule.rpartition("/@")[2] if "/@" in diagnostic.rule else ""
        found = self._attribute(number, column, attribute) if attribute else None
        if found is None:
            found = number, column, self._name_end(number, column)
        return _cut(self._there(found[0]), *found)

    def _there(self, number: int) -> str:
        """A line that is known to be there."""
        return self.line(number) or ""

    def _tag_start(self, number: int, column: int) -> tuple[int, int]:
        """Where the tag begins that ends at a place; the place itself where none ends there."""
        line = self._there(number)
        if line[column : column + 1] == "<" or line[column - 1 : column] != ">":
            return number, column
        for at in range(number, max(0, number - MOST_LINES), -1):
            end = column if at == number else None
            found = self._there(at).rfind("<", 0, end)  # no attribute value holds a “<”
            if found >= 0:
                return at, found
        return number, column

    def _name_end(self, number: int, column: int) -> int:
        """Where the name of the tag ends that begins at a place."""
        match = NAME.match(self._there(number), column)
        return match.end() if match else column + 1

    def _attribute(self, number: int, column: int, name: str) -> tuple[int, int, int] | None:
        """Line, start and end of an attribute of the start tag that begins at a place."""
        text = self._from(number, column)
        tag = TAG.match(text)
        pattern = re.compile(rf"\s({re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*'))")
        match = pattern.search(tag[0]) if tag else None
        if match is None:
            return None
        before = text[: match.start(1)]
        lines = before.count("\n")
        start = len(before) - (before.rfind("\n") + 1) + (0 if lines else column)
        return number + lines, start, start + len(match[1].split("\n", 1)[0])

    def _from(self, number: int, column: int) -> str:
        """What stands from a place on, as much as a start tag may be."""
        parts = [self._there(number)[column : column + FURTHEST]]
        size = len(parts[0])
        for further in range(number + 1, number + 1 + MOST_LINES):
            line = self.line(further)
            if line is None or size >= FURTHEST:
                break
            parts.append(line[:FURTHEST])
            size += len(parts[-1]) + 1
        return "\n".join(parts)


def _text_at(line: str, column: int) -> str:
    """The text of a line from a place to the next tag."""
    return line[column:].partition("<")[0].rstrip()


def _of_line(text: str, number: int) -> Excerpt:
    """The whole of a line but the blanks at its ends."""
    start = len(text) - len(text.lstrip())
    return _cut(text, number, start, max(len(text.rstrip()), start + 1))


def _cut(text: str, number: int, start: int, end: int) -> Excerpt:
    """An excerpt, of a very long line only what stands near."""
    start = min(start, len(text))
    end = max(start + 1, min(end, len(text)))
    shift = max(0, start - LONGEST // 2) if len(text) > LONGEST else 0
    piece = text[shift : shift + LONGEST]
    start, end = start - shift, min(end - shift, max(len(piece), start - shift + 1))
    return Excerpt(number, piece, start, end, shift)
