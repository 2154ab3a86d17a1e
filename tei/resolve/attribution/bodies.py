"""Bodies: whether a name is that of a board, a court or a party, and of no person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tei.language import Language
from tei.persons import lexicon

SHORTEST = 5  # letters of a noun that a compound may end in: Kriegsgericht; not Vorrat


def names_a_body(names: Iterable[str], text: str, language: Language) -> bool:
    """Whether one of somebody's names has a noun of bodies in it.

    A surname may be such a noun too (Mr. Church): where the language has articles, the text
    must put one before the name.
    """
    return any(has_noun(name, language) and takes_article(name, text, language) for name in names)


def has_noun(name: str, language: Language) -> bool:
    """Whether a word of a name is a noun of bodies, or ends in one where nouns are compounded."""
    nouns = nouns_of(language)
    for word in re.findall(r"[^\W\d_]+", name):
        low = word.casefold()
        if low in nouns:
            return True
        if lexicon(language).capital_nouns and low.endswith(compounding(language)):
            return True
    return False


def takes_article(name: str, text: str, language: Language) -> bool:
    """Whether an article stands before a name; so too where the language has none."""
    articles = articles_of(language)
    if not articles:
        return True
    either = "|".join(map(re.escape, articles))
    form = r"\s+".join(map(re.escape, name.split()))
    return bool(re.search(rf"(?<!\w)(?:(?:{either})\s+|l['’]){form}(?!\w)", text, re.IGNORECASE))


@lru_cache(maxsize=32)
def articles_of(language: Language) -> tuple[str, ...]:
    """The articles of a language, in small letters."""
    words = (*language.words("sources", "determiners"), *language.words("sources", "articles"))
    return tuple(sorted({word.casefold() for word in words}))


@lru_cache(maxsize=32)
def nouns_of(language: Language) -> frozenset[str]:
    """The nouns of bodies: those whose words are reported, and those that names have."""
    reported = (noun for noun, kind in lexicon(language).reporting.items() if kind == "org")
    return frozenset([*reported, *(w.casefold() for w in language.words("names", "bodies"))])


@lru_cache(maxsize=32)
def compounding(language: Language) -> tuple[str, ...]:
    """The nouns that a longer word may end in."""
    return tuple(noun for noun in nouns_of(language) if len(noun) >= SHORTEST)
