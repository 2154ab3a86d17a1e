"""Tables of a benchmark: as lines on the terminal, and as Markdown on a page of the docs."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs" / "diagnostics"
FIGURE = re.compile(r"[\d.,–-]+( \(.*\))?")


@dataclass(frozen=True)
class Table:
    """A table with what it says.

    above, below: paragraphs around it; "" for none
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    above: str = ""
    below: str = ""


def shown(table: Table) -> str:
    """The table as lines of equal columns."""
    rows = [table.head, *table.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.head))]
    lines = [
        "  ".join(cell.ljust(w) if at == 0 else cell.rjust(w) for at, (cell, w) in pairs).rstrip()
        for row in rows
        for pairs in [list(enumerate(zip(row, widths, strict=True)))]
    ]
    return "\n".join([table.title, *lines, *filter(None, [table.below]), ""])


def markdown(table: Table) -> str:
    """The table as Markdown; columns of figures to the right."""
    columns = zip(*table.rows, strict=True)
    sides = ["---:" if all(map(FIGURE.fullmatch, column)) else "---" for column in columns]
    lines = [_line(table.head), _line(sides), *map(_line, table.rows)]
    parts = [f"## {table.title}", table.above, "\n".join(lines), table.below]
    return "\n\n".join(filter(None, parts))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def written(page: Path, title: str, told: str, tables: Iterable[Table], command: str) -> None:
    """Write a page: when, where and how it was measured, then the tables."""
    load = os.getloadavg()[0]
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, load {load:.1f} at the end"
    )
    head = f"# {title}\n\n{told}\n\nMeasured on {date.today()} with `{command}`: {machine}."
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n\n".join([head, *map(markdown, tables)]) + "\n", encoding="utf-8")
