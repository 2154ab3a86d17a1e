"""The parts of notes, one between two semicolons, and the words that lead to references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import Language
from tei.recognisers.sources.patterns import BLANK, UPPER, choice

CUT = re.compile(r";\s|(?<=[\w’”»)\]]{4})[.?!]”?\s{1,2}(?=[A-ZÀ-Þ“«„])|\n\s*\n")
LABEL = re.compile(r"\s*(?:\[\w{1,8}(?:\.\d{1,3})?\]|\(?\d{1,4}[.)]|\*+)?\s*")
TABLE = "sources"


@dataclass(frozen=True)
class Signals:
    """Words of notes.

    opening: what leads to a reference ("See also"); behind: what leads to what it stands in
    into:    what stands between an article and its journal
    daily:   words inside the names of newspapers
    """

    opening: re.Pattern[str]
    behind: re.Pattern[str]
    into: re.Pattern[str]
    daily: frozenset[str]


@lru_cache(maxsize=32)
def signals(language: Language) -> Signals:
    """The words of notes of a language."""
    opening = choice(language.words(TABLE, "signals"))
    behind = choice(language.words(TABLE, "printed_in"))
    the = choice(language.words(TABLE, "determiners"), fold=False)
    return Signals(
        opening=re.compile(rf"(?:{opening},?{BLANK}|“)*(?:{the}{BLANK})?"),
        behind=re.compile(rf"(?<![^\W_]){behind}{BLANK}(?:{the}{BLANK})?(?=[{UPPER}])"),
        into=re.compile(rf"{BLANK}(?:{behind}{BLANK})?(?:{the}{BLANK})?(?=[{UPPER}])"),
        daily=frozenset(language.words(TABLE, "daily")),
    )


@dataclass(frozen=True)
class Segment:
    """A part of a note, without its label."""

    start: int
    end: int


def segments(text: str, notes: Iterable[Annotation]) -> Iterator[Segment]:
    """The parts of notes between semicolons and sentences."""
    for note in notes:
        label = LABEL.match(text, note.start, note.end)
        start = label.end() if label else note.start
        for cut in CUT.finditer(text, start, note.end):
            yield Segment(start, cut.start())
            start = cut.end()
        yield Segment(start, note.end)
