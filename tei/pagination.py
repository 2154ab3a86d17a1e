"""What a scan left of its pages: numbers alone on their lines, running heads, form feeds.

A number by itself may as well head a section.  Page numbers rise by one all through, and pages
end where they must, in the middle of sentences; sections do not.  A running head has its page's
number beside a title that comes again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tei.layout import UNWRAPPED, Block, Line

ALONE = re.compile(r"[-–—\[(*~ ]{0,4}(?P<n>\d{1,4})[-–—\])*~ ]{0,4}")
GAP = r"(?:(?P<wide>[ \t\u00a0]{3,}|[ \t]*[|·—–][ \t]*)|[ \t\u00a0]{1,2})"
HEAD = re.compile(rf"(?P<n>\d{{1,4}})[.\]]?{GAP}(?P<title>[^\W\d_][^\n]{{1,60}})")
TAIL = re.compile(rf"(?P<title>[^\W\d_][^\n]{{1,60}}?){GAP}\[?(?P<n>\d{{1,4}})")
STOPPED = re.compile(r"[.!?;:,…]$")
FEEDS = re.compile(r"\f")
CUT = re.compile(r"[^\W\d_][,;-]?$")  # how a block ends that the page cut
LAST = 2  # code points that tell
FEWEST = 4  # page numbers that make a habit
FEWEST_HEADS = 3  # running heads that do
STEADY = 0.9  # share of steps by one, or by two where a page has none
SKIPPED = 4  # pages from one running head to the next: first pages of chapters have none
SHARE = 0.25  # share of the pages that end within a sentence


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page number or a running head: code points of its line's ink, and the number.

    title: the title that runs with the number, folded; "" for a number alone
    """

    start: int
    end: int
    n: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page begins: a code point in the blanks around it, and its number or ""."""

    start: int
    n: str = ""


def page_marks(blocks: Sequence[Block], text: str) -> list[PageMark]:
    """The page numbers and running heads of a text, in order."""
    heads = running_heads(blocks, text)
    if not heads:
        return page_numbers(blocks, text)
    starts = [head.start for head in heads]
    numbers = [mark for mark in lone_numbers(blocks, text) if in_order(mark, heads, starts)]
    return sorted([*heads, *numbers], key=lambda mark: mark.start)


def page_numbers(blocks: Sequence[Block], text: str) -> list[PageMark]:
    """The numbers alone in their blocks; none where they may be anything else."""
    found, cut = [], 0
    for place, block in enumerate(blocks):
        match = ALONE.fullmatch(text, block.start, block.end)
        if match is None:
            continue
        found.append(PageMark(block.start, block.end, int(match["n"])))
        cut += 0 < place < len(blocks) - 1 and is_cut(text, blocks[place - 1], blocks[place + 1])
    steps = [after.n - before.n for before, after in pairwise(found)]
    if len(found) < FEWEST or cut < SHARE * len(found):
        return []
    steady = sum(step in (1, 2) for step in steps) >= STEADY * len(steps)
    return found if steady and all(step > 0 for step in steps) else []


def running_heads(blocks: Sequence[Block], text: str) -> list[PageMark]:
    """The lines with a page number and a title that comes again; none where they do not rise."""
    found = [mark for block in blocks for line in block.lines for mark in headed(line, text)]
    counts = Counter(mark.title for mark in found)
    marks = [mark for mark in found if counts[mark.title] > 1]
    steps = [after.n - before.n for before, after in pairwise(marks)]
    if len(marks) < FEWEST_HEADS or any(step < 1 for step in steps):
        return []
    steady = sum(step <= SKIPPED for step in steps) >= STEADY * len(steps)
    cut = sum(cuts(mark, blocks, text) for mark in marks)
    return marks if steady and cut >= SHARE * len(marks) else []


def headed(line: Line, text: str) -> Iterator[PageMark]:
    """The line as a running head, if it looks like one: its number first, or last."""
    for pattern in (HEAD, TAIL):
        match = pattern.fullmatch(text, line.start, line.end)
        if match is None or STOPPED.search(match["title"]):
            continue
        if match["wide"] or match["title"].isupper():
            title = " ".join(match["title"].casefold().split())
            yield PageMark(line.start, line.end, int(match["n"]), title)
            return


def lone_numbers(blocks: Sequence[Block], text: str) -> Iterator[PageMark]:
    """Every number alone in its block."""
    for block in blocks:
        match = ALONE.fullmatch(text, block.start, block.end)
        if match:
            yield PageMark(block.start, block.end, int(match["n"]))


def in_order(mark: PageMark, heads: Sequence[PageMark], starts: Sequence[int]) -> bool:
    """Whether a number has its place among the running heads, which begin at `starts`."""
    place = bisect_right(starts, mark.start)
    low = heads[place - 1].n if place else heads[0].n - SKIPPED
    high = heads[place].n if place < len(heads) else heads[-1].n + SKIPPED
    return low < mark.n < high


def cuts(mark: PageMark, blocks: Sequence[Block], text: str) -> bool:
    """Whether a sentence goes on over a running head, and a lone number beside it."""
    lines = [line for block in blocks_near(mark, blocks) for line in block.lines]
    lines = [line for line in lines if not ALONE.fullmatch(text, line.start, line.end)]
    place = next(n for n, line in enumerate(lines) if line.start == mark.start)
    if not 0 < place < len(lines) - 1:
        return False
    return is_cut(text, lines[place - 1], lines[place + 1])


def blocks_near(mark: PageMark, blocks: Sequence[Block]) -> Sequence[Block]:
    """The block of a mark with the two before and after it."""
    place = bisect_right(blocks, mark.start, key=lambda block: block.start) - 1
    return blocks[max(0, place - 2) : place + 3]


def is_cut(text: str, before: Block | Line, after: Block | Line) -> bool:
    """Whether a sentence goes on from one block or line to another."""
    start = max(before.start, before.end - LAST)
    return text[after.start].islower() and CUT.search(text, start, before.end) is not None


def over_pages(
    blocks: Sequence[Block], marks: Sequence[PageMark], text: str
) -> tuple[list[Block], list[PageMark]]:
    """(the blocks, those that a page cuts in mid-sentence as one; the marks outside them).

    The lines of marks are in no block.
    """
    starts = {mark.start for mark in marks}
    done: list[Block] = []
    for piece, turned in pieces(blocks, starts):
        if done and turned and goes_on(done[-1], piece, text):
            lines = joined(done[-1].lines, piece.lines, text)
            done[-1] = replace(done[-1], end=piece.end, lines=lines)
        else:
            done.append(piece)
    held = [(block.start, block.end) for block in done]
    places = [start for start, _ in held]
    return done, [mark for mark in marks if not within(mark.start, held, places)]


def joined(before: Sequence[Line], after: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines on both sides of a page's end; one that goes on in the other is one line.

    So it is where the page ends within a line, and where a line is a whole paragraph.
    """
    last, first = before[-1], after[0]
    paragraphs = len(before) == len(after) == 1 or any(
        line.end - line.start > UNWRAPPED for line in (*before, *after)
    )
    if paragraphs or "\n" not in text[last.end : first.start]:
        return (*before[:-1], replace(last, end=first.end), *after[1:])
    return (*before, *after)


