"""Building many documents: each in its folder, then the pages that they share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from edition import build as building
from edition.build import Built, Hear, Membership
from edition.corpus import keeping, site
from edition.corpus.documents import Source, is_corpus, sources, taken_apart
from edition.corpus.executing import in_order
from edition.corpus.heading import Heading, heading_of
from edition.corpus.keeping import FOLDER, PARTS, Kept
from edition.corpus.linking import places, siblings
from edition.project import Project
from edition.web.pictures import addresses, resolved
from tei.diagnostics import RULES, Diagnostic, Problem, TextLostError, declare

declare(
    "document-failed",
    "error",
    "This document was not built; the others were. It is a fault of the toolkit, please report "
    "it: {reason}",
    "Of many documents one that cannot be built does not stop the others. With EDITION_DEBUG=1 in "
    "the environment the whole trace is printed, and the build stops there.",
    failing="a text that meets a fault of the toolkit, among many",
    passing="the other texts",
)

_PLACE = re.compile(r"(.*?):(\d+)(?::(\d+))?")


@dataclass(frozen=True)
class _Job:
    """What a process is told: the document, and what all share.

    siblings: the documents that it points to, by their addresses
    """

    project: Project
    source: Source
    title: str
    siblings: Mapping[str, str]
    fingerprint: str


def build_many(
    project: Project, texts: list[Path], hear: Hear, anew: bool, processes: int
) -> Iterator[Built]:
    """Build each document, and after them the pages of the collection.

    The files of the collection are told with its last document.  A document that cannot be built
    is a finding; the others are built all the same.
    """
    site.prepare(project.folder)
    root, found = _documents(project, texts)
    heading = heading_of(project, root)
    del root
    keeping.forget(project.folder, [one.name for one in found])
    one_of_many = replace(project, settings=replace(project.settings, title=""))
    shared = keeping.of_project(project, heading.title)
    known = places(found)
    jobs = [_job(one_of_many, one, heading.title, shared, siblings(one, known)) for one in found]
    still = set() if anew else {job.source.name for job in jobs if _still(job) is not None}
    wanted = [job for job in jobs if job.source.name not in still]
    made = in_order(_built if processes == 1 else _built_elsewhere, wanted, processes)
    last = None
    for number, job in enumerate(jobs, 1):
        hear(f"{number} of {len(jobs)}: {job.source.name}")
        now = _unchanged(job) if job.source.name in still else next(made)
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield _with_site(last, project, heading, found, hear)


def _job(
    project: Project, source: Source, title: str, shared: str, beside: Mapping[str, str]
) -> _Job:
    mark = keeping.fingerprint(shared, source.file, source.name, beside)
    return _Job(project, source, title, beside, mark)


def _documents(project: Project, texts: list[Path]) -> tuple[Any, list[Source]]:
    """The root of the teiCorpus, where there is one alone, and the documents."""
    if len(texts) > 1 or not is_corpus(texts[0]):
        return None, sources(texts)
    _, tree = building.read_tei(texts[0])
    folder = project.folder / FOLDER / PARTS
    return tree.getroot(), taken_apart(tree.getroot(), texts[0], folder) or sources(texts)


def _still(job: _Job) -> Kept | None:
    """The record of a document that need not be built again."""
    kept = keeping.read(job.project.folder, job.source.name)
    if kept is None or not keeping.is_current(
        kept, job.fingerprint, job.project.folder, job.source.text.parent
    ):
        return None
    return kept


def _unchanged(job: _Job) -> Built:
    """A document as it was built before; its record is read only now, one after another."""
    kept = keeping.read(job.project.folder, job.source.name)
    assert kept is not None
    files = tuple(job.project.folder / file for file in kept.files)
    return Built(job.source.text, files, kept.findings, unchanged=True)


def _built_elsewhere(job: _Job) -> Built:
    """Build a document; the encoding stays in the process that made it."""
    return replace(_built(job), document=None)


def _built(job: _Job) -> Built:
    """Build a document and keep its record."""
    folder, source = job.project.folder, job.source
    told: dict[str, Any] = {}
    pages = folder / "html" / source.name
    base = source.text.parent
    membership = Membership(source.name, job.title, pages, base, told.update, job.siblings)
    try:
        built = building.build(
            job.project, source.file, folder / source.name, lambda line: None, membership
        )
    except Problem as problem:
        if problem.rule.exit_code != 1:
            raise
        return Built(source.text, (), (_finding(problem),), failed=True)
    except Exception as fault:
        if os.environ.get("EDITION_DEBUG"):
            raise
        return Built(source.text, (), (_failed(source.text, fault),), failed=True)
    built = replace(built, text=source.text)
    search = told.pop("search", [])
    kept = Kept(
        job.fingerprint,
        _pictures(built, source.text.parent),
        tuple(file.relative_to(folder).as_posix() for file in built.files),
        built.findings,
        told,
    )
    keeping.write(folder, source.name, kept, search)
    return built


def _failed(text: Path, fault: Exception) -> Diagnostic:
    """A fault of the toolkit with one document, among the findings of the others."""
    rule = RULES["document-failed"]
    words = str(fault) if isinstance(fault, TextLostError) else f"{type(fault).__name__}: {fault}"
    return Diagnostic(rule.code, "error", str(text), 0, rule.message.format(reason=words))


def _finding(problem: Problem) -> Diagnostic:
    """A problem with one document, among the findings of the others."""
    place = _PLACE.fullmatch(problem.place)
    file, line, column = place.groups() if place else (problem.place, "0", None)
    return Diagnostic(
        problem.rule.code, "error", file, int(line), problem.message, column=int(column or 0)
    )


def _pictures(built: Built, base: Path) -> dict[str, str]:
    """The addresses of pictures in the TEI, with the digests of the files."""
    _, tree = building.read_tei(built.files[0])
    urls = {resolved(url, element) for url, element in addresses(tree)}
    return {url: keeping.digest_of_picture(url, base) for url in sorted(urls)}


def _with_site(
    last: Built,
    project: Project,
    heading: Heading,
    found: list[Source],
    hear: Hear,
) -> Built:
    """The last document with the pages of the collection, where web pages are wanted."""
    if "html" not in project.formats:
        return last
    hear("writing the pages of the collection")
    files, findings = site.write(project, heading, [one.name for one in found])
    return replace(last, files=(*last.files, *files), findings=(*last.findings, *findings))
