"""DraCor: plays with their own constraints on the encoding."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.deposit.checks import at, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare
from tei.names import XML_ID, XML_LANG

SEXES = ("MALE", "FEMALE", "UNKNOWN")
SOURCE = "DraCor, encoding of plays (https://dracor.org/doc/odd)"
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
NO_SEX = declare(
    "dracor-sex-missing",
    "error",
    "DraCor needs the sex of {person}: MALE, FEMALE or UNKNOWN.",
    "The attribute says what the play says of a character; UNKNOWN is an answer.",
    failing='<person xml:id="anna"/>',
    passing='<person xml:id="anna" sex="FEMALE"/>',
    source=SOURCE,
)
NO_SPEAKER = declare(
    "dracor-speaker-missing",
    "error",
    "{count} of {all} speeches have no @who, so that DraCor cannot tell who speaks.",
    "Each sp points to a person, or to several, by @who.",
    failing="<sp><speaker>Anna</speaker></sp>",
    passing='<sp who="#anna"><speaker>Anna</speaker></sp>',
    source=SOURCE,
)
NO_LANGUAGE = declare(
    "dracor-language-missing",
    "error",
    "DraCor needs the language of the play as @xml:lang of the root element.",
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
        if document.root is not None:
            yield from _persons(document, document.root)
            yield from _speeches(document, document.root)
            yield from _identity(document, document.root)


def _persons(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    persons = root.findall(".//t:particDesc/t:listPerson//t:person", SPACES)
    if not persons:
        yield finding(NO_PERSONS, at(document, "teiHeader/profileDesc/particDesc"))
    for person in persons:
        if person.get("sex", "") not in SEXES:
            yield finding(
                NO_SEX, at(document, person), person=person.get(XML_ID, "a person without xml:id")
            )


def _speeches(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    speeches = root.findall("t:text//t:sp", SPACES)
    mute = [speech for speech in speeches if not speech.get("who", "").strip()]
    if mute:
        yield finding(NO_SPEAKER, at(document, mute[0]), count=len(mute), all=len(speeches))


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
    sources=("https://dracor.org/doc/odd",),
)
