"""strip: a gold TEI → plain text, with a map of where each element stands in it.

Paragraphs, heads and speeches are parted by blank lines; verse lines, items and labels stand
on lines; notes in running text are gathered at the end, with a number at their place.  What
print tells by type alone is supplied: quotation marks, brackets around directions that stand
in speech, and the colon of a label that has nothing after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from tei.evaluation import layout, marks
from tei.evaluation.lines import Lines
from tei.evaluation.sink import STEP, Sink
from tei.language import Language
from tei.names import XML_ID, local
from tei.validation.reading import line_of

HYPHENS = "-‐¬⸗\u00ad"
BRACKETED = re.compile(r"^[(\[].*[)\]]\W?$", re.DOTALL)
JOINED_AFTER = ("right", "both")


@dataclass(frozen=True)
class Place:
    """Where an element of the gold stands in the stripped text; code points, half-open."""

    element: etree._Element
    start: int
    end: int
    line: int


@dataclass(frozen=True)
class Stripped:
    """A gold without its markup.

    places:   its elements that hold text, in document order
    anchors:  (offset, line of the gold file), ascending
    supplied: what was put in that the gold's text does not have → how often
    """

    text: str
    places: tuple[Place, ...]
    anchors: tuple[tuple[int, int], ...]
    supplied: Counter[str] = field(default_factory=Counter)

    def line(self, offset: int) -> int:
        """The line of the gold file that an offset of the text comes from; 0 where unknown."""
        place = bisect_right(self.anchors, (offset, 1 << 62)) - 1
        return self.anchors[max(place, 0)][1] if self.anchors else 0


def strip(
    document: etree._Element,
    *,
    language: Language | None = None,
    lines: Lines | None = None,
    numbers: dict[etree._Element, int] | None = None,
) -> Stripped:
    """Strip the `text` elements of a TEI element.

    language: whose quotation marks are supplied
    lines:    where the file's elements stand; `numbers`: element → its number in the file
    """
    stripper = Stripper(document, marks.pairs_of(language), lines or Lines(), numbers or {})
    for child in document:
        if local(child) == "text":
            stripper.write(child, False)
    return stripper.finished()


class Stripper:
    """Walks a gold once, writing its text and noting where each element stands."""

    def __init__(
        self,
        document: etree._Element,
        pairs: tuple[str, ...],
        lines: Lines,
        numbers: dict[etree._Element, int],
    ):
        """pairs: quotation marks to supply, primary first."""
        self.sink = Sink()
        self.pairs, self.lines, self.numbers = pairs, lines, numbers
        self.places: list[tuple[etree._Element, int, int]] = []
        self.notes: list[tuple[str, etree._Element]] = []
        self.supplied: Counter[str] = Counter()
        self.depth = 0
        quotations = [node for node in document.iter(etree.Element) if marks.is_quotation(node)]
        self.marked = marks.gold_has_marks(quotations)

    def finished(self) -> Stripped:
        """The text, after the notes that wait."""
        while self.notes:
            label, note = self.notes.pop(0)
            self.sink.space(layout.BLOCK)
            slot = self._begin(note)
            self._note(label, note)
            self._end(slot)
        text = "".join(self.sink.parts)
        places = []
        for element, start, end in self.places:
            inner = text[start:end]
            first = start + len(inner) - len(inner.lstrip())
            if first < end:
                line = self.lines.start.get(self._number(element)) or line_of(element)
                places.append(Place(element, first, end, line))
        supplied = +self.supplied  # without what was counted as none
        return Stripped(text + "\n", tuple(places), tuple(self.sink.anchors), supplied)

    def write(self, node: etree._Element, running: bool) -> None:
        """Write one element and what it holds."""
        if layout.is_left_out(node):
            return
        if local(node) == "lb":
            self._line_break(node)
        elif local(node) == "space":
            self.sink.space(layout.SPACE)
        elif local(node) == "note" and running and not layout.is_stage(node):
            self._put_off(node)
        else:
            gap = layout.gap_of(node, running)
            self.sink.space(gap)
            slot = self._begin(node)
            self._dressed(node, running)
            self._end(slot)
            self.sink.space(gap)
            if layout.is_speaker(node) or self._is_label_part(node):
                self._after_label(node)
            elif local(node) == "sp":
                self.sink.fixed = None

    def _begin(self, node: etree._Element) -> int:
        """Note where an element begins; the number of its place."""
        self.places.append((node, self.sink.length, self.sink.length))
        return len(self.places) - 1

    def _end(self, slot: int) -> None:
        node, start, _ = self.places[slot]
        self.places[slot] = (node, start, self.sink.length)

    def _dressed(self, node: etree._Element, running: bool) -> None:
        """The content of an element in the marks that the gold does not have."""
        opening, closing = self._marks_for(node, running)
        indent = marks.is_quotation(node) and marks.is_displayed(node, running)
        indent = indent and not marks.has_marks(node)
        self.sink.prefix += opening
        self.sink.indent += STEP * indent
        self.depth += marks.is_quotation(node)
        self._content(node, layout.runs(node, running))
        self.depth -= marks.is_quotation(node)
        self.sink.indent -= STEP * indent
        if closing:
            self.sink.close_mark(closing)

    def _content(self, node: etree._Element, running: bool) -> None:
        """The text and the children of an element."""
        self.sink.text(node.text, self._line(node, "text"))
        alternatives = local(node) in layout.ALTERNATIVES
        read = layout.readings(node) if alternatives else ()
        for child in node:
            if not alternatives or child in read:
                self.write(child, running)
                if child.get("join") in JOINED_AFTER:
                    self.sink.rejoin()
                    self.sink.text((child.tail or "").lstrip(), self._line(child, "tail"))
                    continue
            if not alternatives:
                self.sink.text(child.tail, self._line(child, "tail"))

    def _marks_for(self, node: etree._Element, running: bool) -> tuple[str, str]:
        """What to put before and after the content of an element; mostly nothing."""
        if self._lacks_marks(node, running):
            self.supplied["quotation marks"] += 1
            pair = self.pairs[min(self.depth, len(self.pairs) - 1)]
            return pair[0], pair[1]
        aside = layout.is_stage(node) and (running or self._is_label_part(node))
        if aside or layout.is_told(node):
            text = "".join(str(part) for part in node.itertext()).strip()
            if text and not BRACKETED.match(text):
                self.supplied["brackets around directions"] += 1
                return "(", ")"
        number = marks.number_of(node)
        self.supplied["numbers and bullets of lists"] += bool(number)
        return number, ""

    def _lacks_marks(self, node: etree._Element, running: bool) -> bool:
        quoted = marks.is_quotation(node) or local(node) == "soCalled"
        if not quoted or marks.has_marks(node) or marks.is_displayed(node, running):
            return False
        if self.marked and (node.get("prev") or node.get("next") or node.get("part")):
            return False  # a part in the middle of a quotation that has its marks elsewhere
        touching = self.sink.last in marks.QUOTES and self.sink.gap == layout.NONE
        return not touching and not self.sink.prefix

    def _is_label_part(self, node: etree._Element) -> bool:
        """Whether a direction stands right after a speaker's label."""
        before = node.getprevious()
        return layout.is_stage(node) and before is not None and local(before) == "speaker"

    def _after_label(self, label: etree._Element) -> None:
        """The label and the words: on one line where a mark parts them, else on two."""
        following, before = label.getnext(), label.getprevious()
        name = label if layout.is_speaker(label) or before is None else before
        text = "".join(str(part) for part in name.itertext()).strip()
        if following is None or not text:
            return
        if self._is_label_part(following):
            self.sink.fixed = layout.SPACE
            return
        if (text[-1].isalnum() or text[-1] == ")") and not text.isupper():
            self.sink.close_mark(":")
            self.supplied["colons after labels"] += 1
        alone = local(following) in ("l", "lg") or text.isupper()
        self.sink.fixed = layout.LINE if alone else layout.SPACE

    def _line_break(self, node: etree._Element) -> None:
        """A line's end; where it cuts a word, only a hyphen shows it."""
        if node.get("break") == "no":
            self.sink.gap = layout.LINE if self.sink.last in HYPHENS else layout.NONE
        else:
            self.sink.space(layout.LINE)

    def _put_off(self, note: etree._Element) -> None:
        """Leave a number at a note's place; the note follows at the end."""
        label = f"[{note.get('n') or len(self.notes) + 1}]"
        self.notes.append((label, note))
        if not self._is_referred_to(note):
            self.sink.rejoin()
            self.sink.close_mark(label)

    def _is_referred_to(self, note: etree._Element) -> bool:
        """Whether a reference right before a note stands for it."""
        before, name = note.getprevious(), note.get(XML_ID)
        return bool(name) and before is not None and before.get("target") == f"#{name}"

    def _note(self, label: str, note: etree._Element) -> None:
        text = "".join(str(part) for part in note.itertext()).strip()
        if not text.startswith(label):
            self.sink.prefix += f"{label} "
        self._content(note, layout.has_text(note))

    def _number(self, node: etree._Element) -> int:
        return self.numbers.get(node, -1)

    def _line(self, node: etree._Element, part: str) -> int:
        lines = self.lines.text if part == "text" else self.lines.tail
        return lines.get(self._number(node)) or line_of(node)
