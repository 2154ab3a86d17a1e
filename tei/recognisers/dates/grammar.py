"""The grammar of dates of one language, made from the table [dates] of its pack.

A form of the pack is a regular expression with slots: `{day} {month},? {year}`.  A blank
stands for blanks with at most one line end; ` ?` for the same or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tei.language import load
from tei.recognisers.dates.joining import joints
from tei.recognisers.dates.leads import NEVER, Lead, lead
from tei.recognisers.dates.relative import heads
from tei.recognisers.dates.slots import (
    GAP,
    ROMAN_YEAR,
    any_name,
    by_letter,
    day_words,
    either,
    feasts,
    numbered,
    slots,
    sorted_by_letter,
    spaced,
    spellings,
    ungrouped,
)

Patterns = tuple[re.Pattern[str], ...]
Named = tuple[tuple[str, re.Pattern[str]], ...]
IN_FIGURES = r"\d{1,4}[./-][^\S\n]?\d{1,2}[./-]"
ABBREVIATED = r"(?:(?<!\w[.,:])|(?<=\b[cbd]\.)|(?<=\bca\.))"  # c.1820, b.1820, d.1910
NOT_INSIDE = rf"(?=\d){ABBREVIATED}(?<![$£€#§№+=\\])(?<![$£€#§№+=\\]\s)"  # a sum or a number


@dataclass(frozen=True)
class Grammar:
    """All that the scan of one language needs.

    trigger:     where a date may begin
    digit, word: forms that begin with a digit, and with a word, in order
    four_figures: those of `digit` that may begin with four
    weekday:     a weekday and what joins it to the date after it
    article:     an article that belongs to seasons, decades, centuries and ordinal days
    belonging:   any words of those before a date that may be part of it
    portions:    what stands before a date and names a part of it; its group is the key
    tails:       key → what stands after a date and names its year by a relation
    share:       what may stand between two dates that share a month or a year
    bare_*, …_in_list, …_before, …_after: members of lists; see `joining.lists`
    clock_*:     a time of day after or before its date
    *_before:    what proves a month or year, and what labels another number
    month_after: what joins a month to another
    ambiguous:   months whose names mean other things too, in lower case
    names:       slot → name in lower case → number
    limits:      what makes a limit of the date after it; its group is the key
    style_after: old or new style, after a day
    title_before: what stands before the title of a periodical
    gregorian:   the year in which texts of the language turned to the Gregorian calendar
    numeric:     order of 3/5/1842: "dmy", "mdy", or "" where both are used
    """

    trigger: re.Pattern[str]
    digit: Patterns
    four_figures: Patterns
    word: Patterns
    weekday: re.Pattern[str]
    article: Lead
    portions: Lead
    belonging: Lead
    circa: Lead
    limits: Lead
    style_after: re.Pattern[str]
    title_before: Lead
    tails: Named
    share: re.Pattern[str]
    through: re.Pattern[str]
    bare_before: re.Pattern[str]
    bare_after: re.Pattern[str]
    day_in_list: re.Pattern[str]
    year_before_bc: re.Pattern[str]
    days_after: re.Pattern[str]
    number_after: re.Pattern[str]
    season_before: re.Pattern[str]
    decade_after: re.Pattern[str]
    clock_after: re.Pattern[str]
    clock_before: re.Pattern[str]
    century_before: re.Pattern[str]
    century_in_list: re.Pattern[str]
    century_after: re.Pattern[str]
    day_before: Lead
    day_unless: re.Pattern[str]
    month_before: Lead
    year_before: Lead
    short_before: Lead
    label_before: Lead
    unit_after: re.Pattern[str]
    event_after: re.Pattern[str]
    month_after: re.Pattern[str]
    ambiguous: frozenset[str]
    names: Mapping[str, Mapping[str, int]]
    season_months: tuple[tuple[int, int], ...]
    feasts: Mapping[str, str]
    numeric: str
    function_words: frozenset[str]
    gregorian: int


def after(patterns: Iterable[str]) -> re.Pattern[str]:
    """What stands directly after a place, with the blank between."""
    listed = list(patterns)
    return re.compile(f"{GAP}{sorted_by_letter(listed)}(?!\\w)") if listed else NEVER


def forms(table: Mapping[str, Any], name: str, begun: tuple[str, ...] = ("",)) -> Patterns:
    """The compiled forms of a list of the pack that begin with one of the slots, in order."""
    patterns = slots(table)
    return tuple(
        re.compile(re.sub(r"\{([a-z]\w*)\}", lambda slot: patterns[slot[1]], spaced(form)))
        for form in table.get(name, ())
        if form.startswith(begun)
    )


def trigger(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Where a date may begin: figures of some form, or one of the words that begin one.

    Most figures of a bibliography are no dates: the scan passes over them.
    """
    figures = [ungrouped(form.pattern) for form in forms(table, "digit_forms")]
    number = rf"{NOT_INSIDE}(?={'|'.join([IN_FIGURES, *figures])})\d"
    words: list[Any] = [*table.get("republican_months", ())]
    for name in ("months", "month_abbreviations", "weekdays", "seasons", "decades", "heads"):
        words += table.get(name, ())
    words += [*table.get("feasts", {}), *table.get("century_words", {})]
    words += table.get("century_names", {})
    phrases, others = heads(table)
    roman = f"(?={ROMAN_YEAR})M"
    begun = [
        *by_letter(spellings([*words, *phrases])),
        *others,
        *day_in_words(table),
        roman,
        number,
    ]
    return re.compile(f"(?<!\\w)(?:{'|'.join(begun)})")


