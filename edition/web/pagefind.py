"""Pagefind, where it is installed and asked for: a search that loads only what a query needs.

The package `pagefind` brings a program of its own, which looks through the finished pages.  Its
index needs a server; from a disk the search page goes on with its own (edition/web/search.py).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from tei.diagnostics import declare

FOLDER = "pagefind"
_OF_TEXT = re.compile(r'<body class="page-(text|whole)"')
_TITLE = re.compile(r"<title>([^<]*)</title>")
_AROUND = "skip bar crumbs contents neighbours colophon permalink way-back cite about downloads"
LEFT_OUT = [f".{name}" for name in _AROUND.split()]

declare(
    "pagefind-missing",
    "warning",
    'edition.toml asks for search = "pagefind", and the package is not installed. The search page '
    "works without it; pip install pagefind[bin] adds it.",
    "Pagefind keeps the index in small pieces, so that readers of a large edition load less. It is "
    "an extra; without it the search page looks through the text itself.",
    failing='search = "pagefind", without the package',
    passing='search = "pagefind" after pip install pagefind[bin]',
)


def is_installed() -> bool:
    """Whether the package and its program are here."""
    return find_spec("pagefind") is not None and any(
        find_spec(name) for name in ("pagefind_bin", "pagefind_bin_extended")
    )


def index(pages: Iterable[tuple[str, str]], folder: Path, language: str = "") -> list[str]:
    """Write `folder/pagefind/` for the pages with text among these; the files' relative paths.

    pages:    (file name, HTML)
    language: of the search page, where pages of others are to be found from it too
    """
    text = ((name, _titled(page)) for name, page in pages if _OF_TEXT.search(page))
    asyncio.run(_index(text, folder / FOLDER, language))
    written = (folder / FOLDER).rglob("*")
    return sorted(file.relative_to(folder).as_posix() for file in written if file.is_file())


def _titled(page: str) -> str:
    """A page with its name where Pagefind looks for it, if no heading in its text tells it."""
    start = page.find("<main")
    found = _TITLE.search(page)
    if found is None or "<h1" in page[start:]:
        return page
    told = f'<main data-title="{found[1].replace(chr(34), "&quot;")}" '
    told += 'data-pagefind-meta="title[data-title]"'
    return page[:start] + told + page[start + len("<main") :]


async def _index(pages: Iterable[tuple[str, str]], place: Path, language: str) -> None:
    from pagefind.index import IndexConfig, PagefindIndex  # an extra

    settings = IndexConfig(
        root_selector="main",
        exclude_selectors=LEFT_OUT,
        output_path=str(place),
        keep_index_url=True,
        **({"force_language": language} if language else {}),
    )
    async with PagefindIndex(config=settings) as made:
        for name, page in pages:
            await made.add_html_file(content=page, source_path=name)
