"""Tables as tabular: columns of one width, that of the line."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree


def tabular(table: etree._Element, words: Callable[[etree._Element], str]) -> str:
    """A table whose cells are set by `words`; heads in bold, a wide cell over its columns."""
    rows = [[(cell, _span(cell)) for cell in row] for row in table]
    columns = max((sum(span for _, span in row) for row in rows), default=0)
    if not columns:
        return ""
    lines = []
    for row, cells in zip(table, rows, strict=True):
        head = row.get("head") == "true"
        set_cells = [_cell(words(cell), span, columns, head) for cell, span in cells]
        lines.append(" & ".join(set_cells) + r" \\" + (r" \hline" if head else ""))
    width = f"p{{{_width(1, columns)}}}"
    return rf"\begin{{tabular}}{{{width * columns}}} {' '.join(lines)} \end{{tabular}}"


def _cell(text: str, span: int, columns: int, head: bool) -> str:
    text = rf"\textbf{{{text}}}" if head and text else text
    wide = rf"\multicolumn{{{span}}}{{p{{{_width(span, columns)}}}}}"
    return f"{wide}{{{text}}}" if span > 1 else text


def _width(span: int, columns: int) -> str:
    """The width of so many columns of a line, in TeX's terms: a share of it, less the gaps."""
    return rf"\dimexpr{span / columns:.4f}\linewidth-2\tabcolsep\relax"


def _span(cell: etree._Element) -> int:
    return int(cell.get("span", "1"))
