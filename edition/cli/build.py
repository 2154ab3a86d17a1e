"""`edition build`: from text or TEI to the web edition and the PDF."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from edition import build as building
from edition.project import FILE, Project, load
from edition.summary import table
from tei.diagnostics import Diagnostic, Problem


@click.command("build")
@click.argument(
    "what", metavar="[PROJECT|TEXT|TEI]", required=False, type=click.Path(path_type=Path)
)
@click.option("--format", "formats", metavar="LIST", help="Formats, as in html,pdf.")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the editions; else build/.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(what: Path | None, formats: str | None, output: Path | None, quiet: bool) -> int:
    """Build the editions: TEI, web page, PDF.

    \b
    edition build                    the project of this folder
    edition build letters/           another project
    edition build speech.txt         a plain text, with no configuration at all
    edition build speech.xml         any TEI P5 document
    edition build --format html -o public speech.xml

    Plain text is encoded and validated first. Everything is written to build/, each file
    whole or not at all.
    """
    project, texts = target(what or Path())
    if formats:
        names = tuple(name.strip() for name in formats.split(",") if name.strip())
        project = replace(project, formats=names)
    if output:
        project = replace(project, folder=output)
    began = time.perf_counter()
    errors = 0
    for built in building.build_all(project, texts, _hear(quiet)):
        errors += sum(finding.severity == "error" for finding in built.findings)
        if not quiet:
            _tell(built)
        for path in built.files:
            click.echo(path)
    if not quiet:
        click.echo(f"Done in {time.perf_counter() - began:.1f} s.", err=True)
    return 1 if errors else 0


def target(what: Path) -> tuple[Project, list[Path]]:
    """The project that is meant and its texts.

    A folder (or its edition.toml) is a project; any other file is built alone, with
    the settings of a project only if it lies in that project's folder.
    """
    if what.is_dir():
        project = load(what)
        return project, project.texts()
    if what.name == FILE:
        project = load(what.parent)
        return project, project.texts()
    if not what.exists():
        raise Problem("text-unreadable", str(what), reason="there is no such file")
    return Project(Path(), folder=Path("build")), [what]


def _hear(quiet: bool) -> building.Hear:
    """Shows what is being done, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: click.echo(click.style(f"  {line} …", dim=True), err=True)


def _tell(built: building.Built) -> None:
    click.echo(click.style(str(built.text), bold=True), err=True)
    if built.document is not None:
        click.echo(table(built.document), err=True)
    for line in _findings(built.findings):
        click.echo(line, err=True)


def _findings(findings: tuple[Diagnostic, ...]) -> list[str]:
    """Errors one by one, warnings and remarks too, but never more than ten of a code."""
    told: Counter[str] = Counter()
    lines = []
    for finding in findings:
        told[finding.code] += 1
        if told[finding.code] <= 10:
            place = f"{finding.file}:{finding.line}" if finding.line else finding.file
            lines.append(f"  {place}: {finding.severity}: {finding.message} [{finding.code}]")
    lines += [f"  … and {n - 10} more [{code}]" for code, n in told.items() if n > 10]
    return lines
