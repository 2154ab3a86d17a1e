"""DataCite Metadata Schema 4.6 as XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from edition.deposit.datacite import attributes
from edition.deposit.metadata import Format
from edition.deposit.record import Record
from edition.deposit.serialising import child, xml
from tei.names import XML_LANG

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = f"{NAMESPACE} https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
# No DOI yet: DataCite's own word for what will be assigned later (appendix 3 of its schema).
TO_COME = ":tba"
# In the order of the schema: list, item, what is its text, what are its attributes.
LISTS = (
    ("subjects", "subject", "subject", {"schemeUri": "schemeURI", "valueUri": "valueURI"}),
    ("dates", "date", "date", {"dateType": "dateType"}),
    (
        "alternateIdentifiers",
        "alternateIdentifier",
        "alternateIdentifier",
        {"alternateIdentifierType": "alternateIdentifierType"},
    ),
    (
        "relatedIdentifiers",
        "relatedIdentifier",
        "relatedIdentifier",
        {"relatedIdentifierType": "relatedIdentifierType", "relationType": "relationType"},
    ),
    (
        "rightsList",
        "rights",
        "rights",
        {
            "rightsUri": "rightsURI",
            "rightsIdentifier": "rightsIdentifier",
            "rightsIdentifierScheme": "rightsIdentifierScheme",
            "schemeUri": "schemeURI",
        },
    ),
    ("descriptions", "description", "description", {"descriptionType": "descriptionType"}),
)


def write(record: Record) -> bytes:
    """The record as DataCite XML.  Raises Problem where a mandatory property is missing."""
    data = attributes(record)
    spaces: Any = {None: NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    root = etree.Element(f"{{{NAMESPACE}}}resource", nsmap=spaces)
    root.set(LOCATION, SCHEMA)
    child(root, "identifier", data.get("doi", TO_COME), {"identifierType": "DOI"})
    _agents(root, "creator", data["creators"])
    _items(root, data, "titles", "title", "title", {"titleType": "titleType"})
    publisher = data["publisher"]
    names = {"schemeUri": "schemeURI"}
    named = {names.get(key, key): value for key, value in publisher.items() if key != "name"}
    child(root, "publisher", publisher["name"], named)
    child(root, "publicationYear", data["publicationYear"])
    types = data["types"]
    general = {"resourceTypeGeneral": types["resourceTypeGeneral"]}
    child(root, "resourceType", types["resourceType"], general)
    _items(root, data, *LISTS[0])
    _agents(root, "contributor", data.get("contributors", []))
    _items(root, data, *LISTS[1])
    if "language" in data:
        child(root, "language", data["language"])
    for entry in LISTS[2:4]:
        _items(root, data, *entry)
    _plain(root, "sizes", "size", data)
    _plain(root, "formats", "format", data)
    if "version" in data:
        child(root, "version", data["version"])
    for entry in LISTS[4:]:
        _items(root, data, *entry)
    _funding(root, data.get("fundingReferences", []))
    return xml(root)


def _items(
    root: etree._Element,
    data: Mapping[str, Any],
    name: str,
    item: str,
    text: str,
    attributes: Mapping[str, str],
) -> None:
    """A list whose items are a text with attributes."""
    if not data.get(name):
        return
    parent = child(root, name)
    for entry in data[name]:
        found = {known: entry.get(key, "") for key, known in attributes.items()}
        element = child(parent, item, entry.get(text, ""), found)
        if "lang" in entry:
            element.set(XML_LANG, entry["lang"])


def _plain(root: etree._Element, name: str, item: str, data: Mapping[str, Any]) -> None:
    """A list of texts."""
    if data.get(name):
        parent = child(root, name)
        for text in data[name]:
            child(parent, item, text)


def _agents(root: etree._Element, kind: str, agents: list[Mapping[str, Any]]) -> None:
    """The creators or the contributors."""
    if not agents:
        return
    parent = child(root, f"{kind}s")
    for data in agents:
        one = child(parent, kind, "", {"contributorType": data.get("contributorType", "")})
        child(one, f"{kind}Name", data["name"], {"nameType": data["nameType"]})
        for name in ("givenName", "familyName"):
            if name in data:
                child(one, name, data[name])
        for identifier in data.get("nameIdentifiers", []):
            scheme = {
                "nameIdentifierScheme": identifier["nameIdentifierScheme"],
                "schemeURI": identifier["schemeUri"],
            }
            child(one, "nameIdentifier", identifier["nameIdentifier"], scheme)
        for affiliation in data.get("affiliation", []):
            child(one, "affiliation", affiliation["name"])


def _funding(root: etree._Element, funders: list[Mapping[str, str]]) -> None:
    """The funders with their grants."""
    if not funders:
        return
    parent = child(root, "fundingReferences")
    for data in funders:
        one = child(parent, "fundingReference")
        child(one, "funderName", data["funderName"])
        if "funderIdentifier" in data:
            kind = {"funderIdentifierType": data["funderIdentifierType"]}
            child(one, "funderIdentifier", data["funderIdentifier"], kind)
        if "awardNumber" in data:
            address = {"awardURI": data.get("awardUri", "")}
            child(one, "awardNumber", data["awardNumber"], address)
        if "awardTitle" in data:
            child(one, "awardTitle", data["awardTitle"])


FORMAT = Format(
    "datacite-xml",
    ".xml",
    "application/vnd.datacite.datacite+xml",
    write,
    "DataCite 4.6 (XML)",
    "datacite.xml",
    "https://schema.datacite.org/meta/kernel-4.6/",
)
