"""Where a title ends, or begins, when no italics say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import UPPER

WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]{2,9})\s$")
TOKEN = re.compile(r"[^\W_]+(?:[’'‐‑.-](?=[^\W_])[^\W_]+)*|&")
CAPITAL = re.compile(f"[{UPPER}]")
GAP = re.compile(r"[^\S\n\f]*\n?[^\S\n\f]*")
ACCENTED = re.compile(r"[^\W\d_a-zA-Z]")
ELISION = re.compile(r"([^\W\d_]{1,2}[’'])(?=[^\W_])")
STOP = re.compile(r"[^\S\n]*(?:[,.;:!?()\[\]—–”»\"_*]|\n|$)")
REACH = 220  # code points that a title may be long
LINKS = 3  # connecting words between two words of a title
TAIL = 2  # lower-case words that may end a foreign title


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that may be a title.

    words:   its words that count (capitalised, or foreign)
    joined:  whether connecting words stand inside
    foreign: whether function words or accents of another language hold it together
    article: whether it begins with an article that has a capital
    """

    start: int
    end: int
    words: int
    joined: bool = False
    foreign: bool = False
    article: bool = False

    @property
    def firm(self) -> bool:
        """Whether the form alone makes a title likely."""
        return self.words > 1 and (self.joined or self.foreign or self.article)


def phrase_at(
    text: str, start: int, lexicon: Lexicon, *, wide: bool, end: int = -1
) -> Phrase | None:
    """The longest phrase that begins at an offset with a capital; None where there is none.

    wide: whether prepositions may stand inside, as in the titles of books
    end:  where it must stop at the latest
    """
    if not CAPITAL.match(text, start):
        return None
    limit = min(len(text) if end < 0 else end, start + REACH)
    reader = _Reader(text, lexicon, lexicon.wide if wide else lexicon.narrow, limit)
    phrase = reader.read(start)
    return without_rank(text, phrase, lexicon) if phrase else None


def without_rank(text: str, phrase: Phrase, lexicon: Lexicon) -> Phrase | None:
    """The phrase without the rank of whom the next word names: "The New Weir" before "Mr."."""
    words, _, last = text[phrase.start : phrase.end].rpartition(" ")
    if last not in lexicon.ranks or text[phrase.end : phrase.end + 1] != "." or not words:
        return phrase
    return replace(phrase, end=phrase.start + len(words.rstrip()), words=phrase.words - 1)


class _Reader:
    """Reads one phrase word by word."""

    def __init__(self, text: str, lexicon: Lexicon, links: frozenset[str], limit: int) -> None:
        self.text, self.lexicon, self.links, self.limit = text, lexicon, links, limit

    def read(self, start: int) -> Phrase | None:
        """The phrase at `start`."""
        phrase = Phrase(start, start, 0)
        pending, place = "", start
        while token := TOKEN.match(self.text, place, self.limit):
            kind = self.kind(token[0], pending)
            if not kind or (len(pending) >= LINKS and kind in "of"):
                break
            if kind in "cl":
                first = not phrase.words
                phrase = self.grown(phrase, token, pending + kind)
                pending = "f" if first and token[0].lower() in self.lexicon.others else ""
            else:
                pending += kind
            place = self.after_gap(token.end())
            if place < 0:
                break
        return self.with_tail(phrase, pending) if phrase.end > start else None

    def kind(self, word: str, pending: str) -> str:
        """c capitalised, o connecting, f foreign function word, l foreign word, "" end."""
        if CAPITAL.match(word) or word == "&":
            return "c"
        elided = ELISION.match(word)
        if elided and elided[1].replace("'", "’") in self.lexicon.others:
            return "l"
        if word in self.lexicon.others:
            return "f"
        if word in self.links:
            return "o"
        foreign = self.lexicon.plain and ACCENTED.search(word)
        if (foreign or pending.endswith("f")) and word not in self.lexicon.own:
            return "l"
        return ""

    def grown(self, phrase: Phrase, token: re.Match[str], kinds: str) -> Phrase:
        """The phrase with what was pending and one more word."""
        word = token[0]
        first = not phrase.words
        foreign = phrase.foreign or "f" in kinds or "l" in kinds
        return replace(
            phrase,
            end=token.end(),
            words=phrase.words + 1,
            joined=phrase.joined or len(kinds) > 1,
            foreign=foreign or (first and word.lower() in self.lexicon.others and len(word) > 1),
            article=phrase.article or (first and word in self.lexicon.articles),
        )

    def after_gap(self, place: int) -> int:
        """Where the next word begins; -1 where other characters than blanks stand between."""
        gap = GAP.match(self.text, place, self.limit)
        assert gap is not None
        return gap.end() if gap[0] else -1

    def with_tail(self, phrase: Phrase, pending: str) -> Phrase:
        """A foreign phrase with one or two more words before the next stop."""
        if not phrase.foreign:
            return phrase
        place = phrase.end
        for _ in range(TAIL):
            place = self.after_gap(place)
            token = TOKEN.match(self.text, place, self.limit) if place >= 0 else None
            if not token or token[0] in self.lexicon.own or not token[0].isalpha():
                return phrase
            place = token.end()
            if STOP.match(self.text, place):
                return replace(phrase, end=place)
        return phrase


def phrase_before(
    text: str, end: int, low: int, lexicon: Lexicon, *, wide: bool = True
) -> Phrase | None:
    """The longest phrase that ends at an offset and begins not before `low`."""
    low = max(low, end - REACH)
    starts = [match.start() for match in TOKEN.finditer(text, low, end) if CAPITAL.match(match[0])]
    for start in starts:
        if start > low and text[start - 1] in "-’'.":
            continue
        phrase = phrase_at(text, start, lexicon, wide=wide, end=end)
        if phrase and phrase.end == end and begins(text, phrase, lexicon):
            return None if goes_on(text, phrase, low, lexicon) else phrase
    return None


def goes_on(text: str, phrase: Phrase, low: int, lexicon: Lexicon) -> bool:
    """Whether a foreign word before it shows that the phrase is but the end of a title."""
    before = WORD_BEFORE.search(text, low, phrase.start)
    return bool(before and phrase.foreign and before[1] in lexicon.others)


def begins(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the first word can begin a title."""
    first = text[phrase.start : phrase.end].split(None, 1)[0].rstrip(".")
    if first in lexicon.not_first:
        return False
    return first in lexicon.articles or first.lower() not in lexicon.own or phrase.foreign
