"""`edition deposit check`: what an archive would refuse, before anything is sent."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic

CLEAN, FAULTY, COULD_NOT = 0, 1, 2
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
FOLDED, NAMED = 3, 2  # as many other files are not told one by one; of them, so many are named
SIGNS = {"error": "✗", "warning": "!", "info": "·"}
EPILOG = """\b
Examples:
  edition deposit check
  edition deposit check --target zenodo
  edition deposit check --all-targets letters/
  edition deposit check --target tapas letter.xml

\b
Exit codes:
  0  the archive would take it; there may be warnings
  1  at least one error was found
  2  a file or a setting could not be read"""


@click.command("check", epilog=EPILOG)
@click.argument(
    "what", metavar="[PROJECT|TEI]", required=False, type=click.Path(path_type=Path), default=Path()
)
@click.option("--target", "name", metavar="NAME", help="The archive; else what all ask for.")
@click.option("--all-targets", is_flag=True, help="Every archive that is known, as a table.")
@click.option("--explain", metavar="CODE", help="Say what the code of a finding means, and stop.")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON on standard output.")
@click.option("-v", "--verbose", is_flag=True, help="Remarks too.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(
    what: Path,
    name: str | None,
    all_targets: bool,
    explain: str | None,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Find what an archive would refuse, without the network.

    Mandatory fields, languages, dates, licences, names and identifiers of people,
    placeholders, the bytes and names of files, sizes, validity, identifiers that were in the
    last deposit, and PDF/A. Each finding has a code; --explain CODE says more of it.
    """
    if explain is not None:
        click.get_current_context().exit(_explain(explain))
    from edition.deposit import targets
    from edition.deposit.checking import check, check_all
    from edition.deposit.folder import find
    from edition.deposit.sending import state

    if name and all_targets:
        raise click.UsageError("--target and --all-targets exclude each other.")
    target = targets.named(name) if name else targets.ANY
    edition = find(what)
    ours = state.of(what, "").ours()
    if all_targets:
        by_target = check_all(edition, targets.installed(), ours)
        _tell_all(by_target, as_json)
        every = [one for found in by_target.values() for one in found]
    else:
        every = list(check(edition, target, ours))
        _tell(every, target.title, target.assumed, as_json, verbose, quiet)
    faulty = any(one.severity == "error" for one in every)
    click.get_current_context().exit(FAULTY if faulty else CLEAN)


def _explain(code: str) -> int:
    """Print the explanation of a code; the exit code."""
    import pkgutil
    from importlib import import_module

    import edition.deposit
    from edition.deposit import checks, targets
    from tei.validation.explain import explained

    for module in pkgutil.walk_packages(edition.deposit.__path__, "edition.deposit."):
        import_module(module.name)  # packing and sending have codes of their own
    checks.installed()
    targets.installed()
    try:
        click.echo(explained(code))
    except LookupError as error:
        click.echo(f"edition: {error.args[0]}", err=True)
        return COULD_NOT
    return CLEAN


def _tell(
    found: Sequence[Diagnostic],
    title: str,
    assumed: str,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """The findings, one a paragraph, and a summary."""
    from edition.reports import count

    if as_json:
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2))
        return
    shown = {"error"} if quiet else {"error", "warning", *(["info"] if verbose else [])}
    for line in _lines([one for one in found if one.severity in shown]):
        click.echo(line)
    if quiet:
        return
    counts = Counter(one.severity for one in found)
    told = [count(counts["error"], "error"), count(counts["warning"], "warning")]
    if counts["info"] and not verbose:
        told.append(f"{count(counts['info'], 'remark')} (-v shows them)")
    click.echo(f"For {title}: {', '.join(told)}.", err=True)
    if assumed:
        click.echo(f"Assumed, not found in its documentation: {assumed}.", err=True)


def _lines(found: Sequence[Diagnostic]) -> Iterator[str]:
    """The findings; what is said of many files in the same words is said once."""
    same: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for one in found:
        same.setdefault((one.severity, one.code, one.message), []).append(one)
    for group in same.values():
        others = list(dict.fromkeys(one.file for one in group if one.file != group[0].file))
        if len(others) < FOLDED:
            yield from map(_line, group)
            continue
        yield _line(group[0])
        yield f"  and in {len(others)} more files: {', '.join(others[:NAMED])} …"


def _line(one: Diagnostic) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    severity = click.style(one.severity, fg=COLOURS[one.severity])
    path = f"\n  at {one.xpath}" if one.xpath else ""
    return f"{place}: {severity}: {one.message} [{one.code}]{path}"


def _tell_all(found: Mapping[str, Sequence[Diagnostic]], as_json: bool) -> None:
    """A table: a row for each finding, a column for each target."""
    if as_json:
        data = {name: [one.as_json() for one in ones] for name, ones in found.items()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    narrow = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in matrix(found, narrow):
        click.echo(line)
    click.echo("✗ would be refused   ! should be mended   · remark", err=True)
    click.echo("edition deposit check --target NAME tells them in words.", err=True)


def matrix(found: Mapping[str, Sequence[Diagnostic]], room: int = 0) -> list[str]:
    """The lines of the table; codes that weigh most and come most often first.

    room: characters of a line; where the names of the targets need more, they go down in steps.
          0 for as many as are needed
    """
    worst: dict[str, dict[str, str]] = {}
    for name, ones in found.items():
        for one in reversed(ones):  # errors come first in each list: they are put in last
            worst.setdefault(one.code, {})[name] = one.severity
    width = max([len(code) for code in worst] + [7])
    rows = sorted(worst, key=lambda code: (-_weight(worst[code]), code))
    steps = 0 < room < width + sum(len(name) + 2 for name in found)
    sums = [str(sum(one.severity == "error" for one in ones)) for ones in found.values()]
    wide = [max(2, *map(len, sums)) if steps else len(name) for name in found]

    def row(code: str, cells: Iterable[str]) -> str:
        told = (cell.center(size) for cell, size in zip(cells, wide, strict=True))
        return f"{code:<{width}}  {'  '.join(told)}".rstrip()

    head = _steps(list(found), width, wide[0]) if steps else [row("finding", found)]
    lines = [
        row(code, (SIGNS.get(worst[code].get(name, ""), "") for name in found)) for code in rows
    ]
    return [*head, *lines, row("errors", sums)]


def _steps(names: Sequence[str], width: int, wide: int) -> list[str]:
    """The names of the columns, each a line lower than the one before, over its own column."""
    lines = []
    for at, name in enumerate(names):
        before = "".join(f"{'│':^{wide}}  " for _ in range(at))
        lines.append(f"{'finding' if at == 0 else '':<{width}}  {before}{name}")
    return lines


def _weight(row: Mapping[str, str]) -> int:
    return sum({"error": 100, "warning": 10, "info": 1}[severity] for severity in row.values())
