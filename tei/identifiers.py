"""xml:id values: stable, readable, unique (`p12`, `q3`, `trotsky`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable

LONGEST_KEY = 40  # characters of a key made from a name
# Cyrillic without diacritics (after ISO/R 9).
ASCII = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdezijklmnoprstufhcye", strict=True)),
        **{"ё": "e", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
        **{"ъ": "", "ь": ""},
        # Latin letters that have no decomposition
        **{"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ð": "d"},
    }
)


def slug(name: str, fallback: str = "agent") -> str:
    """A readable ASCII key, an NCName (XML Namespaces 1.0, §3): "Mme. Élise" → "mme-elise".

    fallback: what a key begins with where the name gives no letter to begin with
    """
    folded = unicodedata.normalize("NFKD", name.lower().translate(ASCII).replace("'", ""))
    key = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode())
    key = key.strip("-")
    if len(key) > LONGEST_KEY:
        key = key[: LONGEST_KEY + 1].rpartition("-")[0] or key[:LONGEST_KEY]
    return key if key[:1].isalpha() else f"{fallback}-{key}".rstrip("-")


def unique(key: str, taken: Container[str]) -> str:
    """The key, numbered where it is taken: "anna-2"."""
    if key not in taken:
        return key
    return next(name for n in range(2, 1_000_000) if (name := f"{key}-{n}") not in taken)


class Identifiers:
    """Gives out xml:id values; what is taken is not given again.

    The parts of one group are numbered after the first: q3, q3-2, q3-3.
    """

    def __init__(self, taken: Iterable[str] = ()):
        self._taken = set(taken)
        self._last: Counter[str] = Counter()
        self._groups: dict[str, str] = {}
        self._parts: dict[str, int] = defaultdict(int)

    def next(self, prefix: str) -> str:
        """The next free identifier of a kind: prefix and number."""
        while True:
            self._last[prefix] += 1
            name = f"{prefix}{self._last[prefix]}"
            if name not in self._taken:
                self._taken.add(name)
                return name

    def part(self, prefix: str, group: str) -> str:
        """The identifier of the next part of a group; without a group, the next of its kind."""
        if not group:
            return self.next(prefix)
        if group not in self._groups:
            self._groups[group] = self.next(prefix)
            self._parts[group] = 1
            return self._groups[group]
        self._parts[group] += 1
        name = f"{self._groups[group]}-{self._parts[group]}"
        return name if self._claim(name) else self.next(prefix)

    def _claim(self, name: str) -> bool:
        if name in self._taken:
            return False
        self._taken.add(name)
        return True
