"""depositing: an edition → a draft or a record of an InvenioRDM, step by step.

Each step asks the server first what is done, then does what is missing, and only then writes
down what came of it.  So a deposit can be stopped anywhere and taken up again, and a lost answer
makes nothing twice.  This is the only file that knows the order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from edition.deposit import metadata
from edition.deposit.record import Record
from edition.deposit.sending.contents import (
    Sent,
    check_first,
    packed,
    read,
    record_of,
    write_doi,
)
from edition.deposit.sending.faults import errors_of
from edition.deposit.sending.invenio import LATER, Invenio, doi_of, link_of
from edition.deposit.sending.state import State
from edition.deposit.sending.uploading import compare, digest, upload_all
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, Problem, declare

declare(
    "deposit-published-already",
    "error",
    "This edition is published there as {doi}, and what is here now is another. Publish it as a "
    "new version with --new-version.",
    "What is published stays as it is; an archive keeps each version with a DOI of its own.",
    failing="edition deposit send, after a correction",
    passing="edition deposit send --new-version, after a correction",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done.

    publish:     or leave a draft for people to look at
    new_version: of what is published already
    formats:     the editions in the package; () for those of the project
    """

    publish: bool = False
    new_version: bool = False
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    state:    "draft", "published", "unchanged" (published before, nothing to do), "refused"
              (by our own check: nothing was sent)
    changed:  files of the edition into which the DOI was written
    findings: of the check
    """

    state: str
    doi: str = ""
    link: str = ""
    record: str = ""
    files: tuple[str, ...] = ()
    changed: tuple[Path, ...] = ()
    findings: tuple[Diagnostic, ...] = field(default_factory=tuple)


def deposit(
    what: Path,
    target: Target,
    api: Invenio,
    state: State,
    wanted: Wanted,
    hear: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Bring an edition to the archive, as far as is wanted.  Raises Problem."""
    sent = read(what, wanted.formats, hear)
    found = check_first(sent, target, state.ours())
    if any(one.severity == "error" for one in found):
        return Outcome("refused", findings=found)
    if _finished(api, state):
        uploads = packed(sent, state, hear)
        if digest(uploads) == state.now.digest:
            return _outcome("unchanged", state, (), found)
        if not wanted.new_version:
            raise Problem("deposit-published-already", state.server, doi=state.now.doi)
        _begin_version(api, state, hear)
    hear("making the draft")
    draft = _draft(api, state, record_of(sent))
    _reserve(api, state, draft, hear)
    changed = write_doi(sent, state.now.doi, state.ours()) if not state.now.external else ()
    uploads = packed(sent, state, hear)
    _describe(api, state, record_of(sent))
    state.remember(files=tuple(sorted({*state.now.files, *(one.name for one in uploads)})))
    upload_all(api, state.now.draft, uploads, state.now.files, hear)
    compare(api, state.now.draft, uploads, published=False)
    state.remember(files=tuple(sorted(one.name for one in uploads)), digest=digest(uploads))
    if not wanted.publish:
        return _outcome("draft", state, changed, found)
    hear("publishing")
    _publish(api, state)
    compare(api, state.now.draft, uploads, published=True)
    return _outcome("published", state, changed, found)


def _finished(api: Invenio, state: State) -> bool:
    """Whether what we last worked on is published: by us, by hand, or unseen before a crash."""
    now = state.now
    if not now.draft:
        return False
    if now.published == now.draft:
        return True
    if api.draft(now.draft) is not None:
        return False
    record = api.record(now.draft)
    if record is None:
        state.remember(draft="", marker="", files=(), doi="", digest="")  # deleted there by hand
        return False
    _published(state, record)
    return True


def _begin_version(api: Invenio, state: State, hear: Callable[[str], None]) -> None:
    """The draft of the next version.  The server gives the same one however often it is asked."""
    hear("beginning a new version")
    body = api.archive.persist(lambda: None, lambda: api.new_version(state.now.published))
    state.remember(draft=str(body["id"]), doi="", external=False, files=(), digest="", marker="")


def _draft(api: Invenio, state: State, record: Record) -> dict[str, Any]:
    """Our draft, made where there is none.

    A draft that was made while the answer was lost is found by its marker: an identifier that
    goes into the draft with its first request, and out again with the next.
    """
    if state.now.draft:
        known = api.draft(state.now.draft)
        if known is not None:
            return known
    tried = bool(state.now.marker)
    if not tried:
        external = bool(record.doi) and record.doi not in state.ours()
        doi = record.doi if external else ""
        state.remember(marker=f"urn:uuid:{uuid4()}", external=external, doi=doi)

    def made() -> dict[str, Any] | None:
        nonlocal tried
        looking, tried = tried, True
        return api.marked(state.now.marker) if looking else None

    body = _body(record, state, {})
    body["metadata"].setdefault("identifiers", []).append(
        {"identifier": state.now.marker, "scheme": "urn"}
    )
    draft = api.archive.persist(made, lambda: api.create(body))
    state.remember(draft=str(draft["id"]), link=link_of(draft))
    _accepted(draft, state)
    return draft


def _body(record: Record, state: State, pids: dict[str, Any]) -> dict[str, Any]:
    """The draft as the archive wants it.

    pids: those that the server's draft has; it drops what is not sent back
    """
    body: dict[str, Any] = json.loads(metadata.named("invenio").write(record))
    if state.now.external:
        return body
    body["pids"] = pids
    return body


def _accepted(draft: dict[str, Any], state: State) -> None:
    """Raise Problem where the archive found faults in the fields of a draft."""
    reason = errors_of(draft, without=LATER)
    if reason:
        raise Problem("archive-fields-refused", state.server, reason=reason)


def _reserve(
    api: Invenio, state: State, draft: dict[str, Any], hear: Callable[[str], None]
) -> None:
    """Reserve a DOI, unless the draft has one or the edition brought its own."""
    if state.now.external:
        return
    doi = doi_of(draft)
    if not doi:
        hear("reserving a DOI")

        def reserved() -> dict[str, Any] | None:
            known = api.draft(state.now.draft)
            return known if known and doi_of(known) else None

        doi = doi_of(api.archive.persist(reserved, lambda: api.reserve(state.now.draft)))
    if doi != state.now.doi or doi not in state.now.dois:
        state.remember(doi=doi, dois=tuple(dict.fromkeys((*state.now.dois, doi))))


def _describe(api: Invenio, state: State, record: Record) -> None:
    """Put the metadata of the edition as it is now into the draft; the marker goes."""
    known = api.draft(state.now.draft) or {}
    body = _body(record, state, known.get("pids", {}))
    draft = api.archive.persist(lambda: None, lambda: api.update(state.now.draft, body))
    _accepted(draft, state)


def _publish(api: Invenio, state: State) -> None:
    """Publish.  A gateway's 504 may have published: so the record is asked for before each try."""
    draft = state.now.draft
    _published(state, api.archive.persist(lambda: api.record(draft), lambda: api.publish(draft)))


def _published(state: State, record: dict[str, Any]) -> None:
    now = state.now
    doi = doi_of(record) or now.doi
    state.remember(
        draft=str(record["id"]),
        published=str(record["id"]),
        published_doi=doi,
        doi=doi,
        link=link_of(record),
        versions=tuple(dict.fromkeys((*now.versions, str(record["id"])))),
    )


def _outcome(
    word: str, state: State, changed: Sequence[Path], found: tuple[Diagnostic, ...]
) -> Outcome:
    now = state.now
    return Outcome(word, now.doi, now.link, now.draft, now.files, tuple(changed), found)


__all__ = ["Outcome", "Sent", "Wanted", "deposit"]
