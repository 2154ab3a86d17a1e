"""Directions without brackets: “Enter two Clowns.”, “Scene: a mill.”, the room before Act I."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.layout import Block, lines_of
from tei.recognisers.speeches.directions import direction
from tei.recognisers.speeches.words import Words
from tei.source import SourceText

PLACES = ("act", "scene")
LONGEST = 3000  # code points of the description of a scene
ENTRANCE = 400  # code points of a direction told by its first word


def bare_directions(
    source: SourceText, spans: list[tuple[int, int]], found: Annotations, words: Words
) -> Iterator[Annotation]:
    """Blocks and lines of a play that are directions by place or by their first word.

    spans: the cast list, the speeches and the directions in brackets
    """
    spans = merged(spans)
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
        covered = place > 0 and spans[place - 1][1] > block.start
        if not covered and sets_the_scene(source.text, block, words, after_head):
            inside = source.text[block.start : block.end]
            told = words.setting.match(inside) is not None
            made = direction(block.start, block.end, inside, words, "setting" if after_head else "")
            yield replace(made, attributes={"type": "setting"}) if told else made
        else:
            yield from entrances(source.text, block, words)
        after_head = after_head and not covered


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, without those that lie inside another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def sets_the_scene(text: str, block: Block, words: Words, after_head: bool) -> bool:
    """Whether a block between speeches describes a place, by its first word or where it stands."""
    if block.end - block.start > LONGEST:
        return False
    if words.setting.match(text, block.start):
        return True
    return after_head and not verse(block)


def verse(block: Block) -> bool:
    """Whether a block is a stanza: four lines or more, all short."""
    return len(block.lines) >= 4 and all(line.end - line.start < 60 for line in block.lines)


def entrances(text: str, block: Block, words: Words) -> Iterator[Annotation]:
    """“Enter …”, “Exeunt.”: the whole block, else lines of it."""
    if enters(text, block.start, block.end, words):
        yield direction(block.start, block.end, text[block.start : block.end], words)
        return
    for line in lines_of(text, block.start, block.end) if len(block.lines) > 1 else ():
        if enters(text, line.start, line.end, words):
            yield direction(line.start, line.end, text[line.start : line.end], words)


def enters(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a block or line begins with a word of the stage and is one short sentence or two."""
    if end - start > ENTRANCE or not words.bare.match(text, start, end):
        return False
    return text[start:end].rstrip("_* ").endswith((".", "]"))
