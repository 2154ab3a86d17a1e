"""The text that is left to structure: what no heading, label, note or stage direction takes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.annotation import Annotation, Annotations
from tei.layout import Block, Line
from tei.source import SourceText

LABEL_END = re.compile(r"[ \t\u00a0]*(?:[:;,]|\.(?!\.)|[—–-](?![—–-]))+")
BLANK = " \t\u00a0"
OUTSIDE = ("titlePage", "metadata", "left-out", "head", "note", "castList", "page-number")
CONTAINERS = ("speech", "division")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines, or parts of lines, that nothing separates.

    lines:  at least one; offsets and indents as in `tei.layout.Line`
    block:  place of the block it is part of
    whole:  whether it is the whole block
    speech: start of the speech around it, or -1
    """

    lines: tuple[Line, ...]
    block: int
    whole: bool
    speech: int = -1

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


class Taken:
    """Where earlier annotations stand, and where their edges cut the text."""

    def __init__(self, source: SourceText, earlier: Annotations):
        """earlier: everything found before; block-level stage directions count as taken."""
        self.text = source.text
        fixed = [(a.start, a.end) for a in earlier.of(*OUTSIDE)]
        labels = list(self._labels(earlier))
        blocks = self._stages(earlier.of("stage"), united([*fixed, *labels]))
        self.spans = united([*fixed, *labels, *blocks])
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        inner = [a for a in earlier.of("stage") if not self.covers(a.start)]
        edges = {edge for a in earlier.of(*CONTAINERS) for edge in (a.start, a.end)}
        inside = {edge for a in inner for edge in edges if a.start < edge < a.end}
        self.edges = sorted(edges - inside)
        self._openings = {a.end for a in earlier.of("head", "titlePage", "metadata")}
        speeches = earlier.of("speech")
        self._speeches = [(a.start, a.end) for a in speeches]
        self._speech_starts = [a.start for a in speeches]

    def _labels(self, earlier: Annotations) -> Iterator[tuple[int, int]]:
        """The labels of speakers, with the direction and the mark that end them."""
        after = {stage.start: stage.end for stage in earlier.of("stage")}
        for speaker in earlier.of("speaker"):
            end = self._label_end(speaker.end)
            blank = len(self.text[end : end + 4]) - len(self.text[end : end + 4].lstrip(BLANK))
            if end == speaker.end and end + blank in after:
                end = self._label_end(after[end + blank])
            yield speaker.start, end

    def _label_end(self, offset: int) -> int:
        """The end of the mark after a label; the offset itself where there is none."""
        match = LABEL_END.match(self.text, offset)
        return match.end() if match else offset

    def _stages(
        self, stages: Sequence[Annotation], fixed: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """The stage directions that stand on lines of their own."""
        ends = [end for _, end in fixed]
        starts = [start for start, _ in fixed]
        for stage in stages:
            before, after = bisect_right(ends, stage.start), bisect_left(starts, stage.end)
            begin = max(self._line_start(stage.start), ends[before - 1] if before else 0)
            stop = self._line_end(stage.end)
            stop = min(stop, starts[after]) if after < len(starts) else stop
            alone = not self.text[begin : stage.start].strip()
            if alone and not self.text[stage.end : stop].strip():
                yield stage.start, stage.end

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\f", 0, offset)) + 1

    def _line_end(self, offset: int) -> int:
        stop = self.text.find("\n", offset)
        return len(self.text) if stop < 0 else stop

    def covers(self, offset: int) -> bool:
        """Whether a code point is taken."""
        place = bisect_right(self.starts, offset) - 1
        return place >= 0 and offset < self.ends[place]

    def free(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of [start, end) that are not taken, cut at edges."""
        place = bisect_right(self.ends, start)
        while start < end:
            taken = self.spans[place] if place < len(self.spans) else (end, end)
            if taken[0] > start:
                yield from self._cut(start, min(taken[0], end))
            start = max(start, taken[1])
            place += 1

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        low, high = bisect_right(self.edges, start), bisect_left(self.edges, end)
        for edge in self.edges[low:high]:
            yield start, edge
            start = edge
        yield start, end

    def touches(self, start: int, end: int) -> bool:
        """Whether anything is taken of [start, end), or an edge cuts it."""
        place = bisect_right(self.ends, start)
        if place < len(self.spans) and self.spans[place][0] < end:
            return True
        return bisect_right(self.edges, start) < bisect_left(self.edges, end)

    def opens(self, offset: int) -> bool:
        """Whether a heading or a title page stands directly above a code point."""
        place = bisect_right(self.ends, offset) - 1
        return place < 0 or self.ends[place] in self._openings

    def speech(self, offset: int) -> int:
        """The start of the speech around a code point, or -1."""
        place = bisect_right(self._speech_starts, offset) - 1
        while place >= 0 and place > bisect_right(self._speech_starts, offset) - 4:
            if offset < self._speeches[place][1]:
                return self._speeches[place][0]
            place -= 1
        return -1


def united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, overlapping ones as one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start < done[-1][1]:
            done[-1] = done[-1][0], max(done[-1][1], end)
        elif end > start:
            done.append((start, end))
    return done


def runs(blocks: Sequence[Block], taken: Taken) -> Iterator[Run]:
    """The runs of the text, in order."""
    for place, block in enumerate(blocks):
        if not taken.touches(block.start, block.end):
            yield Run(block.lines, place, True, taken.speech(block.start))
            continue
        ends = [line.end for line in block.lines]
        for start, end in taken.free(block.start, block.end):
            near = block.lines[bisect_right(ends, start) : bisect_left(ends, end) + 1]
            lines = tuple(parts_of(near, start, end, taken.text))
            if lines:
                yield Run(lines, place, False, taken.speech(lines[0].start))


def parts_of(lines: Sequence[Line], start: int, end: int, text: str) -> Iterator[Line]:
    """The lines and parts of lines inside [start, end), without blanks at their ends."""
    for line in lines:
        if line.start >= end:
            return
        low, high = max(line.start, start), min(line.end, end)
        inner = text[low:high]
        ink = inner.strip()
        if ink:
            low += len(inner) - len(inner.lstrip())
            yield Line(low, low + len(ink), line.indent)  # what stands before is no indent
