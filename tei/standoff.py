"""standOff: works and places that the text names, and the evidence for what was inferred.

Source: TEI P5 Guidelines, §16.10 (standOff) and §21.1 (certainty).
"""

from __future__ import annotations

from lxml import etree

from tei.annotation import Annotation
from tei.elements import ENCODER, LEVELS
from tei.encode import Writer
from tei.names import TEI, make
from tei.particulars import add_identifiers
from tei.reading import Agent, Reading


def add_standoff(root: etree._Element, reading: Reading, writer: Writer) -> None:
    """Put a standOff between header and text; none where there is nothing to say."""
    standoff = etree.Element(TEI + "standOff")
    works = [agent for agent in reading.agents.values() if agent.kind == "work"]
    if works:
        listed = make(standoff, "listBibl")
        for work in works:
            _work(listed, work)
    places = [agent for agent in reading.agents.values() if agent.kind == "place"]
    if places:
        spots = make(standoff, "listPlace")
        for place in places:
            _place(spots, place)
    for item in reading.annotations:
        name = writer.written.get(id(item))
        if name is not None:
            _evidence(standoff, item, name)
    if len(standoff):
        root.insert(1, standoff)


def _work(listed: etree._Element, work: Agent) -> None:
    """One bibl: what the text says of the work, and all that it calls it."""
    bibl = make(listed, "bibl", **{"xml:id": work.key})
    details = work.details
    if details.get("author"):
        make(bibl, "author", details["author"])
    level = details.get("level", "")
    named = {"level": level if level in LEVELS else "", "xml:lang": details.get("lang", "")}
    for name in work.names:
        make(bibl, "title", name, **named)
    for tag in ("pubPlace", "publisher"):
        if details.get(tag):
            make(bibl, tag, details[tag])
    for unit in ("volume", "issue"):
        if details.get(unit):
            make(bibl, "biblScope", details[unit], unit=unit)
    if details.get("when"):
        make(bibl, "date", details["when"], when=details["when"])


def _place(listed: etree._Element, place: Agent) -> None:
    """One place of a register: its names and identifiers."""
    element = make(listed, "place", **{"xml:id": place.key})
    for name in place.names:
        make(element, "placeName", name)
    add_identifiers(element, place)


def _evidence(standoff: etree._Element, item: Annotation, name: str) -> None:
    """certainty elements for what is not sure of one element."""
    if item.kind == "quotation" and item.get("who") and item.get("who-cert", "high") != "high":
        attribute = "source" if item.get("class") == "quote" else "who"
        _certainty(standoff, name, f"@{attribute}", item.get("who-cert"), item.get("who-evidence"))
    if item.cert != "high" and item.evidence:
        _certainty(standoff, name, "", item.cert, item.evidence)


def _certainty(standoff: etree._Element, name: str, match: str, cert: str, evidence: str) -> None:
    certainty = make(
        standoff,
        "certainty",
        target=f"#{name}",
        locus="value",
        match=match,
        cert=cert,
        resp=f"#{ENCODER}",
    )
    if evidence:
        make(certainty, "desc", evidence)
