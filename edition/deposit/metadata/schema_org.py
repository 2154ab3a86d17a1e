"""schema.org as JSON-LD, for search engines and for web pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record
from edition.deposit.roles import role
from edition.deposit.serialising import filled, json_bytes

TYPES = {"Book": "Book", "Dataset": "Dataset", "Collection": "Collection"}


def write(record: Record) -> bytes:
    """The record as JSON-LD."""
    return json_bytes(data(record))


def data(record: Record) -> dict[str, Any]:
    """The record as a node of schema.org; what is empty is left out."""
    editors = [one for one in record.contributors if role(one.role) == "Editor"]
    translators = [one for one in record.contributors if role(one.role) == "Translator"]
    others = [one for one in record.contributors if one not in editors + translators]
    address = next((one.url for one in record.identifiers if one.url), "")
    place = {"@type": "Place", "name": record.place.value} if record.place else {}
    found = filled(
        {
            "@context": "https://schema.org",
            "@type": TYPES.get(record.resource_type.value, "CreativeWork"),
            "@id": address,
            "name": record.title.value,
            "alternativeHeadline": " ; ".join(map(str, record.subtitles)),
            "alternateName": [text.value for text in record.alternatives],
            "author": agents(record.creators),
            "editor": agents(editors),
            "translator": agents(translators),
            "contributor": agents(others),
            "publisher": _body(record.publisher.name, record.publisher.ror),
            "locationCreated": place,
            "datePublished": record.publication_date.value,
            "dateCreated": record.created.value,
            "dateModified": next((d.value for d in record.dates if d.kind == "updated"), ""),
            "inLanguage": [one.tag for one in record.languages],
            "abstract": record.description.value,
            "license": record.licence.url or record.licence.name,
            "keywords": [one.term for one in record.subjects],
            "genre": record.genre.value,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}
                for one in record.identifiers
            ],
            "url": address,
            "isBasedOn": _addresses(record, *SOURCES),
            "isPartOf": _addresses(record, "IsPartOf"),
            "funder": [_body(one.name) for one in record.funders],
            "version": record.version.value,
            "encodingFormat": "application/tei+xml",
        }
    )
    assert isinstance(found, dict)
    return found


def agents(found: Sequence[Agent]) -> list[dict[str, Any]]:
    """Persons and bodies as nodes."""
    return [_agent(one) for one in found]


def _agent(one: Agent) -> dict[str, Any]:
    addresses = [number.url for number in one.identifiers]
    node: dict[str, Any] = {
        "@type": "Person" if isinstance(one, Person) else "Organization",
        "@id": addresses[0] if addresses else "",
        "name": one.direct if isinstance(one, Person) else one.name,
        "sameAs": addresses[1:],
    }
    if isinstance(one, Person):
        node |= {"familyName": one.family, "givenName": one.given}
        node["affiliation"] = _body(one.affiliation)
    return node


def _body(name: str, ror: str = "") -> dict[str, str]:
    if not name:
        return {}
    return {"@type": "Organization", "@id": f"https://ror.org/{ror}" if ror else "", "name": name}


SOURCES = ("IsDerivedFrom", "IsTranslationOf", "IsVariantFormOf")


def _addresses(record: Record, *relations: str) -> list[str]:
    """The addresses of what the edition has one of the relations to."""
    return [one.identifier.url for one in record.related if one.relation in relations]


FORMAT = Format(
    "schema-org",
    ".jsonld",
    "application/ld+json",
    write,
    "schema.org (JSON-LD)",
    "schema-org.jsonld",
    "https://schema.org/CreativeWork",
)
