"""What `edition deposit send` tells: what was done or would be, and what was found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from edition.deposit.sending.depositing import Outcome
    from edition.deposit.sending.rehearsing import Rehearsal
    from tei.diagnostics import Diagnostic

SHOWN = 20  # findings
NAMED = 3  # files that a DOI goes into
UNPROVEN = (
    "Sending to {title} follows its documentation and is not yet proven on a server. "
    "Look at the draft there before you publish it."
)
DRAFT = (
    "Look at it there; until it is published, nobody else sees it. To publish it, run the command "
    "again with --publish, or publish it there by hand."
)
BEGINS = {
    "new": "make a draft",
    "draft": "go on with the draft {earlier}",
    "version": "make a new version of the record {earlier}",
    "unchanged": "nothing: it is published there, and nothing has changed since",
}


def hearing(quiet: bool) -> Callable[[str], None]:
    """Shows what is being done, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: click.echo(click.style(f"  {line} …", dim=True), err=True)


def errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those findings for which an archive would refuse an edition."""
    return [one for one in found if one.severity == "error"]


def refusal(found: Iterable[Diagnostic], title: str, name: str) -> None:
    """Why nothing was sent."""
    wrong = errors(found)
    for one in wrong[:SHOWN]:
        place = f"{one.file}:{one.line}" if one.line else one.file
        click.echo(f"{place}: {one.severity}: {one.message} [{one.code}]", err=True)
    if len(wrong) > SHOWN:
        click.echo(f"… and {len(wrong) - SHOWN} more errors.", err=True)
    count = f"{len(wrong)} error{'s' if len(wrong) > 1 else ''}"
    click.echo(
        f"edition: Nothing was sent: the check for {title} found {count}. "
        f"edition deposit check --target {name} tells more.",
        err=True,
    )


def outcome(done: Outcome, server: str) -> Iterator[str]:
    """What was done, line by line."""
    if done.changed:
        yield f"The DOI {done.doi} was written into {_named(done.changed)}."
    count = f"{len(done.files)} file{'s' if len(done.files) != 1 else ''}"
    if done.state == "unchanged":
        yield f"{server}: published already, and nothing has changed since."
    else:
        word = "a draft" if done.state == "draft" else "published"
        yield f"{server}: {word}, {count}, each the same there as here:"
        shown = done.files if len(done.files) <= SHOWN else done.files[:NAMED]
        yield from (f"  {name}" for name in shown)
        if len(shown) < len(done.files):
            yield f"  and {len(done.files) - len(shown)} more"
    if done.link:
        yield done.link
    if done.state == "draft":
        yield DRAFT


def rehearsal(plan: Rehearsal, title: str) -> Iterator[str]:
    """What would be done, line by line."""
    yield f"This would be sent to {title}, {plan.server}. Nothing was sent."
    yield ""
    yield from (f"{number}. {step}" for number, step in enumerate(_steps(plan), 1))
    if plan.begins == "unchanged" or plan.metadata is None:
        return
    yield ""
    yield "What the archive would be told:"
    told = plan.metadata
    yield told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, indent=2)


def _steps(plan: Rehearsal) -> Iterator[str]:
    yield BEGINS[plan.begins].format(earlier=plan.earlier)
    if plan.begins == "unchanged":
        return
    if plan.places:
        doi = f"write the DOI {plan.doi}" if plan.doi else "reserve a DOI, and write it"
        yield f"{doi} into {_named(plan.places)}"
    elif plan.doi:
        yield f"keep the DOI {plan.doi}, which the edition has"
    yield from (f"upload {name} ({size:,} bytes)" for name, size in plan.files)
    yield "compare size and checksum of each file with what the archive has"
    yield "publish it, for good" if plan.publish else "leave it as a draft (--publish publishes it)"


def _named(places: Sequence[Path]) -> str:
    """Files by their names; of many, the first ones and how many more."""
    if len(places) == NAMED + 1:
        return ", ".join(map(str, places))
    told = ", ".join(map(str, places[:NAMED]))
    more = len(places) - NAMED
    return told if more <= 0 else f"{told} and {more} more"


def outcome_data(done: Outcome) -> dict[str, Any]:
    """What was done, for programs."""
    return {
        "state": done.state,
        "doi": done.doi,
        "link": done.link,
        "record": done.record,
        "files": list(done.files),
        "changed": [str(path) for path in done.changed],
        "findings": [one.as_json() for one in errors(done.findings)],
    }


def rehearsal_data(plan: Rehearsal) -> dict[str, Any]:
    """What would be done, for programs."""
    return {
        "server": plan.server,
        "begins": plan.begins,
        "record": plan.earlier,
        "doi": plan.doi,
        "places": [str(path) for path in plan.places],
        "files": [{"name": name, "bytes": size} for name, size in plan.files],
        "publish": plan.publish,
        "metadata": plan.metadata,
        "findings": [one.as_json() for one in errors(plan.findings)],
    }
