"""How a text speaks of those who speak: names, titles, pronouns, noun phrases.

The words are data (tables `speakers` and `names` of a language pack); this module
reads them once per language and finds phrases in a run of tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from tei.language import Language
from tei.reading import AgentKind

UPPER = "".join(
    char for char in map(chr, (*range(0x41, 0x250), *range(0x370, 0x530))) if char.isupper()
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
INNER = re.compile(rf"[^\W\d_{UPPER}],?[ \n]([{UPPER}][^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its text, its place (code points), and what stands before it."""

    text: str
    start: int
    end: int
    before: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> str:
        """The word as it stands in the lists: in lower case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Lexicon:
    """The words of one language that speak of persons, in lower case but for titles.

    verbs:     first word → the rests that make it a verb of saying ("" for the word alone)
    pronouns:  word as printed → (gender, number); gender is "m", "f", "n", "self" or ""
    oblique:   pronoun of any case → the gender it tells
    nouns:     noun → gender of the person it means
    reporting: noun → kind of agent whose words are reported
    titles:    title without its full stop, as printed → gender
    title_nouns: noun → titles of whom it means (“the doctor” is a “Dr.”)
    spouses:   noun for a husband or a wife → titles that husbands or wives bear
    openers:   words of the text at hand that it mostly has in lower case
    inner:     words of the text at hand with a capital inside a sentence
    """

    verbs: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, tuple[str, str]]
    oblique: Mapping[str, str]
    nouns: Mapping[str, str]
    reporting: Mapping[str, AgentKind]
    titles: Mapping[str, str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    indefinite: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    stops: frozenset[str]
    conjunctions: frozenset[str]
    coordinators: frozenset[str]
    relatives: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    kin: frozenset[str]
    epithets: frozenset[str]
    generic: frozenset[str]
    reading: frozenset[str]
    origins: frozenset[str]
    opinions: frozenset[str]
    title_nouns: Mapping[str, tuple[str, ...]]
    spouses: Mapping[str, frozenset[str]]
    capital_nouns: bool
    bare_nouns: bool
    openers: frozenset[str]
    inner: frozenset[str]
    word: re.Pattern[str] = field(repr=False)

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The words of text[start:end]."""
        found, last = [], start
        for match in self.word.finditer(text, start, end):
            found.append(Token(match[0], match.start(), match.end(), text[last : match.start()]))
            last = match.end()
        return found

    def knowing(self, text: str) -> Lexicon:
        """The lexicon with what a text shows of its capital letters."""
        counts = word_counts(text)
        capital = {w: n for w, n in counts.items() if w[0].isupper()}
        openers = {w.lower() for w, n in capital.items() if counts.get(w.lower(), 0) > n}
        return replace(self, openers=frozenset(openers), inner=frozenset(INNER.findall(text)))

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between a speaker and the verb."""
        return word in self.adverbs or (len(word) > 4 and word.endswith(self.adverb_endings))

    def title_gender(self, word: str) -> str | None:
        """The gender that a title tells ("" for either); None where it is no title."""
        return self.titles.get(word)


@lru_cache(maxsize=1)
def word_counts(text: str) -> Counter[str]:
    """How often each word stands in a text, as printed."""
    return Counter(WORD.findall(text))


def _set(language: Language, table: str, *names: str) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in language.words(table, name))


@lru_cache(maxsize=32)
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language pack."""
    speakers = language.table("speakers")
    verbs: dict[str, tuple[str, ...]] = {}
    for verb in language.words("speakers", "verbs"):
        head, _, rest = verb.lower().partition(" ")
        verbs[head] = (*verbs.get(head, ()), rest)
    titles = _titles(language)
    plain = [w for w in language.tables.get("stopwords", ()) if isinstance(w, str)]
    return Lexicon(
        verbs={head: tuple(sorted(rests, reverse=True)) for head, rests in verbs.items()},
        pronouns=_pronouns(language),
        oblique=_oblique(language),
        nouns={
            word.lower(): gender
            for gender, name in (("m", "men"), ("f", "women"))
            for word in language.words("speakers", name)
        },
        reporting=_reporting(language),
        titles=titles,
        determiners=_set(language, "speakers", "determiners"),
        possessives=_set(language, "speakers", "possessives"),
        indefinite=_set(language, "speakers", "indefinite"),
        adverbs=_set(language, "speakers", "adverbs"),
        adverb_endings=tuple(language.words("speakers", "adverb_endings")) or ("\0",),
        stops=_set(language, "speakers", "stops"),
        conjunctions=_set(language, "speakers", "conjunctions"),
        coordinators=_set(language, "speakers", "coordinators"),
        relatives=_set(language, "speakers", "relatives"),
        particles=frozenset(language.words("names", "particles")),
        not_names=_set(language, "names", "not_names") | {word.lower() for word in plain},
        kin=_set(language, "names", "kin"),
        epithets=_set(language, "names", "epithets"),
        generic=_set(language, "speakers", "generic"),
        reading=_set(language, "speakers", "reading"),
        origins=_set(language, "speakers", "origins"),
        opinions=_set(language, "speakers", "opinions"),
        title_nouns={
            noun: tuple(map(str, own)) for noun, own in speakers.get("title_nouns", {}).items()
        },
        spouses={
            noun: frozenset(map(str, own)) for noun, own in speakers.get("spouses", {}).items()
        },
        capital_nouns=bool(speakers.get("capital_nouns")),
        bare_nouns=bool(speakers.get("bare_nouns")),
        openers=frozenset(),
        inner=frozenset(),
        word=_word(language.words("speakers", "elisions")),
    )


def _word(elisions: Sequence[str]) -> re.Pattern[str]:
    """A word; an article that leans on the next word is a word of its own."""
    heads = "|".join(re.escape(e.rstrip("'")) for e in elisions)
    leaning = rf"(?<!\w)(?i:{heads})['’](?=\w)|" if heads else ""
    return re.compile(rf"{leaning}[^\W\d_]+(?:['’][^\W\d_]+)*")


def _reporting(language: Language) -> dict[str, AgentKind]:
    kinds: tuple[tuple[AgentKind, str], ...] = (
        ("work", "works"),
        ("org", "bodies"),
        ("person", "writers"),
    )
    return {w.lower(): kind for kind, name in kinds for w in language.words("speakers", name)}


def _titles(language: Language) -> dict[str, str]:
    genders = (("", "common"), ("m", "men"), ("f", "women"))
    return {w: gender for gender, name in genders for w in language.words("names", name)}


def _pronouns(language: Language) -> dict[str, tuple[str, str]]:
    kinds: tuple[tuple[str, tuple[str, str]], ...] = (
        ("they", ("", "plural")),
        ("it", ("n", "singular")),
        ("she", ("f", "singular")),
        ("he", ("m", "singular")),
        ("we", ("self", "plural")),
        ("self", ("self", "singular")),
    )
    return {
        form: facts
        for name, facts in kinds
        for word in language.words("speakers", name)
        for form in (word, word[:1].upper() + word[1:])
    }


def _oblique(language: Language) -> dict[str, str]:
    told: dict[str, Any] = {}
    for gender, name in (("f", "hers"), ("m", "his")):
        told.update({word.lower(): gender for word in language.words("speakers", name)})
    return told
