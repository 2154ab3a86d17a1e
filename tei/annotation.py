"""Annotations: what stands where in the base text, apart from the text itself.

Offsets are code points of `SourceText.text`, half-open (the Web Annotation Data
Model's TextPositionSelector).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

Cert = Literal["high", "medium", "low"]
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Annotation:
    """One finding: a span of the base text, what it is, and why we think so.

    kind:       one of the kinds in docs/architecture.md, e.g. "quotation", "date"
    start, end: code points of the base text, half-open
    attributes: facts about the finding; their names are listed with the kind
    cert:       how sure the rule is
    rule:       name of the rule that made it, "recogniser.rule"
    evidence:   the words or facts that the rule rests on
    group:      findings of one group are parts of one thing (an interrupted quotation)
    """

    kind: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    cert: Cert = "high"
    rule: str = ""
    evidence: str = ""
    group: str = ""

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, or `default`."""
        return self.attributes.get(name, default)

    def with_attributes(self, **values: str) -> Annotation:
        """A copy with attributes added or replaced."""
        return replace(self, attributes={**self.attributes, **values})

    def contains(self, other: Annotation) -> bool:
        """Whether the other span lies inside this one (equal spans included)."""
        return self.start <= other.start and other.end <= self.end

    def crosses(self, other: Annotation) -> bool:
        """Whether the spans overlap and neither lies inside the other."""
        return (
            self.start < other.end
            and other.start < self.end
            and not self.contains(other)
            and not other.contains(self)
        )

    def as_json(self) -> dict[str, Any]:
        """A record for the stand-off file; empty fields are left out."""
        record: dict[str, Any] = {"kind": self.kind, "start": self.start, "end": self.end}
        if self.attributes:
            record["attributes"] = dict(self.attributes)
        record["cert"] = self.cert
        for name in ("rule", "evidence", "group"):
            if getattr(self, name):
                record[name] = getattr(self, name)
        return record


class Annotations:
    """An immutable set of annotations in text order, looked up by kind and place."""

    def __init__(self, items: Iterable[Annotation] = ()):
        """items: in any order; the outer of two nested spans comes first."""
        self._items = sorted(items, key=lambda a: (a.start, -a.end))
        self._by_kind: dict[str, list[Annotation]] = defaultdict(list)
        for item in self._items:
            self._by_kind[item.kind].append(item)
        self._starts: dict[str, list[int]] = {}

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def of(self, *kinds: str) -> list[Annotation]:
        """All annotations of the kinds, in text order."""
        if len(kinds) == 1:
            return list(self._by_kind.get(kinds[0], ()))
        return [item for item in self._items if item.kind in kinds]

    def inside(self, start: int, end: int, kind: str) -> list[Annotation]:
        """Annotations of a kind that lie inside [start, end)."""
        items, starts = self._by_kind.get(kind, []), self._starts_of(kind)
        low, high = bisect_left(starts, start), bisect_right(starts, end)
        return [item for item in items[low:high] if item.end <= end]

    def within(self, start: int, end: int) -> list[Annotation]:
        """Annotations of every kind that lie inside [start, end), in text order."""
        low = bisect_left(self._items, start, key=lambda item: item.start)
        high = bisect_right(self._items, end, key=lambda item: item.start)
        return [item for item in self._items[low:high] if item.end <= end]

    def around(self, offset: int, kind: str) -> Annotation | None:
        """The innermost annotation of a kind that covers a code point, if any.

        Looks at the 64 annotations of the kind that begin nearest before it.
        """
        items, starts = self._by_kind.get(kind, []), self._starts_of(kind)
        place = bisect_right(starts, offset)
        for item in reversed(items[max(0, place - 64) : place]):
            if offset < item.end:
                return item
        return None

    def plus(self, more: Iterable[Annotation]) -> Annotations:
        """These annotations and others."""
        return Annotations([*self._items, *more])

    def _starts_of(self, kind: str) -> list[int]:
        if kind not in self._starts:
            self._starts[kind] = [item.start for item in self._by_kind.get(kind, ())]
        return self._starts[kind]
