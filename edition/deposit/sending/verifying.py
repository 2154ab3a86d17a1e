"""verifying: a published record → downloaded, and compared with the manifest in its package.

Nothing is sent but questions that anybody may ask, and no token is read; unless the record is
restricted and the user says so.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from edition.deposit.names import fault, shown
from edition.deposit.sending.addresses import KNOWN, checked
from edition.deposit.sending.comparing import compared
from edition.deposit.sending.faults import Unsure
from edition.deposit.sending.invenio import Invenio, Kept
from edition.deposit.sending.tokens import token_for
from edition.deposit.sending.transport import Archive
from edition.deposit.verification import Verified
from tei.diagnostics import Problem, declare

DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)
RECORD = re.compile(r"/records/([A-Za-z0-9-]+)/?$")
RESOLVER = "https://doi.org"
CHUNK = 1 << 20

declare(
    "record-address-unknown",
    "error",
    "No record of an InvenioRDM is found under this address: {reason}. Give the address of the "
    "record (https://zenodo.org/records/1234), or --url with the archive's address and the DOI.",
    "A DOI leads to the page of a record; its files are read from the archive that the page is on.",
    failing="edition deposit verify 10.5072/never-registered",
    passing="edition deposit verify https://zenodo.org/records/1234",
)
declare(
    "download-altered",
    "error",
    "The archive gave other bytes than it says it has: {reason}.",
    "Size and MD5 of a record's list of files are compared with what was downloaded. A fault of "
    "the way shows only once; one of the archive stays.",
    failing="a file of 10 bytes, of which 3 arrive each time",
    passing="10 bytes with the MD5 that the list says",
    exit_code=1,
)
declare(
    "record-restricted",
    "error",
    "The archive does not show this record, or its files, to everybody (status {status}). If it "
    "is yours, say --restricted, and the token is used as edition deposit send uses it.",
    "Files may be restricted or under an embargo. A token goes to an archive only when asked for.",
    failing="edition deposit verify https://zenodo.org/records/1234, under an embargo",
    passing="edition deposit verify https://zenodo.org/records/1234 --restricted",
)


def is_remote(what: str) -> bool:
    """Whether something is a DOI or an address, and no file on this machine."""
    if what.startswith(("http://", "https://")):
        return True
    return bool(DOI.fullmatch(what)) and not Path(what).exists()


def verify_record(
    what: str,
    url: str = "",
    keep: Path | None = None,
    hear: Callable[[str], None] = lambda _: None,
    *,
    restricted: bool = False,
) -> Verified:
    """Download a record and compare it with the list of its files and with its own manifest.

    what:       a DOI or the address of a record
    url:        of the archive, for DOIs that do not lead there
    keep:       where the files are to stay; None to throw them away
    restricted: whether our token is needed to see it

    Raises Problem.
    """
    with _somewhere(keep) as folder:
        archive, record = find(what, url, restricted=restricted)
        try:
            return compared(what, folder, _downloaded(archive, record, what, folder, hear))
        except Problem as problem:
            if restricted or problem.rule.code != "archive-token-refused":
                raise
            raise Problem("record-restricted", what, status=problem.fields["status"]) from None
        finally:
            archive.close()


def _downloaded(
    archive: Archive, record: str, what: str, folder: Path, hear: Callable[[str], None]
) -> list[str]:
    """Download all files of a record into a folder; their names, sorted."""
    api = Invenio(archive)
    if not record or api.record(record) is None:
        raise Problem("record-address-unknown", what, reason="there is no such record")
    files = api.files(record, published=True)
    for one in files.values():
        hear(f"downloading {one.name} ({one.size:,} bytes)")
        fetch(archive, record, one, folder)
    return sorted(files)


@contextmanager
def _somewhere(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        yield Path(folder)


def find(what: str, url: str = "", *, restricted: bool = False) -> tuple[Archive, str]:
    """The archive and the id of a record.  Raises Problem("record-address-unknown")."""
    doi = DOI.fullmatch(what.strip())
    if doi and url:
        archive = _archive(url, restricted=restricted)
        return archive, _searched(archive, doi[1])
    landing = _landing(doi[1], what) if doi else what
    parts = urlsplit(landing)
    record = RECORD.search(parts.path)
    if record is None:
        raise Problem("record-address-unknown", what, reason="it is no /records/… address")
    before = parts.path[: record.start()].removesuffix("/api")
    return _archive(f"{parts.scheme}://{parts.netloc}{before}", restricted=restricted), record[1]


def _archive(url: str, *, restricted: bool) -> Archive:
    server = checked(url)
    known = {address: name for name, address in KNOWN.items()}
    token = token_for(server, known.get(server, "invenio")) if restricted else None
    return Archive(server, token)


def _searched(archive: Archive, doi: str) -> str:
    """The record that has a DOI; "" where there is none."""
    words = {"q": f'pids.doi.identifier:"{doi}"', "size": "10", "allversions": "true"}
    body = archive.ask("/records", "search for the DOI", params=words).body
    for hit in body.get("hits", {}).get("hits", ()):
        if hit.get("pids", {}).get("doi", {}).get("identifier", "").lower() == doi.lower():
            return str(hit["id"])
    return ""


def _landing(doi: str, what: str) -> str:
    """Where a DOI leads."""
    resolver = Archive(RESOLVER, None)
    try:
        with resolver.download(f"{RESOLVER}/{quote(doi, safe='/')}") as response:
            return str(response.url)
    except Unsure as unsure:
        raise Problem("record-address-unknown", what, reason=str(unsure)) from None
    finally:
        resolver.close()


def fetch(archive: Archive, record: str, one: Kept, folder: Path) -> Path:
    """Download a file; whole or not at all.  Raises Problem("download-altered")."""
    reason = "its name is a path" if "/" in one.name else fault(one.name)
    if reason:
        raise Problem("download-altered", shown(one.name), reason=reason)
    path, unfinished = folder / one.name, folder / f".{one.name}.part"

    def take() -> Path:
        size, md5 = _streamed(archive, record, one.name, unfinished)
        if size != one.size or (one.md5 and md5 != one.md5):
            raise Unsure(f"{size} bytes with MD5 {md5} for {one.size} with {one.md5}")
        return unfinished.replace(path)

    try:
        return archive.persist(lambda: None, take)
    except Problem as problem:
        if problem.rule.code != "archive-unreachable":
            raise
        reason = problem.fields["reason"]
        raise Problem("download-altered", one.name, reason=reason) from None
    finally:
        unfinished.unlink(missing_ok=True)


def _streamed(archive: Archive, record: str, name: str, path: Path) -> tuple[int, str]:
    made, size = hashlib.new("md5", usedforsecurity=False), 0
    where = f"/records/{record}/files/{quote(name, safe='')}/content"
    with archive.download(where) as response, path.open("wb") as file:
        for chunk in response.iter_raw(CHUNK):
            made.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return size, made.hexdigest()
