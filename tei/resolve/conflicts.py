"""Nesting: of two annotations that cross, the stronger one stays.

Blocks are stronger than what stands in them; a quotation is stronger than a date in it.
Afterwards all annotations form a forest in which every child fits into its parent.
"""

from __future__ import annotations

from collections.abc import Iterable

from tei.annotation import Annotation, Annotations
from tei.reading import Reading

# From the outermost to the innermost where spans are equal, and from strong to weak.
ORDER = (
    *("left-out", "metadata", "titlePage", "titlePart", "byline", "docAuthor"),
    *("docImprint", "docDate", "division", "castList", "castGroup", "castItem", "speech"),
    *("letter", "opener", "closer", "postscript", "epigraph", "note", "head", "number", "speaker"),
    *("list", "item", "table", "row", "cell", "lg", "l"),
    *(
        "address",
        "addrLine",
        "dateline",
        "salute",
        "signed",
        "trailer",
        "p",
        "separator",
        "page-number",
        "page-break",
    ),
    *("role", "roleDesc", "stage", "quotation", "bibl", "supplied", "title", "author", "editor"),
    *("publisher", "pubPlace", "biblScope", "idno", "ref", "foreign", "name", "date", "hi"),
    *("note-reference", "hyphen"),
)
RANK = {kind: place for place, kind in enumerate(ORDER)}
FIRST_INLINE = RANK["role"]
MAY_BE_EMPTY = frozenset({"page-break", "cell"})
NOT_ENCODED = frozenset({"cue"})
# What may hold blocks; a block inside anything else of the block kinds is dropped.
CONTAINERS = frozenset(
    {"titlePage", "division", "castList", "castGroup", "speech", "letter", "opener", "closer"}
    | {"postscript", "epigraph", "note", "list", "item", "lg", "byline", "castItem", "stage"}
    | {"address", "table", "row"}
)
# Elements with macro.phraseSeq content hold no bibl, quote, said, stage or note blocks.
PHRASE_ONLY = frozenset(
    {"date", "title", "name", "biblScope", "author", "editor", "publisher", "pubPlace", "idno"}
    | {
        "docAuthor",
        "docDate",
        "docImprint",
        "byline",
        "speaker",
        "note-reference",
        "ref",
        "role",
        "roleDesc",
    }
)
TEXT_ONLY = frozenset({"idno"})
AT_A_DISTANCE = frozenset({"soCalled", "mentioned", "title"})
NOT_IN_PHRASE = frozenset({"bibl", "stage"})
ONLY_IN_BIBL = frozenset({"biblScope", "author", "editor", "publisher", "pubPlace"})
NOT_IN_ITSELF = frozenset({"date", "name", "bibl", "biblScope", "title", "hi", "supplied", "ref"})


def resolve(reading: Reading) -> Reading:
    """The reading with annotations that nest; see the module for which ones stay."""
    return reading.having(annotations=Annotations(nested(reading.annotations)))


def sort_key(item: Annotation) -> tuple[int, int, int]:
    """Text order; of equal spans the outer one first."""
    rank = RANK["list"] - 0.5 if is_block_quotation(item) else RANK.get(item.kind, len(ORDER))
    return item.start, -item.end, int(2 * rank)


def is_block_quotation(item: Annotation) -> bool:
    """Whether a quotation holds whole blocks."""
    return item.kind == "quotation" and bool(item.get("block"))


def nested(items: Iterable[Annotation]) -> list[Annotation]:
    """The annotations that stay, in text order, outer before inner."""
    dead: set[int] = set()
    stack: list[Annotation] = []
    order = sorted((item for item in items if item.kind not in NOT_ENCODED), key=sort_key)
    for item in order:
        while stack and stack[-1].end <= item.start:
            stack.pop()
        if item.kind not in RANK or (item.start == item.end and item.kind not in MAY_BE_EMPTY):
            dead.add(id(item))
            continue
        losers = beaten(item, stack) if has_its_place(item, stack) else None
        if losers is None:
            dead.add(id(item))
            continue
        if losers:
            dead.update(id(loser) for loser in losers)
            stack = [other for other in stack if id(other) not in dead]
        stack.append(item)
    return [item for item in order if id(item) not in dead]


def has_its_place(item: Annotation, stack: list[Annotation]) -> bool:
    """Whether what only a reference may hold stands in one, or in a line of the header."""
    if item.kind == "speaker":
        return bool(stack) and stack[-1].kind == "speech"
    if item.kind not in ONLY_IN_BIBL:
        return True
    return bool(stack) and stack[-1].kind in ("bibl", "metadata")


def beaten(item: Annotation, stack: list[Annotation]) -> list[Annotation] | None:
    """Open annotations that must go so that `item` may stand; None where it may not."""
    losers = []
    for other in stack:
        if fits(item, other):
            continue
        if weaker(item, other):
            return None
        losers.append(other)
    return losers


def weaker(item: Annotation, other: Annotation) -> bool:
    """Whether `item`, which comes later, gives way to `other`."""
    if item.end <= other.end and not is_block(item):
        return True
    return strength(item) >= strength(other)


def strength(item: Annotation) -> int:
    """The lower the stronger: blocks first, then by place in ORDER."""
    return RANK["list"] if is_block_quotation(item) else RANK[item.kind]


def fits(item: Annotation, outer: Annotation) -> bool:
    """Whether `item` may stand inside `outer`, which begins before it or with it."""
    if item.end > outer.end or outer.kind in TEXT_ONLY:
        return False
    if item.kind in ("note-reference", "hyphen", "page-break", "page-number"):
        return outer.kind != "left-out"
    if outer.kind in ("left-out", "metadata"):
        return outer.kind == "metadata" and RANK[item.kind] > RANK["role"]
    if item.kind in NOT_IN_ITSELF and item.kind == outer.kind:
        if item.kind == "title" and outer.get("level") == "a":  # “The Making of Foreign Letters”
            return item.end - item.start < outer.end - outer.start
        return bool(item.group) and item.group == outer.group  # the ends of a stretch of time
    if holds_phrases(outer) and item.kind in NOT_IN_PHRASE:
        return False
    if is_block(item):
        return is_block_quotation(outer) or outer.kind in CONTAINERS or embedded(item, outer)
    return True


def holds_phrases(item: Annotation) -> bool:
    """Whether the element of an annotation holds nothing but macro.phraseSeq."""
    if item.kind == "quotation":
        return item.get("class") in AT_A_DISTANCE and not item.get("block")
    return item.kind in PHRASE_ONLY


def is_block(item: Annotation) -> bool:
    """Whether an annotation becomes a block element."""
    return is_block_quotation(item) or RANK[item.kind] < FIRST_INLINE


def embedded(item: Annotation, outer: Annotation) -> bool:
    """Blocks that may stand inside a paragraph or a line: lists, notes and verse in prose."""
    return outer.kind == "p" and item.kind in ("list", "note", "lg", "castList")
