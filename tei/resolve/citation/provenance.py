"""Which work a quotation is from, where the text says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import Language
from tei.reading import Reading
from tei.resolve.citation.works import EDGE, TABLE

QUOTED = frozenset({"quote", "said", "q"})
SENTENCE = re.compile(r"[.!?…](?:[”»’\"]|\[\d+\])*\s")
INTRODUCES = re.compile(r"[:,]\s*$")
NEAR = 2  # blocks before a quotation in which its publication is looked for
BEFORE = 300  # code points of the sentence that leads to a quotation
AFTER = 60  # code points behind a quotation in which its publication may be named


def sources_of_quotations(reading: Reading, titles: list[Annotation]) -> Iterator[tuple[int, int]]:
    """(id of a quotation, id of the title of its source) where the text names the source.

    titles: in text order
    """
    finder = _Sources(reading, titles)
    for quotation in reading.annotations.of("quotation"):
        title = finder.source(quotation) if quotation.get("class") in QUOTED else None
        if title is not None:
            yield id(quotation), id(title)


class _Sources:
    """Finds the title that introduces a quotation."""

    def __init__(self, reading: Reading, titles: list[Annotation]) -> None:
        self.text, self.titles = reading.source.text, titles
        self.starts = [title.start for title in titles]
        self.blocks = [block.start for block in reading.source.blocks]
        self.before, self.noun, self.back = patterns(reading.language)

    def source(self, quotation: Annotation) -> Annotation | None:
        """The title of the work that a quotation is from, if the text says so."""
        start = self.clause(quotation.start)
        intro = self.text[start : quotation.start]
        if INTRODUCES.search(intro):
            for title in reversed(self.within(start, quotation.start)):
                if self.introduces(title, start):
                    return title
        if self.names_publication(intro, quotation.end):
            return self.last_publication(quotation.start)
        return None

    def names_publication(self, intro: str, end: int) -> bool:
        """Whether the words before or behind a quotation speak of "the article", or "in it"."""
        behind = SENTENCE.split(self.text[end : end + AFTER].split("\n")[0])[0]
        if self.noun.match(behind.lstrip(", ")):
            return True
        told = self.noun.search(intro) or self.back.match(intro)
        return bool(told) and bool(INTRODUCES.search(intro))

    def clause(self, end: int) -> int:
        """Where the sentence that leads to a quotation begins; one before may end in a colon."""
        block = bisect_right(self.blocks, end) - 1
        start = self.blocks[block] if block >= 0 else 0
        if not self.text[start:end].strip() and block > 0:
            start = self.blocks[block - 1]
        ends = [
            match.end() for match in SENTENCE.finditer(self.text, max(start, end - BEFORE), end)
        ]
        return ends[-1] if ends else max(start, end - BEFORE)

    def within(self, start: int, end: int) -> list[Annotation]:
        """The titles between two places."""
        return self.titles[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def introduces(self, title: Annotation, start: int) -> bool:
        """Whether a title is the subject of its clause, or a word such as "in" stands before it."""
        lead = self.text[start : title.start].strip(EDGE)
        return not lead or bool(self.before.search(self.text[start : title.start]))

    def last_publication(self, end: int) -> Annotation | None:
        """The last periodical or book named in the blocks just before."""
        block = max(0, bisect_right(self.blocks, end) - 1 - NEAR)
        named = self.within(self.blocks[block] if self.blocks else 0, end)
        return next((title for title in reversed(named) if title.kind == "title"), None)


@lru_cache(maxsize=32)
def patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A preposition before a source; an article and a noun for publications; "in it"."""
    the, nouns = listed(language, "determiners"), listed(language, "publication_nouns")
    prepositions, back = (
        listed(language, "source_prepositions"),
        listed(language, "back_references"),
    )
    before = rf"(?<!\w)(?:{prepositions})(?:\s+(?:{the}))?\s*[_*]?$"
    article = rf"(?:{the})\s+" if language.words(TABLE, "determiners") else ""
    noun = rf"(?<!\w){article}(?:{nouns})(?!\w)"
    return tuple_of(before, noun, rf"(?:{back})(?!\w)")


def tuple_of(*patterns: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Three patterns, compiled without regard to case."""
    first, second, third = (re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    return first, second, third


def listed(language: Language, name: str) -> str:
    """The words of a list as alternatives; a pattern that never matches for an empty one."""
    return "|".join(re.escape(word) for word in language.words(TABLE, name)) or "(?!)"
