"""Dialogue with dashes, and inquits inside speech: what is said, the words of saying apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei.recognisers.quotations.inquits import Inquits
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

TURN = re.compile(r"(?<=[.!?…:»,])[\s\u00a0]+(?=(?:[—–]|--)[\s\u00a0]?[^\W\d_a-zà-ÿа-я])")
SENTENCE = re.compile(r"[.!?…]+(?=\s+[^\W\da-zà-ÿ_]|$)")
BLANKS = " \n\t\u00a0"
BLANKS_AND_PAUSES = BLANKS + ",;:—–-"


def dash_runs(
    text: str, paragraph: Paragraph, inner: Sequence[Run], inquits: Inquits
) -> Iterator[Run]:
    """The speech of a paragraph that begins with a dash, in parts between its inquits.

    inner: the quotations with marks inside it, within which no inquit is looked for
    """
    yield from spoken(text, paragraph.start, paragraph.end, spans(inner), inquits)


def turn_runs(
    text: str, paragraph: Paragraph, inner: Sequence[Run], inquits: Inquits
) -> Iterator[Run]:
    """The speeches that dashes begin in the middle of a paragraph (“… . — Bien, dit-elle. — …”).

    A speech ends where the next begins; the last one ends with its inquit or its sentence.
    """
    quoted = spans(inner)
    marks = TURN.finditer(text, paragraph.start, paragraph.end)
    starts = [m.end() for m in marks if not any(low < m.end() < high for low, high in quoted)]
    for number, start in enumerate(starts):
        is_last = number + 1 == len(starts)
        end = last_end(text, start, paragraph.end, inquits) if is_last else starts[number + 1]
        yield from spoken(text, start, end, quoted, inquits)


def last_end(text: str, start: int, limit: int, inquits: Inquits) -> int:
    """The end of the last speech of a paragraph that narration may follow."""
    inquit = next(inquits.within(text, start, limit), None)
    if inquit and text[: inquit[1]].rstrip()[-1:] not in ".!?…":
        return limit
    sentence = SENTENCE.search(text, start, limit)
    return inquit[0] if inquit else sentence.end() if sentence else limit


def spoken(
    text: str, start: int, end: int, inner: Sequence[tuple[int, int]], inquits: Inquits
) -> Iterator[Run]:
    """The parts of a stretch of speech between its inquits."""
    for begin, after in inquits.within(text, start, end, inner):
        if has_words(text, start, begin):
            yield part(text, start, begin)
        start = after
    if has_words(text, start, end):
        yield part(text, start, end)


def without_inquits(text: str, run: Run, inner: Sequence[Run], inquits: Inquits) -> list[Run]:
    """A run with marks, in parts between the inquits that stand inside its marks."""
    cuts = list(inquits.within(text, run.start, run.end, spans(inner)))
    edges = [run.start, *(edge for cut in cuts for edge in cut), run.end]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if not cuts or not all(has_words(text, low, high) for low, high in pieces):
        return [run]
    trimmed = (trim(text, low, high) for low, high in pieces)
    return [replace(run, start=low, end=high, rule="inquit") for low, high in trimmed]


def spans(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """The spans of runs."""
    return [(run.start, run.end) for run in runs]


def part(text: str, start: int, end: int) -> Run:
    """A run of speech that a dash began."""
    low, high = trim(text, start, end)
    return Run(low, high, "dash", "dash", 1, "medium", "dash")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks at its ends and without the dash that closes it."""
    inner = text[start:end]
    low = start + len(inner) - len(inner.lstrip(BLANKS))
    return low, start + len(inner.rstrip(BLANKS + "—–-"))


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is more than blanks, pauses and dashes."""
    return bool(text[start:end].strip(BLANKS_AND_PAUSES + '«»“”"'))


def deeper(run: Run) -> Run:
    """A quotation inside dash dialogue, one level down."""
    return replace(run, level=run.level + 1)
