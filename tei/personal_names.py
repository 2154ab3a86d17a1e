"""Personal names as printed: their parts, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language
from tei.persons import UPPER, Lexicon, Token, lexicon

BLANK = r"(?: |\u00a0|\n) {0,8}"
WORD = rf"[{UPPER}]\w*(?:['’-]\w+)*"
INITIAL = rf"[{UPPER}]\."
POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart.

    titles: without full stops, e.g. ("Mr",)
    words:  the names proper, e.g. ("Cecil", "Vyse"); empty for "the Duchess"
    gender: what the titles tell: "m", "f" or ""
    """

    titles: tuple[str, ...]
    words: tuple[str, ...]
    gender: str = ""

    @property
    def last(self) -> str:
        """The last of the names, in lower case."""
        return self.words[-1].lower() if self.words else ""


@lru_cache(maxsize=65536)
def parse(name: str, language: Language) -> PersonName:
    """The parts of a name; articles, particles and a possessive ending are left out."""
    words = lexicon(language)
    titles: list[str] = []
    rest: list[str] = []
    gender = ""
    for token in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name):
        plain = POSSESSIVE.sub("", token)
        told = words.title_gender(plain)
        if told is not None and not (rest and told == "" and not titles):
            titles.append(plain)
            gender = gender or told
        elif plain[:1].isupper() and plain.lower() not in words.determiners:
            rest.append(plain)
    return PersonName(tuple(titles), tuple(rest), gender)


@lru_cache(maxsize=32)
def _scanner(language: Language) -> re.Pattern[str]:
    words = lexicon(language)
    titles = "|".join(sorted(map(re.escape, words.titles), key=len, reverse=True)) or r"(?!)"
    particles = "|".join(sorted(map(re.escape, words.particles), key=len, reverse=True))
    joined = BLANK + (rf"(?:(?:{particles}){BLANK})?" if particles else "") + rf"(?!(?:{titles})\b)"
    return re.compile(
        rf"(?<![\w'’])(?:(?:{titles})\.?(?:{BLANK}|-))*(?:{INITIAL}{BLANK}?)*{WORD}"
        rf"(?:{joined}(?:{INITIAL}{BLANK})?{WORD}){{0,4}}"
    )


def scan(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Spans of the runs of capitalised words, without those that open a sentence only."""
    words = lexicon(language)
    trimmed: dict[str, tuple[int, int]] = {}
    for match in _scanner(language).finditer(text):
        run = match[0]
        if run not in trimmed:
            trimmed[run] = _trim(run, words)
        start, end = trimmed[run]
        if start < end:
            yield match.start() + start, match.start() + end


def _trim(run: str, words: Lexicon) -> tuple[int, int]:
    """The part of a run that can be a name: (0, 0) where there is none."""
    tokens = words.tokens(run, 0, len(run))
    first, last = 0, len(tokens)
    while first < last and _opening(tokens[first], words):
        first += 1
    while last > first and _not_a_name(tokens[last - 1].text, words):
        last -= 1
    owners = (n for n in range(first, last - 1) if POSSESSIVE.search(tokens[n].text))
    last = next((n + 1 for n in owners), last)
    if first == last:
        return 0, 0
    end = tokens[last - 1].end
    tail = POSSESSIVE.search(run[:end])
    return tokens[first].start, tail.start() if tail else end


def _not_a_name(word: str, words: Lexicon) -> bool:
    return word not in words.titles and POSSESSIVE.sub("", word).lower() in words.not_names


def _opening(token: Token, words: Lexicon) -> bool:
    """Whether a word before a name is no part of it."""
    named = token.capital or token.text in words.titles
    return not named or _not_a_name(token.text, words) or token.word in words.epithets


def has_name(words: Sequence[str]) -> bool:
    """Whether any of the words is a name proper: more than one letter."""
    return any(len(word) > 1 for word in words)
