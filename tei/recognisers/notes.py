"""Footnotes and end-notes, paired with their references in the text.

A note is a block or a line that begins with a mark (“[1]”, “1.”, “*”) for which the text
above has a reference, or that stands in a division of notes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.layout import Block, outside
from tei.recognisers import Recogniser
from tei.source import SourceText

LABEL = r"\d{1,3}|[a-z]|[*†‡§]{1,3}|[A-Z]?\d{1,3}(?:\.\d{1,3})?"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
REFERENCE = re.compile(
    rf"\[\^?(?P<bracket>{LABEL})\]"  # “[^1]” as in Markdown
    r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3})"
    r"|\((?P<round>\d{1,3})\)(?:(?=[.,;:])|(?<=[^\s*(\[]...)|(?<=[^\s*(\[]....)|(?<=[^\s*(\[].....))"
    r"|(?<=[^\W\d_]{2}[.,;:!?”\"’)»])(?P<glued>\d{1,3})"
    r"(?=[ \t\u00a0]*(?:\n|\Z)|[ \t\u00a0]+[^\W\d_])"
    r"|(?<=[\w.,;:!?”\"’)»])(?P<sign>[*†‡§]{1,3})(?![\w*])"
)
MARK = re.compile(
    rf"(?:\[\^?(?P<bracket>{LABEL})\]:?|\((?P<round>\d{{1,3}})\)|(?P<dot>\d{{1,3}})[.)](?!\d)"
    r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3})|\^(?P<caret>\d{1,3})|(?P<plain>\d{1,3})(?=[ \t\u00a0]+[^\W_])"
    r"|(?P<sign>[*†‡§]{1,3})(?![*†‡§]))"
    r"[ \t\u00a0]*(?P<text>(?=[^\s*]))"
)
EMPHASIS = re.compile(
    r"(?<![\w*])(?P<stars>\*{1,3})(?=[^\s*])[^*\n]{0,300}(?<=[^\s*])(?P=stars)(?![\w*])"
)
NEAR = 12_000  # code points within which a note marked by a sign stands below its reference
SURE = 0.8  # share where nothing but digits after words refer to them
FEW = 3  # notes at the foot of a page in the middle of a text
HALF = 0.5  # share of the notes of a run for which there must be references


@dataclass(frozen=True, slots=True)
class Note:
    """A block or line that begins with a mark: its place among the blocks, label and style."""

    block: int
    start: int
    end: int
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark inside the text."""

    start: int
    end: int
    label: str
    style: str


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """Notes and their references."""
    taken = [(a.start, a.end) for a in earlier.of("titlePage", "metadata", "left-out", "head")]
    blocks = list(outside(source.blocks, taken))
    marked = list(marked_notes(blocks, source.text))
    if not marked:
        return
    sections = [d for d in earlier.of("division") if d.get("type") == "notes"]
    heads = {head.start for head in earlier.of("head")}
    references = list(references_of(source.text, marked))
    number, free = 0, 0
    for run in runs(marked, sections):
        last = run[-1].block + 1 == len(blocks) or next_ink(source.text, run[-1].end) in heads
        within = any(d.start <= run[0].start and run[-1].end <= d.end for d in sections)
        pairs = paired(run, references, free)
        if believable(run, pairs, last=last, within=within):
            yield from tied(run, pairs, number, "end" if last or within else "foot")
            number, free = number + len(run), run[-1].end


def marked_notes(blocks: Sequence[Block], text: str) -> Iterator[Note]:
    """The blocks that begin with a mark; cut where their further lines do so too."""
    for place, block in enumerate(blocks):
        if place == 0 or not MARK.match(text, block.start):
            continue
        starts = list(starts_in(block, text))
        if not starts:
            continue
        ends = [*(text.rindex("\n", 0, start) for start in starts[1:]), block.end]
        for start, end in zip(starts, ends, strict=True):
            label, style = label_of(MARK.match(text, start))
            yield Note(place, start, start + len(text[start:end].rstrip()), label, style)


def starts_in(block: Block, text: str) -> Iterator[int]:
    """Where notes begin in a block: lines with a mark, or with a number if it is the next one."""
    before = 0
    for line in block.lines:
        match = MARK.match(text, line.start)
        if match is None or EMPHASIS.match(text, line.start):
            continue
        label, style = label_of(match)
        if style == "plain" and line.start > block.start and int(label) != before + 1:
            continue
        before = int(label) if label.isdigit() else before
        yield line.start


