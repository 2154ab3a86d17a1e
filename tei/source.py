"""The base text: read once, never changed; every offset downstream refers to it."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tei.diagnostics import Problem
from tei.layout import Block, blocks_of

# Characters that XML 1.0 (§2.2, production Char) cannot hold; a form feed is a page break.
INVALID = re.compile("[^\\t\\n\\f\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNMAPPED_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from.

    name:     file name as given, "-" for standard input
    sha256:   hex digest of the bytes
    encoding: the encoding found, e.g. "utf-8", "windows-1252"
    guessed:  whether the encoding was guessed rather than certain
    newline:  "lf", "crlf", "cr" or "mixed"
    """

    name: str
    sha256: str
    encoding: str = "utf-8"
    guessed: bool = False
    newline: str = "lf"


@dataclass(frozen=True, slots=True)
class Substitution:
    """A character that XML cannot hold, replaced by U+FFFD: its offset and code point."""

    offset: int
    code: int


@dataclass(frozen=True)
class SourceText:
    """The immutable base text.

    text:          all code points; line ends are "\\n"
    origin:        file, hash, encoding
    substitutions: what was replaced because XML cannot hold it
    """

    text: str
    origin: Origin = field(default_factory=lambda: Origin("-", ""))
    substitutions: tuple[Substitution, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The runs of non-blank lines, in order."""
        return tuple(blocks_of(self.text))

    def line(self, offset: int) -> int:
        """The line of a code point, counted from 1."""
        return bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """The column of a code point in its line, counted from 1."""
        return offset - self._line_starts[self.line(offset) - 1] + 1

    def place(self, offset: int) -> str:
        """ "FILE:LINE:COLUMN" of a code point, for messages."""
        return f"{self.origin.name}:{self.line(offset)}:{self.column(offset)}"


def read(path: Path, *, replace_invalid: bool = False, name: str = "") -> SourceText:
    """Read a text file.

    Raises Problem where it cannot be read or holds what XML cannot.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or str(error)) from None
    return from_bytes(data, name or str(path), replace_invalid=replace_invalid)


def from_bytes(data: bytes, name: str = "-", *, replace_invalid: bool = False) -> SourceText:
    """Decode bytes to the base text.

    UTF-8, UTF-16 and UTF-32 with a byte order mark; UTF-16 without one; UTF-8;
    else Windows-1252, or Latin-1 where a byte has no meaning there.  Raises
    Problem("text-empty"), Problem("text-binary") or Problem("character-invalid").
    """
    text, encoding, guessed = decode(data, name)
    text, newline = plain_newlines(text)
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(name, digest, encoding, guessed, newline)
    text, substitutions = without_invalid(text, origin, replace_invalid)
    if not text.strip():
        raise Problem("text-empty", name)
    return SourceText(text, origin, substitutions)


def decode(data: bytes, name: str) -> tuple[str, str, bool]:
    """(text, encoding, whether it was guessed)."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, name).removeprefix("\ufeff"), encoding, False
    wide = _utf16_without_bom(data)
    if wide:
        return _decoded(data, wide, name), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise Problem("text-binary", name)
    if UNMAPPED_1252.isdisjoint(data):
        return data.decode("windows-1252"), "windows-1252", True
    return data.decode("latin-1"), "iso-8859-1", True


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem(
            "text-undecodable",
            name,
            encoding=encoding,
            reason=f"byte {error.start}: {error.reason}",
        ) from None


def _utf16_without_bom(data: bytes) -> str:
    """The byte order of UTF-16 text without a mark, told by its zero bytes; else ""."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def plain_newlines(text: str) -> tuple[str, str]:
    """(text with "\\n" as its line end, which line ends it had)."""
    crlf = text.count("\r\n")
    cr, lf = text.count("\r") - crlf, text.count("\n") - crlf
    counts = {"crlf": crlf, "cr": cr, "lf": lf}
    used = [kind for kind, count in counts.items() if count]
    newline = used[0] if len(used) == 1 else "mixed" if used else "lf"
    if crlf or cr:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x85", "\n").replace("\u2028", "\n"), newline


def without_invalid(
    text: str, origin: Origin, replace_invalid: bool
) -> tuple[str, tuple[Substitution, ...]]:
    """The text without characters that XML cannot hold, and what was replaced."""
    first = INVALID.search(text)
    if first is None:
        return text, ()
    if not replace_invalid:
        place = SourceText(text, origin).place(first.start())
        raise Problem("character-invalid", place, code=f"U+{ord(first[0]):04X}")
    found = tuple(Substitution(m.start(), ord(m[0])) for m in INVALID.finditer(text))
    return INVALID.sub(REPLACEMENT, text), found
