"""json: everything that is known of every finding, and each schema's verdict, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from edition.reports import Options, Report
from edition.validation.outcome import VALID, Edit, Found, Outcome


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """One object; written while files are checked, the findings first, the sums last."""
    schemas: list[str] = []
    unread: list[str] = []
    yield '{\n  "findings": ['
    comma = ""
    for outcome in outcomes:
        if outcome.unread:
            unread.append(outcome.file)
        if outcome.document:
            schemas.append(_dumped(_verdicts(outcome)))
        for found in outcome.found:
            if options.wanted(found.diagnostic.severity):
                yield f"{comma}\n    {_dumped(record(found))}"
                comma = ","
    yield "\n  ],\n" if comma else "],\n"
    yield '  "documents": [' + ",".join(f"\n    {words}" for words in schemas)
    yield "\n  ],\n" if schemas else "],\n"
    yield _sums(options, unread)


def _sums(options: Options, unread: list[str]) -> str:
    """What is known when all files are checked."""
    tally = options.tally
    sums = {
        "files": tally.files,
        "valid": tally.exit_code == VALID,
        "unread": unread,
        "errors": tally.severities["error"],
        "warnings": tally.severities["warning"],
        "remarks": tally.severities["info"],
        "ignored": sum(tally.ignored.values()),
        "fixed": tally.fixed,
    }
    return ",\n".join(f'  "{name}": {_dumped(value)}' for name, value in sums.items()) + "\n}\n"


def _verdicts(outcome: Outcome) -> dict[str, Any]:
    """A document with what each schema says of it."""
    told: dict[str, Any] = {"file": outcome.file, "valid": outcome.valid}
    if outcome.unread:
        return {**told, "unread": outcome.unread}
    told["schemas"] = [
        {"schema": one.schema, "kind": one.kind, "valid": one.valid} for one in outcome.verdicts
    ]
    if outcome.fixed:
        told["fixed"] = list(outcome.fixed)
    return told


def record(found: Found) -> dict[str, Any]:
    """A finding with all its fields; those that are empty are left out."""
    told = found.diagnostic.as_json()
    if found.edit is not None:
        told["edit"] = edited(found.edit)
    return told


def edited(edit: Edit) -> dict[str, Any]:
    """An edit: what goes, by bytes and by place, and what comes."""
    return {name: getattr(edit, name) for name in edit.__slots__}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


REPORT = Report("json", write, edits=True)
