"""A TEI document as readers meet it: passages of plain text, each with the element it stands in.

Elements are numbered as XPath's `//*` numbers them, so that a stylesheet finds each again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"


def _tags(names: str) -> frozenset[str]:
    return frozenset(TEI + name for name in names.split())


# What a reader takes for one passage: never a part of a sentence, never a whole chapter.
PASSAGES = _tags(
    "p ab lg sp u head item cell note opener closer trailer byline titlePart castItem person place "
    "org event figure text entry entryFree"
)
# These are one where they stand among such, and part of a sentence elsewhere.
AMONG = _tags("quote said q bibl stage dateline salute signed l")
AROUND = _tags(
    "text body front back div div1 div2 div3 div4 div5 div6 div7 floatingText epigraph cit"
)
# These end a word even where no blank stands beside them.
SEPARATE = _tags("l lb cb p ab lg head item cell label stage row list addrLine space")
# So do the parts of an entry of a dictionary, where no words stand between them.
PARTS = _tags("form orth pron hyph gramGrp pos gen number sense hom re def usg etym cit xr quote")
# Who speaks is another page's matter; the rest is the encoder's, not the text's.
HIDDEN = _tags(
    "teiHeader standOff facsimile gap index fw binaryObject figDesc xenoData certainty speaker"
)
# Of two readings the edition prints the second kind.
OTHER_READINGS = {
    TEI + "sic": TEI + "corr",
    TEI + "orig": TEI + "reg",
    TEI + "abbr": TEI + "expan",
    TEI + "rdg": TEI + "lem",
}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: the number of its element in document order, from 1, and its words in a line."""

    number: int
    text: str


def passages(tree: etree._ElementTree) -> list[Passage]:
    """The passages of all that stands in `text`, in the order in which they begin."""
    pieces: dict[int, list[str]] = {}
    for number, piece in _pieces(tree.getroot()):
        pieces.setdefault(number, []).append(piece)
    lines = ((number, _line(parts)) for number, parts in pieces.items())
    return [Passage(number, text) for number, text in lines if text]


def _line(parts: list[str]) -> str:
    """Pieces as one line; a line's end within a word (marked by NUL) leaves no blank."""
    joined = re.sub(r"\s*\x00\s*", "", "".join(parts)) if "\x00" in parts else "".join(parts)
    return _BLANKS.sub(" ", joined).strip()


def _pieces(root: etree._Element) -> Iterator[tuple[int, str]]:
    """(number of the passage's element, a piece of its text), without what no reader sees."""
    number = 0
    within: list[int] = []  # passages that are open, none outside any text
    hidden: list[etree._Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            number += 1
            if _is_hidden(element):
                hidden.append(element)
            if _is_passage(element):
                within.append(number)
        elif event == "end":
            if _is_passage(element):
                within.pop()
            if hidden and hidden[-1] is element:
                hidden.pop()
        if within and not hidden:
            pieces = _start(element) if event == "start" else _end(element)
            yield from ((within[-1], piece) for piece in pieces)


def _start(element: etree._Element) -> Iterator[str]:
    if element.get("break") == "no":
        yield "\x00"
    elif element.tag in SEPARATE or _is_part(element):
        yield " "
    if element.text:
        yield element.text


def _end(element: etree._Element) -> Iterator[str]:
    """What stands behind an element's end tag, a comment or a processing instruction."""
    if element.tag in SEPARATE and element.get("break") != "no":
        yield " "
    if element.tail and not (element.tail.isspace() and _stands_close(element)):
        yield element.tail


def _is_part(element: etree._Element) -> bool:
    parent = element.getparent()
    if element.tag not in PARTS or parent is None or parent.tag in AROUND:
        return False
    return not (parent.text or "").strip() and not (element.tail or "").strip()


def _stands_close(element: etree._Element) -> bool:
    """Whether a token says that no blank follows it (Guidelines, att.linguistic)."""
    after = element.getnext()
    return element.get("join") in ("right", "both") or (
        after is not None and after.get("join") in ("left", "both")
    )


def _is_passage(element: etree._Element) -> bool:
    if element.tag in PASSAGES:
        return True
    parent = element.getparent()
    return element.tag in AMONG and parent is not None and parent.tag in AROUND


def _is_hidden(element: etree._Element) -> bool:
    tag = element.tag
    if tag in HIDDEN or (tag == TEI + "pc" and element.get("force") == "weak"):
        return True
    printed = OTHER_READINGS.get(tag)
    parent = element.getparent()
    return printed is not None and parent is not None and parent.find(printed) is not None
