"""Inquits: the words of saying that stand beside or inside a quotation (“said Anna”, « dit-il »).

A pack gives their shapes in `[quotations] inquits`, patterns in which {verb} stands for any
verb of saying and {name} for a capitalised name, with a title or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language

NOTHING = r"(?!)"
CAPITAL = r"[^\W\d_a-zà-ÿа-я]"
BEFORE = re.compile(r"[,!?…:;»”][\s\u00a0]*(?:(?:[—–]|--)\s?)?|\s(?:[—–]|--)\s?(?=\w)")
AFTER = re.compile(r"[,;:.!?…]*\s?(?:[—–]|--)[,.;:]?\s?|[,;:]\s+|[.!?…]+\s+|$")
DASH = re.compile(r"[—–]|--")
CLOSING_DASH = re.compile(r"[.,;:!?…]*\s?(?:[—–]|--)(?:[.,;:!?…]+(?=\s|$))?\s?")
MOST_TAILS = 4
FEW_WORDS = r"(?:[^\W_][\w’'.-]*\s+){0,3}"
SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\da-z_])")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words; nothing where there are none."""
    patterns = (re.escape(word).replace("'", "['’]") for word in words)
    return "|".join(sorted(patterns, key=len, reverse=True)) or NOTHING


@dataclass(frozen=True, slots=True)
class Inquits:
    """The patterns of a language.

    near:   a verb of saying among the first words after a quotation
    shape:  an inquit as it stands in speech without marks, right where it begins
    tail:   what after a comma still belongs to the inquit (“, en souriant”)
    person: a name, or a noun after an article or the like; group "who" is it
    inside: whether inquits stand inside the marks too, as in French
    dashed: whether an inquit that a dash begins goes on to the next dash, as in Spanish
    """

    near: re.Pattern[str]
    shape: re.Pattern[str]
    tail: re.Pattern[str]
    person: re.Pattern[str]
    inside: bool = False
    dashed: bool = False

    def named(self, clause: str) -> set[str]:
        """The names and nouns for persons in words of saying, in small letters."""
        return {found["who"].lower() for found in self.person.finditer(clause)}

    def within(
        self, text: str, start: int, end: int, inner: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[int, int]]:
        """(start, end) of the inquits in a stretch of speech, in order.

        inner: spans quoted within it, in which no inquit is looked for
        """
        done = start + 1
        for boundary in BEFORE.finditer(text, done, end):
            begin = boundary.end()
            if begin < done or any(low < begin < high for low, high in inner):
                continue
            found = self.shape.match(text, begin, end)
            if found:
                done = self.end_of(text, found.end(), end, DASH.search(boundary[0]) is not None)
                yield boundary.start() + 1, done

    def end_of(self, text: str, start: int, limit: int, by_dash: bool = False) -> int:
        """Where an inquit ends whose first words end at `start`.

        by_dash: whether a dash began it
        """
        if by_dash and self.dashed:
            closing = CLOSING_DASH.search(text, start, limit)
            return closing.end() if closing else limit
        for _ in range(MOST_TAILS):
            after = AFTER.search(text, start, limit)
            if after is None:
                break
            if text[after.start() : after.start() + 1] != "," or not self.tail.match(
                text, after.end()
            ):
                return after.end()
            start = after.end()
        return limit


@lru_cache(maxsize=32)
def inquits_for(language: Language) -> Inquits:
    """The patterns of a language pack."""
    verb = f"(?:{alternatives(language.words('speakers', 'verbs'))})"
    name = name_shape(language)
    shapes = [
        shape.replace("{verb}", verb).replace("{name}", name)
        for shape in language.words("quotations", "inquits")
    ]
    return Inquits(
        re.compile(rf"[\s,—–-]*{FEW_WORDS}{verb}\b"),
        re.compile("|".join(f"(?:{shape})" for shape in shapes) or NOTHING),
        tail_pattern(language),
        person_pattern(language),
        bool(language.table("quotations").get("inquits_inside", False)),
        bool(language.table("quotations").get("inquits_dashed", False)),
    )


def name_shape(language: Language) -> str:
    """Up to three capitalised words; only a title or an initial has a full stop after it."""
    listed = (language.words("names", kind) for kind in ("men", "women", "common"))
    titles = alternatives(title for words in listed for title in words)
    word = rf"{CAPITAL}[\w’'-]*"
    return rf"(?:(?:{titles})\.?\s|{CAPITAL}\.\s?)?{word}(?:\s{word}){{0,2}}\s?"


def person_pattern(language: Language) -> re.Pattern[str]:
    """Finds a capitalised word, or a word after an article or a possessive."""
    articles = alternatives(language.words("speakers", "determiners"))
    return re.compile(rf"\b(?:(?:{articles})\s+|(?={CAPITAL}))(?P<who>\w[\w’'-]+)")


def tail_pattern(language: Language) -> re.Pattern[str]:
    """Finds what after a comma goes on with an inquit: words, or words with an ending."""
    words = alternatives(language.words("quotations", "tails"))
    endings = alternatives(language.words("quotations", "tail_endings"))
    others = alternatives(language.words("quotations", "no_tails"))
    return re.compile(rf"(?:{words}|(?!(?:{others})\b)\w+(?:{endings}))(?:\b|(?<=['’]))")


def sentence_ends(text: str) -> int:
    """How many sentences end within a text, its own end apart."""
    return len(SENTENCE_END.findall(text.strip()))
