"""Dates that share a part: 3 and 4 May, 1925-27, 499–449 BC, April to June 1955."""

from __future__ import annotations

import re

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.lone import WORD, goes_on
from tei.recognisers.dates.moments import Moment, possible
from tei.recognisers.dates.readers import EARLIEST, LATEST, century_number
from tei.recognisers.dates.slots import DASH, GAP

REACH = 24
FULL_END = re.compile(rf"(?:{DASH}|/)([12]\d{{3}})(?!\w)")
NUMBER = re.compile(r"\d{1,2}")
CLOSED = (")", "]")
TIGHT = re.compile(f"(?:{GAP})?(?:{DASH}|/)(?:{GAP})?")
SHORT_END = re.compile(
    rf"(?:{DASH}|/)[^\S\n]?(?P<digits>\d\d?)(?![\w%]|[.,:/]\d|{DASH}\d)"
    rf"|[^\S\n](?:{DASH}|/)[^\S\n](?P<apart>\d\d?)(?=[.,;:)\]\n])"
)
AFTER_YEAR = re.compile(rf",?(?:{GAP})(?P<year>[12]\d{{3}})(?!\w|[.,]\d)")


def companions(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The moment and the numbers beside it that are dates only through it."""
    if moment.form == "year":
        return years_beside(text, moment, grammar, floor)
    if moment.form == "day" and moment.month and not moment.clock:
        return [*days_before(text, moment, grammar, floor), *days_after(text, moment, grammar)]
    if moment.form == "season":
        return [
            *seasons_before(text, moment, grammar, floor),
            over_new_year(text, moment),
        ]
    if moment.form == "decade" and moment.dated and not moment.portion:
        return decades_after(text, moment, grammar)
    if moment.form == "century" and text[moment.end - 1] in "IVX":
        return centuries_after(text, moment, grammar)
    if moment.form == "century":
        return centuries_before(text, moment, grammar, floor)
    return [moment]


def over_new_year(text: str, moment: Moment) -> Moment:
    """The winter of 1914/15 whole."""
    turns = (moment.last_month or 0) < (moment.month or 0)
    whole = FULL_END.match(text, moment.end) if turns else None
    if whole and int(whole[1]) == (moment.year or 0) + 1:
        return moment.having(end=whole.end())
    end = SHORT_END.match(text, moment.end)
    if end and turns and year_after(moment.year or 0, digits_of(end)) == (moment.year or 0) + 1:
        return moment.having(end=end.end())
    return moment


def seasons_before(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The summer of “the summer and autumn of 1863”; a winter before a spring is last year’s."""
    place = max(floor, moment.start - REACH)
    match = grammar.season_before.search(text[place : moment.start])
    number = grammar.names["season"].get(match["season"].casefold(), 0) if match else 0
    if not match or not number or moment.portion:
        return []
    first, last = grammar.season_months[number - 1]
    turned = last < first <= 12 and (moment.month or 0) < first and match["join"].strip() != "/"
    year = (moment.year or 1) - (1 if turned else 0)
    span = place + match.start(), place + match.start("join")
    return [Moment(*span, "season", year=year or -1, month=first, last_month=last, shared=True)]


def decades_after(text: str, moment: Moment, grammar: Grammar) -> list[Moment]:
    """The ’60s of “the 1950s and ’60s”, the 1930 of « les années 1920 et 1930 »."""
    match = grammar.decade_after.match(text, moment.end)
    if not match or bool(match["mark"]) == text[moment.end - 1].isdigit():
        return [moment]
    number, first = int(match["decade"]), moment.year or 0
    if number < 100 and first > 0:
        number += first - first % 100
        number += 100 if number <= first else 0
    if not first < number <= LATEST:
        return [moment]
    start = match.end("join")
    return [moment, Moment(start, match.end(), "decade", year=number, years=10, shared=True)]


def centuries_before(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The eleventh and twelfth centuries as two; so the members of a longer list."""
    found = [moment]
    pattern = grammar.century_before
    while True:
        place = max(floor, found[0].start - REACH)
        match = pattern.search(text[place : found[0].start])
        first = match and joined_century(match, moment, grammar)
        if not match or not first:
            return found
        span = {"start": place + match.start(), "end": place + match.start("join")}
        found.insert(0, first.having(**span))
        pattern = grammar.century_in_list


def centuries_after(text: str, moment: Moment, grammar: Grammar) -> list[Moment]:
    """Siglos XVI y XVII as two."""
    match = grammar.century_after.match(text, moment.end)
    last = match and joined_century(match, moment, grammar)
    if not match or not last:
        return [moment]
    return [moment, last.having(start=match.end("join"), end=match.end())]


def joined_century(match: re.Match[str], moment: Moment, grammar: Grammar) -> Moment | None:
    """The other of two centuries of one era."""
    number = century_number(match.groupdict(), grammar)
    if not 1 <= number <= 21:
        return None
    first = -100 * number if (moment.year or 0) < 0 else max(1, 100 * (number - 1))
    return moment.having(year=first, years=100 - (first == 1), shared=True, portion="")


def years_beside(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """1925-27 and 499–449 BC as two years."""
    year = moment.year or 0
    if year < 0:
        return years_before_christ(text, moment, grammar, floor)
    end = SHORT_END.match(text, moment.end)
    last = year_after(year, digits_of(end)) if end else None
    if not end or not last:
        return [moment]
    return [
        moment.having(strong=True),
        Moment(end.end() - len(digits_of(end)), end.end(), "year", year=last, shared=True),
    ]


def years_before_christ(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The other year of 499–449 BC, from 264 to 241 BC, between 264 and 146 BC."""
    place = max(floor, moment.start - REACH)
    match = grammar.year_before_bc.search(text, place, moment.start)
    if not match or not int(match["year"]) > -(moment.year or 0):
        return [moment]
    start = match.start("year")
    left = text[max(0, start - REACH) : start]
    worded = not TIGHT.fullmatch(match["join"])
    if worded and not (grammar.year_before.search(left) or grammar.short_before.search(left)):
        return [moment]
    return [Moment(start, match.end("year"), "year", year=-int(match["year"])), moment]


def digits_of(end: re.Match[str]) -> str:
    """The last digits of the year that ends a stretch."""
    return str(end["digits"] or end["apart"])


def year_after(year: int, digits: str) -> int | None:
    """The later year that its last digits stand for: 27 after 1925, 02 after 1898."""
    size = int("1" + "0" * len(digits))
    if not EARLIEST <= year <= LATEST:
        return None
    later = year - year % size + int(digits)
    if later <= year and size == 100 and later + 100 - year <= 12:
        later += 100
    return later if later > year else None


def days_before(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """Bare days before a date: the 8 of 8–10 June, the 1st and 2nd of the 1st, 2nd and 3rd."""
    if not text[moment.start].isdigit():
        return []
    found: list[Moment] = []
    pattern, next_day, place = grammar.bare_before, moment.day or 0, moment.start
    while True:
        match = pattern.search(text, max(floor, place - REACH), place)
        if not match or not int(match["day"]) < next_day:
            return found
        next_day, place = int(match["day"]), match.start("day")
        found.insert(0, bare(moment, place, match.start("join"), next_day))
        pattern = grammar.day_in_list


def days_after(text: str, moment: Moment, grammar: Grammar) -> list[Moment]:
    """The date and bare days after it: the 10 of June 8–10, the 4 of July 3 and 4, 1863."""
    match = None
    if not moment.dated and not text[moment.start].isdigit():
        listed_days = grammar.days_after.match(text, moment.end)
        match = listed_days or grammar.bare_after.match(text, moment.end)
    if not match or month_follows(text, match.end(), grammar):
        return [moment]
    days = [(int(one[0]), one.span()) for one in members(match)]
    numbers = [moment.day or 99, *(day for day, _ in days), int(match["day"])]
    if numbers != sorted(set(numbers)) or not possible(None, moment.month, numbers[-1]):
        return [moment]
    tail = AFTER_YEAR.match(text, match.end())
    year = int(tail["year"]) if tail and EARLIEST <= int(tail["year"]) <= LATEST else None
    if (
        not year
        and not TIGHT.fullmatch(match["join"])
        and goes_on(text, match.end(), grammar.function_words)
    ):
        return [moment]
    if not possible(year, moment.month, numbers[-1]):
        return [moment]
    end = tail.end() if tail and year else match.end()
    last = bare(moment, match.start("day"), end, numbers[-1])
    inner = [bare(moment, *span, day) for day, span in days]
    if year:
        dated = [one.having(year=year) for one in inner]
        return [moment.in_year(year), *dated, last.having(year=year, shared=False)]
    return [moment, *inner, last]


def members(match: re.Match[str]) -> list[re.Match[str]]:
    """The days of a list before the last one, in the text of the match."""
    if "members" not in match.re.groupindex:
        return []
    return list(NUMBER.finditer(match.string, *match.span("members")))


def month_follows(text: str, place: int, grammar: Grammar) -> bool:
    """Whether the next word is a month."""
    match = WORD.match(text, place)
    return match is not None and match[1].casefold() in grammar.names["month"]


def bare(moment: Moment, start: int, end: int, day: int) -> Moment:
    """A bare day in the month of its neighbour."""
    return moment.having(
        start=start, end=end, day=day, shared=True, portion="", clock="", relation=""
    )


def sharing(text: str, moments: list[Moment], grammar: Grammar) -> list[Moment]:
    """Moments, those without a year with that of the next one joined to them."""
    found: list[Moment] = []
    for moment in reversed(moments):
        found.append(shared_year(text, moment, found[-1] if found else None, grammar))
    return found[::-1]


def shared_year(text: str, moment: Moment, later: Moment | None, grammar: Grammar) -> Moment:
    """A moment in the year that a later one names for both."""
    if later is None or moment.dated or not later.dated or moment.relation or not moment.month:
        return moment
    if later.start - moment.end > REACH or later.form not in ("day", "month", "year"):
        return moment
    gap = text[moment.end : later.start]
    if gap.strip() not in CLOSED and not (
        grammar.share.fullmatch(gap) and listed(gap, moment, later)
    ):
        return moment
    year = later.year or 1
    if later.month and moment.month > later.month and grammar.through.match(gap):
        year = year - 1 or -1
    return moment.in_year(year) if possible(year, moment.month, moment.day) else moment


def listed(gap: str, moment: Moment, later: Moment) -> bool:
    """Whether a comma joins members of one list, as June, July and August 1914."""
    return gap.strip() != "," or (moment.form == later.form and not later.portion)
