"""`edition schema path`: where a schema lies."""

from __future__ import annotations

import click


@click.command("path")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print where the schema NAME lies, one file a line; without NAME, where schemas are kept.

    NAME may be a name (tei_all, tei_all.sch) or an address that documents use.
    """
    from tei.validation import catalogue

    if name is None:
        click.echo(catalogue.home())
        return
    found = catalogue.by_address(name) if catalogue.SCHEME.match(name) else None
    for path in (found,) if found is not None else catalogue.named(name):
        click.echo(path)
