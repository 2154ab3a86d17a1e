"""checking: is everything in a storage root as its inventories say?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from edition.deposit.names import shown
from edition.deposit.parts import chunks
from edition.deposit.tree import DAMAGED, Tree, read
from tei.diagnostics import RULES, Diagnostic, declare

DECLARATIONS = ("0=ocfl_object_1.0", "0=ocfl_object_1.1")
ALGORITHMS = ("sha512", "sha256")

declare(
    "ocfl-inventory-invalid",
    "error",
    "The inventory of an object cannot be trusted: {reason}.",
    "Each object has an inventory.json, and beside it the checksum of that file.",
    failing="an inventory.json that was edited by hand",
    passing="the inventory as it was written",
    source="OCFL 1.1, §3.5 and §3.7",
)
declare(
    "ocfl-file-altered",
    "error",
    "{path} is not the file that the inventory names: its checksum is another.",
    "A file was changed or damaged after it was stored.",
    failing="v1/content/letter.xml, edited",
    passing="v1/content/letter.xml as it was stored",
    source="OCFL 1.1, §3.5.2",
)
declare(
    "ocfl-file-missing",
    "error",
    "{path} is missing: the inventory names it.",
    "An object is whole when every file of its manifest is there.",
    failing="an object without v1/content/letter.xml",
    passing="the object with it",
    source="OCFL 1.1, §3.5.2",
)
declare(
    "ocfl-file-unlisted",
    "error",
    "{path} is in the object, but its inventory does not name it.",
    "Every file in a version's content stands in the manifest.",
    failing="v1/content/notes.txt, added by hand",
    passing="v1/content/ as it was stored",
    source="OCFL 1.1, §3.5.2",
)


def objects(tree: Tree) -> list[str]:
    """The folders of the objects in a tree, each with a slash at its end; "" for the tree."""
    found = (name.rpartition("/") for name in tree.files)
    return [folder + slash for folder, slash, name in found if name in DECLARATIONS]


def check_tree(tree: Tree) -> list[Diagnostic]:
    """What is wrong with the objects of a storage root, or with one object."""
    return [finding for folder in objects(tree) for finding in _object(tree, folder)]


def _object(tree: Tree, folder: str) -> Iterator[Diagnostic]:
    inventory = _inventory(tree, folder)
    if isinstance(inventory, str):
        yield _finding(tree, "ocfl-inventory-invalid", f"{folder}inventory.json", reason=inventory)
        return
    algorithm = inventory["digestAlgorithm"]
    listed: set[str] = set()
    for digest, paths in inventory["manifest"].items():
        for path in paths:
            name = folder + path
            listed.add(name)
            if name not in tree.files:
                yield _finding(tree, "ocfl-file-missing", name, path=path)
            elif _digest(tree, name, algorithm) != digest.lower():
                yield _finding(tree, "ocfl-file-altered", name, path=path)
    for name in tree.files:
        steps = name.removeprefix(folder).split("/")
        if name.startswith(folder) and steps[1:2] == ["content"] and name not in listed:
            yield _finding(tree, "ocfl-file-unlisted", name, path="/".join(steps))


def _inventory(tree: Tree, folder: str) -> dict[str, Any] | str:
    """The inventory of an object, or why it cannot be trusted."""
    name = f"{folder}inventory.json"
    if name not in tree.files:
        return "it is missing"
    data = read(tree, name)
    try:
        inventory: dict[str, Any] = json.loads(data)
        algorithm, head = inventory["digestAlgorithm"], inventory["head"]
        manifest, versions = inventory["manifest"], inventory["versions"]
        states = [version["state"] for version in versions.values()]
        unknown = [digest for state in states for digest in state if digest not in manifest]
        strings = all(isinstance(path, str) for paths in manifest.values() for path in paths)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "it is not what OCFL calls an inventory"
    if algorithm not in ALGORITHMS or head not in versions or not strings:
        return "it is not what OCFL calls an inventory"
    sidecar = f"{name}.{algorithm}"
    wanted = read(tree, sidecar).split()[:1] if sidecar in tree.files else []
    if wanted != [hashlib.new(algorithm, data).hexdigest().encode()]:
        return "its own checksum is another or missing"
    copy = f"{folder}{head}/inventory.json"
    if copy not in tree.files or read(tree, copy) != data:
        return f"the copy in {head} differs from it or is missing"
    return "a version names a checksum that its manifest has not" if unknown else inventory


def _digest(tree: Tree, name: str, algorithm: str) -> str:
    made = hashlib.new(algorithm)
    try:
        with tree.open(name) as stream:
            for chunk in chunks(stream):
                made.update(chunk)
    except DAMAGED:
        return ""
    return made.hexdigest()


def _finding(tree: Tree, code: str, name: str, **fields: str) -> Diagnostic:
    rule = RULES[code]
    words = rule.message.format(**{key: shown(text) for key, text in fields.items()})
    return Diagnostic(code, rule.severity, f"{tree.place}/{shown(name)}", 0, words)
