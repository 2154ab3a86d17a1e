"""zipping: entries → a zip file or a folder, whole or not at all, the same bytes each time.

Entries are stored, not compressed: the bytes of a compressed entry depend on the version of
zlib, and an archive can look into a package without unpacking it.  Pictures and PDF files do
not grow smaller anyway.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import edition.output  # noqa: F401  (declares output-unwritable)
from edition.deposit.parts import ALGORITHM, Measured, chunks
from tei.diagnostics import Problem, declare

FILE_MODE, FOLDER_MODE = 0o644, 0o755
FIRST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip file cannot tell an earlier time
LAST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
UNIX = 3  # who made the entry: its mode is that of Unix, on every system
LARGE = 1 << 31  # bytes; from here on an entry needs the fields of Zip64
Entries = Iterable[Measured]

declare(
    "package-part-changed",
    "error",
    "The file changed while the package was made: its checksum is no longer the one that was "
    "written down. Nothing was written; wait until no other program writes to it, and try again.",
    "Each file is read twice: once for the manifest and once to be copied. What is copied has "
    "to be what the manifest says.",
    failing="a scan that is still being copied to the disk",
    passing="a scan that lies still",
)


def write_zip(
    path: Path, entries: Entries, moment: datetime, check: Callable[[Path], None]
) -> None:
    """Write a zip file.

    entries: in the order in which they are to stand
    moment:  of all entries
    check:   reads what was written and raises Problem where it is not right

    Raises Problem("output-unwritable") and Problem("package-part-changed").
    """
    temporary = _temporary(path)
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED, allowZip64=True) as package:
            for entry in entries:
                info = _info(entry.name, moment)
                with package.open(info, "w", force_zip64=entry.size >= LARGE) as target:
                    copy(entry, target)
        check(temporary)
        temporary.chmod(FILE_MODE)
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _info(name: str, moment: datetime) -> zipfile.ZipInfo:
    time = min(max(moment.astimezone(UTC), FIRST), LAST)
    info = zipfile.ZipInfo(name, time.timetuple()[:6])
    info.create_system = UNIX
    info.external_attr = (0o100000 | FILE_MODE) << 16
    return info


def fill(folder: Path, entries: Entries, moment: datetime) -> None:
    """Write files into a folder, with fixed times and modes.

    Raises Problem("package-part-changed"), and OSError where the system refuses.
    """
    for entry in entries:
        path = folder / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            copy(entry, target)
    settle(folder, moment)


def settle(folder: Path, moment: datetime) -> None:
    """Give everything in a folder, and the folder, the same time and the usual modes."""
    seconds = moment.timestamp()
    for path in (*folder.rglob("*"), folder):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        with suppress(OSError):  # some file systems keep no times
            os.utime(path, (seconds, seconds))


def copy(entry: Measured, target: IO[bytes]) -> None:
    """Copy a part piece by piece, and compare its checksum with the one that was measured."""
    made = hashlib.new(ALGORITHM)
    with entry.part.open() as stream:
        for chunk in chunks(stream):
            made.update(chunk)
            target.write(chunk)
    if made.hexdigest() != entry.digest:
        raise Problem("package-part-changed", str(entry.part.content))


def _temporary(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    os.close(handle)
    return Path(name)


def _unwritable(path: Path, error: OSError) -> Problem:
    return Problem("output-unwritable", str(path), reason=error.strerror or str(error))