def label_of(match: re.Match[str] | None) -> tuple[str, str]:
    """(label, style) of a mark."""
    assert match is not None
    style = next(name for name, value in match.groupdict().items() if value)
    return match[style].translate(SUPERSCRIPTS), style


def references_of(text: str, notes: Iterable[Note]) -> Iterator[Reference]:
    """The marks inside the text whose label some note has."""
    labels = {note.label for note in notes}
    own = {note.start for note in notes}
    # The marks of emphasis refer to nothing.
    own |= {match.end() - len(match["stars"]) for match in EMPHASIS.finditer(text)}
    for match in REFERENCE.finditer(text):
        if match.start() in own:
            continue
        style = next(name for name, value in match.groupdict().items() if value)
        label = match[style].translate(SUPERSCRIPTS)
        if label in labels:
            yield Reference(match.start(), match.end(), label, style)


def runs(notes: Sequence[Note], sections: Sequence[Annotation]) -> Iterator[list[Note]]:
    """Notes that follow each other with rising numbers; in a section of notes all together."""
    run: list[Note] = []
    for note in notes:
        if run and not follows(note, run[-1], sections):
            yield run
            run = []
        run.append(note)
    if run:
        yield run


def follows(note: Note, before: Note, sections: Sequence[Annotation]) -> bool:
    """Whether two notes belong to one run."""
    if note.style != before.style:
        return False
    if any(d.start <= before.start and note.end <= d.end for d in sections):
        return True
    if note.block > before.block + 1:
        return False
    if note.label.isdigit() and before.label.isdigit():
        return int(note.label) >= int(before.label)
    return True


FITS = {
    "bracket": {"bracket"},
    "round": {"round", "bracket"},
    "dot": {"bracket", "raised", "glued"},
    "plain": {"bracket", "raised", "glued"},
    "raised": {"raised"},
    "caret": {"raised", "bracket"},
    "sign": {"sign", "bracket"},
}


def paired(
    run: Sequence[Note], references: Sequence[Reference], free: int
) -> dict[Note, Reference]:
    """Note → its reference: the last free one above it with its label."""
    above: dict[str, list[Reference]] = defaultdict(list)
    fitting = FITS[run[0].style]
    for reference in references:
        if free <= reference.start < run[0].start and reference.style in fitting:
            above[reference.label].append(reference)
    pairs = {}
    for note in reversed(run):
        waiting = above.get(note.label)
        if waiting and (note.style != "sign" or waiting[-1].start > run[0].start - NEAR):
            pairs[note] = waiting.pop()
    return pairs


def believable(
    run: Sequence[Note], pairs: dict[Note, Reference], *, last: bool, within: bool
) -> bool:
    """Whether a run of marked blocks are notes: enough of them have references."""
    if within:
        return True
    every = len(pairs) == len(run)
    lone = run[0].style == "round" and every and len(run) <= FEW
    if run[0].style in {"dot", "round", "plain"} and not last and not lone:
        return False
    if any(pair.style == "glued" for pair in pairs.values()):
        return len(run) > 1 and len(pairs) >= SURE * len(run)
    if run[0].style == "plain":
        return len(run) > 1 and every
    # Signs come again: each note wants a reference of its own, which bullets have not.
    wanted = len(run) if run[0].style == "sign" else len({note.label for note in run})
    return len(pairs) >= max(1, HALF * wanted)


def tied(
    run: Sequence[Note], pairs: dict[Note, Reference], number: int, place: str
) -> Iterator[Annotation]:
    """The notes of a run and their references, tied by their groups."""
    for count, note in enumerate(run, start=number + 1):
        reference = pairs.get(note)
        group = f"note-{count}" if reference else ""
        after = run[count - number] if count - number < len(run) else None
        # A note on the whole text may share the number of the first note on a word of it.
        shared = not reference and after in pairs and after.label == note.label
        numbered = {} if shared else {"n": note.label}
        yield Annotation(
            "note",
            note.start,
            note.end,
            {**numbered, "place": place},
            rule=f"notes.{note.style}",
            group=group,
        )
        if reference:
            yield Annotation(
                "note-reference",
                reference.start,
                reference.end,
                {"n": note.label},
                rule=f"notes.{reference.style}",
                group=group,
            )


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    return re.compile(r"\s*")


def next_ink(text: str, offset: int) -> int:
    """The offset of the next non-blank code point."""
    match = _blank().match(text, offset)
    return match.end() if match else offset


RECOGNISER = Recogniser("notes", recognise, requires=("headings",))
