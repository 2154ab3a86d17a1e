"""Unqualified Dublin Core as OAI-PMH wants it (oai_dc).

Source: Open Archives Initiative Protocol for Metadata Harvesting 2.0, §2.5; DCMES 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from edition.deposit.metadata import Format
from edition.deposit.record import Record, Text
from edition.deposit.serialising import xml
from tei.names import XML_LANG

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write(record: Record) -> bytes:
    """The record as oai_dc."""
    return xml(element(record))


def element(record: Record) -> etree._Element:
    """The record as the element oai_dc:dc, to be put into a response or a file."""
    spaces: Any = {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap=spaces)
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, text in terms(record):
        if text:
            made = etree.SubElement(root, f"{{{DC}}}{name}")
            made.text = text.value
            if text.language:
                made.set(XML_LANG, text.language)
    return root


def terms(record: Record) -> Iterator[tuple[str, Text]]:
    """(name, text) of each element, in the order of the fifteen."""
    for text in (record.title, *record.subtitles, *record.alternatives):
        yield "title", text
    for agent in record.creators:
        yield "creator", Text(agent.name)
    for subject in record.subjects:
        yield "subject", Text(subject.term, subject.language)
    yield "description", record.description
    yield "publisher", Text(record.publisher.name)
    for agent in record.contributors:
        yield "contributor", Text(agent.name)
    yield "date", Text(record.publication_date.value)
    yield "type", Text("Text")  # of the DCMI Type Vocabulary
    yield "type", record.genre
    yield "format", Text("application/tei+xml")
    for text in record.extent:
        yield "format", text
    for one in record.identifiers:
        yield "identifier", Text(one.url or one.value)
    yield "source", record.source
    for language in record.language_names:
        yield "language", Text(language)
    for related in record.related:
        yield "relation", Text(related.identifier.url or related.identifier.value)
    yield "rights", Text(record.licence.name)
    yield "rights", Text(record.licence.url)


FORMAT = Format(
    "dublin-core",
    ".xml",
    "application/xml",
    write,
    "Dublin Core for OAI-PMH (oai_dc)",
    "oai_dc.xml",
    "https://www.openarchives.org/OAI/2.0/oai_dc.xsd",
)
