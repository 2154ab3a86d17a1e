"""`edition schema from`: the customisation that documents use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from lxml import etree

from edition.output import write_whole
from tei.diagnostics import Problem
from tei.odd import example, source, survey
from tei.validation.reading import Unreadable, parse

EPILOG = """\b
Examples:
  edition schema from letters/*.xml -o letters.odd
  edition schema from letters/ -o letters.odd --values 0
  edition schema compile letters.odd -o letters.rng

\b
Exit codes:
  0  the ODD is written
  1  a document is no TEI: nothing was written
  2  a file could not be read or written, or TEI's declarations are not here"""


@click.command("from", epilog=EPILOG)
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@click.option(
    "-o",
    "--output",
    metavar="FILE.odd",
    type=click.Path(path_type=Path),
    required=True,
    help="The ODD to write; its name becomes the name of the schema.",
)
@click.option(
    "--source",
    "p5subset",
    metavar="P5SUBSET",
    type=click.Path(path_type=Path),
    help="TEI's declarations (p5subset.xml); else those that are installed.",
)
@click.option(
    "--values",
    metavar="N",
    type=click.IntRange(0),
    default=example.MOST_VALUES,
    show_default=True,
    help="Close the lists of kinds (type, place …) that have at most N values; 0 for none.",
)
def command(files: tuple[Path, ...], output: Path, p5subset: Path | None, values: int) -> None:
    """Make an ODD of what TEI documents use: their elements, attributes and values.

    A folder means all .xml files in it. The ODD is a beginning: read it, give the values
    descriptions, and say in prose what the project encodes.
    """
    everything = source.load(source.locate(p5subset))
    if everything is None:
        raise click.BadParameter(f"{p5subset} is a customisation, not TEI's declarations")
    try:
        found = survey.survey(roots(files))
    except Unreadable as error:
        first = error.findings[0]
        raise Refused(f"{first.file}:{first.line}: {first.message}") from None
    if unknown := survey.unknown(found, everything):
        raise Refused(f"TEI has no element {', '.join(unknown)}. Correct the documents first.")
    if not found.elements:
        raise Refused("There is no element of TEI in these files.")
    ident = re.sub(r"[^\w.-]+", "-", output.stem).lstrip("-.0123456789") or "project"
    schema = example.customisation(found, everything, ident, most=values)
    tree = example.document(schema, found, f"The TEI customisation {ident}")
    write_whole(output, etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n")
    click.echo(f"{output}: {len(found.elements)} elements of {found.documents} documents", err=True)


def roots(files: tuple[Path, ...]) -> Iterator[etree._Element]:
    """The documents, one after the other; folders stand for their .xml files."""
    for file in files:
        for path in sorted(file.rglob("*.xml")) if file.is_dir() else [file]:
            try:
                yield parse(path.read_bytes(), str(path))
            except OSError as error:
                raise Problem("odd-unreadable", str(path), reason=error.strerror or "") from None


class Refused(click.ClickException):
    """The end of the command because of the documents."""

    exit_code = 1
