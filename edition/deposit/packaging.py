"""packaging: a project or a TEI file → built, validated, described and packed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from edition import build as building
from edition import editions
from edition.build import Built
from edition.deposit.folder import BUILT, find
from edition.deposit.gathering import Packed, described, parts_of, places
from edition.deposit.moment import moment
from edition.deposit.package import Contents, Layout, package, program
from edition.deposit.premis import Event
from edition.deposit.record import Record
from edition.deposit.validated import Validated, validate
from edition.project import FILE, Project, load
from tei.diagnostics import RULES, Diagnostic, declare
from tei.validation.reading import parse
from tei.version import DISTRIBUTION

FOLDER = "deposit"
ENDINGS = {"zip": ".zip", "bag": "-bag", "ocfl": "-ocfl"}
MAKERS = ("lxml", "saxonche", "typst")

declare(
    "package-time-unknown",
    "warning",
    "Neither revisionDesc nor publicationStmt says when the edition became what it is: the "
    "package bears the time of now, and will be another each time it is made.",
    "Two packages of one edition should be the same to the byte, so that nobody has to ask what "
    "changed. Give the last change in revisionDesc (change/@when), or set SOURCE_DATE_EPOCH.",
    failing="a header without any date",
    passing='<revisionDesc><change when="2026-03-01">…</change></revisionDesc>',
)


@dataclass(frozen=True)
class Packaged:
    """A package with what was found on the way.

    path:     of the package
    contents: what was packed
    findings: of building and describing
    valid:    whether the TEI is, by its schemas
    words:    what validation found, in a line
    checked:  whether there was a schema to check it with
    """

    path: Path
    contents: Contents
    findings: tuple[Diagnostic, ...]
    valid: bool
    words: str
    checked: bool = True


def make(
    what: Path,
    out: Path | None = None,
    layout: Layout = "zip",
    formats: Sequence[str] = (),
    hear: building.Hear = lambda line: None,
    events: Sequence[Event] = (),
) -> Packaged:
    """Build an edition and pack it.

    what:    a project's folder, a folder with TEI files, a TEI file, or a plain text
    out:     of the package; else in the folder `deposit` of the project
    formats: the editions that are wanted; else those of [deposit] or [build]
    events:  what is to be recorded besides, e.g. a deposit
    """
    project, texts = target(what)
    wanted = tuple(formats) or project.packaged or project.formats
    project = replace(project, formats=wanted)
    built = list(editions.build_all(project, texts, hear))
    contents, findings, validated = gather(what, project, built, hear)
    contents = replace(contents, events=(*contents.events, *events))
    place = out or project.root / FOLDER / f"{contents.name}{ENDINGS[layout]}"
    hear(f"packing {place.name}")
    path = package(contents, place, layout)
    told = validated.words
    return Packaged(path, contents, tuple(findings), validated.valid, told, validated.checked)


def target(what: Path) -> tuple[Project, list[Path]]:
    """The project that is meant and its texts.

    The TEI files of a folder that is no project, and a file alone, are built with the defaults.
    """
    root = what.parent if what.name == FILE else what
    if root.is_dir():
        if not (root / FILE).is_file():
            texts = [document.path for document in find(root).documents]
            return Project(root, folder=root / BUILT), texts
        project = load(root)
        return project, project.texts()
    return Project(Path(), folder=Path("build")), [what]


def gather(
    what: Path, project: Project, built: Sequence[Built], hear: building.Hear
) -> tuple[Contents, list[Diagnostic], Validated]:
    """The contents of a package: of what was built, validated and described."""
    packed = places(built)
    findings = [finding for one in built for finding in one.findings]
    single = packed[0].text if what.is_file() and what.name != FILE else None
    record = find(packed[0].source if single is not None and packed[0].encoded else what).record
    hear("validating")
    validated = validate([(one.own, one.tei) for one in packed])
    texts = [one.text for one in packed]
    roots = [parse(one.source.read_bytes(), str(one.source)) for one in packed]
    parts = [
        part
        for one, root in zip(packed, roots, strict=True)
        for part in parts_of(one, project.folder, root, texts)
    ]
    parts += [*validated.parts, *described(record, findings)]
    contents = Contents(
        name_of(single.stem if single else project.root.resolve().name),
        tuple({(part.name, str(part.content)): part for part in parts}.values()),
        record,
        _moment(roots, record, findings, what),
        tuple(history(packed, validated)),
        tuple(map(program, MAKERS)),
    )
    return contents, findings, validated


def history(packed: Sequence[Packed], validated: Validated) -> list[Event]:
    """What was done before packing: encoding, validating, making the editions."""
    events = [
        Event(
            "creation",
            f"The text text/{one.folder}{one.text.name} was encoded in TEI",
            objects=(one.tei, f"text/{one.folder}{one.text.name}"),
            agents=(DISTRIBUTION, "lxml"),
        )
        for one in packed
        if one.encoded
    ]
    events.append(_validation([one.tei for one in packed], validated))
    if any(len(built.files) > 1 for one in packed for built in one.built):
        detail = "The editions were made from the TEI"
        events.append(Event("creation", detail, agents=(DISTRIBUTION, *MAKERS)))
    return events


def _validation(names: Sequence[str], validated: Validated) -> Event:
    """What validation found; TEI whose schema is not here was not validated: no failure."""
    schemas = ", ".join(validated.schemas) or "no schema"
    agents = (DISTRIBUTION, "lxml")
    if validated.checked:
        outcome = "success" if validated.valid else "fail"
        detail = f"The TEI was validated with {schemas}; see validation/report.json"
        return Event("validation", detail, outcome, validated.words, tuple(names), agents)
    detail = "Not all of the TEI could be validated: a schema that it names was not there"
    return Event("validation", detail, "warning", validated.words, tuple(names), agents)


def _moment(
    roots: Sequence[etree._Element], record: Record, findings: list[Diagnostic], what: Path
) -> datetime:
    """When the edition became what it is; now, with a finding, where nobody says it."""
    found = moment(roots, record)
    if found is None:
        rule = RULES["package-time-unknown"]
        findings.append(Diagnostic(rule.code, rule.severity, str(what), 0, rule.message))
    return found or datetime.now(UTC).replace(microsecond=0)


def name_of(words: str) -> str:
    """A name for files of letters, digits, dots and hyphens, as every system keeps them.

    Letters with accents lose them; other scripts have no place in it.
    """
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss"))
    words = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip(".-")[:80] or "edition"
