"""`edition schema install`: put a schema where every command finds it."""

from __future__ import annotations

import click


@click.command("install")
@click.argument("what", metavar="FILE|NAME|URL", nargs=-1, required=True)
@click.option("--tei", "version", metavar="VERSION", default="", help="Of TEI, for names: 4.8.0.")
@click.option("--as", "name", metavar="NAME", default="", help="What it is to be called.")
@click.option("--sha256", "checksum", metavar="SUM", default="", help="The sum it must have.")
def command(what: tuple[str, ...], version: str, name: str, checksum: str) -> None:
    """Install schemas for use by name and for documents that name them.

    \b
    edition schema install house.rng                  a file
    edition schema install tei_all p5subset           well-known ones, from the network
    edition schema install tei_all --tei 4.8.0        an older TEI
    edition schema install https://example.org/a.rng  any address

    This is the only command that fetches schemas from the network, and only those that it is
    asked for. Sums that are known are compared before anything is written.
    """
    from edition.schemas import install

    if len(what) > 1 and (name or checksum):
        raise click.UsageError("--as and --sha256 go with one schema at a time.")
    for one in what:
        click.echo(install(one, version=version, name=name, checksum=checksum))
