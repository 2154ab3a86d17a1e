"""Labels of a debate: the chair, offices, titles, names with a party or a constituency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tei.layout import Block
from tei.recognisers.speeches.labels import Label, comparable
from tei.recognisers.speeches.words import Words
from tei.source import SourceText

PREFIX = re.compile(
    r"(?P<number>(?:Q\s?)?\d{1,3}\.\s+)?"
    r"(?P<name>(?P<plain>[^:\n()]{2,140})(?:\n?\([^()\n]{1,90}\)[^:\n()]{0,60}){0,4}?)\s?:(?=\s)"
)
NUMBER = re.compile(r"(?P<number>(?:Q\s?)?\d{1,3}\.\s+)?")
SENTENCE = re.compile(r"[^\W\dA-Z]{4,}[.!?]\s")
BRACKET = re.compile(r"\s?\(([^()\n]*)\)")
LONGEST = 320
BARE_NAMES = 0.15  # least share of bare names where they are labels, and not “My question:”
ROLL_CALL = 6  # names in a row that answer once each
MOST_NAMES = 5  # names that a person in brackets has
ANSWER = 60  # code points between two names of a roll call


def debate_labels(source: SourceText, words: Words) -> list[Label]:
    """The labels of a debate; none where nobody is in the chair and no office speaks."""
    found = [label for block in source.blocks for label in opening(source.text, block, words)]
    labels = accepted(found, words) if found and is_debate(found, words) else []
    return labels if len({label.key for label in labels}) > 1 else []


def opening(text: str, block: Block, words: Words) -> Iterator[Label]:
    """The label that may open a block."""
    first = text[block.start]
    if not (first.isupper() or first.isdigit()):
        return
    colon = text.find(":", block.start, min(block.end, block.start + LONGEST))
    label = spoken(text, block, words) if colon > 0 else None
    label = label or asked(text, block, words) or gestured(text, block, words)
    if label is not None:
        yield label


def spoken(text: str, block: Block, words: Words) -> Label | None:
    """`Name: words`, `Office Name (Party): words`, `The Office (Name): words`."""
    found = PREFIX.match(text, block.start, block.end)
    if found is None or not found["plain"].strip():
        return None
    start, end = found.span("name")
    end, direction = without_direction(text, start, end, words)
    name = text[start:end]
    last = name.split("(")[0].split()
    if not last or text[start : start + 1].islower() or len(last) > 18:
        return None
    style = style_of(name, words)
    if not style or comparable(name).casefold() in words.not_speakers:
        return None
    return Label(
        found.start(),
        (start, end),
        found.end(),
        direction,
        person(name, words),
        style,
        found.end() >= block.lines[0].end,
        True,
    )


def without_direction(text: str, start: int, end: int, words: Words) -> tuple[int, tuple[int, int]]:
    """(end of the name, span of a direction in brackets after it)."""
    brackets = list(BRACKET.finditer(text, start, end))
    if not brackets or brackets[-1].end() < last_ink(text, end):
        return end, (0, 0)
    inside = brackets[-1][1]
    if inside[:1].islower() and inside.casefold() not in words.unaffiliated:
        at = brackets[-1].start()
        return at, (text.index("(", at), brackets[-1].end())
    return end, (0, 0)


def last_ink(text: str, end: int) -> int:
    """The offset after the last character before `end` that is no blank."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def style_of(name: str, words: Words) -> str:
    """ "chair", "office", "party", "titled", "name", "article" or "" for no label at all."""
    plain = BRACKET.sub("", name).strip()
    if SENTENCE.search(plain):
        return ""
    chair = words.chair.match(plain)
    if chair and (chair.end() == len(plain) or named(plain[chair.end() :], words)):
        return "chair"
    ends_well = plain[-1:].isdigit() or plain.split()[-1][:1].isupper()
    bracket = BRACKET.search(name) is not None
    if words.office.match(plain) and (ends_well or bracket):
        return "office"
    if not ends_well:
        return "article" if plain.split()[0].casefold() in words.articles else ""
    if words.titled.match(plain) and named(plain, words):
        return "party" if bracket else "titled"
    if named(plain, words) and len(plain.split()) <= 7:
        return "party" if bracket else "name"
    return ""


def named(plain: str, words: Words) -> bool:
    """Whether all words are capitalised, but for the small ones of a name."""
    parts = [part for part in re.split(r"[\s,]+", plain) if part]
    return bool(parts) and all(
        part[:1].isupper() or part.casefold() in words.particles | words.joins for part in parts
    )


