"""ELTeC: novels with the header that the European Literary Text Collection asks for."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.deposit.archives import exported
from edition.deposit.checks import at, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES, words
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare

ELTEC = {"e": "http://distantreading.net/eltec/ns"}
FACTS = {  # what textDesc says of a novel, by any one of the names; and the keys
    ("authorGender",): ("M", "F", "X", "U"),
    ("size",): ("short", "medium", "long"),
    ("canonicity", "reprintCount"): ("low", "medium", "high", "unspecified"),
    ("timeSlot",): ("T1", "T2", "T3", "T4"),
}
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
OTHER_KEY = declare(
    "eltec-key-unknown",
    "warning",
    "{name} has key=“{key}”; ELTeC knows {known}.",
    "The collection is counted by these keys.",
    failing='<size xmlns="http://distantreading.net/eltec/ns" key="huge"/>',
    passing='<size xmlns="http://distantreading.net/eltec/ns" key="long"/>',
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
    "warning",
    "The title “{title}” should end with “: ELTeC edition”, or the same in its language.",
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
    for names, keys in FACTS.items():
        yield from _fact(document, root, names, keys)
    if root.find("t:teiHeader/t:fileDesc/t:extent/t:measure[@unit='words']", SPACES) is None:
        yield finding(NO_WORDS, at(document, "teiHeader/fileDesc/extent"))
    title = root.find("t:teiHeader/t:fileDesc/t:titleStmt/t:title", SPACES)
    if title is not None and "eltec" not in words(title).lower():
        yield finding(NO_SUFFIX, at(document, title), title=words(title))


def _fact(
    document: Document, root: etree._Element, names: tuple[str, ...], keys: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """One fact of textDesc, under any of its names."""
    spaces = {**SPACES, **ELTEC}
    paths = [f"t:teiHeader/t:profileDesc/t:textDesc/e:{name}" for name in names]
    found = next((one for path in paths if (one := root.find(path, spaces)) is not None), None)
    if found is None or not found.get("key"):
        place = at(document, "teiHeader/profileDesc/textDesc")
        yield finding(NO_FACT, place, name=" or ".join(names))
    elif found.get("key") not in keys:
        known = ", ".join(keys)
        yield finding(
            OTHER_KEY, at(document, found), name=names[0], key=found.get("key"), known=known
        )


TARGET = Target(
    "eltec",
    "ELTeC",
    requires=("title", "creators", "licence", "languages", "source", "publication_date"),
    check=check,
    export=exported("eltec"),
    sources=("https://distantreading.github.io/Schema/",),
    assumed="the keys of textDesc",
)
