"""Relative expressions: yesterday, last Friday, two days later, at Christmas.

They are annotations of the kind `relative-date`, apart from dates: the encoder leaves them
out unless asked.  What they count from is the day of writing or the date last told
(`base`); their value is found by `tei.resolve.anchoring`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tei.annotation import Annotation
from tei.language import load
from tei.recognisers.dates.slots import GAP, any_name, by_letter, either, numbered, spaced

WRITING, TOLD = "writing", "told"
COUNTED = ("ago", "hence", "earlier", "later")
LONGEST_NUMBER = 24  # code points, with the blank after it
Phrases = Mapping[str, tuple[str, str, str]]


@dataclass(frozen=True)
class Relations:
    """What the scan of one language needs.

    pattern: one expression; its groups are the parts
    number:  a number before a place
    phrases: expression in lower case → (base, count, unit)
    numbers: number word in lower case → number
    units:   unit in lower case → "day", "week", "month", "year"
    names:   "weekday", "feast" → name in lower case → number or day
    """

    pattern: re.Pattern[str]
    number: re.Pattern[str]
    phrases: Phrases
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    weekdays: Mapping[str, int]
    feasts: Mapping[str, str]


def expression_at(text: str, place: int, relations: Relations, floor: int) -> Annotation | None:
    """The relative expression at a place, if any; its number may stand before, from `floor` on."""
    match = relations.pattern.match(text, place)
    if not match:
        number = relations.number.search(text, max(floor, place - LONGEST_NUMBER), place)
        match = number and relations.pattern.match(text, number.start())
    if not match:
        return None
    facts = facts_of(match, relations)
    return Annotation(
        "relative-date", *match.span(), facts, "low", f"dates.relative-{facts['unit']}"
    )


def facts_of(match: re.Match[str], relations: Relations) -> dict[str, str]:
    """base, count and unit; side and weekday, or feast, where the expression is one."""
    name = re.sub(r"\s+", " ", match[match.lastgroup or 0]).casefold()
    if match["weekday"]:
        side = "last" if match["last"] else "next" if match["next"] else ""
        weekday = str(relations.weekdays[re.sub(r"\s+", " ", match["weekday"]).casefold()])
        return {"base": WRITING, "unit": "weekday", "weekday": weekday, "side": side}
    if match["feast"]:
        return {"base": WRITING, "unit": "feast", "feast": relations.feasts[name]}
    if match["phrase"]:
        base, count, unit = relations.phrases[name]
        return {"base": base, "count": count, "unit": unit}
    return counted(match, relations)


def counted(match: re.Match[str], relations: Relations) -> dict[str, str]:
    """Two days ago, three weeks later."""
    key = next(key for key in COUNTED if match[key])
    word = (match[f"{key}_n"] or "").casefold()
    number = int(word) if word.isdigit() else relations.numbers[word]
    unit = relations.units[match[f"{key}_unit"].casefold()]
    sign = "-" if key in ("ago", "earlier") else ""
    base = WRITING if key in ("ago", "hence") else TOLD
    return {"base": base, "count": f"{sign}{number}", "unit": unit}


def counted_pattern(table: Mapping[str, Any]) -> str:
    """Groups `ago`, `hence`, `earlier`, `later`, each with its number and unit."""
    words = list(table.get("numbers", ()))
    units = [unit for listed in table.get("units", {}).values() for unit in listed]
    branches = []
    for key in COUNTED:
        number = rf"(?P<{key}_n>\d{{1,3}}|{any_name(words)})"
        filled = either(map(capital, table.get(key, ()))).replace("{n}", number)
        filled = filled.replace("{unit}", f"(?P<{key}_unit>{any_name(units)})")
        branches.append(f"(?P<{key}>{filled})")
    return "|".join(branches)


def forms_of(dates: Mapping[str, Any]) -> list[str]:
    """Patterns with groups: phrases, weekdays, feasts, numbers of days."""
    table = dates.get("relative", {})
    phrases = [*table.get(WRITING, {}), *table.get(TOLD, {})]
    weekdays = any_name(dates.get("weekdays", ()))
    sides = "|".join(
        f"(?P<{side}>{either(map(capital, table.get(side, ())))})" for side in ("last", "next")
    )
    return [
        f"(?P<phrase>{any_name(phrases)})",
        f"(?:{sides})?(?P<weekday>{weekdays})",
        f"(?P<feast>{any_name(table.get('feasts', ()))})",
        counted_pattern(table),
    ]


def heads(dates: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """(words and phrases, patterns without groups): where an expression may begin.

    One that begins with a number is found by its unit: days ago.
    """
    table = dates.get("relative", {})
    words = [*table.get(WRITING, {}), *table.get(TOLD, {}), *table.get("feasts", ())]
    weekdays = any_name(dates.get("weekdays", ()))
    patterns = [
        capital(spaced(side)) + weekdays for key in ("last", "next") for side in table.get(key, ())
    ]
    number = rf"(?:\d|{any_name(table.get('numbers', ()))}\W)"
    every = [form for key in COUNTED for form in table.get(key, ())]
    after = [form.removeprefix("{n} {unit}") for form in every if form.startswith("{n} {unit}")]
    inside = [form.partition("{n}")[0] for form in every if not form.startswith("{n}")]
    patterns += [capital(spaced(lead)) + number for lead in inside]
    units = sorted({unit for listed in table.get("units", {}).values() for unit in listed})
    if units and after:
        patterns += [letter + either(after) for letter in by_letter(units[::-1])]
    return words, [begun(pattern) for pattern in patterns]


def begun(pattern: str) -> str:
    """A pattern that takes one character, and only looks at the rest."""
    if not pattern.startswith("["):
        return f"(?={pattern})\\w"
    first, mark, rest = pattern.partition("]")
    return f"{first}{mark}(?={rest})"


def capital(pattern: str) -> str:
    """A pattern that begins with a letter, for both its cases."""
    first = pattern[:1]
    return f"[{first}{first.upper()}]{pattern[1:]}" if first.isalpha() else pattern


@lru_cache(maxsize=32)
def relations_of(code: str) -> Relations:
    """The relative expressions of a language.  Raises LookupError where there is no pack."""
    dates = load(code).table("dates")
    table = dates.get("relative", {})
    phrases: dict[str, tuple[str, str, str]] = {}
    for base in (WRITING, TOLD):
        for phrase, steps in table.get(base, {}).items():
            count, unit = str(steps).split()
            phrases[phrase.casefold()] = (base, count, unit)
    feasts = {str(name).casefold(): str(key) for name, key in dates.get("feasts", {}).items()}
    pattern = "|".join(forms_of(dates))
    units = {
        word.casefold(): unit for unit, words in table.get("units", {}).items() for word in words
    }
    return Relations(
        re.compile(f"(?:{pattern})(?!\\w)"),
        re.compile(rf"(?<!\w)(?:\d{{1,3}}|{any_name(table.get('numbers', ()))}){GAP}\Z"),
        phrases,
        numbered(table.get("numbers", ())),
        units,
        numbered(dates.get("weekdays", ())),
        feasts,
    )
