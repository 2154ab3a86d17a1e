"""`edition schema check`: does a customisation only choose from TEI?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from edition.cli.schema.compile import tell
from tei import odd
from tei.odd import clean

CLEAN, UNCLEAN = 0, 1
EPILOG = """\b
Examples:
  edition schema check letters.odd
  edition schema check letters.odd --source p5subset.xml
  edition schema check letters.odd --against tei_all.rng

\b
Exit codes:
  0  every document of the customisation is a document of TEI
  1  it adds to TEI or widens it, or the ODD has errors
  2  the ODD, its source or TEI All could not be read"""


@click.command("check", epilog=EPILOG)
@click.argument("file", metavar="FILE.odd", type=click.Path(path_type=Path))
@click.option(
    "--source",
    metavar="P5SUBSET",
    type=click.Path(path_type=Path),
    help="TEI's declarations (p5subset.xml); else those that are installed.",
)
@click.option(
    "--against",
    metavar="TEI_ALL.rng",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The grammar to compare with; else TEI All as TEI's declarations make it.",
)
def command(file: Path, source: Path | None, against: Path | None) -> None:
    """Prove that a customisation is clean: that it only chooses from TEI.

    Each content model, attribute and datatype is compared with TEI's. What is added or
    widened is named with the line of the ODD (or of TEI's declarations, where the ODD
    says nothing of the element). A few seconds for a large customisation.
    """
    compiled = odd.compile(file, source)
    found = (*compiled.diagnostics, *clean.check(compiled, clean.tei_all(against, source)))
    tell(found)
    counts = Counter(finding.severity for finding in found)
    number = len(compiled.specification.elements)
    if counts["error"]:
        click.echo(
            f"{file}: not clean: {counts['error']} of its declarations add to TEI.", err=True
        )
    elif counts["warning"] or counts["info"]:
        click.echo(f"{file}: clean, but for what is said above ({number} elements).", err=True)
    else:
        click.echo(f"{file}: clean: its {number} elements are a subset of TEI All.", err=True)
    click.get_current_context().exit(UNCLEAN if counts["error"] else CLEAN)
