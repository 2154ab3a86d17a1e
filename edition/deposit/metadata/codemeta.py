"""CodeMeta 3.0 (codemeta.json).

An edition is no software: its type is schema.org's CreativeWork, and only those terms are used
that CodeMeta takes from schema.org.  Source: https://codemeta.github.io/terms/
"""

from __future__ import annotations

from typing import Any

from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record
from edition.deposit.serialising import filled, json_bytes


def write(record: Record) -> bytes:
    """The record as codemeta.json."""
    return json_bytes(filled(data(record)))


def data(record: Record) -> dict[str, Any]:
    """The record as a node of CodeMeta; what is empty may stand in it."""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "type": "schema:CreativeWork",
        "name": record.title.value,
        "description": record.description.value,
        "author": [_agent(one) for one in record.creators],
        "contributor": [_agent(one) for one in record.contributors],
        "publisher": {"type": "Organization", "name": record.publisher.name}
        if record.publisher.name
        else {},
        "datePublished": record.publication_date.value,
        "dateCreated": record.created.value,
        "license": _licence(record),
        "identifier": [one.url or one.value for one in record.identifiers],
        "keywords": [one.term for one in record.subjects],
        "funder": [{"type": "Organization", "name": one.name} for one in record.funders],
        "version": record.version.value,
        "fileFormat": "application/tei+xml",
    }


def _licence(record: Record) -> str:
    spdx = record.licence.spdx
    return f"https://spdx.org/licenses/{spdx}" if spdx else record.licence.url


def _agent(one: Agent) -> dict[str, str]:
    address = one.identifiers[0].url if one.identifiers else ""
    if not isinstance(one, Person):
        return {"id": address, "type": "Organization", "name": one.name}
    if not one.family:
        return {"id": address, "type": "Person", "name": one.literal}
    names = {"familyName": one.family, "givenName": one.given}
    return {"id": address, "type": "Person", **names}


FORMAT = Format(
    "codemeta",
    ".json",
    "application/ld+json",
    write,
    "CodeMeta 3.0 (codemeta.json)",
    "codemeta.json",
    "https://codemeta.github.io/terms/",
)
