"""`edition validate`: what is wrong with a TEI file, in words."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from edition.reports import Options
    from edition.validation.checking import Job
    from edition.validation.outcome import Outcome, Tally

FORMATS = ("text", "line", "json", "sarif", "junit", "html", "github")
VALID, COULD_NOT = 0, 2
EPILOG = """\b
Examples:
  edition validate letter.xml
  edition validate tei/                         every document of a folder
  edition validate tei/ --schema tei_all        whatever the documents themselves name
  edition validate letter.xml --schema house.rng --schematron house.sch
  edition validate tei/ --diff                  what --fix would mend
  edition validate tei/ --format html -o report.html
  edition validate --explain pointer-dangling

\b
Exit codes:
  0  every file is valid; there may be warnings
  1  at least one error was found
  2  a file or a schema could not be read"""


def _known(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse a format that no report makes; those of others are looked for only if need be."""
    if value not in FORMATS:
        from edition.reports import installed

        if value not in installed():
            known = ", ".join(installed())
            raise click.BadParameter(f"there is no {value}; known: {known}.", context, parameter)
    return value


@click.command("validate", epilog=EPILOG)
@click.argument("files", metavar="FILE|DIR...", nargs=-1)
@click.option(
    "--schema",
    "schemas",
    metavar="NAME|PATH",
    multiple=True,
    help="Check against this schema and no other; may be given several times. PATH ends in .rng, "
    ".rnc, .xsd, .sch or .odd; `edition schema list` shows the names.",
)
@click.option(
    "--schematron",
    "schematrons",
    metavar="PATH",
    multiple=True,
    help="Run these Schematron rules as well: a .sch file, or the rules inside an .rng or .odd.",
)
@click.option("--phase", metavar="NAME", default="", help="The phase of Schematron rules to run.")
@click.option(
    "--strict", is_flag=True, help="With --schema: rules beyond the schemas may give errors too."
)
@click.option(
    "--format",
    "style",
    metavar="NAME",
    callback=_known,
    default="text",
    show_default=True,
    help="text and line for people; json, sarif, junit, html or github for others.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to a file.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; all else stays.")
