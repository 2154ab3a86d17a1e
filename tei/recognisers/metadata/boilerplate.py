"""What stands in a file but is not part of the text: archives' notices and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.layout import Block
from tei.recognisers.metadata.lexicon import Lexicon

# Archives print these marks in English whatever the language of the text.
BEFORE = re.compile(
    r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*\*\*\*"
    r"|\*END\*? ?THE SMALL PRINT[^\n]*\*END\*",
)
AFTER = re.compile(
    r"\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG"
    r"|^End of (?:the )?Project Gutenberg"
    r"|^(?:Exported|Retrieved) from [“\"]?(?:Wikisource|https?://\w+\.wiki)",
    re.MULTILINE,
)
HEAD, FOOT = 40_000, 60_000  # code points at the ends of a text in which notices stand


def notices(text: str) -> Iterator[Annotation]:
    """The licence notices of archives before and after the text."""
    start = 0
    for match in BEFORE.finditer(text, 0, HEAD):
        start = match.end()
    if start:
        yield left_out(text, 0, start, "licence-boilerplate")
    after = AFTER.search(text, max(start, len(text) - FOOT))
    if after:
        yield left_out(text, after.start(), len(text), "licence-boilerplate")


def left_out(text: str, start: int, end: int, reason: str) -> Annotation:
    """A part that is left out, without the blanks at its ends."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    return Annotation("left-out", start, end, {"reason": reason}, rule=f"metadata.{reason}")


def is_navigation(block: Block, text: str, lexicon: Lexicon) -> bool:
    """Whether a block is nothing but links."""
    return all(
        line.end - line.start <= 160 and lexicon.navigation.match(text[line.start : line.end])
        for line in block.lines
    )


def leading(blocks: Sequence[Block], text: str, lexicon: Lexicon) -> int:
    """How many blocks at the top are links."""
    count = 0
    while count < min(len(blocks) - 1, 3) and is_navigation(blocks[count], text, lexicon):
        if lexicon.numbering.labels(text[blocks[count].start : blocks[count].end]):
            break
        count += 1
    return count
