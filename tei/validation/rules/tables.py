"""Tables: rows of the same width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import TEI, Document
from tei.validation.findings import Finding, broken
from tei.validation.repetition import few

UNEVEN = declare(
    "table-uneven",
    "info",
    "This row has {width} columns, most of its table {usual}.",
    "Rows of different width push the columns of a table out of line. Where a cell runs over "
    "several columns or rows, cols and rows say so; an empty cell is a cell too.",
    failing="<table xmlns='http://www.tei-c.org/ns/1.0'><row><cell>a</cell><cell>b</cell></row>"
    "<row><cell>c</cell><cell>d</cell></row><row><cell>e</cell></row></table>",
    passing="<table xmlns='http://www.tei-c.org/ns/1.0'><row><cell>a</cell><cell>b</cell></row>"
    "<row><cell>c</cell><cell>d</cell></row><row><cell cols='2'>e</cell></row></table>",
    source="TEI P5 Guidelines, §14.1.1",
)


def check(document: Document) -> Iterator[Finding]:
    """Rows that are shorter or longer than the others of their table."""
    yield from few(found for table in document.named("table") for found in _uneven(table))


def _uneven(table: etree._Element) -> Iterator[Finding]:
    rows = list(table.iterchildren(TEI + "row"))
    widths = _widths(rows)
    counts = Counter(widths)
    if len(counts) < 2:
        return
    usual, often = counts.most_common(1)[0]
    if often * 2 <= len(rows):
        return
    for row, width in zip(rows, widths, strict=True):
        if width != usual:
            yield broken(UNEVEN, row, width=width, usual=usual)


def _widths(rows: list[etree._Element]) -> list[int]:
    """The columns of each row, those that cells of rows above reach down to among them."""
    widths: list[int] = []
    hanging: list[tuple[int, int]] = []  # columns, rows that are still to come
    for row in rows:
        cells = list(row.iterchildren(TEI + "cell", TEI + "table"))
        own = [(_number(cell, "cols"), _number(cell, "rows")) for cell in cells]
        widths.append(sum(cols for cols, _ in own) + sum(cols for cols, _ in hanging))
        hanging = [(cols, left - 1) for cols, left in [*hanging, *own] if left > 1]
        hanging = [(cols, left) for cols, left in hanging if left > 0]
    return widths


def _number(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(1000, int(value))) if value.isascii() and value.isdigit() else 1
