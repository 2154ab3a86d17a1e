"""The index of the search page: the passages themselves, in scripts that a page loads from a disk.

A browser refuses to fetch a file beside a page that was opened from a disk, but it runs a script
there.  So each part of the index is one call with JSON in it, and search.js looks through the
text; no second copy of it in another order is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from edition.web.passages import Passage

PART = 400_000  # code points of text in one script, about
PLACES = "search-places.txt"  # what the stylesheet answers; it is not part of the edition


def parts(text: Sequence[Passage]) -> list[list[Passage]]:
    """The passages in runs of about PART code points; at least one run."""
    runs: list[list[Passage]] = [[]]
    filled = 0
    for passage in text:
        if filled > PART:
            runs.append([])
            filled = 0
        runs[-1].append(passage)
        filled += len(passage.text)
    return runs


def parameters(text: Sequence[Passage]) -> dict[str, str | int]:
    """What the stylesheet is told: numbers of the passages' elements, and how many scripts."""
    numbers = " ".join(str(passage.number) for passage in text)
    return {"passages": numbers, "search-parts": len(parts(text))}


def scripts(text: Sequence[Passage], places: str) -> Iterator[tuple[str, str]]:
    """(name, content) of each script of the index.

    places: the stylesheet's answer: of each passage a line `file TAB id TAB name of the page`,
    blank where the edition does not show it.
    """
    answers = iter(places.split("\n"))
    for at, run in enumerate(parts(text), 1):
        yield script(at, entries(run, answers))


def entries(text: Sequence[Passage], answers: Iterator[str]) -> list[list[str]]:
    """The passages by page: [[file, name of the page, id, text, id, text …] …]."""
    shown = [(passage, next(answers, "").split("\t")) for passage in text]
    pages: list[list[str]] = []
    for passage, place in shown:
        if len(place) != 3:
            continue
        if not pages or pages[-1][0] != place[0]:
            pages.append([place[0], place[2]])
        pages[-1] += [place[1], passage.text]
    return pages


def script(at: int, pages: Sequence[Sequence[str]]) -> tuple[str, str]:
    """(name, content) of one script of an index."""
    data = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in a script of before ES2019, though not in JSON.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"search-{at}.js", f"editionIndex({at},{data});\n"
