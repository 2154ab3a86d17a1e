"""check: an edition and a target → findings; all targets → a matrix of findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import cast

from edition.deposit import checks
from edition.deposit.folder import Edition
from edition.deposit.targets import ANY, Target
from tei.diagnostics import Diagnostic, Severity

ORDER = ("error", "warning", "info")
OF_DOCUMENTS = ("validity", "encoding", "ids")  # the same for every target: run once


def check(
    edition: Edition, target: Target = ANY, ours: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """What an archive would refuse, and what it would miss: errors first, then by place.

    ours: DOIs that were reserved for this edition; those of a test archive look like
          placeholders, and are none here

    Raises Problem where settings or schemas cannot be used.
    """
    return iter(_weighed(_found(edition, target, {}), target, ours))


def check_all(
    edition: Edition, targets: Mapping[str, Target], ours: Collection[str] = ()
) -> Mapping[str, tuple[Diagnostic, ...]]:
    """The findings of each target; what is the same for all is looked for once."""
    once: dict[str, tuple[Diagnostic, ...]] = {}
    return {
        name: tuple(_weighed(_found(edition, target, once), target, ours))
        for name, target in targets.items()
    }


def _found(
    edition: Edition, target: Target, once: dict[str, tuple[Diagnostic, ...]]
) -> Iterator[Diagnostic]:
    """The findings of all checks and of the target's own."""
    for check in checks.installed():
        if check.name in OF_DOCUMENTS:
            if check.name not in once:
                once[check.name] = tuple(check.run(edition, target))
            yield from once[check.name]
        else:
            yield from check.run(edition, target)
    if target.check is not None:
        yield from target.check(edition)


def _weighed(
    found: Iterator[Diagnostic], target: Target, ours: Collection[str]
) -> list[Diagnostic]:
    """The findings with the severities of the target, each once, errors first."""
    kept = []
    for one in dict.fromkeys(found):
        if one.code == "placeholder-left" and any(doi in one.message for doi in ours):
            continue
        severity = target.severities.get(one.code, one.severity)
        if severity:
            kept.append(replace(one, severity=cast("Severity", severity)))
    return sorted(kept, key=lambda one: (ORDER.index(one.severity), one.file, one.line, one.code))
