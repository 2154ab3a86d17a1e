"""ARCHE: the edition as a TopCollection in RDF/XML, with its people.

    [arche]
    id = "https://id.acdh.oeaw.ac.at/mill"      # agreed with ARCHE; else made of the title
    discipline = "602"                          # of the Austrian classification, OEFOS
    owner = "…"                                 # also licensor, rights-holder; else the publisher
    curator = "…"                               # also metadata-creator; else the depositor

Source: https://github.com/acdh-oeaw/arche-schema
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from lxml import etree

from edition.deposit.metadata import Format
from edition.deposit.record import Agent, Organisation, Person, Record, Text
from edition.deposit.roles import role
from edition.deposit.serialising import xml
from tei.names import XML_LANG

ACDH = "https://vocabs.acdh.oeaw.ac.at/schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
VOCABULARIES = "https://vocabs.acdh.oeaw.ac.at"
IDS = "https://id.acdh.oeaw.ac.at"
DATE = "http://www.w3.org/2001/XMLSchema#date"
OWNERS = {"owner": "hasOwner", "licensor": "hasLicensor", "rights-holder": "hasRightsHolder"}
KEEPERS = {"curator": "hasCurator", "metadata-creator": "hasMetadataCreator"}


def write(record: Record) -> bytes:
    """The record as RDF/XML."""
    spaces: Any = {"rdf": RDF, "acdh": ACDH}
    root = etree.Element(f"{{{RDF}}}RDF", nsmap=spaces)
    collection = _thing(root, "TopCollection", address(record))
    for name, text in _texts(record):
        _literal(collection, name, text, record)
    for name, value in _concepts(record):
        _pointer(collection, name, value)
    for one in record.identifiers:
        if one.url:
            _pointer(collection, "hasIdentifier", one.url)
    _dates(collection, record)
    people = dict(_people(record))
    for (name, _), agent in people.items():
        _pointer(collection, name, address_of(agent))
    for agent in {address_of(agent): agent for agent in people.values()}.values():
        _agent(root, agent)
    return xml(root)


def address(record: Record) -> str:
    """The identifier of the collection in ARCHE."""
    return record.detail("arche", "id") or f"{IDS}/{slug(record.title.value)}"


def address_of(agent: Agent) -> str:
    """The address of a person or body: that of an authority file, else one in ARCHE."""
    known = agent.identifiers
    return known[0].url if known else f"{IDS}/{slug(agent.name)}"


def slug(words: str) -> str:
    """Words as the end of an address: letters without accents, figures, hyphens.

    Words in other scripts are kept, percent-encoded.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return short or quote("-".join(words.lower().split())[:60])


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    yield "hasTitle", record.title
    for text in (*record.subtitles, *record.alternatives):
        yield "hasAlternativeTitle", text
    yield "hasDescription", record.description
    for subject in record.subjects:
        yield "hasSubject", Text(subject.term, subject.language)
    for text in record.extent:
        yield "hasExtent", text


def _concepts(record: Record) -> Iterator[tuple[str, str]]:
    """What ARCHE takes from its vocabularies."""
    for language in record.codes:
        yield "hasLanguage", f"{VOCABULARIES}/iso6393/{language}"
    if record.licence.spdx:
        licence = record.licence.spdx.lower().replace(".", "-")
        yield "hasLicense", f"{VOCABULARIES}/archelicenses/{licence}"
    if discipline := record.detail("arche", "discipline"):
        yield "hasRelatedDiscipline", f"{VOCABULARIES}/oefosdisciplines/{discipline}"


def _people(record: Record) -> Iterator[tuple[tuple[str, str], Agent]]:
    """((property, name), agent) of everybody who has a part."""
    for agent in record.creators:
        yield ("hasCreator", agent.name), agent
    for agent in record.contributors:
        name = "hasEditor" if role(agent.role) == "Editor" else "hasContributor"
        yield (name, agent.name), agent
    for funder in record.funders:
        yield ("hasFunder", funder.name), Organisation(funder.name)
    known = {one.direct: one for one in _persons(record)}
    defaults = dict.fromkeys(OWNERS, record.publisher.name)
    defaults |= dict.fromkeys(KEEPERS, record.depositor.value)
    for setting, term in {**OWNERS, **KEEPERS}.items():
        if name := record.detail("arche", setting, defaults[setting]):
            yield (term, name), known.get(name, Organisation(name))
    for term, name in (
        ("hasDepositor", record.depositor.value),
        ("hasContact", record.contact.name),
    ):
        if name:
            yield (term, name), known.get(name, Person(literal=name))


def _persons(record: Record) -> Iterator[Person]:
    for agent in (*record.creators, *record.contributors):
        if isinstance(agent, Person):
            yield agent


def _agent(root: etree._Element, agent: Agent) -> None:
    """A person or a body as a thing of its own."""
    kind = "Person" if isinstance(agent, Person) else "Organisation"
    thing = _thing(root, kind, address_of(agent))
    direct = agent.direct if isinstance(agent, Person) else agent.name
    _said(thing, "hasTitle", direct, "und")
    if isinstance(agent, Person) and agent.family:
        _said(thing, "hasLastName", agent.family, "und")
        _said(thing, "hasFirstName", agent.given, "und")
    for one in agent.identifiers:
        _pointer(thing, "hasIdentifier", one.url)


def _dates(thing: etree._Element, record: Record) -> None:
    """When the text was written and the edition published; ARCHE takes whole days."""
    first, _, last = record.created.value.partition("/")
    for name, value, end in (
        ("hasCreatedStartDateOriginal", first, False),
        ("hasCreatedEndDateOriginal", last or first, True),
        ("hasIssuedDate", record.publication_date.value.split("/")[0], False),
    ):
        if value:
            element = _said(thing, name, _day(value, end=end), "")
            element.set(f"{{{RDF}}}datatype", DATE)


def _day(value: str, *, end: bool) -> str:
    """The first or the last day of a year or a month."""
    parts = [int(part) for part in value.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12 if end else 1
    day = parts[2] if len(parts) > 2 else monthrange(max(year, 1), month)[1] if end else 1
    return f"{year:04}-{month:02}-{day:02}"


def _literal(thing: etree._Element, name: str, text: Text, record: Record) -> None:
    """A text; ARCHE wants a language for each, that of the edition where none is said."""
    if text:
        _said(thing, name, text.value, text.language or record.language or "und")


def _thing(root: etree._Element, name: str, about: str) -> etree._Element:
    element = etree.SubElement(root, f"{{{ACDH}}}{name}")
    element.set(f"{{{RDF}}}about", about)
    return element


def _said(parent: etree._Element, name: str, text: str, language: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ACDH}}}{name}")
    element.text = text
    if language:
        element.set(XML_LANG, language.split("-")[0])
    return element


def _pointer(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{ACDH}}}{name}").set(f"{{{RDF}}}resource", value)


FORMAT = Format(
    "arche",
    ".rdf",
    "application/rdf+xml",
    write,
    "ARCHE: a TopCollection (RDF/XML)",
    "arche.rdf",
    "https://github.com/acdh-oeaw/arche-schema",
)
