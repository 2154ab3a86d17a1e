"""published: where a published record lies, and the files that its archive says it has.

An archive is one `Kind`: how its records are addressed, and how it lists and gives files.
Sources: InvenioRDM, REST API (https://inveniordm.docs.cern.ch/reference/rest_api_index/);
Dataverse, native API and data access API (https://guides.dataverse.org/en/latest/api/);
Nakala, https://api.nakala.fr/doc (3.22).  Only InvenioRDM is proven on a server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from edition.deposit.sending.invenio import Invenio
from edition.deposit.sending.transport import Archive

GONE = (404, 410)
NAKALA = {"nakala.fr": "https://api.nakala.fr", "test.nakala.fr": "https://apitest.nakala.fr"}
OF_NAKALA = re.compile(r"10\.34847/nkl\.\S+", re.I)
HANDLED = re.compile(r"/(10\.\d{4,9}/\S+?)/?$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the archive lists it.

    size:  in bytes; -1 where the archive does not say it
    kind:  of its checksum: "MD5", "SHA-1" …; "" where there is none
    sum:   in hexadecimal
    where: its path or address below the archive's `base`
    """

    name: str
    size: int
    kind: str
    sum: str
    where: str


@dataclass(frozen=True)
class Kind:
    """A kind of archive.

    name:   of the target, for its token
    base:   before the paths of its interface
    header: that the token goes into, and what stands before it
    found:  an address that people see → (the archive's address, the record); None for no record
    by_doi: (archive, DOI) → the record; "" where there is none
    files:  (archive, record) → its files; None where there is no such record
    proven: whether it was tried on a running archive
    """

    name: str
    base: str
    header: tuple[str, str]
    found: Callable[[SplitResult], tuple[str, str] | None]
    by_doi: Callable[[Archive, str], str]
    files: Callable[[Archive, str], list[Listed] | None]
    proven: bool = False


def kind_of(landing: str) -> tuple[Kind, str, str] | None:
    """The kind of archive that an address is of, the archive's own address, and the record."""
    parts = urlsplit(landing)
    for kind in KINDS.values():
        if place := kind.found(parts):
            return kind, *place
    return None


def kind_by_doi(doi: str) -> tuple[Kind, str] | None:
    """The kind and the address of the archive that a DOI tells by itself."""
    return (KINDS["nakala"], NAKALA["nakala.fr"]) if OF_NAKALA.fullmatch(doi) else None


def _host(parts: SplitResult, path: str = "") -> str:
    return f"{parts.scheme}://{parts.netloc}{path}"


# InvenioRDM
RECORD = re.compile(r"/records/([A-Za-z0-9-]+)/?$")


def _invenio_place(parts: SplitResult) -> tuple[str, str] | None:
    found = RECORD.search(parts.path)
    if found is None:
        return None
    return _host(parts, parts.path[: found.start()].removesuffix("/api")), found[1]


def _invenio_by_doi(archive: Archive, doi: str) -> str:
    words = {"q": f'pids.doi.identifier:"{doi}"', "size": "10", "allversions": "true"}
    body = archive.ask("/records", "search for the DOI", params=words).body
    for hit in body.get("hits", {}).get("hits", ()):
        if hit.get("pids", {}).get("doi", {}).get("identifier", "").lower() == doi.lower():
            return str(hit["id"])
    return ""


def _invenio_files(archive: Archive, record: str) -> list[Listed] | None:
    api = Invenio(archive)
    if api.record(record) is None:
        return None
    return [
        Listed(one.name, one.size, "MD5" if one.md5 else "", one.md5, content(record, one.name))
        for one in api.files(record, published=True).values()
    ]


def content(record: str, name: str) -> str:
    """Where InvenioRDM gives a file."""
    return f"/records/{record}/files/{quote(name, safe='')}/content"


# Dataverse
PAGES = re.compile(r"/(?:dataset\.xhtml|citation|file\.xhtml)?$")


def _dataverse_place(parts: SplitResult) -> tuple[str, str] | None:
    pid = parse_qs(parts.query).get("persistentId", [""])[0]
    page = PAGES.search(parts.path)
    if not pid or page is None:
        return None
    return _host(parts, parts.path[: page.start()]), pid


def _dataverse_files(archive: Archive, record: str) -> list[Listed] | None:
    """The files of the version published last."""
    path = "/datasets/:persistentId/versions/:latest-published/files"
    named = {"persistentId": record}
    answer = archive.ask(path, "list the files", params=named, accept=GONE)
    if not answer.done:
        return None
    return [_of_dataverse(entry) for entry in answer.body.get("data") or ()]


def _of_dataverse(entry: Mapping[str, Any]) -> Listed:
    """A file; of a table that Dataverse made over, the original that was sent."""
    file = entry.get("dataFile", {})
    told = file.get("checksum") or {"type": "MD5", "value": file.get("md5", "")}
    original = bool(file.get("originalFileFormat"))
    name = str((original and file.get("originalFileName")) or entry.get("label", ""))
    folder = str(entry.get("directoryLabel", "")).strip("/")
    size = file.get("originalFileSize" if original else "filesize", -1)
    where = f"/access/datafile/{file.get('id')}" + ("?format=original" if original else "")
    sum_, kind = str(told.get("value", "")), str(told.get("type", ""))
    return Listed(f"{folder}/{name}" if folder else name, int(size), kind, sum_, where)


# Nakala
def _nakala_place(parts: SplitResult) -> tuple[str, str] | None:
    found = HANDLED.search(unquote(parts.path))
    server = NAKALA.get(parts.hostname or "")
    return (server, found[1]) if found and server else None


def _nakala_files(archive: Archive, record: str) -> list[Listed] | None:
    of = f"/datas/{quote(record, safe='/')}"
    answer = archive.ask(f"{of}/files", "list the files", accept=GONE)
    if not answer.done:
        return None
    return list(_of_nakala(record, answer.body.get("items") or ()))


def _of_nakala(record: str, entries: Iterable[Mapping[str, Any]]) -> Iterator[Listed]:
    for entry in entries:
        size, sum_ = str(entry.get("size") or ""), str(entry.get("sha1", ""))
        where = f"/data/{quote(record, safe='/')}/{quote(sum_)}"
        known = int(size) if size.isdecimal() else -1
        yield Listed(str(entry.get("name", "")), known, "SHA-1", sum_, where)


BEARER = ("Authorization", "Bearer ")
KINDS: Mapping[str, Kind] = {
    "invenio": Kind(
        "invenio", "/api", BEARER, _invenio_place, _invenio_by_doi, _invenio_files, proven=True
    ),
    "dataverse": Kind(
        "dataverse",
        "/api",
        ("X-Dataverse-key", ""),
        _dataverse_place,
        lambda _, doi: f"doi:{doi}",
        _dataverse_files,
    ),
    "nakala": Kind(
        "nakala", "", ("X-API-KEY", ""), _nakala_place, lambda _, doi: doi, _nakala_files
    ),
}
