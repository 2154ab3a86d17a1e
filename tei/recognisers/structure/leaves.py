"""Paragraphs and verse: what the lines of a run are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.layout import Line
from tei.recognisers.structure.manner import Manner, begins_upper
from tei.recognisers.structure.pieces import Run

SEPARATOR = re.compile(r"(?:[*·•.⁂⁎❦❧~=_#+—–―-][ \t\u00a0]*){3,}$|[⁂❦❧*]$")
LONGEST_VERSE = 96  # code points
CAPITALS = 0.8  # share of verse lines that begin with one
UNFINISHED = 0.25  # share of verse lines at whose end no sentence ends
POINTED = 0.3  # share of verse lines that end with some mark
WORDS = 2.5  # words of a verse line on the average
INDENT = 2  # columns by which a paragraph's first line is set in
MARGIN = re.compile(r"[ \t\u00a0]{2,}\(?(?P<n>\d{1,5})\)?$")
MARGIN_WIDTH = 60  # columns between a line of verse and its number, at most
STANZA = re.compile(r"(?:[IVXLC]{1,7}|\d{1,3})\.?")
STAGGERED = 3  # lines, and different indents, of free verse
FREE = 60  # code points of a line of it
WIDE = re.compile(r"\S[ \t]{3,}\S|\d$")  # columns of a table
ATTRIBUTION = re.compile(r"(?:—|–|--)[ _]?[^\W\d_a-zа-яё][^\n]{1,80}$")
FINAL = re.compile(r"[.!?…][”\"»’')\]_*]*$")
MARK = re.compile(r"[.!?…,;:—–-][”\"»’')\]_*]*$")


def leaves(run: Run, text: str, manner: Manner) -> Iterator[Annotation]:
    """The leaf blocks of a run: a separator, paragraphs or lines of verse."""
    if len(run.lines) == 1:
        separator = run.speech < 0 and SEPARATOR.match(text[run.start : run.end])
        yield block("separator" if separator else "p", run.lines, "structure.line")
    elif manner.stanzas or staggered(run.lines, text):
        yield from verse(run.lines, text)
    elif manner.joined(run.lines, text):
        for lines in indented(run.lines):
            yield block("p", lines, "structure.wrapped")
    elif is_verse(run.lines, text):
        yield from verse(run.lines, text)
    elif manner.width:
        yield from stretches(run.lines, text, manner)
    else:
        for line in run.lines:
            separator = SEPARATOR.match(text[line.start : line.end])
            yield block("separator" if separator else "p", (line,), "structure.line")


def block(kind: str, lines: Sequence[Line], rule: str) -> Annotation:
    """A block over the lines."""
    return Annotation(kind, lines[0].start, lines[-1].end, rule=rule)


def indented(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Wrapped lines, cut before each that is set in as the first of a paragraph."""
    base = min(line.indent for line in lines[1:])
    cuts = [n for n, line in enumerate(lines) if n and line.indent >= base + INDENT]
    if len(cuts) > len(lines) / 2:
        cuts = []
    start = 0
    for cut in [*cuts, len(lines)]:
        yield lines[start:cut]
        start = cut


def stretches(lines: Sequence[Line], text: str, manner: Manner) -> Iterator[Annotation]:
    """Lines of a wrapped document, cut at each line end that the width did not force."""
    start = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or not manner.runs_on(lines[n - 1], lines[n], text):
            yield block("p", lines[start:n], "structure.stretch")
            start = n


def is_verse(lines: Sequence[Line], text: str) -> bool:
    """Whether lines are verse: short, with capitals, and sentences that run over their ends."""
    if any(line.end - line.start > LONGEST_VERSE + MARGIN_WIDTH for line in lines):
        return False
    words = [unnumbered(text[line.start : line.end]) for line in lines]
    if any(len(line) > LONGEST_VERSE for line in words):
        return False
    if sum(len(line.split()) for line in words) < WORDS * len(words):
        return False
    upper = sum(begins_upper(line) for line in words[1:])
    open_ended = sum(not FINAL.search(line) for line in words[:-1])
    pointed = sum(bool(MARK.search(line)) for line in words)
    return (
        upper >= CAPITALS * (len(words) - 1)
        and open_ended >= UNFINISHED * (len(words) - 1)
        and open_ended > 0
        and pointed >= POINTED * len(words)
    )


def verse(lines: Sequence[Line], text: str) -> Iterator[Annotation]:
    """A line group and its lines, with their indents against the least.

    A last line that begins with a dash names where the verse is from.
    """
    *above, last = lines
    if above and ATTRIBUTION.match(text[last.start : last.end]):
        yield from verse(above, text)
        yield block("p", (last,), "structure.attribution")
        return
    yield block("lg", lines, "structure.verse")
    first, *others = lines
    if len(others) > 1 and STANZA.fullmatch(text, first.start, first.end):
        yield Annotation("head", first.start, first.end, rule="structure.stanza")
        lines = others
    base = min(line.indent for line in lines)
    for line in lines:
        indent = line.indent - base
        attributes = {"indent": str(indent)} if indent else {}
        yield Annotation("l", line.start, line.end, attributes, rule="structure.verse")


def unnumbered(line: str) -> str:
    """A line of verse without its number in the margin."""
    number = MARGIN.search(line)
    return line[: number.start()] if number else line


def staggered(lines: Sequence[Line], text: str) -> bool:
    """Whether short lines are set in by many different measures, as free verse is."""
    if len(lines) < STAGGERED or len({line.indent for line in lines}) < STAGGERED:
        return False
    if any(line.end - line.start > FREE + MARGIN_WIDTH for line in lines):
        return False
    words = [unnumbered(text[line.start : line.end]) for line in lines]
    plain = all(any(char.isalpha() for char in line) for line in words)
    return plain and not any(len(line) > FREE or WIDE.search(line) for line in words)
