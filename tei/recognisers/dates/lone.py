"""Lone years and months: whether 1917 is a year, and May a month."""

from __future__ import annotations

import re

from tei.recognisers.dates.grammar import Grammar
from tei.recognisers.dates.moments import Moment
from tei.recognisers.dates.slots import DASH, GAP

REACH = 28  # code points before a date that are looked at
LIKELY = range(1400, 2051)  # numbers that are more often years than anything else
NOT_AFTER = re.compile(rf"[\w%°′″²³$£€]|[.,:/]\d|{DASH}\d(?!\d{{3}}(?!\d))")
YEAR_AFTER = re.compile(rf"(?:{GAP})?(?:{DASH}|/)(?:{GAP})?[12]\d{{3}}(?!\w)")
YEAR_BEFORE = re.compile(rf"(?<!\w)[12]\d{{3}}(?:{GAP})?(?:{DASH}|/)(?:{GAP})?\Z")
JOINED_BEFORE = re.compile(rf"[\w.,]{DASH}\Z|\d[.,:/]\Z|[^\W\d]/\Z|[’']\Z")
WORD_AFTER = re.compile(rf"(?:{GAP}|{DASH})(\w)")
WORD = re.compile(rf"(?:{GAP}|{DASH})([^\W\d]+)")
RANGE_AFTER = re.compile(rf"(?:{GAP})?{DASH}(?:{GAP})?\d")
PLACE_BEFORE = re.compile(rf"(?:,|[^\W\da-z_][^\W\d_]+){GAP}\Z")
ENDS = re.compile(r"[.;)\]](?!\d)|[^\S\n]*(?:\n|\Z)")
MARKS = "\"'“”‘’„«»‹›_*"
PAUSES = frozenset(["", *',;:()[]{}!?/"“”«»='])  # no word before one belongs to a date after it
DASHES = frozenset("-‐‑–—/")
OPEN, CLOSE = "([", ")],;"
JOINED_AFTER = re.compile(r"(?P<gap>\s\D{1,16}?\s)(?P<year>[12]\d{3})(?![\w%]|[.,:/]\d)")
JOINED_YEAR = re.compile(r"(?<![\w.,:/])(?P<year>[12]\d{3})(?P<gap>\s\D{1,16})\Z")


def paused(text: str, place: int) -> bool:
    """Whether a mark stands before a place, so that no word before belongs to a date there."""
    return text[max(0, place - REACH) : place].rstrip()[-1:] in PAUSES


def accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """Whether a moment is a date for certain or by what stands around it."""
    if moment.form == "month" and not moment.dated:
        return month_accepted(text, moment, grammar)
    if moment.form == "bare-day" and not moment.strong:
        return day_accepted(text, moment, grammar)
    if moment.form == "year" and (moment.year or 0) > 0:
        return year_accepted(text, moment, grammar)
    if moment.form == "year" and moment.short is not None:
        return short_year_accepted(text, moment, grammar)
    if moment.form == "decade" and not moment.dated:
        return moment.strong or len(text[moment.start : moment.end].split()) > 1
    if moment.form == "century":
        return not periodical(text, moment, grammar)
    return True


def short_year_accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """The year of “in ’48” follows a word that years follow, and no number of things."""
    if moment.strong:
        return True
    left = text[max(0, moment.start - REACH) : moment.start]
    cued = grammar.year_before.search(left) or grammar.short_before.search(left)
    return bool(cued) and not grammar.unit_after.match(text, moment.end)


def periodical(text: str, moment: Moment, grammar: Grammar) -> bool:
    """The Nineteenth Century, in capitals after “editor of”: a title, not a time."""
    words = text[moment.start : moment.end].split()[-2:]
    if not all(word[:1].isupper() and word[1:].islower() for word in words):
        return False
    return bool(grammar.title_before.search(text[max(0, moment.start - REACH) : moment.start]))


