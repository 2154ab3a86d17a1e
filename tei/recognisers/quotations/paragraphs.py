"""Paragraphs as quotations see them: the stretches that a mark is opened and closed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.annotation import Annotation, Annotations
from tei.layout import Block
from tei.source import SourceText

LEAVES = (
    "p", "lg", "l", "item", "head", "stage", "opener", "closer", "dateline", "salute",
    "signed", "postscript", "epigraph", "trailer", "note",
)  # fmt: skip
RUNNING = frozenset({"p", "lg", "l", "item"})
BARRIERS = frozenset({"head", "trailer"})
UNWRAPPED = 110  # code points: longer lines on the average are paragraphs, not wrapped lines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text in which quotations are opened and closed; no blanks at its ends.

    kind:   the block's kind, "p" where nothing is known
    indent: columns before its first line
    flow:   start of the note that it belongs to, -1 in the running text
    free:   whether it is a block's beginning and belongs to no speech with a speaker
    """

    start: int
    end: int
    kind: str = "p"
    indent: int = 0
    flow: int = -1
    free: bool = True


def paragraphs_of(source: SourceText, earlier: Annotations) -> list[Paragraph]:
    """The paragraphs in text order, from the blocks recognised or else from the layout."""
    blocks = earlier.of(*LEAVES)
    if RUNNING.isdisjoint(block.kind for block in blocks):
        return [part for block in source.blocks for part in parts_of(block)]
    indents = {line.start: line.indent for block in source.blocks for line in block.lines}
    return [
        Paragraph(
            start,
            end,
            holder.kind,
            indents.get(start, 0),
            flow_of(start, earlier),
            start == holder.start and earlier.around(start, "speech") is None,
        )
        for holder, raw_start, raw_end in innermost(blocks)
        for start, end in inked(source.text, raw_start, raw_end)
    ]


def innermost(blocks: Iterable[Annotation]) -> Iterator[tuple[Annotation, int, int]]:
    """(holder, start, end) of the stretches that only one block holds directly.

    Verse lines stay together in their stanza.
    """
    open_blocks: list[tuple[Annotation, int]] = []
    for block in blocks:
        while open_blocks and open_blocks[-1][0].end <= block.start:
            yield from finished(open_blocks)
        if open_blocks:
            holder, done = open_blocks[-1]
            if holder.kind == "lg" and block.kind == "l":
                continue
            yield holder, done, block.start
            open_blocks[-1] = holder, max(done, block.end)
        open_blocks.append((block, block.start))
    while open_blocks:
        yield from finished(open_blocks)


def finished(open_blocks: list[tuple[Annotation, int]]) -> Iterator[tuple[Annotation, int, int]]:
    """Take the last block off and yield what it holds after its last child."""
    holder, done = open_blocks.pop()
    yield holder, done, holder.end


def inked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """text[start:end] without blanks at its ends, if anything is left."""
    inner = text[start:end].strip()
    if inner:
        first = text.index(inner[0], start)
        yield first, first + len(inner)


def flow_of(start: int, earlier: Annotations) -> int:
    """The note around a paragraph, by its start; -1 in the running text."""
    note = earlier.around(start, "note")
    return note.start if note else -1


def parts_of(block: Block) -> Iterator[Paragraph]:
    """A block as one paragraph, or each line where lines are not wrapped."""
    width = (block.end - block.start) / len(block.lines)
    if len(block.lines) > 1 and width > UNWRAPPED:
        for line in block.lines:
            yield Paragraph(line.start, line.end, indent=line.indent)
    else:
        yield Paragraph(block.start, block.end, indent=block.lines[0].indent)
