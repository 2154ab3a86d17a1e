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
MOST_OPENING = 9  # lines of addresses and dates above a greeting
MOST_SIGNING = 3  # lines of a signature below its first
ADDRESS = 60  # code points of a line of an address
NAME = 30  # code points of a name that closes a letter by itself
SENTENCE = re.compile(r"[a-zà-ÿа-яё]{4,}[.]$|[.!?] [^\W\d_]+ [a-zà-ÿа-яё]")
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
    signing: re.Pattern[str]
    postscript: re.Pattern[str]
    trailer: re.Pattern[str]
    day: re.Pattern[str]


@lru_cache(maxsize=32)
def formulas(language: Language) -> Formulas:
    """The formulas of a language, compiled once."""

    def begins(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)

    def listed(name: str) -> list[str]:
        return language.words("structure", name)

    def dated(name: str) -> str:
        words = language.table("dates").get(name, ())
        return alternatives(
            [form for word in words for form in ([word] if isinstance(word, str) else word)]
        )

    month = dated("months")
    return Formulas(
        begins(listed("greetings")),
        begins(listed("closings")),
        begins(listed("signings")),
        begins(listed("postscripts")),
        endings(language),
        re.compile(
            rf"(?:{dated('weekdays')})(?!\w)|[^\n]{{0,50}}(?<!\d)[0-3]?\d"
            rf"(?:st|nd|rd|th|er|\.)? (?:d[e’']l? ?|of )?(?:{month})(?!\w)"
            rf"|[^\n]{{0,50}}(?<!\w)(?:{month}) [0-3]?\d(?!\d)",
            re.IGNORECASE,
        ),
    )


def framed(
    leaves: Sequence[Annotation], text: str, words: Formulas, *, top: bool = False
) -> Iterator[Annotation]:
    """The leaves, those of a letter's frame as what they are, with what holds them.

    top: whether a heading, or nothing, stands above the first
    """
    done, opened = 0, False
    while done < len(leaves):
        opening = opener(leaves, done, text, words, top=top and not done)
        taken = opening or closer(leaves, done, text, words, opened=opened)
        if taken:
            yield from wrapped(taken)
            opened = bool(opening)
            done = next(
                (n for n, leaf in enumerate(leaves) if leaf.start >= taken[-1].end), len(leaves)
            )
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
    leaves: Sequence[Annotation], place: int, text: str, words: Formulas, *, top: bool
) -> list[Annotation]:
    """The address, dateline and greeting that begin here; empty where none does.

    top: whether the leaf stands at the head of a division, where addresses may stand
    """
    lines: list[Annotation] = []
    while place < len(leaves) and len(lines) < (MOST_OPENING if top else 2):
        line = short(leaves[place], text)
        if not line or not (PLACE_AND_DATE.match(line) or (top and addressed(line, words))):
            break
        lines.append(leaves[place])
        place += 1
    if place + 1 >= len(leaves):
        return []
    line = short(leaves[place], text)
    greets = words.greeting.match(line) if line else None
    if not greets or line[-1] not in ",!:—–" or line.count(" ") > 8:
        return []
    return [*heading(lines, text, words), part_of(leaves[place], "salute", at="head")]


def addressed(line: str, words: Formulas) -> bool:
    """Whether a line may be one of an address, or a day: no greeting, no sentence."""
    if len(line) > ADDRESS or words.greeting.match(line):
        return False
    return line[-1] not in "!?;:" and not SENTENCE.search(line)


def heading(lines: Sequence[Annotation], text: str, words: Formulas) -> Iterator[Annotation]:
    """The lines above a greeting: datelines, and addresses of neighbouring lines."""
    run: list[Annotation] = []
    for line in lines:
        inside = text[line.start : line.end]
        dated = PLACE_AND_DATE.match(inside) or words.day.match(inside)
        if run and (dated or "\n\n" in text[run[-1].end : line.start]):
            yield from address(run)
            run = []
        if dated:
            yield part_of(line, "dateline")
        else:
            run.append(line)
    if run:
        yield from address(run)


def address(lines: Sequence[Annotation]) -> Iterator[Annotation]:
    """An address and its lines (TEI P5 Guidelines, §3.6.2)."""
    yield Annotation("address", lines[0].start, lines[-1].end, {}, "medium", "structure.address")
    for line in lines:
        yield part_of(line, "addrLine")


def closer(
    leaves: Sequence[Annotation], place: int, text: str, words: Formulas, *, opened: bool
) -> list[Annotation]:
    """The closing formula and signature that begin here; empty where none does.

    opened: whether a greeting stands above, so that a name may close the letter by itself
    """
    parts: list[Annotation] = []
    while place + len(parts) < len(leaves) and len(parts) < 3:
        line = short(leaves[place + len(parts)], text)
        if not line or not words.closing.match(line) or line[-1] in ".?;":
            break
        parts.append(part_of(leaves[place + len(parts)], "salute"))
    after = place + len(parts)
    line = short(leaves[after], text) if after < len(leaves) else ""
    signs = bool(line and words.signing.match(line))
    if not parts and not signs and not (opened and alone(leaves, after, text, words)):
        return []
    named = line and SIGNATURE.match(line) and not words.postscript.match(line)
    if not (named or signs):
        return []
    last = signature_end(leaves, after, text, words)
    return [*parts, replace(part_of(leaves[after], "signed"), end=leaves[last].end)]


def signature_end(leaves: Sequence[Annotation], place: int, text: str, words: Formulas) -> int:
    """The place of a signature's last line: an office, or another name, right below the first."""
    last = place
    while last + 1 < len(leaves) and last - place < MOST_SIGNING:
        below = leaves[last + 1]
        line = short(below, text)
        beside = text[leaves[last].end : below.start].count("\n") == 1
        if not beside or not line or not SIGNATURE.match(line) or words.postscript.match(line):
            break
        last += 1
    return last


def alone(leaves: Sequence[Annotation], place: int, text: str, words: Formulas) -> bool:
    """Whether a name ends a letter without a formula: short, in capitals, with nothing below."""
    if not 0 < place < len(leaves):
        return False
    line, below = short(leaves[place], text), leaves[place + 1 :]
    names = len(line) <= NAME and all(word[0].isupper() for word in line.rstrip(".").split())
    noted = not below or words.postscript.match(text, below[0].start, below[0].end)
    return bool(line and names and noted) and text[leaves[place - 1].end - 1] in ".!?…”"


def part_of(leaf: Annotation, kind: str, at: str = "") -> Annotation:
    """A leaf as a part of a letter's frame."""
    attributes = {"at": at} if at else {}
    return Annotation(kind, leaf.start, leaf.end, attributes, "medium", f"structure.{kind}")


def frame_lines(verse: Sequence[Annotation], text: str, words: Formulas) -> list[Annotation]:
    """The lines of what looked like verse, but is part of a letter's frame; else none.

    It begins with a closing formula, or ends with a date as an address does.
    """
    lines = [line for line in verse if line.kind == "l"]
    if not lines or len(lines) > MOST_CLOSING:
        return []
    closes = words.closing.match(short(lines[0], text))
    dated = PLACE_AND_DATE.match(short(lines[-1], text))
    if not closes and not dated and not words.signing.match(short(lines[0], text)):
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