def within(offset: int, held: Sequence[tuple[int, int]], places: Sequence[int]) -> bool:
    """Whether a code point lies inside one of the spans; `places` are their starts."""
    place = bisect_right(places, offset) - 1
    return place >= 0 and offset < held[place][1]


def pieces(blocks: Sequence[Block], marks: set[int]) -> Iterator[tuple[Block, bool]]:
    """The blocks without the lines of marks, each with whether a page begins before it."""
    turned = False
    for block in blocks:
        turned = turned or block.page_before
        if not any(line.start in marks for line in block.lines):
            yield block, turned
            turned = False
            continue
        run: list[Line] = []
        for line in block.lines:
            if line.start not in marks:
                run.append(line)
                continue
            if run:
                yield piece_of(block, run), turned
            run, turned = [], True
        if run:
            yield piece_of(block, run), turned
            turned = False


def piece_of(block: Block, lines: Sequence[Line]) -> Block:
    """Lines of a block as a block of their own."""
    first = lines[0].start == block.start
    before = block.blank_before if first else 1
    page = block.page_before and first
    return Block(lines[0].start, lines[-1].end, tuple(lines), before, page)


def goes_on(before: Block, after: Block, text: str) -> bool:
    """Whether the text goes on over a page's end: in mid-sentence, or in mid-line."""
    if "\n" not in text[before.end : after.start]:
        return True
    return is_cut(text, before, after)


def page_breaks(marks: Sequence[PageMark], text: str) -> Iterator[PageBreak]:
    """Where pages begin: at form feeds and marks; numbered where the marks tell the page.

    A running head stands at the top of its page.  A number alone stands at the foot where
    form feeds or the text's last line show it, or where running heads show other pages' tops.
    """
    foot = at_foot(marks, text)
    for turn in turns(marks, text):
        if text[turn[-1].end :].strip():
            made = broken(turn, foot)
            if made.start >= 0:
                yield made


def turns(marks: Sequence[PageMark], text: str) -> Iterator[list[PageMark]]:
    """The marks and form feeds between the last ink of one page and the first of the next.

    A form feed is a mark with the number -1.
    """
    feeds = [PageMark(match.start(), match.end(), -1) for match in FEEDS.finditer(text)]
    turn: list[PageMark] = []
    for mark in sorted([*marks, *feeds], key=lambda mark: mark.start):
        if turn and text[turn[-1].end : mark.start].strip():
            yield turn
            turn = []
        turn.append(mark)
    if turn:
        yield turn


def broken(turn: Sequence[PageMark], foot: bool | None) -> PageBreak:
    """The page break of a turn of the page."""
    feed = next((mark for mark in turn if mark.n < 0), None)
    told = [mark for mark in turn if mark.n >= 0]
    head = next((mark for mark in told if mark.title), None)
    if head is None and told and foot is False:
        head = told[-1]
    place = feed.start if feed else head.start - 1 if head else told[-1].end
    if head:
        return PageBreak(place, str(head.n))
    return PageBreak(place, str(told[-1].n + 1) if told and foot else "")


def at_foot(marks: Sequence[PageMark], text: str) -> bool | None:
    """Whether numbers alone stand at the foot of their pages; None where nothing tells."""
    lone = [mark for mark in marks if not mark.title]
    if not lone:
        return None
    after = sum("\f" in blank_after(text, mark.end) for mark in lone)
    before = sum("\f" in blank_before(text, mark.start) for mark in lone)
    if after != before:
        return after > before
    if len(lone) < len(marks) or not text[lone[-1].end :].strip():
        return True
    return None if text[: lone[0].start].strip() else False


def blank_after(text: str, offset: int) -> str:
    """The blanks from a code point on."""
    rest = text[offset : offset + 400]
    return rest[: len(rest) - len(rest.lstrip())]


def blank_before(text: str, offset: int) -> str:
    """The blanks up to a code point."""
    rest = text[max(0, offset - 400) : offset]
    return rest[len(rest.rstrip()) :]
