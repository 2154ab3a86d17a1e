"""What the slots of a form say: a day, a month, a year, a season, a feast, a century."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from tei.recognisers.dates.calendars import (
    COMPLEMENTARY,
    GREGORIAN_REFORM,
    REPUBLICAN,
    gregorian,
    julian_easter,
)
from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.moments import Moment, easter, lexical, possible
from tei.recognisers.dates.slots import CENTURIES, ROMAN
from tei.recognisers.dates.slots import REPUBLICAN as REPUBLICAN_YEARS

EARLIEST, LATEST = 1000, 2099  # lone numbers that can be years
Reader = Callable[[tuple[int, int], Mapping[str, str | None], Grammar], Moment | None]
TOLD_MONTHS = ("this", "last", "next")
ROMAN_YEARS = range(1400, 2051)
ROMAN_FIGURES = re.compile(r"M{1,2}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
LONE_YEAR = {"year", "roman_year", "bc", "ad", "first_era", "cued"}
VALUE_OF = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
Groups = Mapping[str, str | None]


def moment_of(match: re.Match[str], grammar: Grammar) -> Moment | None:
    """The moment that the slots of a form name; None where there is no such date."""
    return reader_of(match.re)(match.span(), match.groupdict(), grammar)


@lru_cache(maxsize=1024)
def reader_of(form: re.Pattern[str]) -> Reader:
    """What reads the slots of a form; the slots that decide it are never optional."""
    if set(form.groupindex) <= LONE_YEAR:
        return lone_year
    return next((READERS[slot] for slot in READERS if slot in form.groupindex), calendar_date)


def year_of(groups: Groups) -> tuple[int | None, bool]:
    """(the year, whether there is none or it is a good one)."""
    if groups.get("clipped"):
        return 1000 + int(str(groups["clipped"])), True
    digits = groups.get("year")
    if groups.get("roman_year"):
        roman = roman_number(str(groups["roman_year"]))
        return roman, roman in ROMAN_YEARS
    if not digits:
        return None, True
    year = int(digits)
    if groups.get("bc"):
        return -year or None, year > 0
    return year, EARLIEST <= year <= LATEST or (after_christ(groups) and year > 0)


def roman_number(numerals: str) -> int:
    """The number that Roman figures of a year write, MDCCCXLVIII or M.DCC.LXXXIX; 0 for none."""
    letters = re.sub(r"[\s.]", "", numerals)
    match = ROMAN_FIGURES.fullmatch(letters)
    if not match or len(letters) < 3:
        return 0
    figures = [VALUE_OF[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))


def after_christ(groups: Groups) -> bool:
    """Whether the era or another proof stands with the year."""
    return bool(groups.get("first_era") or groups.get("ad")) or groups.get("cued") is not None


def month_of(groups: Groups, grammar: Grammar) -> int | None:
    """The month by name, abbreviation or Roman number."""
    name = groups.get("month") or groups.get("short_month")
    if name:
        return grammar.names["month"].get(re.sub(r"\s+", " ", name).casefold())
    roman = groups.get("roman_month")
    return ROMAN.index(roman) + 1 if roman else None


def lone_year(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A year alone; most dates of a bibliography are such."""
    year, good = year_of(groups)
    if not good or not year:
        return None
    return Moment(*span, "year", year, strong=year < 0 or after_christ(groups))


