"""Targets: one archive, one file: what it requires, what it takes, how it is reached.

A target is one module here, or an entry point of the group `edition.targets`; it offers a
`TARGET`.  There is no list to edit, and targets never import each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from edition.deposit.folder import Edition
from edition.deposit.parts import Part
from tei.diagnostics import Diagnostic, Problem, declare
from tei.discovery import offered

KILO, MEGA, GIGA = 1000, 1000**2, 1000**3  # bytes

declare(
    "target-unknown",
    "error",
    "There is no target {name}. Known: {known}.",
    "Each archive is a target of its own; edition deposit check --all-targets shows them all.",
    failing="edition deposit check --target zenodoo",
    passing="edition deposit check --target zenodo",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive takes of files; 0 and "" mean that it sets no limit.

    file_bytes:  the largest file
    total_bytes: all files of a deposit together
    files:       how many
    names:       a pattern that every file name has to fit
    title:       the shortest title, characters
    """

    file_bytes: int = 0
    total_bytes: int = 0
    files: int = 0
    names: re.Pattern[str] | None = None
    title: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """What a target module offers.

    name:       what `--target` calls it
    title:      for people
    requires:   fields of a Record that a deposit is refused without
    advises:    fields that a deposit should have
    details:    settings of deposit.toml that it needs: (table, setting)
    severities: findings that weigh more or less for it: code → severity, "" for none
    limits:     of files
    iso639_3:   whether languages are asked for by ISO 639-3 code
    pdfa:       whether PDF files have to be PDF/A
    spdx:       whether the licence has to be one that has an SPDX id
    check:      its own rules, besides those for all
    send:       how it is reached; None where nobody wrote it
    export:     (edition, contents of a package) → the files of a folder of its own; None where the
                archive takes the package as it is
    proven:     whether sending was tried on a server of its kind, not on its documentation alone
    sources:    where its rules are to be read
    assumed:    which of the rules above were not found there, but are assumed
    """

    name: str
    title: str
    requires: tuple[str, ...] = ()
    advises: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    iso639_3: bool = False
    pdfa: bool = False
    spdx: bool = False
    check: Callable[[Edition], Iterator[Diagnostic]] | None = None
    send: Callable[..., Any] | None = None
    export: Callable[..., Iterable[Part]] | None = None
    proven: bool = True
    sources: tuple[str, ...] = ()
    assumed: str = ""


# What every archive asks for; the one to check against where none is named.
ANY = Target(
    "any",
    "any archive",
    requires=("title", "creators", "publisher", "publication_date", "licence", "languages"),
    advises=("description", "contact"),
)


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Target]:
    """All targets by name, ours and third parties'."""
    found = offered(__name__, __path__, "TARGET", Target, "edition.targets")
    return dict(sorted({target.name: target for target in found}.items()))


def named(name: str) -> Target:
    """The target of a name.  Raises Problem("target-unknown")."""
    known = installed()
    if name not in known:
        raise Problem("target-unknown", "--target", name=name, known=", ".join(known))
    return known[name]
