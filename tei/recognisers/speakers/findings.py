"""A speaker found in a clause: verb first, and what may stand between verb and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.persons import Lexicon, Token
from tei.phrases import Phrase, phrase_at, verb_at

BETWEEN = 3  # tokens that may stand between a speaker and the verb


@dataclass(frozen=True, slots=True)
class Finding:
    """A speaker's phrase, the verb of saying ("" where there is none), and the words read.

    close: whether verb and speaker stand right beside the quotation
    """

    tokens: Sequence[Token]
    phrase: Phrase
    verb: str
    start: int
    end: int
    close: bool = True


def reachable(tokens: Sequence[Token], place: int, words: Lexicon) -> Iterator[int]:
    """Places that can be reached over adverbs and auxiliaries."""
    for step in range(place, min(len(tokens), place + BETWEEN + 1)):
        if step > place and set(tokens[step].before) & set(".;:!?"):
            return
        yield step
        if not words.is_adverb(tokens[step].word):
            return


def is_broken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a clause ends between two tokens."""
    return any(set(t.before) & set(".;:!?,()") for t in tokens[first : last + 1])


def finding(tokens: Sequence[Token], phrase: Phrase, verb: int, size: int) -> Finding:
    words = " ".join(token.text for token in tokens[verb : verb + size])
    start = min(tokens[verb].start, tokens[phrase.first].start)
    end = max(tokens[verb + size - 1].end, tokens[phrase.last - 1].end)
    return Finding(tokens, phrase, words.lower(), start, end)


def verb_first(tokens: Sequence[Token], place: int, words: Lexicon) -> Finding | None:
    """“…,” said Lucy"""
    for verb in reachable(tokens, place, words):
        size = verb_at(tokens, verb, words)
        if not size or verb + size >= len(tokens):
            continue
        for start in reachable(tokens, verb + size, words):
            phrase = phrase_at(tokens, start, words) or _bare(tokens, start, words)
            if phrase is not None and not is_broken(tokens, verb + size, start):
                return finding(tokens, phrase, verb, size)
    return None


def _bare(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A noun without an article, in languages that have none."""
    word = tokens[place].word
    if not words.bare_nouns or word in words.stops or words.is_adverb(word):
        return None
    return Phrase("noun", place, place + 1, words.nouns.get(word, ""))
