"""multipart: a form with a file, sent piece by piece and with its length (RFC 7578)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from edition.deposit.sending.uploading import chunks

LINE = b"\r\n"
OCTETS = "application/octet-stream"


@dataclass(frozen=True)
class Part:
    """One field of a form.

    content: bytes, or a file whose bytes are read when they are sent
    file:    what the file is called; "" for a field that is no file
    """

    name: str
    content: bytes | Path
    file: str = ""
    media: str = ""

    @property
    def size(self) -> int:
        """Of its content, in bytes."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size

    def head(self) -> bytes:
        """What stands before its content."""
        told = f'Content-Disposition: form-data; name="{_quoted(self.name)}"'
        if self.file:
            told += f'; filename="{_quoted(self.file)}"'
        if self.media:
            told += f"\r\nContent-Type: {self.media}"
        return told.encode() + LINE + LINE


@dataclass(frozen=True)
class Form:
    """A form as the body of a request.  Its bytes can be asked for several times."""

    parts: tuple[Part, ...]
    boundary: str = field(default_factory=lambda: f"edition-{uuid4().hex}")

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the request."""
        media = f"multipart/form-data; boundary={self.boundary}"
        return {"Content-Type": media, "Content-Length": str(self.size)}

    @property
    def size(self) -> int:
        """Of the whole body, in bytes."""
        between = len(self._between) + len(LINE)
        inner = sum(between + len(part.head()) + part.size for part in self.parts)
        return inner + len(self._between) + 2

    @property
    def _between(self) -> bytes:
        return b"--" + self.boundary.encode() + LINE

    def content(self) -> Iterator[bytes]:
        """The body in pieces.  Raises Problem("text-unreadable")."""
        for part in self.parts:
            yield self._between + part.head()
            if isinstance(part.content, bytes):
                yield part.content
            else:
                yield from chunks(part.content)
            yield LINE
        yield b"--" + self.boundary.encode() + b"--" + LINE


def _quoted(name: str) -> str:
    """A name between quotation marks, as browsers write it (WHATWG, multipart/form-data)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
