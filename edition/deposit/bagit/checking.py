"""checking: is a bag complete, and is every file the one that its manifests name?"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.deposit.bagit.reading import Bag, bag
from edition.deposit.names import folded, shown
from edition.deposit.parts import chunks
from edition.deposit.tree import DAMAGED, Tree, opened
from tei.diagnostics import RULES, Diagnostic, declare

SYSTEM_FILES = (".ds_store", "thumbs.db", "desktop.ini")
WEAK = ("md5", "sha1")

declare(
    "bag-manifest-missing",
    "error",
    "The bag has no manifest of its payload.",
    "Without manifest-ALGORITHM.txt nobody can say whether a file is missing or was changed.",
    failing="bagit.txt and data/, and nothing else",
    passing="bagit.txt, data/ and manifest-sha512.txt",
    source="RFC 8493, §2.1.3",
)
declare(
    "bag-file-altered",
    "error",
    "{path} is not the file that {name} names: its checksum is {found}…, not {wanted}…. Download "
    "or copy it again.",
    "A file was changed or damaged after the bag was made.",
    failing="a letter that somebody corrected inside the bag",
    passing="the letter as it was packed",
    source="RFC 8493, §3",
)
declare(
    "bag-file-unreadable",
    "error",
    "{path} cannot be read: {reason}. Download or copy the package again.",
    "The package is damaged where this file lies, or the disk is.",
    failing="a zip file with a byte that the way has changed",
    passing="the zip file as it was made",
)
declare(
    "bag-file-missing",
    "error",
    "{path} is missing: {name} names it{fetch}.",
    "A bag is complete when every file of its manifests is there.",
    failing="a bag that was downloaded without its pictures",
    passing="the bag with all files of its manifest",
    source="RFC 8493, §3",
)
declare(
    "bag-file-unlisted",
    "error",
    "{path} is in the payload, but {name} does not name it. Nobody can say where it comes from.",
    "Every file below data/ stands in every manifest (before version 1.0: in one of them).",
    failing="data/notes.txt, added by hand",
    passing="data/ as it was packed",
    source="RFC 8493, §3",
)
declare(
    "bag-size-wrong",
    "error",
    "bag-info.txt says that the payload is {wanted} (bytes.files), but it is {found}.",
    "Payload-Oxum tells an incomplete bag at a glance, before any checksum is made.",
    failing="Payload-Oxum: 58.3, with two files",
    passing="Payload-Oxum: 58.2",
    source="RFC 8493, §2.2.2",
)
declare(
    "bag-name-ambiguous",
    "warning",
    "{name} names {path}, which is there as {other}: some systems cannot tell the two apart.",
    "Names that differ in capitals, or in how an accent is written, are one file on some "
    "systems and two on others.",
    failing="data/HELLO.txt and data/hello.txt",
    passing="data/hello.txt",
    source="RFC 8493, §6.1.2",
)
declare(
    "bag-system-file",
    "warning",
    "{path} was made by the operating system, not by anybody; it may come and go by itself.",
    "Thumbs.db, .DS_Store and desktop.ini are no part of an edition.",
    failing="data/Thumbs.db",
    passing="data/letter.xml",
    source="RFC 8493, §6.1",
)
declare(
    "bag-checksum-weak",
    "info",
    "The bag is proved by {name} only, which protects from accidents but not from forgery.",
    "MD5 and SHA-1 can be forged; bags are best made with SHA-512.",
    failing="manifest-md5.txt alone",
    passing="manifest-sha512.txt",
    source="RFC 8493, §2.4",
)


@dataclass
class Check:
    """The check of one bag; what is found is kept in the order of finding."""

    tree: Tree
    found: list[Diagnostic] = field(default_factory=list)

    def tell(self, code: str, file: str, line: int = 0, **fields: Any) -> None:
        """Keep a finding about a file of the bag."""
        rule = RULES[code]
        words = rule.message.format(**{name: shown(str(text)) for name, text in fields.items()})
        place = f"{self.tree.place}/{shown(file)}"
        self.found.append(Diagnostic(code, rule.severity, place, line, words))

    def run(self) -> None:
        """Find what is wrong with the bag."""
        said = bag(self.tree, self.tell)
        if said is None:
            return
        if not said.manifests:
            self.tell("bag-manifest-missing", "")
        self._listed(said)
        wanted: dict[str, dict[str, tuple[str, str]]] = {}
        for kind, every in (("", said.manifests), ("tag", said.tags)):
            for algorithm, manifest in every.items():
                name = f"{kind}manifest-{algorithm}.txt"
                for path, digest in self._there(name, manifest, said).items():
                    wanted.setdefault(path, {})[algorithm] = (digest, name)
        for path, digests in sorted(wanted.items()):
            self._fixity(path, digests)
        self._size(said)
        if said.manifests and not set(said.manifests).difference(WEAK):
            name = " and ".join(sorted(said.manifests))
            self.tell("bag-checksum-weak", "", name=name)

    def _there(self, name: str, manifest: Mapping[str, str], said: Bag) -> dict[str, str]:
        """The files of a manifest that are there, under the names that they have there."""
        here: dict[str, str] = {}
        for path, digest in manifest.items():
            actual = path if path in self.tree.files else self._alike(path, said.version)
            if actual is None:
                self._missing(path, name, path in said.fetched)
                continue
            if actual != path:
                self.tell("bag-name-ambiguous", path, name=name, path=path, other=actual)
            here.setdefault(actual, digest)
            if here[actual] != digest:
                how = ", with different checksums"
                self.tell("bag-file-listed-twice", name, name=name, path=path, how=how)
        return here

    def _alike(self, path: str, version: tuple[int, int]) -> str | None:
        """The file that a name means on another system; capitals only count before 1.0."""
        if version < (1, 0):
            return self._folded.get(folded(path))
        return self._normal.get(normal(path))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {folded(name): name for name in self.tree.files}

    @cached_property
    def _normal(self) -> dict[str, str]:
        return {normal(name): name for name in self.tree.files}

    def _missing(self, path: str, name: str, fetched: bool) -> None:
        if is_system(path):
            self.tell("bag-system-file", path, path=path)
            return
        fetch = ", and fetch.txt where to get it" if fetched else ""
        self.tell("bag-file-missing", path, path=path, name=name, fetch=fetch)

    def _listed(self, said: Bag) -> None:
        """Every file of the payload stands in the manifests."""
        manifests = {f"manifest-{name}.txt": set(paths) for name, paths in said.manifests.items()}
        if said.version < (1, 0) and len(manifests) > 1:
            manifests = {"no manifest": set().union(*manifests.values())}
        for name, paths in manifests.items():
            known = {normal(path) for path in paths}
            for path in payload(self.tree):
                if normal(path) not in known:
                    self.tell("bag-file-unlisted", path, path=path, name=name)

    def _fixity(self, path: str, digests: Mapping[str, tuple[str, str]]) -> None:
        """Read a file once and compare it with every checksum there is of it."""
        if is_system(path):
            self.tell("bag-system-file", path, path=path)
        made = {algorithm: hashlib.new(algorithm) for algorithm in digests}
        try:
            with self.tree.open(path) as stream:
                for chunk in chunks(stream):
                    for one in made.values():
                        one.update(chunk)
        except DAMAGED as error:
            reason = getattr(error, "strerror", "") or str(error)
            self.tell("bag-file-unreadable", path, path=path, reason=reason)
            return
        for algorithm, (digest, name) in digests.items():
            if made[algorithm].hexdigest() != digest:
                self._altered(path, made[algorithm].hexdigest(), digest, name)

    def _altered(self, path: str, found: str, wanted: str, name: str) -> None:
        self.tell(
            "bag-file-altered", path, path=path, name=name, found=found[:16], wanted=wanted[:16]
        )

    def _size(self, said: Bag) -> None:
        """Payload-Oxum; not where the system took one of its own files away."""
        wanted = next((value for label, value in said.info if label == "Payload-Oxum"), "")
        files = payload(self.tree)
        found = f"{sum(files.values())}.{len(files)}"
        system = any(one.code == "bag-system-file" for one in self.found)
        if wanted and wanted != found and not system:
            self.tell("bag-size-wrong", "bag-info.txt", wanted=wanted, found=found)


def payload(tree: Tree) -> dict[str, int]:
    """The files below data/ with their sizes."""
    return {name: size for name, size in tree.files.items() if name.startswith("data/")}


def normal(name: str) -> str:
    """A name with its accents written in one way."""
    return unicodedata.normalize("NFC", name)


def is_system(path: str) -> bool:
    """Whether a file was made by an operating system for itself."""
    return path.rpartition("/")[2].casefold() in SYSTEM_FILES


def check_tree(tree: Tree) -> list[Diagnostic]:
    """What is wrong with the bag in a tree; nothing is unpacked, and nothing fetched."""
    made = Check(tree)
    made.run()
    return made.found


def check(path: Path) -> list[Diagnostic]:
    """What is wrong with the bag in a folder or a zip file.

    Raises Problem("package-unreadable").
    """
    with opened(path) as tree:
        return check_tree(tree)


def valid(found: Iterable[Diagnostic]) -> bool:
    """Whether a bag with these findings is valid."""
    return not any(one.severity == "error" for one in found)
