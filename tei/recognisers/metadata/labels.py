"""Lines by which a document states its dates, sources and makers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.annotation import Annotation
from tei.layout import Block, Line
from tei.recognisers.metadata.lexicon import BY_VALUE, FIELDS, Lexicon

LABEL = re.compile(r"(?P<label>[^\W\d_](?:[^:\n]{0,48}[^\s:])?)\s{0,2}:(?=\s|$)")
BETWEEN_LABELS = re.compile(r"\s*[/\\&,]\s*")
LONG = 120  # code points: a line of a label's own length or more is not a wrapped one
WRAPPED = 50  # code points: a line shorter than this has not been wrapped


@dataclass(frozen=True, slots=True)
class Statement:
    """One field that a document states: the printed lines and the printed label."""

    field: str
    label: str
    lines: tuple[Line, ...]
    known: bool = True

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def valued(self) -> bool:
        """Whether anything follows the label."""
        return self.end - self.start > len(self.label)

    def annotation(self) -> Annotation:
        """The statement as an annotation of its whole printed lines."""
        return Annotation(
            "metadata",
            self.start,
            self.end,
            {"field": self.field, "label": self.label},
            cert="high" if self.known else "low",
            rule="metadata.labels" if self.label else "metadata.openings",
            evidence=self.label,
        )


def statement_at(line: Line, text: str, lexicon: Lexicon) -> Statement | None:
    """What a line states, if it begins with a label or an opening."""
    words = text[line.start : line.end]
    label = LABEL.match(words)
    if label:
        field = field_of(label["label"], words[label.end() :], lexicon)
        return Statement(field or "note", label[0].rstrip(), (line,), known=bool(field))
    opening = lexicon.openings.match(words)
    if opening and len(words) <= 3 * LONG:
        return Statement(next(name for name in FIELDS if opening[name]), "", (line,))
    return None


def field_of(label: str, value: str, lexicon: Lexicon) -> str:
    """The field that a printed label names; "" where it names none."""
    folded = label.casefold()
    for part in (folded, *BETWEEN_LABELS.split(folded)):
        field = lexicon.labels.get(part)
        if field and part in BY_VALUE and not lexicon.licence.search(value):
            return "source"
        if field:
            return field
    return ""


def statements(block: Block, text: str, lexicon: Lexicon) -> list[Statement]:
    """The statements of a block from its first line on; empty where it begins otherwise."""
    found: list[Statement] = []
    for line in block.lines:
        stated = statement_at(line, text, lexicon)
        if stated:
            found.append(stated)
        elif found and continues(found[-1], line, text):
            last = found[-1]
            found[-1] = Statement(last.field, last.label, (*last.lines, line), last.known)
        else:
            break
    return found


def continues(stated: Statement, line: Line, text: str) -> bool:
    """Whether a line goes on with the statement before it."""
    last = stated.lines[-1]
    if text[last.start : last.end].endswith(":"):
        return True
    if text[line.start].islower():
        return True
    return WRAPPED <= last.end - last.start <= LONG and line.end - line.start <= LONG


def trusted(found: Iterable[Statement], *, titled: bool) -> Iterator[Statement]:
    """The statements to believe: those of a run with two known fields, or below a title."""
    run = list(found)
    while run and not (run[-1].known and run[-1].valued):
        run.pop()
    known = {stated.field for stated in run if stated.known}
    if len(known) >= 2 or (titled and known - {"note"}):
        yield from run
