"""Lists: neighbouring paragraphs or lines that are lettered, numbered or bulleted in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation
from tei.layout import Line
from tei.numbering import roman_value
from tei.recognisers.structure.pieces import Run

MARK = re.compile(
    r"[“„«\"‘'_*]{0,2}(?:\((?P<round>[a-zа-я]|\d{1,3}|[ivxl]{1,5})\)"
    r"|(?P<dot>[a-zA-Zа-яА-Я]|\d{1,3}|[ivxl]{1,5}|[IVXL]{1,5})(?:\.\)|[.)])"
    r"|(?P<bullet>[•·▪‣◦●]|[*+-](?=[ \t])))[ \t\u00a0]+(?=\S)"
)
FIRST = frozenset({"1", "a", "i", "I", "A"})
BULLETS = frozenset("•·▪‣◦●*-+")
SURE = 3  # items of a list that begins elsewhere than with its first number


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or line with the mark of an item.

    values: what its mark may count: {"lettered": 3} for c, {"numbered": 3} for 3
    """

    start: int
    end: int
    n: str
    values: dict[str, int]
    shape: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, and how they are marked."""

    items: tuple[Item, ...]
    rend: str

    def annotations(self) -> Iterator[Annotation]:
        """The list and its items."""
        first, last = self.items[0], self.items[-1]
        yield Annotation(
            "list", first.start, last.end, {"rend": self.rend}, rule=f"structure.{self.rend}"
        )
        for item in self.items:
            attributes = {"n": item.n} if self.rend != "bulleted" else {}
            yield Annotation("item", item.start, item.end, attributes, rule="structure.item")


def item_at(start: int, end: int, text: str) -> Item | None:
    """The paragraph as an item, if it begins with a mark."""
    match = MARK.match(text, start, end)
    if not match:
        return None
    mark = match["round"] or match["dot"] or match["bullet"]
    shape = "round" if match["round"] else "dot" if match["dot"] else mark
    return Item(start, end, "" if match["bullet"] else mark, values_of(mark), shape)


def values_of(mark: str) -> dict[str, int]:
    """What a mark may count, by the manner of counting."""
    if mark.isdigit():
        return {"numbered": int(mark)}
    if not mark.isalpha():
        return {"bulleted": 0}
    values = {}
    if set(mark) <= set("ivxl") or set(mark) <= set("IVXL"):
        values["roman" if mark.islower() else "ROMAN"] = roman_value(mark.upper())
    if len(mark) == 1:
        values["lettered" if mark.islower() else "LETTERED"] = (
            ord(mark.casefold()) - (ord("a") if mark.casefold() < "а" else ord("а")) + 1
        )
    return values


def listings(items: Sequence[Item | None], text: str) -> Iterator[Listing]:
    """The lists among paragraphs in a row; None is a paragraph without a mark."""
    for found in rows(items):
        if found.items[0].shape != "-" or not is_dialogue(found.items, text):
            yield found


def is_dialogue(items: Sequence[Item], text: str) -> bool:
    """Whether paragraphs that begin with a hyphen are speech: most end as sentences do."""
    finished = sum(text[item.end - 1] in ".!?…”»" for item in items)
    return finished > len(items) / 2


def rows(items: Sequence[Item | None]) -> Iterator[Listing]:
    """Items that count on from each other."""
    run: list[Item] = []
    ways: set[str] = set()
    for item in [*items, None]:
        shared = {way for way in ways if item and goes_on(run[-1], item, way)}
        if run and not shared:
            yield from listing(run, ways)
            run = []
        ways = shared if run else set(item.values) if item else set()
        if item:
            run.append(item)


def goes_on(before: Item, item: Item, way: str) -> bool:
    """Whether an item counts on from the one before it."""
    if way not in item.values or item.shape != before.shape:
        return False
    return way == "bulleted" or item.values[way] == before.values[way] + 1


def listing(run: Sequence[Item], ways: set[str]) -> Iterator[Listing]:
    """The items as a list, if they are enough."""
    first = any(run[0].values[way] <= 1 for way in ways)
    if len(run) < 2 or (len(run) < SURE and not first):
        return
    way = sorted(ways, key=lambda way: run[0].values[way])[0]
    rend = {"bulleted": "bulleted", "lettered": "lettered", "LETTERED": "lettered"}
    yield Listing(tuple(run), rend.get(way, "numbered"))


def items_of_lines(run: Run, text: str) -> list[Item]:
    """The items that the lines of one run are; empty where they are none."""
    starts = [n for n, line in enumerate(run.lines) if MARK.match(text, line.start, line.end)]
    if len(starts) < 2 or starts[0] != 0:
        return []
    ends = [*starts[1:], len(run.lines)]
    items = [
        item_at(run.lines[a].start, run.lines[b - 1].end, text)
        for a, b in zip(starts, ends, strict=True)
    ]
    found = list(listings(items, text))
    return [item for item in items if item] if len(found) == 1 and whole(found[0], items) else []


def led(run: Run, text: str) -> Iterator[Run]:
    """The run; where a line leads over to a list of the others, both by themselves."""
    first, *others = run.lines
    leads = others and not marked(first, text) and text[first.end - 1] not in ".!?"
    listed = replace(run, lines=tuple(others), whole=False) if leads else run
    items = items_of_lines(listed, text) if leads else []
    if not items or not (items[0].n in FIRST or items[0].shape in BULLETS):
        yield run
        return
    yield replace(run, lines=(first,), whole=False)
    yield listed


def whole(found: Listing, items: Sequence[Item | None]) -> bool:
    """Whether a list takes all the items."""
    return len(found.items) == len(items)


def marked(line: Line, text: str) -> bool:
    """Whether a line begins with the mark of an item."""
    return bool(MARK.match(text, line.start, line.end))
