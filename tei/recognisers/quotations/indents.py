"""Block quotations without marks: paragraphs or verse set in from the text, after a colon."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph
from tei.source import SourceText

DEEP = 2  # columns that a block quotation is set in at least
VERSE_IS_TEXT = 0.5  # share of stanzas from which on verse is the text itself
REACH = 8  # runs before a place that may still cover it
INTRODUCES = (":", ":—", ":–", ":-")


def indented_runs(
    source: SourceText, paragraphs: Sequence[Paragraph], taken: Sequence[Run]
) -> Iterator[Run]:
    """The runs of set-in paragraphs that a colon introduces and that have no marks.

    taken: the quotations with marks; what they touch is left to them
    """
    if not paragraphs:
        return
    usual, lines = usual_indent(paragraphs), least_indents(source)
    stanzas = sum(paragraph.kind == "lg" for paragraph in paragraphs)
    verse = stanzas < VERSE_IS_TEXT * len(paragraphs)
    set_in = [is_set_in(paragraph, usual, lines, verse) for paragraph in paragraphs]
    for first, before in enumerate(paragraphs[:-1], start=1):
        if not set_in[first] or set_in[first - 1]:
            continue
        after = next((n for n in range(first, len(set_in)) if not set_in[n]), len(set_in))
        amid = after < len(set_in) and runs_on(source.text, paragraphs[first - 1 : after + 1])
        if not (amid or introduced(source.text, before)):
            continue
        start, end = paragraphs[first].start, paragraphs[after - 1].end
        if after < len(set_in) and not touched(start, end, taken):
            yield Run(start, end, "indent", "indent", 1, "medium", "indent")


def touched(start: int, end: int, runs: Sequence[Run]) -> bool:
    """Whether a span overlaps one of the runs, which are in text order."""
    low = max(0, bisect_left(runs, start, key=lambda run: run.start) - REACH)
    high = bisect_left(runs, end, key=lambda run: run.start)
    return any(start < run.end for run in runs[low:high])


def usual_indent(paragraphs: Sequence[Paragraph]) -> int:
    """The commonest indent of the first lines of paragraphs."""
    indents = Counter(paragraph.indent for paragraph in paragraphs if paragraph.kind == "p")
    return indents.most_common(1)[0][0] if indents else 0


def least_indents(source: SourceText) -> dict[int, int]:
    """Start of a block → the least indent of its lines."""
    return {block.start: min(line.indent for line in block.lines) for block in source.blocks}


def introduced(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph ends in a colon."""
    return paragraph.kind == "p" and text[paragraph.end - 3 : paragraph.end].endswith(INTRODUCES)


def runs_on(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a sentence of prose breaks off before verse and goes on after it.

    paragraphs: the prose before, the verse, the prose after
    """
    before, *verse, after = paragraphs
    if any(one.kind != "lg" for one in verse) or {before.kind, after.kind} != {"p"}:
        return False
    return text[before.end - 1] in ",;—–" and text[after.start].islower()


def is_set_in(paragraph: Paragraph, usual: int, lines: dict[int, int], verse: bool) -> bool:
    """Whether all lines of a paragraph are set in, or it is verse in a text of prose."""
    if paragraph.kind == "lg":
        return verse
    return paragraph.kind == "p" and lines.get(paragraph.start, 0) >= usual + DEEP
