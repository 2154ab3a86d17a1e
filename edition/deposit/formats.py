"""formats: which format a file has, by its PRONOM id (https://www.nationalarchives.gov.uk/PRONOM).

Where the package `pygfried` is installed (the extra `deposit`), files are identified by their
bytes with PRONOM's signatures, offline.  Otherwise, and for files that are made here, the small
table below says what their endings mean; formats that come in several versions have no id in it,
for an ending does not tell the version.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from edition.deposit.parts import Part

PUID = re.compile(r"(?:x-)?fmt/\d+")
LARGE, HEAD, TAIL = 32 << 20, 1 << 20, 1 << 18  # bytes
CONTAINERS = (".epub", ".zip", ".docx", ".odt")
UNKNOWN = "application/octet-stream"
BY_ENDING, BY_SIGNATURE = "by its ending", "by its bytes, with pygfried"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format.

    name, version: as PRONOM calls it
    puid:  PRONOM's id, e.g. "fmt/101"; "" where it is not known
    media: media type
    basis: how it was told
    """

    name: str
    version: str = ""
    puid: str = ""
    media: str = UNKNOWN
    basis: str = BY_ENDING


XML = FileFormat("Extensible Markup Language", "1.0", "fmt/101", "application/xml")
TEXT = FileFormat("Plain Text File", "", "x-fmt/111", "text/plain")
JSON = FileFormat("JSON Data Interchange Format", "", "fmt/817", "application/json")
ENDINGS: Mapping[str, FileFormat] = {
    ".xml": XML,
    ".tei": XML,
    ".odd": XML,
    ".rng": XML,
    ".sch": XML,
    ".xsd": XML,
    ".xsl": XML,
    ".rnc": TEXT,
    ".txt": TEXT,
    ".toml": FileFormat("Tom's Obvious Minimal Language", "", "", "application/toml"),
    ".md": FileFormat("Markdown", "", "fmt/1149", "text/markdown"),
    ".cff": FileFormat("Citation File Format", "1.2.0", "", "application/yaml"),
    ".json": JSON,
    ".webmanifest": JSON,
    ".jsonld": FileFormat("JSON-LD", "", "fmt/880", "application/ld+json"),
    ".html": FileFormat("Hypertext Markup Language", "5", "fmt/471", "text/html"),
    ".css": FileFormat("Cascading Style Sheet", "", "x-fmt/224", "text/css"),
    ".js": FileFormat("JavaScript file", "", "x-fmt/423", "text/javascript"),
    ".epub": FileFormat("ePub format", "", "fmt/483", "application/epub+zip"),
    ".pdf": FileFormat("Portable Document Format", "", "", "application/pdf"),
    ".svg": FileFormat("Scalable Vector Graphics", "", "", "image/svg+xml"),
    ".png": FileFormat("Portable Network Graphics", "", "", "image/png"),
    ".jpg": FileFormat("JPEG File Interchange Format", "", "", "image/jpeg"),
    ".jpeg": FileFormat("JPEG File Interchange Format", "", "", "image/jpeg"),
    ".gif": FileFormat("Graphics Interchange Format", "", "", "image/gif"),
    ".tif": FileFormat("Tagged Image File Format", "", "fmt/353", "image/tiff"),
    ".tiff": FileFormat("Tagged Image File Format", "", "fmt/353", "image/tiff"),
    ".webp": FileFormat("WebP", "", "", "image/webp"),
    ".woff": FileFormat("Web Open Font Format", "1.0", "", "font/woff"),
    ".woff2": FileFormat("Web Open Font Format", "2.0", "", "font/woff2"),
    ".ttf": FileFormat("TrueType Font", "", "", "font/ttf"),
    ".otf": FileFormat("OpenType Font File", "", "", "font/otf"),
}
SPECIAL: Mapping[str, str] = {"tei": "application/tei+xml"}  # RFC 6129


def identify(part: Part) -> FileFormat:
    """The format of a part: by its bytes where that can be told, else by its ending."""
    usual = ENDINGS.get(PurePosixPath(part.name).suffix.lower(), FileFormat("unknown"))
    found = _by_signature(part) or usual
    media = part.media or SPECIAL.get(part.role) or found.media
    if media == UNKNOWN or (found.puid == XML.puid and not part.media and part.role != "tei"):
        media = usual.media
    return FileFormat(found.name, found.version, found.puid, media, found.basis)


def _by_signature(part: Part) -> FileFormat | None:
    """What PRONOM's signatures say of a file; None where they say nothing."""
    scan = scanner()
    if scan is None or isinstance(part.content, bytes):
        return None
    with _scannable(part.content) as path:
        matches = scan(str(path))["files"][0]["matches"] if path else ()
    match = next((one for one in matches if PUID.fullmatch(one["id"])), None)
    if match is None or (match["basis"].startswith("extension") and ";" not in match["basis"]):
        return None
    media = (match["mime"] or UNKNOWN).split(",")[0].strip()
    return FileFormat(match["format"], match["version"], match["id"], media, BY_SIGNATURE)


@contextmanager
def _scannable(path: Path) -> Iterator[Path | None]:
    """A file that can be scanned at once: of a large one its beginning and its end.

    Signatures stand there, and the scanner takes the whole file into memory.  A large file that
    is a zip file within is not scanned: its parts would not be found.
    """
    size = path.stat().st_size if path.is_file() else 0
    if size <= LARGE:
        yield path if path.is_file() else None
    elif path.suffix.lower() in CONTAINERS:
        yield None
    else:
        with tempfile.TemporaryDirectory() as folder, path.open("rb") as file:
            excerpt = Path(folder, f"excerpt{path.suffix}")
            head = file.read(HEAD)
            file.seek(size - TAIL)
            excerpt.write_bytes(head + file.read(TAIL))
            yield excerpt


@lru_cache(maxsize=1)
def scanner() -> Callable[[str], Any] | None:
    """pygfried, where it is installed."""
    try:
        from pygfried import Scanner
    except ImportError:
        return None
    scan = Scanner()
    return lambda path: scan.identify(path, detailed=True)
