"""Which places of a text are taken."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from tei.annotation import Annotation


class Occupied:
    """Spans that do not overlap one another much; asked whether a further one is free."""

    def __init__(self, spans: Iterable[Annotation] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        self._longest = 0
        self.add(spans)

    def add(self, spans: Iterable[Annotation]) -> None:
        """Take the places of more spans."""
        for span in spans:
            insort(self._spans, (span.start, span.end))
            self._longest = max(self._longest, span.end - span.start)

    def free(self, span: Annotation) -> bool:
        """Whether no taken span overlaps this one."""
        low = bisect_left(self._spans, (span.start - self._longest, 0))
        high = bisect_left(self._spans, (span.end, 0))
        return all(end <= span.start for _, end in self._spans[low:high])

    def kept(self, spans: Iterable[Annotation]) -> list[Annotation]:
        """Those that are free, each taking its place."""
        found = []
        for span in spans:
            if self.free(span):
                self.add([span])
                found.append(span)
        return found
