"""Key words in context: the words that tell what a text is about, each with its lines.

No list of words by language: a word that is spread over the text as chance would spread it
says little about any part of it (Montemurro and Zanette, "Towards the Quantification of the
Semantic Information Encoded in Written Language", Advances in Complex Systems 13, 2010).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from edition.web.passages import Passage

WORDS = 150  # of a text, at most
WORDS_FOR_ONE = 20  # a text of 600 words has 30 telling ones
LINES = 20  # of a word, at most, spread over the text
CONTEXT = 46  # characters on either side
PART = 400  # words in a part of the text
PARTS = range(8, 61)
FEWEST = 2  # occurrences
SHORTEST = 3  # letters
EVEN = 0.25  # bits an occurrence tells of its part; below, a word is spread as by chance
SHORT = 4000  # words; below, chance tells little, and a word of every page says least
_WORD = re.compile(
    r"(?:https?://|www\.)\S+"  # no words
    r"|(?:\b[^\W\d_]{1,2}['’])?([^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?)"  # l'homme, dog's, don't
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the number of its passage's element, the word as printed, the words around it."""

    number: int
    left: str
    word: str
    right: str


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word as it is mostly written, how often it occurs, and some or all of its lines."""

    form: str
    count: int
    lines: tuple[Line, ...]


def concordance(text: Sequence[Passage]) -> list[Word]:
    """The telling words of a text, the most telling first."""
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    total = 0
    for at, passage in enumerate(text):
        for found in _WORD.finditer(passage.text):
            total += 1
            if found.end(1) - found.start(1) >= SHORTEST:
                places[found[1].lower().replace("’", "'")].append((total, at, found.start(1)))
    _without_clitics(places)
    return [_word(key, places[key], text) for key in _telling(places, total)]


def _without_clitics(places: dict[str, list[tuple[int, int, int]]]) -> None:
    """Count dog's with dog, where dog is the commoner: don't is no case of don."""
    for key in [key for key in places if "'" in key]:
        bare = key.partition("'")[0]
        if len(places.get(bare, ())) >= len(places[key]):
            places[bare] = sorted(places[bare] + places.pop(key))


def _telling(places: dict[str, list[tuple[int, int, int]]], total: int) -> list[str]:
    """The keys of the most telling words, most telling first."""
    parts = min(max(PARTS), max(min(PARTS), total // PART))
    size = total / parts
    scores: dict[str, float] = {}
    for key, found in places.items():
        if len(found) >= FEWEST:
            spread = Counter(int((at - 1) / size) for at, _, _ in found)
            weight = len(found) * math.log2(len(key))
            if total < SHORT:
                told = len(key) - 2.0 if len(spread) < parts - 2 or len(found) < 2 * parts else 0.0
            else:
                told = _information(spread.values(), len(found), parts)
            if told > EVEN * (1 + 2 * (len(spread) / parts) ** 4):
                scores[key] = told * weight
    most = min(WORDS, total // WORDS_FOR_ONE)
    return sorted(scores, key=lambda key: (-scores[key], key))[:most]


def _information(spread: Iterable[int], count: int, parts: int) -> float:
    """Bits that one occurrence of the word tells of where in the text one is, beyond chance."""
    entropy = -sum(n / count * math.log2(n / count) for n in spread)
    return _by_chance(count, parts) - entropy


@lru_cache(maxsize=4096)
def _by_chance(count: int, parts: int) -> float:
    """Expected entropy (bits) of `count` occurrences thrown into `parts` equal parts."""
    mean = count / parts
    low, high = max(1, int(mean - 8 * mean**0.5)), min(count, int(mean + 8 * mean**0.5) + 8)
    expected = 0.0
    for n in range(low, high + 1):
        ways = math.lgamma(count + 1) - math.lgamma(n + 1) - math.lgamma(count - n + 1)
        chance = math.exp(ways + n * math.log(1 / parts) + (count - n) * math.log(1 - 1 / parts))
        expected -= parts * chance * n / count * math.log2(n / count)
    return expected


def _word(key: str, places: list[tuple[int, int, int]], text: Sequence[Passage]) -> Word:
    step = max(1.0, len(places) / LINES)
    chosen = [places[int(at * step)] for at in range(min(LINES, len(places)))]
    lines = tuple(_line(text[at], start, len(key)) for _, at, start in chosen)
    forms = Counter(text[at].text[start : start + len(key)] for _, at, start in places)
    form = min(forms, key=lambda form: (-forms[form], form))
    return Word(form, len(places), lines)


def _line(passage: Passage, start: int, length: int) -> Line:
    text, end = passage.text, start + length
    left = text[max(0, start - CONTEXT) : start]
    right = text[end : end + CONTEXT]
    if start > CONTEXT:
        left = "…" + left.partition(" ")[2]
    if end + CONTEXT < len(text):
        right = right.rpartition(" ")[0] + "…"
    return Line(passage.number, left, text[start:end], right)


def as_xml(words: Iterable[Word]) -> str:
    """For a stylesheet: words/word[@form][@count]/line[@number][@left][@word][@right]."""
    root = etree.Element("words")
    for word in words:
        entry = etree.SubElement(root, "word", form=word.form, count=str(word.count))
        for line in word.lines:
            etree.SubElement(entry, "line", number=str(line.number), left=line.left,
                             word=line.word, right=line.right)  # fmt: skip
    return etree.tostring(root, encoding="unicode")
