"""Parts: the files of a package before it is written, and what is known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from tei.diagnostics import Problem

CHUNK = 1 << 20  # bytes read at a time: memory stays flat however large a facsimile is
ALGORITHM = "sha512"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package.

    name:    its path in the package, with slashes
    content: the file that it is copied from, or its bytes
    title:   what it is, in a few words
    role:    "tei", "text", "edition", "picture", "companion", "schema", "validation" or "metadata"
    media:   its media type; "" to be told from its format
    """

    name: str
    content: Path | bytes
    title: str = ""
    role: str = ""
    media: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Its bytes as a stream.  Raises Problem("text-unreadable")."""
        if isinstance(self.content, bytes):
            yield BytesIO(self.content)
            return
        try:
            stream = self.content.open("rb")
        except OSError as error:
            reason = error.strerror or str(error)
            raise Problem("text-unreadable", str(self.content), reason=reason) from None
        with stream:
            yield stream


@dataclass(frozen=True, slots=True)
class Measured:
    """A part with its size in bytes and its SHA-512 in hexadecimal."""

    part: Part
    size: int
    digest: str

    @property
    def name(self) -> str:
        """Its path in the package."""
        return self.part.name


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces of at most CHUNK bytes."""
    return iter(lambda: stream.read(CHUNK), b"")


def measure(part: Part) -> Measured:
    """Read a part once: how long it is, and its checksum."""
    made, size = hashlib.new(ALGORITHM), 0
    with part.open() as stream:
        for chunk in chunks(stream):
            made.update(chunk)
            size += len(chunk)
    return Measured(part, size, made.hexdigest())


def by_name(parts: Iterable[Measured]) -> list[Measured]:
    """Sorted by the code points of their names, so that two packages have one order."""
    return sorted(parts, key=lambda measured: measured.name)
