"""Directions without brackets: “Enter two Clowns.”, “Scene: a mill.”, the room before Act I."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tei.annotation import Annotation, Annotations
from tei.layout import Block
from tei.recognisers.speeches.directions import direction
from tei.recognisers.speeches.words import Words
from tei.source import SourceText

PLACES = ("act", "scene")
LONGEST = 3000


def bare_directions(
    source: SourceText, spans: list[tuple[int, int]], found: Annotations, words: Words
) -> Iterator[Annotation]:
    """Blocks of a play outside its speeches that are directions by place or by words.

    spans: the speeches and bracketed directions, sorted
    """
    starts = [start for start, _ in spans]
    heads = {item.end: item for item in found.of("head")}
    acts = {item.start for item in found.of("division") if item.get("type") in PLACES}
    after_head = False
    for block in source.blocks:
        head = heads.get(block.end)
        if head is not None:
            after_head = head.start in acts
            continue
        place = bisect_left(starts, block.end)
        if place and spans[place - 1][1] > block.start:
            after_head = False
            continue
        if block.end - block.start < LONGEST and bare(source.text, block, words, after_head):
            inside = source.text[block.start : block.end]
            yield direction(block.start, block.end, inside, words, "setting" if after_head else "")


def bare(text: str, block: Block, words: Words, after_head: bool) -> bool:
    """Whether a block without brackets is a direction."""
    if words.setting.match(text, block.start):
        return True
    if verse(block):
        return False
    if after_head:
        return True
    start = text[block.start : block.start + 60].lstrip("_*")
    return any(
        (found := words.typed[name].search(start)) is not None and found.start() < 1
        for name in ("entrance", "exit")
    )


def verse(block: Block) -> bool:
    """Whether a block is a stanza: four lines or more, all short."""
    return len(block.lines) >= 4 and all(line.end - line.start < 60 for line in block.lines)
