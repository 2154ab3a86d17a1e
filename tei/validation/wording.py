"""How names are written in sentences: elements as <p>, attributes as @when, lists with "or"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from lxml import etree

from tei.grammar import models
from tei.validation.findings import PREFIXES, TEI

MOST_NAMES = 6  # as many names as a person reads in a sentence
SHORT = 4  # letters of a name in which a slip is only seen if the first letter is right
LONG = 10  # letters of a name of which whole syllables may be missing
ENOUGH = 0.8  # of such a name has to be there
REORDERED = 0.8  # the same letters in another order
LONGEST = 60  # characters of a value that are shown


def tei(name: str) -> str:
    """The Clark name of a TEI element."""
    return f"{{{TEI}}}{name}"


def local(name: str) -> str:
    """A Clark name without its namespace."""
    return name.rpartition("}")[2]


def element(name: str) -> str:
    """An element's name as it stands in a sentence: "<p>", "<svg> (namespace …)"."""
    space, closing, own = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
    prefix = PREFIXES.get(space) if closing else ""
    return f"<{own}> (namespace {space})" if prefix is None else f"<{prefix}{own}>"


def tag(node: etree._Element) -> str:
    """An element of a document as it stands in a sentence."""
    return element(str(node.tag))


def attribute(name: str) -> str:
    """An attribute's name as it stands in a sentence: "@when", "@xml:id"."""
    return f"@{plain(name)}"


def plain(name: str) -> str:
    """An attribute's name as it is written: "when", "xml:id"."""
    space, closing, own = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
    return f"{PREFIXES.get(space, '')}{own}" if closing else own


def symbol(name: str) -> str:
    """What may stand in an element: a name, or text."""
    return "text" if name == models.TEXT else element(name)


def pattern(node: etree._Element, attribute_name: str = "") -> str:
    """The place in the schema that a finding is about: "date/@when", "body/head"."""
    own = local(str(node.tag))
    return f"{own}/@{plain(attribute_name)}" if attribute_name else own


def series(words: Iterable[str], conjunction: str = "or", most: int = MOST_NAMES) -> str:
    """Words with commas between: "a, b or c"; of too many the first: "a, b or 7 others"."""
    every = list(words)
    if len(every) > most + 1:
        every = [*every[:most], f"{len(every) - most} others"]
    return f" {conjunction} ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))


def cited(words: str) -> str:
    """A value or words of the text in quotation marks, the beginning of long ones."""
    text = " ".join(words.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def ordinal(node: etree._Element) -> str:
    """An element among its siblings: "the first <p>", "<p> number 3"."""
    before = sum(1 for _ in node.itersiblings(str(node.tag), preceding=True))
    return f"{tag(node)} number {before + 1}" if before else f"the first {tag(node)}"


def nearest(written: str, known: Collection[str], most: int = 1) -> list[str]:
    """The known names that look most like what was written, the most alike first."""
    scored = [
        (likeness, name)
        for name in known
        if name != written and (likeness := alike(written.lower(), name.lower())) > 0
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0] if scored else 0
    return [name for likeness, name in scored if likeness > best - 0.04][:most]


def alike(written: str, known: str) -> float:
    """How much two names look alike, from 0 (too little for a slip) to 1."""
    if written == known:
        return 1
    shorter, longer = sorted((len(written), len(known)))
    if longer - shorter > max(2, longer // 3) or (longer <= SHORT and written[:1] != known[:1]):
        return 0
    most = set(written) == set(known) if longer <= 2 else 1 if shorter <= 5 else 2
    if shorter >= 4 and written[:1] == known[:1] and sorted(written) == sorted(known):
        return REORDERED
    if longer - shorter <= most and len(set(written) ^ set(known)) <= 2 * most:
        slips = distance(written, known)
        if slips <= most and (slips < 2 or written[:1] == known[:1]):
            return 1 - slips / (longer + 1)
    return _long_alike(written, known) if longer >= LONG else 0


def _long_alike(written: str, known: str) -> float:
    """The same for long names, in which whole syllables may be left out."""
    matcher = SequenceMatcher(None, written, known, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
        return 0
    likeness = matcher.ratio()
    return likeness if likeness >= ENOUGH else 0


def distance(first: Sequence[str], second: Sequence[str]) -> int:
    """Letters to add, drop, exchange or swap (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(second) + 1))
    for i, mine in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (mine != other))
            if i > 1 and j > 1 and mine == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


__all__ = ["alike", "attribute", "cited", "element", "nearest", "series", "tag"]
