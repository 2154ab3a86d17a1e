"""Names: only those that a register or the text itself makes sure become markup.

A name is sure where the register has it, where it is a form of somebody who speaks, or
where it stands in a line of the header.  All others are candidates, for a person to decide
on; they are not encoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.personal_names import has_name, parse
from tei.reading import Agent, Reading
from tei.resolve.registration import Cover, agent_of

SOURCES = "sources"  # the table with the last words of names of bodies
IN_HEADER = "sources.header"
REGISTERED = "register."
TYPES = {"person": "person", "group": "person", "org": "org", "place": "place"}
POINTERS = ("who", "agent")


def resolve(reading: Reading) -> Reading:
    """The reading with sure names only, typed by whom they mean; the others are candidates.

    Whoever has a name of the register is the register's person, body or place, and has its
    key; entries that the text does not name are no agents.
    """
    reading = united(reading)
    known = Cover(item for item in reading.annotations if is_registered(item))
    kept, candidates = [], []
    for item in reading.annotations:
        sure = decided(item, reading, known)
        if sure is not None:
            kept.append(sure)
        elif is_candidate(item, reading, known):
            candidates.append(item)
    reading = reading.having(annotations=Annotations(kept), candidates=tuple(candidates))
    return met(reading) if reading.register else reading


def decided(item: Annotation, reading: Reading, known: Cover) -> Annotation | None:
    """The annotation as it is to be encoded; None where it is not."""
    if is_registered(item):
        return None if in_label(item, reading) else replace(item, kind="name")
    if item.kind == "name":
        return None if known.touches(item.start, item.end) else named(item, reading)
    return None if item.kind == "date" and known.holds(item.start, item.end) else item


def is_registered(item: Annotation) -> bool:
    """Whether a name is one of the register's."""
    return item.kind in ("name", "registered") and item.rule.startswith(REGISTERED)


def is_candidate(item: Annotation, reading: Reading, known: Cover) -> bool:
    """Whether what is not encoded is a name that a person may decide on."""
    free = (
        item.kind == "name" and not is_registered(item) and not known.touches(item.start, item.end)
    )
    return free and not in_label(item, reading)


def named(item: Annotation, reading: Reading) -> Annotation | None:
    """The name as it is to be encoded; None where it is a candidate."""
    if item.rule == IN_HEADER:
        return in_register(item, reading)
    agent = reading.agents.get(item.get("agent"))
    if agent is None or agent.kind not in TYPES or in_label(item, reading):
        return None
    words = words_of(item, reading)
    if not is_form(words, agent) or (agent.kind == "person" and not is_proper(words, reading)):
        return None
    return item.with_attributes(type=TYPES[agent.kind])


def is_proper(words: str, reading: Reading) -> bool:
    """Whether words are a person's own name, not a rank ("the President") or a body's."""
    last = words.split()[-1]
    return has_name(parse(words, reading.language).words) and last not in bodies(reading.language)


@lru_cache(maxsize=32)
def bodies(language: Language) -> frozenset[str]:
    """Words that end the names of bodies and places: "Johnson Library"."""
    lists = ("not_last", "holdings")
    return frozenset(word for name in lists for word in language.words(SOURCES, name))


def in_register(item: Annotation, reading: Reading) -> Annotation:
    """A name of the header, with its entry in the register where it has one."""
    entry = reading.register.entry_of(words_of(item, reading))
    return item.with_attributes(type=TYPES[entry.kind], agent=entry.key) if entry else item


def words_of(item: Annotation, reading: Reading) -> str:
    """The words of an annotation, on one line."""
    return " ".join(reading.source.text[item.start : item.end].split())


def in_label(item: Annotation, reading: Reading) -> bool:
    """Whether a name stands in a speaker's label, where sp/@who says who it is."""
    return any(reading.annotations.around(item.start, kind) for kind in ("speaker", "role"))


def is_form(words: str, agent: Agent) -> bool:
    """Whether an agent is called so, in whatever case."""
    return words.casefold() in {name.casefold() for name in agent.names}


# -- agents and the register --------------------------------------------------


def united(reading: Reading) -> Reading:
    """The reading in which agents with a name of the register are the register's."""
    keys = dict(registered_agents(reading))
    if not keys:
        return reading
    agents = dict(reading.agents)
    for key, entry in keys.items():
        agents[entry] = merged(agents[entry], agents.pop(key))
    items = (pointing(item, keys) for item in reading.annotations)
    return reading.having(annotations=Annotations(items), agents=agents)


def registered_agents(reading: Reading) -> Iterator[tuple[str, str]]:
    """(key, key in the register) of agents that the text's own words made."""
    for key, agent in reading.agents.items():
        if key in reading.register.entries or agent.kind in ("work", "place"):
            continue
        entries = (reading.register.entry_of(name) for name in agent.names)
        entry = next((e for e in entries if e and e.kind != "place"), None)
        if entry is not None:
            yield key, entry.key


def merged(entry: Agent, other: Agent) -> Agent:
    """The agent of an entry with what the text calls it besides, and its role there."""
    names = tuple(dict.fromkeys((*entry.names, *other.names)))
    return replace(entry, names=names, role=entry.role or other.role)


def pointing(item: Annotation, keys: Mapping[str, str]) -> Annotation:
    """An annotation whose pointers name the register's keys."""
    facts = {}
    for name in POINTERS:
        old = item.get(name).split()
        if any(key in keys for key in old):
            facts[name] = " ".join(dict.fromkeys(keys.get(key, key) for key in old))
    return item.with_attributes(**facts) if facts else item


def met(reading: Reading) -> Reading:
    """The reading with those entries of the register that the text names, in text order."""
    first: dict[str, int] = {}
    for item in reading.annotations:
        for name in POINTERS:
            for key in item.get(name).split():
                first.setdefault(key, item.start)
    entries = reading.register.entries
    agents = {k: a for k, a in reading.agents.items() if k not in entries or k in first}
    agents |= {k: agent_of(entries[k]) for k, a in agents.items() if a.kind == "place"}
    order = sorted(agents, key=lambda key: first.get(key, len(reading.source.text)))
    return reading.having(agents={key: agents[key] for key in order})
