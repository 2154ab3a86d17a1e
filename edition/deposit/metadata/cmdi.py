"""CMDI 1.2 with a profile that deposit.toml may choose.

    [cmdi]
    profile = "clarin.eu:cr1:p_…"       # else OLAC-DcmiTerms
    component = "TextCorpusProfile"     # the profile's root component
    collection = "Letters"              # MdCollectionDisplayName
    self-link = "https://…"             # MdSelfLink
    [cmdi.elements]                     # what the profile calls a field; "" leaves it out
    title = "Name"

Source: Component Metadata Infrastructure (CMDI): Component Metadata Specification 1.2
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from edition.deposit.metadata import Format
from edition.deposit.record import Record, Text
from edition.deposit.serialising import child, xml
from tei.names import XML_LANG

NAMESPACE = "http://www.clarin.eu/cmd/1"
REGISTRY = "https://catalog.clarin.eu/ds/ComponentRegistry/rest/registry/1.x/profiles"
PROFILE = "clarin.eu:cr1:p_1288172614026"
COMPONENT = "OLAC-DcmiTerms"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write(record: Record) -> bytes:
    """The record as CMDI."""
    profile = record.detail("cmdi", "profile", PROFILE)
    payload = f"{NAMESPACE}/profiles/{profile}"
    spaces: Any = {None: NAMESPACE, "cmdp": payload, "xsi": XSI}
    root = etree.Element(f"{{{NAMESPACE}}}CMD", nsmap=spaces)
    root.set("CMDVersion", "1.2")
    location = f"{NAMESPACE} https://infra.clarin.eu/CMDI/1.x/xsd/cmd-envelop.xsd"
    root.set(f"{{{XSI}}}schemaLocation", f"{location} {payload} {REGISTRY}/{profile}/xsd")
    _header(root, record, profile)
    _resources(root, record)
    components = child(root, "Components")
    name = record.detail("cmdi", "component", COMPONENT)
    component = etree.SubElement(components, f"{{{payload}}}{name}")
    for term, text in sorted(_named(record), key=lambda pair: pair[0]):
        element = child(component, term, text.value)
        if text.language:
            element.set(XML_LANG, text.language)
    return xml(root)


def _header(root: etree._Element, record: Record, profile: str) -> None:
    """Who made the description and where it will stand."""
    header = child(root, "Header")
    child(header, "MdCreator", record.contact.name or record.publisher.name)
    link = record.detail("cmdi", "self-link")
    if link:
        child(header, "MdSelfLink", link)
    child(header, "MdProfile", profile)
    collection = record.detail("cmdi", "collection")
    if collection:
        child(header, "MdCollectionDisplayName", collection)


def _resources(root: etree._Element, record: Record) -> None:
    """The edition's address as the landing page."""
    resources = child(root, "Resources")
    proxies = child(resources, "ResourceProxyList")
    address = next((one.url for one in record.identifiers if one.url), "")
    if address:
        proxy = child(proxies, "ResourceProxy", "", {"id": "edition"})
        child(proxy, "ResourceType", "LandingPage")
        child(proxy, "ResourceRef", address)
    child(resources, "JournalFileProxyList")
    child(resources, "ResourceRelationList")


def _named(record: Record) -> Iterator[tuple[str, Text]]:
    """(element, text) by the names of the profile."""
    names = record.details.get("cmdi", {}).get("elements", {})
    for term, text in terms(record):
        name = str(names.get(term, term))
        if name and text:
            yield name, text


def terms(record: Record) -> Iterator[tuple[str, Text]]:
    """(term of Dublin Core, text)."""
    yield "title", record.title
    for text in (*record.subtitles, *record.alternatives):
        yield "alternative", text
    for agent in record.creators:
        yield "creator", Text(agent.name)
    for agent in record.contributors:
        yield "contributor", Text(agent.name)
    yield "publisher", Text(record.publisher.name)
    yield "issued", Text(record.publication_date.value)
    yield "created", Text(record.created.value)
    for language in record.language_names:
        yield "language", Text(language)
    yield "description", record.description
    yield "license", Text(record.licence.url or record.licence.name)
    for subject in record.subjects:
        yield "subject", Text(subject.term, subject.language)
    for one in record.identifiers:
        yield "identifier", Text(one.url or one.value)
    yield "source", record.source
    for text in record.extent:
        yield "extent", text
    yield "type", Text("Text")


FORMAT = Format(
    "cmdi",
    ".cmdi",
    "application/x-cmdi+xml",
    write,
    "CMDI 1.2, for CLARIN centres",
    "edition.cmdi",
    "https://www.clarin.eu/cmdi",
)
