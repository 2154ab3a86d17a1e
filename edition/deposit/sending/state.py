"""State: what is remembered of a deposit between runs, in a file beside the edition.

It holds what nobody can find out again: which draft on which server is ours.  It is written
whole before and after each step that makes something on the server.  A token never stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from edition.output import write_whole
from edition.project import FILE as PROJECT
from tei.diagnostics import Problem, declare

FILE = "deposit-state.json"
FORMAT = 1

declare(
    "deposit-state-unreadable",
    "error",
    "What is remembered of earlier deposits cannot be read: {reason}. Restore the file from a "
    "copy; without it, a new record would be made where there is one already.",
    "The file tells which record of the archive is this edition's. It is kept with the edition, "
    "and best under version control.",
    failing="a deposit-state.json with the marks of a merge that went wrong",
    passing="the file as edition deposit send wrote it",
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one server.

    marker:    names the draft that is about to be made, so that it can be found again
    draft:     id of the draft or record; "" where none was made yet
    doi:       of it, once reserved or given
    dois:      every DOI that was ever reserved here
    external:  whether the edition had the DOI before, from elsewhere
    files:     names of the files that we put there
    digest:    of what was published last: SHA-256 of the names and checksums
    published: id of the record published last; "" where there is none
    published_doi: of it
    link:      address of the record for people
    versions:  ids of the records published, oldest first
    objects:   "name address" of each object, where an archive has several for an edition
    revisions: "address number" of each object that is published, while a new version is made
    """

    marker: str = ""
    draft: str = ""
    doi: str = ""
    dois: tuple[str, ...] = ()
    external: bool = False
    files: tuple[str, ...] = ()
    digest: str = ""
    published: str = ""
    published_doi: str = ""
    link: str = ""
    versions: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """The file, and what it says of one server."""

    path: Path
    server: str
    now: Remembered = field(default_factory=Remembered)

    def remember(self, **changes: Any) -> None:
        """Change what is known and write it down at once.  Raises Problem."""
        self.now = replace(self.now, **changes)
        servers = dict(_servers(self.path))
        servers[self.server] = {name: value for name, value in asdict(self.now).items() if value}
        data = {"format": FORMAT, "servers": servers}
        text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
        write_whole(self.path, text.encode() + b"\n")

    def ours(self) -> frozenset[str]:
        """Every DOI that was reserved for this edition, at any server: tests leave theirs."""
        servers = _servers(self.path).values()
        return frozenset(doi for known in servers for doi in known.get("dois", ()))


def of(what: Path, server: str) -> State:
    """What is remembered of an edition on a server.  Raises Problem("deposit-state-unreadable").

    what: a project's folder or its edition.toml, or a TEI file
    """
    path = place(what)
    known = _servers(path).get(server, {})
    names = {item.name for item in fields(Remembered)}
    values = {name: value for name, value in known.items() if name in names}
    for name in ("files", "versions", "dois", "objects", "revisions"):
        values[name] = tuple(values.get(name, ()))
    return State(path, server, Remembered(**values))


def place(what: Path) -> Path:
    """Where it is remembered: in the project's folder, or beside the file."""
    if what.is_dir():
        return what / FILE
    if what.name == PROJECT:
        return what.parent / FILE
    return what.with_name(f"{what.stem}.{FILE}")


def _servers(path: Path) -> Mapping[str, Mapping[str, Any]]:
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem("deposit-state-unreadable", str(path), reason=str(error)) from None
    servers = data.get("servers") if isinstance(data, dict) else None
    if not isinstance(servers, dict) or data.get("format") != FORMAT:
        raise Problem("deposit-state-unreadable", str(path), reason="it is no state of a deposit")
    return servers
