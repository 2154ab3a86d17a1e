"""`edition deposit send`: bring an edition to an archive, as a draft or published."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from edition.deposit.sending.depositing import Outcome

SENT, REFUSED = 0, 1
SHOWN = 20  # findings
WORDS = {
    "draft": "a draft; look at it there, then publish it with --publish (or there by hand)",
    "published": "published",
    "unchanged": "published already, and nothing has changed since",
}
UNPROVEN = (
    "Sending to {title} follows its documentation and is not yet proven on a server. "
    "Look at the draft there before you publish it."
)
EPILOG = """\b
Examples:
  edition deposit send --target zenodo --sandbox       a draft in Zenodo's test archive
  edition deposit send --target zenodo                 a draft, to be looked at
  edition deposit send --target zenodo --publish       for good
  edition deposit send --target zenodo --new-version --publish
  edition deposit send --target invenio --url https://archive.example.org letters/

\b
The token comes from the environment (ZENODO_TOKEN, INVENIO_TOKEN, EDITION_TOKEN) or from the
keyring (keyring set tei-edition https://zenodo.org), never from the command line.

\b
Exit codes:
  0  the archive has the edition, compared byte for byte
  1  the archive would refuse it, or did; each fault is named
  2  it could not be sent; run the command again, and it goes on where it stopped"""


@click.command("send", epilog=EPILOG)
@click.argument(
    "what", metavar="[PROJECT|TEI]", required=False, type=click.Path(path_type=Path), default=Path()
)
@click.option(
    "--target",
    "name",
    metavar="NAME",
    required=True,
    help="zenodo, invenio; dataverse, nakala, textgrid (not yet proven on a server).",
)
@click.option("--url", default="", help="The archive's address, where it is not known.")
@click.option("--sandbox", is_flag=True, help="The test archive that belongs to it.")
@click.option("--publish", is_flag=True, help="Publish; without it, a draft is left. For good.")
@click.option("--new-version", is_flag=True, help="A new version of what is published there.")
@click.option(
    "--format", "formats", metavar="LIST", default="", help="The editions in the package."
)
@click.option("--json", "as_json", is_flag=True, help="What came of it, as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(
    what: Path,
    name: str,
    url: str,
    sandbox: bool,
    publish: bool,
    new_version: bool,
    formats: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Send an edition to an archive, and write the DOI that it gets into the TEI.

    Checked offline first; then a draft is made, a DOI reserved and written into the TEI, the
    edition built, packed and uploaded, and every file compared with what the archive has.
    It is published only with --publish. Stopped anywhere, the command goes on where it
    stopped when it is run again: deposit-state.json remembers the draft, never the token.
    """
    from edition.deposit import targets
    from edition.deposit.sending.addresses import archive
    from edition.deposit.sending.depositing import Wanted
    from tei.diagnostics import Problem

    target = targets.named(name)
    if target.send is None:
        known = ", ".join(one for one, it in targets.installed().items() if it.send is not None)
        raise Problem("target-not-sendable", name, known=known)
    server = archive(url, name, sandbox=sandbox)
    if not target.proven and not quiet:
        click.echo(f"edition: {UNPROVEN.format(title=target.title)}", err=True)
    names = tuple(one.strip() for one in formats.split(",") if one.strip())
    outcome = target.send(what, target, server, Wanted(publish, new_version, names), _hear(quiet))
    _tell(outcome, server, as_json, quiet)
    click.get_current_context().exit(REFUSED if outcome.state == "refused" else SENT)


def _tell(outcome: Outcome, server: str, as_json: bool, quiet: bool) -> None:
    errors = [one for one in outcome.findings if one.severity == "error"]
    for one in errors[:SHOWN]:
        place = f"{one.file}:{one.line}" if one.line else one.file
        click.echo(f"{place}: {one.severity}: {one.message} [{one.code}]", err=True)
    if outcome.state == "refused":
        told = f"The archive would refuse it ({len(errors)} errors). Nothing was sent."
        click.echo(f"edition: {told}", err=True)
    elif not quiet:
        for path in outcome.changed:
            click.echo(f"{path}: the DOI was written into it.", err=True)
        click.echo(f"{server}: {len(outcome.files)} files, {WORDS[outcome.state]}.", err=True)
    if as_json:
        told_json = {
            "state": outcome.state,
            "doi": outcome.doi,
            "link": outcome.link,
            "record": outcome.record,
            "files": list(outcome.files),
            "changed": [str(path) for path in outcome.changed],
            "findings": [one.as_json() for one in errors],
        }
        click.echo(json.dumps(told_json, ensure_ascii=False, indent=2))
    elif outcome.state != "refused":
        click.echo(outcome.doi or outcome.link)


def _hear(quiet: bool):  # type: ignore[no-untyped-def]
    """Shows what is being done, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: click.echo(click.style(f"  {line} …", dim=True), err=True)
