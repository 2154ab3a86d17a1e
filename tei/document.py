"""A reading → a whole TEI document: header, stand-off, text, in that order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tei.annotation import Annotation
from tei.content import lay_out, put_in_order
from tei.elements import ENCODER
from tei.encode import Writer
from tei.fidelity import LeftOut, left_out, prove
from tei.header import add_header
from tei.identifiers import Identifiers
from tei.names import NSMAP, TEI, XML_LANG, make
from tei.reading import Reading
from tei.settings import Settings
from tei.standoff import add_standoff

MODEL = (
    'href="http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng" '
    'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
)
FRONT = ("titlePage", "castList", "metadata", "left-out", "epigraph")


@dataclass(frozen=True)
class Document:
    """A TEI document and how it came to be.

    tree:     the document
    reading:  what it was made from
    left_out: what of the text does not stand in it, and why
    counts:   (kind or element, certainty) → how many were written
    places:   xml:id → offset in the base text
    """

    tree: etree._ElementTree
    reading: Reading
    left_out: tuple[LeftOut, ...]
    counts: Mapping[tuple[str, str], int]
    places: Mapping[str, int]

    def serialise(self) -> bytes:
        """The document as UTF-8 with an XML declaration."""
        data: bytes = etree.tostring(self.tree, encoding="UTF-8")
        declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
        return declaration + data.replace(b"?><TEI ", b"?>\n<TEI ", 1) + b"\n"


def make_document(reading: Reading, settings: Settings | None = None) -> Document:
    """Write a resolved reading as TEI and prove that nothing of the text is lost.

    Raises `TextLostError` where something is; this is a fault of the toolkit.
    """
    settings = settings or Settings()
    root = etree.Element(TEI + "TEI", nsmap=NSMAP)
    root.set(XML_LANG, reading.language.written)
    root.addprevious(etree.ProcessingInstruction("xml-model", MODEL))
    writer = Writer(
        reading,
        Identifiers([*reading.agents, ENCODER]),
        drop_hi_marks=settings.hi_marks == "removed",
    )
    header = make(root, "teiHeader")
    text = make(root, "text")
    write_text(writer, text)
    writer.link()
    put_in_order(text)
    outs = left_out(reading, writer.dropped)
    add_header(header, reading, settings, writer, outs)
    add_standoff(root, reading, writer)
    lay_out(root)
    prove(reading, header, text, outs)
    return Document(
        etree.ElementTree(root), reading, tuple(outs), Counter(writer.counts), dict(writer.places)
    )


def write_text(writer: Writer, text: etree._Element) -> None:
    """Write front and body."""
    items = list(writer.reading.annotations)
    split = end_of_front(items)
    end = len(writer.reading.source.text)
    if any(item.kind in ("titlePage", "castList") for item in items if item.end <= split):
        front = [item for item in items if item.end <= split]
        writer.write(make(text, "front"), front, 0, split)
        items = [item for item in items if item.end > split]
    else:
        split = 0
    body = make(text, "body")
    writer.write(body, items, split, end)


def end_of_front(items: list[Annotation]) -> int:
    """Where the title page and the cast list at the text's head end; 0 without them."""
    end = front = 0
    for item in items:
        if item.start < end:
            continue
        if item.kind not in FRONT:
            break
        end = item.end
        if item.kind in ("titlePage", "castList"):
            front = end
    return front
