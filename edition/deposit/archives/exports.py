"""exports: what each archive is handed, as the parts of a folder.

clarin   the files, and their description in CMDI that names each of them
dracor   tei/: the plays, as they lie in a corpus of DraCor
eltec    level1/ (or 0, 2): the novels, as they lie in a collection of ELTeC
tapas    the TEI and its pictures; nothing else is taken there
textgrid objects with `.meta`, as tgadmin imports them (`objects`)
arche    the files, and their description in RDF (`arche`)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lxml import etree

from edition.deposit.folder import Edition, document
from edition.deposit.formats import identify
from edition.deposit.header import SPACES
from edition.deposit.metadata import cmdi
from edition.deposit.package import Contents
from edition.deposit.parts import Part
from edition.deposit.serialising import child, xml

KEPT = (
    "tei",
    "picture",
    "companion",
    "text",
)  # roles of what is kept as it is; editions are made anew
PRINT = (".pdf", ".epub")


def textgrid(edition: Edition, contents: Contents) -> Iterable[Part]:
    """The objects of TextGrid."""
    from edition.deposit.archives.objects import parts

    return parts(edition, contents.name)


def arche(edition: Edition, contents: Contents) -> Iterable[Part]:
    """The files under data/, and metadata.ttl."""
    from edition.deposit.archives.arche import described

    files = list(of_use(contents))
    data = described(edition.record, contents.name, files)
    inside = [replace(part, name=f"data/{part.name}") for part in files]
    return [
        *inside,
        Part("metadata.ttl", data, "What the files are (RDF)", "metadata", "text/turtle"),
    ]


def clarin(edition: Edition, contents: Contents) -> Iterable[Part]:
    """The files, and one CMDI record that names them."""
    files = list(of_use(contents))
    root = etree.fromstring(cmdi.write(edition.record))
    proxies = root.find(f".//{{{cmdi.NAMESPACE}}}ResourceProxyList")
    assert proxies is not None
    for number, part in enumerate(files, 1):
        proxy = child(proxies, "ResourceProxy", "", {"id": f"file{number}"})
        child(proxy, "ResourceType", "Resource", {"mimetype": identify(part).media})
        child(proxy, "ResourceRef", quote(part.name))
    media = "application/x-cmdi+xml"
    return [*files, Part(f"{contents.name}.cmdi", xml(root), "CMDI", "metadata", media)]


def dracor(edition: Edition, contents: Contents) -> Iterable[Part]:
    """The plays."""
    return [part for part in contents.parts if part.role == "tei"]


def eltec(edition: Edition, contents: Contents) -> Iterator[Part]:
    """The novels, each in the folder of its level; a novel without one in level1."""
    for part in contents.parts:
        if part.role == "tei":
            assert isinstance(part.content, Path)
            level = _level(document(part.content).root)
            yield replace(part, name=f"{level}/{PurePosixPath(part.name).name}")


def _level(root: etree._Element | None) -> str:
    encoding = root.find("t:teiHeader/t:encodingDesc", SPACES) if root is not None else None
    said = encoding.get("n", "") if encoding is not None else ""
    return f"level{said[-1]}" if said in ("eltec-0", "eltec-1", "eltec-2") else "level1"


def tapas(edition: Edition, contents: Contents) -> Iterator[Part]:
    """The TEI and its pictures, in the places that the TEI names."""
    for part in contents.parts:
        if part.role in ("tei", "picture", "companion"):
            yield replace(part, name=part.name.removeprefix("tei/"))


def of_use(contents: Contents) -> Iterator[Part]:
    """What is kept: TEI, pictures, source text, printed editions; not the pages of the web."""
    for part in contents.parts:
        printed = part.role == "edition" and PurePosixPath(part.name).suffix in PRINT
        if part.role in KEPT or printed:
            yield part
