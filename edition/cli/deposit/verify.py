"""`edition deposit verify`: is a package still the one that was packed?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from edition.deposit.verification import Verified

WHOLE, DAMAGED = 0, 1
UNPROVEN = (
    "Reading from this archive follows its documentation and is not yet proven on a server. What "
    "is downloaded is compared with the manifest all the same."
)
EPILOG = """\b
Examples:
  edition deposit verify deposit/letters.zip
  edition deposit verify letters-bag/
  edition deposit verify archive/ --json
  edition deposit verify https://zenodo.org/records/1234
  edition deposit verify 10.5281/zenodo.1234 -o downloaded/
  edition deposit verify 10.5072/abc-123 --url https://archive.example.org
  edition deposit verify 10.5072/FK2/ABC --target dataverse --url https://data.example.org

\b
Exit codes:
  0  every file is there and is the one that was packed
  1  files are missing, altered or added; each is named
  2  it could not be read, or is no package"""


@click.command("verify", epilog=EPILOG)
@click.argument("what", metavar="FOLDER|ZIP|DOI|URL")
@click.option(
    "--url",
    metavar="ADDRESS",
    default="",
    help="The archive's address, for a DOI that does not lead there.",
)
@click.option(
    "--target",
    type=click.Choice(["invenio", "dataverse", "nakala"]),
    help="What kind of archive --url is, if no InvenioRDM.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is downloaded.",
)
@click.option("--restricted", is_flag=True, help="The record is not public: use the token.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(
    what: str,
    url: str,
    target: str | None,
    output: Path | None,
    restricted: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Compare a package, or a record in an archive, with its manifests.

    Bags (BagIt 1.0 and the drafts before it, by any tool) and OCFL storage roots, as folders
    or zip files. Every file is read and its checksum compared; nothing is unpacked, changed
    or fetched.

    With a DOI or the address of a record, its files are downloaded first, compared with the
    archive's own list, and the package among them with its manifest: of an InvenioRDM (Zenodo),
    a Dataverse, or Nakala. No token is used for that, unless --restricted asks for it; a
    DOI is looked up at doi.org unless --url says where its archive is.
    """
    result = _verified(what, url, target or "", output, restricted, quiet)
    if not result.proven and not quiet:
        click.echo(f"edition: {UNPROVEN}", err=True)
    if as_json:
        told = {
            "package": what,
            "kind": result.kind,
            "valid": result.valid,
            "files": result.files,
            "bytes": result.size,
            "findings": [one.as_json() for one in result.findings],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in result.findings:
            if one.severity == "error" or not quiet:
                place = f"{one.file}:{one.line}" if one.line else one.file
                click.echo(f"{place}: {one.severity}: {one.message} [{one.code}]")
    if not quiet and not as_json:
        state = "whole" if result.valid else "NOT whole"
        told_size = f"{result.files:,} files, {result.size:,} bytes"
        kind = "record" if result.kind == "record" else "package"
        click.echo(f"{what}: the {kind} is {state} ({told_size}).", err=True)
    click.get_current_context().exit(WHOLE if result.valid else DAMAGED)


def _verified(
    what: str, url: str, target: str, output: Path | None, restricted: bool, quiet: bool
) -> Verified:
    """What came of it: of a record in an archive, or of a package here."""
    from edition.cli.deposit._told import hearing
    from edition.deposit.sending.verifying import is_remote, verify_record
    from edition.deposit.verification import verify
    from tei.diagnostics import Problem

    if url or is_remote(what):
        told = hearing(quiet)
        return verify_record(what, url, output, told, restricted=restricted, target=target)
    if not Path(what).exists():
        raise Problem("text-unreadable", what, reason="there is no such file")
    return verify(Path(what))
