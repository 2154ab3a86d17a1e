"""The container (EPUB 3.3, §4): one zip, the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

START = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest moment that a zip can tell
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def zipped(files: Mapping[str, bytes], about: Mapping[str, bytes], modified: datetime) -> bytes:
    """The book: its type first and stored, fixed times, names in order.

    files: of the publication, by name; about: for the folder META-INF, which is no part of it
    """
    moment = max(modified, START).timetuple()[:6]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", moment, zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", _CONTAINER.encode(), moment)
        for name in sorted(about):
            _add(book, f"META-INF/{name}", about[name], moment)
        for name in sorted(files):
            _add(book, f"EPUB/{name}", files[name], moment)
    return held.getvalue()


def _add(
    book: zipfile.ZipFile,
    name: str,
    content: bytes,
    moment: tuple[int, ...],
    method: int = zipfile.ZIP_DEFLATED,
) -> None:
    year, month, day, hour, minute, second = moment
    entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = method
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o644 << 16
    book.writestr(entry, content)
