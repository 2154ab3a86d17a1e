"""InvenioRDM records (Zenodo and others): the JSON of a draft for POST /api/records.

Only what every InvenioRDM takes is written as an identifier: ORCID, GND, ISNI and ROR; VIAF and
Wikidata are refused.  There is no resource type “edition”.  A ported licence is unknown there
and goes as title and link.  Source: https://inveniordm.docs.cern.ch/reference/metadata/
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from edition.deposit.access import access
from edition.deposit.licences import is_ported
from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Date, Licence, Person, Record, Related, Text
from edition.deposit.roles import role
from edition.deposit.serialising import filled, json_bytes

TAKEN = ("orcid", "gnd", "isni", "ror")
SHORTEST_TITLE = 3
# DataCite's resourceTypeGeneral → the vocabulary of InvenioRDM.
TYPES = {
    "Text": "publication-other",
    "Book": "publication-book",
    "BookChapter": "publication-section",
    "JournalArticle": "publication-article",
    "Dataset": "dataset",
    "Collection": "dataset",
    "Software": "software",
    "Image": "image",
    "Dissertation": "publication-thesis",
    "Report": "publication-report",
}
SCHEMES = ("doi", "handle", "ark", "urn", "purl", "url", "isbn", "issn")


def write(record: Record) -> bytes:
    """The draft of the record."""
    return json_bytes(draft(record))


def draft(record: Record) -> dict[str, Any]:
    """The draft as data: access, files, pids where there is a DOI already, and metadata."""
    found: dict[str, Any] = {
        "access": access(record),
        "files": {"enabled": True},
        "metadata": filled(metadata(record)),
    }
    if record.doi:
        found["pids"] = {"doi": {"identifier": record.doi, "provider": "external"}}
    return found


def _other_titles(record: Record) -> Iterator[tuple[Text, str]]:
    """The subtitles and other titles with their kinds."""
    for text in record.subtitles:
        yield text, "subtitle"
    for text in record.alternatives:
        yield text, "translated-title" if text.language else "alternative-title"


def metadata(record: Record) -> dict[str, Any]:
    """The metadata of a draft."""
    return {
        "resource_type": {"id": resource_type(record)},
        "title": record.title.value,
        "additional_titles": [
            {"title": text.value, "type": {"id": kind}}
            for text, kind in _other_titles(record)
            if len(text.value) >= SHORTEST_TITLE
        ],
        "creators": [_agent(one, "") for one in record.creators],
        "contributors": [_agent(one, role(one.role, "invenio")) for one in record.contributors],
        "publisher": record.publisher.name,
        "publication_date": record.publication_date.value,
        "dates": [_date(one) for one in record.dates],
        "languages": [{"id": code} for code in record.codes],
        "description": html(record.description.value),
        "rights": [_rights(record.licence)],
        "subjects": [{"subject": one.term} for one in record.subjects],
        "identifiers": [
            {"identifier": one.url or one.value, "scheme": _scheme(one.scheme)}
            for one in record.identifiers
            if one.scheme in SCHEMES and one.scheme != "doi"
        ],
        "related_identifiers": [_related(one) for one in record.related],
        "sizes": [one.value for one in record.extent],
        "formats": ["application/tei+xml"],
        "version": record.version.value,
        "additional_descriptions": _notes(record),
    }


def html(text: str) -> str:
    """Plain text as the HTML that InvenioRDM takes a description for."""
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def resource_type(record: Record) -> str:
    """What deposit.toml says under [invenio], else what the general type is called there."""
    own = record.detail("invenio", "resource-type")
    return own or TYPES.get(record.resource_type.value or "Text", "publication-other")


def _agent(one: Agent, kind: str) -> dict[str, Any]:
    """A creator or contributor; where a name is not split, all of it is the family name.

    InvenioRDM cannot hold a personal name otherwise; `edition deposit check` asks for the parts.
    """
    identifiers = [
        {"scheme": found.scheme, "identifier": found.value}
        for found in one.identifiers
        if found.scheme in TAKEN
    ]
    body: dict[str, Any] = {"type": "organizational", "name": one.name}
    affiliations: list[dict[str, str]] = []
    if isinstance(one, Person):
        family = one.family or one.literal
        body = {"type": "personal", "family_name": family, "given_name": one.given}
        affiliations = [{"name": one.affiliation}] if one.affiliation else []
    found: dict[str, Any] = {"person_or_org": {**body, "identifiers": identifiers}}
    if kind:
        found["role"] = {"id": kind}
    return {**found, "affiliations": affiliations}


def _date(one: Date) -> dict[str, Any]:
    return {"date": one.value, "type": {"id": one.kind}} if one else {}


def _rights(licence: Licence) -> dict[str, Any]:
    """The licence by its id, lower case, where InvenioRDM knows it; else as title and link."""
    if not licence:
        return {}
    if licence.spdx and not is_ported(licence):
        return {"id": licence.spdx.lower()}
    title = licence.name or licence.spdx or licence.url
    return {"title": {"en": title}, "link": licence.url}


def _scheme(scheme: str) -> str:
    return "handle" if scheme == "hdl" else scheme


def _related(one: Related) -> dict[str, Any]:
    if one.identifier.scheme not in SCHEMES:
        return {}
    bare = one.identifier.scheme in ("doi", "isbn", "issn")
    return {
        "identifier": one.identifier.value if bare else one.identifier.url or one.identifier.value,
        "scheme": _scheme(one.identifier.scheme),
        "relation_type": {"id": one.relation.lower()},
    }


def _notes(record: Record) -> list[dict[str, Any]]:
    """The source and the funders, which have no field of their own without vocabularies."""
    notes = [f"Source: {record.source}"] if record.source else []
    notes += [f"Funded by {_funding(record, n)}" for n in range(len(record.funders))]
    return [{"description": html(note), "type": {"id": "other"}} for note in notes]


def _funding(record: Record, number: int) -> str:
    funder = record.funders[number]
    award = " ".join(part for part in (funder.award_title, funder.award_number) if part)
    return f"{funder.name} ({award})" if award else funder.name


FORMAT = Format(
    "invenio",
    ".json",
    "application/json",
    write,
    "InvenioRDM (Zenodo): draft of a record (JSON)",
    "invenio.json",
    "https://inveniordm.docs.cern.ch/reference/metadata/",
)