@click.option("--diff", is_flag=True, help="Show what --fix would do, and write nothing.")
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to use.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; Ctrl-C ends.")
@click.option("--explain", metavar="CODE", help="Say what the code of a finding means, and stop.")
@click.option("-v", "--verbose", is_flag=True, help="Remarks too, and where to read more.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors: no warnings, no summary.")
def command(
    files: tuple[str, ...],
    schemas: tuple[str, ...],
    schematrons: tuple[str, ...],
    phase: str,
    strict: bool,
    style: str,
    output: Path | None,
    fix: bool,
    diff: bool,
    jobs: int | None,
    watch: bool,
    explain: str | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Check TEI files and say what is wrong with them, and what to do.

    Each FILE is checked for being well-formed XML; against the schemas that it names itself
    by xml-model (else the project's, else TEI All where it is installed, else the toolkit's
    own), or those of --schema; and for being true to itself: pointers lead somewhere,
    identifiers are given once, dates exist and do not end before they begin, and more. A DIR
    means the .xml, .tei and .odd files in it; “-” reads standard input.

    Findings go to standard output, each beginning with a line FILE:LINE:COLUMN: severity:
    sentence [code]. Nothing is fetched from the network, and without --fix files are only read.
    Findings that a project has decided to live with are listed in its edition.toml, under
    [validate] ignore, each with its reason.

    With --schema the verdict is the schemas' alone, and rules beyond them report at most
    warnings.
    """
    context = click.get_current_context()
    if explain is not None:
        context.exit(_explain(explain))
    if not files or "" in files:  # a shell gives "" for a variable that is not set
        raise click.UsageError("Name at least one TEI file or folder to check.", context)
    if watch and (output is not None or fix or "-" in files):
        raise click.UsageError("--watch only shows; it goes with no -o, --fix or “-”.", context)
    if (fix or diff) and "-" in files:
        raise click.UsageError("Standard input cannot be mended; name a file.", context)
    from dataclasses import replace

    from edition.reports import Options

    job = _job(schemas, schematrons, strict=strict, mending=_mending(fix, diff), style=style)
    job = replace(job, phase=phase, brief=quiet and job.mending == "no")
    width = shutil.get_terminal_size().columns if _on_terminal(output) else 0
    options = Options(quiet, verbose, width)
    if watch:
        context.exit(_watch(files, job, options, style, jobs or 0))
    context.exit(_run(files, job, options, style, jobs or 0, output))


def _explain(code: str) -> int:
    """Print the explanation of a code; the exit code."""
    import pkgutil
    from importlib import import_module

    import edition
    from tei.validation.explain import explained

    for module in pkgutil.walk_packages(edition.__path__, "edition."):
        if not module.name.endswith("__main__"):
            import_module(module.name)  # writers and archives declare codes too
    try:
        click.echo(explained(code))
    except LookupError as error:
        click.echo(f"edition: {error.args[0]}", err=True)
        return COULD_NOT
    return VALID


def _mending(fix: bool, diff: bool) -> str:
    """What becomes of safe edits: --diff alone shows them too."""
    return "diff" if diff else "fix" if fix else "no"


def _job(
    schemas: tuple[str, ...],
    schematrons: tuple[str, ...],
    *,
    strict: bool,
    mending: str,
    style: str,
) -> Job:
    """What all files are checked with.  Raises Problem where there is no such schema."""
    from edition.reports import report
    from edition.validation.checking import Job
    from tei.validation.choosing import asked, rules_in

    return Job(
        asked(schemas),
        rules_in(schematrons),
        strict,
        mending,  # type: ignore[arg-type]  # one of the three words of _mending
        report(style).edits,
    )


def _run(
    names: tuple[str, ...],
    job: Job,
    options: Options,
    style: str,
    processes: int,
    output: Path | None = None,
) -> int:
    """Check all files once and write the report; the exit code."""
    from dataclasses import replace

    from edition.reports import report, summary
    from edition.validation.many import outcomes
    from edition.validation.progress import shown
    from tei.validation.corpus import documents

    if "-" in names:
        job = replace(job, stdin=sys.stdin.buffer.read())
    other: list[Path] = []
    files = [str(path) for path in documents(map(Path, names), other.append)]
    if other and not options.quiet:
        names_of = ", ".join(map(str, other[:3])) + (", …" if len(other) > 3 else "")
        click.echo(f"Passed over, as no TEI: {len(other)} of other XML ({names_of})", err=True)
    progress = not options.quiet and sys.stderr.isatty() and len(files) > 1
    checked = shown(outcomes(files, job, processes), len(files), progress)
    told = _told(checked, options.tally, folders=any(Path(name).is_dir() for name in names))
    _write(report(style).write(told, options), output)
    if not files:
        click.echo(f"edition: no .xml, .tei or .odd file in {', '.join(names)}", err=True)
        return COULD_NOT
    if not options.quiet and style in ("text", "line"):
        hidden = "" if options.verbose or style != "text" else " (-v shows them)"
        click.echo(summary(options.tally, hidden), err=True, color=_colour())
    return options.tally.exit_code


def _told(outcomes: Iterable[Outcome], tally: Tally, *, folders: bool) -> Iterator[Outcome]:
    """The outcomes, each counted; files that cannot be read are told at once.

    folders: not only single files were named: what is ignored nowhere can be told
    """
    from edition.validation.settings import unused

    for outcome in outcomes:
        if outcome.unread:
            click.echo(f"edition: {outcome.unread}", err=True)
        tally.add(outcome)
        yield outcome
    for outcome in unused(tally.ignored) if folders else ():
        tally.add(outcome)
        yield outcome


def _write(pieces: Iterable[str], output: Path | None) -> None:
    """Write a report: to a file, whole or not at all, or as it comes to standard output."""
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False, color=_colour())
        return
    from edition.output import write_whole

    write_whole(output, click.unstyle("".join(pieces)).encode())


def _watch(names: tuple[str, ...], job: Job, options: Options, style: str, processes: int) -> int:
    """Check again whenever something changes, until somebody ends it."""
    from dataclasses import replace

    from edition.validation.outcome import Tally
    from edition.validation.watching import changes

    try:
        for again in changes(names, job):
            click.echo(f"Checking {', '.join(again)}", err=True)
            fresh = replace(options, tally=Tally())
            _run(tuple(again), job, fresh, style, processes)
            click.echo(click.style("Watching; Ctrl-C ends.", dim=True), err=True, color=_colour())
    except KeyboardInterrupt:
        click.echo("", err=True)
    return VALID


def _on_terminal(output: Path | None) -> bool:
    return output is None and sys.stdout.isatty()


def _colour() -> bool | None:
    """Colour on terminals, but for those who want none (https://no-color.org)."""
    return None if os.environ.get("NO_COLOR") is None else False
