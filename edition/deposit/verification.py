"""verification: is a package that lies here the one that its manifests describe?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from edition.deposit import bagit, ocfl
from edition.deposit.names import shown
from edition.deposit.ocfl.checking import objects
from edition.deposit.tree import opened
from tei.diagnostics import RULES, Diagnostic, Problem, Severity, declare

MAC = "__MACOSX/"

declare(
    "package-unknown",
    "error",
    "This is neither a BagIt bag nor an OCFL storage root: it has neither bagit.txt nor an OCFL "
    "declaration. Name the folder or the zip file that edition deposit package made.",
    "A package is verified by its own manifests; without any there is nothing to compare with.",
    failing="edition deposit verify build/",
    passing="edition deposit verify deposit/letters.zip",
)


declare(
    "package-file-outside",
    "error",
    "{name} lies in the zip file, but outside the package: no manifest names it. Do not unpack it; "
    "ask where the file comes from, or get the package again.",
    "A zipped package is one folder (RFC 8493, §4). What is put beside it is no part of it, and "
    "a path such as ../../.profile could overwrite files of whoever unpacks it.",
    failing="letters.zip with letters/bagit.txt and ../evil",
    passing="letters.zip with letters/bagit.txt and letters/data/…",
    source="RFC 8493, §4 and §5.2",
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a package.

    kind:     "bag", "ocfl" or "record"
    files:    how many files it has
    size:     of all files, in bytes
    findings: what is wrong
    proven:   whether the way to get it was tried on a running archive
    """

    kind: str
    files: int
    size: int
    findings: tuple[Diagnostic, ...]
    proven: bool = True

    @property
    def valid(self) -> bool:
        """Whether every file is there and is the one that was packed."""
        return not any(one.severity == "error" for one in self.findings)


def verify(path: Path) -> Verified:
    """Compare a bag or an OCFL storage root, in a folder or a zip file, with its manifests.

    Raises Problem("package-unreadable") and Problem("package-unknown").
    """
    with opened(path) as tree:
        if "bagit.txt" in tree.files or any(name.startswith("manifest-") for name in tree.files):
            kind, found = "bag", bagit.check_tree(tree)
        elif objects(tree):
            kind, found = "ocfl", ocfl.check_tree(tree)
        else:
            raise Problem("package-unknown", str(path))
        found = [*found, *map(partial(_outside, path), tree.beside)]
        return Verified(kind, len(tree.files), sum(tree.files.values()), tuple(found))


def _outside(path: Path, name: str) -> Diagnostic:
    """A file beside the package; what a Mac puts there by itself does no harm."""
    rule = RULES["package-file-outside"]
    severity: Severity = "warning" if name.startswith(MAC) else "error"
    words = rule.message.format(name=shown(name))
    return Diagnostic(rule.code, severity, str(path), 0, words)
