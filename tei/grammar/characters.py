"""Classes of characters in the regular expressions of XML Schema (Part 2, Appendix F.1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from xml.parsers import expat

Holds = Callable[[str], bool]  # whether a class holds a character

NAME_START = "A-Z_a-z\u00c0-\uffff"  # roughly; `are_names` looks closer
NAME = NAME_START + "\\-.0-9\u00b7"
LITERALS = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.?*+(){}-[]^/$&~"}
BLOCKS = {  # the blocks that schemas of texts name; others are told to be unknown
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "IPAExtensions": (0x0250, 0x02AF),
    "SpacingModifierLetters": (0x02B0, 0x02FF),
    "CombiningDiacriticalMarks": (0x0300, 0x036F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Armenian": (0x0530, 0x058F),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "Syriac": (0x0700, 0x074F),
    "Devanagari": (0x0900, 0x097F),
    "Ethiopic": (0x1200, 0x137F),
    "Runic": (0x16A0, 0x16FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7A3),
    "PrivateUse": (0xE000, 0xF8FF),
    "AlphabeticPresentationForms": (0xFB00, 0xFB4F),
}


def starts_name(character: str) -> bool:
    """Whether a name may begin with the character (XML 1.0, Fourth Edition, Appendix B)."""
    return (
        _is_tag_name(character) if character > "\x7f" else character.isalpha() or character in ":_"
    )


def in_name(character: str) -> bool:
    """Whether the character may stand in a name."""
    if character > "\x7f":
        return _is_tag_name("a" + character)
    return character.isalnum() or character in ":_.-"


@lru_cache(maxsize=4096)
def _is_tag_name(name: str) -> bool:
    """expat, which keeps to the names of the Fourth Edition, has the tables."""
    try:
        expat.ParserCreate("utf-8").Parse(f"<{name}/>", True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def literal(character: str) -> Holds:
    """The character itself."""
    return lambda found: found == character


def within(low: str, high: str) -> Holds:
    """The characters from `low` to `high`."""
    return lambda found: low <= found <= high


def either(options: Sequence[Holds]) -> Holds:
    """What any of the classes holds."""
    return lambda found: any(option(found) for option in options)


def neither(options: Sequence[Holds]) -> Holds:
    """What none of the classes holds."""
    return lambda found: not any(option(found) for option in options)


def escaped(letter: str, name: str = "") -> Holds:
    """What a letter after a backslash stands for; `name` for \\p and \\P.

    Raises KeyError where it stands for nothing.
    """
    if letter in LITERALS:
        return literal(LITERALS[letter])
    positive = _in_property(name) if letter in "pP" else ESCAPES[letter.lower()]
    return positive if letter.islower() else neither([positive])


def _in_property(name: str) -> Holds:
    """The characters of a category, e.g. "L" or "Zs", or of a block, e.g. "IsGreek"."""
    if name.startswith("Is"):
        low, high = BLOCKS[name[2:]]
        return lambda found: low <= ord(found) <= high
    if name not in CATEGORIES:
        raise KeyError(name)
    return lambda found: unicodedata.category(found).startswith(name)


CATEGORIES = frozenset(
    group + kind
    for group, kinds in (
        ("L", "ultmo"), ("M", "nce"), ("N", "dlo"), ("P", "cdseifo"), ("Z", "slp"),
        ("S", "mcko"), ("C", "cfon"),
    )
    for kind in ("", *kinds)
)  # fmt: skip
ESCAPES: dict[str, Holds] = {
    "s": lambda found: found in " \t\n\r",
    "i": lambda found: starts_name(found),
    "c": lambda found: in_name(found),
    "d": lambda found: unicodedata.category(found) == "Nd",
    "w": lambda found: unicodedata.category(found)[0] not in "PZC",
}
