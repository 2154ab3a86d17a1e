"""premis: what was done to the files, by what, and with which outcome, as PREMIS 3 in XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from edition.deposit.formats import FileFormat
from edition.deposit.parts import Measured

NAMESPACE = "http://www.loc.gov/premis/v3"
SCHEMA = f"{NAMESPACE} https://www.loc.gov/standards/premis/v3/premis.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TYPES = "http://id.loc.gov/vocabulary/preservation/eventType/"
EVENTS: Mapping[str, str] = {  # the words of the Library of Congress, with their codes
    "creation": "cre",
    "validation": "val",
    "format identification": "for",
    "message digest calculation": "mes",
    "information package creation": "ipc",
    "fixity check": "fix",
    "transfer": "tra",
}
ROOT = "the package"


@dataclass(frozen=True, slots=True)
class Agent:
    """A program that did something."""

    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done.

    kind:    one of EVENTS
    detail:  what was done, in a sentence
    outcome: "success", "fail" or "warning"
    note:    more on the outcome
    objects: names of the files that it was done to; () for the package as a whole
    agents:  names of the programs that did it
    moment:  when; None for the moment of the package
    """

    kind: str
    detail: str
    outcome: str = "success"
    note: str = ""
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    moment: datetime | None = None


def write(
    objects: Sequence[tuple[Measured, FileFormat]],
    events: Iterable[Event],
    agents: Iterable[Agent],
    moment: datetime,
    name: str,
) -> bytes:
    """A PREMIS document.

    objects: the files with their formats
    moment:  of events that name none
    name:    of the package
    """
    spaces = {"premis": NAMESPACE, "xsi": XSI}
    root = etree.Element(f"{{{NAMESPACE}}}premis", {"version": "3.0"}, nsmap=spaces)
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    _package(root, name)
    for measured, file_format in objects:
        _object(root, measured, file_format)
    for number, event in enumerate(events, 1):
        _event(root, event, number, event.moment or moment, name)
    for agent in agents:
        _agent(root, agent)
    data: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return data


def _package(root: etree._Element, name: str) -> None:
    """The package as a whole: what events are linked to that concern all of it."""
    element = _add(root, "object")
    element.set(f"{{{XSI}}}type", "premis:intellectualEntity")
    _identifier(element, "object", name)


def _object(root: etree._Element, measured: Measured, file_format: FileFormat) -> None:
    element = _add(root, "object")
    element.set(f"{{{XSI}}}type", "premis:file")
    _identifier(element, "object", measured.name)
    facts = _add(element, "objectCharacteristics")
    fixity = _add(facts, "fixity")
    _add(fixity, "messageDigestAlgorithm", "SHA-512")
    _add(fixity, "messageDigest", measured.digest)
    _add(facts, "size", str(measured.size))
    _format(facts, file_format)
    _add(element, "originalName", measured.name.rpartition("/")[2])


def _format(facts: etree._Element, told: FileFormat) -> None:
    element = _add(facts, "format")
    designation = _add(element, "formatDesignation")
    _add(designation, "formatName", told.name)
    if told.version:
        _add(designation, "formatVersion", told.version)
    if told.puid:
        registry = _add(element, "formatRegistry")
        _add(registry, "formatRegistryName", "PRONOM")
        _add(registry, "formatRegistryKey", told.puid)
        _add(registry, "formatRegistryRole", "specification")
    _add(element, "formatNote", f"{told.media}; told {told.basis}")


def _event(root: etree._Element, event: Event, number: int, moment: datetime, name: str) -> None:
    element = _add(root, "event")
    _identifier(element, "event", f"event-{number}")
    kind = _add(element, "eventType", event.kind)
    kind.set("authority", "eventType")
    kind.set("authorityURI", TYPES.rstrip("/"))
    kind.set("valueURI", TYPES + EVENTS[event.kind])
    _add(element, "eventDateTime", moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _add(_add(element, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _add(element, "eventOutcomeInformation")
    _add(outcome, "eventOutcome", event.outcome)
    if event.note:
        _add(_add(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    for agent in event.agents:
        _link(element, "Agent", agent_id(agent), "executing program")
    for linked in event.objects or (name,):
        _link(element, "Object", linked)


def _agent(root: etree._Element, agent: Agent) -> None:
    element = _add(root, "agent")
    _identifier(element, "agent", agent_id(agent.name))
    _add(element, "agentName", agent.name)
    _add(element, "agentType", "software")
    if agent.version:
        _add(element, "agentVersion", agent.version)


def agent_id(name: str) -> str:
    """The identifier of a program in this document."""
    return "agent-" + re.sub(r"\W+", "-", name.lower()).strip("-")


def _identifier(element: etree._Element, kind: str, value: str) -> None:
    identifier = _add(element, f"{kind}Identifier")
    _add(identifier, f"{kind}IdentifierType", "local")
    _add(identifier, f"{kind}IdentifierValue", value)


def _link(element: etree._Element, kind: str, value: str, role: str = "") -> None:
    link = _add(element, f"linking{kind}Identifier")
    _add(link, f"linking{kind}IdentifierType", "local")
    _add(link, f"linking{kind}IdentifierValue", value)
    if role:
        _add(link, f"linking{kind}Role", role)


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text or None
    return element
