"""Titles beside what tells them: "(Naturalist on the Sea, p. 31)", "X of Y, a lecture by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.cues import refused
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import UPPER
from tei.recognisers.sources.phrases import REACH, STOP, Phrase, begins, phrase_at, phrase_before

BRACKET = re.compile(rf"\((?=[{UPPER}])")
YEAR = re.compile(r",\s(?:1[4-9]|20)\d\d(?!\d)(?=[;,)])")
EDITION = re.compile(r",\s(?:\d{1,2}(?:st|nd|rd|th|te|e)?\.?\s)?(?:\w+\s)?(?:ed|edn|Aufl|éd)\b")
ROMAN = re.compile(r",\s[ivxlc]{1,7}(?:,\s(?:pt\.\s)?\d{1,4}|\.?\sp\.\s?\d)")
NEAR = 24  # code points before brackets that are looked at
ALONE = 4  # words with a capital of a title that stands alone in brackets
LOWER_BEFORE = re.compile(r"(?:[;:(—]|[,.]|[^\W\dA-ZÀ-Þ_]{2,})\s?$")


def apposed_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Titles in brackets, and before and after a word for works."""
    yield from bracketed(text, lexicon)
    yield from explained(text, lexicon)


def bracketed(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """What opens a bracket and goes on with a page, a volume, an edition or a year."""
    for match in BRACKET.finditer(text):
        phrase = usable(text, phrase_at(text, match.end(), lexicon, wide=True), lexicon)
        if phrase and (cited(text, phrase.end, lexicon) or fills(text, phrase, lexicon)):
            yield title(phrase, "sources.bracketed", text)


def cited(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a page, a volume, an edition or a year follows."""
    comma = re.match(r",?\s", text[end : end + 2])
    scoped = comma and lexicon.scope.match(text, end + comma.end())
    return bool(scoped or any(form.match(text, end) for form in (YEAR, EDITION, ROMAN)))


def fills(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a long phrase with connecting words fills brackets behind a word for works."""
    words = {word.lower() for word in text[phrase.start : phrase.end].split()}
    whole = text[phrase.end : phrase.end + 1] == ")" and phrase.words >= ALONE
    if not whole or not phrase.joined or not lexicon.bodies.isdisjoint(words):
        return False
    low = max(0, phrase.start - NEAR)
    return lexicon.work_before.search(text[low : phrase.start - 1]) is not None


def explained(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """ "X of Y, a lecture by Ash"; "Ash's great work, X of Y, came out"."""
    for match in lexicon.explaining.finditer(text):
        low = max(text.rfind("\n\n", 0, match.start()) + 2, match.start() - REACH)
        before = phrase_before(text, match.start(), low, lexicon)
        phrase = usable(text, before, lexicon)
        if phrase and LOWER_BEFORE.search(text, max(0, phrase.start - 12), phrase.start):
            yield title(phrase, "sources.explained", text)
    for match in lexicon.work_of.finditer(text):
        after = phrase_at(text, match.end(), lexicon, wide=True)
        if after and after.words > 1 and STOP.match(text, after.end):
            phrase = usable(text, after, lexicon, firm=False)
            yield from [title(phrase, "sources.explained", text)] if phrase else []


def usable(
    text: str, phrase: Phrase | None, lexicon: Lexicon, *, firm: bool = True
) -> Phrase | None:
    """The phrase where it has the form of a title and names no body, place or person."""
    if phrase is None or (firm and not phrase.firm) or not begins(text, phrase, lexicon):
        return None
    words = text[phrase.start : phrase.end].split()
    if words[0] in lexicon.not_last or words[0] in lexicon.not_alone:
        return None
    return None if refused(words, phrase, lexicon) else phrase


def title(phrase: Phrase, rule: str, text: str) -> Annotation:
    """The annotation of a title of a work by itself."""
    words = text[phrase.start : phrase.end]
    return Annotation("title", phrase.start, phrase.end, {"level": "m"}, "medium", rule, words)
