"""The document's own statement of itself: title, author, dates, sources, makers, licence.

Web archives, transcriptions and journals print it at the top and at the bottom.  The
fields are those of the TEI header (TEI P5 Guidelines, chapter 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.layout import Block
from tei.recognisers import Recogniser
from tei.recognisers.metadata.boilerplate import is_navigation, leading, left_out, notices
from tei.recognisers.metadata.labels import Statement, statement_at, statements, trusted
from tei.recognisers.metadata.lexicon import Lexicon, lexicon
from tei.recognisers.metadata.titleblock import title_block
from tei.source import SourceText

TOP, BOTTOM = 24, 8  # blocks at either end that are looked at


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """Title page, statements and what is left out, at the top and at the bottom."""
    words = lexicon(language)
    notes = list(notices(source.text))
    yield from notes
    blocks = [
        block
        for block in (*source.blocks[:400], *source.blocks[400:][-800:])
        if not any(block.start < note.end and note.start < block.end for note in notes)
    ]
    noticed = any(note.start < block.start for note in notes for block in blocks[:1])
    found, taken = top(blocks[:TOP], source.text, words, noticed=noticed)
    yield from found
    yield from bottom(blocks[max(taken, len(blocks) - BOTTOM) :], source.text, words)


def top(
    blocks: Sequence[Block], text: str, words: Lexicon, *, noticed: bool
) -> tuple[list[Annotation], int]:
    """(what the top says, how many blocks it takes).

    noticed: whether an archive's notice stands above; its credits come before the title
    """
    taken = leading(blocks, text, words)
    found = [navigation(block, text) for block in blocks[:taken]]
    credits = statements(blocks[taken], text, words) if noticed and taken < len(blocks) else []
    if credits and credits[0].known and credits[-1].end == blocks[taken].end:
        found += [statement.annotation() for statement in credits]
        taken += 1
    title = title_block(blocks[taken:], text, words)
    taken += title.blocks
    stated = list(stated_at_top(blocks[taken:], text, words))
    believed = list(trusted((s for run in stated for s in run), titled=title.blocks > 0))
    found += [*title.annotations, *(statement.annotation() for statement in believed)]
    return found, taken + len(stated) * bool(believed)


def stated_at_top(blocks: Sequence[Block], text: str, words: Lexicon) -> Iterator[list[Statement]]:
    """The statements of each block, up to the first that is more or less than statements."""
    for block in blocks:
        run = statements(block, text, words)
        if not run:
            return
        yield run
        if run[-1].end < block.end:
            return


def bottom(blocks: Sequence[Block], text: str, words: Lexicon) -> Iterator[Annotation]:
    """Links and statements after the text, from the end upwards."""
    for block in reversed(blocks):
        stated = statement_at(block.lines[0], text, words)
        run = statements(block, text, words) if stated and stated.known else []
        if is_navigation(block, text, words):
            yield navigation(block, text)
        elif run and run[-1].end == block.end and closing(run):
            yield from (stated.annotation() for stated in run)
        else:
            return


def closing(run: list[Statement]) -> bool:
    """Whether statements can stand below a text: two fields, or one only found there."""
    known = {stated.field for stated in run if stated.known}
    sure = {"lastUpdated", "licence", "transcription", "proofread"}
    return len(known) >= 2 or bool(known & sure and (run[0].label or "lastUpdated" in known))


def navigation(block: Block, text: str) -> Annotation:
    """A block of links, left out."""
    return left_out(text, block.start, block.end, "navigation")


RECOGNISER = Recogniser("metadata", recognise)
