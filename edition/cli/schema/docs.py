"""`edition schema docs`: an ODD made into readable documentation."""

from __future__ import annotations

from pathlib import Path

import click

from edition.cli.schema.compile import FAULTY, WRITTEN, tell
from edition.output import write_whole
from tei import odd

EPILOG = """\b
Examples:
  edition schema docs letters.odd -o letters.html
  edition schema docs letters.odd --lang de -o letters.html

\b
Exit codes:
  0  the documentation is written
  1  the ODD has errors; nothing was written
  2  the ODD or its source could not be read, or the file could not be written"""


@click.command("docs", epilog=EPILOG)
@click.argument("file", metavar="FILE.odd", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    required=True,
    help="Where the page is written.",
)
@click.option(
    "--source",
    metavar="P5SUBSET",
    type=click.Path(path_type=Path),
    help="TEI's declarations (p5subset.xml); else those that are installed.",
)
@click.option("--lang", metavar="CODE", help="The language of descriptions; else the ODD's.")
def command(file: Path, output: Path, source: Path | None, lang: str | None) -> None:
    """Make a readable page of an ODD: what it says, and every element it admits.

    For each element: its meaning, where it may stand and what it may hold, attributes with
    their values, rules, examples. One HTML file for screen and paper, without scripts.
    """
    from tei.odd import documentation

    compiled = odd.compile(file, source)
    tell(compiled.diagnostics)
    if compiled.failed:
        click.echo("Nothing was written.", err=True)
        click.get_current_context().exit(FAULTY)
    write_whole(output, documentation.page(compiled.in_language(lang), compiled.document))
    click.echo(f"{output}", err=True)
    click.get_current_context().exit(WRITTEN)
