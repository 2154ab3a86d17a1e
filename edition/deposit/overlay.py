"""deposit.toml: what a teiHeader does not hold, laid over the record that it gives.

A setting takes the place of the header's value; identifiers are added to the header's, and
[persons] completes persons by their name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from edition.deposit.agents import without_life
from edition.deposit.dates import plain
from edition.deposit.identifiers import PERSONAL, identified
from edition.deposit.languages import language
from edition.deposit.licences import licence
from edition.deposit.record import (
    Agent,
    Contact,
    Date,
    Doubt,
    Funder,
    Identifier,
    Language,
    Organisation,
    Origin,
    Person,
    Record,
    Related,
    Subject,
    Text,
)
from edition.deposit.settings import DETAILS, NAMED, TEXTS, Overlay, unknown


def overlaid(record: Record, overlay: Overlay) -> Record:
    """A record with the settings of deposit.toml in the place of what it had.  Raises Problem."""
    if not overlay.data:
        return record
    changes: dict[str, Any] = {
        name.replace("-", "_"): value for name in TEXTS if (value := overlay.text(name)) is not None
    }
    for name, make in MAKERS.items():
        made = make(overlay)
        if made is not None:
            changes[name] = made
    if "identifiers" in changes:  # the header may have a DOI already: nothing hides it
        known = {(one.scheme, one.value): one for one in changes["identifiers"]}
        known |= {(one.scheme, one.value): one for one in record.identifiers}
        changes["identifiers"] = tuple(sorted(known.values(), key=lambda one: one.scheme != "doi"))
    record = _persons(replace(record, **changes), overlay)
    record = _spoken(record, overlay)
    record = _dated(_licensed(record, overlay), overlay)
    details = {name: overlay.data[name] for name in DETAILS if name in overlay.data}
    return replace(record, details={**record.details, **details})


def _spoken(record: Record, overlay: Overlay) -> Record:
    """The doubts about languages: those of deposit.toml in the place of the header's."""
    texts = overlay.texts("languages")
    if texts is None:
        return record
    doubts = [one for one in record.doubts if one.code != "language-code-unknown"]
    unknown_ones = (text for text in texts if language(text.value) is None)
    doubts += [Doubt("language-code-unknown", one.value, one.origin) for one in unknown_ones]
    return replace(record, doubts=tuple(doubts))


def _licensed(record: Record, overlay: Overlay) -> Record:
    name, url = overlay.text("licence"), overlay.text("licence-url")
    if name is None and url is None:
        return record
    origin = overlay.origin("licence" if name else "licence-url")
    doubts = tuple(doubt for doubt in record.doubts if doubt.code != "licences-several")
    chosen = licence(str(name or ""), str(url or ""), origin)
    return replace(record, licence=chosen, doubts=doubts)


def _dated(record: Record, overlay: Overlay) -> Record:
    """The dates; one that is none is a doubt."""
    issued, created = overlay.text("date"), overlay.text("created")
    doubts = list(record.doubts)
    if issued is not None:
        doubts = [doubt for doubt in doubts if doubt.code != "publication-date-unreadable"]
        date = Date(plain(issued.value), "issued", issued.origin)
        record = replace(record, publication_date=date)
        if not date:
            doubts.append(Doubt("publication-date-unreadable", issued.value, issued.origin))
    value = plain(created.value) if created is not None else ""
    if created is not None and not value:
        doubts.append(Doubt("created-date-unreadable", created.value, created.origin))
    elif created is not None:
        others = tuple(date for date in record.dates if date.kind != "created")
        dates = (Date(value, "created", created.origin), *others)
        record = replace(record, dates=dates)
    return replace(record, doubts=tuple(doubts))


def _persons(record: Record, overlay: Overlay) -> Record:
    """Persons of the header completed by [persons."Name as written"]."""
    tables = overlay.data.get("persons", {})
    if not isinstance(tables, dict) or not all(isinstance(one, dict) for one in tables.values()):
        raise overlay.invalid("persons", '[persons."Name as written"] with family, given, …')
    known = {
        name: {key: str(value) for key, value in table.items()} for name, table in tables.items()
    }
    for table in known.values():
        for key in table:
            if key not in NAMED:
                raise unknown(f"{key} in [persons]", key, NAMED, overlay.file)
    known |= {without_life(name): table for name, table in known.items()}
    complete = tuple(_completed(agent, known) for agent in record.creators)
    others = tuple(_completed(agent, known) for agent in record.contributors)
    named = {name for agent in (*record.creators, *record.contributors) for name in _names(agent)}
    lost = [
        Doubt("person-not-named", name, overlay.origin("persons"))
        for name in tables
        if without_life(name) not in named
    ]
    doubts = (*record.doubts, *lost)
    return replace(record, creators=complete, contributors=others, doubts=doubts)


def _names(agent: Agent) -> tuple[str, ...]:
    """What an agent may be called in [persons]."""
    return agent.literal, agent.name, without_life(agent.literal)


