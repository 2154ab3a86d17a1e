"""What is kept of each document that was built, so that only what changed is built again.

The records lie in `.corpus` beside the editions, two for a document: what the collection shows of
it, and its words for the search, which are only read where they are needed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from edition.output import write_whole
from edition.project import FILE, REGISTERS, Project
from edition.resources import packaged
from edition.web.services import service
from edition.writers import picture
from tei.diagnostics import Diagnostic
from tei.version import tool_version

FOLDER = ".corpus"
PARTS = "parts"  # in it: the documents of a teiCorpus


@dataclass(frozen=True, slots=True)
class Kept:
    """The record of a document.

    fingerprint: of all that it was made from, but for its pictures
    pictures:    address in the TEI → SHA-256 of the file; "" where there was none
    files:       paths of what was made, relative to the folder of editions
    findings:    what validation and the writers said
    told:        what the web edition tells the collection; {} where there is none
    """

    fingerprint: str
    pictures: Mapping[str, str]
    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    told: Mapping[str, Any]


def read(folder: Path, name: str) -> Kept | None:
    """The record of a document; None where there is none that can be read.

    folder: of the editions
    """
    try:
        data = json.loads((folder / FOLDER / f"{name}.json").read_bytes())
        found = [_finding(one) for one in data.pop("findings")]
        return Kept(**{**data, "files": tuple(data["files"]), "findings": tuple(found)})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _finding(data: dict[str, Any]) -> Diagnostic:
    names = {field.name for field in fields(Diagnostic)} - {"also", "allowed", "glosses", "changes"}
    return Diagnostic(**{name: value for name, value in data.items() if name in names})


def write(folder: Path, name: str, kept: Kept, search: Any) -> None:
    """Keep the record of a document, and its words for the search."""
    place = folder / FOLDER
    data = asdict(kept) | {"findings": [asdict(finding) for finding in kept.findings]}
    write_whole(place / f"{name}.search", json.dumps(search, ensure_ascii=False).encode())
    write_whole(place / f"{name}.json", json.dumps(data, ensure_ascii=False).encode())


def words(folder: Path, name: str) -> list[list[str]]:
    """The words of a document for the search, as edition.web.search has them."""
    return list(json.loads((folder / FOLDER / f"{name}.search").read_bytes()))


def forget(folder: Path, names: Iterable[str]) -> None:
    """Take away the records and editions of the documents that are not among these."""
    known = set(names)
    for file in sorted((folder / FOLDER).glob("*.json")):
        if file.stem in known:
            continue
        kept = read(folder, file.stem)
        for made in kept.files if kept is not None else ():
            place = (folder / made).resolve()
            if place.is_relative_to(folder.resolve()):
                place.unlink(missing_ok=True)
        shutil.rmtree(folder / "html" / file.stem, ignore_errors=True)
        _remove_empty(folder / file.stem)
        file.with_suffix(".search").unlink(missing_ok=True)
        file.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def is_current(kept: Kept, fingerprint: str, folder: Path, base: Path) -> bool:
    """Whether a document was made from what there is now, and is still there.

    base: the folder where its pictures lie
    """
    return (
        kept.fingerprint == fingerprint
        and all((folder / file).is_file() for file in kept.files)
        and all(digest_of_picture(url, base) == told for url, told in kept.pictures.items())
    )


def digest_of_picture(url: str, base: Path) -> str:
    """SHA-256 of the picture that an address means; "" where there is none.

    Of a folder of tiles it is made from their names, sizes and times: there may be thousands.
    """
    file = picture(url, _NO_TREE, {"base": base})
    if file is not None:
        return _digest(file.read_bytes())
    tiles = service(url, base)
    return _digest("\n".join(_stamps(tiles.folder)).encode()) if tiles is not None else ""


def _stamps(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        status = file.stat()
        yield f"{file.relative_to(folder)} {status.st_size} {status.st_mtime_ns}"


_NO_TREE: Any = None  # a picture is looked for in the base alone


def of_project(project: Project, title: str) -> str:
    """A fingerprint of all that documents share: settings, registers, stylesheets, toolkit."""
    sums = [tool_version(), title, repr(project.formats), repr((project.web, project.print))]
    for name in (FILE, *REGISTERS):
        file = project.root / name
        sums.append(_digest(file.read_bytes()) if file.is_file() else "")
    ours, own = packaged("xslt"), project.root / "xslt"
    alone = project.formats == ("html",)  # other formats have other stylesheets
    folders = [ours / "common", ours / "web"] if alone else [ours]
    sums += [_stylesheets(folder) for folder in [*folders, own]]
    return _digest("\n".join(sums).encode())


def fingerprint(shared: str, file: Path, name: str, siblings: Mapping[str, str]) -> str:
    """A fingerprint of one document.

    shared: that of the project; siblings: the documents that it leads to
    """
    told = [shared, name, repr(sorted(siblings.items())), _digest(file.read_bytes())]
    return _digest("\n".join(told).encode())


@lru_cache(maxsize=4)
def _of_files(files: tuple[tuple[Path, int], ...]) -> str:
    return _digest(
        "\n".join(f"{file.name} {_digest(file.read_bytes())}" for file, _ in files).encode()
    )


def _stylesheets(folder: Path) -> str:
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return _of_files(tuple((file, file.stat().st_mtime_ns) for file in found))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
