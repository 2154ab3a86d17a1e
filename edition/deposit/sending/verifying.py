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
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from edition.deposit.names import fault, shown
from edition.deposit.sending.addresses import KNOWN, SANDBOXES, checked
from edition.deposit.sending.comparing import compared
from edition.deposit.sending.faults import Unsure
from edition.deposit.sending.invenio import Kept
from edition.deposit.sending.published import KINDS, Kind, Listed, content, kind_by_doi, kind_of
from edition.deposit.sending.tokens import token_for
from edition.deposit.sending.transport import Archive
from edition.deposit.verification import Verified
from tei.diagnostics import Problem, declare

DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)
RESOLVER = "https://doi.org"
CHUNK = 1 << 20
SUMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}

declare(
    "record-address-unknown",
    "error",
    "No record of an archive that is known is found under this address: {reason}. Give the "
    "address of the record (https://zenodo.org/records/1234), or the DOI with --url and the "
    "archive's address; for a Dataverse or Nakala --target too.",
    "A DOI leads to the page of a record; its files are read from the archive that the page is "
    "on: an InvenioRDM, a Dataverse, or Nakala.",
    failing="edition deposit verify 10.5072/never-registered",
    passing="edition deposit verify https://zenodo.org/records/1234",
)
declare(
    "download-altered",
    "error",
    "The archive gave other bytes than it says it has: {reason}.",
    "Size and checksum of a record's list of files are compared with what was downloaded. A "
    "fault of the way shows only once; one of the archive stays.",
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
    target: str = "",
) -> Verified:
    """Download a record and compare it with the list of its files and with its own manifest.

    what:       a DOI or the address of a record
    url:        of the archive, for DOIs that do not lead there
    keep:       where the files are to stay; None to throw them away
    restricted: whether our token is needed to see it
    target:     which kind of archive url is of: invenio, dataverse, nakala; "" to be told by url

    Raises Problem.
    """
    with _somewhere(keep) as folder:
        kind, archive, record = find(what, url, restricted=restricted, target=target)
        try:
            names = _downloaded(kind, archive, record, what, folder, hear)
            return replace(compared(what, folder, names), proven=kind.proven)
        except Problem as problem:
            if restricted or problem.rule.code != "archive-token-refused":
                raise
            raise Problem("record-restricted", what, status=problem.fields["status"]) from None
        finally:
            archive.close()


def _downloaded(
    kind: Kind,
    archive: Archive,
    record: str,
    what: str,
    folder: Path,
    hear: Callable[[str], None],
) -> list[str]:
    """Download all files of a record into a folder; their names, sorted."""
    files = kind.files(archive, record) if record else None
    if files is None:
        raise Problem("record-address-unknown", what, reason="there is no such record")
    for one in files:
        size = f"{one.size:,} bytes" if one.size >= 0 else "of unknown size"
        hear(f"downloading {one.name} ({size})")
        _fetched(archive, one, folder)
    return sorted(one.name for one in files)


@contextmanager
def _somewhere(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        yield Path(folder)


def find(
    what: str, url: str = "", *, restricted: bool = False, target: str = ""
) -> tuple[Kind, Archive, str]:
    """The kind of archive, the archive, and the id of a record.

    The resolver of DOIs is asked only where neither url nor the DOI itself tells the archive.
    Raises Problem("record-address-unknown").
    """
    doi = DOI.fullmatch(what.strip())
    if doi and url:
        kind = _kind(url, target)
        archive = _archive(url, kind, restricted=restricted)
        return kind, archive, kind.by_doi(archive, doi[1])
    if doi and (told := kind_by_doi(doi[1])):
        kind, address = told
        return kind, _archive(address, kind, restricted=restricted), doi[1]
    found = kind_of(_landing(doi[1], what) if doi else what)
    if found is None:
        reason = "it leads to no page of a record that is known here"
        raise Problem("record-address-unknown", what, reason=reason)
    kind, address, record = found
    return kind, _archive(address, kind, restricted=restricted), record


def _kind(url: str, target: str) -> Kind:
    """The kind of archive: that which was said, else that of a known address, else InvenioRDM."""
    server = checked(url)
    servers = {address: name for name, address in KNOWN.items()}
    servers |= {SANDBOXES[address]: name for address, name in servers.items()}
    name = target or servers.get(server, "invenio")
    return KINDS.get("invenio" if name == "zenodo" else name, KINDS["invenio"])


def _archive(url: str, kind: Kind, *, restricted: bool) -> Archive:
    server = checked(url)
    known = {address: name for name, address in KNOWN.items()}
    token = token_for(server, known.get(server, kind.name)) if restricted else None
    return Archive(server, token, base=kind.base, header=kind.header)


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
    """Download a file of an InvenioRDM; whole or not at all.  Raises Problem."""
    kind = "MD5" if one.md5 else ""
    where = content(record, one.name)
    return _fetched(archive, Listed(one.name, one.size, kind, one.md5, where), folder)


def _fetched(archive: Archive, one: Listed, folder: Path) -> Path:
    """Download a file; whole or not at all.  Raises Problem("download-altered")."""
    reason = fault(one.name)
    if reason:
        raise Problem("download-altered", shown(one.name), reason=reason)
    path = folder / one.name
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")

    def take() -> Path:
        size, sum_ = _streamed(archive, one, unfinished)
        if one.size not in (-1, size) or (one.sum and sum_ != one.sum.lower()):
            told = f"{one.size} with {one.sum}" if one.size >= 0 else one.sum
            raise Unsure(f"{size} bytes with {one.kind or 'MD5'} {sum_} for {told}")
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


def _streamed(archive: Archive, one: Listed, path: Path) -> tuple[int, str]:
    """(bytes, checksum) of a file that is written while it comes."""
    made, size = hashlib.new(SUMS.get(one.kind, "md5"), usedforsecurity=False), 0
    with archive.download(one.where) as response, path.open("wb") as file:
        for chunk in response.iter_raw(CHUNK):
            made.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return size, made.hexdigest()