def _completed(agent: Agent, known: Mapping[str, Mapping[str, str]]) -> Agent:
    found = next((known[name] for name in _names(agent) if name in known), None)
    if not isinstance(agent, Person) or not found:
        return agent
    if found.get("organisation", "False") != "False":
        return _body(agent, found)
    left = ("name", "organisation", "ror")
    known_parts: dict[str, Any] = {key: value for key, value in found.items() if key not in left}
    return replace(agent, **known_parts)


def _body(agent: Person, found: Mapping[str, str]) -> Organisation:
    """A body that the header writes as if it were a person; its name is what it is called there,
    unless `organisation` says another."""
    name = agent.literal if found["organisation"] == "True" else found["organisation"]
    schemes = ("gnd", "isni", "viaf", "wikidata")
    ids = {scheme: found.get(scheme, getattr(agent, scheme)) for scheme in schemes}
    role = found.get("role", agent.role)
    return Organisation(name, found.get("ror", ""), **ids, role=role, origin=agent.origin)


def _agents(overlay: Overlay, name: str) -> tuple[Agent, ...] | None:
    tables = overlay.tables(name)
    if tables is None:
        return None
    return tuple(_agent(table, overlay.origin(name), name) for table in tables)


def _agent(table: Mapping[str, str], origin: Origin, list_name: str) -> Agent:
    role = table.get("role", "author" if list_name == "creators" else "editor")
    ids = {scheme: table[scheme] for scheme in PERSONAL if scheme in table}
    if "organisation" in table:
        ids.pop("orcid", "")
        return Organisation(
            table["organisation"], table.get("ror", ""), **ids, role=role, origin=origin
        )
    return Person(
        table.get("family", ""),
        table.get("given", ""),
        table.get("name", ""),
        **ids,
        affiliation=table.get("affiliation", ""),
        role=role,
        origin=origin,
    )


def _publisher(overlay: Overlay) -> Organisation | None:
    value = overlay.data.get("publisher")
    if value is None:
        return None
    table = overlay.table(value if isinstance(value, dict) else {"name": value}, "publisher")
    origin = overlay.origin("publisher")
    return Organisation(table.get("name", ""), table.get("ror", ""), origin=origin)


def _contact(overlay: Overlay) -> Contact | None:
    value = overlay.data.get("contact")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise overlay.invalid("contact", "a table: [contact] with name and email")
    return Contact(**overlay.table(value, "contact"), origin=overlay.origin("contact"))


def _funders(overlay: Overlay) -> tuple[Funder, ...] | None:
    tables, origin = overlay.tables("funders"), overlay.origin("funders")
    if tables is None:
        return None
    if not all(table.get("name") for table in tables):
        raise overlay.invalid("funders", 'tables with name = "…" each')
    return tuple(
        Funder(
            table.get("name", ""),
            identified(table.get("identifier", ""), origin=origin),
            table.get("award", ""),
            table.get("award-title", ""),
            table.get("award-url", ""),
            origin,
        )
        for table in tables
    )


def _related(overlay: Overlay) -> tuple[Related, ...] | None:
    tables, origin = overlay.tables("related"), overlay.origin("related")
    if tables is None:
        return None
    made = []
    for table in tables:
        identifier = identified(table.get("identifier", ""), origin=origin)
        if identifier is None:
            raise overlay.invalid("related", 'tables with identifier = "…" each')
        relation = table.get("relation", "References")
        made.append(Related(relation, identifier, table.get("title", ""), origin))
    return tuple(made)


def _identifiers(overlay: Overlay) -> tuple[Identifier, ...] | None:
    texts = overlay.texts("identifiers")
    if texts is None:
        return None
    found = (identified(text.value, origin=text.origin) for text in texts)
    return tuple(one for one in found if one is not None)


def _languages(overlay: Overlay) -> tuple[Language, ...] | None:
    texts = overlay.texts("languages")
    if texts is None:
        return None
    found = (language(text.value, origin=text.origin) for text in texts)
    return tuple(one for one in found if one is not None)


def _subjects(overlay: Overlay) -> tuple[Subject, ...] | None:
    texts = overlay.texts("subjects")
    return None if texts is None else tuple(Subject(t.value, origin=t.origin) for t in texts)


MAKERS: Mapping[str, Any] = {
    "subtitles": lambda overlay: _several(overlay, "subtitles"),
    "extent": lambda overlay: _several(overlay, "extent"),
    "source": lambda overlay: overlay.text("source"),
    "subjects": _subjects,
    "languages": _languages,
    "identifiers": _identifiers,
    "publisher": _publisher,
    "creators": lambda overlay: _agents(overlay, "creators"),
    "contributors": lambda overlay: _agents(overlay, "contributors"),
    "contact": _contact,
    "funders": _funders,
    "related": _related,
}


def _several(overlay: Overlay, name: str) -> tuple[Text, ...] | None:
    texts = overlay.texts(name)
    return None if texts is None else tuple(texts)
