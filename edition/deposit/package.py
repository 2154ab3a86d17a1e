"""package: an edition → one package for an archive, the same bytes each time.

What an archive needs to keep an edition for good: the TEI with its pictures, the text it was
made from, the editions made of it, its schema and what validation found, its description in
the formats of archives, and the record of what was done (PREMIS), packed as a BagIt bag or as a
version in an OCFL storage root.  What lies in data/ of the bag is an RO-Crate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from edition.deposit import bagit, ocfl, premis, rocrate
from edition.deposit.bagit.making import PAYLOAD
from edition.deposit.formats import FileFormat, identify, scanner
from edition.deposit.names import safe
from edition.deposit.ocfl.making import Version
from edition.deposit.parts import Measured, Part, by_name, measure
from edition.deposit.premis import Agent, Event
from edition.deposit.record import Record
from edition.deposit.zipping import fill, write_zip
from edition.writers import whole_folder
from tei.diagnostics import Problem, declare
from tei.version import DISTRIBUTION, tool_version

Layout = Literal["zip", "bag", "ocfl"]
PREMIS = "metadata/premis.xml"

declare(
    "package-place-taken",
    "error",
    "There is something of this name, and it is no package that could be replaced. Nothing was "
    "changed; choose another place with -o.",
    "An earlier package is replaced; anything else is left alone.",
    failing="edition deposit package --layout bag -o letters/, where letters/ holds texts",
    passing="edition deposit package --layout bag -o letters-bag/",
)
declare(
    "package-damaged",
    "error",
    "What was written is not what was read back: {reason} Nothing was kept; check the disk.",
    "Every package is read back and compared with its manifest before it gets its name.",
    failing="a disk that loses what is written to it",
    passing="a disk that keeps it",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be packed.

    name:   of the package: of its uppermost folder
    parts:  the files, without those that describe the package itself
    record: what the edition is
    moment: when it became so
    events: what was done before it was packed
    agents: further programs that did it
    """

    name: str
    parts: tuple[Part, ...]
    record: Record
    moment: datetime
    events: tuple[Event, ...] = ()
    agents: tuple[Agent, ...] = ()


def package(contents: Contents, out: Path, layout: Layout = "zip") -> Path:
    """Write a package, whole or not at all, and return where it is.

    out: the zip file, the folder of the bag, or the OCFL storage root

    Every file is read twice, once for its checksum and once to be copied; what was written is
    read back.  Memory does not grow with the size of the files.

    Raises Problem for names that cannot be kept, files that cannot be read or change meanwhile,
    and places that cannot be written.
    """
    files = crate(contents)
    if layout == "ocfl":
        message = f"Packaged by {DISTRIBUTION} {tool_version()}"
        user = contents.record.contact.name or contents.record.publisher.name or DISTRIBUTION
        ocfl.store(out, Version(identifier(contents), message, user, contents.moment), files)
        return out
    payload = [moved(file, PAYLOAD) for file in files]
    entries = by_name([*payload, *bagit.tag_files(payload, bag_info(contents))])
    if layout == "zip":
        if out.is_dir():
            raise Problem("package-place-taken", str(out))
        inside = [moved(entry, f"{contents.name}/") for entry in entries]
        write_zip(out, inside, contents.moment, partial(_proved, out))
    else:
        _write_bag(out, entries, contents.moment)
    return out


def _write_bag(out: Path, entries: Sequence[Measured], moment: datetime) -> None:
    empty = out.is_dir() and not any(out.iterdir())
    if out.exists() and not empty and not (out / "bagit.txt").is_file():
        raise Problem("package-place-taken", str(out))
    try:
        with whole_folder(out) as fresh:
            fill(fresh, entries, moment)
            _proved(out, fresh)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("output-unwritable", str(out), reason=reason) from None


def _proved(out: Path, written: Path) -> None:
    """Read a bag back.  Raises Problem("package-damaged")."""
    found = [one for one in bagit.check(written) if one.severity == "error"]
    if found:
        raise Problem("package-damaged", str(out), reason=found[0].message)


def moved(file: Measured, folder: str) -> Measured:
    """A file with a folder before its name."""
    return replace(file, part=replace(file.part, name=folder + file.name))


def crate(contents: Contents) -> list[Measured]:
    """All files of the crate, measured and sorted, with PREMIS and the crate's own metadata."""
    parts = safe(contents.parts)
    files = [(file, identify(file.part)) for file in by_name(map(measure, parts))]
    events, agents = _history(contents, files)
    data = premis.write(files, events, agents, contents.moment, contents.name)
    title, media = "What was done to the files (PREMIS 3)", "application/xml"
    files += _told([Part(PREMIS, data, title, "metadata", media)])
    files.sort(key=lambda pair: pair[0].name)
    data = rocrate.write(contents.record, files, contents.moment, contents.name)
    files += _told([Part(rocrate.NAME, data, "", "metadata", "application/ld+json")])
    safe(file.part for file, _ in files)  # an edition may have files of these names itself
    return by_name(file for file, _ in files)


def _told(parts: Iterable[Part]) -> Iterator[tuple[Measured, FileFormat]]:
    return ((measure(part), identify(part)) for part in parts)


def _history(
    contents: Contents, files: Sequence[tuple[Measured, FileFormat]]
) -> tuple[list[Event], list[Agent]]:
    """What was done before, and what packaging does."""
    scanned = ("pygfried",) if scanner() is not None else ()
    known = sum(bool(told.puid) for _, told in files)
    events = [
        *contents.events,
        Event(
            "format identification",
            "The formats of the files were told by PRONOM",
            note=f"{known} of {len(files)} files have a PRONOM id",
            agents=(DISTRIBUTION, *scanned),
        ),
        Event(
            "message digest calculation",
            "A checksum of each file was made (SHA-512)",
            agents=(DISTRIBUTION,),
        ),
        Event(
            "information package creation",
            "The files were packed with their manifest and description",
            agents=(DISTRIBUTION,),
        ),
        Event(
            "fixity check",
            "Each file was compared with its checksum while it was copied into the package",
            agents=(DISTRIBUTION,),
        ),
    ]
    agents = [Agent(DISTRIBUTION, tool_version()), *map(program, scanned), *contents.agents]
    return events, agents


def program(name: str) -> Agent:
    """An installed library with its version."""
    try:
        return Agent(name, version(name))
    except PackageNotFoundError:
        return Agent(name)


def identifier(contents: Contents) -> str:
    """What the edition is called for good: its DOI or other address, else its name."""
    addresses = [one.url for one in contents.record.identifiers if one.url]
    doi = f"https://doi.org/{contents.record.doi}" if contents.record.doi else ""
    return doi or next(iter(addresses), f"{DISTRIBUTION}:{contents.name}")


def bag_info(contents: Contents) -> list[tuple[str, str]]:
    """The labels of bag-info.txt (RFC 8493, §2.2.2)."""
    record = contents.record
    known = identifier(contents) if record.identifiers else ""
    return [
        ("Source-Organization", record.publisher.name),
        ("Contact-Name", record.contact.name),
        ("Contact-Email", record.contact.email),
        ("External-Description", str(record.description) or str(record.title)),
        ("Bagging-Date", contents.moment.astimezone(UTC).strftime("%Y-%m-%d")),
        ("External-Identifier", known),
        ("Bag-Software-Agent", f"{DISTRIBUTION} {tool_version()}"),
    ]
