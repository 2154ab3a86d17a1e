"""TextGrid: metadata of work, edition, item and collection (`.meta`), schema of 2010.

A text in TextGrid is an item in an edition of a work.  `--format textgrid` writes the metadata
of the edition; the others are made here too, for a package.  Source:
https://textgridlab.org/schema/textgrid-metadata_2010.xsd
"""

from __future__ import annotations

from lxml import etree

from edition.deposit.dates import SIMPLE
from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record
from edition.deposit.roles import role
from edition.deposit.serialising import child, xml

NAMESPACE = "http://textgrid.info/namespaces/metadata/core/2010"
TEI = "text/xml"
EDITION = "text/tg.edition+tg.aggregation+xml"
WORK = "text/tg.work+xml"
COLLECTION = "text/tg.collection+tg.aggregation+xml"
GENRES = ("drama", "prose", "verse", "reference work", "non-fiction", "non-text", "other")
BODY = {"isCorporateBody": "true"}
AGENTS = {"Editor": "editor", "Translator": "translator", "Distributor": "distributor"}
AGENTS["DataCurator"] = "markupEditor"


def write(record: Record) -> bytes:
    """The metadata of the edition."""
    root, thing = _object(record, EDITION)
    edition = child(thing, "edition")
    if work := record.detail("textgrid", "work"):
        child(edition, "isEditionOf", work)
    for agent in record.creators:
        _agent(edition, agent, "author" if agent.role == "author" else "editor")
    for agent in record.contributors:
        _agent(edition, agent, AGENTS.get(role(agent.role), "contributor"))
    _source(edition, record)
    for language in record.codes:
        child(edition, "language", language)
    licence = record.licence
    child(edition, "license", licence.name or licence.spdx, {"licenseUri": licence.url})
    return xml(root)


def work(record: Record) -> bytes:
    """The metadata of the work: its authors, when it was written, its genre."""
    root, thing = _object(record, WORK)
    element = child(thing, "work")
    for agent in record.creators:
        _agent(element, agent, "author")
    if record.created:
        _date(element, "dateOfCreation", record.created.value)
    child(element, "genre", genre(record))
    return xml(root)


def item(record: Record, media_type: str = TEI) -> bytes:
    """The metadata of one file."""
    root, thing = _object(record, media_type)
    element = child(thing, "item")
    holder = record.detail("textgrid", "rights-holder") or record.publisher.name
    if holder:
        child(element, "rightsHolder", holder, BODY)
    return xml(root)


def collection(record: Record) -> bytes:
    """The metadata of a collection of editions."""
    root, thing = _object(record, COLLECTION)
    element = child(thing, "collection")
    for agent in record.contributors or (record.publisher,):
        body = {} if isinstance(agent, Person) else BODY
        child(element, "collector", agent.name, body)
    if record.description:
        child(element, "abstract", record.description.value)
    return xml(root)


def genre(record: Record) -> str:
    """TextGrid's genre: what deposit.toml says under [textgrid], else the genre if it is one."""
    said = (record.detail("textgrid", "genre") or record.genre.value).lower()
    return said if said in GENRES else "other"


def _object(record: Record, media_type: str) -> tuple[etree._Element, etree._Element]:
    """The root and the object, with title, identifiers and format."""
    root = etree.Element(f"{{{NAMESPACE}}}MetadataContainerType", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    thing = child(root, "object")
    provided = child(child(thing, "generic"), "provided")
    for text in (record.title, *record.subtitles):
        child(provided, "title", text.value)
    for one in record.identifiers:
        child(provided, "identifier", one.url or one.value, {"type": one.scheme})
    child(provided, "format", media_type)
    return root, thing


def _agent(parent: etree._Element, agent: Agent, kind: str) -> None:
    known = agent.identifiers
    attributes = {
        "role": kind,
        "id": f"{known[0].scheme}:{known[0].value}" if known else "",
    }
    child(parent, "agent", agent.name, attributes)


def _date(parent: etree._Element, name: str, value: str) -> None:
    """A date, or the two of an interval."""
    first, _, last = value.partition("/")
    if last:
        child(parent, name, value, {"notBefore": first, "notAfter": last})
    elif SIMPLE.fullmatch(value):
        child(parent, name, value, {"date": value})


def _source(edition: etree._Element, record: Record) -> None:
    """What the edition was made from."""
    if not record.source:
        return
    citation = child(child(edition, "source"), "bibliographicCitation")
    child(citation, "editionTitle", record.source.value)


FORMAT = Format(
    "textgrid",
    ".meta",
    "text/xml",
    write,
    "TextGrid: metadata of the edition (.meta)",
    "edition.meta",
    "https://textgridlab.org/schema/textgrid-metadata_2010.xsd",
)
