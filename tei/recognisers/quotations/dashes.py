"""Dialogue with dashes: a paragraph that begins with a dash is speech, its inquits apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei.recognisers.quotations.inquits import Inquits
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

BEFORE_INQUIT = re.compile(r"[,!?….;:»”][\s\u00a0]*(?:(?:[—–]|--)\s?)?|\s(?:[—–]|--)\s?(?=\w)")
AFTER_INQUIT = re.compile(r"[,;:.!?…]*\s?(?:[—–]|--)[,.;:]?\s?|[,;:]\s+|[.!?…]+\s+|$")
STOP = re.compile(r"[.!?…]")
BLANK_OR_MARK = " \n\t\u00a0,;:—–-"


def dash_runs(
    text: str, paragraph: Paragraph, inner: Sequence[Run], inquits: Inquits
) -> Iterator[Run]:
    """The speech of a paragraph that begins with a dash, in parts between its inquits.

    inner: the quotations with marks inside it, within which no inquit is looked for
    """
    start = paragraph.start
    for begin, end in inquits_in(text, paragraph, inner, inquits):
        if has_words(text, start, begin):
            yield part(text, start, begin)
        start = end
    if has_words(text, start, paragraph.end):
        yield part(text, start, paragraph.end)


def inquits_in(
    text: str, paragraph: Paragraph, inner: Sequence[Run], inquits: Inquits
) -> Iterator[tuple[int, int]]:
    """(start, end) of the inquits of a paragraph, in order."""
    done = paragraph.start + 1
    for boundary in BEFORE_INQUIT.finditer(text, done, paragraph.end):
        begin = boundary.end()
        if begin < done or any(run.start < begin < run.end for run in inner):
            continue
        found = inquits.shape.match(text, begin, paragraph.end)
        if not found:
            continue
        after = AFTER_INQUIT.search(text, found.end(), paragraph.end)
        done = after.end() if after else paragraph.end
        yield boundary.start() + 1, done


def part(text: str, start: int, end: int) -> Run:
    """A run without blanks and pauses at its ends, except the dash that opens it."""
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip(" \n\t\u00a0"))
    trail = len(inner) - len(inner.rstrip(" \n\t\u00a0—–-"))
    return Run(start + lead, end - trail, "dash", "dash", 1, "medium", "dash")


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is more than blanks and dashes."""
    return bool(text[start:end].strip(BLANK_OR_MARK))


def deeper(run: Run) -> Run:
    """A quotation inside dash dialogue, one level down."""
    return replace(run, level=run.level + 1)
