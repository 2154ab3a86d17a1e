"""Who speaks or acts in the clause beside a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei.persons import Lexicon, Token
from tei.phrases import Phrase, phrase_at, verb_at
from tei.recognisers.speakers.findings import (
    BETWEEN,
    Finding,
    finding,
    is_broken,
    reachable,
    verb_first,
)
from tei.recognisers.speakers.gaps import Gap
from tei.recognisers.speakers.subjects import is_subject, last_verb

SENTENCE_END = re.compile(r"[.!?…][”’»\"')\]]*\s")
ANNOUNCED = re.compile(r"[:,—–-]\s*$")  # what stands before a quotation that a clause announces
OWNING = ("'s", "’s", "s'", "s’")
TAGGED = ("name", "pronoun")  # forms that a verb not known as one of saying may go with
APPOSITION = 8  # tokens of an apposition, "Lucy, who had been watching, said"


def after(text: str, gap: Gap, words: Lexicon) -> Finding | None:
    """The speaker in the words after a quotation."""
    tokens = words.tokens(text, gap.start, gap.end)
    if not tokens or text[gap.start] == "." or _announces_next(text, gap, tokens, words):
        return None
    return (
        verb_first(tokens, 0, words)
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
    if phrase is not None and phrase.form in TAGGED and not is_broken(tokens, 1, phrase.first):
        return finding(tokens, phrase, 0, 1)
    phrase = phrase_at(tokens, 0, words)
    if phrase is None or phrase.form not in TAGGED or phrase.last >= len(tokens):
        return None
    verb = tokens[phrase.last]
    if verb.before.strip() or not verb.text.islower() or verb.word in words.conjunctions:
        return None
    return finding(tokens, phrase, phrase.last, 1)


def _announces_next(text: str, gap: Gap, tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether a new clause stands between two quotations and announces the second."""
    clause = text[gap.start : gap.end].strip()
    ended = text[gap.start - 2 : gap.start - 1] in (".", "…") and tokens[0].capital
    apart = clause.startswith(";") and clause.endswith((":", ","))
    announces = apart or (ended and clause.endswith(":"))
    return announces and _sentence_start(text, gap, words) == gap.start


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
    held = _opinion(tokens, words)
    if held is not None:
        return held
    found = last_verb(tokens, words, announced)
    if found is not None:
        return found if announced else replace(found, close=False)
    return _acting(tokens, words, announced) or (
        _origin(text, gap, tokens, words) if announced else None
    )


def _opinion(tokens: Sequence[Token], words: Lexicon) -> Finding | None:
    """Whose words prose gives: “in Ash's opinion the weir was …”; no verb of saying follows."""
    if _led(tokens, 2, words) == 2:
        phrase = phrase_at(tokens, 2, words)
        said = phrase and any(verb_at(tokens, n, words) for n in range(phrase.last, len(tokens)))
        if phrase is not None and not said:
            return Finding(tokens, phrase, "", tokens[0].start, tokens[phrase.last - 1].end)
    for noun in range(1, min(len(tokens), APPOSITION)):
        owner = tokens[noun - 1]
        if tokens[noun].word in words.opinions and owner.capital and owner.text.endswith(OWNING):
            start = noun - 1
            while start > 0 and tokens[start - 1].capital and not tokens[start].before.strip(" ."):
                start -= 1
            first = start + (tokens[start].word in words.stops)
            if any(verb_at(tokens, place, words) for place in range(noun + 1, len(tokens))):
                return None
            span = tokens[first].start, tokens[noun].end
            return Finding(tokens, Phrase("name", first, noun), "", *span)
    return None


def _origin(text: str, gap: Gap, tokens: Sequence[Token], words: Lexicon) -> Finding | None:
    """Whom words come from: “this from the Harbour Section: …”, “according to Ash, …”."""
    colon = text[gap.start : gap.end].rstrip().endswith(":")
    for start in range(1, min(len(tokens), APPOSITION)):
        led = _led(tokens, start, words)
        phrase = phrase_at(tokens, start, words) if led and (colon or led == start) else None
        if phrase is not None:
            return Finding(tokens, phrase, "", tokens[start].start, tokens[phrase.last - 1].end)
    return None


def _led(tokens: Sequence[Token], start: int, words: Lexicon) -> int:
    """How many words before a token say that something comes from it: “from”, “according to”."""
    if start > len(tokens):
        return 0
    two = " ".join(token.word for token in tokens[max(0, start - 2) : start])
    if start > 1 and two in words.origins:
        return 2
    return int(tokens[start - 1].word in words.origins)


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
                return finding(tokens, mine, noun, 1)
    return None


def _owner(token: Token, words: Lexicon) -> Phrase | None:
    """Whose: a possessive pronoun or a name's possessive; its place is not set."""
    if token.capital and token.text.endswith(("'s", "’s")):
        return Phrase("name", 0, 1)
    gender = words.oblique.get(token.word, "")
    if gender and token.word in words.possessives:
        return Phrase("pronoun", 0, 1, gender)
    return None


def _speaker_first(tokens: Sequence[Token], place: int, words: Lexicon) -> Finding | None:
    """“…,” Lucy said; “…,” Lucy, who had been watching, said"""
    phrase = phrase_at(tokens, place, words)
    if phrase is None or phrase.last >= len(tokens):
        return None
    for verb in reachable(tokens, phrase.last, words):
        size = verb_at(tokens, verb, words)
        if size:
            return finding(tokens, phrase, verb, size)
    return None


def _acting(tokens: Sequence[Token], words: Lexicon, announced: bool = False) -> Finding | None:
    """The person whose action stands beside a quotation: the sentence's first subject."""
    start = -1
    while (start := start + 1) < min(len(tokens), APPOSITION):
        if start and set(tokens[start].before) & set(".!?"):
            return None
        phrase = phrase_at(tokens, start, words)
        if phrase is not None and not is_subject(tokens, start, words):
            start = phrase.last - 1  # “voices from the Right”: nor is a part of it one
        elif phrase is not None:
            span = tokens[phrase.first].start, tokens[min(phrase.last + 2, len(tokens)) - 1].end
            return Finding(tokens, phrase, "", *span, close=announced)
    return None
