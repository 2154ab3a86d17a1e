"""Inquits: the words of saying that stand beside or inside a quotation (“said Anna”, « dit-il »).

A pack gives their shapes in `[quotations] inquits`, patterns in which {verb} stands for any
verb of saying and {name} for a capitalised name, with a title or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language

NOTHING = r"(?!)"
NAME = r"(?:[^\W\d_a-zà-ÿа-я][\w’'.-]*\s?){1,3}"
FEW_WORDS = r"(?:[^\W_][\w’'.-]*\s+){0,3}"
SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\da-z_])")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NOTHING


@dataclass(frozen=True, slots=True)
class Inquits:
    """The patterns of a language.

    near:  a verb of saying among the first words after a quotation
    shape: an inquit as it stands in speech without marks, right where it begins
    """

    near: re.Pattern[str]
    shape: re.Pattern[str]


@lru_cache(maxsize=32)
def inquits_for(language: Language) -> Inquits:
    """The patterns of a language pack."""
    verb = f"(?:{alternatives(language.words('speakers', 'verbs'))})"
    shapes = [
        shape.replace("{verb}", verb).replace("{name}", NAME)
        for shape in language.words("quotations", "inquits")
    ]
    return Inquits(
        re.compile(rf"[\s,—–-]*{FEW_WORDS}{verb}\b"),
        re.compile("|".join(f"(?:{shape})" for shape in shapes) or NOTHING),
    )


def sentence_ends(text: str) -> int:
    """How many sentences end within a text, its own end apart."""
    return len(SENTENCE_END.findall(text.strip()))
