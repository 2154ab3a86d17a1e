"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tei.diagnostics import Problem, declare

declare(
    "output-unwritable",
    "error",
    "The file cannot be written ({reason}). Choose another place with -o, or free the place.",
    "The operating system refused to write: the folder is missing, read-only or full.",
    failing="edition encode speech.txt -o /read-only/speech.xml",
    passing="edition encode speech.txt -o speech.xml",
)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name and rename it, so that no half file is ever seen.

    Raises Problem("output-unwritable").
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> Problem:
    return Problem("output-unwritable", str(path), reason=error.strerror or str(error))
