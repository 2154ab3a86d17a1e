"""encode: a reading → TEI.  The only maker of the elements of the text.

Annotations nest (see `tei.resolve.conflicts`), so one pass over them in text order
writes the tree; text between blocks is blank, and where it is not it is wrapped, never lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from tei.annotation import Annotation
from tei.elements import CONTAINERS, PREFIXES, attributes_of, tag_of
from tei.identifiers import Identifiers
from tei.names import TEI, XML_ID, append_text, local, put
from tei.reading import Reading

EMPHASIS = frozenset("_*/=~")
NEVER_IN_TEXT = ("metadata", "left-out")


@dataclass(slots=True)
class Open:
    """An element that is open, the annotation it is made from, and its last code point."""

    element: etree._Element
    end: int
    item: Annotation | None
    container: bool


@dataclass
class Writer:
    """Writes annotations of one base text into TEI elements.

    places: element's xml:id → offset in the base text
    counts: (kind, cert) → elements written
    """

    reading: Reading
    identifiers: Identifiers
    drop_hi_marks: bool = True
    places: dict[str, int] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    dropped: list[tuple[int, int]] = field(default_factory=list)
    chains: dict[str, list[etree._Element]] = field(default_factory=dict)
    notes: dict[str, list[etree._Element]] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)

    def write(
        self, root: etree._Element, items: Iterable[Annotation], start: int, end: int
    ) -> None:
        """Write the text of [start, end) and the annotations in it below `root`."""
        stack = [Open(root, end, None, local(root) in CONTAINERS)]
        cursor = skipped = start
        for item in items:
            if item.start < skipped:
                continue  # found in what stands in the header or is left out
            while len(stack) > 1 and stack[-1].end <= item.start:
                cursor = self._close(stack, cursor)
            self._text(stack[-1], cursor, item.start)
            cursor = max(cursor, item.start)
            if item.kind in NEVER_IN_TEXT:
                cursor = skipped = max(cursor, item.end)
            elif item.kind == "hyphen":
                cursor = self._hyphen(stack[-1], item)
            else:
                cursor = self._open(stack, item, cursor)
        while len(stack) > 1:
            cursor = self._close(stack, cursor)
        self._text(stack[-1], cursor, end)

    def _open(self, stack: list[Open], item: Annotation, cursor: int) -> int:
        """Open the element of an annotation; the code point where its text begins."""
        parent = stack[-1].element
        if item.kind == "titlePart":
            parent = self._doc_title(parent)
        tag = tag_of(item, local(parent))
        element = etree.SubElement(parent, TEI + tag)
        self._identify(element, item)
        put(element, attributes_of(item, tag))
        self.counts[item.kind if item.kind != "quotation" else tag, item.cert] += 1
        if tag == "floatingText":  # its blocks stand in a body (TEI P5 Guidelines, §4.3.2)
            element = etree.SubElement(element, TEI + "body")
        stack.append(Open(element, item.end, item, self._is_container(tag, item)))
        width = self._marks(item)
        if width:
            self.dropped.append((item.start, item.start + width))
        return cursor + width

    def _marks(self, item: Annotation | None) -> int:
        """How many marks at either end of emphasis the element replaces: none, one or two."""
        if item is None or item.kind != "hi" or not self.drop_hi_marks:
            return 0
        inside = self.reading.source.text[item.start : item.end]
        first = inside[0]
        if first not in EMPHASIS or inside[-1] != first or len(inside) < 3:
            return 0
        return 2 if len(inside) > 4 and inside[1] == first == inside[-2] else 1

    def _is_container(self, tag: str, item: Annotation) -> bool:
        return tag in CONTAINERS or (item.kind == "quotation" and bool(item.get("block")))

    def _close(self, stack: list[Open], cursor: int) -> int:
        """Close the innermost element; the code point where the text goes on."""
        top = stack.pop()
        end = top.end
        width = self._marks(top.item)
        if width and cursor <= end - width:  # else an element inside has the mark
            self.dropped.append((end - width, end))
            self._text(top, cursor, end - width)
        else:
            self._text(top, cursor, end)
        if local(top.element) == "sp" and all(local(c) == "speaker" for c in top.element):
            etree.SubElement(top.element, TEI + "p")
        return max(cursor, end)

    def _text(self, top: Open, start: int, end: int) -> None:
        """Write text[start:end]; in an element that holds none, ink gets a block of its own."""
        if start >= end:
            return
        text = self.reading.source.text[start:end].replace("\f", "\n")
        if local(top.element) == "titlePart":
            _printed_lines(top.element, text)
        elif not top.container:
            append_text(top.element, text)
        elif text.strip() and ends_label(top.element, text):
            append_text(top.element[-1], text.strip())
        elif text.strip():
            tag = CONTAINERS.get(local(top.element), "p")
            etree.SubElement(top.element, TEI + tag).text = text.strip()

    def _doc_title(self, parent: etree._Element) -> etree._Element:
        """The docTitle that the next title part goes into."""
        if len(parent) and local(parent[-1]) == "docTitle":
            return parent[-1]
        return etree.SubElement(parent, TEI + "docTitle")

    def _hyphen(self, top: Open, item: Annotation) -> int:
        """A hyphen that a line's end brought: kept, and marked as no part of the word.

        Source: TEI P5 Guidelines, §3.2.2 (pc/@force, lb/@break).
        """
        text = self.reading.source.text
        mark = etree.SubElement(top.element, TEI + "pc")
        put(mark, {"force": "weak"})
        mark.text = text[item.start : item.end]
        put(etree.SubElement(top.element, TEI + "lb"), {"break": "no"})
        after = item.end
        while after < len(text) and text[after].isspace():
            after += 1
        return after

    def _identify(self, element: etree._Element, item: Annotation) -> None:
        prefix = PREFIXES.get(item.kind)
        if prefix is None:
            if item.kind in ("date", "title", "bibl", "name") and item.cert == "low":
                prefix = item.kind
            else:
                return
        chain = item.group if item.kind == "quotation" else ""
        name = self.identifiers.part(prefix, chain)
        put(element, {"xml:id": name})
        self.places[name] = item.start
        self.written[id(item)] = name
        if chain:
            self.chains.setdefault(chain, []).append(element)
        if item.group and item.kind in ("note", "note-reference"):
            self.notes.setdefault(item.group, []).append(element)

    def link(self) -> None:
        """Tie fragments by @next and @prev, notes to their references by @target."""
        for chain in self.chains.values():
            for before, after in pairwise(chain):
                put(before, {"next": f"#{_id(after)}"})
                put(after, {"prev": f"#{_id(before)}"})
        for ends in self.notes.values():
            notes = [end for end in ends if local(end) == "note"]
            references = [end for end in ends if local(end) == "ref"]
            for reference in references if notes else ():
                put(reference, {"target": f"#{_id(notes[0])}"})
            if notes and references:
                put(notes[0], {"target": " ".join(f"#{_id(r)}" for r in references)})


def ends_label(element: etree._Element, text: str) -> bool:
    """Whether text is the mark after a speaker's label (“.”, “:”), which belongs to the label."""
    last = element[-1] if len(element) and local(element) == "sp" else None
    label = last is not None and local(last) in ("speaker", "stage")
    return label and not any(char.isalnum() for char in text)


def _printed_lines(element: etree._Element, text: str) -> None:
    """Text whose lines are as the title page has them (TEI P5 Guidelines, §4.6: lb)."""
    first, *others = text.split("\n")
    append_text(element, first)
    for line in others:
        etree.SubElement(element, TEI + "lb").tail = "\n" + line


def _id(element: etree._Element) -> str:
    return element.get(XML_ID) or ""
