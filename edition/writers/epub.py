"""EPUB 3.3: TEI → XSLT 3.0 → XHTML, navigation and package document, in one zip."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from edition.cover import cover
from edition.output import write_whole
from edition.stylesheets import stylesheets
from edition.transform import Transformed, transform
from edition.writers import (
    TEI,
    Settings,
    Writer,
    base_name,
    file_name,
    language_of,
    picture,
    report,
    spoken,
    tell,
)
from tei.diagnostics import Diagnostic, declare

declare(
    "link-outside",
    "info",
    "The link to {url} leads out of the book to a file that it does not hold; its words stay, "
    "without the link.",
    "A book may link to its own parts and to full addresses (http, https, mailto). A file that "
    "lies beside the TEI file does not come along.",
    failing='<ref target="notes.xml#n1">see there</ref>',
    passing='<ref target="#n1">see there</ref>',
    source="EPUB 3.3, §3.3 and §5.6.2",
)
PLAIN = declare(
    "cover-plain",
    "info",
    "The cover has no picture: no font has all characters of its title. Put a font that has them "
    "into a folder and name the folder in the setting `fonts`.",
    "The cover is set from title and author. Where a glyph is missing, the cover shows the words "
    "by the reading system's own fonts.",
    failing="<title>論語</title>, and no font that has the characters",
    passing="<title>論語</title>, and a font for it in the folder that the setting fonts names",
)

GRAPHIC = "{http://www.tei-c.org/ns/1.0}graphic"
START = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest moment that a zip can tell
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.epub`: byte-identical for the same TEI, settings and programs.

    Settings besides those of every writer:
      fonts         Path of a folder of fonts, used on the cover where ours lack a glyph
      certified_by  who vouches for WCAG 2.1 AA; without it the book makes no such claim
      timestamp     Unix seconds; default SOURCE_DATE_EPOCH, else the last date that the
                    header tells, else 1980
    Raises Problem (see `transform`) and OSError; then nothing is written.
    """
    pictures = dict(_pictures(tree, settings))
    modified = _modified(tree, settings)
    made = _made(tree, pictures, modified, settings, with_cover=True)
    image = _cover(made, tree, settings)
    if image is None:
        made = _made(tree, pictures, modified, settings, with_cover=False)
    report(made.messages, tree, settings)
    style = stylesheets(settings.get("overrides")) / "epub" / "style.css"
    files: dict[str, bytes] = {
        **{name: text.encode() for name, text in made.documents.items()},
        "style.css": style.read_bytes(),
        **({"cover.png": image} if image else {}),
        **{name: file.read_bytes() for name, file in _named(pictures).values()},
    }
    path = folder / f"{base_name(settings)}.epub"
    write_whole(path, _zipped(files, modified))
    return [path]


def _made(
    tree: etree._ElementTree,
    pictures: Mapping[str, Path],
    modified: datetime,
    settings: Settings,
    *,
    with_cover: bool,
) -> Transformed:
    """The documents of the book by name, without what is copied."""
    return transform(
        tree,
        "epub/book.xsl",
        {
            **spoken(settings),
            "identifier": _identifier(tree),
            "modified": f"{modified:%Y-%m-%dT%H:%M:%SZ}",
            "certified-by": str(settings.get("certified_by") or ""),
            "cover": with_cover,
            "pictures": "\n".join(f"{url}\n{name}" for url, (name, _) in _named(pictures).items()),
        },
        language=language_of(tree),
        overrides=settings.get("overrides"),
    )


def _cover(made: Transformed, tree: etree._ElementTree, settings: Settings) -> bytes | None:
    """The cover's picture; None, and told, where a font lacks a character of the title."""
    metadata = etree.fromstring(made.documents["package.opf"].encode()).find("o:metadata", OPF)
    if metadata is None:
        raise ValueError("the package document has no metadata")
    title = metadata.findtext("dc:title", "", OPF)
    author = ", ".join(creator.text or "" for creator in metadata.iterfind("dc:creator", OPF))
    image = cover(title, author, language_of(tree), settings.get("fonts"))
    if image is None:
        file = file_name(tree, settings)
        tell(Diagnostic(PLAIN.code, PLAIN.severity, file, 0, PLAIN.message), settings)
    return image


def _identifier(tree: etree._ElementTree) -> str:
    """A name of this very edition: another TEI, another name (RFC 9562, version 5)."""
    digest = hashlib.sha256(etree.tostring(tree.getroot(), encoding="utf-8")).hexdigest()
    return uuid5(NAMESPACE_URL, f"urn:sha256:{digest}").urn


def _modified(tree: etree._ElementTree, settings: Settings) -> datetime:
    """When the edition was last changed, as told; never the clock."""
    given = settings.get("timestamp", os.environ.get("SOURCE_DATE_EPOCH"))
    if isinstance(given, datetime):
        return given.astimezone(UTC)
    if given is not None and str(given).isdigit():
        return datetime.fromtimestamp(int(given), UTC)
    places = ".//t:revisionDesc//t:change", ".//t:publicationStmt/t:date"
    told = [
        date.get("when", "") for place in places for date in tree.getroot().iterfind(place, TEI)
    ]
    return max((moment for when in told if (moment := _moment(when))), default=START)


def _moment(when: str) -> datetime | None:
    """The beginning of a W3C date; None for what is none."""
    parts = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", when)
    if parts is None:
        return None
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _pictures(tree: etree._ElementTree, settings: Settings) -> Iterator[tuple[str, Path]]:
    """(the url as written, the file) of each picture that lies beside the TEI file."""
    for element in tree.iter(GRAPHIC):
        url = element.get("url", "")
        file = picture(url, tree, settings)
        if file is not None and "\n" not in url:
            yield url, file


def _named(pictures: Mapping[str, Path]) -> dict[str, tuple[str, Path]]:
    """By url, the name in the book and the file: one name a file, safe in every zip."""
    files = list(dict.fromkeys(pictures.values()))
    return {
        url: (f"images/{files.index(file) + 1}{file.suffix.lower()}", file)
        for url, file in pictures.items()
    }


def _zipped(files: Mapping[str, bytes], modified: datetime) -> bytes:
    """The container (EPUB 3.3, §4): its type first and stored, fixed times, names in order."""
    moment = max(modified, START).timetuple()[:6]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", moment, zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", CONTAINER.encode(), moment)
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


WRITER = Writer("epub", ".epub", write)
