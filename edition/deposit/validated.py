"""validated: what the TEI was checked with, and what was found, as it goes into a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edition.deposit.checks.validity import UNCHECKED
from edition.deposit.parts import Part
from edition.reports import WORDS, Options, count, installed
from edition.validation.checking import Job, check_file
from edition.validation.outcome import Outcome, Tally
from edition.validation.settings import settings_of
from tei.diagnostics import Diagnostic
from tei.validation.choosing import choose
from tei.validation.reading import parse

REPORTS = {"json": "application/json", "html": "text/html"}


@dataclass(frozen=True, slots=True)
class Validated:
    """What came of validating some documents.

    parts:   the schemas, and the report as JSON and as HTML
    valid:   whether every document is
    words:   the sums, in a line
    schemas: what the schemas are called
    checked: whether every schema that a document names was there, or an error was found without it
    """

    parts: tuple[Part, ...]
    valid: bool
    words: str
    schemas: tuple[str, ...]
    checked: bool = True


def validate(documents: Sequence[tuple[Path, str]]) -> Validated:
    """Check TEI files by their own schemas, as `edition validate` does.

    documents: each file, and its name in the package; paths of this computer stay out of reports
    """
    outcomes = [renamed(check_file(str(path), Job()), str(path), name) for path, name in documents]
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    parts = [*_schemas([path for path, _ in documents])]
    for style, media in REPORTS.items():
        fresh = Options(tally=Tally())
        text = "".join(installed()[style].write(_told(outcomes, fresh.tally), fresh))
        name, title = f"validation/report.{style}", "What validation found"
        parts.append(Part(name, text.encode(), title, "validation", media))
    counts = tally.severities
    words = ", ".join(count(counts[severity], word) for severity, word in WORDS)
    valid, checked = tally.exit_code == 0, not _only_unchecked(outcomes)
    if not checked:
        words = f"{tally.blocked} of {count(len(outcomes), 'document')} for want of a schema"
    return Validated(tuple(parts), valid, words, tuple(sorted(tally.schemas)), checked)


def _only_unchecked(outcomes: Sequence[Outcome]) -> bool:
    """Whether nothing is wrong but that a schema was not there: nobody can say if it is valid."""
    errors = {
        one.diagnostic.code
        for outcome in outcomes
        for one in outcome.found
        if one.diagnostic.severity == "error"
    }
    unread = any(outcome.unread for outcome in outcomes)
    return any(one.blocked for one in outcomes) and not unread and errors <= set(UNCHECKED)


def _told(outcomes: Sequence[Outcome], tally: Tally) -> Iterator[Outcome]:
    for outcome in outcomes:
        tally.add(outcome)
        yield outcome


def renamed(outcome: Outcome, path: str, name: str) -> Outcome:
    """An outcome in which a file is called as in the package."""
    folder = str(Path(path).resolve().parent)
    found = tuple(
        replace(one, diagnostic=_renamed(one.diagnostic, path, name, folder))
        for one in outcome.found
    )
    verdicts = tuple(
        replace(verdict, schema=Path(verdict.schema).name)
        if Path(verdict.schema).is_absolute()
        else verdict
        for verdict in outcome.verdicts
    )
    return replace(outcome, file=name, found=found, verdicts=verdicts)


def _renamed(one: Diagnostic, path: str, name: str, folder: str) -> Diagnostic:
    def told(words: str) -> str:
        return words.replace(path, name).replace(folder, ".")

    also = tuple(_renamed(other, path, name, folder) for other in one.also)
    return replace(
        one,
        file=told(one.file),
        message=told(one.message),
        source=told(one.source),
        advice=told(one.advice),
        also=also,
    )


def _schemas(paths: Sequence[Path]) -> Iterator[Part]:
    """The files of the schemas that documents are checked with, each once; with their ODD."""
    files: dict[Path, str] = {}
    for path in paths:
        root = parse(path.read_bytes(), str(path))
        for schema in choose(root, path.parent.resolve(), settings_of(path).schemas).schemas:
            files.setdefault(schema.path.resolve(), schema.name)
    for file in list(files):
        odd = file.with_suffix(".odd")
        if odd.is_file():
            files.setdefault(odd, odd.name)
    taken: set[str] = set()
    for file in files:
        name = file.name if file.name.casefold() not in taken else f"{len(taken)}-{file.name}"
        taken.add(name.casefold())
        yield Part(f"schema/{name}", file, "The schema that the TEI is checked with", "schema")
