"""Slots of the forms of a date: `{day}`, `{month}`, `{year}` … as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

GAP = r"(?:[^\S\n]{1,8}(?:\n[^\S\n]{0,40})?|\n[^\S\n]{0,40})"
DASH = r"[-‐‑–—]"
BUCKET = 8  # first letters that the engine looks at together
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ROMAN_YEAR = r"M{1,2}(?:[CDLXVI]{1,12}|(?:\.[^\S\n]?[CDLXVI]{1,12}){1,4})(?!\w)"
REPUBLICAN = (*ROMAN, "XIII", "XIV")
CENTURIES = (*REPUBLICAN, "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")


def spaced(form: str) -> str:
    """A form with its blanks as patterns."""
    return form.replace(" ?", f"(?:{GAP})?").replace(" ", GAP)


def either(patterns: Iterable[str]) -> str:
    """A pattern for one of several; never matches where there are none."""
    joined = "|".join(spaced(pattern) for pattern in patterns)
    return f"(?:{joined})" if joined else "(?!)"


def sorted_by_letter(patterns: Iterable[str]) -> str:
    """As `either`, those with the same first letter together; for where order does not matter."""
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for pattern in map(spaced, patterns):
        plain = (
            pattern[:1].isalpha()
            and pattern[1:2] not in ("?", "*", "+", "{")
            and "|" not in (re.sub(r"\(.*\)", "", pattern))
        )
        groups.setdefault(pattern[0], []).append(pattern[1:]) if plain else others.append(pattern)
    joined = [f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items()] + others
    return f"(?:{'|'.join(joined)})" if joined else "(?!)"


def listed(groups: Iterable[Any]) -> list[list[str]]:
    """Each place of a list with its names; a place has one name or several."""
    return [[group] if isinstance(group, str) else list(map(str, group)) for group in groups]


def feasts(table: Mapping[str, Any]) -> dict[str, str]:
    """Name of a feast → its key; with any apostrophe, and "St" with a full stop or without."""
    found: dict[str, str] = {}
    for name, key in table.get("feasts", {}).items():
        for form in (name, name.replace("'", "’")):
            found[form] = found[form.replace("St ", "St. ")] = str(key)
    return found


def numbered(groups: Iterable[Any]) -> dict[str, int]:
    """Name in lower case → its place in the list, from 1."""
    return {
        name.casefold(): number for number, group in enumerate(listed(groups), 1) for name in group
    }


def any_name(groups: Iterable[Any]) -> str:
    """A pattern for one of the names, as written, capitalised or in capitals."""
    return branches(spellings(groups))


def spellings(groups: Iterable[Any]) -> list[str]:
    """The names as written, capitalised and in capitals, the longest first."""
    words = {word for group in listed(groups) for word in group if word}
    words |= {word[:1].upper() + word[1:] for word in words} | {word.upper() for word in words}
    return sorted(words, key=lambda word: (-len(word), word))


def branches(words: list[str]) -> str:
    """Alternatives grouped by their first letter, so that a scan looks at few."""
    return f"(?:{'|'.join(by_letter(words))})" if words else "(?!)"


def by_letter(words: Iterable[str]) -> list[str]:
    """Patterns for several first letters each; the engine passes over those that cannot begin."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", GAP))
    letters = sorted(rests)
    buckets = (letters[first : first + BUCKET] for first in range(0, len(letters), BUCKET))
    return [bucket({letter: rests[letter] for letter in some}) for some in buckets]


def bucket(rests: Mapping[str, list[str]]) -> str:
    """One of some letters and what goes on after it."""
    branches = (f"(?<={re.escape(one)})(?:{'|'.join(rest)})" for one, rest in rests.items())
    return f"[{re.escape(''.join(rests))}](?:{'|'.join(branches)})"


