"""The blocks of a text: paragraphs, verse, lists, the frames of letters, separators, pages.

Every non-blank character that no earlier recogniser took comes to lie in exactly one leaf
block: `p`, `l`, `item`, `separator`, `trailer` or a part of a letter's frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.numbering import alternatives
from tei.pagination import PageMark, over_pages, page_breaks, page_marks
from tei.recognisers import Recogniser
from tei.recognisers.structure.epigraphs import epigraphs
from tei.recognisers.structure.inline import Leaves, inline
from tei.recognisers.structure.leaves import MARGIN, leaves
from tei.recognisers.structure.letters import Formulas, formulas, frame_lines, framed
from tei.recognisers.structure.lists import Item, item_at, items_of_lines, led, listings
from tei.recognisers.structure.manner import Manner, manner_of
from tei.recognisers.structure.pieces import Run, Taken, runs
from tei.recognisers.structure.plays import is_spoken_verse, is_verse_play, spoken_lines
from tei.recognisers.structure.tables import table
from tei.source import SourceText

LEAVES = frozenset(
    {"p", "l", "item", "separator", "trailer", "dateline", "salute", "signed"}
    | {"addrLine", "cell"}
)
RULE = "structure.page-number"
FEWEST_NUMBERS = 2  # verse lines with a number in the margin
SYSTEMATIC = 3  # page numbers in brackets


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """All blocks of the text that is left, and what stands inside them."""
    text = source.text
    marks = page_marks(source.blocks, text)
    together, alone = over_pages(source.blocks, marks, text)
    yield from map(page_number, marks)
    taken = Taken(source, earlier.plus(map(page_number, alone)))
    manner, words = manner_of(together, text), formulas(language)
    kept: list[Annotation] = []
    everything = list(runs(together, taken))
    manner = replace(manner, verse=is_verse_play(everything, text))
    for neighbours in stretches(iter(everything), taken):
        opens = taken.opens(neighbours[0].start) and neighbours[0].speech < 0
        for found in blocks(neighbours, text, manner, words, opens=opens):
            if found.kind in LEAVES:
                kept.append(found)
            else:
                yield found
    kept = numbered_lines(kept, text)
    yield from kept
    yield from (line_number(leaf, text) for leaf in kept if leaf.kind == "l" and leaf.get("n"))
    turned = list(pages(marks, text, language))
    yield from turned
    yield from inline(text, Leaves([*kept, *earlier.of("note")]), earlier.plus(turned))


def numbered_lines(leaves: list[Annotation], text: str) -> list[Annotation]:
    """The leaves, verse lines with the numbers that the margin gives them; one may be chance."""
    found = {
        leaf.start: match["n"]
        for leaf in leaves
        if leaf.kind == "l" and (match := MARGIN.search(text, leaf.start, leaf.end))
    }
    if len(found) < FEWEST_NUMBERS:
        return leaves
    return [
        replace(leaf, attributes={**leaf.attributes, "n": found[leaf.start]})
        if leaf.kind == "l" and leaf.start in found
        else leaf
        for leaf in leaves
    ]


def line_number(line: Annotation, text: str) -> Annotation:
    """The number in the margin of a verse line."""
    match = MARGIN.search(text, line.start, line.end)
    start = line.end - len(match[0].strip()) if match else line.end
    facts = {"n": line.get("n"), "form": "lineNum"}
    return Annotation("page-number", start, line.end, facts, rule="structure.line-number")


def stretches(all_runs: Iterator[Run], taken: Taken) -> Iterator[list[Run]]:
    """The runs that stand beside each other, with nothing taken and no edge between them."""
    stretch: list[Run] = []
    for run in all_runs:
        if stretch and (
            run.speech != stretch[-1].speech or taken.touches(stretch[-1].end - 1, run.start + 1)
        ):
            yield stretch
            stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


def blocks(
    stretch: Sequence[Run], text: str, manner: Manner, words: Formulas, *, opens: bool
) -> Iterator[Annotation]:
    """The blocks of a stretch of text; `opens` tells that it stands below a heading."""
    items: list[Item | None] = []
    found: list[list[Annotation]] = []
    for run in (part for whole in stretch for part in led(whole, text)):
        lines = items_of_lines(run, text)
        cells = [] if lines else table(run, text)
        if cells:
            found.append(cells)
            items.append(None)
            continue
        if lines:
            found.append([a for one in listings(lines, text) for a in one.annotations()])
            items.append(None)
            continue
        in_verse = manner.verse and is_spoken_verse(run)
        made = spoken_lines(run, text) if in_verse else leaves(run, text, manner)
        for leaf in units(list(made)):
            found.append(leaf)
            alone = len(leaf) == 1 and leaf[0].kind == "p"
            items.append(item_at(leaf[0].start, leaf[0].end, text) if alone else None)
    lists = [annotation for made in listings(items, text) for annotation in made.annotations()]
    yield from lists
    if opens:
        yield from epigraphs(found, text)
    yield from lettered(found, {a.start for a in lists}, stretch, text, words, opens=opens)


def units(found: Sequence[Annotation]) -> Iterator[list[Annotation]]:
    """Leaves one by one; a line group together with its lines."""
    unit: list[Annotation] = []
    for leaf in found:
        if unit and leaf.kind != "l":
            yield unit
            unit = []
        unit.append(leaf)
    if unit:
        yield unit


def lettered(
    found: Sequence[list[Annotation]],
    listed: set[int],
    stretch: Sequence[Run],
    text: str,
    words: Formulas,
    *,
    opens: bool,
) -> Iterator[Annotation]:
    """The leaves, those of letters in their frames; in speeches and lists there are none."""
    waiting: list[Annotation] = []
    for unit in found:
        plain = unit[0].start not in listed and stretch[0].speech < 0
        lines = unit if len(unit) == 1 else frame_lines(unit, text, words)
        if plain and lines:
            waiting += lines
            continue
        yield from framed(waiting, text, words, top=opens)
        waiting, opens = [], False
        yield from unit
    yield from framed(waiting, text, words, top=opens)


def page_number(mark: PageMark) -> Annotation:
    """A page's number, or its running head, as an annotation."""
    facts = {"n": str(mark.n), "form": "header" if mark.title else ""}
    return Annotation("page-number", mark.start, mark.end, facts, "medium", RULE)


