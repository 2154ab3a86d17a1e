"""Language packs: everything that depends on a language, as data.

A pack is `tei/languages/CODE.toml`; its tables are named by the recogniser that
reads them (`[dates]`, `[quotations]`, …).  Code never asks which language it has.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

FALLBACK = "en"
SAMPLE = 20_000  # code points that are enough to tell a language


# Letters that re.IGNORECASE takes for others, which str.lower leaves (Python's `re` manual).
LOOKALIKES = str.maketrans("ſıİ", "sii")
Entry = TypeVar("Entry")


def entry(table: Mapping[str, Entry], word: str, otherwise: Entry) -> Entry:
    """What a table has for a word that a pattern without regard to case found in a text.

    Such a pattern finds “himſelf” for "himself"; `otherwise` where no form is in the table.
    """
    forms = (word.lower(), word.casefold(), word.lower().translate(LOOKALIKES))
    return next((table[form] for form in forms if form in table), otherwise)


@dataclass(frozen=True)
class Language:
    """One language pack.

    code:   BCP 47 language tag without region, e.g. "en"
    name:   the language's name in English
    tables: the pack as read from TOML
    tag:    what the text's own language is, where it has no pack of its own; else ""
    """

    code: str
    name: str
    tables: Mapping[str, Any] = field(repr=False, hash=False, compare=False)
    tag: str = ""

    @property
    def written(self) -> str:
        """The language that the text is in, for xml:lang."""
        return self.tag or self.code

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the pack; empty where the pack has none."""
        table = self.tables.get(name, {})
        return table if isinstance(table, Mapping) else {}

    def words(self, table: str, name: str) -> list[str]:
        """A list of words in a table; empty where the pack has none."""
        return [str(word) for word in self.table(table).get(name, ())]


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The codes of all installed packs, sorted."""
    folder = files("tei") / "languages"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml")))


@lru_cache(maxsize=32)
def load(code: str) -> Language:
    """The pack for a language tag; a tag with a region falls back to its language.

    Raises LookupError where there is no pack, naming those there are.
    """
    base = code.lower().replace("_", "-").split("-")[0]
    if base not in codes():
        raise LookupError(f"no language pack for {code!r}; there are: {', '.join(codes())}")
    data = (files("tei") / "languages" / f"{base}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(data)
    return Language(base, str(tables.get("name", base)), tables)


def nearest(tag: str, text: str) -> Language:
    """The pack for a language tag; for a language without one, the pack nearest to the text.

    The language keeps its own tag, so that xml:lang says what the text is.
    Raises LookupError where the tag is no BCP 47 language tag.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", tag):
        raise LookupError(f"{tag!r} is no language tag; write en, de, fr, la …")
    try:
        return load(tag)
    except LookupError:
        return replace(load(detect(text)[0]), tag=tag.replace("_", "-"))


def detect(text: str) -> tuple[str, float]:
    """The most likely language of a text and the share of words that speak for it.

    Counts each pack's commonest words (`stopwords`) in the first SAMPLE code
    points and in as many from the middle.  Returns (FALLBACK, 0.0) where no word is known.
    """
    middle = len(text) // 2
    sample = text[:SAMPLE] + " " + text[middle : middle + SAMPLE]
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    scores = {
        code: sum(words[word] for word in set(map(str, load(code).tables.get("stopwords", ()))))
        for code in codes()
    }
    best = max(scores, key=lambda code: (scores[code], code == FALLBACK), default=FALLBACK)
    if not total or not scores.get(best):
        return FALLBACK, 0.0
    return best, scores[best] / total
