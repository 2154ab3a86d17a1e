"""`edition deposit package`: one file for an archive, the same bytes each time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic

PACKED, TROUBLED = 0, 1
EPILOG = """\b
Examples:
  edition deposit package
  edition deposit package letters/ -o letters.zip
  edition deposit package --layout ocfl -o archive/
  edition deposit package letter.xml --format html,pdf
  edition deposit package --target arche

\b
Exit codes:
  0  the package is written
  1  it is written, but the TEI is not valid, or the archive named by --target would refuse
     it; or a file's name cannot be kept, or a text could not be built: nothing was written
  2  it could not be made; nothing was written"""


@click.command("package", epilog=EPILOG)
@click.argument(
    "what", metavar="[PROJECT|TEI]", required=False, type=click.Path(path_type=Path), default=Path()
)
@click.option(
    "-o",
    "--output",
    metavar="PLACE",
    type=click.Path(path_type=Path),
    help="The zip file, or the folder; else in deposit/.",
)
@click.option(
    "--layout",
    type=click.Choice(["zip", "bag", "ocfl"]),
    default="zip",
    show_default=True,
    help="A zipped bag, a bag as a folder, or a version in an OCFL storage root.",
)
@click.option(
    "--format", "formats", metavar="LIST", default="", help="The editions in it, as in html,pdf."
)
@click.option(
    "--target",
    metavar="NAME",
    help="A folder as one archive wants it: arche, clarin, dracor, eltec, tapas, textgrid.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(
    what: Path, output: Path | None, layout: str, formats: str, target: str | None, quiet: bool
) -> None:
    """Build an edition and pack it for an archive.

    The package is a BagIt 1.0 bag with SHA-512 checksums; in it the TEI with its pictures,
    the source text, the editions, the schema, the report of validation, the description in
    the formats of archives (DataCite, Dublin Core, schema.org, CodeMeta, CITATION.cff), an
    RO-Crate and the record of what was done (PREMIS). Which editions go into it says
    edition.toml: formats in [deposit], else in [build].

    Made twice, it is the same to the byte: its times are those of SOURCE_DATE_EPOCH, else of
    the last change in the TEI's revisionDesc. Nothing is sent, and nothing fetched.

    With --target, a folder is written as that archive wants it, and checked by its rules.
    """
    from edition.deposit.packaging import make

    names = tuple(name.strip() for name in formats.split(",") if name.strip())
    if target is not None:
        click.get_current_context().exit(_hand_over(what, target, output, names, quiet))
    made = make(what, output, layout, names, _hear(quiet))  # type: ignore[arg-type]
    _tell(made.findings, quiet)
    if not made.valid and not (quiet and not made.checked):
        verdict = "is not valid" if made.checked else "was not validated"
        told = f"edition: the TEI {verdict} ({made.words}); edition validate tells more."
        click.echo(told, err=True)
    click.echo(made.path)
    click.get_current_context().exit(TROUBLED if made.checked and not made.valid else PACKED)


def _hand_over(
    what: Path, name: str, output: Path | None, formats: tuple[str, ...], quiet: bool
) -> int:
    """Write a folder for one archive; the exit code."""
    from edition.deposit import targets
    from edition.deposit.archives.handing_over import hand_over

    archive = targets.named(name)
    made = hand_over(what, archive, output, formats, _hear(quiet))
    _tell(made.findings, quiet)
    errors = sum(one.severity == "error" for one in made.findings)
    if errors:
        told = (
            f"{archive.title} would refuse it ({_count(errors, 'error')}); the folder is written."
        )
        click.echo(f"edition: {told}", err=True)
    elif not quiet:
        click.echo(f"edition: {_count(len(made.files), 'file')} for {archive.title}.", err=True)
    click.echo(made.path)
    return TROUBLED if errors else PACKED


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _tell(findings: Sequence[Diagnostic], quiet: bool) -> None:
    for finding in findings:
        if finding.severity == "error" or (finding.severity == "warning" and not quiet):
            place = f"{finding.file}:{finding.line}" if finding.line else finding.file
            click.echo(f"{place}: {finding.severity}: {finding.message} [{finding.code}]", err=True)


def _hear(quiet: bool) -> Callable[[str], None]:
    """Shows what is being done, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: click.echo(click.style(f"  {line} …", dim=True), err=True)
