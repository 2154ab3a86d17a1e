"""Works, bodies and persons whose words are reported: “the resolution said: …”."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import Language, entry
from tei.persons import Lexicon, Token, lexicon
from tei.phrases import Phrase, name_at, noun_at
from tei.resolve.attribution.persons import Person
from tei.resolve.attribution.scene import Scene

REACH = 500  # code points in which “it” looks for the work it means
FIRST = 3  # tokens among which the subject of a sentence is looked for
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?…][”’»\"]*\s+")
NAME_REACH = 600  # code points in which a pronoun looks for a name never seen as a speaker's


@lru_cache(maxsize=32)
def _reporting(language: Language) -> re.Pattern[str]:
    words = sorted(map(re.escape, lexicon(language).reporting), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)


def reported(scene: Scene, cue: Annotation) -> Person | None:
    """The work or body that a noun phrase means (“the resolution”)."""
    match = _reporting(scene.reading.language).search(cue.get("name"))
    if match is None:
        return None
    kind = entry(scene.words.reporting, match[0], "work")
    return scene.cast.add(_named(cue.get("name"), match[0]), cue.start, kind=kind)


def _named(phrase: str, noun: str) -> str:
    """A phrase with its article as the text first has it, in lower case."""
    return phrase[:1].lower() + phrase[1:] if not noun[:1].isupper() else phrase


def last_reported(scene: Scene, place: int) -> Person | None:
    """The work or body spoken of last before a place (“elsewhere it says”).

    Looks in the paragraph, then in the one before, outside quotations.
    """
    start = scene.paragraph_start(place)
    before = scene.paragraph_start(max(0, start - 1))
    for low, high in ((start, place), (before, start)):
        found = _last_noun(scene, max(low, high - REACH), high)
        if found is not None:
            return found
    return None


def origin(scene: Scene, start: int, end: int) -> Person | None:
    """The work or body that words before a colon were taken from (“culled from the papers:”)."""
    text, words = scene.reading.source.text, scene.words
    for match in _reporting(scene.reading.language).finditer(text, start, end):
        before = words.tokens(text, start, match.start())
        tail = [token.word for token in before[-3:]]
        if any(word in words.origins for word in tail):
            return scene.cast.add(
                _with_complement(scene, match),
                match.start(),
                kind=entry(words.reporting, match[0], "work"),
            )
    return None


def _last_noun(scene: Scene, start: int, end: int) -> Person | None:
    pattern, text = _reporting(scene.reading.language), scene.reading.source.text
    for match in reversed(list(pattern.finditer(text, start, end))):
        kind = entry(scene.words.reporting, match[0], "work")
        quoted = scene.reading.annotations.around(match.start(), "quotation")
        if kind != "person" and not quoted:
            noun = _with_complement(scene, match)
            known = scene.cast.ending(noun.split()[0].lower())
            return known or scene.cast.add(noun, match.start(), kind=kind)
    return None


def _with_complement(scene: Scene, match: re.Match[str]) -> str:
    """A noun with what follows it after “of”, up to a full stop or comma."""
    text = scene.reading.source.text
    tail = re.match(r"[^.,;:!?()“”]{0,40}", text[match.end() : match.end() + 40])
    words = tail[0].split() if tail else []
    if words and words[0] in scene.words.particles and len(words) <= 4:
        return " ".join([match[0], *words])
    return match[0]


def addressed(scene: Scene, place: int) -> tuple[str, int] | None:
    """The name last in the sentence before a quotation in which the author writes to somebody.

    “I spoke of it to Dr. Pell. ‘…,’ was his answer”: he who is spoken to answers.
    """
    text, words = scene.reading.source.text, scene.words
    start = scene.paragraph_start(place)
    before = text[start:place].rstrip(' \n“‘«„"')
    ends = [found.end() for found in SENTENCE_END.finditer(before) if found.end() < len(before)]
    start, end = start + (ends[-1] if ends else 0), start + len(before)
    tokens = words.tokens(text, start, end)
    if not any(words.pronouns.get(token.text, ("",))[0] == "self" for token in tokens[:FIRST]):
        return None
    for number in range(1, len(tokens)):
        phrase = name_at(tokens, number, words)
        if phrase is not None and phrase.last == len(tokens):
            return _text_of(text, tokens, phrase), tokens[number].start
    return None


def lone_name(scene: Scene, place: int, gender: str) -> tuple[str, int] | None:
    """The likeliest name before a quotation that no verb of saying stands with, and where.

    Looks in the paragraph and the one before, outside quotations, for what may be a
    subject or stands in apposition (“Kameniev, a little man”); the last one wins.
    """
    start = scene.paragraph_start(place)
    for low, high in ((start, place), (scene.paragraph_start(max(0, start - 1)), start)):
        span = max(low, high - NAME_REACH), high
        told = gender, (gender if high == place else "")
        found = _last_named(scene, *span, told, _acts)
        found = found or _last_named(scene, *span, told, _may_act)
        if found is not None:
            return found
    return None


def _last_named(
    scene: Scene, start: int, end: int, genders: tuple[str, str], fits_there: Callable[..., bool]
) -> tuple[str, int] | None:
    """The last name or noun phrase; genders: of a noun, and of a name by its title alone."""
    text, words = scene.reading.source.text, scene.words
    tokens = words.tokens(text, start, end)
    last: tuple[str, int] | None = None
    number = 0
    while number < len(tokens):
        phrase = name_at(tokens, number, words) or noun_at(tokens, number, words)
        if phrase is not None:
            told = not scene.reading.annotations.around(tokens[number].start, "quotation")
            fits = _names_somebody(scene, tokens, phrase) or _means(tokens, phrase, words, genders)
            if told and fits and fits_there(tokens, phrase, words):
                last = (_text_of(text, tokens, phrase), tokens[number].start)
        number = phrase.last if phrase else number + 1
    return last


def _means(tokens: list[Token], phrase: Phrase, words: Lexicon, genders: tuple[str, str]) -> bool:
    """Whether a noun phrase means somebody of a gender (“a rough workman”)."""
    gender, titled = genders
    if phrase.form == "name":
        return bool(titled) and phrase.gender == titled
    apposition = "," in tokens[phrase.first].before
    last = tokens[phrase.last - 1].word
    told, kind = words.nouns.get(last), words.reporting.get(last)
    new = told is None and kind is None and _new(tokens, phrase, words)
    means = told == gender or (told is None and kind == "person") or new
    return phrase.form == "noun" and means and not apposition


def _new(tokens: list[Token], phrase: Phrase, words: Lexicon) -> bool:
    """Whether a sentence begins with somebody not named before: “A peasant told of …”."""
    opens = phrase.first == 0 or bool(set(tokens[phrase.first].before) & set(".!?…"))
    return opens and tokens[phrase.first].word in words.indefinite


def _text_of(text: str, tokens: list[Token], phrase: Phrase) -> str:
    """A name without its possessive ending."""
    last = tokens[phrase.last - 1]
    end = last.end - (2 if last.text.endswith(("'s", "’s")) else 0)
    return " ".join(text[tokens[phrase.first].start : end].split())


def _names_somebody(scene: Scene, tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a capitalised word outside quotations occurs often, and never in lower case."""
    if phrase.form == "noun":
        return False
    text, last = scene.reading.source.text, tokens[phrase.last - 1]
    word = last.text.removesuffix("’s").removesuffix("'s")
    if word.lower() in scene.words.reporting or scene.reading.annotations.around(
        last.start, "quotation"
    ):
        return False
    full = (
        phrase.last - phrase.first > 1 and tokens[phrase.first].word not in scene.words.determiners
    )
    return (full or text.count(word) > 1) and f" {word.lower()}" not in text


