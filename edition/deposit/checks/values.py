"""Values that are there and that archives refuse: dates, languages, licences, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from lxml import etree

from edition.deposit.checks import Check, at, finding
from edition.deposit.datacite import RELATIONS, RESOURCE_TYPES
from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES, words
from edition.deposit.identifiers import fault
from edition.deposit.licences import CC_NAME
from edition.deposit.record import Record
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare
from tei.names import local

DATE = declare(
    "publication-date-unreadable",
    "error",
    "The date of publication “{value}” is no year, month or day. Write @when: "
    '<date when="2026-03-01">.',
    "Archives take dates in EDTF level 0: 2026, 2026-03, 2026-03-01, or two of them with a slash.",
    failing="<date>Spring</date>",
    passing='<date when="2026-04">Spring 2026</date>',
    source="EDTF level 0 (ISO 8601-2:2019); https://www.loc.gov/standards/datetime/",
)
CREATED = declare(
    "created-date-unreadable",
    "warning",
    "created, “{value}”, is no year, month or day, and is left out. Write 1911, 1911-03 or "
    "1911-03-09, or two of them with a slash.",
    "Archives take dates in EDTF level 0. What is not known so exactly is told as a stretch of "
    "time that it surely lies in.",
    failing='created = "ca. 1911"',
    passing='created = "1905/1915"',
    source="EDTF level 0 (ISO 8601-2:2019)",
)
LANGUAGE = declare(
    "language-code-unknown",
    "error",
    "“{value}” is no language code. Use that of BCP 47: de, en, fr, la, grc …",
    "Languages are told by codes of the IANA registry, for nobody can search for a misspelt one.",
    failing='<language ident="german">German</language>',
    passing='<language ident="de">German</language>',
    source="BCP 47; IANA language subtag registry",
)
NO_ISO = declare(
    "language-without-iso",
    "error",
    "{target} asks for a language of ISO 639-3, and “{tag}” has no code there.",
    "Private codes (x-…) and undetermined languages (und) mean nothing to others. Name the "
    'nearest language with a code, or say in deposit.toml: languages = ["…"].',
    failing='<language ident="x-dialect">dialect</language>',
    passing='<language ident="bar">Bavarian</language>',
    source="ISO 639-3",
)
LICENCE = declare(
    "licence-unrecognised",
    "warning",
    'The licence “{name}” is not recognised. Give its address: <licence target="https://…">.',
    "Archives know licences by their SPDX identifier (https://spdx.org/licenses/), which is found "
    "by the address or the usual name. What is not recognised goes as free text, where the "
    "archive takes that.",
    failing="<licence>Free for scholars</licence>",
    passing='<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>',
    source="https://spdx.org/licenses/",
)
NO_VERSION = declare(
    "licence-without-version",
    "warning",
    "Which version of {name}? Give the licence's whole address, as in "
    "https://creativecommons.org/licenses/by/4.0/.",
    "The versions of a licence differ; an archive takes one of them.",
    failing="<licence>CC BY</licence>",
    passing="<licence>CC BY 4.0</licence>",
    source="https://creativecommons.org/licenses/",
)
SEVERAL = declare(
    "licences-several",
    "warning",
    "There are several licences ({value}), and archives are told the first one for all. Say "
    'in deposit.toml which it is: licence = "…".',
    "Text, notes and metadata may have licences of their own; an archive's record has one, and "
    "readers take it for the whole.",
    failing="<licence>CC BY-NC 4.0</licence><licence>CC0</licence>, and no deposit.toml",
    passing='the same, and licence = "CC BY-NC 4.0" in deposit.toml',
)
NOBODY = declare(
    "person-not-named",
    "warning",
    'deposit.toml has [persons."{value}"], and no header names anybody so. Write the name as '
    "the header has it: edition deposit metadata shows it.",
    "What deposit.toml says of a person is found by the name; a misspelt one would be overlooked.",
    failing='[persons."Ana Prad"] for <author>Ana Prado</author>',
    passing='[persons."Ana Prado"]',
)
PLACEHOLDER = declare(
    "placeholder-left",
    "error",
    "“{value}” is a placeholder. Put the true value there, or remove the element.",
    "What stood in a template (XXXX, TODO, example.org, the DOI prefix 10.5072 of DataCite's "
    "tests) would be archived as if it were true.",
    failing='<idno type="DOI">10.5281/zenodo.XXXXXXX</idno>',
    passing='<idno type="DOI">10.5281/zenodo.3462435</idno>',
)
DOI = declare(
    "doi-malformed",
    "error",
    "The DOI “{value}” {fault}.",
    "A DOI that cannot be resolved leads nowhere.",
    failing='<idno type="DOI">zenodo.3462435</idno>',
    passing='<idno type="DOI">10.5281/zenodo.3462435</idno>',
    source="DOI Handbook, §2.2",
)
TYPE = declare(
    "resource-type-unknown",
    "error",
    "DataCite has no resource type “{value}”.{hint} Known: {known}.",
    "resourceTypeGeneral is taken from a list; the genre says in free words what it is exactly.",
    failing='resource-type = "Edition"',
    passing='resource-type = "Text" and genre = "critical edition"',
    source="DataCite Metadata Schema 4.6, appendix 1",
)
RELATION = declare(
    "relation-unknown",
    "error",
    "DataCite has no relation “{value}”.{hint}",
    "How two things are related is said by a word of DataCite's list, as IsTranslationOf.",
    failing='relation = "translates"',
    passing='relation = "IsTranslationOf"',
    source="DataCite Metadata Schema 4.6, relationType",
)
MAIL = declare(
    "contact-email-malformed",
    "error",
    "“{value}” is no e-mail address.",
    "The archive writes to it when a reader asks or a file is damaged.",
    failing='email = "carberry at mill.press"',
    passing='email = "carberry@mill.press"',
)
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
RULES = {
    "publication-date-unreadable": DATE,
    "created-date-unreadable": CREATED,
    "language-code-unknown": LANGUAGE,
    "licences-several": SEVERAL,
    "person-not-named": NOBODY,
}
FILLERS = re.compile(
    r"\b[xX]{3,}\b|[xX]{4,}|\bTO ?DO\b|\bTBD\b|\bFIXME\b|\?\?\?|\b10\.(?:5072|1234|9999)/|"
    r"\bexample\.(?:org|com)\b|\b[Ll]orem ipsum\b|\[(?:title|author|name|date|publisher)\]",
)
LOOKED_AT = (
    *("idno", "title", "author", "editor", "publisher", "date", "licence", "funder", "name"),
    *("persName", "orgName", "pubPlace", "authority", "distributor", "edition", "resp"),
)


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The findings for values."""
    record = edition.record
    for doubt in record.doubts:
        yield finding(RULES[doubt.code], doubt.origin, value=doubt.value)
    yield from _languages(record, target)
    yield from _licence(record, target)
    for one in record.identifiers:
        if one.scheme == "doi" and (wrong := fault("doi", one.value)):
            yield finding(DOI, one.origin, value=one.value, fault=wrong)
    yield from _chosen(record)
    for document in edition.documents:
        if document.root is not None:
            yield from _placeholders(document, document.root)


