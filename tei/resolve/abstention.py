"""Abstention: a quotation whose speaker is less sure than the editor asks for has none."""

from __future__ import annotations

from tei.annotation import Annotation, Annotations, Cert
from tei.reading import Reading

ORDER: tuple[Cert, ...] = ("low", "medium", "high")
FACTS = frozenset({"who", "who-cert", "who-rule", "who-evidence"})
POINTERS = ("who", "agent", "work", "source-work")


def without_guesses(reading: Reading, least: Cert) -> Reading:
    """The reading with those speakers of quotations only that are at least so sure.

    Agents to whom nothing points any more go with their quotations.
    """
    unsure = frozenset(ORDER[: ORDER.index(least)])
    if not unsure:
        return reading
    kept, lost = [], set()
    for item in reading.annotations:
        if item.kind == "quotation" and item.get("who") and item.get("who-cert") in unsure:
            lost.update(item.get("who").split())
            item = _unattributed(item)
        kept.append(item)
    left = lost - pointed(kept)
    agents = {key: agent for key, agent in reading.agents.items() if key not in left}
    return reading.having(annotations=Annotations(kept), agents=agents)


def pointed(items: list[Annotation]) -> set[str]:
    """The keys of agents that annotations point to."""
    return {key for item in items for name in POINTERS for key in item.get(name).split()}


def _unattributed(quotation: Annotation) -> Annotation:
    facts = {name: value for name, value in quotation.attributes.items() if name not in FACTS}
    return Annotation(
        quotation.kind,
        quotation.start,
        quotation.end,
        facts,
        quotation.cert,
        quotation.rule,
        quotation.evidence,
        quotation.group,
    )
