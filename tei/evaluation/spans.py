"""What is compared: spans of the stripped text, from the gold and from us, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tei.evaluation.marks import DASHES, QUOTES

KINDS = {
    "quotation": "quotations (said, quote, q)",
    "term": "words at a distance (soCalled, mentioned)",
    "speech": "speeches (sp, u)",
    "speaker": "speakers (speaker)",
    "stage": "stage directions (stage)",
    "date": "dates (date)",
    "title": "titles (title)",
    "bibl": "references (bibl)",
    "person": "persons (persName)",
    "place": "places (placeName)",
    "org": "organisations (orgName)",
    "division": "divisions (div with a head)",
    "head": "headings (head)",
    "p": "paragraphs (p)",
    "l": "verse lines (l)",
    "item": "list items (item)",
    "note": "notes (note)",
}
QUOTED = frozenset({"quotation", "term"})
ONCE = frozenset({"person", "place", "org"})  # a name inside a name is not counted
QUOTE_EDGE = QUOTES | DASHES | frozenset("_*, \n\t\u00a0\u202f")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
Days = tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]


@dataclass(frozen=True, slots=True)
class Span:
    """One thing in the stripped text; code points, half-open, without marks at its ends.

    form:  the element, e.g. "said"
    who:   the names of the one whose words they are; empty where nobody is named
    value: a date as it is written in the attributes; days: what it means, None where unknown
    line:  of the gold file
    cert, rule, evidence: of ours; who_cert, who_rule: of ours, for whose words they are
    """

    kind: str
    start: int
    end: int
    form: str = ""
    who: tuple[str, ...] = ()
    value: str = ""
    days: Days | None = None
    line: int = 0
    cert: str = ""
    rule: str = ""
    evidence: str = ""
    who_cert: str = ""
    who_rule: str = ""

    def holds(self, other: Span) -> bool:
        """Whether the other lies inside, and is not the same."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and (self.start, self.end) != (other.start, other.end)


def trimmed(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """A span without the marks at its ends, which schools set inside or outside.

    Of quotations quotation marks, dashes and commas; of others all that is no letter or digit.
    """
    if kind in QUOTED:
        while start < end and text[start] in QUOTE_EDGE:
            start += 1
        while start < end and text[end - 1] in QUOTE_EDGE:
            end -= 1
        return start, end
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def comparable(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in the form in which they are compared, in text order.

    Quotations are cut at blank lines; speeches go without label and directions at their
    ends; a paragraph that fills an item or stands in a note is that item or note.
    """
    cut = [piece for span in spans for piece in pieces(text, span)]
    cut = sorted(set(cut), key=lambda span: (span.start, -span.end))
    labels = [span for span in cut if span.kind in ("speaker", "stage")]
    heads = {span.start: span.end for span in reversed(labels)}
    tails = {span.end: span.start for span in labels if span.kind == "stage"}
    items = {(span.start, span.end) for span in cut if span.kind == "item"}
    ready = []
    for span in outermost(cut):
        if span.kind == "p" and (span.start, span.end) in items:
            continue
        ready.append(spoken(text, span, heads, tails) if span.kind == "speech" else span)
    return [span for span in ready if span.start < span.end]


def pieces(text: str, span: Span) -> Iterator[Span]:
    """A span without its marks; a quotation cut at blank lines."""
    edges = [span.start]
    if span.kind in QUOTED:
        for gap in BLANK_LINE.finditer(text, span.start, span.end):
            edges += [gap.start(), gap.end()]
    edges.append(span.end)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        first, last = trimmed(text, start, end, span.kind)
        if first < last:
            yield replace(span, start=first, end=last)


def outermost(spans: list[Span]) -> Iterator[Span]:
    """The spans without names inside names of the same kind and paragraphs inside notes."""
    ends: dict[str, int] = {}
    for span in spans:
        holder = "note" if span.kind == "p" else span.kind if span.kind in ONCE else ""
        if holder and span.end <= ends.get(holder, -1):
            continue
        ends[span.kind] = max(span.end, ends.get(span.kind, -1))
        yield span


def spoken(text: str, span: Span, heads: dict[int, int], tails: dict[int, int]) -> Span:
    """A speech without the label and the directions at its ends."""
    start, end = span.start, span.end
    while start in heads and heads[start] < end:
        start, _ = trimmed(text, heads[start], end, "speech")
    while end in tails and tails[end] > start:
        _, end = trimmed(text, start, tails[end], "speech")
    return replace(span, start=start, end=end)
