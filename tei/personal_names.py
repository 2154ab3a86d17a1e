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
    """Runs of capitalised words; a full stop goes on only after a title or an initial.

    Begins with a plain set of characters, so that the engine can skip to it.
    """
    words = lexicon(language)
    low = [title for title in words.titles if title.islower()]
    lead = rf"(?:\b(?:{'|'.join(map(re.escape, low))})\.?{BLANK})?" if low else ""
    short = "|".join(rf"(?<=\b{re.escape(title)})" for title in words.titles)
    stop = rf"(?:(?<=\b[{UPPER}])|{short or '(?!)'})\.{BLANK}?"
    particles = "|".join(sorted(map(re.escape, words.particles), key=len, reverse=True))
    particle = rf"(?:(?:{particles}){BLANK})?" if particles else ""
    first = rf"[{UPPER}](?<![\w'’][{UPPER}])\w*(?:['’-]\w+)*"
    return re.compile(rf"{lead}{first}(?:(?:{stop}|-|{BLANK}){particle}{WORD}){{0,6}}")


def scan(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Spans of the runs of capitalised words, without those that open a sentence only."""
    words = lexicon(language)
    known: dict[str, list[tuple[int, int]]] = {}
    for match in _scanner(language).finditer(text):
        run = match[0]
        pieces = known.get(run)
        if pieces is None:
            pieces = known[run] = list(_pieces(run, words))
        for start, end in pieces:
            yield match.start() + start, match.start() + end


def _pieces(run: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """The parts of a run that can be names: a title or a possessive ends what went before."""
    tokens = words.tokens(run, 0, len(run))
    first = 0
    for place, token in enumerate(tokens):
        title = token.text in words.titles
        if title and place > first and tokens[place - 1].text not in words.titles:
            yield from _trimmed(tokens[first:place], words)
            first = place
        if POSSESSIVE.search(token.text):
            yield from _trimmed(tokens[first : place + 1], words)
            first = place + 1
    yield from _trimmed(tokens[first:], words)


def _trimmed(tokens: Sequence[Token], words: Lexicon) -> Iterator[tuple[int, int]]:
    """The span of tokens without those at the ends that are no part of a name."""
    first, last = 0, len(tokens)
    while first < last and _opening(tokens[first], words):
        first += 1
    while last > first and _closing(tokens[last - 1], words):
        last -= 1
    if first < last:
        final = tokens[last - 1]
        tail = POSSESSIVE.search(final.text)
        yield tokens[first].start, final.end - (len(tail[0]) if tail else 0)


def _not_a_name(word: str, words: Lexicon) -> bool:
    return word not in words.titles and POSSESSIVE.sub("", word).lower() in words.not_names


def _opening(token: Token, words: Lexicon) -> bool:
    """Whether a word before a name is no part of it."""
    named = token.capital or token.text in words.titles
    leaning = token.text.endswith(("'", "’"))
    return not named or leaning or _not_a_name(token.text, words) or token.word in words.epithets


def _closing(token: Token, words: Lexicon) -> bool:
    """Whether a word after a name is no part of it."""
    return not token.capital or _not_a_name(token.text, words)


def has_name(words: Sequence[str]) -> bool:
    """Whether any of the words is a name proper: more than one letter."""
    return any(len(word) > 1 for word in words)
