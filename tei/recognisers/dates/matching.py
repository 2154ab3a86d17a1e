"""From a place where a date may begin to the moment that is written there."""

from __future__ import annotations

import re

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.moments import Moment, possible
from tei.recognisers.dates.readers import EARLIEST, LATEST, Groups, moment_of, year_of

ISO = re.compile(r"(?P<year>[12]\d{3})-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?(?![\w-])")
NUMERIC = re.compile(
    r"(?P<a>\d{1,4})(?P<mark>[./-])[^\S\n]?(?P<b>\d{1,2})(?P=mark)[^\S\n]?(?P<c>\d{1,4})(?![\w/-]|\.\d)"
)


def moment_at(text: str, place: int, grammar: Grammar) -> Moment | None:
    """The moment written at a place where the trigger hit, if any."""
    if not text[place].isdigit():
        return first_form(text, place, grammar, grammar.word)
    if text[place : place + 4].isdigit():
        iso = ISO.match(text, place) if text[place + 4 : place + 5] == "-" else None
        found = iso_date(iso) if iso else None
        return found or first_form(text, place, grammar, grammar.four_figures)
    return numeric(text, place, grammar) or first_form(text, place, grammar, grammar.digit)


def first_form(
    text: str, place: int, grammar: Grammar, forms: tuple[re.Pattern[str], ...]
) -> Moment | None:
    """The moment of the first form that matches and names a possible date."""
    for form in forms:
        match = form.match(text, place)
        moment = match and moment_of(match, grammar)
        if moment:
            return moment
        if match and full_date(match.groupdict()):
            return None
    return None


def full_date(groups: Groups) -> bool:
    """Whether a form with a day and a good year matched: what is impossible stays so."""
    return bool(groups.get("day") and groups.get("year")) and year_of(groups)[1]


def numeric(text: str, place: int, grammar: Grammar) -> Moment | None:
    """3.5.1842, 12. 3. 02, 3/5/1842 where its order is certain."""
    match = NUMERIC.match(text, place)
    if not match:
        return None
    a, b, c = (int(match[name]) for name in "abc")
    year, short = written_year(c, len(match["c"]))
    order = "dmy" if match["mark"] == "." else grammar.numeric
    readings = [(b, a)] if order == "dmy" else [(a, b)] if order == "mdy" else [(b, a), (a, b)]
    good = {(month, day) for month, day in readings if possible(year, month, day)}
    if len(good) != 1 or (year is None and short is None) or len(match["a"]) > 2:
        return None
    ((month, day),) = good
    return Moment(*match.span(), "day", year=year, month=month, day=day, short=short)


def iso_date(match: re.Match[str]) -> Moment | None:
    """YYYY-MM-DD, and YYYY-MM where it cannot be the years YYYY to YYMM."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 0)
    if not day and month > year % 100:
        return None
    if not month or not possible(year, month, day or None) or (match["day"] and not day):
        return None
    return Moment(*match.span(), "day" if day else "month", year=year, month=month, day=day or None)


def written_year(number: int, digits: int) -> tuple[int | None, int | None]:
    """(the year, the short year); 903 is an old way to write 1903."""
    if digits == 4 and EARLIEST <= number <= LATEST:
        return number, None
    if digits == 3 and 800 <= number <= 999:
        return 1000 + number, None
    return None, number if digits == 2 else None
