"""Laws, codes and treaties: "15 U.S.C. § 78j", "§ 823 Abs. 1 BGB", "Act of 3 March 1863".

A `bibl` of type `legal`.  What identifies a provision by figures alone is its `idno`; an act
named by its day or year has its `date` instead.  The words come from all packs: a text cites
foreign laws in their own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import codes, load
from tei.recognisers.sources.anchors import Dates
from tei.recognisers.sources.patterns import UPPER, choice, stretches

TABLE, LAWS = "sources", "laws"
YEAR = r"(?:1[0-9]|20)\d\d"
NUMBER = r"(?:\d{1,5}(?:[-–./]\d{1,5}){0,3}[a-z]{0,2}|[IVXLC]{1,7})(?:-\d{1,3}[a-z]?)?"
BEFORE, BEHIND = 90, 160  # code points around a word of laws in which a whole reference stands
DATED = re.compile(
    r"(?:,\s{1,2}(?:[^\W\d_]{2,3}\s)?|\s?\((?:[^\W\d_]{2,8}\s)?|\s[^\W\d_]{2,4}\s)(?=[^\W_])"
)


def words(name: str) -> list[str]:
    """A list of the table of laws, from all packs."""
    tables = (load(code).table(TABLE).get(LAWS, {}) for code in codes())
    return [str(word) for table in tables for word in table.get(name, ())]


def plain(name: str) -> str:
    """A pattern for any word of a list, as it is written."""
    return choice(words(name), fold=False)


@lru_cache(maxsize=1)
def trigger() -> re.Pattern[str]:
    """A word or sign without which there is no reference to a law."""
    names = ("articles", "reporters", "reigns", "acts", "numbered", "named", "treaties")
    every = choice([word for name in names for word in words(name)], fold=False)
    return re.compile(rf"§|(?<![^\W_]){every}")


def provision() -> str:
    """A section or article with its parts: "§§ 12–14", "Art. 5 Abs. 2"."""
    part = rf"(?:\s{plain('parts')}\s?{NUMBER}|\s?\(\w{{1,4}}\)|\s(?:ff?\.|et\sseq\.))"
    further = rf"(?:(?:,|\s?[-–]|\s{plain('joins')})\s?\d{{1,4}}[a-z]?)"
    label = rf"(?:§{{1,2}}|{plain('articles')}(?![^\W_]))"
    return rf"{label}\s{{0,2}}{NUMBER}(?:{part}|{further}){{0,5}}"


@lru_cache(maxsize=1)
def numbered() -> re.Pattern[str]:
    """References by figures alone, which become an `idno`."""
    code = rf"(?:{plain('codes')})(?![^\W_])"
    link = rf"(?:,?\s{{1,2}}(?:{plain('links')}\s?)?|\s?{plain('links')})"
    crown = rf"{plain('reigns')}(?:\s(?:[IVX]{{1,5}}|\d)\b)?"
    session = r"\d{1,2}(?:\s?(?:&|and)\s?\d{1,2})?"
    return re.compile(
        rf"(?<![\w.])(?:"
        rf"{provision()}{link}{code}"
        rf"|{code},?\s(?:{plain('links')}\s)?{provision()}"
        rf"|\d{{1,4}}\s{plain('reporters')}\s(?:§{{1,2}}\s?)?{NUMBER}[a-z]?(?:\(\w{{1,4}}\)){{0,4}}(?:[-–]\d{{1,5}})?"
        rf"|{session}\s{crown},?\s{plain('chapters')}\s?(?:\d{{1,3}}|[IVXLC]{{1,8}}|[ivxlc]{{1,8}})(?![^\W_])"
        rf"|{plain('numbered')}\s?\d{{1,4}}(?:[-–/.]\d{{1,4}}){{0,2}}(?:-[^\W\d_]{{2,3}})?"
        rf")(?!\w|-[a-z]{{2}})"
    )


@lru_cache(maxsize=1)
def enacted() -> re.Pattern[str]:
    """Words behind which the day of an act stands."""
    return re.compile(rf"(?<![^\W_]){plain('acts')}\s{{1,2}}(?:{plain('fillers')}\s)?(?=[^\W_])")


@lru_cache(maxsize=1)
def called() -> re.Pattern[str]:
    """An act or treaty by its name, behind which its year or day stands: "Reform Act 1832"."""
    cap = rf"[{UPPER}][\w’'-]*(?:\s?\([^()\d\n]{{2,20}}\))?"
    join = rf"(?:,?\s{plain('joins')}|,)?"
    return re.compile(
        rf"(?<![^\W_])(?:(?!{plain('not_first')}\s)(?:{cap}{join}\s){{1,7}}{plain('named')}(?![^\W_])(?=,?\s(?:of\s)?{YEAR}(?![\w–-]))"
        rf"|{plain('treaties')}\s{cap}(?:[\s-]{cap}){{0,2}})"
    )


def laws(text: str, dates: Dates) -> Iterator[Annotation]:
    """Each reference to a law as `bibl` of type `legal`, with an `idno` where it is a number."""
    places = (match.start() for match in trigger().finditer(text))
    last = 0
    for low, high in stretches(places, BEFORE, BEHIND):
        for start, end, identified in sorted(references(text, max(low, last), high, dates)):
            if start < last:
                continue
            last = end
            facts = {"type": "legal"}
            yield Annotation("bibl", start, end, facts, "medium", "sources.law", text[start:end])
            if identified:
                yield Annotation("idno", start, identified, facts, "medium", "sources.law")


def references(text: str, low: int, high: int, dates: Dates) -> Iterator[tuple[int, int, int]]:
    """(start, end, end of the number or 0) of references in a stretch, in any order."""
    for match in numbered().finditer(text, low, high):
        yield match.start(), dated(text, match.end(), dates) or match.end(), match.end()
    for match in enacted().finditer(text, low, high):
        day = dates.end_at(text, match.end())
        if day and not text[match.end() : day].isdigit():
            yield match.start(), day, 0
    for match in called().finditer(text, low, high):
        day = dated(text, match.end(), dates)
        if day:
            yield match.start(), day, 0


def dated(text: str, end: int, dates: Dates) -> int:
    """Where the day or year behind a law ends: "(1934)", ", of 6 January 1978"; 0 for none."""
    year = re.compile(rf"\s{YEAR}(?!\w)").match(text, end)
    if year:
        return year.end()
    gap = DATED.match(text, end)
    last = dates.end_at(text, gap.end()) if gap else 0
    if gap and "(" in gap[0]:
        return last + 1 if last and text[last : last + 1] == ")" else 0
    return last
