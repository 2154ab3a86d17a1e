"""What may open a speech in a play or an interview: every line that looks like a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei.layout import Block
from tei.recognisers.speeches.words import Words
from tei.source import SourceText

DASH = re.compile(r"[—–]|--")
DASH_END = re.compile(r"[ ]*(?:[—–]+|--)$")
DASHED = 0.3  # least share of labels with a dash where it belongs to them
TIME = re.compile(
    r"[\[(<]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])>]?[ \t]+(?:[-–—][ \t]+)?(?=\S)"
)
ORDINAL = re.compile(r"\b(?:\d+|[IVX]+)(?:er|[eè]?re|nde?|[eè]?me|de|st|nd|rd|th|e|o|a)\b")
INITIAL = re.compile(r"[\s.,]\w$")  # an author in a list of references, "Brook, P."
ROMAN = re.compile(r"[IVXLC]+")
PROSE = re.compile(r"[.!?;]|.{60}")  # no direction after a name that only the line's end closes
CENTRED = 6  # columns by which a label in the middle stands further in than the words
LONGEST = 700  # code points of a label with its direction
SPACES = re.compile(r"\s+")
MARKS = "_* \n\t"


@dataclass(frozen=True, slots=True)
class Label:
    """The opening of a speech; offsets are code points.

    start:      where the speech begins (a question's number stands before the name)
    name:       start and end of what is printed as the speaker
    text:       where the words begin
    direction:  start and end of a bracketed direction after the name, or (0, 0)
    key:        the name as it should be compared, without direction, party or number
    style:      how labels of its kind are printed, e.g. "caps." or "mixed:"
    own_line:   whether it stands on a line of its own
    opens:      whether it opens a block
    """

    start: int
    name: tuple[int, int]
    text: int
    direction: tuple[int, int]
    key: str
    style: str
    own_line: bool
    opens: bool


def candidates(source: SourceText, words: Words) -> Iterator[Label]:
    """Every line that may open a speech."""
    match = words.label.match
    for block in source.blocks:
        for number, line in enumerate(block.lines):
            timed = TIME.match(source.text, line.start, line.end)
            begin = timed.end() if timed else line.start
            found = match(source.text, begin, min(block.end, begin + LONGEST))
            if found:
                label = label_of(source.text, found, words, opens=number == 0)
                if label is not None:
                    yield laid_out(replace(label, start=line.start), block, number)


def laid_out(label: Label, block: Block, number: int) -> Label:
    """A label that only the line's end tells from words, with a style that says how it stands."""
    if label.style not in ("caps", "marked", "mixed") or label.direction[1]:
        return label
    last = number + 1 == len(block.lines)
    if last:
        return replace(label, style=label.style + "|")
    if block.lines[number].indent - block.lines[number + 1].indent >= CENTRED:
        return replace(label, style=label.style + ">")
    return label


def label_of(text: str, found: re.Match[str], words: Words, *, opens: bool) -> Label | None:
    """The label in a match; None where the line cannot be one."""
    name, term, mark = found["name"], found["term"].strip(), found["mark"]
    own_line = text[found.end() : found.end() + 1] in ("", "\n")
    key = comparable(name)
    style = style_of(name, mark, term, words)
    if not term and not own_line:  # “NAME. (Direction.) Words”, “NAME [direction] words”
        stopped = found["direction"].lstrip("_* ").startswith(".")
        style += "." if stopped else "["
    if not plausible(key, style, own_line, words):
        return None
    if found["aside"] and (len(key) < 2 or (not term and PROSE.search(found["aside"]))):
        return None
    direction = trimmed(text, found.end("close"), found.end("direction"))
    return Label(
        found.start(), name_span(found), found.end(), direction, key, style, own_line, opens
    )


def name_span(found: re.Match[str]) -> tuple[int, int]:
    """What is printed as the speaker: with its italics marks, with an aside after a comma.

    A dash between name and words goes with the name: it opens no dialogue.
    """
    if DASH.search(found["term"]) and not found["direction"].strip("_*"):
        return found.start(), found.end("term")
    if not found["mark"]:
        return found.start("name"), found.end("aside" if found["aside"] else "name")
    marked = found["term"].rstrip(" —–-")
    if marked.endswith(("_", "*")):
        return found.start(), found.start("term") + len(marked)
    return found.start(), found.end("close")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a direction without what stands before its bracket; (0, 0) for none."""
    while start < end and text[start] not in "([_":
        start += 1
    return (start, end) if start < end else (0, 0)


def comparable(name: str) -> str:
    """A name as it should be compared: one line, no brackets of a doubtful reading."""
    plain = SPACES.sub(" ", name).strip(MARKS)
    if plain.startswith("[") and plain.endswith("]") and plain.count("[") == 1:
        plain = plain[1:-1]
    return plain.strip()


def style_of(name: str, mark: str, term: str, words: Words) -> str:
    """How the label is printed: capitals or not, italics marks, what ends it."""
    bare_name = ORDINAL.sub("", name.split("[")[0].replace("ß", "SS")) or name
    every = re.findall(r"[^\W\d_]+", bare_name)
    plain = [word for word in every if not small(word, words)] or every
    case = "caps" if all(word.isupper() or prefixed(word) for word in plain) else "mixed"
    ending = ":" if ":" in term else "." if "." in term else "—" if term else ""
    if mark and case == "mixed":
        return "marked" + ending
    return case + ending


def small(word: str, words: Words) -> bool:
    lower = word.casefold()
    return lower in words.joins or lower in words.particles or lower in words.titles


def prefixed(word: str) -> bool:
    """Whether capitals follow a prefix of a name: McDUFF, MacBETH, d'ARTAGNAN."""
    return (word[:2] in ("Mc", "Ma") and word[3:].isupper()) or word in ("d", "l", "s", "O")


def plausible(key: str, style: str, own_line: bool, words: Words) -> bool:
    """Whether a name could be a speaker's in its style at all."""
    letters = sum(char.isalpha() for char in key)
    if not letters:
        return key.startswith("?") and not style.endswith("[")
    lower = key.casefold()
    if lower in words.not_speakers or lower.split()[0] in words.divisions:
        return False
    if style.endswith(":"):
        return len(key.split()) <= 9
    if ROMAN.fullmatch(key) or (letters < 2 and own_line) or INITIAL.search(key):
        return False
    return style != "mixed[" and not (style == "mixed—" and own_line)


def undashed(text: str, labels: list[Label]) -> list[Label]:
    """The labels, without a dash that opens the words where the play prints none after names."""
    dashed = [label for label in labels if DASH_END.search(text[slice(*label.name)])]
    if len(dashed) >= DASHED * len(labels):
        return labels
    return [plain(text, label) if label in dashed else label for label in labels]


def plain(text: str, label: Label) -> Label:
    """A label without the dash at its end, and the stop before it."""
    start, end = label.name
    words = DASH_END.sub("", text[start:end]).rstrip(" .:")
    dash = DASH_END.search(text, start, end)
    return replace(label, name=(start, start + len(words)), text=dash.start() if dash else end)
