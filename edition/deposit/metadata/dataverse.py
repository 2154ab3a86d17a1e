"""Dataverse: the JSON of a new dataset for POST /api/dataverses/{id}/datasets.

Source: https://guides.dataverse.org/en/latest/api/native-api.html and the citation block.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record
from edition.deposit.roles import role
from edition.deposit.serialising import json_bytes

TAKEN = {"orcid": "ORCID", "isni": "ISNI", "viaf": "VIAF", "gnd": "GND"}
Field = dict[str, Any]


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Any]:
    """The words of Dataverse's controlled vocabularies."""
    path = Path(__file__).resolve().parent.parent / "dataverse.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def write(record: Record) -> bytes:
    """The dataset of the record."""
    return json_bytes(dataset(record))


def dataset(record: Record) -> dict[str, Any]:
    """The dataset as data."""
    block = {"displayName": "Citation Metadata", "fields": fields(record)}
    version: dict[str, Any] = {"metadataBlocks": {"citation": block}}
    if record.licence.spdx or record.licence.url:
        version["license"] = {"name": licence_name(record), "uri": _licence_url(record)}
    return {"datasetVersion": version}


def licence_name(record: Record) -> str:
    """The licence as Dataverse calls it: "CC BY 4.0", "CC0 1.0"."""
    if record.licence.spdx == "CC0-1.0":
        return "CC0 1.0"
    return record.licence.name or record.licence.spdx


def _licence_url(record: Record) -> str:
    """The address without the page of one language: Dataverse compares addresses."""
    url = re.sub(r"(creativecommons\.org/.*\d\.\d)(?:/.*)?$", r"\1", record.licence.url)
    return url.replace("https://creativecommons", "http://creativecommons")


def fields(record: Record) -> list[Field]:
    """The fields of the citation block that the record fills."""
    found = [
        _text("title", record.title.value),
        _text("subtitle", " ; ".join(map(str, record.subtitles))),
        _texts("alternativeTitle", [text.value for text in record.alternatives]),
        _compound("otherId", [_other_id(one.scheme, one.value) for one in record.identifiers]),
        _compound("author", [_author(one) for one in record.creators]),
        _compound("datasetContact", [_contact(record)]),
        _compound(
            "dsDescription", [{"dsDescriptionValue": escape(record.description.value, quote=False)}]
        ),
        _terms("subject", subjects(record)),
        _compound("keyword", [{"keywordValue": one.term} for one in record.subjects]),
        _terms("language", _languages(record)),
        _compound(
            "contributor",
            [
                {"contributorType": role(one.role, "dataverse"), "contributorName": one.name}
                for one in record.contributors
            ],
        ),
        _compound(
            "grantNumber",
            [
                {"grantNumberAgency": one.name, "grantNumberValue": one.award_number}
                for one in record.funders
            ],
        ),
        _compound("distributor", [{"distributorName": record.publisher.name}]),
        _text("distributionDate", record.publication_date.value.split("/")[0]),
        _text("depositor", record.depositor.value),
        _texts("kindOfData", ["text"]),
        _texts("dataSources", [record.source.value]),
    ]
    return [field for field in found if field]


def subjects(record: Record) -> list[str]:
    """The fields of knowledge that deposit.toml names under [dataverse]."""
    said = record.details.get("dataverse", {}).get("subject", [])
    return [said] if isinstance(said, str) else [str(one) for one in said]


def _languages(record: Record) -> list[str]:
    names = vocabulary()["languages"]
    return [names[code] for code in record.codes if code in names]


def _author(one: Agent) -> dict[str, str]:
    affiliation = one.affiliation if isinstance(one, Person) else ""
    found = {"authorName": one.name, "authorAffiliation": affiliation}
    known = next((number for number in one.identifiers if number.scheme in TAKEN), None)
    if known is not None:
        found["authorIdentifierScheme"] = TAKEN[known.scheme]
        found["authorIdentifier"] = known.value
    return found


def _contact(record: Record) -> dict[str, str]:
    return {
        "datasetContactName": record.contact.name,
        "datasetContactAffiliation": record.contact.affiliation,
        "datasetContactEmail": record.contact.email,
    }


def _other_id(scheme: str, value: str) -> dict[str, str]:
    return {"otherIdAgency": scheme.upper(), "otherIdValue": value}


VOCABULARIES = ("authorIdentifierScheme", "contributorType")


def _text(name: str, value: str) -> Field:
    if not value:
        return {}
    return {"typeName": name, "multiple": False, "typeClass": "primitive", "value": value}


def _texts(name: str, values: Sequence[str]) -> Field:
    kept = [value for value in values if value]
    if not kept:
        return {}
    return {"typeName": name, "multiple": True, "typeClass": "primitive", "value": kept}


def _terms(name: str, values: Sequence[str]) -> Field:
    """A field whose values are of a controlled vocabulary."""
    field = _texts(name, values)
    return {**field, "typeClass": "controlledVocabulary"} if field else {}


def _compound(name: str, values: Sequence[Mapping[str, str]]) -> Field:
    """A field that holds fields; what is empty is left out."""
    made = []
    for value in values:
        inner = {key: _text(key, text) for key, text in value.items() if text}
        for key in VOCABULARIES:
            if key in inner:
                inner[key]["typeClass"] = "controlledVocabulary"
        if inner:
            made.append(inner)
    if not made:
        return {}
    return {"typeName": name, "multiple": True, "typeClass": "compound", "value": made}


FORMAT = Format(
    "dataverse",
    ".json",
    "application/json",
    write,
    "Dataverse: a new dataset (JSON)",
    "dataverse.json",
    "https://guides.dataverse.org/en/latest/api/native-api.html",
)
