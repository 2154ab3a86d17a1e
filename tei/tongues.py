"""Which language a text is in, be there a pack for it or not.

A script may tell it; else the commonest words do: those of the packs and of other languages
(`tongues.toml`).  The rules are those of the nearest pack, the tag is the text's own.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tei.language import SAMPLE, Language, codes, detect, load

WORDS = 30  # common words of a language that are compared
CLEARER = 1.15  # how much more of them another language than those with packs must have
DIFFERENT = 4  # of them that must occur
ENOUGH = 25  # words of a text that tell its language
STRANGE = 0.05  # share of known words below which a language is unknown
LETTERS = 2000  # letters that tell a script
MARKED = 0.01  # share of letters that only one language of a script has
OURS = frozenset({"LATIN", "CYRILLIC"})


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """`tongues.toml`, read once."""
    return tomllib.loads((files("tei") / "tongues.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> Language:
    """The pack for a text, with the text's own tag where that is of another language."""
    pack = load(detect(text)[0])
    tag = told_by_script(text) or told_by_words(text)
    return pack if tag in ("", pack.code) else replace(pack, tag=tag)


def name_of(tag: str) -> str:
    """The English name of a language; its tag where we do not know it."""
    if tag in codes():
        return load(tag).name
    names: Mapping[str, str] = table()["names"]
    return names.get(tag, names.get(tag.split("-")[0], tag) if tag[:4] != "und-" else tag)


def told_by_script(text: str) -> str:
    """The tag of the language whose script most letters are of; "" where packs have it."""
    letters = re.findall(r"[^\W\d_]", text[: 2 * LETTERS])[:LETTERS]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)
    if not scripts:
        return ""
    script, count = scripts.most_common(1)[0]
    if script in OURS or 2 * count < len(letters):
        return ""
    there = Counter(letters)
    for tag, marks in table()["letters"].get(script, {}).items():
        if sum(there[mark] for mark in marks) >= MARKED * len(letters):
            return str(tag)
    return str(table()["scripts"].get(script, "und"))


def told_by_words(text: str) -> str:
    """The tag of the language whose commonest words a text has; "" where a pack's are as common.

    "und" where no language's are.
    """
    middle = len(text) // 2
    sample = text[:SAMPLE] + " " + text[middle : middle + SAMPLE]
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    ours = max((score(words, common(code)) for code in codes()), default=0)
    others = {tag: score(words, listed) for tag, listed in table()["words"].items()}
    best: str = max(others, key=lambda tag: others[tag])
    seen = sum(word in words for word in table()["words"][best] if len(word) > 1)
    if others[best] > CLEARER * ours and seen >= DIFFERENT:
        return best
    share = max(detect(text)[1], others[best] / max(1, total))
    return "und" if total >= ENOUGH and share < STRANGE else ""


def common(code: str) -> list[str]:
    """The commonest words of a pack's language."""
    return [str(word) for word in load(code).tables.get("stopwords", ())][:WORDS]


def score(words: Counter[str], listed: list[str]) -> int:
    """How many words of a text are among those listed; single letters may be initials."""
    return sum(words[word] for word in set(listed) if len(word) > 1)
