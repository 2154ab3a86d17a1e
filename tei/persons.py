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
from typing import Any, Literal

from tei.language import Language
from tei.reading import AgentKind

Form = Literal["name", "noun", "pronoun", "self"]
UPPER = "".join(
    char for char in map(chr, (*range(0x41, 0x250), *range(0x370, 0x530))) if char.isupper()
)
WORD = re.compile(r"[^\W\d_]+")
INNER = re.compile(rf"[^\W\d_{UPPER}],?[ \n]([{UPPER}][^\W\d_]+)")
LONGEST_PHRASE = 7  # tokens of a noun phrase, "the old man in the" and so on
POSSESSIVE = ("'s", "’s", "'", "’")


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, noun phrase or pronoun: its tokens are [first, last)."""

    form: Form
    first: int
    last: int
    gender: str = ""
    number: str = "singular"


@dataclass(frozen=True)
class Lexicon:
    """The words of one language that speak of persons, in lower case but for titles.

    verbs:     first word → the rests that make it a verb of saying ("" for the word alone)
    pronouns:  word as printed → (gender, number); gender is "m", "f", "n", "self" or ""
    oblique:   pronoun of any case → the gender it tells
    nouns:     noun → gender of the person it means
    reporting: noun → kind of agent whose words are reported
    titles:    title without its full stop, as printed → gender
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
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    stops: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    kin: frozenset[str]
    epithets: frozenset[str]
    generic: frozenset[str]
    reading: frozenset[str]
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
        counts = Counter(WORD.findall(text))
        capital = {w: n for w, n in counts.items() if w[0].isupper()}
        openers = {w.lower() for w, n in capital.items() if counts.get(w.lower(), 0) > n}
        return replace(self, openers=frozenset(openers), inner=frozenset(INNER.findall(text)))

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between a speaker and the verb."""
        return word in self.adverbs or (len(word) > 4 and word.endswith(self.adverb_endings))

    def title_gender(self, word: str) -> str | None:
        """The gender that a title tells ("" for either); None where it is no title."""
        return self.titles.get(word)


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
        adverbs=_set(language, "speakers", "adverbs"),
        adverb_endings=tuple(language.words("speakers", "adverb_endings")) or ("\0",),
        stops=_set(language, "speakers", "stops"),
        conjunctions=_set(language, "speakers", "conjunctions"),
        particles=frozenset(language.words("names", "particles")),
        not_names=_set(language, "names", "not_names") | {word.lower() for word in plain},
        kin=_set(language, "names", "kin"),
        epithets=_set(language, "names", "epithets"),
        generic=_set(language, "speakers", "generic"),
        reading=_set(language, "speakers", "reading"),
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


def verb_at(tokens: Sequence[Token], place: int, words: Lexicon) -> int:
    """How many tokens at `place` make a verb of saying; 0 where none does."""
    token = tokens[place]
    rests = words.verbs.get(token.text.lower().replace("’", "'"))
    if rests is None or _after_article(tokens, place, words):
        return 0
    for rest in rests:
        size = len(rest.split())
        following = tokens[place + 1 : place + 1 + size]
        if [t.text.lower() for t in following] == rest.split():
            return 1 + size
    return 0


def _after_article(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a word is a noun, for an article or a preposition stands before it (“in answer”)."""
    if place == 0 or tokens[place].before.strip():
        return False
    before = tokens[place - 1].text.lower()
    if before in words.oblique or before in words.conjunctions or before in words.adverbs:
        return False
    return before in words.determiners or before in words.stops


