"""Block quotations without marks: paragraphs or verse set in from the text.

A colon introduces them; without one only paragraphs of several lines, all set in alike in a
text that hardly ever does so, are quotations.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tei.annotation import Cert
from tei.layout import Block
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph
from tei.source import SourceText

DEEP = 2  # columns that a block quotation is set in at least
DEEPER = 4  # the same where nothing introduces it
LONG = 120  # code points that it has at least where nothing introduces it
RARE = 0.2  # share of the paragraphs that are set in, from which on that means nothing
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
    usual, blocks = usual_indent(paragraphs), {block.start: block for block in source.blocks}
    stanzas = sum(paragraph.kind == "lg" for paragraph in paragraphs)
    verse = stanzas < VERSE_IS_TEXT * len(paragraphs)
    set_in = [is_set_in(paragraph, usual, blocks, verse) for paragraph in paragraphs]
    rare = sum(set_in) <= max(1, RARE * len(set_in))
    for first, before in enumerate(paragraphs[:-1], start=1):
        if not set_in[first] or set_in[first - 1]:
            continue
        after = next((n for n in range(first, len(set_in)) if not set_in[n]), len(set_in))
        amid = after < len(set_in) and runs_on(source.text, paragraphs[first - 1 : after + 1])
        sure = amid or introduced(source.text, before)
        apart = (
            rare
            and before.kind == "p"
            and all(stands_out(paragraph, usual, blocks) for paragraph in paragraphs[first:after])
        )
        if not (sure or apart):
            continue
        start, end = paragraphs[first].start, paragraphs[after - 1].end
        if after < len(set_in) and not touched(start, end, taken):
            cert: Cert = "medium" if sure else "low"
            yield Run(start, end, "indent", "indent", 1, cert, "indent")


def touched(start: int, end: int, runs: Sequence[Run]) -> bool:
    """Whether a span overlaps one of the runs, which are in text order."""
    low = max(0, bisect_left(runs, start, key=lambda run: run.start) - REACH)
    high = bisect_left(runs, end, key=lambda run: run.start)
    return any(start < run.end for run in runs[low:high])


def usual_indent(paragraphs: Sequence[Paragraph]) -> int:
    """The commonest indent of the first lines of paragraphs."""
    indents = Counter(paragraph.indent for paragraph in paragraphs if paragraph.kind == "p")
    return indents.most_common(1)[0][0] if indents else 0


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


def is_set_in(paragraph: Paragraph, usual: int, blocks: Mapping[int, Block], verse: bool) -> bool:
    """Whether all lines of a paragraph are set in, or it is verse in a text of prose.

    blocks: start → block of lines
    """
    if paragraph.kind == "lg":
        return verse
    block = blocks.get(paragraph.start)
    least = min(line.indent for line in block.lines) if block else paragraph.indent
    return paragraph.kind == "p" and least >= usual + DEEP


def stands_out(paragraph: Paragraph, usual: int, blocks: Mapping[int, Block]) -> bool:
    """Whether a paragraph has several lines, all set in deeply and alike, but for the first."""
    block = blocks.get(paragraph.start)
    if block is None or paragraph.kind != "p" or not paragraph.free:
        return False
    indents = {line.indent for line in block.lines[1:]}
    long = block.end - block.start >= LONG and block.lines[0].indent >= min(indents, default=0)
    return long and len(indents) == 1 and min(indents) >= usual + DEEPER
