"""What a language pack says of plays and debates, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from tei.language import Language
from tei.numbering import endings

UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
DIRECTION_TYPES = (
    "entrance",
    "exit",
    "noise",
    "delivery",
    "setting",
    "business",
)  # the first that fits


@dataclass(frozen=True)
class Words:
    """The table [speeches] of a language pack.

    label:      what may open a speech in a play, at the start of a line (groups mark, name,
                direction, aside, term)
    titled:     a title, an office or a chair at the start of a debate's label
    chair:      a whole label that names only who is in the chair, or begins so
    asks:       the word after a name that opens a question
    gesture:    what a member does without words, at the end of a paragraph
    typed:      direction type → its words
    loose:      words that make a lower-case bracket a direction
    setting:    the start of a direction that describes a place
    bare:       the first word of a direction without brackets
    closing:    a whole line that ends the play or a part of it
    interjection: the start of a bracketed interjection, up to its colon
    """

    label: re.Pattern[str]
    titled: re.Pattern[str]
    office: re.Pattern[str]
    chair: re.Pattern[str]
    asks: re.Pattern[str]
    gesture: re.Pattern[str]
    typed: dict[str, re.Pattern[str]]
    loose: re.Pattern[str]
    interjection: re.Pattern[str]
    setting: re.Pattern[str]
    bare: re.Pattern[str]
    closing: re.Pattern[str]
    collective: frozenset[str]
    not_speakers: frozenset[str]
    divisions: frozenset[str]
    not_participles: frozenset[str]
    participles: tuple[str, ...]
    joins: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    unaffiliated: frozenset[str]
    cast_heads: frozenset[str]
    ends: frozenset[str]


NEVER = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first; one that never fits for none."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, ordered)) + ")" if ordered else NEVER


@lru_cache(maxsize=32)
def words_of(language: Language) -> Words:
    """The compiled table [speeches] of a pack."""

    def listed(name: str) -> list[str]:
        return language.words("speeches", name)

    def lowered(name: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in listed(name))

    return Words(
        label=label_pattern(listed("titles"), listed("joins") + listed("particles")),
        collective=lowered("collective"),
        not_speakers=lowered("not_speakers") | saying(language),
        divisions=lowered("divisions"),
        not_participles=lowered("not_participles"),
        participles=tuple(listed("participles")),
        joins=lowered("joins"),
        articles=lowered("articles"),
        particles=lowered("particles"),
        titles=lowered("titles"),
        unaffiliated=lowered("unaffiliated"),
        cast_heads=lowered("cast_heads"),
        ends=lowered("ends"),
        closing=endings(language),
        typed={name: inside(language, name) for name in DIRECTION_TYPES},
        loose=inside(language, *DIRECTION_TYPES[:4], "business", "starters"),
        **debate_patterns(language),
    )


def saying(language: Language) -> frozenset[str]:
    """The verbs of saying: before a colon they are part of a sentence, nobody's name."""
    return frozenset(verb.casefold() for verb in language.words("speakers", "verbs"))


def label_pattern(titles: list[str], small: list[str]) -> re.Pattern[str]:
    """What may open a speech in a play.

    A name is up to seven capitalised words, with titles and the small words of the pack
    between them; it ends with a full stop, a colon, a dash, or the line.
    """
    word = rf"(?:[dlDL][’'])?[{UPPER}\d](?:[^\W_]|[’'´\-])*"
    title = rf"(?i:{any_of(titles)})(?:\.?(?=\ ))"
    item = rf"(?:{title}|[{UPPER}]\.(?=\ ?[{UPPER}])|{word}|\[[{UPPER}\d’'\ .\-]{{1,40}}\]|\[\?+\])"
    between = rf"(?:,\ |(?:\ ?[&/]\ ?|\ )(?:{any_of(small)}\ |[dl][’']){{0,3}})"
    return re.compile(
        rf"(?P<mark>[_*]{{0,2}})"
        rf"(?P<name>(?:\d{{1,2}}\.\ ?)?{item}(?:{between}{item}){{0,7}}"
        rf"(?:\ ?\[[{UPPER}\d’'\ .?\-]{{1,40}}\])?)"
        r"(?P<direction>(?P<close>[_*]{0,2})(?:[.,]?\ ?[_*]{0,2}"
        r"(?:\((?:[^()\n]|\n(?!\s*\n)){1,600}\)|\[(?:[^\[\]\n]|\n(?!\s*\n)){1,600}\])[_*]{0,2}"
        r"|,?\ _(?=[^\W_])[^_\n]{1,300}_)?)"
        rf"(?P<aside>,\ (?=[^{UPPER}\s])(?:(?<!\w){any_of(titles)}\.|[^\n:—.]){{1,160}}?)?"
        r"(?P<term>\ ?[.:][_*]{0,2}(?:\ ?(?:[—–]+|--)|(?:\ ?-)?(?=\s|\Z))|\ ?[—–]+(?=\s|\Z)"
        r"|(?=[ \t]*(?:\n|\Z))|(?<=[)\]_*])(?=\s))"
    )


def and_capitals(words: Iterable[str]) -> list[str]:
    """The words, and as they are when a label is printed in capitals."""
    return [form for word in words for form in (word, word.upper())]


def debate_patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """The patterns of labels in a debate, and of the start of a direction."""

    def listed(name: str) -> list[str]:
        return language.words("speeches", name)

    article = rf"(?:{any_of(listed('articles'))}\s?)?"
    chair, office = any_of(listed("chairs")), any_of(and_capitals(listed("offices")))
    title = rf"{any_of(and_capitals(listed('titles')))}\b\.?"
    asks = rf"\s*(?:\([^()\n]*\)\s*){{0,3}}(?P<verb>{any_of(listed('asks'))})\b"
    return {
        "titled": re.compile(rf"{article}(?:{chair}|{office}|{title})(?!\w)"),
        "office": re.compile(rf"{article}(?:{office})(?!\w)"),
        "chair": re.compile(rf"{article}(?P<chair>{chair})(?!\w)", re.IGNORECASE),
        "asks": re.compile(asks),
        "gesture": re.compile(rf"\s+(?P<what>{any_of(listed('gestures'))})(?=[\s.—–-]*$)"),
        "interjection": re.compile(rf"{any_of(listed('interjectors'))}(?!\w)[^:!?]{{0,120}}:"),
        "bare": re.compile(rf"[_*]{{0,2}}{any_of(listed('bare'))}(?![\w,!?:’'])"),
        "setting": re.compile(rf"[_*\[(]*{any_of(listed('setting'))}(?!\w)", re.IGNORECASE),
    }


def moving(words: Words, names: Iterable[str], language: Language) -> Words:
    """The words, with those whose names open lines that tell who comes and goes: “Ann goes out.”"""
    verbs = [
        verb
        for kind in ("entrance", "exit")
        for verb in language.words("speeches", kind)
        if not verb.startswith(("en", "in")) and " " not in verb
    ]
    name = any_of(names)
    joins = any_of(language.words("speeches", "joins"))
    return replace(
        words,
        bare=re.compile(
            rf"{words.bare.pattern}"
            rf"|(?i:{name})(?:(?:,| {joins}) (?i:{name}))* (?:{any_of(verbs)})(?![\w,!?:’'])"
        ),
    )


def inside(language: Language, *names: str) -> re.Pattern[str]:
    """A pattern for a word of the lists, anywhere in a direction."""
    words = [word for name in names for word in language.words("speeches", name)]
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)
