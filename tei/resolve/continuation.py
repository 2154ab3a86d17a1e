"""Continuation: a quotation over several blocks becomes fragments that no block cuts.

Whole blocks that follow each other are held by one block quotation; what begins or ends
inside a paragraph is a fragment of it (TEI Guidelines 3.3.3, 17.3).  The fragments
share a group, so that the encoder can link them by @next and @prev.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tei.annotation import Annotation, Annotations
from tei.reading import Reading

BLOCKS = (
    "titlePage", "division", "head", "speech", "speaker", "stage", "castList", "castItem", "p",
    "lg", "l", "list", "item", "separator", "opener", "closer", "dateline", "salute", "signed",
    "postscript", "epigraph", "trailer", "note",
)  # fmt: skip
# What a quote element may hold whole (macro.specialPara: model.divPart, model.inter).
HOLDABLE = frozenset({"p", "lg", "list", "separator", "speech", "stage", "note"})
# Blocks of running text, in which whole blocks stand inline.
MIXED = frozenset({"p", "l", "head", "stage", "speaker", "salute", "signed", "dateline"})
# Blocks that hold no text of their own: what covers one exactly is around it.
HELD_WHOLE = frozenset({"lg", "list"})


@dataclass(slots=True)
class Node:
    """A block and the blocks directly in it, in text order."""

    kind: str
    start: int
    end: int
    children: list[Node] = field(default_factory=list)

    def overlapping(self, start: int, end: int) -> Sequence[Node]:
        """The children that share code points with [start, end)."""
        low = bisect_right(self.children, start, key=lambda child: child.end)
        high = bisect_right(self.children, end - 1, key=lambda child: child.start)
        return self.children[low:high]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a quotation that no block cuts; `block` where it holds whole blocks."""

    start: int
    end: int
    block: bool = False


def resolve(reading: Reading) -> Reading:
    """The reading with every quotation inside one block or around whole ones."""
    root = block_tree(reading.annotations, len(reading.source.text))
    items: list[Annotation] = []
    for item in reading.annotations:
        if item.kind == "quotation":
            items += cut(item, root, reading.source.text)
        else:
            items.append(item)
    return reading.having(annotations=Annotations(items))


def block_tree(annotations: Annotations, length: int) -> Node:
    """The blocks as a tree under a root that covers the text; crossing blocks are passed over."""
    root = Node("text", 0, length)
    open_nodes = [root]
    for item in annotations.of(*BLOCKS):
        while open_nodes[-1].end <= item.start and len(open_nodes) > 1:
            open_nodes.pop()
        holder = open_nodes[-1]
        if item.end <= holder.end and item.start < item.end:
            node = Node(item.kind, item.start, item.end)
            holder.children.append(node)
            open_nodes.append(node)
    return root


def cut(quotation: Annotation, root: Node, text: str) -> list[Annotation]:
    """A quotation as the fragments that blocks make of it; itself where none cuts it."""
    holder = holder_of(root, quotation.start, quotation.end)
    found = list(fragments(holder, quotation.start, quotation.end, text))
    if found == [Fragment(quotation.start, quotation.end)] or not found:
        return [quotation]
    group = quotation.group
    if len(found) > 1:
        group = group or f"quotation-{quotation.start}"
    return [as_annotation(quotation, part, group) for part in found]


def as_annotation(quotation: Annotation, part: Fragment, group: str) -> Annotation:
    """The annotation of one fragment of a quotation."""
    piece = replace(quotation, start=part.start, end=part.end, group=group)
    return piece.with_attributes(block="yes") if part.block else piece


def holder_of(node: Node, start: int, end: int) -> Node:
    """The innermost block around a span."""
    for child in node.overlapping(start, end):
        if child.start <= start and end <= child.end:
            around = child.start == start and child.end == end and child.kind in HELD_WHOLE
            return node if around else holder_of(child, start, end)
    return node


def fragments(node: Node, start: int, end: int, text: str) -> Iterator[Fragment]:
    """The fragments of [start, end) inside a block."""
    children = node.overlapping(start, end)
    whole = [covers(start, end, child) for child in children]
    if not children or (all(whole) and is_running(node, children, start, end, text)):
        yield from inked(text, start, end)
        return
    run: list[Node] = []
    place = start
    for child, is_whole in zip(children, whole, strict=True):
        if text[place : child.start].strip():
            yield from held(run)
            run = []
            yield from inked(text, place, child.start)
        if is_whole and child.kind in HOLDABLE:
            run.append(child)
        else:
            yield from held(run)
            run = []
            yield from fragments(child, max(start, child.start), min(end, child.end), text)
        place = max(place, child.end)
    yield from held(run)
    yield from inked(text, place, end)


def covers(start: int, end: int, child: Node) -> bool:
    """Whether a span holds a whole block."""
    return start <= child.start and child.end <= end


def is_running(node: Node, children: Sequence[Node], start: int, end: int, text: str) -> bool:
    """Whether the blocks stand inline, in text that runs on around them."""
    if node.kind in MIXED:
        return True
    edges = [start, *(edge for child in children for edge in (child.start, child.end)), end]
    between = zip(edges[::2], edges[1::2], strict=True)
    return node.kind in ("item", "note") and any(text[a:b].strip() for a, b in between)


def held(run: Sequence[Node]) -> Iterable[Fragment]:
    """One block fragment around whole blocks; a single paragraph is quoted inside itself."""
    if not run:
        return []
    alone = len(run) == 1 and run[0].kind not in HELD_WHOLE
    return [Fragment(run[0].start, run[-1].end, not alone)]


def inked(text: str, start: int, end: int) -> Iterator[Fragment]:
    """text[start:end] without blanks at its ends, if anything is left."""
    inner = text[start:end]
    if inner.strip():
        lead = len(inner) - len(inner.lstrip())
        yield Fragment(start + lead, start + len(inner.rstrip()))
