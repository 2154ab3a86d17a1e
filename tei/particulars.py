"""The header's encodingDesc and profileDesc: how the text was encoded, and who speaks in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from tei.elements import CALENDAR, ENCODER
from tei.encode import Writer
from tei.fidelity import TYPOGRAPHIC, LeftOut
from tei.names import append_text, collapse, make
from tei.reading import Agent, Reading
from tei.register.authorities import AUTHORITIES
from tei.tongues import name_of
from tei.version import DISTRIBUTION, tool_version


def add_encoding(
    header: etree._Element,
    reading: Reading,
    told: list[LeftOut],
    outs: Iterable[LeftOut],
    project: str,
) -> None:
    """encodingDesc: the project, what was left out, editorial practice, the application."""
    encoding = make(header, "encodingDesc")
    if project:
        make(make(encoding, "projectDesc"), "p", project)
    if told:
        _sampling(encoding, reading, told)
    declaration = make(encoding, "editorialDecl")
    _normalization(declaration, reading, outs)
    quotation = make(declaration, "quotation", marks="all")
    make(
        quotation,
        "p",
        "Quotation marks stand in the text as printed. quote marks words attributed to a source "
        "outside the text, said speech in narrative, q where the two cannot be told apart, "
        "soCalled words that the author holds at a distance. Parts of one quotation are linked "
        "by @next and @prev.",
    )
    hyphens = reading.annotations.of("hyphen")
    hyphenation = make(declaration, "hyphenation", eol="all")
    make(
        hyphenation,
        "p",
        f"{len(hyphens)} hyphens that a line’s end brought stand as pc with force weak."
        if hyphens
        else "Hyphens stand as printed.",
    )
    interpretation = make(declaration, "interpretation")
    make(
        interpretation,
        "p",
        "Quotations, speakers, dates and sources were marked up by rules; what is inferred "
        "carries @cert and @resp, and its evidence stands in standOff.",
    )
    application = make(
        make(encoding, "appInfo"),
        "application",
        **{"xml:id": ENCODER, "ident": DISTRIBUTION, "version": tool_version()},
    )
    make(application, "label", "tei-edition")
    _schema(encoding)


def _schema(encoding: etree._Element) -> None:
    """The customisation that documents the encoding, by name and as a package address.

    TEI P5 Guidelines, §23.4 (a conformant document is documented by an ODD);
    ECMA-427 (Package-URL).
    """
    address = f"pkg:pypi/{DISTRIBUTION}@{tool_version()}#tei/schemas/edition.odd"
    schema = make(encoding, "schemaRef", key="edition", url=address)
    make(schema, "desc", "The edition schema, a customisation that only chooses from TEI P5.")


def _sampling(encoding: etree._Element, reading: Reading, told: list[LeftOut]) -> None:
    """samplingDecl: what stands in the source file and not in the text, word for word."""
    sampling = make(encoding, "samplingDecl")
    for out in told:
        words = collapse(reading.source.text[out.start : out.end].replace("\f", " "))
        paragraph = make(sampling, "p", f"Left out as {out.reason.replace('-', ' ')}: ")
        make(paragraph, "q", words)


def _normalization(declaration: etree._Element, reading: Reading, outs: Iterable[LeftOut]) -> None:
    origin = reading.source.origin
    normalization = make(declaration, "normalization", method="markup")
    words = f"The source file is encoded as {origin.encoding}"
    words += " (guessed)." if origin.guessed else "."
    if origin.sha256:
        words += f" Its SHA-256 checksum is {origin.sha256}."
    words += " Line ends and blank lines that only lay out the page are not kept."
    make(normalization, "p", words)
    marks = Counter(
        reading.source.text[out.start : out.end] for out in outs if out.reason == TYPOGRAPHIC
    )
    for mark, count in sorted(marks.items()):
        paragraph = make(normalization, "p", f"{count} marks of emphasis ")
        make(paragraph, "q", mark)
        append_text(paragraph, " became hi with @rend.")
    for place in reading.source.substitutions[:100]:
        make(
            normalization,
            "p",
            f"The character U+{place.code:04X} at {reading.source.place(place.offset)} cannot "
            "stand in XML and was replaced by U+FFFD.",
        )


def add_profile(header: etree._Element, reading: Reading, writer: Writer) -> None:
    """profileDesc: creation, languages, and those who speak."""
    profile = make(header, "profileDesc")
    _creation(profile, reading, writer)
    _calendars(profile, reading)
    usage = make(profile, "langUsage")
    written = reading.language.written
    names = {written: name_of(written)}
    tongues = [item.get("lang") for item in reading.annotations.of("foreign", "title")]
    tongues += [agent.details.get("lang", "") for agent in reading.agents.values()]
    for code in filter(None, tongues):
        names.setdefault(code, name_of(code))
    for code, name in names.items():
        make(usage, "language", name, ident=code)
    people = [agent for agent in reading.agents.values() if agent.kind in ("person", "group")]
    bodies = [agent for agent in reading.agents.values() if agent.kind == "org"]
    if people or bodies:
        _participants(profile, people, bodies)


CALENDARS = {
    "julian": "The Julian calendar (Old Style).",
    "frenchRepublican": "The calendar of the French Republic, 1792 to 1805.",
}


def _calendars(profile: etree._Element, reading: Reading) -> None:
    """calendarDesc: every calendar that a date is given in, besides the Gregorian."""
    used = {item.get("calendar") for item in reading.annotations.of("date")} - {""}
    if used:
        description = make(profile, "calendarDesc")
        for key in sorted(used):
            calendar = make(description, "calendar", **{"xml:id": CALENDAR + key})
            make(calendar, "p", CALENDARS.get(key, key))


def _creation(profile: etree._Element, reading: Reading, writer: Writer) -> None:
    found = [
        item
        for item in reading.annotations.of("metadata")
        if item.get("field") in ("written", "delivered")
    ]
    if not found:
        return
    creation = make(profile, "creation")
    for item in found:
        found_here = reading.annotations.within(item.start, item.end)
        inside = [o for o in found_here if o.kind in ("date", "name", "title", "foreign")]
        if len(creation) or creation.text:
            append_text(creation, "\n")
        writer.write(creation, inside, item.start, item.end)


def _participants(profile: etree._Element, people: list[Agent], bodies: list[Agent]) -> None:
    """particDesc: each person and body that speaks or that a register knows, with all names."""
    description = make(profile, "particDesc")
    if people:
        persons = make(description, "listPerson")
        for agent in people:
            tag = "personGrp" if agent.kind == "group" else "person"
            element = make(persons, tag, **{"xml:id": agent.key, "role": agent.role})
            for name in agent.names:
                make(element, "persName", name)
            add_identifiers(element, agent)
    if bodies:
        orgs = make(description, "listOrg")
        for agent in bodies:
            element = make(orgs, "org", **{"xml:id": agent.key})
            for name in agent.names:
                make(element, "orgName", name)
            add_identifiers(element, agent)


def add_identifiers(element: etree._Element, agent: Agent) -> None:
    """idno for each authority that a register names, and the editor's note."""
    for name, authority in AUTHORITIES.items():
        if agent.details.get(name):
            make(element, "idno", agent.details[name], type=authority.type)
    if agent.details.get("note"):
        make(element, "note", agent.details["note"])
