"""uploading: files of this machine → files of a draft, each proved by size and checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.deposit.sending.faults import Unsure
from edition.deposit.sending.invenio import Invenio, Kept
from edition.deposit.sending.transport import TRIES
from tei.diagnostics import Problem

CHUNK = 1 << 20  # bytes read at a time: memory stays flat however large a file is


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is to be there: its name at the archive, size in bytes, MD5."""

    name: str
    path: Path
    size: int
    md5: str

    def same(self, kept: Kept | None) -> bool:
        """Whether the archive has this very file."""
        return kept is not None and kept.whole and (kept.size, kept.md5) == (self.size, self.md5)


def upload_of(path: Path, name: str = "") -> Upload:
    """Read a file once.  Raises Problem("text-unreadable")."""
    made, size = hashlib.new("md5", usedforsecurity=False), 0
    for chunk in chunks(path):
        made.update(chunk)
        size += len(chunk)
    return Upload(name or path.name, path, size, made.hexdigest())


def chunks(path: Path) -> Iterator[bytes]:
    """A file in pieces.  Raises Problem("text-unreadable")."""
    try:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(CHUNK), b"")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("text-unreadable", str(path), reason=reason) from None


def digest(uploads: Iterable[Upload]) -> str:
    """One sum of all names and checksums: the same for the same files."""
    lines = sorted(f"{one.md5} {one.size} {one.name}\n" for one in uploads)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def upload_all(
    api: Invenio,
    draft: str,
    uploads: Sequence[Upload],
    earlier: Iterable[str],
    hear: Callable[[str], None],
) -> None:
    """Bring the draft's files to those that are wanted.

    earlier: names of files that we put there before; those not wanted any more are removed.
             Files that somebody else put there stay.

    Raises Problem.
    """
    there = api.files(draft)
    wanted = {one.name for one in uploads}
    for name in sorted(set(earlier).intersection(there) - wanted):
        api.archive.persist(lambda: None, lambda name=name: api.delete(draft, name))  # type: ignore[misc]
    for one in uploads:
        if not one.same(there.get(one.name)):
            hear(f"uploading {one.name} ({one.size:,} bytes)")
            upload(api, draft, one)


def upload(api: Invenio, draft: str, one: Upload) -> None:
    """Upload one file, whatever happens on the way.  Raises Problem("upload-altered")."""
    wrong: list[str] = []

    def there() -> Kept | None:
        """The file, when it is there whole; an entry of half a file is removed."""
        kept = api.files(draft).get(one.name)
        if one.same(kept):
            return kept
        if kept is not None:
            api.delete(draft, one.name)
        return None

    def bring() -> Kept:
        api.start(draft, one.name)
        api.fill(draft, one.name, chunks(one.path), one.size)
        kept = api.commit(draft, one.name)
        if one.same(kept):
            return kept
        wrong.append(f"{kept.size} bytes with MD5 {kept.md5} for {one.size} with {one.md5}")
        if len(wrong) >= TRIES // 2:
            reason, tries = wrong[-1], str(len(wrong))
            raise Problem("upload-altered", str(one.path), reason=reason, tries=tries)
        raise Unsure("other bytes than were sent")

    api.archive.persist(there, bring)


def compare(api: Invenio, record: str, uploads: Sequence[Upload], *, published: bool) -> None:
    """Compare all files once more with what the archive has.  Raises Problem("upload-altered")."""
    there = api.files(record, published=published)
    for one in uploads:
        kept = there.get(one.name)
        if not one.same(kept):
            has = f"{kept.size} bytes with MD5 {kept.md5}" if kept else "no such file"
            reason = f"{has} for {one.size} with {one.md5}"
            raise Problem("upload-altered", str(one.path), reason=reason, tries="1")
