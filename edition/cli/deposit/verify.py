"""`edition deposit verify`: is a package still the one that was packed?"""

from __future__ import annotations

import json
from pathlib import Path

import click

WHOLE, DAMAGED = 0, 1
EPILOG = """\b
Examples:
  edition deposit verify deposit/letters.zip
  edition deposit verify letters-bag/
  edition deposit verify archive/ --json

\b
Exit codes:
  0  every file is there and is the one that was packed
  1  files are missing, altered or added; each is named
  2  it could not be read, or is no package"""


@click.command("verify", epilog=EPILOG)
@click.argument("package", metavar="FOLDER|ZIP", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(package: Path, as_json: bool, quiet: bool) -> None:
    """Compare a package with its manifests.

    Bags (BagIt 1.0 and the drafts before it, by any tool) and OCFL storage roots, as folders
    or zip files. Every file is read and its checksum compared; nothing is unpacked, changed
    or fetched.
    """
    from edition.deposit.verification import verify

    if not package.exists():
        from tei.diagnostics import Problem

        raise Problem("text-unreadable", str(package), reason="there is no such file")
    result = verify(package)
    if as_json:
        told = {
            "package": str(package),
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
        click.echo(f"{package}: the package is {state} ({told_size}).", err=True)
    click.get_current_context().exit(WHOLE if result.valid else DAMAGED)
