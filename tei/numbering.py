"""How a language numbers the parts of a text: roman, arabic and spelled-out numerals.

The words are in each pack's table `[headings]`: `numerals` (the forms of one, of two, …),
`last` (words that stand for the last number), `words` (type of division → words for it)
and `unnumbered` (type → headings that need no number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language, entry

ROMAN = (
    r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,4})(?:er|re|ère|e)?\b"
)
ARABIC = r"\d{1,3}(?:ème|e|er|re|ère|ª|º|[a-z])?\b"
AFTER_NUMBER = r"[ ]*(?:$|[.:—–,;()\[\]*_-])"
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class Numbering:
    """What a language's headings are made of.

    numbered:   matches a line's beginning: a word of division and its number
    unnumbered: matches a whole line such as “Preface”, “Dramatis Personae”
    bare:       matches a whole line that is nothing but a number
    types:      word of division, folded → type of division
    numerals:   spelled-out numeral, folded → its value
    """

    numbered: re.Pattern[str]
    unnumbered: re.Pattern[str]
    bare: re.Pattern[str]
    types: dict[str, str]
    numerals: dict[str, int]

    def value(self, numeral: str) -> int:
        """The number that a numeral stands for; 0 where it is none."""
        digits = re.match(r"\d+", numeral)
        if digits:
            return int(digits[0])
        folded = numeral.casefold()
        if folded in self.numerals:
            return self.numerals[folded]
        letters = re.match(ROMAN, numeral.upper())
        return roman_value(letters[0]) if letters else 0

    def type_of(self, line: str) -> str:
        """The type of division that a line heads; "" where it is no label of one."""
        numbered, alone = self.numbered.match(line), self.unnumbered.match(line)
        if numbered:
            return entry(self.types, numbered["word"] or numbered["after"], "section")
        return entry(self.types, alone["title"], "section") if alone else ""

    def labels(self, line: str) -> bool:
        """Whether a line begins like a heading of a division, or is one."""
        return bool(self.numbered.match(line) or self.unnumbered.match(line))


def roman_value(numeral: str) -> int:
    """The value of a roman numeral in capitals; other letters count nothing."""
    total, before = 0, 0
    for letter in reversed(numeral):
        value = VALUES.get(letter, 0)
        total += value if value >= before else -value
        before = max(before, value)
    return total


def alternatives(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first; matches nothing if none."""
    escaped = sorted({re.escape(word) for word in words if word}, key=len, reverse=True)
    return "|".join(escaped) or r"(?!)"


@lru_cache(maxsize=32)
def numbering(language: Language) -> Numbering:
    """The numbering of a language, compiled once."""
    table = language.table("headings")
    types = {
        word.casefold(): kind for kind, words in table.get("words", {}).items() for word in words
    }
    numerals = {
        form.casefold(): value
        for value, forms in enumerate(table.get("numerals", ()), start=1)
        for form in forms
    }
    numerals |= dict.fromkeys((word.casefold() for word in table.get("last", ())), 0)
    unnumbered = {
        word.casefold(): kind
        for kind, words in table.get("unnumbered", {}).items()
        for word in words
    }
    word, spelled = alternatives(list(types)), alternatives(list(numerals))
    article = alternatives(language.words("headings", "articles"))
    return Numbering(
        re.compile(
            rf"[\[(_*]{{0,2}}(?:\w{{1,3}},[ ])?(?:"
            rf"(?P<word>{word})[ ]+(?:(?:{article})[ ]+)?"
            rf"(?:(?-i:(?P<roman>{ROMAN}))|(?P<numeral>(?:{spelled})\b|{ARABIC}|{ROMAN}))"
            rf"(?={AFTER_NUMBER}|[ ]+(?-i:[^\W\d_a-zà-ÿа-яё]))"
            rf"|(?:(?:{article})[ ]+)?(?P<before>(?:{spelled})|\d{{1,3}}(?:\.|er|e|re|ère|ème|º|ª))"
            rf"[ ]+(?P<after>{word})(?={AFTER_NUMBER}))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"[\[(_*]{{0,2}}(?:(?:{article})[ ]+)?"
            rf"(?P<title>{alternatives(list(unnumbered))})[.:\])_*]{{0,3}}$",
            re.IGNORECASE,
        ),
        re.compile(rf"[\[(_*]{{0,2}}(?:§[ ]?)?(?P<numeral>{ROMAN}|\d{{1,3}})[.)\]_*]{{0,3}}$"),
        types | unnumbered,
        numerals,
    )


@lru_cache(maxsize=32)
def endings(language: Language) -> re.Pattern[str]:
    """Matches a whole line that ends a text or a part of it: “The End”, “End of Book I”."""
    whole = alternatives(language.words("headings", "endings"))
    opening = alternatives(language.words("headings", "ending_openings"))
    return re.compile(rf"[\W_]*(?:(?:{whole})|(?:{opening})\b[^\n]{{1,60}}?)[\W_]*$", re.IGNORECASE)
