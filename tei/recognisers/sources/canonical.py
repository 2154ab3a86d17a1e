"""Canonical references: the Bible (“Jn 3:16”) and ancient authors (“Hom. Il. 2.484”).

TEI Guidelines §4.2.5 and §17.2.5: `cRef` gives the passage in a form that can be resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tei.annotation import Annotation
from tei.language import Language, codes, load
from tei.recognisers.sources.patterns import choice, stretches
from tei.recognisers.sources.scopes import arabic

TABLE = "sources"
LONG = 4  # letters of a book before which a full stop may part chapter and verse
MOST_CHAPTERS = 151  # the 151st psalm
FIGURES = re.compile(r"[:.,]\s?\d|\d[a-e](?!\w)")
NUMERALS = frozenset("0123456789ivxlcIVXLC ")
BEFORE, BEHIND = 60, 40  # code points around figures in which a whole reference stands
ROMAN = r"[ivxlc]{1,8}|[IVXLC]{1,8}"
LAST = r"\s?[-–]\s?\d{1,3}"
VERSES = rf"(?!0)\d{{1,3}}(?:{LAST})?(?:,\s?\d{{1,3}}(?:{LAST})?(?![\d:]))*f{{0,2}}\b"
HOURS = r"(?!\s?(?:[ap]\.?\s?m\b|Uhr|h\b|o’clock|ч\b))(?![:%\d])(?!,\d)"
PLACES = (
    rf"(?:(?:\d{{1,3}}|{ROMAN})[.,:]\s?\d{{1,4}}(?:[.,]\s?\d{{1,4}}){{0,2}}(?:\s?[-–]\s?\d{{1,4}})?"
    r"|\d{2,4}[a-e]\d{0,2}(?:\s?[-–]\s?\d{0,4}[a-e]\d{0,2})?)(?![\w%])"
)


@dataclass(frozen=True)
class Canon:
    """What a language says of canonical references.

    bible:   a book with chapter and verse
    books:   form in lower case, without its stop → canonical form; `numbered` likewise
    colon_only: books that are other words too, which a full stop does not make a passage
    ancient: an author, a work, or both, with a place
    authors: form → canonical form; works: author → form → canonical form
    alone:   form of a work cited without its author → (author, work)
    """

    bible: re.Pattern[str]
    books: Mapping[str, str]
    numbered: Mapping[str, str]
    separators: str
    colon_only: frozenset[str]
    ancient: re.Pattern[str]
    authors: Mapping[str, str]
    works: Mapping[str, Mapping[str, str]]
    alone: Mapping[str, tuple[str, str]]


def canonical_references(text: str, language: Language) -> Iterator[Annotation]:
    """References to books of the Bible and ancient works as `ref` with `cRef` and `type`."""
    canon = canon_of(language)
    last = 0
    for low, high in stretches(figures(text), BEFORE, BEHIND):
        for match in canon.bible.finditer(text, max(low, last), high):
            passage = scriptural(match, canon)
            if passage:
                last = match.end()
                yield reference(match, passage, "bible")
        for match in canon.ancient.finditer(text, max(low, last), high):
            passage = classical(match, canon)
            if passage:
                last = match.end()
                yield reference(match, passage, "classical")


def figures(text: str) -> Iterator[int]:
    """Where a number, a stop and a further number stand."""
    for figure in FIGURES.finditer(text):
        if text[figure.start() - 1] in NUMERALS or figure[0][0].isdigit():
            yield figure.start()


def reference(match: re.Match[str], passage: str, kind: str) -> Annotation:
    """The whole match as a reference."""
    facts = {"cRef": passage, "type": kind}
    return Annotation("ref", *match.span(), facts, rule=f"sources.{kind}", evidence=match[0])


def scriptural(match: re.Match[str], canon: Canon) -> str:
    """Book, chapter and verse in canonical form; "" where they are none."""
    name = plain(match["book"])
    number = arabic(match["number"]) if match["number"] else ""
    book = canon.numbered.get(name, "") if number else canon.books.get(name, "")
    chapter = arabic(match["chapter"])
    roman = not match["chapter"][0].isdigit()
    fits = roman or match["sep"] in canon.separators
    if match["sep"] == "." and not roman:
        fits = fits and len(name) >= LONG and name not in canon.colon_only
    if not book or not fits or not chapter or not 0 < int(chapter) < MOST_CHAPTERS:
        return ""
    verses = re.sub(r"\s", "", match["verses"]).replace("–", "-")
    return f"{number} {book} {chapter}:{verses}".strip()


def classical(match: re.Match[str], canon: Canon) -> str:
    """Author, work and place in canonical form; "" where author and work do not belong together."""
    place = re.sub(r"\s", "", match["place"]).replace("–", "-").replace(",", ".").replace(":", ".")
    first, _, rest = place.partition(".")
    place = f"{arabic(first) or first}.{rest}" if rest else place
    work = match["w"] or match["a"] or ""
    if not match["author"]:
        author, title = canon.alone.get(work, ("", ""))
        return f"{author}. {title} {place}" if author else ""
    author = canon.authors[match["author"]]
    known = canon.works.get(author, {})
    if work:
        return f"{author}. {known[work]} {place}" if work in known else ""
    return f"{author}. {place}" if not known and rest else ""


def plain(name: str) -> str:
    """A form without its stop and case."""
    return " ".join(name.split()).rstrip(".").lower()


@lru_cache(maxsize=32)
def canon_of(language: Language) -> Canon:
    """The patterns of a language: its Bible, and the ancient authors of all packs."""
    bible = language.table(TABLE).get("bible", {})
    books, numbered = forms(bible.get("books", {})), forms(bible.get("numbered", {}))
    authors, works, alone = ancients()
    return Canon(
        bible=bible_pattern([*books, *numbered]),
        books={plain(form): book for form, book in books.items()},
        numbered={plain(form): book for form, book in numbered.items()},
        separators=str(bible.get("separators", ":")),
        colon_only=frozenset(plain(str(form)) for form in bible.get("colon_only", ())),
        ancient=ancient_pattern(authors, works, alone),
        authors=authors,
        works=works,
        alone=alone,
    )


def forms(table: Mapping[str, Any]) -> dict[str, str]:
    """Form → canonical form."""
    return {str(form): book for book, names in table.items() for form in names}


def bible_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A book, its number before it, chapter and verses behind."""
    stopped = choice((name for name in names if name.endswith(".")), fold=False)
    free = choice((name for name in names if not name.endswith(".")), fold=False)
    return re.compile(
        rf"(?<![\w.])(?:(?P<number>[1-4]|I{{1,3}}|IV)(?:st|nd|rd)?\.?\s{{0,2}})?"
        rf"(?P<book>{stopped}|{free}(?![^\W_])\.?),?\s{{0,2}}(?<=[\s.,])"
        rf"(?P<chapter>\d{{1,3}}|{ROMAN})\s?(?P<sep>[:.,])\s?(?P<verses>{VERSES}){HOURS}"
    )


def ancients() -> tuple[dict[str, str], dict[str, dict[str, str]], dict[str, tuple[str, str]]]:
    """Authors, works and works cited alone, of all packs."""
    authors: dict[str, str] = {}
    works: dict[str, dict[str, str]] = {}
    alone: dict[str, tuple[str, str]] = {}
    for table in (load(code).table(TABLE).get("classics", {}) for code in codes()):
        for author, facts in table.items():
            authors |= dict.fromkeys(facts.get("forms", ()), author)
            mine = forms(facts.get("works", {}))
            works.setdefault(author, {}).update(mine)
            alone |= {form: (author, mine[form]) for form in facts.get("alone", ())}
    return authors, works, alone


def ancient_pattern(
    authors: Iterable[str], works: Mapping[str, Mapping[str, str]], alone: Iterable[str]
) -> re.Pattern[str]:
    """An author, a work, or both, and a place."""
    every = choice((form for mine in works.values() for form in mine), fold=False)
    return re.compile(
        rf"(?<![\w.])(?:(?P<author>{choice(authors, fold=False)})(?:,?\s{{1,2}}(?P<w>{every}))?"
        rf"|(?P<a>{choice(alone, fold=False)})),?\s{{1,2}}(?P<place>{PLACES})"
    )
