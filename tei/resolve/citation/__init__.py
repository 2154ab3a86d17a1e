"""Works: every mention of a title points to one work, and quotations to the work they are from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tei.annotation import Annotation, Annotations
from tei.reading import Agent, Reading
from tei.resolve.citation.backward import pointed
from tei.resolve.citation.listed import settled
from tei.resolve.citation.provenance import sources_of_quotations
from tei.resolve.citation.works import Work, agent, folded, gathered, keyed


@dataclass(frozen=True, slots=True)
class Known:
    """What a mention of a work is given: its agent, and whether it is certain."""

    agent: Agent
    sure: bool


def resolve(reading: Reading) -> Reading:
    """The reading with works among its agents, and `work` on titles and references.

    A quotation that the text introduces by its source gets `source-work`, the key of the work.
    """
    listed = settled(reading.annotations)
    if listed is not reading.annotations:
        reading = reading.having(annotations=listed)
    reading = with_quoted_titles(reading)
    found = reading.annotations
    titles = sorted([*found.of("title"), *quoted_titles(found)], key=lambda title: title.start)
    if not titles:
        return reading
    works = gathered(reading, titles)
    keys = keyed(works, reading.agents)
    agents = {keys[name]: agent(reading, keys[name], work) for name, work in works.items()}
    known = {
        id(item): Known(agents[keys[name]], work.sure)
        for name, work in works.items()
        for item in (*work.mentions, *work.bibls)
    }
    sources = sources_of_quotations(reading, titles)
    told = {quotation: known[title].agent.key for quotation, title in sources if title in known}
    items = (with_work(item, known, told) for item in found)
    reading = reading.having(annotations=Annotations(items), agents={**reading.agents, **agents})
    return reading.having(annotations=pointed(reading))


def with_work(item: Annotation, known: Mapping[int, Known], told: Mapping[int, str]) -> Annotation:
    """An annotation with the key of its work, and a title with the work's level and language."""
    if id(item) in told:
        return item.with_attributes(**{"source-work": told[id(item)]})
    if id(item) not in known:
        return item
    work = known[id(item)]
    facts = {"work": work.agent.key}
    if item.kind != "title":
        return item.with_attributes(**facts)
    details = work.agent.details
    facts |= {name: details[name] for name in ("level", "lang") if details.get(name)}
    cert = "high" if work.sure else item.cert
    return replace(item, cert=cert).with_attributes(**facts)


def with_quoted_titles(reading: Reading) -> Reading:
    """Quotation marks around a title that a reference tells make it a quotation of that class."""
    told = [title for title in reading.annotations.of("title") if title.rule == "sources.quoted"]
    marked: dict[int, Annotation | None] = {}
    for title in told:
        quotation = reading.annotations.around(title.start, "quotation")
        if quotation is not None and quotation.contains(title):
            marked[id(quotation)] = quotation.with_attributes(**{"class": "title"})
            marked[id(title)] = None
    if not marked:
        return reading
    items = (marked.get(id(item), item) for item in reading.annotations)
    return reading.having(annotations=Annotations(item for item in items if item is not None))


def quoted_titles(annotations: Annotations) -> list[Annotation]:
    """Titles in quotation marks."""
    return [item for item in annotations.of("quotation") if item.get("class") == "title"]


__all__ = ["Work", "folded", "resolve"]
