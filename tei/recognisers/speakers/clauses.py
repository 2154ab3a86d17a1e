"""Who speaks or acts in the clause beside a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.persons import Lexicon, Token
from tei.phrases import Phrase, phrase_at, verb_at
from tei.recognisers.speakers.gaps import Gap

BETWEEN = 3  # tokens that may stand between a speaker and the verb
SENTENCE_END = re.compile(r"[.!?…][”’»\"')\]]*\s")
ANNOUNCED = re.compile(r"[:,—–-]\s*$")  # what stands before a quotation that a clause announces
TAGGED = ("name", "pronoun")  # forms that a verb not known as one of saying may go with
APPOSITION = 8  # tokens of an apposition, "Lucy, who had been watching, said"


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


def after(text: str, gap: Gap, words: Lexicon) -> Finding | None:
    """The speaker in the words after a quotation."""
    tokens = words.tokens(text, gap.start, gap.end)
    if not tokens or _announces_next(text, gap, tokens):
        return None
    return (
        _verb_first(tokens, 0, words)
        or _speaker_first(tokens, 0, words)
        or _answer(tokens, words)
        or (_tagging(tokens, words) if _unfinished(text, gap) else None)
        or _acting(tokens, words)
    )


def _unfinished(text: str, gap: Gap) -> bool:
    """Whether a quotation ends in a comma: what follows must say who speaks."""
    return "," in text[max(gap.quotation.start, gap.start - 3) : gap.start]


def _tagging(tokens: Sequence[Token], words: Lexicon) -> Finding | None:
    """“…,” offered Edna: after a comma any verb is one of saying."""
    first = tokens[0]
    plain = first.text.islower() and first.word not in words.stops | words.conjunctions
    phrase = phrase_at(tokens, 1, words) if plain and not words.is_adverb(first.word) else None
    if phrase is not None and phrase.form in TAGGED and not _broken(tokens, 1, phrase.first):
        return _finding(tokens, phrase, 0, 1)
    phrase = phrase_at(tokens, 0, words)
    if phrase is None or phrase.form not in TAGGED or phrase.last >= len(tokens):
        return None
    verb = tokens[phrase.last]
    if verb.before.strip() or not verb.text.islower() or verb.word in words.conjunctions:
        return None
    return _finding(tokens, phrase, phrase.last, 1)


def _announces_next(text: str, gap: Gap, tokens: Sequence[Token]) -> bool:
    """Whether a new sentence stands between two quotations and announces the second."""
    ended = text[gap.start - 2 : gap.start - 1] in (".", "…") and tokens[0].capital
    clause = text[gap.start : gap.end].rstrip()
    return ended and clause.endswith(":") and not SENTENCE_END.search(clause)


def before(text: str, gap: Gap, words: Lexicon) -> Finding | None:
    """The speaker in the last sentence before a quotation."""
    start = _sentence_start(text, gap, words)
    tokens = words.tokens(text, start, gap.end)
    if not tokens:
        return None
    announced = ANNOUNCED.search(text, max(start, gap.end - 8), gap.end) is not None
    label = _label(text, gap, tokens, words)
    if label is not None:
        return label
    found = _last_verb(tokens, words, announced)
    if found is not None:
        return found if announced else replace(found, close=False)
    return _acting(tokens, words, announced)


def _label(text: str, gap: Gap, tokens: Sequence[Token], words: Lexicon) -> Finding | None:
    """Zinoviev: “…”"""
    whole = gap.whole and not gap.label and text[gap.start : gap.end].rstrip().endswith(":")
    phrase = phrase_at(tokens, 0, words) if whole else None
    if phrase is None or phrase.last < len(tokens) or phrase.form == "pronoun":
        return None
    return Finding(tokens, phrase, ":", tokens[0].start, tokens[-1].end)


def _sentence_start(text: str, gap: Gap, words: Lexicon) -> int:
    """Where the last sentence of a gap begins; a full stop after a title ends none."""
    start = gap.start
    for match in SENTENCE_END.finditer(text, gap.start, gap.end):
        word = re.search(r"\w+$", text[max(gap.start, match.start() - 20) : match.start()])
        short = word is not None and (word[0] in words.titles or len(word[0]) == 1)
        if not (match[0][0] == "." and short) and text[match.end() : gap.end].strip():
            start = match.end()
    return start


def _skip(tokens: Sequence[Token], place: int, words: Lexicon) -> Iterator[int]:
    """Places that can be reached over adverbs and auxiliaries."""
    for step in range(place, min(len(tokens), place + BETWEEN + 1)):
        if step > place and set(tokens[step].before) & set(".;:!?"):
            return
        yield step
        if not words.is_adverb(tokens[step].word):
            return


def _verb_first(tokens: Sequence[Token], place: int, words: Lexicon) -> Finding | None:
    """“…,” said Lucy"""
    for verb in _skip(tokens, place, words):
        size = verb_at(tokens, verb, words)
        if not size or verb + size >= len(tokens):
            continue
        for start in _skip(tokens, verb + size, words):
            phrase = phrase_at(tokens, start, words) or _bare(tokens, start, words)
            if phrase is not None and not _broken(tokens, verb + size, start):
                return _finding(tokens, phrase, verb, size)
    return None


def _answer(tokens: Sequence[Token], words: Lexicon) -> Finding | None:
    """“…,” was his reply; “…,” was Lucy's next remark"""
    start = next((n for n in (0, 1) if n < len(tokens) and _owner(tokens[n], words)), None)
    if start is None:
        return None
    for noun in range(start + 1, min(len(tokens), start + BETWEEN + 1)):
        if tokens[noun].before.strip():
            return None
        if tokens[noun].word in words.verbs:
            owner = _owner(tokens[start], words)
            if owner is not None:
                mine = replace(owner, first=start, last=start + 1)
                return _finding(tokens, mine, noun, 1)
    return None


