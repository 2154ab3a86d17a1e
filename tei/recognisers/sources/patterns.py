"""The smallest patterns: capitals, blanks, numbers, and choices of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĢĪĮİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽΑ-ΩЀ-Я"
BLANK = r"(?:[^\S\n\f]{1,8}(?:\n[^\S\n\f]{0,40})?|\n[^\S\n\f]{0,40})"  # at most one line end
CAP = rf"[{UPPER}][^\W_]*(?:[’'‐‑&.-][^\W_]+)*[’']?"
NUMBER = r"(?:\d{1,5}[a-z]?(?:[-–/]\d{1,5})*|[ivxlc]{1,9}|[IVXLC]{1,9})(?![^\W_])"
PAGE = r"\d{1,5}(?:\s?[-–]\s?\d{1,5})?"
UNITS = ("volume", "issue", "page", "chapter")
NEVER = r"(?!)"


def choice(words: Iterable[str], *, fold: bool = True) -> str:
    """A pattern for any of the words, longest first; a blank stands for any blanks.

    fold: the first letter may be a capital.
    """
    by_initial: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_initial[_initial(word[:1], fold)].append(re.escape(word[1:]).replace(r"\ ", BLANK))
    # Grouped by initials: a scan then fails on most words after one look at each group.
    groups = (f"{initial}(?:{'|'.join(rests)})" for initial, rests in by_initial.items())
    return f"(?:{'|'.join(groups)})" if by_initial else NEVER


def _initial(letter: str, fold: bool) -> str:
    if fold and letter.lower() != letter.upper():
        return f"[{letter.lower()}{letter.upper()}]"
    return re.escape(letter)


def stretches(places: Iterable[int], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """The parts of a text around places, in order; parts that touch are one."""
    low = high = 0
    for place in places:
        if place - before > high:
            if high:
                yield low, high
            low = max(0, place - before)
        high = place + behind
    if high:
        yield low, high
