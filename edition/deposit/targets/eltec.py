"""ELTeC: novels with the header that the European Literary Text Collection asks for."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.deposit.checks import at, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES, words
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare

ELTEC = {"e": "http://distantreading.net/eltec/ns"}
FACTS = ("authorGender", "size", "timeSlot")
LEVELS = ("eltec-0", "eltec-1", "eltec-2")
SOURCE = "ELTeC encoding guidelines (https://distantreading.github.io/Schema/)"
NO_LEVEL = declare(
    "eltec-level-missing",
    "error",
    'ELTeC needs the level of the encoding: encodingDesc n="eltec-0", "eltec-1" or "eltec-2".',
    "The three levels have schemas of their own.",
    failing="<encodingDesc><p/></encodingDesc>",
    passing='<encodingDesc n="eltec-1"><p/></encodingDesc>',
    source=SOURCE,
)
NO_FACT = declare(
    "eltec-fact-missing",
    "error",
    "ELTeC needs {name} in textDesc, in its own namespace and with @key.",
    "The collection is balanced by the author's gender, the size and the time of each novel.",
    failing="<textDesc/>",
    passing='<textDesc><size xmlns="http://distantreading.net/eltec/ns" key="long"/>…</textDesc>',
    source=SOURCE,
)
NO_WORDS = declare(
    "eltec-words-missing",
    "error",
    'ELTeC needs the length of the text: extent/measure unit="words".',
    "The size of a novel (short, medium, long) follows from its number of words.",
    failing="<extent><p/></extent>",
    passing='<extent><measure unit="words">207300</measure></extent>',
    source=SOURCE,
)
NO_SUFFIX = declare(
    "eltec-title-unmarked",
    "error",
    "The title “{title}” has to end with “: ELTeC edition”.",
    "So the edition is told from the novel and from other editions of it.",
    failing="<title>The Mill</title>",
    passing="<title>The Mill: ELTeC edition</title>",
    source=SOURCE,
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """What ELTeC would not take of each novel."""
    for document in edition.documents:
        if document.root is not None:
            yield from _of(document, document.root)


def _of(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    encoding = root.find("t:teiHeader/t:encodingDesc", SPACES)
    if encoding is None or encoding.get("n", "") not in LEVELS:
        yield finding(NO_LEVEL, at(document, "teiHeader/encodingDesc"))
    for name in FACTS:
        fact = root.find(f"t:teiHeader/t:profileDesc/t:textDesc/e:{name}", {**SPACES, **ELTEC})
        if fact is None or not fact.get("key"):
            yield finding(NO_FACT, at(document, "teiHeader/profileDesc/textDesc"), name=name)
    if root.find("t:teiHeader/t:fileDesc/t:extent/t:measure[@unit='words']", SPACES) is None:
        yield finding(NO_WORDS, at(document, "teiHeader/fileDesc/extent"))
    title = root.find("t:teiHeader/t:fileDesc/t:titleStmt/t:title", SPACES)
    if title is not None and not words(title).replace(" :", ":").endswith(": ELTeC edition"):
        yield finding(NO_SUFFIX, at(document, title), title=words(title))


TARGET = Target(
    "eltec",
    "ELTeC",
    requires=("title", "creators", "licence", "languages", "source", "publication_date"),
    check=check,
    sources=("https://distantreading.github.io/Schema/",),
)
