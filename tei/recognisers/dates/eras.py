"""Years before Christ without their era: in 146, where the text counts so all around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.lone import goes_on
from tei.recognisers.dates.moments import Moment

BARE = re.compile(r"(?<![\w.,:/$£€#-])\d{3}(?![\w%°]|[.,:/–-]\d)")
FEWEST = 4  # years with their era that show how a text counts
NEAR = 4000  # code points from one of them
APART = 100  # years from it
REACH = 28  # code points before a number that are looked at


def without_era(text: str, moments: Sequence[Moment], grammar: Grammar) -> Iterator[Moment]:
    """The moments in text order, with the bare years of a text that counts before Christ.

    A month or season before such a year is in it.
    """
    known = [moment for moment in moments if (moment.year or 0) < 0 and not moment.years]
    found = list(bare_years(text, known, moments, grammar)) if len(known) >= FEWEST else []
    yield from sorted([*moments, *found], key=lambda moment: moment.start)


def bare_years(
    text: str, known: Sequence[Moment], moments: Sequence[Moment], grammar: Grammar
) -> Iterator[Moment]:
    """Numbers of three figures after a word that years follow, near years of that size."""
    places, starts = [one.start for one in known], [one.start for one in moments]
    for match in BARE.finditer(text, max(0, places[0] - NEAR), places[-1] + NEAR):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and moments[before].end > match.start():
            continue
        near = known[max(0, bisect_right(places, match.start()) - 1)]
        year = int(match[0])
        close = abs(near.start - match.start()) <= NEAR and abs(-(near.year or 0) - year) <= APART
        left = text[max(0, match.start() - REACH) : match.start()]
        cued = grammar.year_before.search(left) or grammar.short_before.search(left)
        counted = grammar.unit_after.match(text, match.end())
        if (
            close
            and cued
            and not counted
            and not goes_on(text, match.end(), grammar.function_words)
        ):
            yield Moment(*match.span(), "year", year=-year, strong=False, shared=True)
