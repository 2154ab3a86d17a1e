"""Persons and bodies: names that are not apart, identifiers that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from edition.deposit.checks import Check, finding
from edition.deposit.folder import Edition
from edition.deposit.identifiers import fault
from edition.deposit.record import Agent, Person
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare

UNSPLIT = declare(
    "name-unsplit",
    "warning",
    "Which part of “{name}” is the family name? Write “Family, Given” or <surname> and <forename>; "
    'or in deposit.toml: [persons."{name}"] family = "…" and given = "…". A body is written '
    "<orgName>; or organisation = true there.",
    "Archives list people by family name. Which part that is differs from language to language "
    "and from person to person, so it is asked for and never guessed.",
    failing="<author>Edith Marlow</author>",
    passing="<author><persName><forename>Edith</forename> <surname>Marlow</surname></persName>"
    "</author>",
    source="DataCite Metadata Schema 4.6, properties 2.2 and 2.3",
)
SEVERAL = declare(
    "name-several",
    "warning",
    "“{name}” looks like several names in one element. Give each an element of its own.",
    "Each person is a creator of their own, with their own identifier.",
    failing="<author>Edith Marlow; John Grey</author>",
    passing="<author>Marlow, Edith</author> <author>Grey, John</author>",
)
WRONG = declare(
    "agent-identifier-wrong",
    "error",
    "The {scheme} {value} of {name} {fault}.",
    "An identifier with a wrong check digit is that of nobody, or of somebody else; archives "
    "refuse it. Look the person up again and copy the whole number.",
    failing='<author ref="https://orcid.org/0000-0002-1825-0098">Carberry, Josiah</author>',
    passing='<author ref="https://orcid.org/0000-0002-1825-0097">Carberry, Josiah</author>',
    source="ISO 7064 (ORCID, ISNI); GND: Wikidata P227; ROR: https://ror.readme.io/",
)
UNIDENTIFIED = declare(
    "agent-unidentified",
    "info",
    "{name} has no ORCID, GND or other identifier. Add one by @ref or idno, or in deposit.toml.",
    "People of the same name are told apart by identifiers, and works of one person are found "
    "together.",
    failing="<author>Marlow, Edith</author>",
    passing='<author ref="https://d-nb.info/gnd/…">Marlow, Edith</author>',
)


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The findings for everybody who is named."""
    record = edition.record
    agents = (*record.creators, *record.contributors)
    for agent in agents:
        yield from _name(agent)
        for one in agent.identifiers:
            if wrong := fault(one.scheme, one.value):
                yield finding(
                    WRONG,
                    agent.origin,
                    scheme=one.scheme.upper(),
                    value=one.value,
                    name=agent.direct if isinstance(agent, Person) else agent.name,
                    fault=wrong,
                )
    for agent in agents:
        if not agent.identifiers:
            yield finding(UNIDENTIFIED, agent.origin, name=agent.name)
    if record.publisher.ror and (wrong := fault("ror", record.publisher.ror)):
        origin, name = record.publisher.origin, record.publisher.name
        yield finding(
            WRONG, origin, scheme="ROR", value=record.publisher.ror, name=name, fault=wrong
        )


def _name(agent: Agent) -> Iterator[Diagnostic]:
    if not isinstance(agent, Person) or agent.split:
        return
    words = agent.literal.split()
    if ";" in agent.literal or agent.literal.count(",") > 1:
        yield finding(SEVERAL, agent.origin, name=agent.literal)
    elif len(words) > 1:
        yield finding(UNSPLIT, agent.origin, name=agent.literal)


CHECK = Check("agents", run)
