"""Dates that share a part: 3 and 4 May, 1925-27, 499–449 BC, April to June 1955."""

from __future__ import annotations

import re

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.lone import WORD, goes_on
from tei.recognisers.dates.moments import Moment, possible
from tei.recognisers.dates.readers import EARLIEST, LATEST, century_number
from tei.recognisers.dates.slots import DASH, GAP

REACH = 24
CLOSED = (")", "]")
TIGHT = re.compile(f"(?:{GAP})?(?:{DASH}|/)(?:{GAP})?")
SHORT_END = re.compile(
    rf"(?:{DASH}|/)[^\S\n]?(?P<digits>\d\d?)(?![\w%]|[.,:/]\d|{DASH}\d)"
    rf"|[^\S\n](?:{DASH}|/)[^\S\n](?P<apart>\d\d?)(?=[.,;:)\]\n])"
)
BC_START = re.compile(rf"(?<![\w.,:/])(\d{{1,4}})(?:{GAP})?{DASH}(?:{GAP})?\Z")
AFTER_YEAR = re.compile(rf",?(?:{GAP})(?P<year>[12]\d{{3}})(?!\w|[.,]\d)")


def companions(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The moment and the numbers beside it that are dates only through it."""
    if moment.form == "year":
        return years_beside(text, moment, floor)
    if moment.form == "day" and moment.month and not moment.clock:
        return [*days_before(text, moment, grammar, floor), *days_after(text, moment, grammar)]
    if moment.form == "season":
        return [over_new_year(text, moment)]
    if moment.form == "century" and text[moment.end - 1] in "IVX":
        return centuries_after(text, moment, grammar)
    if moment.form == "century":
        return centuries_before(text, moment, grammar, floor)
    return [moment]


def over_new_year(text: str, moment: Moment) -> Moment:
    """The winter of 1914/15 whole."""
    end = SHORT_END.match(text, moment.end)
    turns = (moment.last_month or 0) < (moment.month or 0)
    if end and turns and year_after(moment.year or 0, digits_of(end)) == (moment.year or 0) + 1:
        return moment.having(end=end.end())
    return moment


def centuries_before(text: str, moment: Moment, grammar: Grammar, floor: int) -> list[Moment]:
    """The eleventh and twelfth centuries as two."""
    place = max(floor, moment.start - REACH)
    match = grammar.century_before.search(text[place : moment.start])
    first = match and joined_century(match, moment, grammar)
    if not match or not first:
        return [moment]
    return [first.having(start=place + match.start(), end=place + match.start("join")), moment]


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


def years_beside(text: str, moment: Moment, floor: int) -> list[Moment]:
    """1925-27 and 499–449 BC as two years."""
    year = moment.year or 0
    if year < 0:
        match = BC_START.search(text, max(floor, moment.start - REACH), moment.start)
        if match and int(match[1]) > -year:
            return [Moment(*match.span(1), "year", year=-int(match[1])), moment]
        return [moment]
    end = SHORT_END.match(text, moment.end)
    last = year_after(year, digits_of(end)) if end else None
    if not end or not last:
        return [moment]
    return [
        moment.having(strong=True),
        Moment(end.end() - len(digits_of(end)), end.end(), "year", year=last, shared=True),
    ]


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
    """Bare days before a date: the 8 of 8–10 June."""
    day = moment.day or 0
    match = grammar.bare_before.search(text, max(floor, moment.start - REACH), moment.start)
    if not match or not int(match["day"]) < day or not text[moment.start].isdigit():
        return []
    return [bare(moment, match.start("day"), match.start("join"), int(match["day"]))]


def days_after(text: str, moment: Moment, grammar: Grammar) -> list[Moment]:
    """The date and bare days after it: the 10 of June 8–10, the 4 of July 3 and 4, 1863."""
    match = grammar.bare_after.match(text, moment.end) if not moment.dated else None
    if (
        not match
        or month_follows(text, match.end(), grammar)
        or text[moment.start].isdigit()
        or not int(match["day"]) > (moment.day or 99)
    ):
        return [moment]
    tail = AFTER_YEAR.match(text, match.end())
    year = int(tail["year"]) if tail and EARLIEST <= int(tail["year"]) <= LATEST else None
    if (
        not year
        and not TIGHT.fullmatch(match["join"])
        and goes_on(text, match.end(), grammar.function_words)
    ):
        return [moment]
    if not possible(year, moment.month, int(match["day"])):
        return [moment]
    last = bare(
        moment, match.start("day"), tail.end() if tail and year else match.end(), int(match["day"])
    )
    if year:
        return [moment.in_year(year), last.having(year=year, shared=False)]
    return [moment, last]


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
