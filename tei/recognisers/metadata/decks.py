"""Articles of newspapers and magazines: a title, a sentence or two that lead in, a byline below.

The byline tells; credits and the day may follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.layout import Block, Line
from tei.recognisers.metadata.authors import Author, author_annotations, byline
from tei.recognisers.metadata.lexicon import Lexicon

DECK = 3  # blocks below a title among which the byline stands
LONGEST = 400  # code points of a block that leads in
DESCRIPTION = {"type": "desc"}
CREDITS = 4  # lines below a byline
SHORT = 110  # code points of such a line
CREDIT = re.compile(r"[^\W\d_]+ (?P<by>\S)")
DAY = re.compile(
    r"[^\n.!?]{0,40}\b\d{1,2}(?:st|nd|rd|th|[.,])? [^\n]{0,20}(?:1[5-9]|20)\d\d$|\d{4}-\d\d-\d\d$"
)


def under_deck(blocks: Sequence[Block], text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """The title page of such an article; nothing where no byline tells one."""
    title, *below = blocks[: DECK + 1]
    if lexicon.numbering.labels(text[title.start : title.lines[0].end]):
        return
    for place, block in enumerate(below):
        author = byline([block], text, lexicon)
        if author and author.lines[0].start == block.start:
            if place and " " in text[author.start : author.end]:
                lines = [*block.lines[1:], *(b.lines[0] for b in blocks[place + 2 : place + 5])]
                more = list(credits_below(lines, text, lexicon))
                if len(block.lines) <= 1 + len(more):
                    yield from page_of(title, below[:place], author, more, text)
            return
        if block.end - block.start > LONGEST:
            return


def credits_below(lines: Sequence[Line], text: str, lexicon: Lexicon) -> Iterator[tuple[str, Line]]:
    """(kind, line) of what stands below a byline: who took the pictures, the day."""
    for line in lines[:CREDITS]:
        words = text[line.start : line.end]
        credit = CREDIT.match(words)
        if len(words) > SHORT:
            return
        if credit and words[-1] not in ".!?" and lexicon.by.match(words, credit.start("by")):
            yield "byline", line
        elif DAY.match(words):
            yield "docDate", line
        else:
            return


def page_of(
    title: Block,
    deck: Sequence[Block],
    author: Author,
    more: Sequence[tuple[str, Line]],
    text: str,
) -> Iterator[Annotation]:
    """The title page: title, deck, byline, credits, day."""
    end = more[-1][1].end if more else author.lines[-1].end
    yield Annotation("titlePage", title.start, end, rule="metadata.deck")
    yield Annotation("titlePart", title.start, title.end, {"type": "main"}, rule="metadata.deck")
    for block in deck:
        yield Annotation("titlePart", block.start, block.end, DESCRIPTION, rule="metadata.deck")
    yield from author_annotations(author, text)
    for kind, line in more:
        yield Annotation(kind, line.start, line.end, rule="metadata.deck")
