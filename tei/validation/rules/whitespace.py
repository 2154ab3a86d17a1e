"""Blanks that change what is read: words run together, blanks on the wrong side of a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei import language
from tei.diagnostics import declare
from tei.validation.document import Document, text_before, text_of
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

# Elements that hold whole words, so that a letter next to their tags is a lost blank.
WHOLE = (
    "persName", "placeName", "orgName", "geogName", "name", "rs", "title", "date", "time", "term",
    "foreign", "bibl", "q", "quote", "said",
)  # fmt: skip
LETTERS_AFTER = re.compile(r"[^\W\d_]+")
LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
SHORTEST = 2  # letters of a word that is taken for one: “a” and “s” may be endings
NOTES_WITH_BLANK = 5  # one in so many is an exception, more are a habit
_P = "<p xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>{}</p>"

GLUED = declare(
    "words-glued",
    "warning",
    "The word “{word}” runs into {place} without a blank.",
    "A line break or a blank beside the tag was lost. Readers see the two words as one; search "
    "finds neither.",
    failing=_P.format("She met <persName>Ann</persName>and Bob."),
    passing=_P.format("She met <persName>Ann</persName> and Bob."),
    source="TEI P5 Guidelines, §1.3.1.1.6 (xml:space)",
)
INSIDE = declare(
    "blank-inside",
    "info",
    "{place} {where} with a blank, so that the blank belongs to it: “{words}”.",
    "The blank between two words stands outside the element, which holds the words alone. Inside, "
    "it is underlined, linked and indexed together with them.",
    failing=_P.format("She met <persName>Ann </persName>and Bob."),
    passing=_P.format("She met <persName>Ann</persName> and Bob."),
)
BEFORE_NOTE = declare(
    "blank-before-note",
    "info",
    "A blank stands before {count} of {all} notes; the others stand directly after the word.",
    "The sign of a footnote is set where the note stands. After a blank it is set apart from its "
    "word and may begin the next line.",
    failing=_P.format("".join(f"One{' ' * (n == 6)}<note>n</note>, " for n in range(7))),
    passing=_P.format("".join("One<note>n</note>, " for _ in range(7))),
)


def check(document: Document) -> Iterator[Finding]:
    """Blanks that are missing or stand on the wrong side of a tag."""
    yield from few(_glued(document))
    yield from few(_inside(document))
    yield from _before_notes(document)


@lru_cache(maxsize=16)
def _common(code: str) -> frozenset[str]:
    """The commonest words of a language, which no inflexion ends in."""
    if code not in language.codes():
        return frozenset()
    words = language.load(code).tables.get("stopwords", ())
    return frozenset(str(word).lower() for word in words if len(str(word)) > SHORTEST)


def _glued(document: Document) -> Iterator[Finding]:
    for element in document.named(*WHOLE):
        after, before = _letters_after(element.tail), _letters_before(text_before(element))
        if not after and not before:
            continue
        common, place = _common(document.language(element)[:2].lower()), readable(str(element.tag))
        words = text_of(element)
        if after in common and words[-1:].isalnum():
            yield broken(GLUED, element, word=after, place=place)
        elif before in common and words[:1].isalnum():
            yield broken(GLUED, element, word=before, place=place)


def _letters_after(text: str | None) -> str:
    """The letters that a text begins with; "" for none."""
    match = LETTERS_AFTER.match(text) if text and text[0].isalpha() else None
    return match[0] if match else ""


def _letters_before(text: str) -> str:
    """The letters that a text ends with; "" for none."""
    match = LETTERS_BEFORE.search(text) if text and text[-1].isalpha() else None
    return match[0] if match else ""


def _inside(document: Document) -> Iterator[Finding]:
    """Names with a space (no line break: that is layout) at an end, and none outside it."""
    for element in document.named(*WHOLE[:8]):
        words = text_of(element)
        if " " not in (words[:1], words[-1:]) or "\n" in words or words.isspace():
            continue
        place, tail = readable(str(element.tag)), element.tail or ""
        if words[-1] == " " and tail[:1].isalnum():
            yield broken(INSIDE, element, place=place, where="ends", words=words)
        elif words[0] == " " and text_before(element)[-1:].isalnum():
            yield broken(INSIDE, element, place=place, where="begins", words=words)


def _before_notes(document: Document) -> Iterator[Finding]:
    """A blank before a few notes in a text whose notes follow their words directly."""
    inline = [(note, before) for note in document.named("note") if (before := text_before(note))]
    apart = [note for note, before in inline if before[-1].isspace() and before.strip()]
    if apart and len(apart) * NOTES_WITH_BLANK <= len(inline):
        yield broken(BEFORE_NOTE, apart[0], count=len(apart), all=len(inline))
