"""Stage directions, noises and interjections: brackets in and between speeches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tei.annotation import Annotation
from tei.recognisers.speeches.labels import Label
from tei.recognisers.speeches.words import DIRECTION_TYPES, UPPER, Words

BRACKET = re.compile(
    r"(?P<mark>[_*]{0,2})(?:"
    r"\((?P<round>(?:[^()]|\([^()]*\)){1,2500})\)|\[(?P<square>(?:[^\[\]]|\[[^\[\]]*\]){1,2500})\])"
    r"(?P<close>[_*]{0,2})"
)
ITALIC = re.compile(
    r"(?<![\w_*\[(])(?P<mark>[_*])(?P<inside>[^\W_*](?:[^_*\n]|\n(?!\s*\n)){1,1500})"
    r"(?P=mark)(?![\w_*\])])"
)
UNCLOSED = re.compile(r"\[(?P<inside>[^\[\]\n]{2,200})(?=\n|\Z)(?!(?:(?!\n\s*\n)[^\[\]]){0,600}\])")
EDITORIAL = re.compile(r"[\d\s.…*?†‡a-z]{0,3}|sic!?|\W+")
CAPITAL = re.compile(rf"[\W_]*[{UPPER}]")
STOPPED = re.compile(r"[.!?…–—][\W_]*$")
SENTENCE_END = re.compile(r"(?:\A|[.!?…:;—–)\]»”\"]|\n\s*\n)[\s_*]*$")
NEW = re.compile(rf"[_*.]*(?:\s*[{UPPER}—–]|[ \t]*(?:\n|\Z))")
FULL_STOP = re.compile(r"\.[_*\s]*$")


@dataclass(frozen=True, slots=True)
class Bracket:
    """Something in brackets.

    square: in square brackets, or in round ones
    whole:  it fills its line or lines
    within: a sentence goes on around it
    fresh:  a new sentence, a new line or nothing comes after it
    """

    start: int
    end: int
    inside: str
    square: bool
    whole: bool
    within: bool
    fresh: bool


def brackets(text: str, start: int, end: int) -> Iterator[Bracket]:
    """Everything in brackets in text[start:end] that does not run over a blank line."""
    for found in BRACKET.finditer(text, start, end):
        square = found["square"] is not None
        inside = found["square"] if square else found["round"]
        if "\n\n" in inside or (found.start() and text[found.start() - 1].isalnum()):
            continue
        whole = fills(text, found.start(), found.end())
        within = SENTENCE_END.search(text[max(0, found.start() - 12) : found.start()]) is None
        fresh = NEW.match(text, found.end()) is not None
        yield Bracket(found.start(), found.end(), inside, square, whole, within, fresh)


def unclosed(text: str, start: int, end: int, words: Words) -> Iterator[Bracket]:
    """Directions whose bracket only the line's end closes, as old prints have them: “[Exit.”"""
    for found in UNCLOSED.finditer(text, start, end):
        stop = found.start() + len(found[0].rstrip())
        whole = fills(text, found.start(), stop)
        if directed(found["inside"].strip(), words):
            yield Bracket(found.start(), stop, found["inside"], True, whole, False, True)


