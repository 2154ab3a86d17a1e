"""Tables: columns that bars, tabs or wide gaps part, row by row.

TEI P5 Guidelines, 14.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tei.annotation import Annotation
from tei.layout import Line
from tei.recognisers.structure.pieces import Run

GAP = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,}")
RULE = re.compile(r"\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?$")
BAR = re.compile(r"\|")
FEWEST = 3  # rows of a table that only its gaps show; with bars two
LONGEST = 300  # code points of a row
MARK = {"reason": "typographic-mark"}
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, and (start, end) of each cell; an empty cell has no ink.

    marks: (start, end) of the bars between the cells
    """

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int], ...] = ()


def table(run: Run, text: str) -> list[Annotation]:
    """The annotations of a run that is a table; empty where it is none."""
    if run.speech >= 0 or any(line.end - line.start > LONGEST for line in run.lines):
        return []
    rows = barred(run.lines, text) or columned(run.lines, text)
    return list(written(rows, run, text)) if rows else []


def barred(lines: Sequence[Line], text: str) -> list[Row]:
    """Rows of cells between bars, as in Markdown; the line of dashes below the first is none."""
    if len(lines) < 2 or not all("|" in text[line.start : line.end] for line in lines):
        return []
    rows = [
        row_between_bars(line, text)
        for line in lines
        if not RULE.match(text[line.start : line.end])
    ]
    edged = all(text[line.start] == "|" for line in lines) or len(rows) < len(lines)
    alike = len({len(row.cells) for row in rows}) == 1 and len(rows[0].cells) > 1
    return rows if rows and edged and alike else []


def row_between_bars(line: Line, text: str) -> Row:
    """The cells of a line between bars."""
    bars = [match.start() for match in BAR.finditer(text, line.start, line.end)]
    edges = [line.start - 1, *bars, line.end]
    spans = [inked(a + 1, b, text) for a, b in pairwise(edges)]
    if bars[0] == line.start:
        spans = spans[1:]
    if bars[-1] == line.end - 1:
        spans = spans[:-1]
    return Row(line.start, line.end, tuple(spans), tuple((bar, bar + 1) for bar in bars))


def columned(lines: Sequence[Line], text: str) -> list[Row]:
    """Rows of cells with wide gaps between them, as many in each row."""
    if len(lines) < FEWEST:
        return []
    rows = [Row(line.start, line.end, tuple(parted(line, text))) for line in lines]
    width = len(rows[0].cells)
    if width < 2 or any(len(row.cells) != width for row in rows):
        return []
    last = [text[slice(*row.cells[-1])] for row in rows]
    if width == 2 and all(cell.isdigit() for cell in last):
        return []  # titles and their pages
    return rows


def parted(line: Line, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line between its gaps."""
    start = line.start
    for gap in GAP.finditer(text, line.start, line.end):
        yield start, gap.start()
        start = gap.end()
    yield start, line.end


def inked(start: int, end: int, text: str) -> tuple[int, int]:
    """A span without the blanks at its ends; an empty one at its start."""
    inner = text[start:end]
    if not inner.strip():
        return start, start
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def written(rows: Sequence[Row], run: Run, text: str) -> Iterator[Annotation]:
    """The table, its rows and cells, and the marks that only part them."""
    yield Annotation("table", run.start, run.end, rule="structure.table")
    for place, row in enumerate(rows):
        role = {"role": "label"} if not place and headed(rows, run, text) else {}
        yield Annotation("row", row.start, row.end, role, rule="structure.table")
        for start, end in row.cells:
            yield Annotation("cell", start, end, rule="structure.table")
        for start, end in row.marks:
            yield Annotation("left-out", start, end, MARK, rule="structure.table")
    held = {row.start for row in rows}
    for line in run.lines:
        if line.start not in held:
            yield Annotation("left-out", line.start, line.end, MARK, rule="structure.table")


def headed(rows: Sequence[Row], run: Run, text: str) -> bool:
    """Whether the first row names the columns: a rule is below it, or figures are only below it."""
    if len(rows) < len(run.lines):
        return True
    first = text[rows[0].start : rows[0].end]
    return not DIGIT.search(first) and all(
        DIGIT.search(text, row.start, row.end) for row in rows[1:]
    )