def _may_act(tokens: list[Token], phrase: Phrase, words: Lexicon) -> bool:
    """Whether a name may be a subject, or has an apposition (“Kameniev, a little man”)."""
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    if following and following.before.strip() == "," and following.word in words.determiners:
        return True
    if phrase.first == 0 or set(tokens[phrase.first].before) & set(".,;:!?"):
        return True
    before = tokens[phrase.first - 1]
    if before.word in words.conjunctions:
        return phrase.first == 1 or not tokens[phrase.first - 2].capital
    return before.word not in words.stops | words.determiners


def _acts(tokens: list[Token], phrase: Phrase, words: Lexicon) -> bool:
    """Whether a name is a subject rather than an object (“entreated Eckermann”)."""
    if not _may_act(tokens, phrase, words):
        return False
    before = tokens[phrase.first - 1] if phrase.first else None
    if before is None or tokens[phrase.first].before.strip() or words.is_adverb(before.word):
        return True
    if before.word in words.conjunctions:
        return True
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    return _goes_on(following, words)


def _goes_on(following: Token | None, words: Lexicon) -> bool:
    """Whether a verb may follow a name: a word that is no preposition, and no mark before it."""
    if following is None or following.before.strip() or following.capital:
        return False
    return following.word not in words.stops | words.conjunctions | words.determiners
