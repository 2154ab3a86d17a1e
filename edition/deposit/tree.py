"""Trees: the files of a folder or of a zip file, read alike and without unpacking."""

from __future__ import annotations

import lzma
import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from edition.deposit.parts import chunks
from tei.diagnostics import Problem, declare

BAGIT = "bagit.txt"
BAG = re.compile(rf"[^/]+/{re.escape(BAGIT)}")
# What reading a damaged file may raise, by the way that it is compressed.
DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)
LARGEST_TAG = 64 << 20  # bytes of a manifest or an inventory; a larger one is not read

declare(
    "package-unreadable",
    "error",
    "The package cannot be read: {reason}. Download or copy it again.",
    "It is neither a folder nor a whole zip file: a download that was cut off, for example.",
    failing="edition deposit verify half.zip",
    passing="edition deposit verify letters.zip",
    exit_code=1,
)


class Tree(Protocol):
    """Files by their paths, with slashes."""

    @property
    def place(self) -> str:
        """How findings name the whole."""

    @property
    def files(self) -> Mapping[str, int]:
        """The size of each file in bytes, by its path."""

    @property
    def beside(self) -> tuple[str, ...]:
        """Names of files that lie outside the package."""

    def open(self, name: str) -> IO[bytes]:
        """A file's bytes as a stream.  Raises OSError."""


@dataclass(frozen=True)
class Folder:
    """The files of a folder."""

    root: Path
    files: Mapping[str, int]
    beside: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.root)

    def open(self, name: str) -> IO[bytes]:
        """A file's bytes as a stream."""
        return (self.root / name).open("rb")


@dataclass(frozen=True)
class Zip:
    """The files of a zip file below one of its folders.

    beside: what lies in the zip file and not in that folder
    """

    path: Path
    package: zipfile.ZipFile
    prefix: str
    files: Mapping[str, int]
    beside: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The zip file's path."""
        return str(self.path)

    def open(self, name: str) -> IO[bytes]:
        """A file's bytes as a stream; zipfile compares their CRC-32 at the end."""
        return self.package.open(self.prefix + name)


@contextmanager
def opened(path: Path) -> Iterator[Tree]:
    """The tree of a folder or a zip file.  Raises Problem("package-unreadable")."""
    try:
        if path.is_dir():
            yield Folder(path, dict(sorted(_walk(path))))
            return
        with zipfile.ZipFile(path) as package:
            yield _zip(path, package)
    except DAMAGED as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise Problem("package-unreadable", str(path), reason=reason) from None


def _walk(root: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            if path.is_file():  # no pipe or socket: reading it would never end
                yield path.relative_to(root).as_posix(), path.stat().st_size


def _zip(path: Path, package: zipfile.ZipFile) -> Zip:
    """A zip file; where all lies in one folder, what lies in that folder (RFC 8493, §4).

    A bag's folder is known by its bagit.txt, whatever somebody put beside it.
    """
    entries = [info for info in package.infolist() if not info.is_dir()]
    twice = [name for name, n in Counter(info.filename for info in entries).items() if n > 1]
    if twice:
        raise zipfile.BadZipFile(f"it has two files {twice[0]}")
    tops = {info.filename.partition("/")[0] for info in entries}
    alone = len(tops) == 1 and all("/" in info.filename for info in entries)
    bags = [info.filename.partition("/")[0] for info in entries if BAG.fullmatch(info.filename)]
    known = bags if len(bags) == 1 and BAGIT not in tops else []
    prefix = f"{tops.pop()}/" if alone else "".join(f"{name}/" for name in known)
    files, beside = {}, []
    for info in entries:
        if info.filename.startswith(prefix):
            files[info.filename[len(prefix) :]] = info.file_size
        else:
            beside.append(info.filename)
    return Zip(path, package, prefix, dict(sorted(files.items())), tuple(sorted(beside)))


def read(tree: Tree, name: str) -> bytes:
    """A small file of a tree.  Raises Problem("package-unreadable") for one that is too large."""
    if tree.files[name] > LARGEST_TAG:
        raise Problem("package-unreadable", tree.place, reason=f"{name} is larger than 64 MB")
    with tree.open(name) as stream:
        return b"".join(chunks(stream))
