"""pair: each span of the gold with the span of ours that is meant to be it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.evaluation.spans import Span

ENOUGH = 0.5  # least intersection over union of two spans that mean one thing


@dataclass(frozen=True, slots=True)
class Pair:
    """A span of the gold and ours for it; one of them is None where it stands alone."""

    gold: Span | None
    ours: Span | None

    @property
    def exact(self) -> bool:
        """Whether both have the same edges."""
        gold, ours = self.gold, self.ours
        return bool(gold and ours and (gold.start, gold.end) == (ours.start, ours.end))


def pairs_of(gold: Iterable[Span], ours: Iterable[Span]) -> list[Pair]:
    """All spans of one kind, paired one to one: equal ones first, then by overlap."""
    waiting: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for span in ours:
        waiting[span.start, span.end].append(span)
    pairs, rest = [], []
    for span in gold:
        same = waiting[span.start, span.end]
        if same:
            pairs.append(Pair(span, same.pop(0)))
        else:
            rest.append(span)
    left = [span for spans in waiting.values() for span in spans]
    near = list(overlapping(rest, left))
    paired = {id(span) for pair in near for span in pair}
    pairs += [Pair(*pair) for pair in near]
    pairs += [Pair(span, None) for span in rest if id(span) not in paired]
    pairs += [Pair(None, span) for span in left if id(span) not in paired]
    return pairs


def overlapping(gold: list[Span], ours: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Pairs that overlap enough, the closest first, each span once."""
    close = [(share, a, b) for a, b in candidates(gold, ours) if (share := overlap(a, b)) >= ENOUGH]
    taken: set[int] = set()
    for _, a, b in sorted(close, key=lambda row: (-row[0], row[1].start, row[2].start)):
        if id(a) not in taken and id(b) not in taken:
            taken |= {id(a), id(b)}
            yield a, b


def candidates(gold: list[Span], ours: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Pairs that share code points, by one sweep over both."""
    coming = sorted(ours, key=lambda span: span.start)
    open_spans: list[Span] = []
    place = 0
    for span in sorted(gold, key=lambda span: span.start):
        while place < len(coming) and coming[place].start < span.end:
            open_spans.append(coming[place])
            place += 1
        open_spans = [other for other in open_spans if other.end > span.start]
        for other in open_spans:
            if other.start < span.end:
                yield span, other


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    return max(0, shared) / union if union else 0.0
