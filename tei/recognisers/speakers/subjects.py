"""The subject of the last verb of saying in the sentence before a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from tei.persons import Lexicon, Token
from tei.phrases import Phrase, phrase_at, verb_at
from tei.recognisers.speakers.findings import Finding, finding, is_broken, reachable, verb_first


def last_verb(tokens: Sequence[Token], words: Lexicon, announced: bool) -> Finding | None:
    """Lucy said: “…”; Lucy turned to her mother and said: “…”"""
    for verb in range(len(tokens) - 1, -1, -1):
        size = verb_at(tokens, verb, words)
        if not size:
            continue
        found = _subject_before(tokens, verb, size, words)
        if found is not None and (announced or not set(tokens[verb].before) & set(".;:!?")):
            return found
    return None


def _subject_before(
    tokens: Sequence[Token], verb: int, size: int, words: Lexicon
) -> Finding | None:
    """The subject of a verb: the phrase right before it, or the sentence's first."""
    first = None
    place = 0
    while place < verb:
        phrase = phrase_at(tokens, place, words)
        if phrase is None or phrase.last > verb:
            place += 1
            continue
        governs = _governs(tokens, phrase, verb, words) and not _depends(
            tokens, phrase, first, words
        )
        if governs and _reaches(tokens, phrase, verb, words):
            return _inverted(tokens, phrase, verb, words) or finding(tokens, phrase, verb, size)
        opens = phrase.form != "noun" and _opens_clause(tokens, place, words)
        opens = opens or _main_subject(tokens, phrase, first, words)
        if opens or (first is None and is_subject(tokens, place, words)):
            first = phrase
        place = phrase.last
    if first is None:
        return verb_first(tokens, verb, words)
    found = finding(tokens, first, verb, size)
    return Finding(tokens, first, found.verb, found.start, found.end, close=False)


def _inverted(tokens: Sequence[Token], phrase: Phrase, verb: int, words: Lexicon) -> Finding | None:
    """The subject after the verb where the first word is none: “Alsbald sagte der Onkel”."""
    first = tokens[phrase.first]
    opener = phrase.first == 0 and phrase.last == 1 and phrase.form == "name"
    if not opener or first.text in words.inner or first.text in words.titles:
        return None
    return verb_first(tokens, verb, words)


def _reaches(tokens: Sequence[Token], phrase: Phrase, verb: int, words: Lexicon) -> bool:
    """Whether a verb follows a phrase, or follows “who” after it: “Mrs. Webb, who wrote”."""
    if verb in reachable(tokens, phrase.last, words):
        return True
    relative = tokens[phrase.last] if phrase.last < verb else None
    if relative is None or relative.word not in words.relatives or phrase.form == "pronoun":
        return False
    return verb in reachable(tokens, phrase.last + 1, words)


def _depends(tokens: Sequence[Token], phrase: Phrase, first: Phrase | None, words: Lexicon) -> bool:
    """Whether a name belongs to a person before it: “a correspondent of the Leeds Guardian”."""
    if phrase.form != "name" or first is None or first.form != "noun":
        return False
    person = tokens[first.last - 1].word
    known = person in words.nouns or person in words.reporting
    return known and first.last == phrase.first - 1 and not is_subject(tokens, phrase.first, words)


def _governs(tokens: Sequence[Token], phrase: Phrase, verb: int, words: Lexicon) -> bool:
    """Whether a phrase before a verb is its subject, and no object of another one."""
    if phrase.form == "name" and tokens[phrase.last].before.strip() == ",":
        related = tokens[phrase.last].word in words.relatives
        return related or is_subject(tokens, phrase.first, words)
    if phrase.form != "noun":
        return True
    if is_broken(tokens, phrase.last, verb):
        return False
    opens = phrase.first == 0 or bool(set(tokens[phrase.first].before) & set(".,;:!?—"))
    return opens or tokens[phrase.first - 1].word in words.conjunctions


def _main_subject(
    tokens: Sequence[Token], phrase: Phrase, first: Phrase | None, words: Lexicon
) -> bool:
    """Whether a person's noun after a comma is the subject, and a thing's before it none.

    “To give one case out of many, the old man was heard muttering: …”
    """
    if first is None or first.form != "noun" or phrase.form != "noun":
        return False
    leading = tokens[0].word in words.stops and tokens[phrase.first].before.strip() == ","
    person, thing = tokens[phrase.last - 1].word, tokens[first.last - 1].word
    return leading and person in words.nouns and thing not in words.nouns


def _opens_clause(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a main clause begins at a phrase: “…; but Dora, who had heard it, said”"""
    if place == 0:
        return True
    joined = tokens[place - 1].word in words.coordinators
    marks = set(tokens[place - joined].before) if place > joined else set()
    return bool(marks & set(";:")) or (joined and "," in marks)


def is_subject(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a phrase can be a subject: no preposition stands before it."""
    before = tokens[place - 1].word if place else ""
    return before not in words.stops or before in words.conjunctions
