"""`edition schema compile`: an ODD made into schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click
from lxml import etree

from edition.output import write_whole
from tei import odd
from tei.diagnostics import Diagnostic

WRITTEN, FAULTY = 0, 1
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
EPILOG = """\b
Examples:
  edition schema compile letters.odd -o letters.rng
  edition schema compile letters.odd -o letters.rnc -o letters.sch -o letters.xsd
  edition schema compile letters.odd --source p5subset.xml -o build/letters.rng

\b
Exit codes:
  0  the schemas are written
  1  the ODD has errors; nothing was written
  2  the ODD or its source could not be read, or a file could not be written"""


@click.command("compile", epilog=EPILOG)
@click.argument("file", metavar="FILE.odd", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="What to write: .rng, .rnc, .sch or .xsd. Can be given several times.",
)
@click.option(
    "--source",
    metavar="P5SUBSET",
    type=click.Path(path_type=Path),
    help="TEI's declarations (p5subset.xml); else those that are installed.",
)
def command(file: Path, outputs: tuple[Path, ...], source: Path | None) -> None:
    """Make schemas of an ODD, the document that says what your encoding takes from TEI.

    RELAX NG (.rng, or .rnc in its compact syntax) holds the content models, attributes and
    values, with the rules embedded; Schematron (.sch) holds the rules alone. XML Schema
    (.xsd) can say less: it is made where a partner needs it.
    """
    for output in outputs:
        if output.suffix.lower() not in FORMATS:
            known = ", ".join(FORMATS)
            raise click.BadParameter(
                f"{output}: the ending must be one of {known}", param_hint="-o"
            )
    compiled = odd.compile(file, source)
    tell(compiled.diagnostics)
    if compiled.failed:
        click.echo("Nothing was written.", err=True)
        click.get_current_context().exit(FAULTY)
    made = [part for output in outputs for part in FORMATS[output.suffix.lower()](compiled, output)]
    for path, data in made:  # all is made before anything is written
        write_whole(path, data)
        click.echo(f"{path}", err=True)
    click.get_current_context().exit(WRITTEN)


def tell(diagnostics: tuple[Diagnostic, ...]) -> None:
    """The findings on standard error, one a line."""
    for found in diagnostics:
        severity = click.style(found.severity, fg=COLOURS[found.severity])
        click.echo(
            f"{found.file}:{found.line}: {severity}: {found.message} [{found.code}]", err=True
        )


def serialised(root: etree._Element) -> bytes:
    """An XML file, indented."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def relax_ng(compiled: odd.Compiled, path: Path) -> Iterator[tuple[Path, bytes]]:
    """RELAX NG in XML syntax."""
    yield path, serialised(compiled.relaxng)


def compact(compiled: odd.Compiled, path: Path) -> Iterator[tuple[Path, bytes]]:
    """RELAX NG in compact syntax."""
    from tei.grammar import compact_writing

    yield path, compact_writing.write(compiled.relaxng).encode()


def schematron(compiled: odd.Compiled, path: Path) -> Iterator[tuple[Path, bytes]]:
    """Schematron."""
    yield path, serialised(compiled.schematron)


def xml_schema(compiled: odd.Compiled, path: Path) -> Iterator[tuple[Path, bytes]]:
    """XML Schema: the file asked for, and one beside it for each other namespace."""
    from tei.grammar import xsd

    for name, data in xsd.write(compiled.relaxng, path.name).items():
        yield path.with_name(name), data


FORMATS: dict[str, Callable[[odd.Compiled, Path], Iterator[tuple[Path, bytes]]]] = {
    ".rng": relax_ng,
    ".rnc": compact,
    ".sch": schematron,
    ".xsd": xml_schema,
}