def _languages(record: Record, target: Target) -> Iterator[Diagnostic]:
    if not target.iso639_3:
        return
    for language in record.languages:
        if not language.iso639_3:
            yield finding(NO_ISO, language.origin, target=target.title, tag=language.tag)


def _licence(record: Record, target: Target) -> Iterator[Diagnostic]:
    licence = record.licence
    if not licence or licence.spdx:
        return
    bare = CC_NAME.search(licence.name)
    if bare is not None and not bare[1]:
        found = finding(NO_VERSION, licence.origin, name=licence.name)
    elif "publicdomain/mark" in licence.url or "creativecommons.org/licenses/" in licence.url:
        return  # known, though SPDX has no identifier for it
    else:
        found = finding(LICENCE, licence.origin, name=licence.name or licence.url)
    yield replace(found, severity="error") if target.spdx else found


def _chosen(record: Record) -> Iterator[Diagnostic]:
    """Words of deposit.toml that are none of the list they are taken from, and the e-mail."""
    kind = record.resource_type
    if kind and kind.value not in RESOURCE_TYPES:
        known, hint = ", ".join(RESOURCE_TYPES), _hint(kind.value, RESOURCE_TYPES)
        yield finding(TYPE, kind.origin, value=kind.value, hint=hint, known=known)
    for one in record.related:
        if one.relation not in RELATIONS:
            hint = _hint(one.relation, RELATIONS)
            yield finding(RELATION, one.origin, value=one.relation, hint=hint)
    mail = record.contact.email
    if mail and not ADDRESS.fullmatch(mail):
        yield finding(MAIL, record.contact.origin, value=mail)


def _hint(value: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(value, known, 1)
    return f" Did you mean {close[0]}?" if close else ""


def _placeholders(document: Document, root: etree._Element) -> Iterator[Diagnostic]:
    """What a template left in the header."""
    header = root.find("t:teiHeader", SPACES)
    if header is None:
        return
    for element in header.iter(tag=etree.Element):
        if local(element) not in LOOKED_AT:
            continue
        for text in _own(element):
            if FILLERS.search(text):
                yield finding(PLACEHOLDER, at(document, element), value=text[:80])
                break


def _own(element: etree._Element) -> list[str]:
    """The words of an element that holds no other that is looked at, and its addresses."""
    inner = any(local(child) in LOOKED_AT for child in element.iterdescendants(tag=etree.Element))
    own = [] if inner else [words(element)]
    return own + [element.get(name, "") for name in ("target", "ref", "when") if element.get(name)]


CHECK = Check("values", run)
