"""Speeches and speakers: who speaks is said, is a person, and persons have their part."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.names import XML_ID
from tei.validation.document import TEI, Document, text_of
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

# What cannot speak: pieces of text.  Anything else may stand for a speaker.
# fmt: off
TEXTS = frozenset(TEI + name for name in (
    "TEI", "text", "front", "body", "back", "div", "head", "p", "ab", "l", "lg", "s", "seg", "q",
    "quote", "said", "sp", "stage", "note", "pb", "lb", "date", "ref", "ptr", "list",
    "item", "surface", "zone", "title", "speaker", "u", "place", "event",
))
# fmt: on
_HEAD = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><profileDesc><particDesc><listPerson>"
    "<person xml:id='ann'><persName>Ann</persName></person>{}</listPerson></particDesc>"
    "</profileDesc></teiHeader><text><body><sp who='#ann'><speaker>Ann</speaker><p>Come in.</p>"
    "</sp>{}</body></text></TEI>"
)

NOBODY = declare(
    "speech-without-speaker",
    "warning",
    "sp says neither by speaker nor by who whose speech it is. Add speaker as it is printed, or "
    "who.",
    "A speech belongs to somebody: speaker gives the name as it is printed, who points to the "
    "person. Indexes, searches by role and web pages leave out speeches without a speaker.",
    failing=_HEAD.format("", "<sp><p>Thank you.</p></sp>"),
    passing=_HEAD.format("", "<sp who='#ann'><speaker>Ann</speaker><p>Thanks.</p></sp>"),
    source="TEI P5 Guidelines, §3.13.2",
)
UNTIED = declare(
    "speaker-unidentified",
    "info",
    "{count} of {all} speeches have no who. The first is that of “{speaker}”.",
    "Most speeches of the document point to a person, these do not. Where the speaker is known, "
    "who ties the speech to the list of persons.",
    failing=_HEAD.format("", "<sp><speaker>Bob</speaker><p>Yes.</p></sp>"),
    passing=_HEAD.format("", "<sp who='#ann'><speaker>Ann</speaker><p>Yes.</p></sp>"),
    source="TEI P5 Guidelines, §7.2.5",
)
NO_PERSON = declare(
    "speaker-no-person",
    "warning",
    'who="{pointer}" of {place} leads to {goal}, a piece of text. It should lead to a person, a '
    "role or an organization.",
    "who says who speaks: it points to a person in listPerson, a role in castList, an org. What "
    "it leads to here is part of the text itself; the identifier is probably that of another "
    "element.",
    failing=_HEAD.format("", "<sp who='#d1'><speaker>Bob</speaker><p xml:id='d1'>Yes.</p></sp>"),
    passing=_HEAD.format("", "<sp who='#ann'><speaker>Ann</speaker><p xml:id='d1'>Yes.</p></sp>"),
    source="TEI P5 Guidelines, att.ascribed",
)
UNUSED = declare(
    "person-unused",
    "info",
    "Nothing in the document points to {count} of its persons ({names}).",
    "particDesc lists who takes part in the text. A person that no who, ref or other pointer "
    "names may be a slip in an identifier, or need not be listed.",
    failing=_HEAD.format("<person xml:id='bob'><persName>Bob</persName></person>", ""),
    passing=_HEAD.format("", ""),
    source="TEI P5 Guidelines, §16.2.2",
)


def check(document: Document) -> Iterator[Finding]:
    """Faults of speeches and of the list of persons."""
    lone = [speech for speech in document.named("sp") if not speech.get("who")]
    yield from few(_nobody(lone))
    yield from _untied(document, lone)
    yield from few(_no_person(document))
    yield from _unused(document)


def _nobody(speeches: list[etree._Element]) -> Iterator[Finding]:
    """Speeches without who that have no speaker either."""
    for element in speeches:
        if element.get("prev") or element.get("sameAs"):
            continue
        if next(element.iter(TEI + "speaker"), None) is None:
            yield broken(NOBODY, element)


def _untied(document: Document, speeches: list[etree._Element]) -> Iterator[Finding]:
    """Speeches without who, where most have one."""
    lone = [speech for speech in speeches if speech.find(TEI + "speaker") is not None]
    number = sum(1 for _ in document.named("sp")) if lone else 0
    if lone and len(lone) * 2 <= number:
        speaker = lone[0].find(TEI + "speaker")
        name = "" if speaker is None else " ".join(text_of(speaker).split())
        yield broken(UNTIED, lone[0], count=len(lone), all=number, speaker=name)


def _no_person(document: Document) -> Iterator[Finding]:
    goals = {
        pointer: found[0]
        for value in document.values.get("who", ())
        for pointer in value.split()
        if pointer[0] == "#" and len(found := document.ids.get(pointer[1:], [])) == 1
    }
    texts = {pointer: str(goal.tag) for pointer, goal in goals.items() if goal.tag in TEXTS}
    for element, value in document.having("who") if texts else ():
        for pointer in value.split():
            if pointer in texts:
                goal, place = readable(texts[pointer]), readable(str(element.tag))
                yield broken(
                    NO_PERSON, element, within="who", pointer=pointer, place=place, goal=goal
                )


def _unused(document: Document) -> Iterator[Finding]:
    """Persons of particDesc that no pointer names."""
    listed = [
        person
        for group in document.named("particDesc")
        for person in group.iter(TEI + "person", TEI + "personGrp")
        if person.get(XML_ID)
    ]
    if not document.whole or not listed:
        return
    used = {
        part.rpartition(":")[2].lstrip("#")
        for name, values in document.values.items()
        if name != XML_ID
        for value in values
        if "#" in value or ":" in value
        for part in value.split()
    }
    unused = [person for person in listed if person.get(XML_ID) not in used]
    if unused:
        names = ", ".join(str(person.get(XML_ID)) for person in unused[:5])
        names += ", …" if len(unused) > 5 else ""
        yield broken(UNUSED, unused[0], count=len(unused), names=names)
