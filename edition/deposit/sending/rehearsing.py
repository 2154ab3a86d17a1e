"""rehearsing: what a deposit would send, made and checked on this machine; nothing is sent.

No token is read, no address asked, no source changed.  The package is made where a deposit makes
it; it gets other bytes in earnest, for then the DOI is in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.deposit import metadata, packaging
from edition.deposit.parts import Part
from edition.deposit.sending import state
from edition.deposit.sending.contents import Sent, check_first, packed, places, read, record_of
from edition.deposit.sending.depositing import Wanted
from edition.deposit.sending.state import State
from edition.deposit.sending.uploading import digest
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, Problem

FORMATS = {"zenodo": "invenio"}  # targets whose metadata are those of another
NEW, ON, VERSION, UNCHANGED = "new", "draft", "version", "unchanged"


@dataclass(frozen=True)
class Rehearsal:
    """What would be sent.

    server:   its address
    begins:   "new" (a new draft), "draft" (one that is there), "version" (of what is published),
              "unchanged" (nothing is to be sent)
    earlier:  id of the draft or record that is there
    doi:      that the edition has or was given; "" where one would be reserved
    places:   files that the DOI would be written into; () where it is in them
    files:    (name, bytes) of what would be uploaded
    metadata: what the archive would be told, in its own format; None where there is no such format
    publish:  whether it would be published
    findings: of the check; with errors, nothing would be sent
    """

    server: str
    begins: str
    earlier: str = ""
    doi: str = ""
    places: tuple[Path, ...] = ()
    files: tuple[tuple[str, int], ...] = ()
    metadata: Any = None
    publish: bool = False
    findings: tuple[Diagnostic, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the archive would refuse it."""
        return any(one.severity == "error" for one in self.findings)


def rehearse(
    what: Path,
    target: Target,
    server: str,
    wanted: Wanted,
    hear: Callable[[str], None] = lambda line: None,
) -> Rehearsal:
    """What `send` would do.  Raises the Problems that it would raise before it sends anything."""
    known = state.of(what, server)
    sent = read(what, wanted.formats, hear)
    found = check_first(sent, target, known.ours())
    begins = _begins(known)
    if any(one.severity == "error" for one in found):
        return Rehearsal(server, begins, known.now.draft, findings=found)
    files, sum_ = _files(sent, target, known, hear)
    if begins == VERSION and sum_ == known.now.digest:
        begins = UNCHANGED
    elif begins == VERSION and not wanted.new_version:
        raise Problem("deposit-published-already", server, doi=known.now.published_doi)
    doi = _doi(sent, known, begins)
    no_place = target.export is not None or (doi and record_of(sent).doi == doi)
    return Rehearsal(
        server,
        begins,
        known.now.draft,
        doi,
        () if no_place else tuple(places(sent)),
        files,
        _described(sent, target, known),
        wanted.publish,
        found,
    )


def _begins(known: State) -> str:
    if not known.now.draft:
        return NEW
    ended = known.now.published == known.now.draft and not known.now.revisions
    return VERSION if ended else ON


def _doi(sent: Sent, known: State, begins: str) -> str:
    """The DOI as far as it is known: a version gets one of its own, a draft has one or the
    edition's own."""
    if known.now.external or begins in (ON, UNCHANGED):
        return known.now.doi
    doi = record_of(sent).doi
    return "" if doi in known.ours() else doi


def _files(
    sent: Sent, target: Target, known: State, hear: Callable[[str], None]
) -> tuple[tuple[tuple[str, int], ...], str]:
    """(name, bytes) of the files, and their sum; "" for an archive of objects, not of packages."""
    if target.export is None:
        uploads = packed(sent, known, hear)
        return tuple((one.name, one.size) for one in uploads), digest(uploads)
    made = packaging.make(sent.what, None, "zip", sent.formats, hear)
    parts = target.export(sent.edition, made.contents)
    return tuple((one.name, _size(one)) for one in parts), ""


def _size(part: Part) -> int:
    return part.content.stat().st_size if isinstance(part.content, Path) else len(part.content)


def _described(sent: Sent, target: Target, known: State) -> Any:
    """The metadata as data, where the archive takes JSON; else as text."""
    format_ = metadata.installed().get(FORMATS.get(target.name, target.name))
    if format_ is None:
        return None
    record = record_of(sent)
    words = format_.write(record).decode()
    if format_.suffix != ".json":
        return words
    data = json.loads(words)
    if record.doi in known.ours():
        data.pop("pids", None)  # the archive gave it, and puts it there itself
    return data