def person(name: str, words: Words) -> str:
    """The name to compare: that in brackets after an office, else that before them."""
    plain = comparable(BRACKET.sub("", name))
    inside = [found[1] for found in BRACKET.finditer(name)]
    if inside and words.office.match(plain):
        holder = not named(plain, words) and is_full_name(inside[-1], words)
        if holder or words.titled.match(inside[-1]):
            return comparable(inside[-1])
    if inside and words.chair.match(plain) and words.titled.match(inside[-1]):
        return comparable(inside[-1])
    return plain


def is_full_name(inside: str, words: Words) -> bool:
    """Whether what stands in brackets is a given name and a surname, and no party."""
    parts = [part for part in inside.split() if part.casefold() not in words.particles]
    return 2 <= len(parts) <= MOST_NAMES and all(
        part[0].isupper() and not part.isupper() for part in parts
    )


def asked(text: str, block: Block, words: Words) -> Label | None:
    """`7. Mr. Hale asked the Minister …`."""
    number = NUMBER.match(text, block.start)
    at = number.end() if number else block.start
    if not words.titled.match(text, at):
        return None
    verb = words.asks.search(text, at, min(block.end, at + LONGEST))
    if verb is None or not named(BRACKET.sub("", text[at : verb.start()]), words):
        return None
    end, direction = without_direction(text, at, last_ink(text, verb.start("verb")), words)
    style = "asked" if at > block.start else "titled"
    return made(text, block, (at, end), verb.start("verb"), direction, style, words)


def gestured(text: str, block: Block, words: Words) -> Label | None:
    """`Mr. Hale rose—`, `Several Hon. Members rose—`: a paragraph of name and gesture."""
    if block.end - block.start > 160 or len(block.lines) > 1:
        return None
    found = words.gesture.search(text, block.start, block.end)
    if found is None:
        return None
    name = text[block.start : found.start()]
    plain = BRACKET.sub("", name)
    if not (words.titled.match(plain) or plain.casefold() in words.collective):
        return None
    gesture = found.span("what")
    at = (block.start, found.start())
    return made(text, block, at, gesture[0], gesture, "gesture", words)


def made(
    text: str,
    block: Block,
    name: tuple[int, int],
    words_start: int,
    direction: tuple[int, int],
    style: str,
    words: Words,
) -> Label:
    """The label of a speech without a colon."""
    key = person(text[slice(*name)], words)
    return Label(block.start, name, words_start, direction, key, style, False, True)


def is_debate(found: list[Label], words: Words) -> bool:
    """Whether somebody is in the chair, or offices and parties speak."""
    styles = Counter(label.style for label in found)
    chaired = styles["chair"]
    official = styles["office"] + styles["asked"]
    official += sum(
        one.style == "party" and words.titled.match(one.key) is not None for one in found
    )
    titled = official + styles["titled"]
    if len({label.key for label in found if label.style not in ("name", "article")}) < 2:
        return chaired >= 2 and styles["name"] >= 2
    return (chaired >= 1 and chaired + titled >= 2) or official >= 3


def without_roll_calls(found: list[Label]) -> list[Label]:
    """The labels but for runs of names that answer once each, in a line: a vote."""
    keep: list[Label] = []
    run: list[Label] = []
    for label in [*found, None]:
        if label and label.style == "name" and (not run or label.start - run[-1].text < ANSWER):
            run.append(label)
            continue
        if len(run) < ROLL_CALL or len({one.key for one in run}) < len(run):
            keep += run
        run = [label] if label and label.style == "name" else []
        keep += [label] if label and label.style != "name" else []
    return keep


def accepted(found: list[Label], words: Words) -> list[Label]:
    """The labels to keep: offices and titles always, bare names where they recur."""
    found = without_roll_calls(found)
    counts = Counter(label.key for label in found)
    bare = sum(label.style == "name" and counts[label.key] > 1 for label in found)
    named_only = bare >= BARE_NAMES * len(found)
    small = any(label.style == "chair" and label.key.split()[-1].islower() for label in found)
    keep = []
    for label in found:
        if label.style == "name" and not (named_only and counts[label.key] > 1):
            continue
        if label.style == "article" and not (small and len(label.key.split()) <= 9):
            continue
        keep.append(label)
    return keep
