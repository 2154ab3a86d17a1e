"""Dialogue with dashes, and inquits inside speech: what is said, the words of saying apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tei.annotation import Cert
from tei.recognisers.quotations.inquits import Inquits
from tei.recognisers.quotations.narration import NARRATES, Narration
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

TURN = re.compile(
    r"(?:[—–]|--)(?:(?<=[.!?…:,]\s[—–-])|(?<=[.!?…:,]\s--)|(?<=[.!?…:,]\s\s[—–-]))"
    r"[\s\u00a0]?(?=[^\W\d_a-zà-ÿа-я])"
)
ASIDE = re.compile(
    r"(?<=[.!?…,])[\s\u00a0]+(?:[—–]|--)[\s\u00a0]?(?P<aside>[^\W\d_][^—–\n]{2,400}?)"
    r"(?:[\s\u00a0]?[—–][.,;:]?(?=\s)|$)\s*"
)
BLANKS = " \n\t\u00a0"
BLANKS_AND_PAUSES = BLANKS + ",;:—–-"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What tells the speech in a text’s dash dialogue.

    turns:  whether dashes begin speeches in the middle of paragraphs too
    closer: the mark that ends a dialogue which its like opened («)
    """

    text: str
    inquits: Inquits
    narration: Narration
    turns: bool
    closer: str = "»"

    def runs(self, paragraph: Paragraph, inner: Sequence[Run], begins: bool) -> Iterator[Run]:
        """The speeches of a paragraph, in parts between their inquits.

        A speech ends where the next begins or narration takes over.
        inner:  the quotations with marks inside, within which no inquit is looked for
        begins: whether the paragraph begins with a speech
        """
        quoted = spans(inner)
        starts = [paragraph.start] if begins and not self.is_marked(paragraph, inner) else []
        if self.turns:
            marks = TURN.finditer(self.text, paragraph.start, paragraph.end)
            turns = [m.start() for m in marks if not inside(m.start(), quoted)]
            starts += [turn for turn in turns if self.is_turn(turn, paragraph)]
        for start, limit in pairwise([*starts, paragraph.end]):
            end = self.closed(start, limit, quoted)
            yield from self.spoken(start, end, quoted, self.is_sure(start, paragraph))

    def is_marked(self, paragraph: Paragraph, inner: Sequence[Run]) -> bool:
        """Whether marks hold the speech of a paragraph, right after its dash (— « Oui. »)."""
        if not inner or self.text[paragraph.start : inner[0].start].strip(BLANKS + "—–-"):
            return False
        words = self.text[inner[0].start : inner[0].end].rstrip(BLANKS + '»”«“"')
        return words[-1:] in (",", ".", "!", "?", "…", ";", ":")

    def is_turn(self, start: int, paragraph: Paragraph) -> bool:
        """Whether a dash may begin another’s speech; after a dashed inquit it goes on with one."""
        return start > paragraph.start and (
            not self.inquits.dashed or self.is_sure(start, paragraph)
        )

    def closed(self, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> int:
        """Where a closing mark ends a speech whose opening mark stands further up; else `end`."""
        place = self.text.find(self.closer, start, end)
        while place >= 0 and any(low <= place < high for low, high in quoted):
            place = self.text.find(self.closer, place + 1, end)
        return place if place >= 0 else end

    def is_sure(self, start: int, paragraph: Paragraph) -> bool:
        """Whether a dash begins a speech for certain: a paragraph’s first, or after a colon."""
        return start == paragraph.start or self.text[max(0, start - 3) : start].rstrip(
            BLANKS
        ).endswith(":")

    def spoken(
        self, start: int, end: int, inner: Sequence[tuple[int, int]], sure: bool = True
    ) -> Iterator[Run]:
        """The parts of a stretch of speech between its inquits, up to the narration after it."""
        for begin, after in self.interruptions(start, end, inner):
            yield from self.part(start, begin, sure)
            start, sure = after, self.is_resumed(begin, after)
        yield from self.part(start, end, sure)

    def is_resumed(self, begin: int, end: int) -> bool:
        """Whether a dash after an inquit takes the speech up again (—dijo Inés—. Ven.)."""
        closed = self.text[begin:end].rstrip(BLANKS + ".,;:!?…")
        return self.inquits.dashed and end > begin + 1 and closed.endswith(("—", "–", "--"))

    def interruptions(
        self, start: int, end: int, inner: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """(start, end) of the inquits in a stretch and of the narration between dashes."""
        found = list(self.inquits.within(self.text, start, end, inner))
        if self.turns and not self.inquits.dashed:
            return found
        for aside in ASIDE.finditer(self.text, start, end):
            free = all(aside.end() <= low or high <= aside.start() for low, high in found)
            if free and self.narration.score(aside["aside"]) >= NARRATES:
                found.append(aside.span())
        return sorted(found)

    def part(self, start: int, end: int, sure: bool) -> Iterator[Run]:
        """A run of speech without the narration that follows it, if anything is left.

        sure: whether its first sentence is spoken
        """
        end = self.narration.begins(self.text, start, end, sure)
        if not sure:
            start = self.narration.ends(self.text, start, end)
        if has_words(self.text, start, end):
            low, high = trim(self.text, start, end)
            sure = sure or self.text[low].islower()  # the sentence of the first part goes on
            yield Run(low, high, "dash", "dash", 1, "medium" if sure else "low", "dash")


def without_inquits(text: str, run: Run, inner: Sequence[Run], inquits: Inquits) -> list[Run]:
    """A run with marks, in parts between the inquits that stand inside its marks."""
    cuts = list(inquits.within(text, run.start, run.end, spans(inner)))
    edges = [run.start, *(edge for cut in cuts for edge in cut), run.end]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if not cuts or not all(has_words(text, low, high) for low, high in pieces):
        return [run]
    trimmed = (trim(text, low, high) for low, high in pieces)
    cert: Cert = "medium" if run.cert == "high" else run.cert
    return [replace(run, start=low, end=high, cert=cert, rule="inquit") for low, high in trimmed]


def spans(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """The spans of runs."""
    return [(run.start, run.end) for run in runs]


def inside(place: int, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a code point is within one of the spans."""
    return any(low < place < high for low, high in quoted)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks at its ends and without the dash that closes it."""
    inner = text[start:end]
    low = start + len(inner) - len(inner.lstrip(BLANKS))
    return low, start + len(inner.rstrip(BLANKS + "—–-"))


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is more than blanks, pauses and dashes."""
    return bool(text[start:end].strip(BLANKS_AND_PAUSES + '«»“”"'))


def deeper(run: Run) -> Run:
    """A quotation inside dash dialogue, one level down."""
    return replace(run, level=run.level + 1)
