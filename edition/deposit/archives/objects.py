"""objects: an edition → TextGrid objects: works, items, editions, a collection.

A text is an item in an edition of a work; several texts are a collection of editions.  Each
object is a file and a `.meta` beside it; an edition and a collection are lists of what they
aggregate (OAI-ORE in RDF).  So `tgadmin import` takes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from edition.deposit.archives.steps import SUMS
from edition.deposit.crosswalk import record
from edition.deposit.folder import Document, Edition
from edition.deposit.formats import identify
from edition.deposit.gathering import pictures
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
    refer: how an object is pointed to: by its name, or by its address in TextGrid
    """
    whole = edition.record
    several = len(edition.documents) > 1
    found: list[Object] = []
    tops = []
    for document in edition.documents:
        made = list(_of(document, edition, refer, several=several))
        tops.append(made[-1].name)
        found += made
    if several:
        top = f"{name}{COLLECTION}"
        found.append(Object(top, aggregation(top, map(refer, tops)), metas.collection(whole)))
    return list({one.name: one for one in found}.values())


def _of(document: Document, edition: Edition, refer: Refer, *, several: bool) -> Iterator[Object]:
    """The work, the items and the edition of a text."""
    one = _record(document, edition) if several else edition.record
    name, stem = document.path.name, document.path.stem
    work, top = f"{stem}{WORK}", f"{stem}{EDITION}"
    yield Object(work, xml(etree.Element("work")), metas.work(one))
    yield Object(name, document.path, metas.item(one))
    inside = [name]
    for part in pictures(document.root, document.base) if document.root is not None else ():
        picture = replace(part, name=part.name.removeprefix("tei/"))
        inside.append(picture.name)
        yield _picture(picture, one)
    details = {**one.details, "textgrid": {**one.details.get("textgrid", {}), "work": refer(work)}}
    meta = metas.write(replace(one, details=details))
    yield Object(top, aggregation(top, map(refer, inside)), meta)


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


def _picture(part: Part, one: Record) -> Object:
    assert isinstance(part.content, Path)
    titled = replace(one, title=replace(one.title, value=Path(part.name).name), subtitles=())
    meta = metas.item(replace(titled, identifiers=()), identify(part).media)
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
