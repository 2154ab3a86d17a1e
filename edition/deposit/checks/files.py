"""Files: their names, what they are, how large they are and how many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from edition.deposit.checks import Check, finding
from edition.deposit.folder import Edition
from edition.deposit.record import Origin
from edition.deposit.targets import MEGA, Target
from tei.diagnostics import Diagnostic, declare

UNSAFE = declare(
    "file-name-unsafe",
    "warning",
    "The file name has {what}. Use letters without accents, figures, - and _.",
    "Names travel through zip files, web addresses and three operating systems. Blanks, accents "
    "and marks are changed on the way, and then manifests and links no longer fit.",
    failing="Brief Nr. 3 (Abschrift).xml",
    passing="brief-3-abschrift.xml",
    source="ARCHE, filenames; BagIt (RFC 8493), §6.1.1",
)
REFUSED = declare(
    "file-name-refused",
    "error",
    "{target} does not take this file name. Use letters without accents, figures, - and _.",
    "The archive says which characters a file name may have.",
    failing="act 1: scene 2.xml",
    passing="act-1-scene-2.xml",
)
RESERVED = declare(
    "file-name-reserved",
    "error",
    "Windows keeps the name {name} for itself. Rename the file.",
    "A file of this name cannot be unpacked on Windows.",
    failing="con.xml",
    passing="contents.xml",
    source="Microsoft, Naming Files, Paths, and Namespaces",
)
CLASH = declare(
    "file-names-clash",
    "error",
    "This file and {other} differ only in capitals or accents. Rename one of them.",
    "On Windows and macOS the two are one file: unpacking the deposit there loses one of them.",
    failing="Letter-1.xml and letter-1.xml",
    passing="letter-1.xml and letter-2.xml",
    source="RFC 8493, §6.1.3",
)
MISMATCH = declare(
    "file-type-mismatch",
    "error",
    "The file is called {suffix} and begins like {kind}. Give it the ending of what it is.",
    "Archives tell formats by the first bytes and by the ending, and refuse files where the two "
    "differ.",
    failing="a JPEG picture called page-1.tif",
    passing="page-1.jpg",
    source="PRONOM signatures (https://www.nationalarchives.gov.uk/PRONOM/)",
)
EMPTY = declare(
    "file-empty",
    "error",
    "The file is empty. Remove it, or put in what belongs there.",
    "An empty file is mostly a copy that failed, and most archives refuse it.",
    failing="a picture of 0 bytes",
    passing="the picture",
)
LARGE = declare(
    "file-too-large",
    "error",
    "The file has {size} MB; {target} takes {most} MB at most.",
    "Split the file, or deposit it elsewhere and point to it.",
    failing="a TEI file of 12 MB, for TAPAS",
    passing="two TEI files of 6 MB",
)
TOTAL = declare(
    "deposit-too-large",
    "error",
    "The files have {size} MB together; {target} takes {most} MB at most.",
    "Make several deposits that point to each other, or ask the archive for more.",
    failing="60 GB of facsimiles, for Zenodo",
    passing="two deposits of 30 GB",
)
MANY = declare(
    "files-too-many",
    "warning",
    "There are {count} files; {target} takes {most} in a deposit. Send them as one zip "
    "(edition deposit package).",
    "The archive limits how many files a deposit has; a package is one file.",
    failing="300 files, for Zenodo",
    passing="one package.zip",
)
SAFE = re.compile(r"[A-Za-z0-9._-]+")
WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.I)
KINDS = {
    b"%PDF-": ("PDF", (".pdf",)),
    b"\x89PNG\r\n\x1a\n": ("PNG", (".png",)),
    b"\xff\xd8\xff": ("JPEG", (".jpg", ".jpeg")),
    b"GIF8": ("GIF", (".gif",)),
    b"II*\x00": ("TIFF", (".tif", ".tiff")),
    b"MM\x00*": ("TIFF", (".tif", ".tiff")),
    b"PK\x03\x04": ("a zip file", (".zip", ".epub", ".docx", ".odt", ".xlsx", ".ods", ".kmz")),
}
KNOWN = {suffix: kind for kind, suffixes in KINDS.values() for suffix in suffixes}


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The findings for the files and for all of them together."""
    sizes = {path: path.stat().st_size for path in edition.files}
    made = _made(edition)
    for path, size in sizes.items():
        if path not in made:
            yield from _name(path, target)
        yield from _kind(path, size)
        most = target.limits.file_bytes
        if most and size > most:
            yield finding(LARGE, _at(path), size=_mega(size), most=_mega(most), target=target.title)
    yield from _clashes(edition)
    yield from _together(edition, target, sum(sizes.values()))


def _made(edition: Edition) -> set[Path]:
    """The editions that were built: their names are the toolkit's, and they go in one package."""
    if edition.project is None:
        return set()
    built = edition.project.folder
    documents = {document.path for document in edition.documents}
    return {path for path in edition.files if path.is_relative_to(built)} - documents


def _at(path: Path) -> Origin:
    return Origin(str(path))


def _mega(size: int) -> str:
    return f"{size / MEGA:,.1f}".removesuffix(".0")


def _name(path: Path, target: Target) -> Iterator[Diagnostic]:
    name = path.name
    if WINDOWS.fullmatch(name):
        yield finding(RESERVED, _at(path), name=name)
    names = target.limits.names
    if names is not None and not names.fullmatch(name):
        yield finding(REFUSED, _at(path), target=target.title)
    elif not SAFE.fullmatch(name):
        yield finding(UNSAFE, _at(path), what=_told(name))


def _told(name: str) -> str:
    odd = list(dict.fromkeys(c for c in name if not SAFE.fullmatch(c)))
    return ", ".join("a blank" if c.isspace() else f"“{c}”" for c in odd[:5])


def _kind(path: Path, size: int) -> Iterator[Diagnostic]:
    """Whether a file is what its ending says; of formats that have a sign at their beginning."""
    if not size:
        yield finding(EMPTY, _at(path))
        return
    with path.open("rb") as file:
        head = file.read(16)
    suffix = path.suffix.lower()
    found = next((kind for sign, kind in KINDS.items() if head.startswith(sign)), None)
    if found is not None and suffix not in found[1]:
        yield finding(MISMATCH, _at(path), suffix=suffix or path.name, kind=found[0])
    elif found is None and suffix in KNOWN:
        yield finding(MISMATCH, _at(path), suffix=suffix, kind="something else")


def _clashes(edition: Edition) -> Iterator[Diagnostic]:
    """Files whose names are one on a file system that knows no capitals."""
    from unicodedata import normalize

    same: dict[str, list[Path]] = defaultdict(list)
    for path in edition.files:
        same[normalize("NFC", str(path)).casefold()].append(path)
    for paths in same.values():
        for other in paths[1:]:
            yield finding(CLASH, _at(other), other=paths[0].name)


def _together(edition: Edition, target: Target, size: int) -> Iterator[Diagnostic]:
    limits, place = target.limits, _at(edition.root)
    if limits.total_bytes and size > limits.total_bytes:
        most = _mega(limits.total_bytes)
        yield finding(TOTAL, place, size=_mega(size), most=most, target=target.title)
    count = len(edition.files) - len(_made(edition))
    if limits.files and count > limits.files:
        yield finding(MANY, place, count=count, most=limits.files, target=target.title)


CHECK = Check("files", run)
