"""A place where a file stops being XML, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tei.validation.encodings import encoding_of

NEAR = 1_000  # code points that are looked at before and after a place


@dataclass(frozen=True, slots=True)
class Breach:
    """Where and why a file is no XML.

    line, column: from 1; column 0 where only the line is known
    reason: a clause; advice: what to do, in sentences
    """

    line: int
    column: int
    reason: str
    advice: str = ""


@dataclass(frozen=True)
class Place:
    """A complaint of libxml2's with the file: what the words are made from.

    kind: the name of libxml2's error, words: its message
    """

    kind: str
    words: str
    line: int
    column: int
    data: bytes

    @property
    def before(self) -> str:
        """The end of what stands before the place."""
        offset = self._offset
        return self.text[max(0, offset - NEAR) : offset]

    @property
    def after(self) -> str:
        """The beginning of what stands in the line from the place on."""
        offset = self._offset
        return self.text[offset : offset + NEAR].partition("\n")[0]

    @property
    def _offset(self) -> int:
        """The place as an offset."""
        start = 0
        for _ in range(self.line - 1):
            start = self.text.find("\n", start) + 1
        return start + max(0, self.column - 1)

    @cached_property
    def text(self) -> str:
        """The whole file."""
        return text_of(self.data)

    def said(self, reason: str, advice: str = "") -> Breach:
        """The breach that is told so, at this place."""
        return Breach(self.line, self.column, reason, advice)


def text_of(data: bytes) -> str:
    """A file as text, whatever its bytes; lines end with a line feed."""
    try:
        text = data.decode(encoding_of(data), "replace")
    except ValueError:
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def counted(data: bytes, line: int, column: int) -> tuple[int, int]:
    """Line and column; libxml2 counts no lines that end with a carriage return alone."""
    if line > 1 or b"\r" not in data or b"\n" in data:
        return max(line, 1), column
    before = text_of(data)[: max(column - 1, 0)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
