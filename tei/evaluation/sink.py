"""The plain text as it is written: gaps, indents, and the lines of the gold it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tei.evaluation.layout import GAPS, LINE, NONE, SPACE

BLANKS = re.compile(r"[ \t\r\n]+")  # XML's blanks only: a no-break space is ink
STEP = 4  # columns by which displayed quotations stand in


@dataclass
class Sink:
    """Takes text and gaps in order; a gap is only written before more text comes.

    length:  code points written so far
    anchors: (offset, line of the gold), ascending
    prefix:  marks to write before the next text, after its gap
    fixed:   the gap before the next text, whatever else is asked for; None for the widest
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    last: str = ""
    gap: int = NONE
    prefix: str = ""
    indent: int = 0
    fixed: int | None = None
    anchors: list[tuple[int, int]] = field(default_factory=list)

    def space(self, gap: int) -> None:
        """Ask for a gap; the widest that is asked for stays."""
        self.gap = max(self.gap, gap)

    def text(self, raw: str | None, line: int) -> None:
        """Write a text node that begins on a line of the gold; its blanks become one."""
        for number, piece in enumerate((raw or "").split("\n")):
            if number:
                self.space(SPACE)
            inner = BLANKS.sub(" ", piece)
            if inner[:1] == " ":
                self.space(SPACE)
            if inner.strip(" "):
                self._ink(inner.strip(" "), line + number)
                if inner[-1] == " ":
                    self.space(SPACE)

    def _ink(self, ink: str, line: int) -> None:
        self.gap = self.gap if self.fixed is None else self.fixed
        self.fixed = None
        if self.length:
            self._put(GAPS[self.gap])
        if self.gap >= LINE or not self.length:
            self._put(" " * self.indent)
        self.gap = NONE
        self.anchors.append((self.length, line))
        self._put(self.prefix + ink)
        self.prefix = ""
        self.last = ink[-1]

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def close_mark(self, mark: str) -> None:
        """Write a mark right after the last text, before the gap that waits."""
        if self.prefix:
            self.prefix = ""  # nothing stood between the marks
        else:
            self._put(mark)
            self.last = mark[-1]

    def rejoin(self) -> None:
        """Forget the blank that waits: what comes next goes on with the word."""
        self.gap = NONE if self.gap == SPACE else self.gap
