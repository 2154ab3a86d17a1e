"""Prepared grammars, kept in the user's cache folder and shared by all processes.

A file holds a checksum and plain data (JSON); it is written under another name and renamed,
so that nobody reads half of it.  What is damaged, foreign or out of date is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

FORMAT = 1  # to be raised when rows, or the reading of grammars, change their meaning
MOST_BYTES = 64_000_000  # of all grammars together; those not used for longest are dropped
FEWEST_ROWS = 300  # smaller grammars are read as quickly from their files


def folder() -> Path | None:
    """The folder: $EDITION_CACHE, else the platform's; None where it is switched off ("")."""
    chosen = os.environ.get("EDITION_CACHE")
    if chosen is not None:
        return Path(chosen) / "grammars" if chosen else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "tei-edition" / "grammars"
    except RuntimeError:  # there is no home
        return None


def key_of(data: bytes, suffix: str) -> str:
    """The name of a grammar in the cache, by the bytes of its file and by our format."""
    made_by = f"{FORMAT} {suffix}\n".encode()
    return hashlib.sha256(made_by + data).hexdigest()


def kept(key: str) -> dict[str, Any] | None:
    """What was kept under a key; None where there is nothing that can be trusted."""
    place = folder()
    if place is None:
        return None
    try:
        file = place / f"{key}.json"
        checksum, _, payload = file.read_bytes().partition(b"\n")
        if checksum != hashlib.sha256(payload).hexdigest().encode():
            return None
        entry = json.loads(payload)
    except (OSError, ValueError):
        return None
    with contextlib.suppress(OSError):
        os.utime(file)  # it was used
    return entry if isinstance(entry, dict) else None


def keep(key: str, entry: dict[str, Any]) -> None:
    """Keep an entry; without a word where that is not possible, or not worth it."""
    place = folder()
    if place is None or len(entry["rows"]) < FEWEST_ROWS:
        return
    payload = json.dumps(entry, separators=(",", ":")).encode()
    checksum = hashlib.sha256(payload).hexdigest().encode()
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(checksum + b"\n" + payload)
            Path(name).replace(place / f"{key}.json")
        finally:
            Path(name).unlink(missing_ok=True)
        _drop_oldest(place)


def _drop_oldest(place: Path) -> None:
    """Leave only so much."""
    known = [(file, file.stat()) for file in place.glob("*.json")]
    total = 0
    for file, found in sorted(known, key=lambda each: each[1].st_mtime_ns, reverse=True):
        total += found.st_size
        if total > MOST_BYTES:
            file.unlink(missing_ok=True)
