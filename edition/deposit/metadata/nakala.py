"""Nakala: the metadata of a new data set for POST /datas (JSON).

Five are mandatory: type (COAR), title, creator (family and given name apart), created (W3C-DTF),
licence.  Source: https://api.nakala.fr/doc and https://documentation.huma-num.fr/nakala/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edition.deposit.dates import SIMPLE
from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record, Text
from edition.deposit.serialising import json_bytes

TERMS = "http://nakala.fr/terms#"
DC = "http://purl.org/dc/terms/"
STRING = "http://www.w3.org/2001/XMLSchema#string"
ADDRESS = "http://www.w3.org/2001/XMLSchema#anyURI"
DATE = f"{DC}W3CDTF"
LANGUAGE = f"{DC}RFC5646"
# COAR Resource Types (https://vocabularies.coar-repositories.org/resource_types/).
COAR = "http://purl.org/coar/resource_type/"
TYPES = {
    "Text": f"{COAR}c_18cf",
    "Book": f"{COAR}c_2f33",
    "Dataset": f"{COAR}c_ddb1",
    "Image": f"{COAR}c_c513",
}
Meta = dict[str, Any]


def write(record: Record) -> bytes:
    """The body of the request, files left out: they are named once they are uploaded."""
    return json_bytes({"status": "pending", "metas": list(metas(record))})


def metas(record: Record) -> Iterator[Meta]:
    """The metadata of the record, the mandatory ones first."""
    default = TYPES.get(record.resource_type.value, TYPES["Text"])
    kind = record.detail("nakala", "type", default)
    yield {"propertyUri": f"{TERMS}type", "typeUri": ADDRESS, "value": kind}
    yield _text(f"{TERMS}title", record.title)
    for creator in record.creators:
        yield {"propertyUri": f"{TERMS}creator", "value": _creator(creator)}
    yield {"propertyUri": f"{TERMS}created", "typeUri": STRING, "value": created(record) or None}
    if record.licence.spdx:
        yield {"propertyUri": f"{TERMS}license", "typeUri": STRING, "value": record.licence.spdx}
    yield from _others(record)


def created(record: Record) -> str:
    """When the text was written, else when it was published; no intervals are taken."""
    dates = (record.created.value, record.publication_date.value)
    return next((value for value in dates if value and SIMPLE.fullmatch(value)), "")


def _creator(one: Agent) -> dict[str, str | None] | None:
    """A person with both names; None, for Nakala an anonymous creator, where they are not apart."""
    if not isinstance(one, Person) or not (one.family and one.given):
        return None
    return {"surname": one.family, "givenname": one.given, "orcid": one.orcid or None}


def _others(record: Record) -> Iterator[Meta]:
    """The optional ones, in terms of Dublin Core."""
    yield from _texts(record)
    for language in record.languages:
        yield {"propertyUri": f"{DC}language", "typeUri": LANGUAGE, "value": language.tag}
    issued = record.publication_date.value
    if issued and SIMPLE.fullmatch(issued):
        yield {"propertyUri": f"{DC}issued", "typeUri": DATE, "value": issued}
    for name, values in _words(record).items():
        for value in values:
            yield _plain(name, value)


def _texts(record: Record) -> Iterator[Meta]:
    """What has a language of its own."""
    if record.description:
        yield _text(f"{DC}description", record.description)
    for text in (*record.subtitles, *record.alternatives):
        yield _text(f"{DC}alternative", text)
    for subject in record.subjects:
        yield _text(f"{DC}subject", Text(subject.term, subject.language))


def _words(record: Record) -> dict[str, list[str]]:
    return {
        "creator": [one.name for one in record.creators if _creator(one) is None],
        "contributor": [one.name for one in record.contributors],
        "publisher": [record.publisher.name] if record.publisher.name else [],
        "source": [record.source.value] if record.source else [],
        "extent": [text.value for text in record.extent],
        "identifier": [one.url or one.value for one in record.identifiers],
        "relation": [one.identifier.url or one.identifier.value for one in record.related],
        "license": [record.licence.url] if record.licence.url else [],
    }


def _plain(name: str, value: str) -> Meta:
    return {"propertyUri": f"{DC}{name}", "typeUri": STRING, "value": value}


def _text(uri: str, text: Text) -> Meta:
    meta: Meta = {"propertyUri": uri, "typeUri": STRING, "value": text.value}
    return {**meta, "lang": text.language} if text.language else meta


FORMAT = Format(
    "nakala",
    ".json",
    "application/json",
    write,
    "Nakala: metadata of new data (JSON)",
    "nakala.json",
    "https://api.nakala.fr/doc",
)