def pages(marks: Sequence[PageMark], text: str, language: Language) -> Iterator[Annotation]:
    """Page breaks: at form feeds and page numbers, and before each page number in brackets."""
    for turn in page_breaks(marks, text):
        yield page_break(turn.start, turn.n)
    for match in bracketed(text, language):
        number = match["round"] or match["curly"]
        start = match.start()
        yield page_break(start - (start > 0 and text[start - 1].isspace()), str(int(number)))
        yield page_number(PageMark(*match.span(), int(number)))


def bracketed(text: str, language: Language) -> list[re.Match[str]]:
    """The page numbers in brackets; none unless there are several and they rise all through."""
    found = list(printed_pages(language).finditer(text))
    counted = [int(match["round"] or match["curly"]) for match in found]
    rise = all(a < b for a, b in pairwise(counted))
    return found if len(found) >= SYSTEMATIC and rise else []


def page_break(offset: int, n: str) -> Annotation:
    """A page break; one that only a form feed shows has no number."""
    if not n:
        return Annotation("page-break", offset, offset, rule="structure.page")
    return Annotation("page-break", offset, offset, {"n": n}, "medium", RULE)


@lru_cache(maxsize=32)
def printed_pages(language: Language) -> re.Pattern[str]:
    """Matches “[p. 12]” with the language's words for a page, and “{12}”."""
    words = alternatives(language.words("structure", "pages"))
    return re.compile(
        rf"\[(?:{words})[ \u00a0]?(?P<round>\d{{1,4}})\]|\{{(?P<curly>\d{{1,4}})\}}", re.IGNORECASE
    )


RECOGNISER = Recogniser(
    "structure", recognise, requires=("metadata", "headings", "speeches", "notes")
)
