"""Pictures that a TEI document names and that lie beside it: found, and copied beside the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

from lxml import etree

from edition.web import drawings, services
from edition.web.services import Service
from edition.writers import Settings, file_name, picture, tell
from tei.diagnostics import RULES, Diagnostic
from tei.names import TEI

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
GRAPHIC, PAGE_BREAK = f"{TEI}graphic", f"{TEI}pb"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its address in the TEI, and its file, or the service that shows it."""

    url: str
    file: Path
    service: Service | None = None

    @property
    def place(self) -> str:
        """Where the picture will be, relative to the pages."""
        if self.service is not None:
            return f"{self.service.place}/{self.service.whole}"
        return f"images/{self.file.name}"


def addresses(tree: etree._ElementTree) -> Iterator[tuple[str, etree._Element]]:
    """(the address as written, its element) of each picture."""
    for element in tree.iter(GRAPHIC, PAGE_BREAK):
        yield element.get("url" if element.tag == GRAPHIC else "facs", ""), element


def resolved(url: str, element: etree._Element) -> str:
    """An address as it is meant below the xml:base of the elements around it (XML Base, §4)."""
    bases = [around.get(XML_BASE, "") for around in (element, *element.iterancestors())]
    for base in filter(None, bases):
        url = urljoin(base, url)
    return url


def found(tree: etree._ElementTree, settings: Settings) -> list[Picture]:
    """The pictures beside the TEI file, each address once; unsafe ones are told and left out."""
    made: dict[str, Picture] = {}
    taken: dict[str, Path] = {}
    for url, element in addresses(tree):
        if url in made or "\n" in url:
            continue
        one = _picture(url, element, tree, settings)
        if one is None:
            continue
        if not drawings.is_harmless(one.file):
            _tell_unsafe(url, element, tree, settings)
        elif taken.setdefault(one.place, one.file) == one.file:
            made[url] = one
    return list(made.values())


def _picture(
    url: str, element: etree._Element, tree: etree._ElementTree, settings: Settings
) -> Picture | None:
    meant = resolved(url, element)
    file = picture(meant, tree, settings)
    if file is not None:
        return Picture(url, file)
    base = settings.get("base")
    service = services.service(meant, Path(base) if base else None)
    return Picture(url, service.folder, service) if service is not None else None


def _tell_unsafe(
    url: str, element: etree._Element, tree: etree._ElementTree, settings: Settings
) -> None:
    rule = RULES["picture-unsafe"]
    file, words = file_name(tree, settings), rule.message.format(url=url)
    line = int(getattr(element, "sourceline", None) or 0)
    tell(Diagnostic(rule.code, rule.severity, file, line, words), settings)


def parameter(pictures: list[Picture]) -> str:
    """For the stylesheet, two lines each: the address, and where it leads beside the pages.

    A service has another two, its address behind "viewer ": where its info.json is.
    """
    lines = []
    for one in pictures:
        lines += [one.url, quote(one.place)]
        if one.service is not None:
            lines += [f"viewer {one.url}", quote(f"{one.service.place}/{services.NAME}")]
    return "\n".join(lines)


def copy(pictures: list[Picture], pages: Path, *, viewer: bool) -> list[str]:
    """Copy them beside the pages; the paths of the copies.  viewer: whether tiles are wanted."""
    made: dict[str, None] = {}
    for one in pictures:
        if one.place in made:
            continue
        if one.service is not None:
            made.update(dict.fromkeys(services.copy(one.service, pages, tiles=viewer)))
            continue
        (pages / "images").mkdir(exist_ok=True)
        shutil.copyfile(one.file, pages / one.place)
        made[one.place] = None
    return list(made)
