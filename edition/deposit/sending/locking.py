"""locking: two sends of one edition at the same moment would make two drafts; so one waits.

Beside the state lies a file that says who is sending (process and computer).  The operating system
holds it for as long as that process lives: a file that nobody holds is left from a crash, and the
next send takes it over.  Another computer's file (a shared folder) is believed as it stands.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tei.diagnostics import Problem, declare

try:
    import fcntl
except ImportError:  # Windows: the file alone has to do
    fcntl = None  # type: ignore[assignment]

ENDING = ".lock"
TURNS = 20  # tries to hold a file that others make and remove meanwhile

declare(
    "deposit-going-on",
    "error",
    "This edition is being sent already: by process {pid} on {host}, since {since}. Wait until "
    "that is done. If it is no longer there, remove {file} and run the command again.",
    "Two sends at the same moment would make two drafts with two DOIs of one edition. A file "
    "beside deposit-state.json says who is at it; one that a crash left on this computer is "
    "recognised and taken over.",
    failing="edition deposit send --target zenodo, in two windows",
    passing="the one, and then the other",
)


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Keep others from sending the edition of a state file.  Raises Problem("deposit-going-on")."""
    path = state.with_name(state.name + ENDING)
    handle = _taken(path)
    try:
        yield
    finally:
        if fcntl is None:
            os.close(handle)  # Windows removes no file that is open
            path.unlink(missing_ok=True)
        else:
            path.unlink(missing_ok=True)  # before it is let go: nobody else may hold it yet
            os.close(handle)


def _taken(path: Path) -> int:
    """The open file, ours alone, with our name in it."""
    try:
        for _ in range(TURNS):
            handle = _held(path)
            if handle is not None:
                _sign(handle)
                return handle
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("output-unwritable", str(path), reason=reason) from None
    raise _going_on(path)


def _held(path: Path) -> int | None:
    """The file, held; None where it was removed meanwhile.  Raises Problem where others have it."""
    if fcntl is None:
        return _made(path)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not path.exists() or os.fstat(handle).st_ino != path.stat().st_ino:
            os.close(handle)
            return None
    except BlockingIOError:
        os.close(handle)
        raise _going_on(path) from None
    if _told(path).get("host", socket.gethostname()) != socket.gethostname():
        os.close(handle)
        raise _going_on(path)
    return handle


def _made(path: Path) -> int:
    """The file, where there is none."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise _going_on(path) from None


def _sign(handle: int) -> None:
    """Write down who holds it."""
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    words = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(words).encode() + b"\n")


def _told(path: Path) -> Mapping[str, Any]:
    """What the file says of who holds it; nothing where it was cut off."""
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def _going_on(path: Path) -> Problem:
    told = _told(path)
    pid, host = str(told.get("pid", "unknown")), str(told.get("host", "this computer"))
    since = str(told.get("since", "a moment ago"))
    return Problem("deposit-going-on", str(path), pid=pid, host=host, since=since, file=path.name)
