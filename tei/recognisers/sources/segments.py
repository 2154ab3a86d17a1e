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
    leading: the same in running text, a capital behind it
    into:    what stands between an article and its journal
    paper:   what leads to the title of a paper of parliament, inside a segment
    session: a session of a parliament with its number, behind the title of a paper
    daily:   words inside the names of newspapers
    """

    opening: re.Pattern[str]
    leading: re.Pattern[str]
    behind: re.Pattern[str]
    into: re.Pattern[str]
    paper: re.Pattern[str]
    session: re.Pattern[str]
    daily: frozenset[str]


@lru_cache(maxsize=32)
def signals(language: Language) -> Signals:
    """The words of notes of a language."""
    opening = choice(language.words(TABLE, "signals"))
    behind = choice(language.words(TABLE, "printed_in"))
    the = choice(language.words(TABLE, "determiners"), fold=False)
    sitting = choice(language.words(TABLE, "sessions"), fold=False)
    numbered = rf"(?:\d{{1,3}}(?:[a-zªº]{{1,2}}|\.)?|[IVXL]{{1,7}}(?:e|\.)?)\s{sitting}"
    bill = r"(?:(?:[^\W\d_]{1,4}\.){1,2}[\s–-]{0,3}\d\S{0,8},\s)?"
    return Signals(
        opening=re.compile(rf"(?:{opening},?{BLANK}|“)*(?:{the}{BLANK})?"),
        leading=re.compile(rf"(?<![^\W_]){opening}{BLANK}(?=[{UPPER}])"),
        behind=re.compile(rf"(?<![^\W_]){behind}{BLANK}(?:{the}{BLANK})?(?=[{UPPER}])"),
        into=re.compile(rf"{BLANK}(?:{behind}{BLANK})?(?:{the}{BLANK})?(?=[{UPPER}])"),
        paper=re.compile(
            rf"(?:(?<=[\d,)])\s(?:{behind}|{opening}){BLANK}(?:{the}{BLANK})?|(?<=\)),\s)(?=[{UPPER}])"
        ),
        session=re.compile(
            rf"(?:\s\([^()]{{2,40}}\))?[,.]?\s{{1,2}}(?:Pts?\.\s\d,\s)?{bill}{numbered}"
        ),
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
