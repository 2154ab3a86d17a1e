"""Words of reference lists, of all languages together: a list may hold books of any."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei.language import codes, load

TABLE = "sources"


@dataclass(frozen=True)
class Words:
    """The word lists of all packs.

    heads, places, houses, serial_names, assemblies: whole forms; articles: in lower case
    the others: patterns of one of the words, as alternatives
    """

    heads: frozenset[str]
    anonymous: str
    bodies: str
    assemblies: frozenset[str]
    containers: str
    series: str
    editors_before: str
    editors_after: str
    additions: str
    volumes: str
    issues: str
    pages: str
    undated: str
    notes: str
    counted_pages: str
    counted_volumes: str
    edition_nouns: str
    joins: frozenset[str]
    place_words: str
    particles: str
    states: str
    institutions: frozenset[str]
    societies: frozenset[str]
    firms: str
    months: str
    conjunctions: str
    articles: frozenset[str]
    serial_names: frozenset[str]
    places: frozenset[str]
    houses: frozenset[str]
    publishing: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of all packs, as patterns."""
    return Words(
        heads=frozenset(word.casefold() for word in listed("heads")),
        anonymous=alternatives(listed("anonymous")),
        bodies=alternatives(listed("bodies")),
        assemblies=frozenset(listed("assemblies")),
        series=alternatives(listed("series")),
        containers=alternatives(listed("containers")),
        editors_before=alternatives(listed("editors_before")).replace(r"\.", r"\s?\."),
        editors_after=alternatives(listed("editors_after")).replace(r"\.", r"\s?\."),
        additions=alternatives(listed("additions")),
        volumes=labels(either_case(listed("volumes"))),
        issues=labels(either_case(listed("issues"))),
        pages=labels([*listed("pages"), *capitals(listed("pages"))]),
        undated=alternatives(listed("undated")),
        notes=alternatives([*listed("notes"), *plain("back_to_last"), *plain("back_to_earlier")]),
        counted_pages=alternatives(listed("pages")),
        counted_volumes=alternatives(listed("volumes")),
        edition_nouns=alternatives(listed("edition_nouns")),
        joins=frozenset([*listed("joins"), *plain("narrow"), *plain("conjunctions"), "&", "-"]),
        place_words=alternatives(listed("place_words")),
        particles=alternatives(listed("particles")),
        states=alternatives(listed("states")),
        institutions=frozenset(listed("institutions")),
        societies=frozenset(listed("societies")),
        firms=alternatives(listed("firms")),
        months=alternatives(either_case(months())),
        conjunctions=alternatives(plain("conjunctions")),
        articles=frozenset(word.lower() for word in plain("articles")),
        serial_names=frozenset([*plain("head_words"), *plain("head_first")]),
        places=frozenset([*plain("places"), *listed("towns")]),
        houses=frozenset(listed("houses")),
        publishing=frozenset(plain("publishers")),
    )


@lru_cache(maxsize=1)
def state() -> re.Pattern[str]:
    """A state or country."""
    return re.compile(words().states)


def is_state(name: str) -> bool:
    """Whether words are the name of a state or country, short forms included."""
    return bool(state().fullmatch(name))


def listed(name: str) -> list[str]:
    """A list of the table of reference lists, from all packs."""
    tables = (load(code).table(TABLE).get("bibliography", {}) for code in codes())
    return [str(word) for table in tables for word in table.get(name, ())]


def plain(name: str) -> list[str]:
    """A list of the table of sources, from all packs."""
    return [word for code in codes() for word in load(code).words(TABLE, name)]


def months() -> list[str]:
    """The names of months and seasons with their abbreviations, from all packs."""
    names: list[str] = []
    for table in (load(code).table("dates") for code in codes()):
        for name in ("months", "month_abbreviations", "seasons"):
            for forms in table.get(name, ()):
                names += [forms] if isinstance(forms, str) else forms
    return names


def either_case(forms: Iterable[str]) -> list[str]:
    """The words as they are and with a capital."""
    every = list(forms)
    return every + capitals(every)


def capitals(forms: Iterable[str]) -> list[str]:
    """The words of two letters or more with a capital."""
    return [word[0].upper() + word[1:] for word in forms if len(word) > 1 or word in "ptv"]


def alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any blanks."""
    ranked = sorted(set(forms), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ranked) + ")"


def labels(forms: Iterable[str]) -> str:
    """A pattern for a label and the gap behind it; one of a single letter has a full stop."""
    every = set(forms)
    letters = alternatives(word for word in every if len(word) == 1)
    longer = alternatives(word for word in every if len(word) > 1)
    return rf"(?:{letters}\s?\.\s{{0,2}}|{longer}(?:\s?\.\s{{0,2}}|\s|(?<=[°º№])))"
