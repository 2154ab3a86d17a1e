"""What joins dates to each other and to times of day: patterns of one language.

Dates stand in lists (July 1, 2 and 3; the 1st, 2nd and 3rd of July; the thirteenth and
fourteenth centuries; the summer and autumn of 1863; the 1950s and '60s), and only one member
says the month, the year or the century.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tei.recognisers.dates.slots import DASH, GAP, any_name, either, slots, spaced, ungrouped

DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
LONGEST = 6  # members of a list before the last two


def joints(table: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns, by the names of the fields of a grammar."""
    return {**between(table), **clocks(table), **lists(table)}


def words_of(table: Mapping[str, Any]) -> tuple[str, str]:
    """(words that join dates, words between the ends of a stretch), as patterns."""
    return either(table.get("joins", ())), either(table.get("through", ()))


def article_of(table: Mapping[str, Any]) -> str:
    """An article or a preposition that the second of two dates may have."""
    return f"(?:{either([*table.get('articles', ()), *table.get('share_words', ())])}{GAP})?"


def join_of(table: Mapping[str, Any]) -> str:
    """A dash, a stroke or a word that joins two numbers; the group is `join`."""
    words, through = words_of(table)
    joined = f"{GAP}(?:{words}|{through}){GAP}{article_of(table)}"
    return f"(?P<join>(?:{GAP})?(?:{DASH}|/)(?:{GAP})?|{joined})"


def between(table: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand between two dates that share a month or a year."""
    words, through = words_of(table)
    mark = f"(?:{DASH}|[/,(\\[]|\\)|,?{GAP}(?:{words}|{through})(?!\\w))"
    extra = f"(?:{either(table.get('share_words', ()))}{GAP}){{0,2}}"
    months = any_name(table.get("months", ()))
    return {
        "share": re.compile(f"(?:{GAP})?{mark}(?:{GAP})?{extra}", re.IGNORECASE),
        "month_after": re.compile(f"(?:{GAP})?{mark}(?:{GAP})?{extra}{months}(?!\\w)"),
        "through": re.compile(f"(?:{GAP})?(?:{DASH}|{through})", re.IGNORECASE),
    }


def clocks(table: Mapping[str, Any]) -> dict[str, Any]:
    """A time of day after or before a date."""
    clock = spaced(table.get("clock", "(?!)"))
    return {
        "clock_after": re.compile(
            f"(?:{GAP})?{either(table.get('clock_joins', ()))}(?:{GAP})?{clock}"
        ),
        "clock_before": re.compile(
            f"(?<![\\w.,:–-]){clock},?{GAP}(?:{either(table.get('clock_words', ()))}{GAP})?\\Z"
        ),
    }


def lists(table: Mapping[str, Any]) -> dict[str, Any]:
    """Members of a list, before or after the one that says what they share."""
    slot, article, join = slots(table), article_of(table), join_of(table)
    day = DAY + table.get("day_suffix", "")
    number = f"(?:{slot['ordinal']}|{slot['ordinal_word']}|{slot['roman_ordinal']})"
    plain = ungrouped(day)
    alone = f"(?![\\w%°]|[.,:/]\\d|{DASH}\\d)"
    any_number, any_join = ungrouped(number), f",?{ungrouped(join)}"
    seasons = any_name(table.get("seasons", ()))
    shared = f"{ungrouped(slot['century'])}|{any_name(table.get('months', ()))}(?!\\w)"
    return {
        "bare_before": re.compile(f"(?<![\\w.,:/$£€-]){day}{join}\\Z"),
        "year_before_bc": re.compile(f"(?<![\\w.,:/$£€-])(?P<year>\\d{{1,4}}){join}\\Z"),
        "day_in_list": re.compile(f"(?<![\\w.,:/$£€-]){day}(?P<join>,{GAP}){article}\\Z"),
        "bare_after": re.compile(f"{join}{day}{alone}"),
        "days_after": re.compile(
            f"(?P<members>(?:,{GAP}{plain}){{1,{LONGEST}}}),?{join}{day}{alone}"
        ),
        "century_before": re.compile(f"(?<!\\w){article}{number}{join}\\Z"),
        "century_in_list": re.compile(f"(?<!\\w){article}{number}(?P<join>,{GAP}){article}\\Z"),
        "century_after": re.compile(f"{join}{slot['roman']}"),
        "number_after": re.compile(
            f"(?:,{GAP}{article}{any_number}){{0,{LONGEST}}}{any_join}{any_number}"
            f"(?:{GAP}|-)(?:\\w{{2,3}}{GAP})?(?:{shared})"
        ),
        "season_before": re.compile(f"(?<!\\w)(?P<season>{seasons}){join}\\Z"),
        "decade_after": re.compile(
            f"{join}['’]?(?P<decade>[12]\\d\\d0|\\d0)(?P<mark>['’]?s)?(?![\\w%]|[.,:/]\\d)"
        ),
    }
