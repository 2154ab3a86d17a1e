"""Installing schemas: from a file, or from the network because somebody asked for it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from lxml import etree

from edition.output import write_whole
from tei.diagnostics import Problem, declare
from tei.validation import catalogue
from tei.validation.reading import parser
from tei.version import tool_version

LARGEST = 64 * 2**20  # bytes
PATIENCE = 60  # seconds
ADDRESS = re.compile(r"https?://")

declare(
    "schema-unfetched",
    "error",
    "The schema cannot be fetched ({reason}). Check the address and the connection, or download "
    "the file yourself and run: edition schema install FILE.",
    "Schemas are fetched only by `edition schema install`, from the address that it names.",
    failing="edition schema install https://example.org/no-such.rng",
    passing="edition schema install tei_all",
)
declare(
    "schema-altered",
    "error",
    "The file is not the one that is known: its SHA-256 is {found}, not {wanted}. Nothing was "
    "installed. Where the change is meant, give the new sum with --sha256.",
    "The sum of a schema is recorded so that everybody checks against the same one, and nobody "
    "can put another in its place on the way.",
    failing="edition schema install tei_all, when somebody tampers with the connection",
    passing="edition schema install tei_all",
)
declare(
    "schema-not-xml",
    "error",
    "This is no schema ({reason}). Give a RELAX NG, XML Schema, Schematron or ODD file.",
    "What is installed has to be a schema: a web page that says “not found” is none.",
    failing="edition schema install letter.pdf",
    passing="edition schema install house.rng",
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A schema file before it is installed.

    file:    the name that it gets
    address: where it comes from; "" for a file
    """

    file: str
    data: bytes
    address: str = ""


def install(what: str, *, version: str = "", name: str = "", checksum: str = "") -> Path:
    """Install a schema into the user's folder and return where it lies.

    what:     a file, a well-known name, or an address
    version:  of TEI, for well-known names
    name:     what it is to be called; else as the file or the address calls it
    checksum: the SHA-256 that it must have; else the recorded one, where there is one

    Raises Problem where it cannot be read or fetched, is no schema, or not the one that is known.
    """
    fetched = _from_file(Path(what)) if Path(what).is_file() else _from_network(what, version)
    found = hashlib.sha256(fetched.data).hexdigest()
    wanted = checksum.lower() or catalogue.pinned(fetched.address)
    if wanted and wanted != found:
        raise Problem("schema-altered", what, found=found, wanted=wanted)
    file = f"{name}{Path(fetched.file).suffix}" if name else fetched.file
    _must_be_schema(fetched.data, file, what)
    path = catalogue.home() / file
    write_whole(path, fetched.data)
    _record(path, fetched.address, found)
    return path


def _from_file(path: Path) -> Fetched:
    """A schema that lies on the computer."""
    if path.suffix.lower() not in catalogue.SUFFIXES:
        endings = ", ".join(catalogue.SUFFIXES)
        raise Problem("schema-not-xml", str(path), reason=f"its name ends in none of {endings}")
    try:
        return Fetched(path.name, path.read_bytes())
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or "?") from None


def _from_network(what: str, version: str) -> Fetched:
    """A schema from the address that is given, or that is known for a name."""
    address = what if ADDRESS.match(what) else catalogue.fetch_address(what, version)
    if address is None:
        known = ", ".join(catalogue.names())
        raise Problem("schema-unknown", what, name=what, known=known, advice="")
    return Fetched(file_name(address), fetch(address), address)


def file_name(address: str) -> str:
    """What the file of an address is called here."""
    known = catalogue.understood(address)
    if known is not None:
        pinned_version = known.version and known.version != catalogue.data()["version"]
        version = f"-{known.version}" if pinned_version else ""
        return f"{known.name}{version}.{known.suffix}"
    parts = urlsplit(address)
    words = re.sub(r"[^\w.-]+", "-", parts.netloc + parts.path).strip(".-")
    return words if Path(words).suffix in catalogue.SUFFIXES else f"{words}.rng"


def fetch(address: str) -> bytes:
    """What an address serves.  Raises Problem("schema-unfetched")."""
    request = Request(address, headers={"User-Agent": f"tei-edition/{tool_version()}"})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (URLError, OSError, ValueError) as error:
        reason = str(getattr(error, "reason", "") or error)
        raise Problem("schema-unfetched", address, reason=reason) from None
    if len(data) > LARGEST:
        raise Problem("schema-unfetched", address, reason="it is larger than 64 MB")
    return data


def _must_be_schema(data: bytes, file: str, what: str) -> None:
    """Raise Problem("schema-not-xml") for what is no schema at all."""
    if file.endswith(".rnc"):
        return
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise Problem("schema-not-xml", what, reason=str(error)) from None
    space = etree.QName(root).namespace
    spaces = {
        "http://relaxng.org/ns/structure/1.0",
        "http://www.w3.org/2001/XMLSchema",
        "http://purl.oclc.org/dsdl/schematron",
        "http://www.tei-c.org/ns/1.0",
    }
    if space not in spaces:
        raise Problem("schema-not-xml", what, reason=f"its root element is {root.tag}")


def _record(path: Path, address: str, checksum: str) -> None:
    """Write down where a file comes from."""
    told = dict(catalogue.record(path.parent))
    now = datetime.now(UTC).strftime("%Y-%m-%d")
    told[path.name] = {"address": address, "sha256": checksum, "installed": now}
    words = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path.parent / catalogue.RECORD, (words + "\n").encode())
