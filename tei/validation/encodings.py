"""The encoding of an XML file, by its first bytes or its declaration (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

MARKS = (  # Unicode, §23.8; the longer before the shorter
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"<\x00?\x00", "utf-16-le"),  # XML 1.0, appendix F
    (b"\x00<\x00?", "utf-16-be"),
)
DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)""")

WIDE = re.compile(r"(?:utf|ucs|iso-10646-ucs)[-_]?(?:16|32|2|4)", re.IGNORECASE)


def encoding_of(data: bytes) -> str:
    """The name of the codec of an XML file.  Raises ValueError where there is none of it."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    declared = DECLARED.match(data[:1000])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        raise ValueError(f"the encoding {name} is not known here") from None
    return "utf-8" if WIDE.match(name) else name  # the declaration was read byte by byte


C1 = re.compile(rb"[\x80-\x9f]")


class UnknownEncoding(ValueError):
    """The encoding of a file is not known here, or its bytes are not in it."""


def in_utf8(data: bytes) -> tuple[bytes, str | None]:
    """The bytes in an encoding that expat reads byte by byte, and its name where not declared.

    Raises UnknownEncoding.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        declared = DECLARED.match(data[:1000])
        name = declared[1].decode() if declared else "utf-8"
    try:
        known = codecs.lookup(name).name
        if known in ("utf-8", "ascii", "iso8859-1"):
            return data, None
        return data.decode(known).encode(), "utf-8"
    except (LookupError, UnicodeError) as error:
        raise UnknownEncoding(str(error)) from None


def misdeclared(data: bytes) -> tuple[str, str]:
    """The codec that a file declares and the one that it is written in; ("", "") where they agree.

    Told are only what nobody can doubt: UTF-8 under the name of an encoding with one byte to a
    character, and signs of Windows (a dash, curved quotation marks) under the name of Latin-1.
    """
    declared = DECLARED.match(data[:1000])
    name = declared[1].decode() if declared else "utf-8"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "", ""
    if not codec.startswith(("iso8859", "cp125", "mac", "koi8")) or data.isascii():
        return "", ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return (name, "windows-1252") if codec == "iso8859-1" and C1.search(data) else ("", "")
    return name, "UTF-8"
