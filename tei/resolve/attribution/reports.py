"""Works, bodies and persons whose words are reported: “the resolution said: …”."""

from __future__ import annotations

import re
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import Language
from tei.persons import Lexicon, Phrase, Token, lexicon, name_at
from tei.resolve.attribution.cast import Person
from tei.resolve.attribution.scene import Scene

REACH = 500  # code points in which “it” looks for the work it means
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
    kind = scene.words.reporting[match[0].lower()]
    return scene.cast.add(_named(cue.get("name"), match[0]), cue.start, kind=kind)


def _named(phrase: str, noun: str) -> str:
    """A phrase with its article as the text first has it, in lower case."""
    return phrase[:1].lower() + phrase[1:] if not noun[:1].isupper() else phrase


def last_reported(scene: Scene, place: int) -> Person | None:
    """The work or body that the paragraph spoke of last before a place (“elsewhere it says”)."""
    start = max(scene.paragraph_start(place), place - REACH)
    quotations = scene.reading.annotations.inside(start, place, "quotation")
    for match in reversed(
        list(_reporting(scene.reading.language).finditer(scene.reading.source.text, start, place))
    ):
        if not any(q.start <= match.start() < q.end for q in quotations):
            noun = _with_complement(scene, match)
            kind = scene.words.reporting[match[0].lower()]
            if kind != "person":
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


def lone_name(scene: Scene, place: int) -> tuple[str, int] | None:
    """The likeliest name before a quotation that no verb of saying stands with, and where.

    Looks in the paragraph and the one before, outside quotations, for what may be a
    subject or stands in apposition (“Kameniev, a little man”); the last one wins.
    """
    start = scene.paragraph_start(place)
    for low, high in ((start, place), (scene.paragraph_start(max(0, start - 1)), start)):
        found = _last_subject(scene, max(low, high - NAME_REACH), high)
        if found is not None:
            return found
    return None


def _last_subject(scene: Scene, start: int, end: int) -> tuple[str, int] | None:
    text, words = scene.reading.source.text, scene.words
    tokens = words.tokens(text, start, end)
    last: Phrase | None = None
    number = 0
    while number < len(tokens):
        phrase = name_at(tokens, number, words)
        if phrase is not None and _may_act(tokens, phrase, words):
            quoted = scene.reading.annotations.around(tokens[number].start, "quotation")
            last = last if quoted else phrase
        number = phrase.last if phrase else number + 1
    if last is None:
        return None
    first, final = tokens[last.first], tokens[last.last - 1]
    close = final.end - (2 if final.text.endswith(("'s", "’s")) else 0)
    return " ".join(text[first.start : close].split()), first.start


def _may_act(tokens: list[Token], phrase: Phrase, words: Lexicon) -> bool:
    """Whether a name may be a subject: no preposition before it, no noun after it."""
    before = tokens[phrase.first - 1].text.lower() if phrase.first else ""
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    word = following.text.lower() if following else ""
    between = following.before.strip() if following else ""
    if between == "," and word in words.determiners:
        return True
    if before in words.stops and before not in words.conjunctions:
        return False
    return before not in words.determiners or word in words.stops or words.is_adverb(word)
