"""Names, noun phrases and pronouns in a run of words, and the verbs of saying beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tei.persons import Lexicon, Token

Form = Literal["name", "noun", "pronoun", "self"]
LONGEST_PHRASE = 7  # tokens of a noun phrase, "the old man in the" and so on
POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, noun phrase or pronoun: its tokens are [first, last)."""

    form: Form
    first: int
    last: int
    gender: str = ""
    number: str = "singular"


def verb_at(tokens: Sequence[Token], place: int, words: Lexicon) -> int:
    """How many tokens at `place` make a verb of saying; 0 where none does."""
    token = tokens[place]
    rests = words.verbs.get(token.word)
    if rests is None or _after_article(tokens, place, words):
        return 0
    for rest in rests:
        size = len(rest.split())
        following = tokens[place + 1 : place + 1 + size]
        if [t.word for t in following] == rest.split():
            return 1 + size
    return 0


def _after_article(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a word is a noun, for an article or a preposition stands before it (“in answer”)."""
    if place == 0 or tokens[place].before.strip():
        return False
    before = tokens[place - 1].word
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
    if tokens[place].word not in words.determiners or not following:
        return False
    return not following[0].before.strip() and following[0].word not in words.stops


def name_at(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A proper name with its titles."""
    end, gender, named = place, "", False
    if _never_a_name(tokens[place], words):
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
        elif not (token.text in words.particles and named and _particle(tokens, end, words)):
            break
        end += 1
    while end > place and not tokens[end - 1].capital:
        end -= 1
    if not named or end == place or _no_name(tokens[place:end], words):
        return None
    if place == 0 and end == 1 and _opens_only(tokens, words):
        return None
    return Phrase("name", place, end, gender)


def _never_a_name(token: Token, words: Lexicon) -> bool:
    """Whether a word begins no name: a function word or an article, and no title."""
    kept = token.text in words.titles or token.word in words.epithets
    leaning = token.text.endswith(("'", "’"))
    return (token.word in words.not_names or leaning) and not kept


def _opens_only(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the first word has a capital for its place alone."""
    word = tokens[0].text
    if word in words.titles:
        return False
    if word not in words.inner and words.is_adverb(tokens[0].word):
        return True
    if len(tokens) == 1:
        alone = tokens[0].word in words.openers or "" in words.verbs.get(tokens[0].word, ())
        return word not in words.inner and alone
    following, between = tokens[1].word, tokens[1].before.strip()
    article = following in words.determiners or following in words.oblique
    if not between and (_says(tokens, words) or article):
        return article
    known = word in words.inner and word.lower() not in words.openers
    added = article or following in words.stops
    return not known and not (between == "," and added)


def _says(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether a verb of saying follows the first word: “Kant said”, “Kant had said”."""
    if verb_at(tokens, 1, words):
        return True
    helped = len(tokens) > 2 and not tokens[2].before.strip() and tokens[1].word in words.adverbs
    return helped and verb_at(tokens, 2, words) > 0


def _no_name(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether capitalised words are no name: all of them open sentences or name no person."""
    return all(t.word in words.not_names and t.text not in words.titles for t in tokens)


def _particle(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a name goes on after a particle; a title begins another name."""
    return _capital(tokens, place + 1) and tokens[place + 1].text not in words.titles


def _capital(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].capital and not tokens[place].before.strip()


def _joined(tokens: Sequence[Token], place: int, first: int, words: Lexicon) -> bool:
    """Whether a token may continue a name: only blanks, hyphens or a full stop between."""
    if place == first:
        return True
    before, token = tokens[place].before.strip(), tokens[place - 1].text
    if before == ".":
        short = token in words.titles or len(token) == 1
        return short and tokens[place].word not in words.not_names
    return before in ("", "-") and not token.endswith(POSSESSIVE)


def noun_at(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A noun phrase: an article or possessive and what follows (“her eldest sister”)."""
    first = tokens[place].word
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
        told = (words.title_gender(token.text) for token in tokens[place:end])
        gender = words.nouns.get(head.word, "") or next(filter(None, told), "")
        return Phrase("name", place, end, gender)
    return Phrase("noun", place, end, words.nouns.get(head.word, ""))


def _in_noun(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    token = tokens[place]
    word = token.word
    titled = token.before.strip() == "." and tokens[place - 1].text in words.titles
    broken = token.before.strip() not in ("", "-") and not titled
    ends = word in words.stops or word in words.determiners or token.text in words.pronouns
    if broken or ends:
        return False
    before = tokens[place - 1].word
    ended = before in words.nouns or before in words.reporting
    if not token.capital and ended and word not in words.nouns:
        return False
    if words.capital_nouns and tokens[place - 1].capital and not token.capital:
        return False
    if words.is_adverb(word) and not token.capital:
        return False
    return not (verb_at(tokens, place, words) and not token.capital)
