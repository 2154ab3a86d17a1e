"""excerpt: the part of a TEI text that a span of the base text became.

As every character that is no blank stands in the text, in order (see `tei.fidelity`),
a place in the one is found in the other by counting.
"""

from __future__ import annotations

import re

from lxml import etree

from tei.document import Document
from tei.fidelity import TYPOGRAPHIC, complement
from tei.names import NSMAP, TEI, append_text, ink, local

SHELLS = frozenset({"text", "front", "body", "back", "div"})
CUT = "…"
NAMESPACE = re.compile(r' xmlns="[^"]*"')


def excerpt(document: Document, start: int, end: int) -> list[str]:
    """The elements that text[start:end] became, as XML; what stands before and after is “…”.

    Empty where the span stands in the header, or was left out.
    """
    text = document.tree.getroot().find(TEI + "text")
    source = document.reading.source.text
    moved = [(item.start, item.end) for item in document.reading.annotations.of("metadata")]
    gone = sorted([*moved, *((out.start, out.end) for out in document.left_out)])
    there = list(complement(gone, len(source)))
    first, last = (_count(source, there, offset) for offset in (start, end))
    if text is None or first >= last:
        return []
    made = Cutter(first, last).copy(text)
    return [] if made is None else [serialised(element) for element in _innermost(made)]


def left_out_reason(document: Document, start: int, end: int) -> str:
    """Why text[start:end] is left out of the TEI text; "" where it is not."""
    for out in document.left_out:
        if out.start < end and start < out.end and out.reason != TYPOGRAPHIC:
            return out.reason
    return ""


def _count(source: str, there: list[tuple[int, int]], offset: int) -> int:
    """How many characters of the TEI text that are no blank stand before an offset."""
    spans = ((start, min(end, offset)) for start, end in there if start < offset)
    return sum(len(ink(source[start:end])) for start, end in spans)


class Cutter:
    """Copies what of a tree holds the characters [first, last), blanks not counted."""

    def __init__(self, first: int, last: int):
        self.first, self.last, self.position = first, last, 0

    def copy(self, node: etree._Element) -> etree._Element | None:
        """An element with what of its content lies inside; None where nothing does."""
        twin = etree.Element(node.tag, nsmap=NSMAP)
        for name, value in node.attrib.items():
            twin.set(name, value)
        inside = self.first <= self.position < self.last
        append_text(twin, self._take(node.text))
        for child in node:
            made = self.copy(child) if local(child) else None
            if made is not None:
                twin.append(made)
            append_text(twin, self._take(child.tail))
        has_content = len(twin) or (twin.text or "").strip()
        is_empty = inside and not len(node) and not node.text
        return twin if has_content or is_empty else None

    def _take(self, text: str | None) -> str:
        """What of the next text node lies inside, “…” for what is cut off."""
        if not text:
            return ""
        begin, size = self.position, len(ink(text))
        self.position += size
        if size == 0:
            return " " if self.first < begin < self.last else ""
        if begin + size <= self.first or begin >= self.last:
            return ""
        places = [place for place, char in enumerate(text) if not char.isspace()]
        low, high = max(0, self.first - begin), min(size, self.last - begin)
        head = text[: places[0]] if low == 0 else CUT
        tail = text[places[-1] + 1 :] if high == size else CUT
        return head + text[places[low] : places[high - 1] + 1] + tail


def _innermost(element: etree._Element) -> list[etree._Element]:
    """The elements below text, body and divisions."""
    if local(element) not in SHELLS:
        return [element]
    return [found for child in element for found in _innermost(child)]


def serialised(element: etree._Element) -> str:
    """An element as XML on its own, without namespace declarations."""
    element.tail = None
    return NAMESPACE.sub("", etree.tostring(element, encoding="unicode")).strip()
