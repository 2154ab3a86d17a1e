"""Forms of names as one pattern: whole words, the longest first, linear on any text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

# At least one blank, at most one line break: a name does not run from paragraph to paragraph.
BLANK = r"(?>[^\S\n]*+\n?+[^\S\n]*+)(?<=\s)"
APOSTROPHE = "['’]"
# A letter, a letter and a hyphen: what stands before makes the first letter no word's beginning.
OPENS = r"(?<![^\W_].)(?<![^\W_][-‐].)"
CLOSES = r"(?![^\W_]|[-‐][^\W_]|[\u0300-\u036f])"
DEEP = 8  # branchings of the pattern; what lies deeper is listed

Atoms = tuple[str, ...]


def canonical(form: str) -> str:
    """A form as it is compared: single spaces, straight apostrophes, composed letters (NFC)."""
    return unicodedata.normalize("NFC", " ".join(form.split()).replace("’", "'"))


def in_capitals(form: str) -> str:
    """A canonical form in capitals, canonical too."""
    return canonical(form.upper())


def pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds canonical forms as whole words; of two at a place the longer one.

    Letters with accents are found composed and decomposed.
    """
    written = {unicodedata.normalize(way, form) for form in forms for way in ("NFC", "NFD")}
    firsts: dict[str, list[Atoms]] = defaultdict(list)
    for form in sorted(written):
        first, *rest = map(_atom, form)
        firsts[first].append(tuple(rest))
    branches = (first + OPENS + _branching(rests, 0) for first, rests in firsts.items())
    return re.compile(f"(?:{'|'.join(branches) or '(?!)'}){CLOSES}")


def _atom(char: str) -> str:
    if char == " ":
        return BLANK
    return APOSTROPHE if char == "'" else re.escape(char)


def _branching(forms: Sequence[Atoms], depth: int) -> str:
    """A pattern for any of the forms, which share what they begin with only once."""
    shared = _shared(forms)
    head = "".join(forms[0][:shared])
    rests = [form[shared:] for form in forms]
    if len(rests) == 1:
        return head
    if depth == DEEP:
        listed = sorted(rests, key=len, reverse=True)
        return f"{head}(?:{'|'.join(map(''.join, listed))})"
    groups: dict[str, list[Atoms]] = defaultdict(list)
    for rest in rests:
        groups[rest[0] if rest else ""].append(rest)
    # Nothing more comes last, so that the longer form is tried first.
    branches = (_branching(groups[first], depth + 1) for first in sorted(groups, reverse=True))
    return f"{head}(?:{'|'.join(branches)})"


def _shared(forms: Sequence[Atoms]) -> int:
    """How many atoms all of the forms begin with."""
    first, last = min(forms), max(forms)
    return next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
