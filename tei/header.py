"""header: the teiHeader, from what the text says of itself and what the project adds.

Source: TEI P5 Guidelines, chapter 2.  A fact that nobody gave is left out or said to be
unknown; nothing is invented.
"""

from __future__ import annotations

import re

from lxml import etree

from tei.annotation import Annotation
from tei.encode import Writer
from tei.fidelity import TYPOGRAPHIC, LeftOut
from tei.licences import address_of
from tei.names import append_text, make
from tei.particulars import add_encoding, add_profile
from tei.provenance import authors, editors, notice_of, titles
from tei.reading import Reading
from tei.resolve.conflicts import ONLY_IN_BIBL
from tei.settings import Settings

RESPONSIBLE = ("translated", "transcription", "proofread", "edited")
# A personal name as printed: initials or capitalised words, two at least.
NAME = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ]\.[ \u00a0]?)+[^\W\d_]+|[A-ZÀ-ÞА-Я][\w’'-]+(?: [A-ZÀ-ÞА-Я][\w.’'-]*)+"
)


def add_header(
    header: etree._Element,
    reading: Reading,
    settings: Settings,
    writer: Writer,
    outs: list[LeftOut],
) -> None:
    """Fill a teiHeader.  Metadata lines are written into it with all that was found in them."""
    description = make(header, "fileDesc")
    _title_statement(description, reading, settings, writer)
    _extent(description, reading)
    _publication(description, reading, settings, writer)
    _notes(description, reading, writer)
    _source(description, reading, settings, writer)
    told = [out for out in outs if out.reason != TYPOGRAPHIC]
    add_encoding(header, reading, told, outs, settings.project)
    add_profile(header, reading, writer)
    _revisions(header, reading, writer)


def lines(reading: Reading, *fields: str) -> list[Annotation]:
    """The metadata lines of some fields, in text order."""
    return [item for item in reading.annotations.of("metadata") if item.get("field") in fields]


def fill(
    writer: Writer, element: etree._Element, start: int, end: int, keep: tuple[str, ...] = ()
) -> None:
    """Write text[start:end] with its inline annotations (only kinds in `keep`, if given)."""
    inside = writer.reading.annotations.within(start, end)
    found = [item for item in inside if item.kind not in ("metadata", "left-out")]
    references = [item for item in found if item.kind == "bibl"]
    found = [
        item
        for item in found
        if (item.kind in keep if keep else item.kind not in ONLY_IN_BIBL)
        or (not keep and any(bibl.contains(item) for bibl in references))
    ]
    writer.write(element, found, start, end)


def labelled(item: Annotation) -> int:
    """Where the value of a metadata line begins, after its printed label."""
    return item.start + len(item.get("label"))


def _title_statement(
    parent: etree._Element, reading: Reading, settings: Settings, writer: Writer
) -> None:
    statement = make(parent, "titleStmt")
    for text, kind in titles(reading, settings):
        make(statement, "title", text, type=kind)
    for author in authors(reading, settings):
        make(statement, "author", author)
    for editor in settings.editors or editors(reading):
        make(statement, "editor", editor)
    if settings.funder:
        make(statement, "funder", settings.funder)
    for item in lines(reading, *RESPONSIBLE):
        _responsibility(statement, item, writer)


def _responsibility(statement: etree._Element, item: Annotation, writer: Writer) -> None:
    """respStmt: what was done, by whom, and what else the line says."""
    made = make(statement, "respStmt")
    text = writer.reading.source.text
    resp = make(made, "resp")
    name = NAME.search(text, labelled(item), item.end)
    if name is None:
        fill(writer, resp, item.start, labelled(item) or item.start, ("date",))
        fill(writer, make(made, "name"), labelled(item), item.end, ("date",))
        return
    fill(writer, resp, item.start, name.start(), ("date",))
    make(made, "persName", name[0])
    if text[name.end() : item.end].strip():
        fill(writer, make(made, "note"), name.end(), item.end, ("date", "title"))


def _extent(parent: etree._Element, reading: Reading) -> None:
    text = reading.source.text
    extent = make(parent, "extent")
    for unit, quantity in (("words", len(text.split())), ("characters", len(text))):
        make(extent, "measure", f"{quantity} {unit}", unit=unit, quantity=str(quantity))
        append_text(extent, " ")


