"""Pairing: which mark closes which, paragraph by paragraph, with recovery where one is lost.

A stack of open quotations goes through the paragraphs of one flow.  A quotation left open
at a paragraph's end goes on where the next one opens with the same mark, or where a later
closing mark belongs to nothing else; otherwise it ends with its paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tei.annotation import Cert
from tei.recognisers.quotations.marks import LONE_DOUBLES, Mark
from tei.recognisers.quotations.paragraphs import BARRIERS
from tei.recognisers.quotations.passages import Passage, balanced, closing_singles, reopened
from tei.recognisers.quotations.repair import Repair

DEEPEST = 8  # quotations within quotations; more are noise
FAR = 12  # paragraphs that an unmarked quotation may run on to find its closing mark


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken run of quoted text, marks inside.

    start, end: code points
    family:     of its marks
    marks:      its opening and closing mark; one is missing where it was lost
    level:      1 for the outermost
    rule:       which rule closed it
    """

    start: int
    end: int
    family: str
    marks: str
    level: int = 1
    cert: Cert = "high"
    rule: str = "pair"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open quotation.

    mark:    what opened it
    resumed: the mark that took it up again at this paragraph’s start, if any
    before:  the end of the paragraph before, where it is carried over
    """

    mark: Mark
    resumed: Mark | None = None
    before: int = 0

    @property
    def family(self) -> str:
        """The family of its marks."""
        return self.mark.family


@dataclass(slots=True)
class Pairing:
    """The state of pairing in one flow of paragraphs."""

    repair: Repair
    passages: Sequence[Passage]
    runs: list[Run] = field(default_factory=list)
    stack: list[Opened] = field(default_factory=list)
    closers: set[int] = field(default_factory=set)
    last_ends: dict[str, int] = field(default_factory=dict)

    def all(self) -> list[Run]:
        """The quotations of the flow, in the order of their ends."""
        for number, passage in enumerate(self.passages):
            first = self.carry_over(number) if self.stack else 0
            self.last_ends = {}
            for place in range(first, len(passage.marks)):
                self.take(number, place)
        while self.stack:
            self.cut_off(self.stack.pop(), self.passages[-1].paragraph.end)
        return self.runs

    # -- from paragraph to paragraph ------------------------------------------

    def carry_over(self, number: int) -> int:
        """Decide which open quotations go on; return how many marks that used up."""
        passage, before = self.passages[number], self.passages[number - 1]
        end = before.paragraph.end
        if passage.paragraph.kind in BARRIERS or passage.dashed:
            self.give_up(0, end)
            return 0
        leading, used = passage.leading(), 0
        kept: list[Opened] = []
        for opened in self.stack:
            resumed = None
            if used < leading and passage.marks[used].family == opened.family:
                resumed = passage.marks[used]
                used += 1
            elif not self.closed_later(opened.mark, number):
                break
            kept.append(Opened(opened.mark, resumed, end))
            if opened.family == "single":
                self.choose_closer(passage, used)
        self.give_up(len(kept), end)
        self.stack = kept
        return used

    def closed_later(self, mark: Mark, number: int) -> bool:
        """Whether a later paragraph closes a quotation before it opens another."""
        if mark.family == "single":
            return False
        for passage in self.passages[number : number + FAR]:
            if passage.paragraph.kind in BARRIERS or passage.dashed:
                return False
            for other in passage.marks:
                if other.family == mark.family:
                    return other.role == "close"
        return False

    def give_up(self, kept: int, end: int) -> None:
        """Close the open quotations above the first `kept`: their marks were lost."""
        while len(self.stack) > kept:
            self.lose(self.stack.pop(), end)

    def lose(self, opened: Opened, end: int) -> None:
        """Close a quotation whose closing mark is lost, at `end` or before.

        Where it came over from other paragraphs, they are one quotation and this one another.
        """
        mark = opened.mark
        if opened.before:
            self.emit(mark, opened.before, "", "low", "unclosed")
            if opened.resumed is None:
                return
            mark = opened.resumed
        self.emit(mark, self.repair.lost_closing(mark.end, end), "", "low", "unclosed")

    def cut_off(self, opened: Opened, end: int) -> None:
        """Close a quotation that the end of the flow cuts off."""
        if opened.before and opened.resumed is None:
            self.lose(opened, end)
        else:
            self.emit(opened.mark, self.repair.cut_off(opened.mark.end, end), "", "low", "cut off")

    # -- inside a paragraph ------------------------------------------------------

    def take(self, number: int, place: int) -> None:
        """Let one mark open or close a quotation, or pass it over."""
        passage = self.passages[number]
        mark = passage.marks[place]
        if mark.role == "open" and len(self.stack) >= DEEPEST:
            return
        if mark.family == "single":
            self.take_single(number, place)
        elif mark.role == "open" or (mark.role == "either" and not self.is_open(mark.family)):
            self.open(number, place)
        elif self.is_open(mark.family):
            self.close(mark)
        else:
            self.close_unopened(passage, mark)

    def is_open(self, family: str) -> bool:
        """Whether a quotation with marks of this family is open."""
        return any(opened.family == family for opened in self.stack)

    def open(self, number: int, place: int) -> None:
        """Open a quotation; the same mark inside an open one is a point of recovery."""
        passage = self.passages[number]
        mark = passage.marks[place]
        if self.stack and self.stack[-1].family == mark.family:
            if self.closes_by_shape(mark):
                self.close(mark)
                return
            carried = bool(self.stack[-1].before) or self.goes_on(number, mark)
            if not balanced(passage.marks, place, carried):
                if self.is_printed_twice(mark):
                    return
                self.lose(self.stack.pop(), mark.start)
        self.stack.append(Opened(mark))

    def is_printed_twice(self, mark: Mark) -> bool:
        """Whether a mark only repeats the one that opened the quotation, right behind it."""
        outer = self.stack[-1].mark
        return mark.start == outer.end and mark.char == outer.char and mark.char not in LONE_DOUBLES

    def goes_on(self, number: int, inner: Mark) -> bool:
        """Whether a colon announces an inner quotation and the next paragraph reopens the outer."""
        if self.repair.text[max(0, inner.start - 3) : inner.start].rstrip()[-1:] != ":":
            return False
        return any(
            mark.family == inner.family
            for passage in self.passages[number + 1 : number + 2]
            for mark in passage.marks[: passage.leading()]
        )

    def closes_by_shape(self, mark: Mark) -> bool:
        """Whether “ ends a quotation that „ began."""
        joined = not self.repair.text[mark.start - 1].isspace()
        return mark.char == "“" and self.stack[-1].mark.char == "„" and joined

    def close(self, mark: Mark) -> None:
        """Close the innermost quotation of the mark's family and all inside it."""
        while self.stack:
            opened = self.stack.pop()
            if opened.family == mark.family:
                self.emit(opened.mark, mark.end, mark.char)
                return
            end = self.repair.inner_end(opened.mark.end, mark.start)
            self.emit(opened.mark, end, "", "low", "unclosed")

    def close_unopened(self, passage: Passage, mark: Mark) -> None:
        """A closing mark whose opening was lost: find where the quotation began."""
        prime = mark.char in LONE_DOUBLES and self.repair.text[mark.start - 1].isdigit()
        if self.stack or passage.dashed or prime:
            return
        last_end = self.last_ends.get(mark.family, 0)
        start = self.repair.lost_opening(passage.paragraph.start, last_end, mark.start)
        if start is not None:
            self.runs.append(Run(start, mark.end, mark.family, mark.char, 1, "low", "unopened"))
        self.last_ends[mark.family] = mark.end

    # -- single marks, which may be apostrophes ------------------------------

    def take_single(self, number: int, place: int) -> None:
        """A single mark opens where a closing one can be found, and closes where chosen."""
        passage = self.passages[number]
        mark = passage.marks[place]
        if mark.start in self.closers and self.is_open("single"):
            self.close(mark)
        elif mark.role != "close" and not self.is_open("single"):
            following = self.passages[number + 1 : number + 2]
            if self.choose_closer(passage, place + 1) or reopened(following):
                self.stack.append(Opened(mark))

    def choose_closer(self, passage: Passage, place: int) -> bool:
        """Choose the mark that closes a single quotation opened before `place`, if any."""
        opened = passage.marks[place - 1].end if place else passage.paragraph.start
        candidates = closing_singles(passage.marks, place, self.repair.is_elision)
        chosen = self.repair.single_closer(opened, candidates)
        if chosen:
            self.closers.add(chosen.start)
        return chosen is not None

    def emit(
        self, opening: Mark, end: int, closing: str, cert: Cert = "high", rule: str = "pair"
    ) -> None:
        """Add a finished quotation, if it holds anything but its marks."""
        if self.repair.has_words(opening.end, end - len(closing)):
            level = len(self.stack) + 1
            char = opening.char + closing
            self.runs.append(Run(opening.start, end, opening.family, char, level, cert, rule))
        self.last_ends[opening.family] = end