def longest_first(words: Iterable[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def year_in_figures(table: Mapping[str, Any], era: str) -> str:
    """Four figures, or up to four with their era: 1842, 79 AD."""
    suffix = spaced(table.get("year_suffix", ""))
    small = rf"\d{{1,4}}(?!\d)(?={suffix}{ungrouped(era)})"
    return rf"(?P<year>[12]\d{{3}}(?!\d)|{small}){suffix}{era}?"


def month_told(table: Mapping[str, Any]) -> str:
    """What tells the month of a day from that of writing: inst., ult., prox."""
    told = table.get("months_told", {})
    named = (f"(?P<{name}_month>{either(words)})" for name, words in told.items())
    return f"(?:{'|'.join(named) or '(?!)'})(?!\\w)"


def cued_year(table: Mapping[str, Any]) -> str:
    """A year of one to three figures right after words that prove it: in the year 410."""
    cues = "|".join(f"(?<={re.escape(cue)})" for cue in table.get("year_cues", ()))
    return rf"(?P<cued>{cues or '(?!)'})(?P<year>[1-9]\d\d)(?![\w%]|[.,:/]\d)"


def day_words(table: Mapping[str, Any]) -> list[Any]:
    """The days in words, from the first: ordinals where the language has no other."""
    return list(table.get("day_words") or table.get("ordinals", ()))


def ungrouped(pattern: str) -> str:
    """A pattern without the names of its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def slots(table: Mapping[str, Any]) -> dict[str, str]:
    """Slot → pattern with a named group."""
    months, short = (
        any_name(table.get("months", ())),
        any_name(table.get("month_abbreviations", ())),
    )
    ordinals = any_name(table.get("ordinals", ()))
    suffix = table.get("day_suffix", "")
    after_christ = either(table.get("after_christ", ()))
    before_christ = either(table.get("before_christ", ()))
    republican = any_name(table.get("republican_months", ()))
    era = f"(?:(?:{GAP})?(?:(?P<bc>{before_christ})|(?P<ad>{after_christ}))(?!\\w))"
    return {
        "day": f"(?P<day>0?[1-9]|[12]\\d|3[01])(?!\\d|[:.,]\\d\\d?(?!\\d)){suffix}",
        "lone_day": f"(?P<lone_day>[1-9]|[12]\\d|3[01]){table.get('ordinal_suffix', '')}(?!\\w)",
        "day_word": f"(?P<day_word>{any_name(day_words(table))})(?!\\w)",
        "month": f"(?:(?P<month>{months})(?!\\w)|(?P<short_month>{short})(?:\\.|(?!\\w)))",
        "full_month": f"(?P<month>{months})(?!\\w)",
        "roman_month": f"(?P<roman_month>{longest_first(ROMAN)})(?!\\w)",
        "year": f"(?:{year_in_figures(table, era)}|(?P<roman_year>{ROMAN_YEAR}))",
        "clipped": r"(?P<clipped>[89]\d\d)(?=\s*(?:[.,;:)\]]|\n|\Z))",
        "small_year": r"(?P<year>\d{1,4})(?!\d)",
        "roman_year": f"(?P<roman_year>{ROMAN_YEAR})",
        "republican_month": f"(?P<republican_month>{republican})(?!\\w)",
        "republican_year": rf"(?P<republican_year>{longest_first(REPUBLICAN)}|1[0-4]|[1-9])(?!\w)",
        "short": r"['’]?(?P<short>\d\d)(?=\s*(?:[.,;:)\]]|\n|\Z))",
        "elided": r"['’](?P<short>\d\d)(?![\w'’%]|[.,:/]\d)",
        "elided_year": r"(?<=['’])(?P<short>\d\d)(?![\w'’%]|[.,:/-]\d)",
        "late_year": r"(?P<short>3[2-9]|[4-9]\d)(?=\s*(?:[.,;:!?)\]»”]|\n|\Z))",
        "cued_year": cued_year(table),
        "month_told": month_told(table),
        "era": f"(?P<first_era>{after_christ})",
        "season": f"(?P<season>{any_name(table.get('seasons', ()))})(?!\\w)",
        "feast": f"(?P<feast>{any_name(table.get('feasts', {}))})(?!\\w)",
        "decade": r"(?P<decade>[12]\d\d0|\d{1,2}0)",
        "short_decade": r"['’]?(?P<short_decade>\d0)",
        "century_word": f"(?P<century_word>{any_name(table.get('century_words', {}))})",
        "century_name": f"(?P<century_name>{either(table.get('century_names', {}))})(?!\\w)",
        "decade_word": f"(?P<decade_word>{any_name(table.get('decades', ()))})(?!\\w)",
        "ordinal": rf"(?P<ordinal>\d{{1,2}}){table.get('ordinal_suffix', '')}",
        "ordinal_word": f"(?P<ordinal_word>{ordinals})(?!\\w)",
        "roman": f"(?P<roman>{longest_first(CENTURIES)})(?!\\w)",
        "small_roman": f"(?P<roman>{longest_first(CENTURIES).lower()})",
        "roman_ordinal": f"(?P<roman>{longest_first(CENTURIES)}){table.get('ordinal_suffix', '')}",
        "century": f"{either(table.get('centuries', ()))}(?!\\w){era}?",
        "after_era": f"{era}?",
    }
