"""Places in the plain text that a TEI document was made from.

Our encoder writes the name and the checksum of the text into the header, and every character
of it that is no blank stands in the TEI, in order, or was left out (`tei.fidelity`).  So the
two are laid side by side, and what was left out is stepped over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei import source
from tei.diagnostics import Problem
from tei.names import TEI, ink
from tei.source import SourceText

CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")
SOURCES = "teiHeader/fileDesc/sourceDesc/bibl"
RECORD = "teiHeader/encodingDesc/editorialDecl/normalization"
WINDOW = 24  # characters that have to agree for a place to be found again
MOST_LOST = 5_000  # characters that stand in the TEI alone, after which nobody looks further
FOLDERS = ("", "..", "sources", "../sources", "../texts", "texts")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of characters that stands in both: where in the TEI, where in the text, how long."""

    inner: int
    outer: int
    size: int


class Origin:
    """The plain text of a TEI document, and where its elements begin in it."""

    def __init__(self, text: SourceText, root: etree._Element):
        """text: the plain text; root: the document."""
        self.text = text
        self.starts: dict[etree._Element, int] = {}
        self.blank = [place for place, char in enumerate(text.text) if not char.isspace()]
        body = root.find(f"{TEI}text")
        inner = self._walk(body) if body is not None else ""
        self.blocks = aligned(inner, ink(text.text))

    @classmethod
    def of(cls, root: etree._Element, path: Path) -> Origin | None:
        """The origin of a document that our encoder made; None where it is not there."""
        text = _found(root, path.parent)
        return cls(text, root) if text is not None else None

    def place(self, element: etree._Element) -> str:
        """Where an element begins, as "FILE:LINE:COLUMN"; "" where nobody knows."""
        start = self.starts.get(element)
        if start is None or not self.blocks:
            return ""
        number = bisect_right(self.blocks, start, key=lambda block: block.inner) - 1
        block = self.blocks[max(number, 0)]
        outer = block.outer + min(max(start - block.inner, 0), block.size - 1)
        return self.text.place(self.blank[outer]) if outer < len(self.blank) else ""

    def _walk(self, body: etree._Element) -> str:
        """The characters of the TEI text that are no blanks; where each element begins in them."""
        parts: list[str] = []
        size = 0
        for event, node in etree.iterwalk(body, events=("start", "end")):
            if event == "start" and isinstance(node.tag, str):
                self.starts[node] = size
            words = (node.text if isinstance(node.tag, str) else "") if event == "start" else None
            words = node.tail if event == "end" and node is not body else words
            piece = ink(words or "")
            parts.append(piece)
            size += len(piece)
        return "".join(parts)


def _found(root: etree._Element, folder: Path) -> SourceText | None:
    """The text that the header names, where it is near and still what it was."""
    sources = [one for one in root.iterfind(_path(SOURCES)) if one.get("type") == "digitalSource"]
    name = (sources[0].findtext(f"{TEI}title") or "").strip() if sources else ""
    record = root.find(_path(RECORD))
    sums = CHECKSUM.findall("".join(map(str, record.itertext()))) if record is not None else []
    for place in FOLDERS if name and sums else ():
        file = folder / place / Path(name).name
        text = _read(file) if file.is_file() else None
        if text is not None and text.origin.sha256 == sums[0]:
            return text
    return None


def _path(names: str) -> str:
    """A path of TEI elements."""
    return "/".join(TEI + name for name in names.split("/"))


def _read(file: Path) -> SourceText | None:
    """A plain text, named from the working folder; None where it is none."""
    full = file.resolve()
    inside = full.is_relative_to(Path.cwd())
    name = str(full.relative_to(Path.cwd())) if inside else str(full)
    try:
        return source.read(full, name=name)
    except Problem:
        return None


def aligned(inner: str, outer: str) -> list[Block]:
    """The runs of characters that stand in both, in order.

    inner: what was kept of `outer`; what was changed or added by hand is stepped over
    """
    blocks: list[Block] = []
    one = other = lost = 0
    while one < len(inner) and other < len(outer) and lost < MOST_LOST:
        size = _agree(inner, one, outer, other)
        if size:
            blocks.append(Block(one, other, size))
            one, other = one + size, other + size
            continue
        window = inner[one : one + WINDOW]
        place = outer.find(window, other)
        lost += place < 0
        one, other = (one + 1, other) if place < 0 else (one, place)
    return blocks


def _agree(inner: str, one: int, outer: str, other: int) -> int:
    """How many characters agree from two places on."""
    low, high = 0, min(len(inner) - one, len(outer) - other)
    while low < high:
        middle = (low + high + 1) // 2
        if inner[one + low : one + middle] == outer[other + low : other + middle]:
            low = middle
        else:
            high = middle - 1
    return low
