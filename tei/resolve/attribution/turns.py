"""Turns: which quotations one speaker says in one breath, and whom they address."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tei.annotation import Annotation
from tei.reading import Reading
from tei.resolve.attribution.handing import hands_over
from tei.resolve.attribution.persons import Person

UNSPOKEN = frozenset({"soCalled", "mentioned", "title"})
VOCATIVE_BEFORE = re.compile(r"(?:^|[,“”‘’\"'«„—–!?.…])\s*(?:my |dear |my dear |dearest )?$", re.I)
LABEL_MARKS = 4  # code points of blanks and marks between a label and its speech


@dataclass
class Turn:
    """The quotations of one speaker in one paragraph.

    paragraph:  its number; last_paragraph: where its last quotation ends
    cues:       cues of its quotations
    opens:      whether it opens its paragraph
    called:     persons it addresses; named: persons it names otherwise
    """

    paragraph: int
    last_paragraph: int
    quotations: list[Annotation]
    cues: list[Annotation]
    opens: bool = False
    called: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Code point at which it begins."""
        return self.quotations[0].start

    @property
    def end(self) -> int:
        """Code point at which it ends."""
        return self.quotations[-1].end


def turns_of(
    reading: Reading, spoken: Sequence[Annotation], spans: Sequence[tuple[int, int]]
) -> list[Turn]:
    """Quotations by paragraph; a paragraph whose cues name two speakers makes two turns.

    What goes on after an interruption belongs to the turn it began in.
    """
    starts = [start for start, _ in spans]
    cues: dict[str, list[Annotation]] = defaultdict(list)
    for cue in reading.annotations.of("cue"):
        cues[cue.get("quotation")].append(cue)
    turns: list[Turn] = []
    groups: dict[str, Turn] = {}
    for quotation in spoken:
        if quotation.get("class") in UNSPOKEN or own_speech(reading, quotation):
            continue
        first = bisect_right(starts, quotation.start) - 1
        last = bisect_right(starts, max(quotation.start, quotation.end - 1)) - 1
        own = cues.get(str(quotation.start), [])
        turn = groups.get(quotation.group) if quotation.group else None
        linked = turn is not None
        if turn is None and turns and _continues(turns[-1], first, own):
            turn = turns[-1]
        if turn is not None and turn is turns[-1] and first == turn.last_paragraph:
            turn = None if hands_over(reading, turn, quotation, own, linked) else turn
        if turn is None:
            opens = first >= 0 and quotation.start == starts[first]
            turn = Turn(first, last, [], [], opens)
            turns.append(turn)
        turn.quotations.append(quotation)
        turn.cues.extend(own)
        turn.last_paragraph = max(turn.last_paragraph, last, first)
        groups[quotation.group] = turn
    return turns


def regrouped(turns: Sequence[Turn]) -> dict[tuple[int, int], str]:
    """(start, end) of a quotation → its group, where a group of linked parts is two speakers’."""
    found: dict[tuple[int, int], str] = {}
    owners: dict[str, int] = {}
    for number, turn in enumerate(turns):
        for group in {q.group for q in turn.quotations if q.group}:
            if owners.setdefault(group, number) != number:
                parts = [q for q in turn.quotations if q.group == group]
                name = f"quotation-{parts[0].start}" if len(parts) > 1 else ""
                found |= {(q.start, q.end): name for q in parts}
    return found


def own_speech(reading: Reading, quotation: Annotation) -> Annotation | None:
    """The speech that a quotation makes up: an interjection, or one all in quotation marks."""
    speech = reading.annotations.around(quotation.start, "speech")
    if speech is None or not speech.get("who"):
        return None
    rest = (quotation.start - speech.start) + (speech.end - quotation.end)
    alone = rest <= len(speech.get("label")) + LABEL_MARKS
    return speech if alone or speech.get("role") == "interjection" else None


def _continues(turn: Turn, paragraph: int, cues: Sequence[Annotation]) -> bool:
    """Whether a quotation with its cues belongs to the turn before it."""
    if paragraph != turn.last_paragraph:
        return False
    known = next((cue for cue in reversed(turn.cues[-8:]) if cue.get("verb")), None)
    new = [cue for cue in cues if cue.get("verb") and cue.cert == "high"]
    return known is None or all(_same_speaker(known, cue) for cue in new)


def _same_speaker(known: Annotation, new: Annotation) -> bool:
    """Whether two cues of a paragraph may mean one speaker; a pronoun may mean anybody."""
    if new.get("form") == "pronoun" or known.start == new.start:
        return True
    return said(known) == said(new)


def said(cue: Annotation) -> str:
    """What a cue calls the speaker; pronouns in lower case."""
    name = cue.get("name")
    return name.lower() if cue.get("form") == "pronoun" else name


def enter_addressed(
    text: str, turns: Sequence[Turn], named: Iterable[tuple[Annotation, Person, Annotation]]
) -> None:
    """Enter whom each turn addresses, and whom else it names."""
    turn_of = {q.start: turn for turn in turns for q in turn.quotations}
    for name, person, quotation in named:
        turn = turn_of.get(quotation.start)
        if turn is None:
            continue
        before = text[max(quotation.start, name.start - 12) : name.start]
        after = text[name.end : name.end + 1]
        calls = after in ",!?.;—…" and VOCATIVE_BEFORE.search(before) is not None
        (turn.called if calls else turn.named).add(person.number)
