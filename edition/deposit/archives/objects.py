"""objects: an edition → TextGrid objects: works, items, editions, a collection.

A text is an item in an edition of a work; several texts are a collection of editions.  Each
object is a file and a `.meta` beside it; an edition and a collection are lists of what they
aggregate (OAI-ORE in RDF).  So `tgadmin import` takes them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from edition.corpus.documents import sources
from edition.deposit.archives.pointing import repointed
from edition.deposit.archives.steps import SUMS
from edition.deposit.crosswalk import record
from edition.deposit.folder import Document, Edition
from edition.deposit.formats import identify
from edition.deposit.gathering import companions, named_by, pictures
from edition.deposit.metadata import textgrid as metas
from edition.deposit.parts import Part
from edition.deposit.record import Record
from edition.deposit.sending.uploading import upload_of
from edition.deposit.serialising import child, xml

ORE = "http://www.openarchives.org/ore/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WORK, EDITION, COLLECTION = ".work", ".edition", ".collection"
Refer = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Object:
    """An object: its file's name, its content, its metadata."""

    name: str
    content: Path | bytes
    meta: bytes

    def digest(self, kind: str) -> tuple[int, str]:
        """Its size in bytes and a checksum, "" for a kind that is not known."""
        if isinstance(self.content, Path):
            one = upload_of(self.content)
            return one.size, one.md5 if kind == "MD5" else ""
        made = (
            hashlib.new(SUMS[kind], self.content, usedforsecurity=False) if kind in SUMS else None
        )
        return len(self.content), made.hexdigest() if made else ""


def objects(edition: Edition, name: str, refer: Refer = str) -> list[Object]:
    """The objects of an edition, what is aggregated before what aggregates; the root is last.

    name:  of the collection, where there are several texts
    refer: how an object is pointed to: by its name, or by its address in TextGrid; the pointers
           of the TEI are changed to that, and to the names that pictures of several folders get
    """
    whole = edition.record
    several = len(edition.documents) > 1
    names = _names(edition)
    found: list[Object] = []
    tops = []
    for document in edition.documents:
        made = list(_of(document, edition, refer, names))
        tops.append(made[-1].name)
        found += made
    if several:
        top = f"{name}{COLLECTION}"
        found.append(Object(top, aggregation(top, map(refer, tops)), metas.collection(whole)))
    return list({one.name: one for one in found}.values())


def _names(edition: Edition) -> dict[Path, str]:
    """The name of each text's and picture's object, by its file: a name of its own for each."""
    common = os.path.commonpath([one.base.resolve() for one in edition.documents])
    names = {one.own.resolve(): one.path.name for one in edition.documents}
    if len(names) > 1:
        names = {one.text.resolve(): f"{one.name}.xml" for one in sources(list(names))}
    for document in edition.documents:
        for part in _beside(document, edition):
            assert isinstance(part.content, Path)
            place = Path(os.path.relpath(part.content, common)).as_posix()
            names.setdefault(part.content.resolve(), place)
    return names


def _of(
    document: Document, edition: Edition, refer: Refer, names: Mapping[Path, str]
) -> Iterator[Object]:
    """The work, the items and the edition of a text."""
    one = _record(document, edition) if len(edition.documents) > 1 else edition.record
    name = names[document.own.resolve()]
    stem = Path(name).stem
    work, top = f"{stem}{WORK}", f"{stem}{EDITION}"
    yield Object(work, xml(etree.Element("work")), metas.work(one))
    content = repointed(document.data, partial(_led, document.base, refer, names))
    yield Object(name, document.path if content == document.data else content, metas.item(one))
    inside = [name]
    for part in _beside(document, edition):
        assert isinstance(part.content, Path)
        picture = replace(part, name=names[part.content.resolve()])
        inside.append(picture.name)
        yield _item(picture, one)
    details = {**one.details, "textgrid": {**one.details.get("textgrid", {}), "work": refer(work)}}
    meta = metas.write(replace(one, details=details))
    yield Object(top, aggregation(top, map(refer, inside)), meta)


def _beside(document: Document, edition: Edition) -> Iterator[Part]:
    """The pictures of a text, and the other files that it needs or points to."""
    root, base = document.root, document.base
    if root is not None:
        yield from pictures(root, base)
        yield from companions(root, base, "", [one.own for one in edition.documents])


def _led(base: Path, refer: Refer, names: Mapping[Path, str], pointer: str) -> str:
    """Where a pointer leads among the objects; the pointer itself where it leads elsewhere."""
    address, mark, fragment = pointer.partition("#")
    if not address or "://" in address:
        return pointer
    path = named_by(address)
    try:
        name = names.get((base / path).resolve())
    except (OSError, ValueError):  # a name that no file can have
        return pointer
    end = refer(name) if name is not None else path
    return pointer if end == path else f"{quote(end, safe='/:')}{mark}{fragment}"


def _record(document: Document, edition: Edition) -> Record:
    """Of one text among several: its own header, and what deposit.toml says for all."""
    whole = edition.record
    own = record(document.root, file=str(document.path)) if document.root is not None else whole
    return replace(
        own,
        creators=own.creators or whole.creators,
        contributors=own.contributors or whole.contributors,
        publisher=own.publisher if own.publisher.name else whole.publisher,
        licence=own.licence or whole.licence,
        languages=own.languages or whole.languages,
        dates=own.dates if own.created else (*own.dates, *filter(None, [whole.created])),
        details=whole.details,
    )


def _item(part: Part, one: Record) -> Object:
    """A file that goes with a text, called by its name."""
    assert isinstance(part.content, Path)
    titled = replace(one, title=replace(one.title, value=Path(part.name).name), subtitles=())
    media = identify(part).media
    known = metas.TEI if media in ("application/xml", "application/tei+xml") else media
    meta = metas.item(replace(titled, identifiers=()), known)
    return Object(part.name, part.content, meta)


def aggregation(about: str, resources: Iterable[str]) -> bytes:
    """What an edition or a collection holds (OAI-ORE)."""
    root = etree.Element(f"{{{RDF}}}RDF", nsmap={"rdf": RDF, "ore": ORE})
    thing = child(root, "Description")
    thing.set(f"{{{RDF}}}about", about)
    for resource in resources:
        one = etree.SubElement(thing, f"{{{ORE}}}aggregates")
        one.set(f"{{{RDF}}}resource", resource)
    return xml(root)


def parts(edition: Edition, name: str) -> list[Part]:
    """The objects as files, each with its `.meta`: what `tgadmin import` takes."""
    found = []
    for one in objects(edition, name):
        role = "tei" if one.name.endswith(".xml") else "metadata"
        found.append(Part(one.name, one.content, "", role))
        found.append(Part(f"{one.name}.meta", one.meta, "", "metadata", "text/xml"))
    return found
