"""What stands before a date, searched only where the last word before it can end it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei.recognisers.dates.slots import GAP, sorted_by_letter, spaced

NEVER = re.compile(r"(?!)")
WORDS_MEMORISED = 8192
OPTIONAL_WORDS = re.compile(r"\(\?:\w[^()]* \)\?")  # (?:the )? before the last word
OPTIONAL_LAST = re.compile(r"\(\?:( [^()]*)\)\?\Z")  # (?: the| in)? as last words


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before a date.

    pattern: the whole, up to the end of what is searched; its groups may be keys
    ends:    whether a word can be the last one of these
    """

    pattern: re.Pattern[str]
    ends: Callable[[str], bool]

    def search(self, left: str) -> re.Match[str] | None:
        """The words at the end of a text, a blank after them included."""
        word = left.rsplit(None, 1)[-1:]
        return self.pattern.search(left) if word and self.ends(word[0]) else None


def lead(patterns: Iterable[str], whole: str = "") -> Lead:
    """A lead from patterns of words; `whole` is one pattern for all, where it has groups."""
    listed = list(patterns)
    if not listed:
        return Lead(NEVER, lambda word: False)
    words = whole or sorted_by_letter(listed)
    pattern = re.compile(f"(?<!\\w)(?:{words})(?:{GAP})?\\Z", re.IGNORECASE)
    last = [last_words(one) for one in listed]
    known = "|".join(word for words in last for word in words or ())
    if None in last:
        return Lead(pattern, lambda word: True)
    ending = re.compile(f"(?<!\\w)(?:{known})\\Z", re.IGNORECASE)
    return Lead(pattern, lru_cache(WORDS_MEMORISED)(lambda word: bool(ending.search(word))))


def last_words(pattern: str) -> list[str] | None:
    """Patterns for the last word of a pattern; None where they cannot be told."""
    short = OPTIONAL_WORDS.sub("", pattern)
    tail = OPTIONAL_LAST.search(short)
    if tail:
        before = last_words(short[: tail.start()])
        after = [last_words(one.strip()) for one in tail[1].split("|")]
        if before is None or None in after:
            return None
        return before + [word for words in after for word in words or ()]
    word = short[last_blank(short) + 1 :].removeprefix("?")
    return None if " " in word else [spaced(word)]


def last_blank(pattern: str) -> int:
    """Where the last blank outside of groups stands; -1 where there is none."""
    depth, place = 0, -1
    for number, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == " " and depth == 0:
            place = number
    return place
