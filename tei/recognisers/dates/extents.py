"""How far a date reaches: weekday, article, “the end of”, “circa”, “of that year”, the hour."""

from __future__ import annotations

import re
from dataclasses import replace

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.lone import paused
from tei.recognisers.dates.moments import SPANS, Moment

REACH = 60  # code points before a date that are looked at
SHORT_REACH = 24  # for an article, “circa”


def extended(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """The moment with all that belongs to it; its start stays at `floor` or after."""
    moment = after_it(text, moment, grammar)
    if paused(text, moment.start) and moment.form != "day":
        return moment
    moment = articled(text, moment, grammar, floor)
    moment = portioned(text, moment, grammar, floor)
    moment = articled(text, moment, grammar, floor)
    return before_it(text, moment, grammar, floor)


def left_of(text: str, moment: Moment, floor: int) -> tuple[str, int]:
    """(what stands before a moment, where that begins)."""
    first = max(floor, moment.start - REACH)
    return text[first : moment.start], first


def articled(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With its article: the summer of 1955, the 1920s, the 3rd of May."""
    if moment.form not in (*SPANS, "bare-day") and not ordinal(text, moment):
        return moment
    first = max(floor, moment.start - SHORT_REACH)
    match = grammar.article.search(text[first : moment.start])
    return replace(moment, start=first + match.start()) if match else moment


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
    return replace(moment, start=first + match.start(), portion=key, strong=True)


def before_it(text: str, moment: Moment, grammar: Grammar, floor: int) -> Moment:
    """With “circa” or a time of day before it."""
    first = max(floor, moment.start - SHORT_REACH)
    left = text[first : moment.start]
    circa = grammar.circa.search(left) if moment.form != "day" else None
    if circa:
        moment = replace(moment, start=first + circa.start(), approximate=True)
    left, first = left_of(text, moment, floor)
    clock = grammar.clock_before.search(left) if moment.form == "day" and left else None
    time = clock_time(clock) if clock else ""
    return replace(moment, start=first + clock.start(), clock=time) if clock and time else moment


def after_it(text: str, moment: Moment, grammar: Grammar) -> Moment:
    """With “of that year” or a time of day after it."""
    if moment.year is None and moment.short is None:
        for key, pattern in grammar.tails:
            match = pattern.match(text, moment.end)
            if match:
                return replace(moment, end=match.end(), relation=key, strong=True)
    if moment.form == "day":
        match = grammar.clock_after.match(text, moment.end)
        time = clock_time(match) if match else ""
        if match and time:
            return replace(moment, end=match.end(), clock=time)
    return moment


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
