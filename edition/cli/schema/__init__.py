"""`edition schema`: the schemas that documents are checked against; one file per subcommand."""

from __future__ import annotations

import click

from edition.cli import Commands

ORDER = ("list", "install", "path", "compile", "docs", "check", "from")


class SchemaCommands(Commands):
    """The commands of this folder."""

    package = __name__
    folder = __path__
    order = ORDER


@click.group("schema", cls=SchemaCommands)
def command() -> None:
    """Install schemas, and make your own from an ODD.

    \b
    edition schema list                  the schemas that validate can use by name
    edition schema install tei_all       fetch TEI All and keep it
    edition schema path tei_all          where it lies
    """
