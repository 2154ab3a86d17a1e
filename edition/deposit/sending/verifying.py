"""verifying: a published record → downloaded, and compared with the manifest in its package.

Nothing is sent but questions that anybody may ask; no token is read.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from edition.deposit.names import fault, shown
from edition.deposit.sending.addresses import checked
from edition.deposit.sending.faults import Unsure
from edition.deposit.sending.invenio import Invenio, Kept
from edition.deposit.sending.transport import Archive
from edition.deposit.tree import opened
from edition.deposit.tree import read as read_file
from edition.deposit.verification import Verified, verify
from tei.diagnostics import RULES, Diagnostic, Problem, declare

DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)
RECORD = re.compile(r"/records/([A-Za-z0-9-]+)/?$")
RESOLVER = "https://doi.org"
CHUNK = 1 << 20
MANIFEST = "manifest-sha512.txt"

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
    "record-file-unpackaged",
    "warning",
    "This file of the record is not in its package, so there is no manifest to compare it with.",
    "What edition deposit send puts beside the package is also in it. Another file was added by "
    "somebody else.",
    failing="a file that was added to the draft by hand",
    passing="the TEI of the package",
)
declare(
    "record-without-package",
    "error",
    "The record has no package with a manifest (a zip file with a BagIt bag). Its files came as "
    "the archive lists them; nothing more can be said.",
    "Only a manifest that was made before the upload can tell whether the archive has what was "
    "sent.",
    failing="a record with a PDF alone",
    passing="a record that edition deposit send made",
    exit_code=1,
)


def is_remote(what: str) -> bool:
    """Whether something is a DOI or an address, and no file on this machine."""
    if what.startswith(("http://", "https://")):
        return True
    return bool(DOI.fullmatch(what)) and not Path(what).exists()


def verify_record(
    what: str, url: str = "", keep: Path | None = None, hear: Callable[[str], None] = lambda _: None
) -> Verified:
    """Download a record and compare it with the list of its files and with its own manifest.

    what: a DOI or the address of a record
    url:  of the archive, for DOIs that do not lead there
    keep: where the files are to stay; None to throw them away

    Raises Problem.
    """
    with _somewhere(keep) as folder:
        archive, record = find(what, url)
        try:
            api = Invenio(archive)
            if not record or api.record(record) is None:
                raise Problem("record-address-unknown", what, reason="there is no such record")
            files = api.files(record, published=True)
            for one in files.values():
                hear(f"downloading {one.name} ({one.size:,} bytes)")
                fetch(archive, record, one, folder)
        finally:
            archive.close()
        return compared(what, folder, sorted(files))


@contextmanager
def _somewhere(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        yield Path(folder)


def find(what: str, url: str = "") -> tuple[Archive, str]:
    """The archive and the id of a record.  Raises Problem("record-address-unknown")."""
    doi = DOI.fullmatch(what.strip())
    if doi and url:
        archive = Archive(checked(url), None)
        return archive, _searched(archive, doi[1])
    landing = _landing(doi[1], what) if doi else what
    parts = urlsplit(landing)
    record = RECORD.search(parts.path)
    if record is None:
        raise Problem("record-address-unknown", what, reason="it is no /records/… address")
    before = parts.path[: record.start()].removesuffix("/api")
    return Archive(checked(f"{parts.scheme}://{parts.netloc}{before}"), None), record[1]


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


def compared(what: str, folder: Path, names: list[str]) -> Verified:
    """Compare files in a folder with the manifest of the package among them."""
    found: list[Diagnostic] = []
    packages = [name for name in names if name.endswith(".zip") and _sums(folder / name)]
    sums: set[str] = set()
    count = size = 0
    for name in packages:
        result = verify(folder / name)
        found += [replace(one, file=f"{what}: {one.file}") for one in result.findings]
        sums |= _sums(folder / name)
        count, size = count + result.files, size + result.size
    if not packages:
        found.append(_finding("record-without-package", what))
    for name in names:
        if name not in packages and packages and _sum(folder / name) not in sums:
            found.append(_finding("record-file-unpackaged", f"{what}: {name}"))
    return Verified("record", len(names), size or _size(folder, names), tuple(found))


def _size(folder: Path, names: list[str]) -> int:
    return sum((folder / name).stat().st_size for name in names)


def _finding(code: str, file: str) -> Diagnostic:
    rule = RULES[code]
    return Diagnostic(rule.code, rule.severity, file, 0, rule.message)


def _sums(package: Path) -> set[str]:
    """The checksums of a bag's manifest; none where it is no bag."""
    try:
        with opened(package) as tree:
            for name in tree.files:
                if name == MANIFEST or name.endswith(f"/{MANIFEST}"):
                    lines = read_file(tree, name).decode("utf-8", "replace").splitlines()
                    return {line.split()[0].lower() for line in lines if line.strip()}
    except Problem:
        return set()
    return set()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()