def portions(table: Mapping[str, Iterable[str]]) -> Lead:
    """What names a part of the date after it; the group is the key, `_` for `-`."""
    whole = "|".join(
        f"(?P<{key.replace('-', '_')}>{either(words)})" for key, words in table.items()
    )
    return lead([word for words in table.values() for word in words], whole)


def style_after(table: Mapping[str, Any]) -> re.Pattern[str]:
    """“O.S.” or “new style” after a day, in brackets or not; the group is the style."""
    old, new = (either(table.get(name, ())) for name in ("old_style", "new_style"))
    return re.compile(
        f",?{GAP}(?P<mark>[(\\[])?(?:(?P<old_style>{old})|(?P<new_style>{new}))"
        r"(?(mark)[)\]]|(?!\w))"
    )


def day_in_words(table: Mapping[str, Any]) -> list[str]:
    """A day in words that is also any number begins a date only before a month."""
    days, months = any_name(table.get("day_words", ())), any_name(table.get("months", ()))
    joined = f"{GAP}(?:d[ei]{GAP}|d['’])?"
    return [f"{days}(?={joined}{months}(?!\\w))"] if table.get("day_words") else []


def surroundings(table: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand before and after a date."""
    lists = (
        *("circa", "title_before", "day_before", "month_before", "year_before"),
        *("short_before", "label_before"),
    )
    parts = [table.get("portions", {}), table.get("limits", {})]
    words = [word for part in parts for listed in part.values() for word in listed]
    return {
        "belonging": lead([*words, *table.get("articles", ()), *table.get("circa", ())]),
        **{name: lead(table.get(name, ())) for name in lists},
        "article": lead(table.get("articles", ())),
        "portions": portions(table.get("portions", {})),
        "tails": tuple((key, after(x)) for key, x in table.get("tails", {}).items()),
        "limits": portions(table.get("limits", {})),
        "style_after": style_after(table),
        "unit_after": after(table.get("units", ())),
        "day_unless": after(table.get("day_unless", ())),
        "event_after": after(table.get("events", ())),
    }


def names(table: Mapping[str, Any]) -> dict[str, Mapping[str, int]]:
    """Slot → name in lower case → number."""
    short = numbered(table.get("month_abbreviations", ()))
    lists = {"season": "seasons", "ordinal": "ordinals", "decade": "decades"}
    lists["weekday"] = "weekdays"
    lists["republican_month"] = "republican_months"
    found: dict[str, Mapping[str, int]] = {
        slot: numbered(table.get(name, ())) for slot, name in lists.items()
    }
    for name in ("century_word", "century_name"):
        listed = table.get(f"{name}s", {})
        found[name] = {word.casefold(): int(number) for word, number in listed.items()}
    found["day_word"] = numbered(day_words(table))
    found["month"] = {**short, **numbered(table.get("months", ()))}
    return found


@lru_cache(maxsize=32)
def grammar(code: str) -> Grammar:
    """The grammar of a language.  Raises LookupError where there is no pack."""
    pack = load(code)
    table = {**pack.table("dates"), "feasts": feasts(pack.table("dates"))}
    weekdays = any_name(table.get("weekdays", ()))
    return Grammar(
        trigger=trigger(table),
        digit=forms(table, "digit_forms"),
        four_figures=forms(table, "digit_forms", ("{year", "{decade")),
        word=forms(
            {**table, "word_forms": [*table.get("word_forms", ()), "{roman_year}"]}, "word_forms"
        ),
        weekday=re.compile(
            spaced(f"(?P<weekday>{weekdays})[.,]? {table.get('after_weekday', '')}")
        ),
        names=names(table),
        season_months=tuple((low, high) for low, high in table.get("season_months", ())),
        feasts={name.casefold(): str(key) for name, key in table.get("feasts", {}).items()},
        ambiguous=frozenset(word.casefold() for word in table.get("ambiguous", ())),
        numeric=str(table.get("numeric", "")),
        gregorian=int(table.get("gregorian", 1582)),
        function_words=frozenset(map(str, pack.tables.get("stopwords", ()))),
        **joints(table),
        **surroundings(table),
    )
