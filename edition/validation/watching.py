"""Watching: which documents are to be checked again, as soon as something changes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.validation import settings
from edition.validation.checking import Job
from edition.validation.settings import FILE
from tei.validation.corpus import ENDINGS, documents

PAUSE = 0.4  # seconds between two looks
Stamp = tuple[int, int]


def changes(names: Sequence[str], job: Job, pause: float = PAUSE) -> Iterator[list[str]]:
    """All documents at once, then those to be checked again after each change; without end.

    A changed document is checked alone; a changed schema, setting or included file concerns
    all of them.
    """
    yield list(names)
    seen = stamps(names, job)
    while True:
        time.sleep(pause)
        now = stamps(names, job)
        changed = {path for path, stamp in now.items() if seen.get(path) != stamp}
        changed |= seen.keys() - now.keys()
        seen = now
        if changed:
            settings.forget()
            again = concerned(names, changed)
            if again:
                yield again


def concerned(names: Sequence[str], changed: set[Path]) -> list[str]:
    """The documents that changed files concern."""
    every = documents(Path(name) for name in names if Path(name).exists())
    own = [path for path in every if path in changed]
    gone = {path for path in changed if not path.exists()}
    only_documents = changed - gone == set(own)
    return [str(path) for path in (own if only_documents else every)]


def stamps(names: Sequence[str], job: Job) -> dict[Path, Stamp]:
    """When each file that matters was last written, and its size."""
    paths = [path for name in names for path in _files(Path(name))]
    paths += [schema.path for schema in (*job.schemas, *job.extra)]
    paths += {folder / FILE for path in list(paths) for folder in (path.parent, *path.parents)}
    found = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found


def _files(path: Path) -> Iterator[Path]:
    """A file, or the documents of a folder."""
    if not path.is_dir():
        yield path
        return
    yield from (file for file in path.rglob("*") if file.suffix.lower() in ENDINGS)
