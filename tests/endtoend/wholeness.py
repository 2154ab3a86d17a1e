"""Whether an edition holds exactly the text of its TEI: an own reading of the TEI, in Python.

The text comes in kinds: of the title page, running, in notes, in records, and readings that the
edition does not print.  Each has to be there whole and in order; a format may add signs only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# Descriptions and machinery: no words of the text.
SILENT = {
    TEI + name
    for name in (
        "teiHeader", "standOff", "facsimile", "certainty", "link", "linkGrp",
        "spanGrp", "binaryObject", "fsdDecl", "xenoData", "index", "divGen",
    )
}  # fmt: skip
# These hold blocks only: a note among them stands in its place.
STRUCTURAL = {
    TEI + name
    for name in (
        "text", "front", "body", "back", "group", "floatingText", "div", "div1", "div2", "div3",
        "div4", "div5", "div6", "div7", "sp", "epigraph", "postscript", "argument", "set",
        "prologue", "epilogue", "performance", "spGrp", "noteGrp", "castList", "castGroup",
        "listBibl", "titlePage", "docTitle",
    )
}  # fmt: skip
RECORDS = ("person", "personGrp", "place", "org", "event", "biblStruct", "object")
CHOSEN = ("corr", "reg", "expan", "lem")
# Signs that an edition sets: quotation marks, brackets, gaps, separators.
SIGNS = frozenset("“”‘’„‚«»‹›\"'[](){}|⟨⟩⟦⟧…*–·•,;:.?↑⁂¶†")
FIGURE = r"\[(?:Figure|Abbildung|Figura|Ilustración)(?::[^\]]*)?\]"


@dataclass
class Text:
    """The words of a TEI document by kind, each in the document's order."""

    title: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    heads: list[list[str]] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    unread: list[list[str]] = field(default_factory=list)


class Reader:
    """Reads a TEI tree; what nothing moves (notes not called, records) may run `in_place`."""

    def __init__(self, root: etree._Element, *, in_place: bool):
        self.text = Text()
        self.in_place = in_place
        notes = {note.get(ID) for note in root.iter(TEI + "note")} - {None}
        refs = [e for e in root.iter(TEI + "ref", TEI + "ptr") if _targets(e)[:1]]
        self.calls = {e for e in refs if _targets(e)[0] in notes and _is_call(e)}
        self.called = {_targets(e)[0] for e in self.calls}
        for part in _parts(root):
            self.gather(part, self.text.running)

    def gather(self, element: etree._Element, into: list[str]) -> None:
        """What stands in an element, its tail aside."""
        if not isinstance(element.tag, str) or element.tag in SILENT or element in self.calls:
            return
        local = element.tag.removeprefix(TEI)
        if local in ("choice", "app"):
            self.choose(element, into)
        elif local == "titlePage" and self.opens(element):
            self.children(element, self.text.title)
        elif _is_record(element, local) and not self.in_place:
            self.text.records.append(own := [])
            self.children(element, own)
        elif local == "head" and not self.in_place and _is_over_notes(element):
            self.text.heads.append(own := [])
            self.children(element, own)
        elif local == "note" and not self.stands(element):
            self.text.notes.append(own := [])
            self.children(element, own)
        elif not _is_aside(element, local):
            self.children(element, into)

    def opens(self, page: etree._Element) -> bool:
        """Whether a title page is taken out of the text, for the first page of the edition."""
        return not self.in_place and not self.text.title and _is_title(page)

    def stands(self, note: etree._Element) -> bool:
        """Whether a note is shown where it is: inside another, or among blocks and not called."""
        parent = note.getparent()
        inside = any(above.tag == TEI + "note" for above in note.iterancestors())
        if parent is not None and _is_record(parent, local_name(parent)):
            return self.in_place
        placed = parent is not None and parent.tag in STRUCTURAL and note.get(ID) not in self.called
        return inside or (self.in_place and placed)

    def children(self, element: etree._Element, into: list[str]) -> None:
        into.append(element.text or "")
        if self.in_place and local_name(element) in ("ref", "ptr") and not len(element):
            address = element.get("target", "").split() or [""]
            shown = re.match(r"https?:", address[0]) and not (element.text or "").strip()
            into.append(address[0] if shown else "")
        for child in element if self.in_place else _in_order(element):
            self.gather(child, into)
            into.append(child.tail or "")

    def choose(self, entry: etree._Element, into: list[str]) -> None:
        """One reading runs; the others are unread: all, where the words stand elsewhere."""
        readings = [e for e in entry.iter() if _is_reading(e, entry)]
        preferred = [e for e in readings if local_name(e) in CHOSEN]
        full = [e for e in preferred if "".join(e.itertext()).strip()]
        printed = next(iter([*full, *preferred, *readings]), None)
        if _is_placed(entry):  # its lemma stands elsewhere (Guidelines, 13.2.1 and 13.2.2)
            printed = None
        for reading in readings:
            if reading is printed:
                self.children(reading, into)
            elif not (_is_placed(entry) and reading in preferred):
                self.text.unread.append(own := [])
                self.children(reading, own)
        for note in entry.iterchildren(TEI + "note"):
            self.gather(note, into)