def _publication(
    parent: etree._Element, reading: Reading, settings: Settings, writer: Writer
) -> None:
    """publicationStmt: who publishes the edition, when and how it may be used.

    The facts need an agency before them (TEI P5 Guidelines, §2.2.4); where none is stated that
    element is empty, for any words in it would be taken for a name.
    """
    statement = make(parent, "publicationStmt")
    make(statement, "publisher" if settings.publisher else "authority", settings.publisher)
    if settings.place:
        make(statement, "pubPlace", settings.place)
    if settings.date:
        make(statement, "date", settings.date, when=settings.date)
    if settings.identifier:
        kind = "DOI" if settings.identifier.startswith("10.") else "URI"
        make(statement, "idno", settings.identifier, type=kind)
    _availability(statement, reading, settings, writer)


def _availability(
    statement: etree._Element, reading: Reading, settings: Settings, writer: Writer
) -> None:
    """The licence that the project gives, and those that the text states, with addresses."""
    said = lines(reading, "licence")
    known = bool(settings.licence or settings.licence_url or said)
    availability = make(statement, "availability", status="free" if known else "unknown")
    if not known:
        make(availability, "p", "Neither the text nor the project states a licence.")
    if settings.licence or settings.licence_url:
        words = settings.licence or settings.licence_url
        target = settings.licence_url or address_of(words)
        make(make(availability, "licence", target=target), "p", words)
    text = reading.source.text
    for item in said:
        target = address_of(text[item.start : item.end])
        paragraph = make(make(availability, "licence", target=target), "p")
        if item.get("label"):
            make(paragraph, "label", item.get("label"))
        fill(writer, paragraph, labelled(item), item.end)


def _notes(parent: etree._Element, reading: Reading, writer: Writer) -> None:
    found = lines(reading, "note")
    if found:
        statement = make(parent, "notesStmt")
        for item in found:
            fill(writer, make(statement, "note"), item.start, item.end)


def _source(parent: etree._Element, reading: Reading, settings: Settings, writer: Writer) -> None:
    """sourceDesc: what the text was taken from, and where it first appeared.

    The work that the text was taken from holds the first publication as a related item; a
    line that names no work ("Source: the library's scans") is an item of a list.
    """
    source = make(parent, "sourceDesc")
    first = lines(reading, "firstPublished")
    taken = [item for item in lines(reading, "source") if names_a_work(reading, item)]
    plain = [item for item in lines(reading, "source") if item not in taken]
    outer = source
    for item in taken:
        outer = make(source, "bibl", type="source")
        _labelled_bibl(outer, item, writer)
    for item in first:
        holder = make(outer, "relatedItem", type="firstPublication") if taken else source
        _labelled_bibl(make(holder, "bibl", type="firstPublication"), item, writer)
    if plain:
        _plain_sources(make(source, "list", type="source"), plain, writer)
    if not len(source):
        origin = reading.source.origin
        name = origin.name.replace("\\", "/").rsplit("/", 1)[-1]
        made = make(source, "bibl", type="digitalSource")
        notice = notice_of(reading)
        if notice.archive:
            make(made, "publisher", notice.archive)
        if notice.archive and notice.number:
            make(made, "idno", notice.number, type=notice.archive.replace(" ", ""))
        make(made, "title", "Plain text" if name == "-" else name)


def names_a_work(reading: Reading, line: Annotation) -> bool:
    """Whether a reference or a title was found in a line."""
    return any(reading.annotations.inside(line.start, line.end, kind) for kind in ("bibl", "title"))


def _plain_sources(listed: etree._Element, plain: list[Annotation], writer: Writer) -> None:
    for line in plain:
        item = make(listed, "item")
        if line.get("label"):
            make(item, "label", line.get("label"))
        fill(writer, item, labelled(line), line.end)


def _labelled_bibl(bibl: etree._Element, item: Annotation, writer: Writer) -> None:
    """A printed line as a bibl: its label, and its fields as found."""
    if item.get("label"):
        make(bibl, "seg", item.get("label"), type="label")
    inside = writer.reading.annotations.within(item.start, item.end)
    items = [found for found in inside if found.kind not in ("metadata", "bibl", "quotation")]
    writer.write(bibl, items, labelled(item), item.end)


def _revisions(header: etree._Element, reading: Reading, writer: Writer) -> None:
    found = lines(reading, "lastUpdated")
    if not found:
        return
    revisions = make(header, "revisionDesc")
    for item in found:
        dates = reading.annotations.inside(item.start, item.end, "date")
        when = dates[0].get("when") if dates else ""
        fill(writer, make(revisions, "change", when=when), item.start, item.end)