def day_accepted(text: str, moment: Moment, grammar: Grammar) -> bool:
    """A day alone has its article, a preposition before that, and no noun after it."""
    unless = RANGE_AFTER.match(text, moment.end) or grammar.day_unless.match(text, moment.end)
    if unless or text[moment.start].isdigit() or grammar.number_after.match(text, moment.end):
        return False
    if goes_on(text, moment.end, grammar.function_words):
        return False
    left = text[max(0, moment.start - REACH) : moment.start]
    return bool(grammar.day_before.search(left))


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
    mark = left.rstrip()[-1:]
    earlier = YEAR_BEFORE.search(left) if mark in DASHES else None
    worded = mark not in PAUSES
    if (worded or earlier) and grammar.label_before.search(left[: earlier and earlier.start()]):
        return False
    if text[moment.start] == "M" and not moment.strong:
        return roman_accepted(text, moment, left, bool(worded and grammar.year_before.search(left)))
    if moment.strong or earlier or YEAR_AFTER.match(text, moment.end):
        return True
    if NOT_AFTER.match(text, moment.end):
        return False
    if moment.approximate:
        return True
    cued = worded and bool(grammar.year_before.search(left))
    if (
        (JOINED_BEFORE.search(left[-2:]) and not (cued and mark in DASHES))
        or quoted(text, moment)
        or grammar.unit_after.match(text, moment.end)
    ):
        return False
    other = joined_after(text, moment, grammar)
    if other and grammar.unit_after.match(text, other.end()):  # between 1500 and 1650 men
        return False
    if cued or in_brackets(text, moment) or after_cued_year(left, grammar):
        return True
    return (moment.year or 0) in LIKELY and (
        bool((moment.year or 0) % 100)
        or imprint(text, moment, left)
        or bool(other and is_likely(other["year"]))
        or after_year(left, grammar)
    )


def joined_after(text: str, moment: Moment, grammar: Grammar) -> re.Match[str] | None:
    """The number of four figures that “and” or “to” joins to a year."""
    match = JOINED_AFTER.match(text, moment.end)
    return match if match and joins(match["gap"], grammar) else None


def after_year(left: str, grammar: Grammar) -> bool:
    """Whether a year stands before, joined by “and” or “to”: from 1850 to 1900."""
    match = JOINED_YEAR.search(left)
    if not match or not joins(match["gap"], grammar):
        return False
    before = left[: match.start()]
    if grammar.label_before.search(before):
        return False
    return is_likely(match["year"]) or bool(grammar.year_before.search(before))


def after_cued_year(left: str, grammar: Grammar) -> bool:
    """Whether “and” or “to” joins a number to a year that words prove: between 1095 and 1291."""
    match = JOINED_YEAR.search(left)
    before = left[: match.start()] if match else ""
    proved = grammar.year_before.search(before) or grammar.circa.search(before)
    return bool(match and proved and joins(match["gap"], grammar))


def joins(gap: str, grammar: Grammar) -> bool:
    """Whether what stands between two numbers joins them by a word."""
    return gap.strip()[:1].isalpha() and bool(grammar.share.fullmatch(gap))


def is_likely(digits: str) -> bool:
    """Whether a number of four figures is more likely a year than anything else."""
    return int(digits) in LIKELY and bool(int(digits) % 100)


def roman_accepted(text: str, moment: Moment, left: str, cued: bool) -> bool:
    """MDCCCXLVIII after “in” or a place; what is short (MDC) needs such a word before it."""
    letters = sum(map(str.isalpha, text[moment.start : moment.end]))
    ends = bool(ENDS.match(text, moment.end))
    alone = not left.strip(" \t") or left.rstrip(" \t").endswith("\n")
    return letters >= 3 and (
        cued or (letters > 3 and ends and (alone or bool(PLACE_BEFORE.search(left))))
    )


def imprint(text: str, moment: Moment, left: str) -> bool:
    """Whether a round number ends an imprint: Leipzig 1900; Firenze, 2000."""
    return bool(PLACE_BEFORE.search(left) and ENDS.match(text, moment.end))


def goes_on(text: str, place: int, function_words: frozenset[str]) -> bool:
    """Whether a word follows that makes a number of things of a number."""
    match = WORD.match(text, place)
    return match is not None and match[1] not in function_words


def quoted(text: str, moment: Moment) -> bool:
    """“1984”, _1984_: a title or a word, not a date."""
    around = text[max(0, moment.start - 1) : moment.start] + text[moment.end : moment.end + 1]
    return len(around) == 2 and around[0] in MARKS and around[1] in MARKS


def in_brackets(text: str, moment: Moment) -> bool:
    """(1917), [1917; …]."""
    return (
        text[moment.start - 1 : moment.start] in OPEN and text[moment.end : moment.end + 1] in CLOSE
    )
