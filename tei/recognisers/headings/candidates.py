"""What may be a heading, and the words that headings are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language
from tei.numbering import Numbering, endings, numbering


@dataclass(frozen=True)
class Candidate:
    """A block that looks like a heading.

    block: its place among the blocks
    heads: (start, end) of each head, in order; code points
    style: "marked", "numbered", "bare", "sign", "numbered-title", "unnumbered", "dated",
           "capitals", "plain", "title" or "first"
    type:  type of division, e.g. "chapter"
    n:     its number, or ""; of a marked one its level
    title: whether it names something besides a number
    whole: whether it takes the whole block
    marks: (start, end) of the signs that only mark it as a heading: “##”, “=====”
    """

    block: int
    heads: tuple[tuple[int, int], ...]
    style: str
    type: str = "section"
    n: str = ""
    title: bool = True
    whole: bool = True
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Words:
    """What the shapes of headings depend on in a language."""

    numbering: Numbering
    endings: re.Pattern[str]
    curtains: frozenset[str]
    labels: frozenset[str]
    function_words: frozenset[str]
    title_case: bool


@lru_cache(maxsize=32)
def words_of(language: Language) -> Words:
    """The words of a language, compiled once."""
    fields = language.table("metadata").get("labels", {}).values()
    return Words(
        numbering(language),
        endings(language),
        frozenset(word.casefold() for word in language.words("speeches", "ends")),
        frozenset(label for labels in fields for label in labels),
        frozenset(map(str, language.tables.get("stopwords", ())))
        | set(language.words("headings", "small_words")),
        bool(language.table("headings").get("title_case")),
    )
