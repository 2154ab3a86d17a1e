"""`edition deposit send`: bring an edition to an archive, as a draft or published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from edition.deposit.sending.depositing import Wanted
    from edition.deposit.targets import Target

SENT, REFUSED = 0, 1
EPILOG = """\b
Examples:
  edition deposit send --target zenodo --dry-run       what would be sent
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
@click.option(
    "--url", metavar="ADDRESS", default="", help="The archive's address, where it is not known."
)
@click.option("--sandbox", is_flag=True, help="The test archive that belongs to it.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent. Uses no network.")
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
    dry_run: bool,
    publish: bool,
    new_version: bool,
    formats: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Send an edition to an archive; its DOI goes into the TEI.

    Checked offline first. Then a draft is made, a DOI reserved and written into the TEI, the
    edition built, packed and uploaded, and every file compared with what the archive has.
    It is published only with --publish. Stopped anywhere, the command goes on where it
    stopped when it is run again: deposit-state.json remembers the draft, never the token.
    """
    from edition.cli.deposit import _told
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
        click.echo(f"edition: {_told.UNPROVEN.format(title=target.title)}", err=True)
    names = tuple(one.strip() for one in formats.split(",") if one.strip())
    run = _rehearse if dry_run else _send
    run(what, target, server, Wanted(publish, new_version, names), as_json, quiet)


def _send(
    what: Path, target: Target, server: str, wanted: Wanted, as_json: bool, quiet: bool
) -> None:
    from edition.cli.deposit import _told
    from edition.deposit.sending import send

    done = send(what, target, server, wanted, _told.hearing(quiet))
    if as_json:
        click.echo(json.dumps(_told.outcome_data(done), ensure_ascii=False, indent=2))
    if done.state == "refused":
        _told.refusal(done.findings, target.title, target.name)
        click.get_current_context().exit(REFUSED)
    if not quiet:
        for line in _told.outcome(done, server):
            click.echo(line, err=True)
    if not as_json:
        click.echo(done.doi or done.link)


def _rehearse(
    what: Path, target: Target, server: str, wanted: Wanted, as_json: bool, quiet: bool
) -> None:
    from edition.cli.deposit import _told
    from edition.deposit.sending.rehearsing import rehearse

    plan = rehearse(what, target, server, wanted, _told.hearing(quiet))
    if as_json:
        click.echo(json.dumps(_told.rehearsal_data(plan), ensure_ascii=False, indent=2))
    if plan.refused:
        _told.refusal(plan.findings, target.title, target.name)
        click.get_current_context().exit(REFUSED)
    if not as_json:
        for line in _told.rehearsal(plan, target.title):
            click.echo(line)
