"""The frame of a letter: opener, dateline, salute, closer, signature, postscript; trailers.

TEI P5 Guidelines, 4.2.2 and 4.2.4.  Only blocks of short lines are read so, and only where
a greeting or a closing formula stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tei.annotation import Annotation
from tei.language import Language
from tei.numbering import alternatives, endings

SHORT = 90  # code points of a line in a letter's frame
MOST_CLOSING = 5  # lines of a closing formula and signature
PLACE_AND_DATE = re.compile(
    r"[^.!?\n]{0,60}\b(?:\d{1,2}(?:st|nd|rd|th|er|\.)?,? ?(?:[\w.]+,? )?(?:\d{4}|\d{2,3}\.?)"
    r"|\w+ \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b[^!?\n]{0,30}$"
)
SIGNATURE = re.compile(r"(?:\(?(?:[^\W\d_][\w’'.-]*[ ,]*)){1,6}\)?\.?$")


@dataclass(frozen=True)
class Formulas:
    """The table `[structure]` of a pack: how letters begin and end."""

    greeting: re.Pattern[str]
    closing: re.Pattern[str]
    postscript: re.Pattern[str]
    trailer: re.Pattern[str]


@lru_cache(maxsize=32)
def formulas(language: Language) -> Formulas:
    """The formulas of a language, compiled once."""

    def begins(name: str) -> re.Pattern[str]:
        words = alternatives(language.words("structure", name))
        return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)

    return Formulas(
        begins("greetings"),
        begins("closings"),
        begins("postscripts"),
        endings(language),
    )


def framed(leaves: Sequence[Annotation], text: str, words: Formulas) -> Iterator[Annotation]:
    """The leaves, those of a letter's frame as what they are, with what holds them."""
    done = 0
    while done < len(leaves):
        taken = opener(leaves, done, text, words) or closer(leaves, done, text, words)
        if taken:
            yield from wrapped(taken)
            done += len(taken)
            continue
        yield from single(leaves[done], text, words)
        done += 1


def wrapped(parts: Sequence[Annotation]) -> Iterator[Annotation]:
    """The parts of an opener or closer, inside it."""
    kind = (
        "opener"
        if any(part.kind == "salute" and part.get("at") == "head" for part in parts)
        else "closer"
    )
    yield Annotation(kind, parts[0].start, parts[-1].end, cert="medium", rule=f"structure.{kind}")
    for part in parts:
        yield replace(part, attributes={})


def short(leaf: Annotation, text: str) -> str:
    """The words of a leaf that can stand in a letter's frame; else ""."""
    if leaf.kind not in {"p", "l"} or leaf.end - leaf.start > SHORT:
        return ""
    return text[leaf.start : leaf.end]


def opener(
    leaves: Sequence[Annotation], place: int, text: str, words: Formulas
) -> list[Annotation]:
    """The dateline and greeting that begin here; empty where none does."""
    dates: list[Annotation] = []
    while place < len(leaves) and len(dates) < 2:
        line = short(leaves[place], text)
        if not line or not PLACE_AND_DATE.match(line):
            break
        dates.append(part_of(leaves[place], "dateline"))
        place += 1
    if place + 1 >= len(leaves):
        return []
    line = short(leaves[place], text)
    greets = words.greeting.match(line) if line else None
    if not greets or line[-1] not in ",!:—–" or line.count(" ") > 8:
        return []
    return [*dates, part_of(leaves[place], "salute", at="head")]


def closer(
    leaves: Sequence[Annotation], place: int, text: str, words: Formulas
) -> list[Annotation]:
    """The closing formula and signature that begin here; empty where none does."""
    parts: list[Annotation] = []
    while place + len(parts) < len(leaves) and len(parts) < 3:
        line = short(leaves[place + len(parts)], text)
        if not line or not words.closing.match(line) or line[-1] in ".?;":
            break
        parts.append(part_of(leaves[place + len(parts)], "salute"))
    after = place + len(parts)
    if not parts or after >= len(leaves):
        return []
    line = short(leaves[after], text)
    if not line or not SIGNATURE.match(line) or words.postscript.match(line):
        return []
    return [*parts, part_of(leaves[after], "signed")]


def part_of(leaf: Annotation, kind: str, at: str = "") -> Annotation:
    """A leaf as a part of a letter's frame."""
    attributes = {"at": at} if at else {}
    return Annotation(kind, leaf.start, leaf.end, attributes, "medium", f"structure.{kind}")


def frame_lines(verse: Sequence[Annotation], text: str, words: Formulas) -> list[Annotation]:
    """The lines of what looked like verse, but begins with a closing formula; else none."""
    lines = [line for line in verse if line.kind == "l"]
    if not lines or len(lines) > MOST_CLOSING or not words.closing.match(short(lines[0], text)):
        return []
    return [replace(line, kind="p", attributes={}) for line in lines]


def single(leaf: Annotation, text: str, words: Formulas) -> Iterator[Annotation]:
    """A leaf that stands for itself: a trailer, a postscript, or what it was."""
    line = short(leaf, text)
    if line and leaf.kind == "p" and words.trailer.match(line):
        yield Annotation("trailer", leaf.start, leaf.end, rule="structure.trailer")
        return
    if leaf.kind == "p" and words.postscript.match(text, leaf.start, leaf.end):
        yield Annotation("postscript", leaf.start, leaf.end, rule="structure.postscript")
    yield leaf
