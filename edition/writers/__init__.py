"""Writers: one output format, one file.

A writer is one module here, or an entry point of the group `edition.writers`; it offers
a `WRITER`.  There is no list to edit, and writers never import each other.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from edition.transform import Message
from tei.diagnostics import RULES, Diagnostic, declare
from tei.discovery import offered
from tei.names import XML_LANG

Settings = Mapping[str, Any]
Write = Callable[[etree._ElementTree, Path, Settings], list[Path]]

TEI = {"t": "http://www.tei-c.org/ns/1.0"}

declare(
    "element-unstyled",
    "info",
    "The edition has no style for <{name}> ({count} in the text); its text is shown plainly.",
    "Every element's text is shown. One without a template of its own becomes a plain block or "
    "run of text with its name as class; add a template for it to the project's xslt folder "
    "where it should look otherwise.",
    failing='<p>Weight: <measureGrp xmlns="http://www.tei-c.org/ns/1.0">3 lb</measureGrp></p>',
    passing='<p>Weight: <measure xmlns="http://www.tei-c.org/ns/1.0">3 lb</measure></p>',
)
declare(
    "picture-unavailable",
    "warning",
    "The picture {url} is not beside the TEI file; its description is shown instead.",
    "Pictures are copied from the folder of the TEI file. Addresses on other hosts are not "
    "fetched, for an edition makes no requests to others.",
    failing='<graphic url="lost.png"/>',
    passing='<graphic url="map.png"/> with map.png in the folder of the TEI file',
)


@dataclass(frozen=True, slots=True)
class Writer:
    """What a writer module offers.

    name:   what `--format` calls it, e.g. "html"
    suffix: of the file it writes, e.g. ".pdf"; "" where it writes a folder
    write:  (tree, folder, settings) → the paths written in the folder, all or none

    Settings that every writer understands (all may be missing):
      name       base name of the files; default "edition"
      title, author, date    spoken instead of the header's
      overrides  Path of a project's stylesheets, laid over ours file by file
      base       Path of the folder where the TEI's pictures lie
      file       name of the TEI file in diagnostics; default the tree's own
      report     called with each Diagnostic
    """

    name: str
    suffix: str
    write: Write


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Writer]:
    """All writers by name, ours and third parties'."""
    found = offered(__name__, __path__, "WRITER", Writer, "edition.writers")
    return dict(sorted({writer.name: writer for writer in found}.items()))


def language_of(tree: etree._ElementTree) -> str:
    """The document's BCP 47 tag, from the text, the root or the header; "und" where untold."""
    root = tree.getroot()
    places = [*root.iterfind("t:text", TEI), root]
    tags = [element.get(XML_LANG, "") for element in places]
    tags += [
        element.get("ident", "") for element in root.iterfind(".//t:langUsage/t:language", TEI)
    ]
    tag = next((tag.strip() for tag in tags if tag.strip()), "und")
    return tag.replace("_", "-")


def base_name(settings: Settings) -> str:
    """The files' base name, without anything that a file system takes for a path."""
    return re.sub(r"[^\w.-]+", "-", str(settings.get("name") or "edition")).strip(".-") or "edition"


def file_name(tree: etree._ElementTree, settings: Settings) -> str:
    """What diagnostics call the TEI file."""
    return str(settings.get("file") or tree.docinfo.URL or f"{base_name(settings)}.xml")


def spoken(settings: Settings) -> dict[str, str]:
    """The settings that stylesheets take in place of the header's words."""
    wanted = ("title", "author", "date", "theme")
    return {name: str(settings[name]) for name in wanted if settings.get(name)}


def report(
    messages: Iterable[Message], tree: etree._ElementTree, settings: Settings
) -> list[Diagnostic]:
    """A stylesheet's messages as diagnostics with file and line; `settings["report"]` hears each.

    A message without a declared code is the stylesheet author's own and stays out.
    """
    found = []
    told: Counter[str] = Counter()
    for message in messages:
        rule = RULES.get(message.code)
        told[message.code] += 1
        if rule is None or told[message.code] > 100:
            continue
        name, _, count = message.detail.rpartition(" ")
        text = rule.message.format(name=name, count=count, url=message.detail)
        line = line_of(tree, message.path)
        file = file_name(tree, settings)
        found.append(Diagnostic(rule.code, rule.severity, file, line, text, xpath=message.path))
    for diagnostic in found:
        tell(diagnostic, settings)
    return found


def tell(diagnostic: Diagnostic, settings: Settings) -> None:
    """Let the one who listens hear a finding."""
    hear = settings.get("report")
    if callable(hear):
        hear(diagnostic)


def line_of(tree: etree._ElementTree, path: str) -> int:
    """The line of the element at a path of XPath 3.1's fn:path; 0 where there is none."""
    steps = re.sub(r"/Q\{([^}]*)\}", lambda m: f"/{{{m[1]}}}" if m[1] else "/", path)
    try:
        elements = etree.ETXPath(steps)(tree) if steps else []
    except etree.XPathError:
        return 0
    first = elements[0] if isinstance(elements, list) and elements else None
    return int(getattr(first, "sourceline", None) or 0)


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """A new folder to fill, which becomes `place` when all is done, and vanishes on any error."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    old = fresh.with_name(f"{fresh.name}-old")
    try:
        yield fresh
        fresh.chmod(0o755)
        if place.exists():
            place.rename(old)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not place.exists():
            old.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def picture(url: str, tree: etree._ElementTree, settings: Settings) -> Path | None:
    """The picture file that a `@url` means: beside the TEI file, never above or elsewhere.

    In an address a blank is written %20; a file that is called so to the letter is meant first.
    """
    base = settings.get("base") or (Path(tree.docinfo.URL).parent if tree.docinfo.URL else None)
    if base is None or "://" in url or url.startswith(("/", "\\", "data:")):
        return None
    return _beside(Path(base), url) or (_beside(Path(base), unquote(url)) if "%" in url else None)


def _beside(base: Path, name: str) -> Path | None:
    """A picture in a folder or below; None for anything else."""
    suffixes = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
    try:
        file = (base / name).resolve()
        found = file.is_relative_to(base.resolve()) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return None
    return file if found and file.suffix.lower() in suffixes else None
