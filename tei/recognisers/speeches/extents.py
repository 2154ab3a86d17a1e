"""How far a speech goes: from its label to the last ink before the next label or head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tei.annotation import Annotations
from tei.layout import Block
from tei.recognisers.speeches.labels import Label
from tei.recognisers.speeches.settings import enters
from tei.recognisers.speeches.words import Words
from tei.source import SourceText

WHOLE = re.compile(
    r"(?:[_*]{0,2}(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\])[_*.]{0,2}\s*)+"
)
OUTSIDE = ("left-out", "metadata", "note", "trailer", "titlePage")


def extents(
    source: SourceText, labels: list[Label], found: Annotations, words: Words
) -> Iterator[tuple[Label, int]]:
    """(label, end of its speech) for each label."""
    stops = sorted(
        item.start for item in found.of("head", "division", *OUTSIDE) if item.start < item.end
    )
    starts = [block.start for block in source.blocks]
    for number, label in enumerate(labels):
        last = number + 1 == len(labels)
        limit = len(source.text) if last else labels[number + 1].start
        place = bisect_left(stops, label.text)
        if place < len(stops):
            limit = min(limit, stops[place])
        first = max(0, bisect_left(starts, label.start + 1) - 1)
        yield label, end_of(source, label, limit, first, words)


def end_of(source: SourceText, label: Label, limit: int, first: int, words: Words) -> int:
    """The last ink of the speech before `limit`; directions after its words stay outside."""
    end = label.text
    for number in range(first, len(source.blocks)):
        block = source.blocks[number]
        if block.start >= limit:
            break
        if block.start > label.start and ends(source.text, block, words):
            break
        if block.start > label.start and directs(source.text, block, words):
            continue
        end = min(block.end, limit)
    return start_of_blank(source.text, max(end, label.name[1]))


def directs(text: str, block: Block, words: Words) -> bool:
    """Whether a block is a direction and nothing else."""
    if text[block.start] in "([_*" and WHOLE.fullmatch(text, block.start, block.end):
        return True
    if words.setting.fullmatch(text[block.start : block.end].rstrip("_*)].!")):
        return True  # “Curtain.” and no more
    return enters(text, block.start, block.end, words)


def ends(text: str, block: Block, words: Words) -> bool:
    """Whether a block says that the play is over."""
    if block.end - block.start > 60:
        return False
    line = text[block.start : block.end]
    return line.strip(" .*_-—").casefold() in words.ends or bool(words.closing.match(line))


def start_of_blank(text: str, end: int) -> int:
    """The end without blanks before it."""
    while end and text[end - 1] in " \n\t\f\r":
        end -= 1
    return end
