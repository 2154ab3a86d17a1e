"""comparing: the files of a record, downloaded → what is not as its package says."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from edition.deposit.tree import opened
from edition.deposit.tree import read as read_file
from edition.deposit.verification import Verified, verify
from tei.diagnostics import RULES, Diagnostic, Problem, declare

MANIFEST = "manifest-sha512.txt"

declare(
    "record-file-unpackaged",
    "warning",
    "This file of the record is not in its package, so there is no manifest to compare it with.",
    "What edition deposit send puts beside the package is also in it. Another file was added by "
    "somebody else.",
    failing="a file that was added to the draft by hand",
    passing="the TEI of the package",
)
declare(
    "record-without-package",
    "error",
    "The record has no package with a manifest (a zip file with a BagIt bag). Its files came as "
    "the archive lists them; nothing more can be said.",
    "Only a manifest that was made before the upload can tell whether the archive has what was "
    "sent.",
    failing="a record with a PDF alone",
    passing="a record that edition deposit send made",
    exit_code=1,
)


def compared(what: str, folder: Path, names: list[str]) -> Verified:
    """Compare files in a folder with the manifest of the package among them."""
    found: list[Diagnostic] = []
    packages = [name for name in names if name.endswith(".zip") and _sums(folder / name)]
    sums: set[str] = set()
    for name in packages:
        result = verify(folder / name)
        found += [replace(one, file=f"{what}: {one.file}") for one in result.findings]
        sums |= _sums(folder / name)
    if not packages:
        found.append(_finding("record-without-package", what))
    for name in names:
        if name not in packages and packages and _sum(folder / name) not in sums:
            found.append(_finding("record-file-unpackaged", f"{what}: {name}"))
    size = sum((folder / name).stat().st_size for name in names)
    return Verified("record", len(names), size, tuple(found))


def _finding(code: str, file: str) -> Diagnostic:
    rule = RULES[code]
    return Diagnostic(rule.code, rule.severity, file, 0, rule.message)


def _sums(package: Path) -> set[str]:
    """The checksums of a bag's manifest; none where it is no bag."""
    try:
        with opened(package) as tree:
            for name in tree.files:
                if name == MANIFEST or name.endswith(f"/{MANIFEST}"):
                    lines = read_file(tree, name).decode("utf-8", "replace").splitlines()
                    return {line.split()[0].lower() for line in lines if line.strip()}
    except Problem:
        return set()
    return set()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()
