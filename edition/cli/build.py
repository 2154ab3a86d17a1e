"""`edition build`: from text or TEI to the web edition and the PDF."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from edition import build as building
from edition import editions
from edition.project import FILE, Project, load
from edition.summary import table
from tei.diagnostics import Diagnostic, Problem

CLEAR = "\r\x1b[K"  # the line of progress goes before anything else is written


@click.command("build")
@click.argument(
    "what", metavar="[PROJECT|TEXT|TEI|DIR]", required=False, type=click.Path(path_type=Path)
)
@click.option("--format", "formats", metavar="LIST", help="Formats, as in html,pdf.")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the editions; else build/.",
)
@click.option("--anew", is_flag=True, help="Of many documents, build the unchanged ones too.")
@click.option("-j", "--jobs", default=0, metavar="N", type=click.IntRange(0, 256),
              help="Processes for many documents; else one to a core.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(
    what: Path | None,
    formats: str | None,
    output: Path | None,
    anew: bool,
    jobs: int,
    quiet: bool,
) -> int:
    """Build the editions: TEI, web page, PDF.

    \b
    edition build                    the project of this folder
    edition build letters/           another project, or all texts of a folder
    edition build speech.txt         a plain text, with no configuration at all
    edition build speech.xml         any TEI P5 document, also a teiCorpus
    edition build --format html -o public speech.xml

    Plain text is encoded and validated first. Several documents become one site, with a table
    of all, lists and search; what has not changed is not built again. Everything is written to
    build/, each file whole or not at all.
    """
    project, texts = target(what or Path())
    if formats:
        names = tuple(name.strip() for name in formats.split(",") if name.strip())
        project = replace(project, formats=names)
    if output:
        project = replace(project, folder=output)
    began = time.perf_counter()
    tally: Counter[str] = Counter()
    hear = _hear(quiet, many=len(texts) > 1)
    for built in editions.build_all(project, texts, hear, anew=anew, processes=jobs):
        tally["documents"] += 1
        tally["unchanged"] += built.unchanged
        tally["failed"] += built.failed
        tally["errors"] += sum(finding.severity == "error" for finding in built.findings)
        if not quiet:
            _tell(built, alone=len(texts) == 1)
        for path in shown(built):
            click.echo(path)
    if not quiet:
        click.echo(_summary(tally, time.perf_counter() - began), err=True)
    return 1 if tally["errors"] else 0


def _summary(tally: Counter[str], seconds: float) -> str:
    """How many documents were built, where there are several, and how long it took."""
    line = f"Done in {seconds:.1f} s."
    if tally["documents"] > 1:
        fresh = tally["documents"] - tally["unchanged"] - tally["failed"]
        counts = {"unchanged": tally["unchanged"], "not built": tally["failed"]}
        rest = [f"{count} {word}" for word, count in counts.items() if count]
        line = f"{', '.join([f'{fresh} documents built', *rest])}. {line}"
    return f"{CLEAR}{line}" if _on_terminal() else line


def target(what: Path) -> tuple[Project, list[Path]]:
    """The project that is meant and its texts.

    A folder (or its edition.toml) is a project; a folder without one stands for the texts in it.
    Any other file is built alone, with no settings.
    """
    if what.name == FILE:
        what = what.parent
    if what.is_dir():
        if not (what / FILE).exists() and (texts := _texts_in(what)):
            return Project(what, folder=Path("build")), texts
        project = load(what)
        return project, project.texts()
    if not what.exists():
        raise Problem("text-unreadable", str(what), reason="there is no such file")
    return Project(Path(), folder=Path("build")), [what]


def _texts_in(folder: Path) -> list[Path]:
    """Plain texts and TEI files of a folder that was named, and is no project."""
    if folder == Path():
        return []  # without a name, a folder full of other things is not meant
    endings = (".txt", ".xml", ".tei")
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() in endings and file.is_file() and not file.name.startswith(".")
    )


def shown(built: building.Built) -> list[Path]:
    """The files that a person looks for: TEI, single editions, the first page of a site."""
    sites = {file.parent for file in built.files if file.name == "index.html"}
    return [
        file
        for file in built.files
        if file.name == "index.html" or not any(file.is_relative_to(site) for site in sites)
    ]


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def _hear(quiet: bool, *, many: bool) -> building.Hear:
    """Shows what is being done, on a terminal only; of many documents in one line."""
    if quiet or not _on_terminal():
        return lambda line: None
    if many:
        return lambda line: click.echo(click.style(f"{CLEAR}{line}", dim=True), nl=False, err=True)
    return lambda line: click.echo(click.style(f"  {line} …", dim=True), err=True)


def _tell(built: building.Built, *, alone: bool) -> None:
    """What was found; of one text also what was marked up."""
    lines = _findings(built.findings)
    if not alone and not lines:
        return
    name = click.style(str(built.text), bold=True)
    click.echo(f"{CLEAR}{name}" if not alone and _on_terminal() else name, err=True)
    if built.document is not None and alone:
        click.echo(table(built.document), err=True)
    for line in lines:
        click.echo(line, err=True)


def _findings(findings: tuple[Diagnostic, ...]) -> list[str]:
    """Errors one by one, warnings and remarks too, but never more than ten of a code."""
    told: Counter[str] = Counter()
    lines = []
    for finding in findings:
        told[finding.code] += 1
        if told[finding.code] <= 10:
            place = f"{finding.file}:{finding.line}" if finding.line else finding.file
            if finding.source:
                place = f"{finding.source} ({place})"
            lines.append(f"  {place}: {finding.severity}: {finding.message} [{finding.code}]")
    lines += [f"  … and {n - 10} more [{code}]" for code, n in told.items() if n > 10]
    return lines
