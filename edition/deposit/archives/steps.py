"""steps: an edition → one record with files in an archive, step by step.

Each step asks the archive what is done, does what is missing, and only then writes down what
came of it; so a deposit can be stopped anywhere and taken up again, and a lost answer makes
nothing twice.  The DOI that the archive gives is written into the edition before it is packed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from edition.deposit.archives import Hear
from edition.deposit.record import Record
from edition.deposit.sending.contents import Sent, check_first, packed, read, record_of, write_doi
from edition.deposit.sending.depositing import Outcome, Wanted
from edition.deposit.sending.state import State
from edition.deposit.sending.uploading import Upload, chunks, digest
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, Problem, declare

DRAFT, PUBLISHED = "draft", "published"
SUMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}

declare(
    "new-version-public",
    "error",
    "{title} shows every change of what is published at once; there is no draft to look at. Say "
    "--publish too, with --new-version.",
    "A new version should not become public without being asked for.",
    failing="edition deposit send --target nakala --new-version",
    passing="edition deposit send --target nakala --new-version --publish",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the archive has it.

    size: in bytes; -1 where the archive does not say it
    kind: of its checksum: "MD5", "SHA-1", "SHA-256" or "SHA-512"
    sum:  in hexadecimal
    id:   what the archive calls it
    """

    name: str
    size: int
    kind: str
    sum: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that was made: its id in the archive, its DOI ("" for none), its address."""

    id: str
    doi: str
    link: str


class Shelf(Protocol):
    """What an archive can do.  Each verb asks first what is done already."""

    drafts_of_versions: bool  # or is every change of what is published public at once

    def standing(self, record: str) -> str:
        """Whether a record is a draft or published; "" where there is none."""

    def marker(self, sent: Sent) -> str:
        """What our draft is to be known by, should the answer to making it be lost."""

    def begin(self, record: Record, sent: Sent, marker: str, *, again: bool) -> Begun:
        """Make a draft; where it may have been made already (again), look for it first."""

    def fill(self, draft: str, record: Record, uploads: Sequence[Upload], ours: set[str]) -> None:
        """Put metadata and files into a draft; of files, those of ours that are gone go."""

    def kept(self, record: str) -> Mapping[str, Kept]:
        """The files that a draft or record has, by name."""

    def publish(self, draft: str) -> None:
        """Publish a draft."""


def bring(
    what: Path, target: Target, shelf: Shelf, state: State, wanted: Wanted, hear: Hear
) -> Outcome:
    """Bring an edition to the archive, as far as is wanted.  Raises Problem."""
    sent = read(what, wanted.formats, hear)
    found = check_first(sent, target, state.ours())
    if any(one.severity == "error" for one in found):
        return Outcome("refused", findings=found)
    standing = _standing(shelf, state)
    if standing == PUBLISHED:
        if digest(packed(sent, state, hear)) == state.now.digest:
            return _outcome("unchanged", state, (), found)
        _new_version(what, target, shelf, state, wanted)
    elif not standing:
        hear("making the draft")
        _begin(shelf, state, sent)
    changed = write_doi(sent, state.now.doi, state.ours()) if _writes(state) else ()
    uploads = packed(sent, state, hear)
    state.remember(files=tuple(sorted({*state.now.files, *(one.name for one in uploads)})))
    hear("uploading")
    shelf.fill(state.now.draft, record_of(sent), uploads, set(state.now.files))
    compare(shelf.kept(state.now.draft), uploads)
    state.remember(files=tuple(sorted(one.name for one in uploads)), digest=digest(uploads))
    if not wanted.publish:
        return _outcome("draft", state, changed, found)
    hear("publishing")
    shelf.publish(state.now.draft)
    _published(state)
    compare(shelf.kept(state.now.draft), uploads)
    return _outcome("published", state, changed, found)


def _standing(shelf: Shelf, state: State) -> str:
    """How our record stands; one that was deleted there is forgotten."""
    if not state.now.draft:
        return ""
    standing = shelf.standing(state.now.draft)
    if not standing:
        state.remember(draft="", marker="", doi="", files=(), digest="")
    elif standing == PUBLISHED and state.now.published != state.now.draft:
        _published(state)  # by hand, or before a crash
    return standing


def _begin(shelf: Shelf, state: State, sent: Sent) -> None:
    record = record_of(sent)
    again = bool(state.now.marker)
    if not again:
        external = bool(record.doi) and record.doi not in state.ours()
        state.remember(marker=shelf.marker(sent), external=external)
    begun = shelf.begin(record, sent, state.now.marker, again=again)
    dois = tuple(dict.fromkeys((*state.now.dois, *filter(None, [begun.doi]))))
    doi = record.doi if state.now.external else begun.doi
    state.remember(draft=begun.id, link=begun.link, doi=doi, dois=dois, marker="")


def _writes(state: State) -> bool:
    """Whether the archive's DOI goes into the edition: not where it brought its own."""
    return bool(state.now.doi) and not state.now.external


def _new_version(what: Path, target: Target, shelf: Shelf, state: State, wanted: Wanted) -> None:
    """Refuse to change what is published, unless that is wanted."""
    if not wanted.new_version:
        raise Problem(
            "deposit-published-already", state.server, doi=state.now.doi or state.now.link
        )
    if not shelf.drafts_of_versions and not wanted.publish:
        raise Problem("new-version-public", str(what), title=target.title)


def _published(state: State) -> None:
    now = state.now
    state.remember(
        published=now.draft,
        published_doi=now.doi,
        versions=tuple(dict.fromkeys((*now.versions, now.draft))),
    )


def _outcome(
    word: str, state: State, changed: Sequence[Path], found: tuple[Diagnostic, ...]
) -> Outcome:
    now = state.now
    return Outcome(word, now.doi, now.link, now.draft, now.files, tuple(changed), found)


def same(one: Upload, kept: Kept | None) -> bool:
    """Whether the archive has this very file."""
    if kept is None or kept.kind not in SUMS or kept.size not in (-1, one.size):
        return False
    return checksum(one, kept.kind) == kept.sum.lower()


@lru_cache(maxsize=256)
def checksum(one: Upload, kind: str) -> str:
    """A checksum of a file in hexadecimal, read once; its MD5 is known already."""
    if kind == "MD5":
        return one.md5
    made = hashlib.new(SUMS[kind], usedforsecurity=False)
    for chunk in chunks(one.path):
        made.update(chunk)
    return made.hexdigest()


def compare(there: Mapping[str, Kept], uploads: Iterable[Upload]) -> None:
    """Compare all files with what the archive has.  Raises Problem("upload-altered")."""
    for one in uploads:
        kept = there.get(one.name)
        if not same(one, kept):
            has = f"{kept.size} bytes with {kept.kind} {kept.sum}" if kept else "no such file"
            reason = f"{has} for {one.size} bytes with MD5 {one.md5}"
            raise Problem("upload-altered", str(one.path), reason=reason, tries="1")
