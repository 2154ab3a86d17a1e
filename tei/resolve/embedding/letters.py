"""Where a quoted letter or a diary’s entry begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.recognisers.structure.letters import SIGNATURE, Formulas
from tei.resolve.embedding.units import EDGE_MARKS, SHORT, Unit

DATELINES = 3  # lines above a greeting
NEAR = 2  # blocks between the narration and the closing formula of a letter without a greeting
LEAST = 150  # code points of a letter without a greeting
MOST_CLOSING = 3  # blocks of a closing formula and a signature
LONGEST = 60  # blocks of a letter
NAME = 60  # code points of a signature by itself
ENTRIES = 3  # dates with quoted blocks below them that make a diary
PAUSES = ",!:—–-"
DASHED = re.compile(r"[^.!?\n]{0,50}[—–]")
SENTENCE = re.compile(r"[.!?…]\W*\s+|\s?[—–]+\s?|\n+|,\s+[«“„]\s?")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or an entry: its units are [first, last]; parts of its frame by unit."""

    kind: str
    first: int
    last: int
    frame: dict[int, str]


def letters(units: Sequence[Unit], words: Formulas) -> Iterator[Letter]:
    """The letters among the blocks, else the entries of a diary."""
    place, found = 0, False
    while place < len(units):
        letter = letter_at(units, place, words) if units[place].quoted else None
        if letter is not None:
            yield letter
        found = found or letter is not None
        place = letter.last + 1 if letter else place + 1
    if not found:
        entries = [entry for place in range(1, len(units)) if (entry := entry_at(units, place))]
        yield from entries if len(entries) >= ENTRIES else ()


def letter_at(units: Sequence[Unit], first: int, words: Formulas) -> Letter | None:
    """The letter that begins with a unit, if its beginning and its end show."""
    frame: dict[int, str] = {}
    place = first
    while place - first < DATELINES and is_there(units, place + 1) and heads(units, place, words):
        frame[place] = "dateline"
        place += 1
    greets = words.greeting.match(units[place].words) is not None
    alone = greets and is_greeting(units[place])
    if alone:
        frame[place] = "salute"
    begun = alone or (greets and DASHED.match(units[place].words) is not None)
    if not begun and not follows_narration(units, first):
        return None
    last = end_of(units, place + alone, words, frame)
    if last is None or last == first or not (begun or is_told(units, first, last, frame)):
        return None
    return Letter("letter", first, last, frame)


def is_told(units: Sequence[Unit], first: int, last: int, frame: dict[int, str]) -> bool:
    """Whether a letter without a greeting is announced or short, and ends as only letters do."""
    end = units[last].words.rstrip(" .")
    signed = frame.get(last) == "signed" or end.endswith(("&c", "etc"))
    size = units[last].block.end - units[first].block.start
    near = last - first <= NEAR and frame.get(last) == "salute"
    named = signed or end.split()[-1][:1].isupper()
    return size >= LEAST and named and (near or announced(units, first))


def heads(units: Sequence[Unit], place: int, words: Formulas) -> bool:
    """Whether a unit is a place and a date, or what else is short above a greeting."""
    unit = units[place]
    if unit.dated:
        return True
    above = units[place + 1 : place + DATELINES]
    short = len(unit.words) <= NAME and not words.greeting.match(unit.words)
    return short and any(words.greeting.match(one.words) and is_greeting(one) for one in above)


def follows_narration(units: Sequence[Unit], place: int) -> bool:
    """Whether a quotation begins with a unit, after one that is not quoted."""
    return place > 0 and units[place].starts and not units[place - 1].quoted


def announced(units: Sequence[Unit], place: int) -> bool:
    """Whether the unit before ends in a colon."""
    return units[place - 1].words.rstrip(" \n—–-").endswith(":")


def is_there(units: Sequence[Unit], place: int) -> bool:
    """Whether there is a unit at a place, and it is quoted."""
    return place < len(units) and units[place].quoted


def is_greeting(unit: Unit) -> bool:
    """Whether a unit that begins as a greeting is nothing else."""
    return len(unit.words) <= SHORT and "." not in unit.words and unit.words[-1:] in PAUSES


def end_of(units: Sequence[Unit], first: int, words: Formulas, frame: dict[int, str]) -> int | None:
    """The last unit of a letter: its closing formula and signature; None where it has none."""
    for place in range(first, min(len(units), first + LONGEST)):
        unit = units[place]
        if not unit.quoted:
            return None
        if closes(unit, words):
            frame |= {place: "salute"} if len(unit.words) <= NAME else {}
            return signed_at(units, place, words, frame)
        if place > first and is_signature(unit, words) and not is_there(units, place + 1):
            frame[place] = "signed"
            return place
    return None


def signed_at(units: Sequence[Unit], place: int, words: Formulas, frame: dict[int, str]) -> int:
    """The last unit after a closing formula that belongs to it: more of it, and the name."""
    for after in range(place + 1, place + MOST_CLOSING):
        if not is_there(units, after) or not is_short(units[after], words):
            return after - 1
        frame[after] = "signed" if is_signature(units[after], words) else "salute"
        if frame[after] == "signed":
            return after
    return place + MOST_CLOSING - 1


def is_short(unit: Unit, words: Formulas) -> bool:
    """Whether a unit may stand between a closing formula and a name, or is one."""
    few = len(unit.words) <= NAME and unit.words[-1:] not in tuple("!?")
    return few and (unit.words[-1:] == "," or closes(unit, words) or is_signature(unit, words))


def closes(unit: Unit, words: Formulas) -> bool:
    """Whether the last sentence of a unit is a closing formula, with or without the name."""
    ends = [part.strip(EDGE_MARKS + ",") for part in SENTENCE.split(unit.words)]
    return any(len(part) <= SHORT and words.closing.match(part) for part in ends[-2:])


def is_signature(unit: Unit, words: Formulas) -> bool:
    """Whether a unit is nothing but a name."""
    name = unit.words
    if len(name) > NAME or not SIGNATURE.match(name) or words.greeting.match(name):
        return False
    return all(part[:1].isupper() for part in name.split()) and name[-1:] not in "!?"


def entry_at(units: Sequence[Unit], place: int) -> Letter | None:
    """The quoted units below a date that stands by itself, outside of all marks."""
    date = units[place - 1]
    if date.quoted or not date.dated or not units[place].starts or not units[place].quoted:
        return None
    last = place
    while is_there(units, last + 1):
        last += 1
    return Letter("entry", place, last, {})