def fills(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines from start to end."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    after = text[end : len(text) if stop < 0 else stop]
    return not before.strip() and not after.strip(" \t._*")


def play_directions(
    text: str, start: int, end: int, taken: Taken, words: Words
) -> Iterator[Annotation]:
    """The directions of a play in text[start:end]."""
    closed, open_ended = brackets(text, start, end), unclosed(text, start, end, words)
    found = [one for one in (*closed, *open_ended) if not taken.covers(one.start, one.end)]
    for one in italics(text, start, end):
        if not taken.covers(one.start, one.end) and slanted(one, words):
            yield direction(one.start, one.end, one.inside, words)
    wholes = Counter(one.square for one in found if one.whole)
    square = wholes[True] > wholes[False]
    for one in found:
        if played(one, square, words):
            yield direction(one.start, one.end, one.inside, words)


def italics(text: str, start: int, end: int) -> Iterator[Bracket]:
    """Everything between two marks of italics, not in brackets and not over a blank line."""
    for found in ITALIC.finditer(text, start, end):
        whole = fills(text, found.start(), found.end())
        yield Bracket(found.start(), found.end(), found["inside"], False, whole, False, False)


def slanted(one: Bracket, words: Words) -> bool:
    """Whether italics are a direction and no emphasis: a sentence by itself, or its words."""
    inside = one.inside.strip()
    if not (CAPITAL.match(inside) and FULL_STOP.search(inside)):
        return False
    return directed(inside, words)


def played(one: Bracket, square: bool, words: Words) -> bool:
    """Whether a bracket in a play is a direction and not an aside of the author's text.

    square: whether the play prints its directions in square brackets
    """
    inside = one.inside.strip(" _*\n")
    if EDITORIAL.fullmatch(inside):
        return False
    known = directed(inside, words)
    stopped = FULL_STOP.search(inside) is not None
    if one.square:
        return known or stopped or not one.within or len(inside.split()) > 2
    if CAPITAL.match(inside):
        return known or (not square and (stopped or (one.whole and not one.within)))
    if square or one.inside.startswith(" "):
        return known and not one.inside.startswith(" ")
    return known or (not one.within and one.fresh)


def directed(inside: str, words: Words) -> bool:
    """Whether the first words are those of a direction."""
    first = inside.split()[0].strip(",.;:").casefold()
    if first in words.not_participles:
        return False
    if words.participles and first.endswith(words.participles) and len(first) > 4:
        return True
    return any(
        (found := words.typed[name].search(inside)) is not None and found.start() < 12
        for name in DIRECTION_TYPES
    )


def debate_directions(
    text: str, start: int, end: int, taken: Taken, words: Words
) -> Iterator[Annotation]:
    """Noises, interjections and what members do, in text[start:end]."""
    for one in brackets(text, start, end):
        if not taken.covers(one.start, one.end) and happened(one, words):
            yield direction(one.start, one.end, one.inside, words)


def happened(one: Bracket, words: Words) -> bool:
    """Whether a bracket in a debate tells what happened, and is no part of the words."""
    inside = one.inside.strip(" _*\n")
    if EDITORIAL.fullmatch(inside):
        return False
    if words.loose.search(inside) or words.interjection.match(inside):
        return True
    last = inside.split()[-1].casefold()
    if words.participles and last.endswith(words.participles) and last not in words.not_participles:
        return True
    if one.square:
        return False
    return CAPITAL.match(inside) is not None and STOPPED.search(inside) is not None


def direction(start: int, end: int, inside: str, words: Words, default: str = "") -> Annotation:
    """The annotation of a direction, with its type where the words tell it."""
    kind = type_of(inside, words) or default
    return Annotation(
        "stage", start, end, {"type": kind} if kind else {}, rule="speeches.direction"
    )


def type_of(inside: str, words: Words) -> str:
    """The type that the words of a direction tell; "" for none."""
    inside = inside.replace("_", " ").strip()
    if words.interjection.match(inside):
        return "interjection"
    for name in DIRECTION_TYPES:
        if words.typed[name].search(inside):
            return name
    return ""


class Taken:
    """Spans that hold no direction: labels and heads."""

    def __init__(self, spans: list[tuple[int, int]]):
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether a span overlaps one of these."""
        place = bisect_right(self._starts, start)
        before = place and self._spans[place - 1][1] > start
        after = place < len(self._spans) and self._spans[place][0] < end
        return bool(before or after)


def taken_by(labels: list[Label], heads: list[tuple[int, int]]) -> Taken:
    """What labels and heads cover."""
    spans = [(label.start, label.name[1]) for label in labels]
    spans += [label.direction for label in labels if label.direction[1]]
    return Taken(spans + heads)
