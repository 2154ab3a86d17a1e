"""Lone years and months: whether 1917 is a year, and May a month."""

from __future__ import annotations

import re

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.moments import Moment
from tei.recognisers.dates.slots import DASH, GAP

REACH = 40
LIKELY = range(1400, 2051)  # numbers that are more often years than anything else
NOT_AFTER = re.compile(rf"[\w%°′″²³$£€]|[.,:/]\d|{DASH}\d(?!\d{{3}}(?!\d))")
YEAR_AFTER = re.compile(rf"(?:{GAP})?(?:{DASH}|/)(?:{GAP})?[12]\d{{3}}(?!\w)")
YEAR_BEFORE = re.compile(rf"(?<!\w)[12]\d{{3}}(?:{GAP})?(?:{DASH}|/)(?:{GAP})?\Z")
JOINED_BEFORE = re.compile(rf"[\w.,]{DASH}\Z|\d[.,:/]\Z|[^\W\d]/\Z|[’']\Z")
WORD_AFTER = re.compile(rf"(?:{GAP}|{DASH})(\w)")
OPEN, CLOSE = "([", ")],;"


def accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """Whether a moment is a date for certain or by what stands around it."""
    if moment.form == "month" and not moment.dated:
        return month_accepted(text, moment, grammar)
    if moment.form == "year" and (moment.year or 0) > 0:
        return year_accepted(text, moment, grammar)
    if moment.form == "decade" and not moment.dated:
        return moment.strong or bool(moment.portion) or text[moment.start].isdigit()
    return True


def month_accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """A month alone needs a preposition where its name has other uses (May, March)."""
    if grammar.event_after.match(text, moment.end):
        return False
    left = text[max(0, moment.start - REACH) : moment.start]
    if moment.strong or grammar.month_before.search(left):
        return True
    if grammar.month_after.match(text, moment.end):
        return True
    name = text[moment.start : moment.end].casefold()
    word = WORD_AFTER.match(text, moment.end)
    return name not in grammar.ambiguous and not (word and word[1].isupper())


def year_accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """A lone number is a year by its words, its neighbours, or its size."""
    left = text[max(0, moment.start - REACH) : moment.start]
    if grammar.label_before.search(left):
        return False
    if moment.strong or YEAR_BEFORE.search(left) or YEAR_AFTER.match(text, moment.end):
        return True
    if NOT_AFTER.match(text, moment.end):
        return False
    if moment.approximate:
        return True
    if JOINED_BEFORE.search(left) or grammar.unit_after.match(text, moment.end):
        return False
    if grammar.year_before.search(left) or in_brackets(text, moment):
        return True
    return (moment.year or 0) in LIKELY and bool((moment.year or 0) % 100)


def in_brackets(text: str, moment: Moment) -> bool:
    """(1917), [1917; …]."""
    return text[moment.start - 1 : moment.start] in OPEN and text[moment.end : moment.end + 1] in CLOSE
