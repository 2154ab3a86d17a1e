"""making: files → a version of an object in an OCFL storage root, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from edition.deposit.parts import Measured
from edition.deposit.zipping import fill, settle
from tei.diagnostics import Problem, declare

ROOT, OBJECT = "0=ocfl_1.1", "0=ocfl_object_1.1"
LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
LONGEST = 100  # characters of an encoded identifier, by the layout
Inventory = dict[str, Any]

declare(
    "ocfl-root-foreign",
    "error",
    "There is a folder of this name, and it is no OCFL 1.1 storage root that can be added to "
    "({reason}). Nothing was changed; choose another place with -o.",
    "A version is only added to a storage root and an object that can be read and are whole.",
    failing="edition deposit package --layout ocfl -o letters/, where letters/ holds texts",
    passing="edition deposit package --layout ocfl -o archive/",
    source="OCFL 1.1, §4",
)


@dataclass(frozen=True, slots=True)
class Version:
    """What a version says of itself.

    identifier: of the object, e.g. the address of its DOI
    message:    what was done
    user:       who did it
    """

    identifier: str
    message: str
    user: str
    moment: datetime


def store(root: Path, version: Version, files: Sequence[Measured]) -> Path:
    """Add a version to the object in a storage root, and return the object's folder.

    A root that is not there is made.  Files that an earlier version has are not stored again; a
    version that changes nothing is not made.

    Raises Problem("ocfl-root-foreign"), Problem("output-unwritable") and
    Problem("package-part-changed").
    """
    place = root / object_path(version.identifier)
    try:
        if not root.exists() or not any(root.iterdir()):
            _new_root(root, version, files)
        elif not (root / ROOT).is_file():
            raise Problem("ocfl-root-foreign", str(root), reason=f"it has no {ROOT}")
        elif place.exists():
            _next_version(place, version, files)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            _new_object(place, version, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("output-unwritable", str(root), reason=reason) from None
    return place


def _new_root(root: Path, version: Version, files: Sequence[Measured]) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    try:
        (fresh / ROOT).write_bytes(b"ocfl_1.1\n")
        description = "By three parts of the SHA-256 of the identifier, and the identifier"
        (fresh / "ocfl_layout.json").write_bytes(
            dumped({"extension": LAYOUT, "description": description})
        )
        config = fresh / "extensions" / LAYOUT / "config.json"
        config.parent.mkdir(parents=True)
        config.write_bytes(
            dumped(
                {
                    "extensionName": LAYOUT,
                    "digestAlgorithm": "sha256",
                    "tupleSize": 3,
                    "numberOfTuples": 3,
                }
            )
        )
        _fill_object(fresh / object_path(version.identifier), version, files)
        settle(fresh, version.moment)
        if root.exists():
            root.rmdir()
        fresh.rename(root)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _new_object(place: Path, version: Version, files: Sequence[Measured]) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=".object-", dir=place.parent))
    try:
        _fill_object(fresh, version, files)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill_object(place: Path, version: Version, files: Sequence[Measured]) -> None:
    place.mkdir(parents=True, exist_ok=True)
    (place / OBJECT).write_bytes(b"ocfl_object_1.1\n")
    made = next_inventory(None, version, files)
    _fill_version(place / "v1", made, version, files)
    _write_inventory(place, made)
    settle(place, version.moment)


def _next_version(place: Path, version: Version, files: Sequence[Measured]) -> None:
    """The version's folder first and the inventory last: until then the object is as it was."""
    before = _inventory(place)
    made = next_inventory(before, version, files)
    if made is before:
        return
    fresh = Path(tempfile.mkdtemp(prefix=".version-", dir=place.parent))
    try:
        _fill_version(fresh / made["head"], made, version, files)
        _write_inventory(fresh, made)
        settle(fresh, version.moment)
        leftover = place / made["head"]
        if leftover.exists():  # of a run that was killed before the inventory named it
            shutil.rmtree(leftover)
        (fresh / made["head"]).rename(leftover)
        (fresh / INVENTORY).replace(place / INVENTORY)
        (fresh / SIDECAR).replace(place / SIDECAR)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill_version(
    folder: Path, made: Inventory, version: Version, files: Sequence[Measured]
) -> None:
    """The contents that no earlier version has, and the inventory as it is now."""
    by_digest = {file.digest: file for file in files}
    begin = f"{made['head']}/content/"
    new = [
        replace(by_digest[digest], part=replace(by_digest[digest].part, name=path[len(begin) :]))
        for digest, paths in made["manifest"].items()
        for path in paths
        if path.startswith(begin)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    if new:
        (folder / "content").mkdir()
        fill(folder / "content", new, version.moment)
    _write_inventory(folder, made)


def next_inventory(
    before: Inventory | None, version: Version, files: Sequence[Measured]
) -> Inventory:
    """The inventory with one version more; the same where the files are those of the head.

    Each digest is stored once, under the first of its names (§3.5.2).
    """
    state: dict[str, list[str]] = {}
    for file in sorted(files, key=lambda file: file.name):
        state.setdefault(file.digest, []).append(file.name)
    versions = dict(before["versions"]) if before else {}
    if before and versions[before["head"]]["state"] == state:
        return before
    head = f"v{len(versions) + 1}"
    manifest = dict(before["manifest"]) if before else {}
    for digest, names in state.items():
        manifest.setdefault(digest, [f"{head}/content/{names[0]}"])
    versions[head] = {
        "created": version.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "message": version.message,
        "user": {"name": version.user},
        "state": state,
    }
    return {
        "id": version.identifier,
        "type": "https://ocfl.io/1.1/spec/#inventory",
        "digestAlgorithm": "sha512",
        "head": head,
        "manifest": manifest,
        "versions": versions,
    }


def _inventory(place: Path) -> Inventory:
    """The inventory of an object that is there.  Raises Problem("ocfl-root-foreign")."""
    try:
        data = (place / INVENTORY).read_bytes()
        found: Inventory = json.loads(data)
        wanted = (place / SIDECAR).read_text().split()[0]
    except (OSError, ValueError, IndexError):
        raise Problem("ocfl-root-foreign", str(place), reason="no inventory by SHA-512") from None
    if hashlib.sha512(data).hexdigest() != wanted:
        raise Problem("ocfl-root-foreign", str(place), reason="its inventory was changed")
    return found


def _write_inventory(folder: Path, made: Inventory) -> None:
    data = dumped(made)
    (folder / INVENTORY).write_bytes(data)
    digest = hashlib.sha512(data).hexdigest()
    (folder / SIDECAR).write_bytes(f"{digest} {INVENTORY}\n".encode())


def object_path(identifier: str) -> str:
    """Where an object lies below its root, by the layout extension 0003."""
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    name = re.sub(rb"[^A-Za-z0-9_-]", lambda m: b"%%%02x" % m[0][0], identifier.encode()).decode()
    if len(name) > LONGEST:
        name = f"{name[:LONGEST]}-{digest}"
    return f"{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{name}"


def dumped(data: Any) -> bytes:
    """JSON with sorted names, so that the same data are the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
