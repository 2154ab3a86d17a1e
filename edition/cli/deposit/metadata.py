"""`edition deposit metadata`: the record of an edition in the formats of archives."""

from __future__ import annotations

from pathlib import Path

import click

WRITTEN = 0
EPILOG = """\b
Examples:
  edition deposit metadata --format list
  edition deposit metadata --format datacite-xml
  edition deposit metadata --format citation-cff -o CITATION.cff letters/
  edition deposit metadata --format record letter.xml

\b
Exit codes:
  0  the metadata are written
  1  the edition lacks something that the format makes mandatory
  2  a file could not be read or written, or there is no such format"""


@click.command("metadata", epilog=EPILOG)
@click.argument(
    "what", metavar="[PROJECT|TEI]", required=False, type=click.Path(path_type=Path), default=Path()
)
@click.option(
    "--format",
    "name",
    metavar="NAME",
    default="record",
    show_default=True,
    help="datacite-xml, invenio, dublin-core …; list shows all.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file; else to standard output.",
)
def command(what: Path, name: str, output: Path | None) -> None:
    """Print what an archive asks for, in its own format.

    Everything is read from the teiHeader and from deposit.toml; nothing is made up, and
    “Given Family” is never taken apart. record shows each value with its place.
    """
    from edition.deposit import metadata
    from edition.deposit.folder import find

    if name == "list":
        for form in metadata.installed().values():
            click.echo(f"{form.name:<16}{form.title}")
        return
    form = metadata.named(name)
    data = form.write(find(what).record)
    if output is None:
        click.echo(data, nl=False)
        return
    from edition.output import write_whole

    write_whole(output, data)
    click.echo(f"{output}", err=True)
    click.get_current_context().exit(WRITTEN)
