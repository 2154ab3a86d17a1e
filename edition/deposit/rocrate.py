"""rocrate: ro-crate-metadata.json: what is in the package, for people and machines.

RO-Crate 1.1 (https://www.researchobject.org/ro-crate/specification/1.1/).  It is written here
and not by the library of that name, which puts the time of the day and random names into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from edition.deposit.formats import FileFormat
from edition.deposit.parts import Measured
from edition.deposit.record import Agent, Organisation, Person, Record
from tei.version import tool_version

NAME = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.1"
PRONOM = "https://www.nationalarchives.gov.uk/PRONOM/"
TOOL = "#packaging-tool"
Entity = dict[str, Any]
Files = Sequence[tuple[Measured, FileFormat]]


def write(record: Record, files: Files, moment: datetime, name: str) -> bytes:
    """The metadata file of a crate.

    files:  all files below the crate's root, but for this one
    moment: when the package was made, where the record has no date
    name:   of the package, where the record has no title
    """
    graph = [_descriptor(), _root(record, files, moment, name)]
    graph += [_file(measured, file_format) for measured, file_format in files]
    graph += _formats(files)
    graph += _agents((*record.creators, *record.contributors, record.publisher))
    graph += _licence(record)
    graph += _making(moment)
    graph = list({entity["@id"]: entity for entity in reversed(graph)}.values())[::-1]
    crate = {"@context": f"{VERSION}/context", "@graph": graph}
    return (json.dumps(crate, ensure_ascii=False, indent=2) + "\n").encode()


def _descriptor() -> Entity:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": VERSION},
        "about": {"@id": "./"},
    }


def _root(record: Record, files: Files, moment: datetime, name: str) -> Entity:
    """The root data entity: name, description, datePublished and licence are mandatory (§3.2)."""
    title = str(record.title) or name
    folders = sorted({measured.name.split("/")[0] for measured, _ in files})
    described = f"A TEI edition: {title}. In this package: {', '.join(folders)}."
    texts = [{"@id": path(measured)} for measured, _ in files if measured.part.role == "tei"]
    entity: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": str(record.description) or described,
        "datePublished": record.publication_date.value.split("/")[0] or _iso(moment),
        "license": _licence_of(record),
        "author": [_reference(agent) for agent in record.creators],
        "contributor": [_reference(agent) for agent in record.contributors],
        "publisher": _reference(record.publisher) if record.publisher.literal else None,
        "identifier": f"https://doi.org/{record.doi}" if record.doi else None,
        "inLanguage": [language.tag for language in record.languages],
        "keywords": ", ".join(subject.term for subject in record.subjects),
        "version": str(record.version),
        "mainEntity": texts[0] if len(texts) == 1 else None,
        "hasPart": [{"@id": path(measured)} for measured, _ in files],
        "mentions": {"@id": "#packaging"},
    }
    return _filled(entity)


def _file(measured: Measured, told: FileFormat) -> Entity:
    kinds: list[Any] = [told.media]
    if told.puid:
        kinds.append({"@id": PRONOM + told.puid})
    entity = {
        "@id": path(measured),
        "@type": "File",
        "name": measured.part.title or measured.name.rpartition("/")[2],
        "contentSize": str(measured.size),
        "encodingFormat": kinds if told.puid else told.media,
    }
    return _filled(entity)


def _formats(files: Files) -> list[Entity]:
    known = {told.puid: told for _, told in files if told.puid}
    return [
        {"@id": PRONOM + puid, "@type": "WebSite", "name": f"{told.name} {told.version}".strip()}
        for puid, told in sorted(known.items())
    ]


def _agents(agents: Sequence[Agent]) -> list[Entity]:
    found = [_agent(agent) for agent in agents if agent.name]
    names = [
        agent.affiliation for agent in agents if isinstance(agent, Person) and agent.affiliation
    ]
    return found + [{"@id": _local(name), "@type": "Organization", "name": name} for name in names]


def _agent(agent: Agent) -> Entity:
    if isinstance(agent, Organisation):
        return {**_reference(agent), "@type": "Organization", "name": agent.name}
    entity = {
        **_reference(agent),
        "@type": "Person",
        "name": agent.direct,
        "familyName": agent.family,
        "givenName": agent.given,
        "affiliation": {"@id": _local(agent.affiliation)} if agent.affiliation else None,
    }
    return _filled(entity)


def _reference(agent: Person | Organisation) -> Entity:
    """An agent is its ORCID, ROR or other address, else a name within the crate."""
    addresses = [one.url for one in agent.identifiers if one.url]
    return {"@id": addresses[0] if addresses else _local(agent.name)}


def _local(name: str) -> str:
    """What a name without an address is called in the crate."""
    return f"#agent-{quote(name, safe='')}"


def _licence_of(record: Record) -> Any:
    if record.licence.url:
        return {"@id": record.licence.url}
    if record.licence:
        return record.licence.name or record.licence.spdx
    return "No licence is given: all rights are reserved."


def _licence(record: Record) -> list[Entity]:
    if not record.licence.url:
        return []
    name = record.licence.name or record.licence.spdx or record.licence.url
    entity = {
        "@id": record.licence.url,
        "@type": "CreativeWork",
        "name": name,
        "identifier": record.licence.spdx,
        "description": name,
    }
    return [_filled(entity)]


def _making(moment: datetime) -> list[Entity]:
    """How the package was made."""
    action = {
        "@id": "#packaging",
        "@type": "CreateAction",
        "name": "The package was made",
        "endTime": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "instrument": {"@id": TOOL},
        "result": {"@id": "./"},
    }
    tool = {
        "@id": TOOL,
        "@type": "SoftwareApplication",
        "name": "tei-edition",
        "version": tool_version(),
        "softwareVersion": tool_version(),
    }
    return [action, tool]


def path(measured: Measured) -> str:
    """A file's name as a relative URI (§4.2.2)."""
    return quote(measured.name, safe="/-._~!$'()*+,;=@&")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d")


def _filled(entity: Mapping[str, Any]) -> Entity:
    """Without what is empty; a list of one is that one (RO-Crate 1.1, appendix on JSON-LD)."""
    there = {name: value for name, value in entity.items() if value not in ("", None, [])}
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in there.items()
    }
