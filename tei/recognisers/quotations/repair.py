"""Repair: where a quotation began or ended whose mark is lost, and which ’ is no apostrophe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language
from tei.recognisers.quotations.inquits import alternatives
from tei.recognisers.quotations.marks import Mark

LONGEST = 1500  # code points that a quotation may have one of whose marks is lost
SHORT = 60  # code points that a quoted phrase without a sentence may have
WORD_BEFORE = re.compile(r"\w+$")
NEW_SENTENCE = re.compile(r"(?:(?<=[^\W\dA-Z_]{3})\.|[:!?…,])\s+(?=[^\W\da-z_])")
SENTENCE = re.compile(r"[.!?…](?=\s+[^\W\da-z_])")
NEXT_SENTENCE = re.compile(r"\s+(?=[^\W\da-z_])")
INK = re.compile(r"[^\s“”„‟\"‘’«»‹›]")


@dataclass(frozen=True, slots=True)
class Repair:
    """What repairs need to know of a text: its words and its verbs of saying.

    clipped: endings of words that lose a letter to an apostrophe (s’, goin’)
    elided:  finds a word that begins with an apostrophe (’tis, ’em), after its apostrophe
    said:    finds an inquit after a comma or a stop; group "quoted" ends the quotation
    inquit:  finds a verb of saying right after a comma; group "quoted" as above
    announced: finds a verb of saying and a comma or colon, a capital after it
    """

    text: str
    clipped: tuple[str, ...]
    elided: re.Pattern[str]
    said: re.Pattern[str]
    inquit: re.Pattern[str]
    announced: re.Pattern[str]

    def has_words(self, start: int, end: int) -> bool:
        """Whether there is anything between two marks besides punctuation."""
        return INK.search(self.text, start, end) is not None

    def lost_closing(self, start: int, end: int) -> int:
        """The end of a quotation whose closing mark is lost, at most `end`.

        It ends before the first words of saying (“Come here, said Tom.), else at `end`;
        what would be too long ends with its first sentence.
        """
        found = self.said.search(self.text, start, end)
        if found:
            return found.end("quoted")
        if end - start > LONGEST:
            sentence = SENTENCE.search(self.text, start, end)
            end = sentence.end() if sentence else end
        return start + len(self.text[start:end].rstrip())

    def cut_off(self, start: int, end: int) -> int:
        """The end of a quotation that the text’s own end cuts off: there, or before an inquit."""
        found = self.inquit.search(self.text, start, end)
        return found.end("quoted") if found else start + len(self.text[start:end].rstrip())

    def inner_end(self, start: int, end: int) -> int:
        """The end of an inner quotation that its outer one cuts off."""
        return start + len(self.text[start:end].rstrip(" \n\t,"))

    def lost_opening(self, paragraph: int, last_end: int, closing: int) -> int | None:
        """The start of a quotation whose opening mark is lost; None where it is unclear.

        The paragraph's start, where nothing was quoted before; else the sentence after
        the words of saying that follow the quotation before.
        """
        begin = max(paragraph, last_end)
        if closing - begin > LONGEST:
            return begin if not self.text[:begin].strip() else None
        start = self.after_announcement(begin, closing)
        if start is None and last_end:
            start = self.after_inquit(last_end, closing)
        elif start is None:
            first = self.text[paragraph : paragraph + 1]
            start = paragraph if first.isupper() or not first.isalpha() else None
        return start if start is not None and self.has_words(start, closing) else None

    def after_announcement(self, begin: int, closing: int) -> int | None:
        """The place after the last words that announce a quotation (she said: …)."""
        ends = [found.end() for found in self.announced.finditer(self.text, begin, closing)]
        return ends[-1] if ends else None

    def after_inquit(self, last_end: int, closing: int) -> int | None:
        """The start of the sentence after the words of saying that follow a quotation."""
        ended = self.text[max(0, last_end - 4) : last_end].rstrip("”»\"’“«'")[-1:] in (
            ".",
            "!",
            "?",
            "…",
        )
        found = NEXT_SENTENCE.match(self.text, last_end, closing) if ended else None
        found = found or NEW_SENTENCE.search(self.text, last_end, closing)
        return found.end() if found else None

    def single_closer(self, opened: int, candidates: Sequence[Mark]) -> Mark | None:
        """Which of the marks closes a single quotation and is no apostrophe.

        Where the opening mark may be an apostrophe too, only one after punctuation does.
        """
        doubtful = self.elided.match(self.text, opened) is not None
        for place, mark in enumerate(candidates):
            before = self.text[mark.start - 1]
            if not before.isalnum():
                return mark
            if doubtful:
                continue
            rest = candidates[place + 1 :]
            if not rest or not self.is_apostrophe(opened, mark, rest):
                return mark
        return None

    def is_elision(self, mark: Mark) -> bool:
        """Whether the word behind a mark may be one that begins with an apostrophe."""
        return self.elided.match(self.text, mark.end) is not None

    def is_apostrophe(self, opened: int, mark: Mark, rest: Sequence[Mark]) -> bool:
        """Whether a ’ after a letter is one: a plural’s, a clipped word’s, amid a speech."""
        after = self.text[mark.end : mark.end + 2]
        if not after[:1].isspace():
            return False
        word = WORD_BEFORE.search(self.text, max(opened, mark.start - 30), mark.start)
        if word and word[0].lower().endswith(self.clipped) and after[1:].islower():
            return True
        firmer = any(not self.text[other.start - 1].isalnum() for other in rest)
        return firmer and mark.start - opened > SHORT


def repair_for(text: str, language: Language) -> Repair:
    """The repairs for a text in a language."""
    table = language.table("quotations")
    clipped = tuple(str(ending) for ending in table.get("clipped", ()))
    return Repair(
        text,
        clipped or ("s",),
        elided_pattern(language),
        said_pattern(language),
        inquit_pattern(language),
        announced_pattern(language),
    )


@lru_cache(maxsize=32)
def elided_pattern(language: Language) -> re.Pattern[str]:
    """Finds the rest of a word whose beginning an apostrophe stands for, or of a year."""
    words = alternatives(language.words("quotations", "elisions"))
    return re.compile(rf"(?:{words}|\d\ds?)\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def said_pattern(language: Language) -> re.Pattern[str]:
    """Finds words of saying after a comma, a stop or a dash, at most two words on."""
    verbs = alternatives(language.words("speakers", "verbs"))
    return re.compile(
        rf"(?P<quoted>[,.!?…—–])\s+(?:(?:\w+[.’']?\s+){{0,2}}(?:{verbs})\b|(?:{verbs})\b)"
    )


@lru_cache(maxsize=32)
def inquit_pattern(language: Language) -> re.Pattern[str]:
    """Finds a verb of saying right after a comma."""
    verbs = alternatives(language.words("speakers", "verbs"))
    return re.compile(rf"(?P<quoted>,)\s+(?:{verbs})\b")


@lru_cache(maxsize=32)
def announced_pattern(language: Language) -> re.Pattern[str]:
    """Finds words that announce a quotation: a colon, or a verb of saying and a comma."""
    verbs = alternatives(language.words("speakers", "verbs"))
    return re.compile(rf"(?:\b(?:{verbs})(?:\s\w+){{0,4}},|:)\s+(?=[^\W\da-z_])")
