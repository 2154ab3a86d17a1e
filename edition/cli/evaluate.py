"""`edition evaluate`: how well we would have marked up what a scholar marked up by hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from edition.output import write_whole
from tei.diagnostics import Problem
from tei.evaluation.evaluate import Result, evaluate
from tei.evaluation.page import page
from tei.evaluation.record import Outcome, outcome, record
from tei.evaluation.spans import KINDS
from tei.evaluation.table import table
from tei.language import Language, load

DONE, COULD_NOT = 0, 2
EPILOG = """\b
Examples:
  edition evaluate letter.xml
  edition evaluate letters/ --kinds date,person --worst 20
  edition evaluate novel.xml --format html -o report.html
  edition evaluate plays/*.xml --format json > scores.json

\b
Exit codes:
  0  everything was measured
  2  a file could not be read, is no TEI, or has no text"""


@click.command("evaluate", epilog=EPILOG)
@click.argument("golds", metavar="GOLD.xml...", nargs=-1, required=True)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="For a terminal, for programs, or one page that stands alone.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report here; “-” is stdout.")
@click.option("--lang", metavar="CODE", help="The texts' language; else their xml:lang.")
@click.option("--date", metavar="DATE", default="", help="The texts' own date, as in 1929-08-04.")
@click.option("--kinds", metavar="A,B", default="", help=f"Only these: {', '.join(KINDS)}.")
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(min=0),
    help="Faults to show of each kind: 5 in a text, 20 on a page, all in JSON.",
)
def command(
    golds: tuple[str, ...],
    style: str,
    output: str | None,
    lang: str | None,
    date: str,
    kinds: str,
    worst: int | None,
) -> None:
    """Measure the encoder against TEI made by hand.

    Each GOLD is any TEI P5: an edition of letters, a play, a novel, a debate, a corpus. Its
    markup is taken off, the plain text is encoded as `edition encode` would, and the two
    are compared: quotations and who speaks them, speeches, dates and their values, titles,
    references, names, divisions, headings, paragraphs. Only what the gold marks up at all is
    scored. The faults that weigh most are shown where they stand in the gold file.

    Marks that print has and the gold leaves to @rend (quotation marks, brackets around
    directions, numbers of lists) are supplied, and the report says so.
    The date of creation in a gold's header is given to the encoder, as --date would.

    A folder stands for the .xml files in it; several files are summed.
    """
    pack, chosen = _pack(lang), _chosen(kinds)
    files = list(_expanded(golds))
    results, unread = _measure(files, pack, date)
    if results:
        found = outcome(results, chosen)
        _write(_report(found, style, worst), output)
    click.get_current_context().exit(COULD_NOT if unread or not results else DONE)


def _pack(lang: str | None) -> Language | None:
    try:
        return load(lang) if lang else None
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="--lang") from None


def _chosen(kinds: str) -> list[str]:
    """The kinds asked for."""
    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    unknown = [kind for kind in chosen if kind not in KINDS]
    if unknown:
        told = f"no kind {unknown[0]!r}; there are: {', '.join(KINDS)}"
        raise click.BadParameter(told, param_hint="--kinds")
    return chosen


def _expanded(golds: Iterable[str]) -> Iterator[Path]:
    """The files, a folder standing for the .xml files in it."""
    for gold in map(Path, golds):
        found = sorted(gold.glob("*.xml")) if gold.is_dir() else [gold]
        if not found:
            raise click.UsageError(f"There is no .xml file in {gold}.")
        yield from found


def _measure(
    files: Sequence[Path], pack: Language | None, date: str
) -> tuple[list[Result], list[Path]]:
    """The result of each file, and the files that give none (told at once)."""
    results, unread = [], []
    for file in _with_progress(files):
        try:
            results.append(evaluate(file, language=pack, date=date))
        except Problem as problem:
            click.echo(f"edition: {problem}", err=True)
            unread.append(file)
    return results, unread


def _with_progress(files: Sequence[Path]) -> Iterator[Path]:
    """The files, with a progress bar where somebody is watching and it takes a while."""
    size = sum(file.stat().st_size for file in files if file.exists())
    if not sys.stderr.isatty() or (len(files) < 3 and size < 1 << 20):
        yield from files
        return
    with click.progressbar(files, label="Evaluating", file=sys.stderr) as bar:
        yield from bar


def _report(found: Outcome, style: str, worst: int | None) -> str:
    if style == "json":
        return json.dumps(record(found, worst), ensure_ascii=False, indent=1) + "\n"
    if style == "html":
        return page(found, 20 if worst is None else worst)
    return table(found, 5 if worst is None else worst) + "\n"


def _write(report: str, output: str | None) -> None:
    if output in (None, "-"):
        click.echo(report, nl=False)
    else:
        write_whole(Path(str(output)), report.encode())