def calendar_date(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A day, a month or a year."""
    year, good = year_of(groups)
    month, short = month_of(groups, grammar), groups.get("short")
    word = groups.get("day_word")
    day = int(groups.get("day") or 0) or (
        grammar.names["day_word"].get(re.sub(r"\s+", " ", word).casefold(), 0) if word else None
    )
    if not good or not possible(year, month, day):
        return None
    form = "day" if day else "month" if month else "year"
    strong = bool(day or (month and (year or short)) or groups.get("bc") or after_christ(groups))
    return Moment(
        *span,
        "day" if form == "day" else "month" if form == "month" else "year",
        year=year,
        month=month,
        day=day,
        short=int(short) if short else None,
        strong=strong,
    )


def season(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A season of a year."""
    year, good = year_of(groups)
    place = grammar.names["season"].get(str(groups["season"]).casefold(), 0)
    if not good or not year or not 0 < place <= len(grammar.season_months):
        return None
    first, last = grammar.season_months[place - 1]
    return Moment(*span, "season", year=year, month=first, last_month=last)


def feast(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A feast of a year: "12-25", or days from Easter Sunday as "easter+50"."""
    year, good = year_of(groups)
    name = re.sub(r"\s+", " ", str(groups["feast"])).casefold()
    key = grammar.feasts.get(name, "")
    if not good or not year or not key:
        return None
    month, day = feast_day(key, year, grammar.gregorian)
    return Moment(*span, "feast", year=year, month=month, day=day)


def feast_day(key: str, year: int, reform: int = GREGORIAN_REFORM) -> tuple[int, int]:
    """(month, day) of a feast in a year; until the year of the reform as the Julian has it."""
    if not key.startswith("easter"):
        month, day = key.split("-")
        return int(month), int(day)
    easter_sunday = easter(year) if year > reform else julian_easter(year)
    found = date(year, *easter_sunday) + timedelta(days=int(key[6:] or 0))
    return found.month, found.day


def of_the_republic(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A day or a month of the calendar of the French Republic: 18 brumaire an VIII."""
    number = str(groups["republican_year"])
    year = int(number) if number.isdigit() else REPUBLICAN_YEARS.index(number) + 1
    name = str(groups["republican_month"]).casefold()
    month, day = grammar.names["republican_month"].get(name, 0), int(groups.get("day") or 0)
    word = groups.get("day_word")
    day = grammar.names["day_word"].get(re.sub(r"\s+", " ", word).casefold(), 0) if word else day
    first = gregorian(REPUBLICAN, year, month, day or 1)
    last = gregorian(REPUBLICAN, year, month, day or (30 if month < COMPLEMENTARY else 5))
    if not first or not last:
        return None
    custom = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    if day:
        return Moment(*span, "day", *first, calendar=REPUBLICAN, custom=custom)
    limits = lexical(*first), lexical(*last)
    return Moment(*span, "month", *first[:2], calendar=REPUBLICAN, custom=custom, limits=limits)


def century(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A century, as ISO 8601 has it: the 18th is 1700–1799."""
    number = century_number(groups, grammar)
    if not 1 <= number <= 21:
        return None
    first = -100 * number if groups.get("bc") else max(1, 100 * (number - 1))
    return Moment(*span, "century", year=first, years=99 if first == 1 else 100)


def century_number(groups: Groups, grammar: Grammar) -> int:
    """The number of a century in figures, Roman figures or words; 0 where there is none."""
    if groups.get("century_name"):
        return grammar.names["century_name"].get(str(groups["century_name"]).casefold(), 0)
    if groups.get("roman"):
        return CENTURIES.index(str(groups["roman"]).upper()) + 1
    if groups.get("ordinal_word"):
        return grammar.names["ordinal"].get(str(groups["ordinal_word"]).casefold(), 0)
    return int(groups.get("ordinal") or 0)


def decade(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A decade with its century: the 1890s, the 470s BC."""
    first = int(str(groups["decade"]))
    if groups.get("bc"):
        return Moment(*span, "decade", year=-first - 9, years=10) if first else None
    if not EARLIEST <= first <= LATEST:
        return None
    return Moment(*span, "decade", year=first, years=10)


def short_decade(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A decade without its century: the nineties, the '90s."""
    word, century_word = groups.get("decade_word"), groups.get("century_word")
    number = (
        grammar.names["decade"][word.casefold()] * 10 if word else int(groups["short_decade"] or 0)
    )
    if century_word:
        first = 100 * grammar.names["century_word"].get(century_word.casefold(), 0) + number
        return Moment(*span, "decade", year=first, years=10)
    return Moment(*span, "decade", short=number, years=10, strong=not word)


def lone_day(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A day whose month was named before: the 24th."""
    return Moment(*span, "bare-day", day=int(groups["lone_day"] or 0), strong=False)


def day_of_told_month(span: tuple[int, int], groups: Groups, grammar: Grammar) -> Moment | None:
    """A day of the month of writing, of the last or of the next: the 3rd inst."""
    day = int(groups.get("lone_day") or groups.get("day") or 0)
    told = next((name for name in TOLD_MONTHS if groups.get(f"{name}_month")), "")
    return Moment(*span, "bare-day", day=day, relation=f"{told}-month", strong=True)


READERS: dict[str, Reader] = {
    "republican_year": of_the_republic,
    "this_month": day_of_told_month,
    "lone_day": lone_day,
    "season": season,
    "feast": feast,
    "century_name": century,
    "roman": century,
    "ordinal": century,
    "ordinal_word": century,
    "decade": decade,
    "short_decade": short_decade,
    "decade_word": short_decade,
}
