"""Headings and the divisions that they head."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.layout import Block, outside, paragraphs_of
from tei.numbering import alternatives
from tei.pagination import over_pages, page_marks
from tei.recognisers import Recogniser
from tei.recognisers.headings.candidates import Words, words_of
from tei.recognisers.headings.divisions import divisions, grouped, heads
from tei.recognisers.headings.entries import dated
from tei.recognisers.headings.page import Page
from tei.recognisers.headings.surroundings import dedications, headings
from tei.source import SourceText

SHORT = 120  # code points of a line of a letter's frame


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """The heads and divisions of the running text."""
    taken = [(a.start, a.end) for a in earlier.of("titlePage", "metadata", "left-out")]
    marks = page_marks(source.blocks, source.text)
    together, _ = over_pages(source.blocks, marks, source.text)
    words = words_of(language)
    blocks = list(labels_apart(paragraphs_of(outside(together, taken)), source.text, words))
    page = Page(blocks, source.text, words, letter_line(language))
    found = headings(page, dated(page, language))
    dedicated = dedications(found, page, dedication(language))
    yield from (division_of(blocks[one.block]) for one in dedicated)
    groups = grouped([one for one in found if one not in dedicated], source.text)
    if groups:
        yield from heads(groups)
        yield from divisions(groups, blocks, len(blocks) - 1)


def labels_apart(blocks: Iterable[Block], text: str, words: Words) -> Iterator[Block]:
    """The blocks; one that begins with two labels, “ACT I” over “SCENE I”, as two."""
    for block in blocks:
        first, *others = block.lines
        kinds = [words.numbering.type_of(text[line.start : line.end]) for line in block.lines[:2]]
        if others and all(kinds) and kinds[0] != kinds[1]:
            yield replace(block, end=first.end, lines=(first,))
            yield Block(others[0].start, block.end, tuple(others), 1)
        else:
            yield block


def division_of(block: Block) -> Annotation:
    """The division of a dedication, which has no head."""
    facts = {"type": "dedication", "level": "1"}
    return Annotation("division", block.start, block.end, facts, rule="headings.dedication")


@lru_cache(maxsize=32)
def dedication(language: Language) -> re.Pattern[str]:
    """Matches the beginning of a dedication."""
    words = alternatives(language.words("metadata", "dedications"))
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=32)
def letter_line(language: Language) -> Callable[[str], bool]:
    """Tells the greetings and closing lines of letters from headings."""
    words = language.words("structure", "greetings") + language.words("structure", "closings")
    pattern = re.compile(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
    return lambda line: len(line) <= SHORT and bool(pattern.match(line))


RECOGNISER = Recogniser("headings", recognise, requires=("metadata",))
