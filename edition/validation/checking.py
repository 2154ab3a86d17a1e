"""Checking one file: read, examine, sift, mend; the work of one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edition.garbage import uncollected
from edition.output import write_whole
from edition.validation.excerpts import Lines
from edition.validation.outcome import Edit, Found, Outcome
from edition.validation.settings import Settings, settings_of
from tei.diagnostics import Diagnostic, Problem
from tei.validation.check import Examined, Request, examine, read
from tei.validation.choosing import Schema, is_ours
from tei.validation.findings import Finding
from tei.validation.fixes import Change
from tei.validation.grouping import changes
from tei.validation.ignore import sift

if TYPE_CHECKING:
    from edition.validation.origin import Origin

MOST_EXCERPTS = 1_000  # of one file
MOST_EDITS = 200  # of one file: each is another reading of it
STANDARD = "-"
Mending = Literal["no", "fix", "diff"]


@dataclass(frozen=True, slots=True)
class Job:
    """How files are checked; the same for all of a run.

    schemas: asked for by --schema; () for the documents' own choice
    extra:   asked for by --schematron
    strict:  rules beyond the schemas keep their severity
    mending: whether safe edits are made, or shown
    edits:   whether findings carry their edits
    stdin:   the bytes of the file "-"
    phase:   of Schematron schemas; "" for their own default
    brief:   only errors are wanted
    """

    schemas: tuple[Schema, ...] = ()
    extra: tuple[Schema, ...] = ()
    strict: bool = False
    mending: Mending = "no"
    edits: bool = False
    stdin: bytes = b""
    phase: str = ""
    brief: bool = False


def check_file(file: str, job: Job) -> Outcome:
    """Check one file; where it or a schema that it names cannot be read, the outcome says so.

    Raises Problem where the project or a schema for all files cannot be used.
    """
    standard = file == STANDARD
    path = None if standard else Path(file)
    settings = settings_of(Path.cwd() / "-" if path is None else path)
    try:
        data = job.stdin if path is None else read(path)
    except Problem as problem:
        return Outcome(file, unread=str(problem))
    request = Request(
        job.schemas,
        settings.schemas,
        job.extra,
        job.strict or settings.strict,
        settings.root,
        job.phase,
        job.brief,
    )
    name = "<stdin>" if standard else file
    try:
        with uncollected():
            examined = examine(data, name, path, request)
    except Problem as problem:
        if job.schemas or _concerns_all(problem, job, settings):
            raise
        return Outcome(file, unread=f"{file} names a schema that cannot be used. {problem}")
    outcome = Outcome(file)
    if job.mending != "no" and path is not None:
        outcome, data, examined = _mend(file, path, data, examined, request, job.mending)
    return _reported(outcome, data, examined, settings, path, job.edits)


def _concerns_all(problem: Problem, job: Job, settings: Settings) -> bool:
    """Whether a problem lies in a schema that other files are checked with too."""
    shared = (*job.extra, *settings.schemas)
    return any(problem.place.startswith(schema.place) for schema in shared)


def _mend(
    file: str, path: Path, data: bytes, examined: Examined, request: Request, mending: Mending
) -> tuple[Outcome, bytes, Examined]:
    """Make the safe edits, or only show them; what is left to find after them."""
    from tei.validation.mending import difference, mended  # not for the many runs that only check

    made = mended(data, safe_changes(examined))
    if made.data == data:
        return Outcome(file), data, examined
    words = tuple(map(str, made.made))
    if mending == "diff":
        return Outcome(file, diff=difference(data, made.data, file)), data, examined
    write_whole(path, made.data)
    return Outcome(file, fixed=words), made.data, examine(made.data, file, path, request)


def safe_changes(examined: Examined) -> list[Change]:
    """The edits of a file that nobody can object to; none where it includes others."""
    document = examined.document
    if document is None or document.altered:
        return []
    return changes(finding for finding, _ in examined.pairs if finding is not None)


def _reported(
    outcome: Outcome,
    data: bytes,
    examined: Examined,
    settings: Settings,
    path: Path | None,
    edits: bool,
) -> Outcome:
    """The outcome with what was found, but for what the project lives with."""
    pairs = examined.pairs
    taken: dict[int, int] = {}
    if settings.ignored and settings.root is not None and path is not None:
        kept, taken = _sifted(examined.diagnostics, settings, path)
        pairs = [pair for pair in pairs if id(pair[1]) in kept]
    one_file = examined.document is None or not examined.document.altered
    return replace(
        outcome,
        found=tuple(_found(pairs, data, examined, path, edits and one_file)),
        verdicts=tuple(examined.verdicts),
        blocked=examined.blocked,
        ignored=tuple((str(settings.root), entry, times) for entry, times in taken.items()),
    )


def _sifted(
    diagnostics: list[Diagnostic], settings: Settings, path: Path
) -> tuple[set[int], dict[int, int]]:
    """The identities of the findings that stay, and what each entry took away."""
    assert settings.root is not None
    full, root = path.resolve(), settings.root.resolve()
    relative = full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)
    kept, taken = sift(diagnostics, settings.ignored, relative)
    about = (n for n, entry in enumerate(settings.ignored) if entry.is_about(relative))
    return {id(diagnostic) for diagnostic in kept}, {n: taken.get(n, 0) for n in about}


def _found(
    pairs: Sequence[tuple[Finding | None, Diagnostic]],
    data: bytes,
    examined: Examined,
    path: Path | None,
    edits: bool,
) -> list[Found]:
    """The findings with excerpts, edits, and places in the plain text they were made from."""
    if not pairs:
        return []
    parts = examined.document.parts if examined.document else []
    lines = {part.name: Lines(part.data) for part in parts} or {pairs[0][1].file: Lines(data)}
    origin = _origin(examined, path)
    found = []
    for number, (finding, diagnostic) in enumerate(pairs):
        if origin is not None and finding is not None and finding.element is not None:
            diagnostic = replace(diagnostic, source=origin.place(finding.element))
        known = lines.get(diagnostic.file)
        shows = known is not None and number < MOST_EXCERPTS and not _on_the_whole(finding)
        excerpt = known.excerpt(diagnostic) if known is not None and shows else None
        cure = finding.changes if finding is not None else ()
        safe = bool(cure) and all(change.safety == "safe" for change in cure)
        edit = _edit(data, cure) if edits and number < MOST_EDITS else None
        found.append(Found(diagnostic, excerpt, safe, edit))
    return found


def _edit(data: bytes, cure: Sequence[Change]) -> Edit | None:
    """What a finding's changes come to in the file."""
    from edition.validation.edits import edit_of  # only for reports that show edits

    return edit_of(data, cure)


def _origin(examined: Examined, path: Path | None) -> Origin | None:
    """The plain text that a document of our encoder was made from, where it is at hand."""
    if examined.document is None or path is None or not is_ours(examined.document.root):
        return None
    from edition.validation.origin import Origin  # with the reading of texts

    return Origin.of(examined.document.root, path)


def _on_the_whole(finding: Finding | None) -> bool:
    """Whether a finding is about the document as a whole: no line of it shows anything."""
    return finding is not None and finding.element is None and finding.line <= 1
