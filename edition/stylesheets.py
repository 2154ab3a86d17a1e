"""Where stylesheets and generated words are: ours, with a project's laid over them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.resources import packaged
from tei.diagnostics import Problem, declare

declare(
    "stylesheet-broken",
    "error",
    "The stylesheet cannot be used: {reason}",
    "Saxon could not compile the stylesheet. The message names the line and the fault; an "
    "overriding stylesheet of the project is checked in the same way as ours.",
    failing='<xsl:template match="p[">',
    passing='<xsl:template match="p">',
    source="XSLT 3.0, §2.11 (static errors)",
)

_XSLT = packaged("xslt")


@lru_cache(maxsize=8)
def _overlaid(overrides: Path, newest: int) -> tempfile.TemporaryDirectory[str]:
    """Our stylesheets with the project's laid over them, file by file, without any DTD."""
    folder = tempfile.TemporaryDirectory(prefix="edition-xslt-")
    for root in (_XSLT, overrides):
        for file in sorted(root.rglob("*")):
            if file.is_file() and not file.is_symlink():
                _lay(file, Path(folder.name) / file.relative_to(root))
    return folder


def _lay(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    content = file.read_bytes()
    if file.suffix in (".xsl", ".xslt", ".xml"):
        tree = parse(content, str(file))
        if tree.docinfo.internalDTD is not None:
            content = etree.tostring(tree.getroot(), encoding="UTF-8")
    place.write_bytes(content)


def parse(content: bytes, name: str = "") -> etree._ElementTree:
    """XML bytes → tree, without entities, DTDs and network.

    Raises Problem (`stylesheet-broken`) where it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.ElementTree(etree.fromstring(content, parser))
    except etree.XMLSyntaxError as error:
        raise Problem("stylesheet-broken", name, reason=str(error)) from error


def stylesheets(overrides: Path | None = None) -> Path:
    """The folder of all stylesheets: ours, or ours with a project's `xslt/` laid over it."""
    if overrides is None or not overrides.is_dir():
        return _XSLT
    newest = max((file.stat().st_mtime_ns for file in overrides.rglob("*")), default=0)
    return Path(_overlaid(overrides.resolve(), newest).name)


@lru_cache(maxsize=4)
def _locale_files(folder: Path) -> Mapping[str, Path]:
    """Locale files by language tag, also by the other codes that a file says it answers to."""
    files = {}
    for file in sorted((folder / "common" / "locale").glob("*.xml")):
        also = parse(file.read_bytes(), str(file)).getroot().get("also", "")
        files.update(dict.fromkeys([file.stem.lower(), *also.split()], file))
    return files


def locale_file(language: str, folder: Path) -> Path:
    """The locale file of a BCP 47 tag: the longest that fits, else English."""
    files = _locale_files(folder)
    parts = language.lower().replace("_", "-").split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((files[tag] for tag in tags if tag in files), files["en"])
