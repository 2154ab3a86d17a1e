"""The list of persons before a play: under its own head, or untitled at the top."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.annotation import Annotation, Annotations
from tei.layout import Block, Line
from tei.recognisers.speeches.groups import Group, groups
from tei.recognisers.speeches.labels import Label
from tei.recognisers.speeches.words import UPPER, Words
from tei.source import SourceText

BREAK = re.compile(r"\s*[,;(–—:]|(?<=\w{5})\.\s|\.$|\s\.{2,}|\s{3,}|\s-\s")
PROPER = re.compile(rf"[{UPPER}\[][\w’'´\-.\]]*")
AFTER_ROLE = " ,;.:–—-}⎫⎬⎭⎱"
LONGEST_ITEM = 240
LABEL_WITHIN = 30  # code points from an item's beginning in which a label names its role
FIRST_LABELS = 60  # lines of an untitled list that may look like labels
HEAD_BLOCKS = 400  # blocks in which a cast list is looked for


@dataclass(frozen=True, slots=True)
class CastList:
    """The lines of a cast list, its head included; head_end is its start without a head."""

    start: int
    head_end: int
    items: tuple[Line, ...]


def cast_list(
    source: SourceText, labels: list[Label], found: Annotations, words: Words
) -> CastList | None:
    """The cast list before the first speech, or None."""
    heads = {item.start: item for item in found.of("head")}
    outside = found.of("titlePage", "titlePart", "byline", "docAuthor", "metadata", "left-out")
    blocks = [
        block
        for block in source.blocks[:HEAD_BLOCKS]
        if not any(one.start <= block.start < one.end for one in outside)
    ]
    opening = {label.start for label in labels if not label.own_line}
    for number, block in enumerate(blocks):
        first = block.lines[0]
        text = source.text[first.start : first.end].strip(" .:_*").casefold()
        if text in words.cast_heads:
            rest = [*without_head(block), *until(opening, blocks[number + 1 :])]
            lines = listed(source.text, rest, heads, first.start, words)
            return CastList(first.start, first.end, tuple(lines)) if lines else None
    last = labels[min(len(labels), FIRST_LABELS) - 1].start
    return untitled(source.text, [one for one in blocks if one.start < last], labels, heads)


def until(starts: set[int], blocks: list[Block]) -> Iterator[Block]:
    """The blocks before the first that begins at one of the places."""
    for block in blocks:
        if block.start in starts:
            return
        yield block


def without_head(block: Block) -> list[Block]:
    """The block without its first line; none where it has no other."""
    lines = block.lines[1:]
    return [Block(lines[0].start, block.end, lines, 0)] if lines else []


def listed(
    text: str, blocks: Iterable[Block], heads: dict[int, Annotation], head: int, words: Words
) -> list[Line]:
    """The lines of a list until a head, a direction, or a paragraph too long for an item."""
    lines: list[Line] = []
    for block in blocks:
        headed = block.start in heads and block.start != head
        if headed or text[block.start] in "([" or block.blank_before > 3:
            break
        if words.setting.match(text, block.start) or sentence(text, block):
            break
        lines += block.lines
    return lines


def sentence(text: str, block: Block) -> bool:
    """Whether a block is a sentence of prose and no item."""
    if len(block.lines) > 1 and block.lines[0].end - block.lines[0].start < 60:
        return False
    plain = text[block.start : block.end]
    few = sum(word[:1].islower() for word in plain.split())
    return len(plain) > LONGEST_ITEM or (few > 4 and plain.endswith(".") and "," not in plain)


def untitled(
    text: str, blocks: list[Block], labels: list[Label], heads: dict[int, Annotation]
) -> CastList | None:
    """A list at the top half of whose lines name somebody who speaks."""
    keys = {label.key.casefold() for label in labels}
    opening = sorted(label.start for label in labels if not label.own_line)
    for block in blocks:
        spoken = bisect_left(opening, block.end) > bisect_left(opening, block.start)
        if len(block.lines) < 3 or block.start in heads or spoken:
            continue
        words = [text[line.start : line.end] for line in block.lines]
        if len(set(words)) < len(words):
            continue  # labels come again, persons of a list do not
        known = sum(names_one(line, keys) for line in words)
        if known >= 3 and known >= 0.4 * len(block.lines):
            return CastList(block.start, block.start, block.lines)
    return None


def names_one(line: str, keys: set[str]) -> bool:
    """Whether the first words of a line hold a speaker's name."""
    parts = re.findall(r"[\w’'\-]+", line.casefold())[:4]
    joined = {" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}
    return not keys.isdisjoint(joined)


def with_cast(
    text: str, labels: list[Label], lines: Iterable[Label], cast: CastList | None
) -> list[Label]:
    """The labels, and those printed as they are that name somebody of the cast, be it only once."""
    if cast is None:
        return labels
    style = Counter(label.style for label in labels).most_common(1)[0][0]
    roles = " | ".join(role_of(text[line.start : line.end]).casefold() for line in cast.items)
    known = {label.start for label in labels}
    more = [
        line
        for line in lines
        if line.style == style
        and line.opens
        and line.start not in known
        and line.start > cast.items[-1].end
        and re.search(rf"(?<!\w){re.escape(line.key.casefold())}(?!\w)", roles)
    ]
    return sorted([*labels, *more], key=lambda label: label.start)


def role_of(item: str) -> str:
    """An item up to its first punctuation."""
    broken = BREAK.search(item)
    return item[: broken.start()] if broken and broken.start() else item


def cast_annotations(
    text: str, cast: CastList, labels: list[Label], words: Words
) -> Iterator[Annotation]:
    """castList, castGroup with its head, castItem, role and roleDesc."""
    keys = sorted({label.key for label in labels}, key=len, reverse=True)
    end = cast.items[-1].end
    yield Annotation("castList", cast.start, end, rule="speeches.cast")
    folded = {key.casefold() for key in keys}
    names = [names_one(text[line.start : line.end], folded) for line in cast.items]
    found = list(groups(text, cast.items, names))
    for group in found:
        yield from group_annotations(group)
    heads = {group.head.start for group in found if group.head}
    held = {line.start: line for group in found if not group.head for line in group.members}
    lines = [held.get(line.start, line) for line in cast.items if line.start not in heads]
    yield from item_annotations(text, lines, keys, words)


def group_annotations(group: Group) -> Iterator[Annotation]:
    """castGroup, and its head or what stands behind its brace."""
    braced = {} if group.head else {"rend": "braced"}
    yield Annotation("castGroup", group.start, group.end, braced, rule="speeches.group")
    if group.head:
        yield Annotation("head", group.head.start, group.head.end, rule="speeches.group")
    for start, end in group.about:
        yield Annotation("roleDesc", start, end, rule="speeches.group")


def item_annotations(
    text: str, lines: Iterable[Line], keys: list[str], words: Words
) -> Iterator[Annotation]:
    """castItem, role and roleDesc of lines that each name a role."""
    for line in lines:
        yield Annotation("castItem", line.start, line.end, rule="speeches.cast")
        cut = role_end(text[line.start : line.end], keys, words)
        yield Annotation("role", line.start, line.start + cut, rule="speeches.cast")
        rest = line.start + cut
        while rest < line.end and text[rest] in AFTER_ROLE:
            rest += 1
        if rest < line.end:
            yield Annotation("roleDesc", rest, line.end, rule="speeches.cast")


def role_end(item: str, keys: list[str], words: Words) -> int:
    """Where the role's name ends in an item: at punctuation, else after the names."""
    broken, head = BREAK.search(item), role_of(item)
    if broken and head.isupper():
        return len(head)
    known = label_end(head, keys)
    end = max(known, names_end(head, words))
    return end if 0 < end < len(head) else len(head.rstrip())


def label_end(head: str, keys: list[str]) -> int:
    """Where the first speaker's name in the item ends; 0 where there is none."""
    found = [
        place
        for key in keys
        if (place := re.search(rf"(?<!\w){re.escape(key)}(?![\w’'])", head, re.IGNORECASE))
    ]
    first = min(found, key=lambda place: (place.start(), -place.end()), default=None)
    return first.end() if first and first.start() < LABEL_WITHIN else 0


def names_end(head: str, words: Words) -> int:
    """Where the capitalised words at the beginning end; “Sir John’s” is no longer the name."""
    end, before = 0, 0
    for word in re.finditer(r"\S+", head):
        if word[0].endswith(("’s", "'s")):
            return before
        if not PROPER.fullmatch(word[0]):
            break
        end = word.end()
        before = before if word[0].rstrip(".").casefold() in words.titles else end
    return end
