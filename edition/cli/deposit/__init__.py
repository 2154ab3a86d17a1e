"""`edition deposit`: from the edition to an archive; one file per subcommand."""

from __future__ import annotations

import click

from edition.cli import Commands

ORDER = ("check", "metadata", "package", "send", "verify")


class DepositCommands(Commands):
    """The commands of this folder."""

    package = __name__
    folder = __path__
    order = ORDER


@click.group("deposit", cls=DepositCommands)
def command() -> None:
    """Check an edition for an archive, describe it, package it, send it.

    \b
    edition deposit check --target zenodo        what the archive would refuse
    edition deposit metadata --format list       the formats that it can be described in
    edition deposit metadata --format datacite-xml
    edition deposit send --target zenodo --dry-run       what would be sent there
    edition deposit verify 10.5281/zenodo.1234   what is there, compared with its manifest

    What a teiHeader does not hold (abstract, contact, names in parts) stands in a file
    deposit.toml beside edition.toml. Only send and verify use the network.
    """