def _owner(token: Token, words: Lexicon) -> Phrase | None:
    """Whose: a possessive pronoun or a name's possessive; its place is not set."""
    if token.capital and token.text.endswith(("'s", "’s")):
        return Phrase("name", 0, 1)
    gender = words.oblique.get(token.word, "")
    if gender and token.word in words.possessives:
        return Phrase("pronoun", 0, 1, gender)
    return None


def _bare(tokens: Sequence[Token], place: int, words: Lexicon) -> Phrase | None:
    """A noun without an article, in languages that have none."""
    word = tokens[place].word
    if not words.bare_nouns or word in words.stops or words.is_adverb(word):
        return None
    return Phrase("noun", place, place + 1, words.nouns.get(word, ""))


def _broken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a clause ends between two tokens."""
    return any(set(t.before) & set(".;:!?,()") for t in tokens[first : last + 1])


def _speaker_first(tokens: Sequence[Token], place: int, words: Lexicon) -> Finding | None:
    """“…,” Lucy said; “…,” Lucy, who had been watching, said"""
    phrase = phrase_at(tokens, place, words)
    if phrase is None or phrase.last >= len(tokens):
        return None
    for verb in _skip(tokens, phrase.last, words):
        size = verb_at(tokens, verb, words)
        if size:
            return _finding(tokens, phrase, verb, size)
    return None


def _finding(tokens: Sequence[Token], phrase: Phrase, verb: int, size: int) -> Finding:
    words = " ".join(token.text for token in tokens[verb : verb + size])
    start = min(tokens[verb].start, tokens[phrase.first].start)
    end = max(tokens[verb + size - 1].end, tokens[phrase.last - 1].end)
    return Finding(tokens, phrase, words.lower(), start, end)


def _last_verb(tokens: Sequence[Token], words: Lexicon, announced: bool) -> Finding | None:
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
        if verb in _skip(tokens, phrase.last, words) and _governs(tokens, phrase, verb, words):
            return _inverted(tokens, phrase, verb, words) or _finding(tokens, phrase, verb, size)
        opens = phrase.form != "noun" and _opens_clause(tokens, place, words)
        opens = opens or _main_subject(tokens, phrase, first, words)
        if opens or (first is None and _subject(tokens, place, words)):
            first = phrase
        place = phrase.last
    if first is None:
        return _verb_first(tokens, verb, words)
    found = _finding(tokens, first, verb, size)
    return Finding(tokens, first, found.verb, found.start, found.end, close=False)


def _inverted(tokens: Sequence[Token], phrase: Phrase, verb: int, words: Lexicon) -> Finding | None:
    """The subject after the verb where the first word is none: “Alsbald sagte der Onkel”."""
    first = tokens[phrase.first]
    opener = phrase.first == 0 and phrase.last == 1 and phrase.form == "name"
    if not opener or first.text in words.inner or first.text in words.titles:
        return None
    return _verb_first(tokens, verb, words)


def _governs(tokens: Sequence[Token], phrase: Phrase, verb: int, words: Lexicon) -> bool:
    """Whether a noun phrase before a verb is its subject, and no object of another one."""
    if phrase.form != "noun":
        return True
    if _broken(tokens, phrase.last, verb):
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


def _subject(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a phrase can be a subject: no preposition stands before it."""
    before = tokens[place - 1].word if place else ""
    return before not in words.stops or before in words.conjunctions


def _acting(tokens: Sequence[Token], words: Lexicon, announced: bool = False) -> Finding | None:
    """The person whose action stands beside a quotation: the sentence's first subject."""
    for start in range(min(len(tokens), APPOSITION)):
        if start and set(tokens[start].before) & set(".!?"):
            return None
        phrase = phrase_at(tokens, start, words)
        if phrase is not None and _subject(tokens, start, words):
            span = tokens[phrase.first].start, tokens[min(phrase.last + 2, len(tokens)) - 1].end
            return Finding(tokens, phrase, "", *span, close=announced)
    return None
