"""DraCor: plays with their own constraints on the encoding."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.deposit.archives import exported
from edition.deposit.checks import at, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare
from tei.names import TEI, XML_ID, XML_LANG

SEXES = ("MALE", "FEMALE", "UNKNOWN")
SOURCE = "DraCor, encoding of plays (https://dracor.org/doc/odd)"
RULES = "DraCor, Schematron (https://github.com/dracor-org/dracor-schema/blob/main/dracor.sch)"
NO_PERSONS = declare(
    "dracor-persons-missing",
    "error",
    "DraCor needs the characters of the play: particDesc/listPerson with a person for each.",
    "DraCor makes networks of who speaks with whom; without a list of persons there is nothing "
    "to make them of.",
    failing="<profileDesc/>",
    passing='<listPerson><person xml:id="anna" sex="FEMALE"/></listPerson>',
    source=SOURCE,
)
NO_ID = declare(
    "dracor-person-nameless",
    "error",
    "A character in particDesc has no xml:id, so that no speech can point to it.",
    "The networks of DraCor are made of who speaks, by the xml:id of each character.",
    failing="<person><persName>Anna</persName></person>",
    passing='<person xml:id="anna"><persName>Anna</persName></person>',
    source=RULES,
)
NO_SEX = declare(
    "dracor-sex-missing",
    "warning",
    "DraCor asks for the sex of {person}: MALE, FEMALE or UNKNOWN.",
    "The attribute says what the play says of a character; UNKNOWN is an answer.",
    failing='<person xml:id="anna"/>',
    passing='<person xml:id="anna" sex="FEMALE"/>',
    source=RULES,
)
OTHER_SEX = declare(
    "dracor-sex-unknown",
    "error",
    "{person} has sex=“{sex}”; DraCor knows MALE, FEMALE and UNKNOWN.",
    "The value is one of a list of three, in capitals.",
    failing='<person xml:id="anna" sex="2"/>',
    passing='<person xml:id="anna" sex="FEMALE"/>',
    source=SOURCE,
)
NO_SPEECH = declare(
    "dracor-speeches-missing",
    "error",
    "There is neither a speech (sp) nor a stage direction in the text: DraCor takes plays.",
    "A play without a word, as a pantomime, has stage directions at least.",
    failing="<body><p>…</p></body>",
    passing='<body><div><sp who="#anna">…</sp></div></body>',
    source=RULES,
)
NO_DIVISION = declare(
    "dracor-divisions-missing",
    "warning",
    "The play is not divided into acts or scenes (div).",
    "DraCor counts acts and scenes, and shows who is on the stage in each.",
    failing='<body><sp who="#anna">…</sp></body>',
    passing='<body><div type="scene"><sp who="#anna">…</sp></div></body>',
    source=RULES,
)
NO_SPEAKER = declare(
    "dracor-speaker-missing",
    "warning",
    "{count} of {all} speeches have no @who, so that DraCor cannot tell who speaks.",
    "Each sp points to a person, or to several, by @who.",
    failing="<sp><speaker>Anna</speaker></sp>",
    passing='<sp who="#anna"><speaker>Anna</speaker></sp>',
    source=RULES,
)
STRANGER = declare(
    "dracor-speaker-unlisted",
    "warning",
    "{count} speeches are of nobody in particDesc, the first of {who}.",
    "@who points to a person or a personGrp of particDesc/listPerson.",
    failing='<sp who="#hannah"><speaker>Anna</speaker></sp>',
    passing='<sp who="#anna"><speaker>Anna</speaker></sp>',
    source=RULES,
)
NO_LANGUAGE = declare(
    "dracor-language-missing",
    "warning",
    "DraCor asks for the language of the play as @xml:lang of the root element.",
    "Corpora of DraCor are corpora of a language.",
    failing="<TEI>",
    passing='<TEI xml:lang="de">',
    source=SOURCE,
)
NO_WORK = declare(
    "dracor-wikidata-missing",
    "warning",
    "DraCor ties plays and authors to Wikidata; {what} has no idno of type wikidata.",
    "Dates, places and other editions come to DraCor through Wikidata.",
    failing="<author><persName>…</persName></author>",
    passing='<author><persName>…</persName><idno type="wikidata">Q34628</idno></author>',
    source=SOURCE,
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """What DraCor would not take of each play."""
    for document in edition.documents:
        root = document.root
        if root is None:
            continue
        body = root.find("t:text//t:body", SPACES)
        if body is None or next(body.iter(f"{TEI}sp", f"{TEI}stage"), None) is None:
            yield finding(NO_SPEECH, at(document, "text/body"))
            continue
        yield from _persons(document, root)
        yield from _speeches(document, root)
        if body.find("t:div", SPACES) is None:
            yield finding(NO_DIVISION, at(document, body))
        yield from _identity(document, root)


def _listed(root: etree._Element) -> list[etree._Element]:
    """The characters of particDesc."""
    return [
        one
        for place in root.iterfind(".//t:particDesc/t:listPerson", SPACES)
        for one in place.iter(f"{TEI}person", f"{TEI}personGrp")
    ]


def _persons(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    persons = _listed(root)
    if not persons:
        yield finding(NO_PERSONS, at(document, "teiHeader/profileDesc/particDesc"))
    for person in persons:
        place, name, sex = at(document, person), person.get(XML_ID), person.get("sex", "")
        if not name:
            yield finding(NO_ID, place)
        elif not sex and person.tag == f"{TEI}person":
            yield finding(NO_SEX, place, person=name)
        elif sex and sex not in SEXES:
            yield finding(OTHER_SEX, place, person=name, sex=sex)


def _speeches(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    speeches = root.findall("t:text//t:sp", SPACES)
    mute = [speech for speech in speeches if not speech.get("who", "").strip()]
    if mute:
        yield finding(NO_SPEAKER, at(document, mute[0]), count=len(mute), all=len(speeches))
    known = {f"#{one.get(XML_ID)}" for one in _listed(root)}
    strange = [one for one in speeches if set(one.get("who", "").split()) - known]
    if strange and known:
        first = min(set(strange[0].get("who", "").split()) - known)
        yield finding(STRANGER, at(document, strange[0]), count=len(strange), who=first)


def _identity(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    if not root.get(XML_LANG):
        yield finding(NO_LANGUAGE, at(document, root))
    for author in root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:author", SPACES):
        kinds = [one.get("type", "").lower() for one in author.iter("{*}idno")]
        if "wikidata" not in kinds:
            yield finding(NO_WORK, at(document, author), what="the author")


TARGET = Target(
    "dracor",
    "DraCor",
    requires=("title", "creators", "licence", "languages"),
    advises=("source", "publisher"),
    check=check,
    export=exported("dracor"),
    sources=(
        "https://dracor.org/doc/odd",
        "https://github.com/dracor-org/dracor-schema/blob/main/dracor.sch (read for these checks)",
    ),
)
