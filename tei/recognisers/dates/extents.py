"""How far a date reaches: weekday, article, “the end of”, “circa”, “of that year”, the hour."""

from __future__ import annotations

import re

from tei.recognisers.dates.calendars import JULIAN, gregorian
from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.lone import paused
from tei.recognisers.dates.moments import SPANS, Moment, in_style, lexical
from tei.recognisers.dates.readers import EARLIEST

DOUBLE_YEAR = re.compile(r"[/–-](\d{1,2}|\d{4})(?![\w/-]|\.\d)")
LADY_DAY = 3  # the month in which the English year began, until 1752
NEW_YEAR_IN_JANUARY = 1753
REACH = 44  # code points before a date that are looked at
SHORT_REACH = 24  # for an article, “circa”


def extended(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """The moment with all that belongs to it; its start stays at `floor` or after."""
    moment = elided(text, after_it(text, moment, grammar), floor)
    if paused(text, moment.start) and moment.form != "day":
        return moment
    if not grammar.belonging.search(left_of(text, moment, floor)[0]):
        return before_it(text, moment, grammar, floor) if moment.form == "day" else moment
    part = portioned(text, moment, grammar, floor)
    if part is moment:
        part = portioned(text, articled(text, moment, grammar, floor), grammar, floor)
    moment = articled(text, part, grammar, floor)
    return limited(text, before_it(text, moment, grammar, floor), grammar, floor)


def elided(text: str, moment: Moment, floor: int) -> Moment:
    """With the apostrophe for its century: the ’60s, in ’48."""
    start = moment.start - 1
    mark = moment.short is not None and start >= floor and text[start] in "'’"
    return (
        moment.having(start=start)
        if mark and not text[max(0, start - 1) : start].isalnum()
        else moment
    )


def left_of(text: str, moment: Moment, floor: int) -> tuple[str, int]:
    """(what stands before a moment, where that begins)."""
    first = max(floor, moment.start - REACH)
    return text[first : moment.start], first


def articled(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With its article: the summer of 1955, the 1920s, the 3rd of May."""
    takes_one = moment.form in (*SPANS, "bare-day") or moment.portion == "year"
    if not takes_one and not ordinal(text, moment):
        return moment
    first = max(floor, moment.start - SHORT_REACH)
    match = grammar.article.search(text[first : moment.start])
    return moment.having(start=first + match.start()) if match else moment


def ordinal(text: str, moment: Moment) -> bool:
    """Whether a day is written as an ordinal before its month."""
    return moment.form == "day" and bool(
        re.match(r"\d{1,2}(?:st|nd|rd|th)\b|[a-z]", text[moment.start : moment.end])
    )


def portioned(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With what names a part of it: early, mid-, the end of, the night of."""
    left, first = left_of(text, moment, floor)
    match = grammar.portions.search(left)
    if not match:
        return moment
    key = str(match.lastgroup).replace("_", "-")
    if key == "years":  # in the years 1872–1886: the words prove it, and stay outside
        return moment.having(portion=key, strong=True)
    start, core = first + match.start(), moment.start
    return moment.having(start=start, portion=key, strong=True, core=core)


def before_it(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With “circa” or a time of day before it."""
    first = max(floor, moment.start - SHORT_REACH)
    left = text[first : moment.start]
    known = moment.form == "day" or moment.portion not in ("", "year")
    circa = None if known else grammar.circa.search(left)
    if circa:
        moment = moment.having(start=first + circa.start(), approximate=True)
    left, first = left_of(text, moment, floor)
    clock = grammar.clock_before.search(left) if moment.form == "day" and left else None
    time = clock_time(clock) if clock else ""
    return moment.having(start=first + clock.start(), clock=time) if clock and time else moment


def limited(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With what makes it a limit: not later than 1917; [before 1917] where that stands alone."""
    left, first = left_of(text, moment, floor)
    match = grammar.limits.search(left)
    if not match:
        return moment
    start, key = first + match.start(), str(match.lastgroup)
    if key in ("before", "after") and not alone(text, start, moment.end):
        return moment
    bound = "notAfter" if key in ("before", "latest") else "notBefore"
    return moment.having(start=start, bound=bound, strong=True)


def alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in the brackets, or after the label of the line."""
    left = text[max(0, start - REACH) : start].rstrip(" \t")[-1:]
    right = text[end : end + REACH].lstrip(" \t?.")[:1]
    return left in ("", "\n", *"([:") and right in ("", "\n", *")];")


def after_it(text: str, moment: Moment, grammar: Grammar) -> Moment:
    """With “of that year” or a time of day after it."""
    if moment.year is None and moment.short is None:
        for key, pattern in grammar.tails:
            match = pattern.match(text, moment.end)
            if match:
                return moment.having(end=match.end(), relation=key, strong=True)
    moment = styled(text, moment, grammar)
    if moment.form == "day":
        match = grammar.clock_after.match(text, moment.end)
        time = clock_time(match) if match else ""
        if match and time:
            return moment.having(end=match.end(), clock=time)
    return moment


def styled(text: str, moment: Moment, grammar: Grammar) -> Moment:
    """With “O.S.” after it: a day of the Julian calendar; and a year begun in March, 1641/2."""
    moment = over_lady_day(text, moment)
    match = grammar.style_after.match(text, moment.end) if moment.form == "day" else None
    if not match:
        return moment
    moment = moment.having(end=match.end())
    if match.lastgroup == "new_style" or not moment.dated:
        return moment
    year, month, day = moment.year or 1, moment.month or 1, moment.day or 1
    found = gregorian(JULIAN, year, month, day)
    if not found:
        return moment
    return in_style(moment, JULIAN, lexical(*found))


def over_lady_day(text: str, moment: Moment) -> Moment:
    """3 February 1641/2: the year that began on 1 January is the later one."""
    year = moment.year or 0
    match = DOUBLE_YEAR.match(text, moment.end) if moment.month and year > 0 else None
    if not match or (moment.month or 0) > LADY_DAY or not EARLIEST <= year < NEW_YEAR_IN_JANUARY:
        return moment
    digits, later = match[1], str(year + 1)
    return moment.having(end=match.end(), year=year + 1) if later.endswith(digits) else moment


def clock_time(match: re.Match[str]) -> str:
    """xsd:time of a match with hour, minute, am, pm or zulu; "" where there is none."""
    groups = match.groupdict()
    if groups.get("zulu"):
        hour, minute, zone = int(match["zulu"][:2]), int(match["zulu"][2:]), "Z"
    else:
        hour, minute, zone = int(groups.get("hour") or 99), int(groups.get("minute") or 0), ""
        if groups.get("am") or groups.get("pm"):
            hour = hour % 12 + (12 if groups.get("pm") else 0) if hour <= 12 else 99
    return f"{hour:02d}:{minute:02d}:00{zone}" if hour < 24 and minute < 60 else ""