def read(file: Path, *, in_place: bool = False) -> Text:
    """The text of a TEI file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return Reader(etree.parse(str(file), parser).getroot(), in_place=in_place).text


def _parts(root: etree._Element) -> list[etree._Element]:
    """The parts of a document that hold text; a transcription of the source where it is all."""
    named = {e.tag for e in root}
    source = {TEI + "sourceDoc"} if TEI + "text" in named else set()
    return [e for e in root if e.tag not in source]


def local_name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _targets(reference: etree._Element) -> list[str]:
    return [t[1:] for t in reference.get("target", "").split() if t.startswith("#")]


def _is_call(reference: etree._Element) -> bool:
    words = "".join(reference.itertext())
    return reference.get("type") in ("noteAnchor", "note") or not re.search(r"[^\W\d_]{3}", words)


def _in_order(element: etree._Element) -> Iterator[etree._Element]:
    """Children as editions show them: the heading of a picture stands below it."""
    if element.tag == TEI + "figure":
        yield from (child for child in element if child.tag != TEI + "head")
        yield from element.iterchildren(TEI + "head")
    else:
        yield from element


def _is_title(page: etree._Element) -> bool:
    """Whether editions open with this title page: the first in front of the whole text."""
    place = [e.tag for e in page.iterancestors()]
    parts = ["".join(part.itertext()) for part in page.iter(TEI + "titlePart")]
    return place == [TEI + "front", TEI + "text", TEI + "TEI"] and bool("".join(parts).strip())


def _is_record(element: etree._Element, local: str) -> bool:
    """Whether editions may set an element's parts in an order of their own."""
    parent = element.getparent()
    listed = local == "bibl" and parent is not None and parent.tag == TEI + "listBibl"
    words = [element.text or "", *(child.tail or "" for child in element)]
    return (listed or local in RECORDS) and not "".join(words).strip()


def _is_over_notes(head: etree._Element) -> bool:
    """Whether nothing but notes follows a heading."""
    rest = [e for e in head.itersiblings() if isinstance(e.tag, str)]
    return bool(rest) and all(e.tag == TEI + "note" for e in rest)


PAGES = ("pageNum", "pageNumber", "folio", "header", "footer", "lineNum")


def _is_aside(element: etree._Element, local: str) -> bool:
    parent = element.getparent()
    beside = set() if parent is None else {etree.QName(e).localname for e in parent.iter("{*}*")}
    above = "" if parent is None else etree.QName(parent).localname
    return (
        (local == "figDesc" and "graphic" in beside)
        or (local == "desc" and above in ("gap", "graphic"))
        or (local == "fw" and element.get("type") in PAGES)
        or (local == "pc" and element.get("force") == "weak" and _breaks(element.getnext()))
    )


def _breaks(following: etree._Element | None) -> bool:
    return following is not None and following.tag == TEI + "lb" and following.get("break") == "no"


def _is_apart(entry: etree._Element) -> bool:
    return any(above.tag == TEI + "listApp" for above in entry.iterancestors())


def _is_placed(entry: etree._Element) -> bool:
    return _is_apart(entry) or bool(entry.get("from") or entry.get("to") or entry.get("loc"))


def _is_reading(element: etree._Element, entry: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element is entry:
        return False
    above = element.getparent()
    while above is not None and above.tag == TEI + "rdgGrp":
        above = above.getparent()
    return above is entry and etree.QName(element).localname not in ("note", "witDetail", "rdgGrp")


def letters(pieces: Iterable[str]) -> str:
    """All characters but blanks, soft hyphens and the words that stand for a picture."""
    shown = re.sub(FIGURE, "", "".join(pieces))
    return re.sub(r"[\s\u00ad\ufeff]+", "", shown)


def difference(wanted: str, shown: str, signs: Iterable[str] = SIGNS) -> str:
    """Where the shown text leaves the wanted one; "" where it holds every character in order.

    Beside them it may hold signs only.
    """
    at, signs = 0, set(signs)
    for place, letter in enumerate(wanted):
        found = shown.find(letter, at)
        if found < 0 or set(shown[at:found]) - signs:
            here = wanted[max(0, place - 30) : place + 30]
            return f"wanted …{here}…, shown …{shown[max(0, at - 30) : at + 30]}…"
        at = found + 1
    surplus = "".join(letter for letter in shown[at:] if letter not in signs)
    return f"added at the end: {surplus[:60]}" if surplus else ""


def unplaced(wanted: Iterable[Iterable[str]], shown: Iterable[str]) -> list[str]:
    """The pieces that no shown one equals, signs and numbers aside; each shown one serves once."""
    pieces = Counter(filter(None, (bare(piece) for piece in wanted)))
    return sorted(pieces - Counter(bare(piece) for piece in shown))


def bare(piece: Iterable[str]) -> str:
    """The letters of a piece, without signs and numbers."""
    return "".join(char for char in letters(piece) if unicodedata.category(char)[0] in "LM")


def unsorted(wanted: Iterable[Iterable[str]], shown: Iterable[str]) -> list[str]:
    """The pieces that no shown one holds, in whatever order and beside whatever else."""
    held = [Counter(bare(one)) for one in shown]
    pieces = [bare(piece) for piece in wanted]
    return [piece for piece in pieces if not any(Counter(piece) <= one for one in held)]
