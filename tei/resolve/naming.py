"""Names: only those that the text itself makes sure become markup.

A name is sure where it is a form of somebody who speaks, or stands in a line of the header.
All others are candidates, for a person to decide on; they are not encoded.
"""

from __future__ import annotations

from tei.annotation import Annotation, Annotations
from tei.reading import Agent, Reading

IN_HEADER = "sources.header"
TYPES = {"person": "person", "group": "person", "org": "org"}


def resolve(reading: Reading) -> Reading:
    """The reading without names that are mere candidates, the others typed by their agents."""
    kept = []
    for item in reading.annotations:
        if item.kind == "name":
            sure = named(item, reading)
            if sure is not None:
                kept.append(sure)
        else:
            kept.append(item)
    return reading.having(annotations=Annotations(kept))


def named(item: Annotation, reading: Reading) -> Annotation | None:
    """The name as it is to be encoded; None where it is a candidate."""
    if item.rule == IN_HEADER:
        return item
    agent = reading.agents.get(item.get("agent"))
    if agent is None or agent.kind not in TYPES or in_label(item, reading):
        return None
    words = " ".join(reading.source.text[item.start : item.end].split())
    return item.with_attributes(type=TYPES[agent.kind]) if is_form(words, agent) else None


def in_label(item: Annotation, reading: Reading) -> bool:
    """Whether a name stands in a speaker's label, where sp/@who says who it is."""
    return any(reading.annotations.around(item.start, kind) for kind in ("speaker", "role"))


def is_form(words: str, agent: Agent) -> bool:
    """Whether an agent is called so, in whatever case."""
    return words.casefold() in {name.casefold() for name in agent.names}
