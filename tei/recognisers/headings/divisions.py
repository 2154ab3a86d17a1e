"""Divisions: what each heading heads, nested by their ranks (TEI P5 Guidelines, 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.annotation import Annotation
from tei.layout import Block
from tei.recognisers.headings.candidates import Candidate

RANKS = {
    "volume": 10,
    "part": 20,
    "book": 21,
    "act": 30,
    "scene": 40,
    "section": 40,
}
DIVISION = 30  # chapters, letters, prefaces and whatever else has a word of its own
STYLES = {
    "capitals": 45,
    "bare": 50,
    "sign": 54,
    "numbered-title": 55,
    "dated": 59,
    "plain": 60,
    "first": 60,
}
MARK = {"reason": "typographic-mark"}
SURE = frozenset({"marked", "numbered", "unnumbered", "bare", "sign"})
ARABIC = 3  # below roman numbers
SERIES = frozenset({"numbered", "bare", "sign", "numbered-title", "dated"})  # styles that count
# Lists of the book's own, in which no part of its text stands.
APART = frozenset({"cast", "contents", "dedication"})


@dataclass(frozen=True)
class Division:
    """A division: its headings, rank (lower is higher up) and first block."""

    heads: tuple[Candidate, ...]
    rank: int

    @property
    def first(self) -> Candidate:
        return self.heads[0]


def rank_of(candidate: Candidate, text: str) -> int:
    """The rank of a heading by its word or its look."""
    if candidate.style == "marked":
        return int(candidate.n)
    if candidate.style in {"numbered", "unnumbered"}:
        return RANKS.get(candidate.type, DIVISION)
    digits = text[candidate.heads[0][0]].isdigit()
    arabic = candidate.style == "bare" and digits
    deep = candidate.n.count(".") + digits if candidate.style == "numbered-title" else 0
    return STYLES.get(candidate.style, STYLES["plain"]) + ARABIC * arabic + deep


def grouped(found: Sequence[Candidate], text: str) -> list[Division]:
    """The headings as divisions: a title belongs to the number above it."""
    groups: list[Division] = []
    for candidate in found:
        if groups and candidate.style == "title":
            groups[-1] = replace(groups[-1], heads=(*groups[-1].heads, candidate))
        else:
            groups.append(Division((candidate,), rank_of(candidate, text)))
    return raised(groups)


def raised(groups: list[Division]) -> list[Division]:
    """A heading directly above another stands higher than it."""
    done: list[Division] = []
    for group in reversed(groups):
        below = done[-1] if done else None
        adjacent = below and below.first.block == group.heads[-1].block + 1
        if below and adjacent and group.heads[-1].whole and group.rank >= below.rank:
            group = group if beside(group, below) else replace(group, rank=below.rank - 1)
        done.append(group)
    return done[::-1]


def beside(group: Division, below: Division) -> bool:
    """Whether two headings stand side by side without a text: Article 1, Article 2."""
    first, second = group.first, below.first
    alike = (first.style, first.type) == (second.style, second.type)
    return (alike and first.style in SERIES) or first.type in APART


def divisions(
    groups: Sequence[Division], blocks: Sequence[Block], last: int
) -> Iterator[Annotation]:
    """An annotation for each division, from its first head to the end of its text.

    last: place of the last block of the running text
    """
    stack: list[Division] = []
    for group in groups:
        while stack and (stack[-1].rank >= group.rank or stack[-1].first.type in APART):
            yield division(stack.pop(), blocks[group.first.block - 1].end, len(stack) + 1)
        stack.append(group)
    while stack:
        yield division(stack.pop(), blocks[last].end, len(stack) + 1)


def division(group: Division, end: int, level: int) -> Annotation:
    """One division as an annotation."""
    first = group.first
    attributes = {"type": first.type, "level": str(level)}
    if first.n and first.style != "marked":
        attributes["n"] = first.n
    sure = first.style in SURE
    return Annotation(
        "division",
        first.heads[0][0],
        max(end, group.heads[-1].heads[-1][1]),
        attributes,
        cert="high" if sure else "medium",
        rule=f"headings.{first.style}",
    )


def heads(groups: Sequence[Division]) -> Iterator[Annotation]:
    """An annotation for each head."""
    for group in groups:
        for candidate in group.heads:
            yield from heads_of(candidate)


def heads_of(candidate: Candidate) -> Iterator[Annotation]:
    """The heads of one block; the number belongs to the first."""
    for start, end in candidate.marks:
        yield Annotation("left-out", start, end, MARK, rule="headings.marked")
    for place, (start, end) in enumerate(candidate.heads):
        numbered = candidate.n and candidate.style != "marked" and not place
        attributes = {"n": candidate.n} if numbered else {}
        sure = candidate.style in SURE
        yield Annotation(
            "head",
            start,
            end,
            attributes,
            cert="high" if sure else "medium",
            rule=f"headings.{candidate.style}",
        )
