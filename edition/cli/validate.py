"""`edition validate`: what is wrong with a TEI file, in words."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import click

from tei.diagnostics import Diagnostic, Problem

Checked = dict[str, list[Diagnostic]]
Style = Literal["text", "json"]
VALID, FOUND, COULD_NOT = 0, 1, 2
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
EPILOG = """\b
Examples:
  edition validate letter.xml
  edition validate letters/*.xml --quiet
  edition validate letter.xml --schema house-rules.sch --schema edition
  edition validate letter.xml --format json > findings.json
  edition validate --explain pointer-dangling

\b
Exit codes:
  0  every file is valid; there may be warnings
  1  at least one error was found
  2  a file or a schema could not be read"""


@click.command("validate", epilog=EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--schema",
    "schemas",
    metavar="NAME|PATH",
    multiple=True,
    help="Check against this schema; may be given several times. PATH ends in .rng (RELAX NG), "
    ".xsd (XML Schema) or .sch (Schematron). NAME: edition, the toolkit's own schema, which is "
    "also the default.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Findings for people, or for programs.",
)
@click.option("--explain", metavar="CODE", help="Say what the code of a finding means, and stop.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors: no warnings, no summary.")
def command(
    files: tuple[Path, ...],
    schemas: tuple[str, ...],
    style: Style,
    explain: str | None,
    quiet: bool,
) -> None:
    """Check TEI files and say what is wrong with them, and what to do.

    Each FILE is checked for being well-formed XML; for the grammar of the schema (RELAX NG
    and XML Schema); for the rules that no grammar can say (Schematron); and for being true
    to itself: pointers lead somewhere, identifiers are given once, the parts of an
    interrupted quotation name one another, dates exist and do not end before they begin.

    Findings go to standard output, one a line: FILE:LINE:COLUMN: severity: sentence [code].
    Nothing is fetched from the network, and files are only read.

    The toolkit's own schema is a strict choice from TEI. A file from elsewhere may be good TEI
    and yet use elements that the choice leaves out; give its own schema with --schema.
    """
    context = click.get_current_context()
    if explain is not None:
        context.exit(_explain(explain))
    if not files:
        raise click.UsageError("Name at least one TEI file to check.", context)
    checked, unread = _check_all(files, _schema_files(schemas))
    shown = {name: [f for f in found if _wanted(f, quiet)] for name, found in checked.items()}
    colour = None if os.environ.get("NO_COLOR") is None else False
    if style == "json":
        click.echo(json.dumps(_record(shown, unread), ensure_ascii=False, indent=2))
    else:
        _print(shown, colour)
        if not quiet:
            click.echo(summary(checked, unread), err=True, color=colour)
    context.exit(_exit_code(checked, unread))


def _explain(code: str) -> int:
    """Print the explanation of a code; the exit code."""
    from tei.validation.explain import explained

    try:
        click.echo(explained(code))
    except LookupError as error:
        click.echo(f"edition: {error.args[0]}", err=True)
        return COULD_NOT
    return VALID


def _schema_files(names: Sequence[str]) -> list[Path] | None:
    """The files of the schemas asked for; None for the default.  Raises Problem."""
    from tei.validation.check import named  # lxml and schemas: only when there is work to do

    return [path for name in names for path in named(name)] if names else None


def _check_all(files: Iterable[Path], schemas: list[Path] | None) -> tuple[Checked, list[str]]:
    """The findings of each file, and the files that could not be read (told at once)."""
    from tei.validation.check import check

    checked: Checked = {}
    unread: list[str] = []
    for file in files:
        try:
            checked[str(file)] = list(check(file, schemas))
        except Problem as problem:
            if problem.rule.code != "text-unreadable":
                raise
            click.echo(f"edition: {problem}", err=True)
            unread.append(str(file))
    return checked, unread


def _wanted(finding: Diagnostic, quiet: bool) -> bool:
    return finding.severity == "error" or not quiet


def _print(checked: Checked, colour: bool | None) -> None:
    """The findings, one a line."""
    for finding in (finding for found in checked.values() for finding in found):
        click.echo(line_of(finding), color=colour)
        if finding.source:
            click.echo(f"    made from {finding.source}", color=colour)


def line_of(finding: Diagnostic) -> str:
    """A finding as a line that editors can jump from."""
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
    severity = click.style(finding.severity, fg=COLOURS[finding.severity], bold=True)
    code = click.style(f"[{finding.code}]", dim=True)
    return f"{click.style(place, bold=True)}: {severity}: {finding.message} {code}"


def summary(checked: Checked, unread: Sequence[str] = ()) -> str:
    """One line on all files: "3 files, 1 with problems: 2 errors, 1 warning"."""
    counts = Counter(finding.severity for found in checked.values() for finding in found)
    bad = sum(bool(found) for found in checked.values())
    parts = [_count(counts[name], word) for name, word in WORDS if counts[name]]
    text = f"{_count(len(checked), 'file')}, "
    text += f"{bad} with problems: {', '.join(parts)}" if bad else "no problems"
    return text + (f"; {len(unread)} could not be read" if unread else "")


WORDS: tuple[tuple[Literal["error", "warning", "info"], str], ...] = (
    ("error", "error"),
    ("warning", "warning"),
    ("info", "remark"),
)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _record(checked: Checked, unread: Sequence[str]) -> dict[str, Any]:
    """All findings as one JSON object."""
    return {
        "files": len(checked),
        "valid": _exit_code(checked, unread) == VALID,
        "unread": list(unread),
        "findings": [finding.as_json() for found in checked.values() for finding in found],
    }


def _exit_code(checked: Checked, unread: Sequence[str]) -> int:
    """0 valid, 1 errors found, 2 something could not be read."""
    if unread:
        return COULD_NOT
    errors = any(finding.severity == "error" for found in checked.values() for finding in found)
    return FOUND if errors else VALID
