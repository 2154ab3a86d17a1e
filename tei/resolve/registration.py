"""Registration: where the names of the register stand, before anybody is asked who speaks.

Persons of the register become names at once, so that attribution knows them; what names a
group, a body or a place waits as `registered` for `naming`, for it is nobody who talks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.personal_names import parse
from tei.reading import Agent, Reading
from tei.register import Entry, Register

# Where running text stands; a name that lies in none of these has no element to stand in.
LEAVES = (
    *("p", "head", "item", "l", "note", "signed", "salute", "dateline", "stage", "trailer"),
    *("titlePart", "byline", "docAuthor", "docImprint", "castItem", "speaker"),
)
CLOSED = ("metadata", "left-out", "idno")  # no running text; idno holds no elements
RULES = {"place": "register.places"}
PEOPLE = "register.people"


def resolve(reading: Reading) -> Reading:
    """The reading with the register's names and agents; unchanged where there is no register.

    All entries become agents, so that their keys are taken; `naming` drops those not met.
    """
    if not reading.register:
        return reading
    found = list(occurrences(reading))
    others = without_overlapped(reading.annotations, found)
    return reading.having(
        annotations=Annotations([*others, *visible(found, others, reading.language)]),
        agents={**agents_of(reading.register), **reading.agents},
    )


def agents_of(register: Register) -> dict[str, Agent]:
    """The agents of a register; places have no names here, since none of them speaks."""
    return {
        entry.key: agent_of(entry) if entry.kind != "place" else Agent(entry.key, "place", ())
        for entry in register.entries.values()
    }


def agent_of(entry: Entry) -> Agent:
    """An entry as an agent."""
    details = {**entry.identifiers, **({"note": entry.note} if entry.note else {})}
    return Agent(entry.key, entry.kind, entry.names, details=details)


def occurrences(reading: Reading) -> Iterator[Annotation]:
    """The names of the register in the running text."""
    leaves = Cover(reading.annotations.of(*LEAVES))
    closed = Cover(reading.annotations.of(*CLOSED))
    text = reading.source.text
    marks = {place for hi in reading.annotations.of("hi") for place in (hi.start, hi.end - 1)}
    for start, end, entry in reading.register.occurrences(text):
        emphasis = start in marks or end - 1 in marks  # a mark is no part of a name
        if leaves.holds(start, end) and not closed.holds(start, end) and not emphasis:
            kind = "name" if entry.kind == "person" else "registered"
            rule = RULES.get(entry.kind, PEOPLE)
            facts = {"type": TYPES[entry.kind], "agent": entry.key}
            form = " ".join(text[start:end].split())
            yield Annotation(kind, start, end, facts, "high", rule, form)


TYPES = {"person": "person", "group": "person", "org": "org", "place": "place"}


class Cover:
    """Where spans stand, for asking whether one of them holds another."""

    def __init__(self, items: Iterable[Annotation]):
        spans = sorted((item.start, item.end) for item in items)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether the spans that begin before or with [start, end) reach to its end."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and self._ends[place] >= end

    def touches(self, start: int, end: int) -> bool:
        """Whether one of the spans overlaps [start, end)."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._ends[place] > start


def without_overlapped(items: Iterable[Annotation], found: list[Annotation]) -> list[Annotation]:
    """The annotations without names that the register knows better.

    A longer name that the text shows stays, for attribution, with the shorter one in it.
    """
    starts = [item.start for item in found]
    kept = []
    for item in items:
        place = bisect_right(starts, max(item.start, item.end - 1)) - 1
        near = found[place] if place >= 0 else None
        beaten = near is not None and item.start < near.end and not wider(item, near)
        if item.kind != "name" or not beaten:
            kept.append(item)
    return kept


def wider(item: Annotation, other: Annotation) -> bool:
    """Whether a span holds another one and more."""
    return item.contains(other) and not other.contains(item)


def visible(
    found: list[Annotation], others: list[Annotation], language: Language
) -> Iterator[Annotation]:
    """The names found; those that attribution must not see wait for `naming`.

    It cannot take apart what is no name (“the widow”), and reads a longer name as a whole.
    """
    longer = Cover(item for item in others if item.kind == "name")
    forms = {item.evidence: parse(item.evidence, language) for item in found}
    for item in found:
        name = forms[item.evidence]
        legible = bool(name.words or name.titles)
        if item.kind == "name" and (not legible or longer.holds(item.start, item.end)):
            yield replace(item, kind="registered")
        else:
            yield item
