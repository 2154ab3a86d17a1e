"""Fields that a target requires or advises and that neither header nor deposit.toml fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from edition.deposit.checks import Check, at, finding, first
from edition.deposit.folder import Edition
from edition.deposit.record import Origin, Record
from edition.deposit.settings import FILE
from edition.deposit.targets import Target
from edition.project import FILE as PROJECT
from tei.diagnostics import Diagnostic, Rule, declare


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field belongs: its path in the TEI ("" for none), and what deposit.toml takes."""

    rule: Rule
    path: str
    setting: str
    called: str


def _field(
    name: str, called: str, path: str, element: str, setting: str, explanation: str
) -> Place:
    where = f"{element}; or in deposit.toml: {setting}" if element else f"deposit.toml: {setting}"
    rule = declare(
        f"deposit-{name}-missing",
        "error",
        f"The edition has no {called}. It belongs in {where}.",
        f"{explanation} What nobody said is asked for, never made up.",
        failing=f"a header without {called}",
        passing=element or setting,
        source="DataCite Metadata Schema 4.6; the archive's own documentation",
    )
    return Place(rule, path, setting, called)


STATEMENT = "teiHeader/fileDesc/publicationStmt"
FIELDS: Mapping[str, Place] = {
    "title": _field(
        "title",
        "title",
        "teiHeader/fileDesc/titleStmt/title",
        "titleStmt/title",
        'title = "…"',
        "An edition of several documents needs a title of its own, in deposit.toml.",
    ),
    "creators": _field(
        "creator",
        "author or editor",
        "teiHeader/fileDesc/titleStmt/author",
        "titleStmt/author or titleStmt/editor",
        "[[creators]] with family and given",
        "Archives list a deposit under its creators.",
    ),
    "publisher": _field(
        "publisher",
        "publisher",
        f"{STATEMENT}/publisher",
        "publicationStmt/publisher",
        'publisher = "…"',
        "A DOI names its publisher.",
    ),
    "publication_date": _field(
        "publication-date",
        "date of publication",
        f"{STATEMENT}/date",
        'publicationStmt: <date when="2026-03-01"/>',
        'date = "2026-03-01"',
        "A DOI names the year of publication.",
    ),
    "licence": _field(
        "licence",
        "licence",
        f"{STATEMENT}/availability/licence",
        "publicationStmt/availability: <licence "
        'target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>',
        'licence = "CC BY 4.0"',
        "Without a licence nobody may use the edition, and most archives refuse it.",
    ),
    "languages": _field(
        "language",
        "language",
        "teiHeader/profileDesc/langUsage/language",
        '@xml:lang of text, or profileDesc/langUsage: <language ident="de"/>',
        'languages = ["de"]',
        "Texts are found by their language.",
    ),
    "description": _field(
        "description",
        "abstract",
        "teiHeader/profileDesc/abstract",
        "profileDesc/abstract",
        'description = "…"',
        "The abstract is what a reader of the archive's page sees first.",
    ),
    "contact": _field(
        "contact",
        "contact e-mail",
        "",
        "",
        '[contact] name = "…" and email = "…"',
        "The archive writes to somebody when a file is damaged or a reader asks.",
    ),
    "depositor": _field(
        "depositor",
        "depositor",
        "",
        "",
        'depositor = "…"',
        "The archive makes its contract with the depositor.",
    ),
    "subjects": _field(
        "subject",
        "keywords",
        "teiHeader/profileDesc/textClass/keywords",
        "profileDesc/textClass/keywords/term",
        'subjects = ["…"]',
        "Keywords help to find the edition.",
    ),
    "extent": _field(
        "extent",
        "extent",
        "teiHeader/fileDesc/extent",
        "fileDesc/extent",
        'extent = ["120 letters"]',
        "The archive tells its readers how much there is.",
    ),
    "source": _field(
        "source",
        "source",
        "teiHeader/fileDesc/sourceDesc",
        "sourceDesc/bibl or sourceDesc/msDesc",
        'source = "…"',
        "An edition says what it was made from.",
    ),
    "created": _field(
        "created",
        "date of the text",
        "teiHeader/profileDesc/creation/date",
        'profileDesc/creation: <date when="1929"/>',
        'created = "1929"',
        "The date of the work is not that of the edition.",
    ),
    "identifiers": _field(
        "identifier",
        "identifier",
        f"{STATEMENT}/idno",
        "publicationStmt/idno",
        'identifiers = ["https://…"]',
        "Metadata that are harvested point to the edition by its address.",
    ),
}
DETAIL = declare(
    "deposit-setting-missing",
    "error",
    "{target} asks for {setting}, which TEI has no place for. Say it in deposit.toml, under "
    "[{table}].",
    "Some archives ask for words of their own vocabularies; the table of deposit.toml that is "
    "named after the archive holds them.",
    failing="no deposit.toml, for Dataverse",
    passing='[dataverse] subject = "Arts and Humanities"',
)
# What edition.toml has for the header of a plain text.
PROJECTS: Mapping[str, str] = {
    "title": '[edition] title = "…"',
    "creators": '[edition] author = "Given-name Surname"',
    "publisher": '[edition] publisher = "…"',
    "publication_date": '[edition] date = "2026-03-01"',
    "licence": '[edition] licence = "CC BY 4.0"',
    "languages": '[text] language = "de"',
    "created": '[text] date = "1929"',
    "identifiers": '[edition] identifier = "https://…"',
}
# A cure in the headers would not do: that of one letter is not the title of all.
OF_WHOLE = ("title", "description", "extent", "created", "source", "identifiers")
OF_SEVERAL = (
    "The {count} documents of this edition have no {called} together; what each has of its own is "
    "not that of all. Say it in deposit.toml: {setting}."
)
SHORT = declare(
    "title-too-short",
    "error",
    "The title “{title}” is shorter than the {least} characters that {target} wants.",
    "A title of one or two letters is mostly a slip, and the archive's form refuses it.",
    failing="<title>X</title>",
    passing="<title>The Mill</title>",
    source="https://inveniordm.docs.cern.ch/reference/metadata/",
)
PROVISIONAL = declare(
    "title-provisional",
    "warning",
    "The title “{title}” is only the first words of the text. Give the edition a title.",
    "A text without a title is called by its first words until somebody gives it one; an archive "
    "would keep that for ever.",
    failing='<title type="desc">[When the mill was …]</title>',
    passing='<title type="main">The Mill</title>',
)


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The fields that are missing, those that are only advised as warnings."""
    record = edition.record
    for name in target.requires:
        yield from _missing(edition, record, name)
    for name in target.advises:
        for found in _missing(edition, record, name):
            yield replace(found, severity="warning")
    for table, setting in target.details:
        if not record.detail(table, setting):
            origin = Origin(edition.overlay.file, edition.overlay.lines.get(table, 0), table)
            yield finding(DETAIL, origin, target=target.title, setting=setting, table=table)
    yield from _title(record, target)


def _missing(edition: Edition, record: Record, name: str) -> Iterator[Diagnostic]:
    if _has(record, name) or (name == "publication_date" and _doubted(record)):
        return
    place = FIELDS[name]
    if place.path and any(document.root is None for document in edition.documents):
        return  # nobody knows what stands in a header that cannot be read: another check says so
    if name in OF_WHOLE and len(edition.documents) > 1:
        fields = {"count": len(edition.documents), "called": place.called}
        words = OF_SEVERAL.format(**fields, setting=place.setting)
        yield replace(finding(place.rule, Origin(FILE, 0, name)), message=words)
        return
    if place.path and first(edition).encoded:
        yield _of_text(place, PROJECTS.get(name, ""))
        return
    origin = at(first(edition), place.path) if place.path else Origin(FILE, 0, name)
    yield finding(place.rule, origin)


def _of_text(place: Place, setting: str) -> Diagnostic:
    """A field of TEI that is made of a plain text: its header is made from the settings."""
    own = f"edition.toml: {setting}; or in " if setting else ""
    words = f"The edition has no {place.called}. It belongs in {own}deposit.toml: {place.setting}."
    file = PROJECT if setting else FILE
    return replace(finding(place.rule, Origin(file)), message=words)


def _doubted(record: Record) -> bool:
    """Whether there is a date that cannot be read: another check speaks of it."""
    return any(doubt.code == "publication-date-unreadable" for doubt in record.doubts)


def _has(record: Record, name: str) -> bool:
    if name == "publisher":
        return bool(record.publisher.name)
    if name == "contact":
        return bool(record.contact.email)
    return bool(getattr(record, name))


def _title(record: Record, target: Target) -> Iterator[Diagnostic]:
    title = record.title
    if title and len(title.value) < target.limits.title:
        least = target.limits.title
        yield finding(SHORT, title.origin, title=title.value, least=least, target=target.title)
    if title.value.startswith("[") and title.value.endswith("…]"):
        yield finding(PROVISIONAL, title.origin, title=title.value)


CHECK = Check("fields", run)
