"""Terms: quotation marks that hold a word at a distance, a word as a word, or a title.

Told from what stands right before and after: a scare quote is short, holds no sentence, and
the sentence around it runs through it without a comma or colon; words of naming (“the word”,
“called”) come before a word mentioned, words for works (“an article”) before a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language

MOST_WORDS = 5
MOST_TITLE_WORDS = 14
REACH = 60  # code points of the context before and after that are read
MARKS = " \n\t“”„‟\"'`‘’«»‹›"
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
SENTENCE = re.compile(r"[!?…:;]|\.\s|--|—")
LAST_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*$")
NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True)
class Terms:
    """The patterns of a language: each reads the context before or after a quotation.

    naming:  words of naming at the end of the context before (the word, called, known as)
    works:   words for works there (an article, a lecture entitled)
    saying:  a verb of saying there
    inquit:  words of saying at the start of the context after
    small:   words that a title writes small
    """

    naming: re.Pattern[str]
    works: re.Pattern[str]
    saying: re.Pattern[str]
    inquit: re.Pattern[str]
    small: frozenset[str]

    def class_of(self, text: str, start: int, end: int, paragraph: int) -> str:
        """ "soCalled", "mentioned", "title", or "" for what is quoted.

        start, end: of the quotation with its marks; paragraph: start of its paragraph
        """
        inner = text[start:end].strip(MARKS)
        words = WORD.findall(inner)
        before = text[max(paragraph, start - REACH) : start].rstrip(" \n\t—–(")
        after = text[end : end + REACH].lstrip(" \n\t,.")
        if not words or len(words) > MOST_TITLE_WORDS:
            return ""
        titled = self.in_title_case(words) and not SENTENCE.search(inner.rstrip("!?…"))
        if titled and self.works.search(before):
            return "title"
        if len(words) > MOST_WORDS and not (titled and len(words) > 1):
            return ""
        return self.term(inner, words, before, after)

    def term(self, inner: str, words: list[str], before: str, after: str) -> str:
        """Whether a short quotation is a term: its sentence runs through it."""
        if self.inquit.match(after):
            return ""
        if SENTENCE.search(inner):
            return ""
        if self.naming.search(before):
            return "mentioned"
        if not LAST_WORD.search(before) or self.saying.search(before):
            return ""
        return "soCalled"

    def in_title_case(self, words: list[str]) -> bool:
        """Whether words are written as in a title: the first and all but small words capital."""
        if words[0][:1].islower():
            return False
        return all(
            word[0].isupper() or word[0].isdigit() or word.lower() in self.small for word in words
        )


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NOTHING


@lru_cache(maxsize=32)
def terms_for(language: Language) -> Terms:
    """The patterns of a language pack."""
    naming = alternatives(language.words("quotations", "naming"))
    works = alternatives(language.words("quotations", "works"))
    verbs = alternatives(language.words("speakers", "verbs"))
    return Terms(
        re.compile(rf"\b(?:{naming})$", re.IGNORECASE),
        re.compile(rf"\b(?:{works})(?:\s+[^\W_]+)?[,:]?$", re.IGNORECASE),
        re.compile(rf"\b(?:{verbs})(?:\s+\w+)?$", re.IGNORECASE),
        re.compile(rf"(?:\w+[.’']?\s+){{0,2}}(?:{verbs})\b", re.IGNORECASE),
        frozenset(language.words("quotations", "small")),
    )
