"""Citation File Format 1.2: how the edition is to be cited, for GitHub, Zenodo and others.

Source: https://github.com/citation-file-format/citation-file-format (schema guide 1.2.0)
"""

from __future__ import annotations

import re
from typing import Any

from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Person, Record
from edition.deposit.requiring import require
from edition.deposit.roles import role
from edition.deposit.serialising import filled, yaml_bytes

ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]")
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Identifiers that SPDX has had only since the list of CFF 1.2.0 was made: they go as addresses.
LATER = frozenset(
    (
        *("CC-BY-2.5-AU", "CC-BY-3.0-AU", "CC-BY-3.0-DE", "CC-BY-3.0-IGO", "CC-BY-3.0-NL"),
        *("CC-BY-NC-3.0-DE", "CC-BY-NC-ND-3.0-DE", "CC-BY-NC-SA-2.0-DE", "CC-BY-NC-SA-2.0-FR"),
        *("CC-BY-NC-SA-2.0-UK", "CC-BY-NC-SA-3.0-DE", "CC-BY-NC-SA-3.0-IGO", "CC-BY-ND-3.0-DE"),
        *("CC-BY-SA-3.0-DE", "CC-BY-SA-3.0-IGO", "DL-DE-BY-2.0"),
    )
)
MESSAGE = "If you use this edition, please cite it as below."


def write(record: Record) -> bytes:
    """The record as CITATION.cff.  Raises Problem where title or creators are missing."""
    require(record, "CITATION.cff", "title", "creators")
    return yaml_bytes(filled(data(record)))


def data(record: Record) -> dict[str, Any]:
    """The record as a mapping; what is empty may stand in it."""
    day = record.publication_date.value
    url = next((one.url for one in record.identifiers if one.scheme == "url"), "")
    licence = record.licence
    by_address = not licence.spdx or licence.spdx in LATER
    return {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": record.title.value,
        "authors": [_agent(one) for one in record.creators],
        "abstract": record.description.value,
        "keywords": list(dict.fromkeys(one.term for one in record.subjects)),
        "version": record.version.value,
        "date-released": day if DAY.fullmatch(day) else "",
        "doi": record.doi if DOI.fullmatch(record.doi) else "",
        "identifiers": [
            {"type": "url", "value": one.url, "description": one.scheme}
            for one in record.identifiers
            if one.scheme not in ("doi", "url") and one.url.startswith("http")
        ],
        "url": url,
        "license": licence.spdx if licence.spdx not in LATER else "",
        "license-url": licence.url if by_address and licence.url.startswith("http") else "",
        "contact": [_contact(record)],
        "preferred-citation": _citation(record),
    }


def _agent(one: Agent) -> dict[str, str]:
    """A person by family and given name; a body, or a name that is not split, as an entity."""
    if not isinstance(one, Person) or not one.family:
        return {"name": one.name, "orcid": _orcid(one)}
    return {
        "family-names": one.family,
        "given-names": one.given,
        "affiliation": one.affiliation,
        "orcid": _orcid(one),
    }


def _orcid(one: Agent) -> str:
    """The address of an ORCID in its form; "" for another, of which the check speaks."""
    orcid = getattr(one, "orcid", "")
    return f"https://orcid.org/{orcid}" if ORCID.fullmatch(orcid) else ""


def _contact(record: Record) -> dict[str, str]:
    contact = record.contact
    if not contact:
        return {}
    return {
        "name": contact.name or contact.email,
        "email": contact.email if EMAIL.fullmatch(contact.email) else "",
    }


def _citation(record: Record) -> dict[str, Any]:
    """The edition as a reference: authors, editors, publisher, year."""
    editors = [one for one in record.contributors if role(one.role) == "Editor"]
    return {
        "type": "book" if editors else "generic",
        "title": ": ".join(map(str, (record.title, *record.subtitles))),
        "authors": [_agent(one) for one in record.creators],
        "editors": [_agent(one) for one in editors],
        "publisher": {"name": record.publisher.name} if record.publisher.name else {},
        "year": int(record.year) if record.year else "",
        "doi": record.doi if DOI.fullmatch(record.doi) else "",
        "languages": list(record.codes),
    }


FORMAT = Format(
    "citation-cff",
    ".cff",
    "application/yaml",
    write,
    "Citation File Format 1.2 (CITATION.cff)",
    "CITATION.cff",
    "https://citation-file-format.github.io/",
)
