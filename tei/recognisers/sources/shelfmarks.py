"""Shelfmarks of archives: "BArch, R 43 I/123", "AN, F7 4774", "РГАСПИ. Ф. 17. Оп. 3. Д. 5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import codes, load
from tei.recognisers.sources.patterns import UPPER, choice

TABLE = "sources"
RULE = "sources.shelfmark"


@lru_cache(maxsize=1)
def archives() -> tuple[str, ...]:
    """The names of archives, of all packs."""
    return tuple(name for code in codes() for name in load(code).words(TABLE, "archives"))


@lru_cache(maxsize=64)
def shelfmark(names: tuple[str, ...]) -> re.Pattern[str]:
    """One of the archives, and what follows it up to the end of the shelfmark.

    The parts after the archive begin with capitals or figures; one of them has a figure.
    """
    word = rf"(?:[{UPPER}][\w’'/-]{{0,20}}(?:\.(?=\s\d))?|[\dIVXLC][\w/–-]{{0,12}}|[a-zф]{{1,2}}\.)"
    part = rf"{word}(?:\s{word}){{0,5}}"
    figured = rf"(?:{word}\s){{0,5}}[^\s,;]{{0,12}}\d"
    return re.compile(
        rf"(?<![^\W_]){choice(names, fold=False)}(?![^\W_])"
        rf"(?:[,.]?\s(?={figured}){part})(?:(?:,|\.(?=\s[{UPPER}]\w{{0,3}}\.\s\d))\s(?=[^,;\n]{{0,30}}\d){part}){{0,4}}"
    )


def shelfmarks(text: str) -> Iterator[Annotation]:
    """Each shelfmark as a `bibl` with one `idno` of type shelfmark."""
    names = tuple(name for name in archives() if name in text)
    for match in shelfmark(names).finditer(text) if names else ():
        end = match.start() + len(match[0].rstrip(" .,"))
        yield Annotation("bibl", match.start(), end, {}, "medium", RULE, match[0])
        yield Annotation("idno", match.start(), end, {"type": "shelfmark"}, "medium", RULE)


def with_titles(found: Iterable[Annotation], titles: Iterable[Annotation]) -> Iterator[Annotation]:
    """A shelfmark in which a work is named is a typed `bibl`: an `idno` holds no title."""
    named = [(title.start, title.end) for title in titles]
    for item in found:
        ends = [b for a, b in named if a < item.end and item.start < b and item.rule == RULE]
        if not ends:
            yield item
        elif item.kind == "bibl":
            whole = replace(item, end=max(item.end, *ends))
            yield whole.with_attributes(type="shelfmark")