def phrase_at(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """The name, noun phrase or pronoun that begins at a token."""
    if place >= len(tokens):
        return None
    word = tokens[place].text.replace("’", "'")
    if word in words.pronouns and not _possessive(tokens, place, words):
        gender, number = words.pronouns[word]
        form: Form = "self" if gender == "self" else "pronoun"
        return Phrase(form, place, place + 1, "" if form == "self" else gender, number)
    return name_at(tokens, place, words) or noun_at(tokens, place, words)


def _possessive(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a word that may be a pronoun opens a noun phrase (“her mother”)."""
    following = tokens[place + 1 : place + 2]
    if tokens[place].text.lower() not in words.determiners or not following:
        return False
    return not following[0].before.strip() and following[0].text.lower() not in words.stops


def name_at(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A proper name with its titles."""
    end, gender, named = place, "", False
    if _never_a_name(tokens[place].text, words):
        return None
    while end < len(tokens) and end - place < LONGEST_PHRASE and _joined(tokens, end, place, words):
        token = tokens[end]
        told = words.title_gender(token.text)
        if told is not None:
            gender = gender or told
            named = named or token.capital
        elif token.capital:
            named = True
        elif end == place and token.text in words.epithets and _capital(tokens, end + 1):
            pass
        elif not (token.text in words.particles and named and _capital(tokens, end + 1)):
            break
        end += 1
    while end > place and not tokens[end - 1].capital:
        end -= 1
    if not named or end == place or _no_name(tokens[place:end], words):
        return None
    if place == 0 and end == 1 and _opens_only(tokens, words):
        return None
    return Phrase("name", place, end, gender)


def _never_a_name(word: str, words: Lexicon) -> bool:
    lower = word.lower()
    kept = word in words.titles or lower in words.epithets
    return lower in words.not_names and not kept


def _opens_only(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the first word has a capital for its place alone."""
    word = tokens[0].text
    if word in words.titles or len(tokens) == 1:
        return word not in words.titles and word not in words.inner
    following, between = tokens[1].text.lower(), tokens[1].before.strip()
    article = following in words.determiners or following in words.oblique
    if not between and (verb_at(tokens, 1, words) or article):
        return article
    known = word in words.inner and word.lower() not in words.openers
    return not known and not (between == "," and article)


def _no_name(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether capitalised words are no name: all of them open sentences or name no person."""
    return all(t.text.lower() in words.not_names and t.text not in words.titles for t in tokens)


def _capital(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].capital and not tokens[place].before.strip()


def _joined(tokens: Sequence[Token], place: int, first: int, words: Lexicon) -> bool:
    """Whether a token may continue a name: only blanks, hyphens or a full stop between."""
    if place == first:
        return True
    before, token = tokens[place].before.strip(), tokens[place - 1].text
    if before == ".":
        short = token in words.titles or len(token) == 1
        return short and tokens[place].text.lower() not in words.not_names
    return before in ("", "-") and not token.endswith(POSSESSIVE)


def noun_at(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A noun phrase: an article or possessive and what follows (“her eldest sister”)."""
    first = tokens[place].text.lower()
    owner = tokens[place].capital and tokens[place].text.endswith(("'s", "’s"))
    if not owner and first not in words.determiners:
        return None
    end = place + 1
    while end < len(tokens) and end - place < LONGEST_PHRASE and _in_noun(tokens, end, words):
        end += 1
    if end == place + 1:
        return None
    head = tokens[end - 1]
    if head.capital and not owner and not words.capital_nouns and first not in words.possessives:
        return Phrase("name", place, end, words.nouns.get(head.text.lower(), ""))
    return Phrase("noun", place, end, words.nouns.get(head.text.lower(), ""))


def _in_noun(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    token = tokens[place]
    word = token.text.lower()
    titled = token.before.strip() == "." and tokens[place - 1].text in words.titles
    broken = token.before.strip() not in ("", "-") and not titled
    if broken or word in words.stops:
        return False
    before = tokens[place - 1].text.lower()
    if not token.capital and (before in words.nouns or before in words.reporting):
        return False
    if words.capital_nouns and tokens[place - 1].capital and not token.capital:
        return False
    if words.is_adverb(word) and not token.capital:
        return False
    return not (verb_at(tokens, place, words) and not token.capital)
