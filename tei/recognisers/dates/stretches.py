"""Stretches of time, and days given in both the old and the new style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tei.recognisers.dates.calendars import JULIAN
from tei.recognisers.dates.moments import Moment, days_in, in_style, lexical
from tei.recognisers.dates.neighbours import TIGHT
from tei.recognisers.dates.slots import GAP

REACH = 24
STYLES = range(10, 14)  # days from the Julian to the Gregorian calendar, 1582–2099
BEHIND = re.compile(r"[)\]]?,?\s{1,2}((?:1[4-9]|20)\d\d)(?!\d)")
OPENED = re.compile(f"(?:{GAP})?[(\\[]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another, written with a dash or a stroke.

    dual: one day in the old and the new style, 16/28 August 1813
    """

    first: Moment
    last: Moment
    dual: bool = False

    def ends_stand_alone(self, text: str) -> bool:
        """Whether each end is written in full: 1926-1928, May 5–June 9; not 1925-27, June 8–10."""
        if self.first.portion == "years":  # in the years 1872–1886, which are one thing
            return False
        first = text[self.first.start : self.first.end]
        last = text[self.last.start : self.last.end]
        if self.first.form == "year":
            return len(first) == len(last)
        return (
            self.first.form == "day"
            and any(char.isalpha() for char in last)
            and any(char.isalpha() for char in first)
        )


def styled(text: str, moments: list[Moment]) -> list[Moment]:
    """Moments, those of the old style with the value of the new: 25 October (7 November) 1917."""
    found = list(moments)
    for place, (first, last) in enumerate(pairwise(moments)):
        if last.start - first.end > REACH or not OPENED.match(text, first.end, last.start):
            continue
        last = found[place + 1] = with_year(text, last)
        if days_between(first, last) in STYLES and first.month != last.month:
            found[place] = in_new_style(first, last)
        elif days_between(last, first) in STYLES and first.month != last.month:
            found[place + 1] = in_new_style(last, first)
    return found


def with_year(text: str, moment: Moment) -> Moment:
    """A day in brackets with the year behind them: "October 25 (November 7), 1917"."""
    year = BEHIND.match(text, moment.end) if moment.day and not moment.dated else None
    return moment.having(year=int(year[1])) if year else moment


def in_new_style(old: Moment, new: Moment) -> Moment:
    """A day of the Julian calendar with the Gregorian value that the text gives it."""
    if not new.dated:
        return old
    year = old.year if old.dated else new.year
    known = old.having(year=year)
    return in_style(known, JULIAN, lexical(new.year or 1, new.month, new.day))


def stretches(text: str, moments: list[Moment]) -> Iterator[Stretch]:
    """Neighbours that a dash or a stroke makes one stretch of time."""
    forms, taken = ("day", "month", "year"), 0
    for first, last in pairwise(moments):
        if first.start < taken:
            continue
        near = last.start - first.end <= 8 and first.form == last.form and first.form in forms
        if near and TIGHT.fullmatch(text, first.end, last.start) and goes_up(first, last):
            taken = last.end
            stroke = "/" in text[first.end : last.start]
            yield Stretch(first, last, stroke and days_between(first, last) in STYLES)


def days_between(first: Moment, last: Moment) -> int:
    """Days from one moment to another, both of one or two successive months; 0 for others."""
    if not (first.day and last.day and first.month and last.month):
        return 0
    turned = days_in(first.month, first.year) if last.month != first.month else 0
    return last.day + turned - first.day


def goes_up(first: Moment, last: Moment) -> bool:
    """Whether one moment may come before the other."""
    if first.dated != last.dated or first.clock or last.clock or first.relation != last.relation:
        return False
    return key(first) < key(last) or not first.dated


def key(moment: Moment) -> tuple[int, int, int]:
    """For comparing moments."""
    return moment.year or 0, moment.month or 0, moment.day or 0
