"""build: one text or TEI file → its TEI and its editions, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from edition import writers
from edition.output import write_whole
from edition.printing import font_folder
from edition.project import FILE, Project
from tei import pipeline, source
from tei.diagnostics import Diagnostic, Problem, declare
from tei.document import Document
from tei.language import nearest
from tei.names import TEI
from tei.validation.catalogue import named
from tei.validation.check import Request, examine
from tei.validation.choosing import expanded, kind_of_file
from tei.validation.reading import Unreadable, parse

declare(
    "root-not-tei",
    "error",
    "The root element is {name}, not TEI in the namespace http://www.tei-c.org/ns/1.0. Give a "
    "TEI P5 document, or a plain text with the ending .txt.",
    "Editions are built from TEI P5. A document in TEI P4 or without the namespace has to be "
    "converted first.",
    failing="<TEI.2><teiHeader/><text/></TEI.2>",
    passing='<TEI xmlns="http://www.tei-c.org/ns/1.0">…</TEI>',
    exit_code=1,
)

declare(
    "tei-broken",
    "error",
    "{reason}",
    "A file that is not well-formed cannot be read as TEI. Mend the place that the message names.",
    failing="<TEI><p></TEI>",
    passing="<TEI><p></p></TEI>",
    source="XML 1.0 (Fifth Edition), §2.1",
    exit_code=1,
)

Hear = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What one text became.

    files:     the TEI, then the editions, in the order they were made
    findings:  what validation and the writers said
    document:  the encoding, where the input was plain text and was encoded here
    unchanged: whether all of it was there already
    failed:    whether it has no TEI: what files there are belong to the collection
    """

    text: Path
    files: tuple[Path, ...]
    findings: tuple[Diagnostic, ...] = ()
    document: Document | None = None
    unchanged: bool = False
    failed: bool = False


@dataclass(frozen=True)
class Membership:
    """What a document is told of the collection that it is part of.

    name:   of the document, in addresses and files
    title:  of the collection
    pages:  the folder of its web pages
    base:   the folder where its pictures lie
    record: called with what the collection needs to know
    siblings: names of other documents, by the address of their file as this one writes it
    """

    name: str
    title: str
    pages: Path
    base: Path
    record: Callable[[dict[str, Any]], None]
    siblings: Mapping[str, str] = field(default_factory=dict)


def build(
    project: Project,
    text: Path,
    folder: Path,
    hear: Hear,
    membership: Membership | None = None,
    check: bool = True,
) -> Built:
    """Build one text into a folder: encode (or read TEI), validate, write every format."""
    findings: list[Diagnostic] = []
    name = membership.name if membership else text.stem
    tei_file = folder / f"{name}.xml"
    document, data, tree = _tei_of(project, text, hear)
    write_whole(tei_file, data)
    if document is not None and check:
        hear("validating")
        findings += checked(data, tei_file, document)
    options = _options(project, text, name) | {
        "file": str(tei_file),
        "report": findings.append,
        "data": data,
    }
    if membership is not None:
        options |= _of_member(project, membership)
    files = [tei_file]
    known = writers.installed()
    for format_ in sorted(project.formats, key=lambda name: not known[name].suffix):
        hear(f"writing {format_}")  # folders last: they take single files along
        if not known[format_].suffix:
            options["downloads"] = files[1:]
        files += known[format_].write(tree, folder, options)
    return Built(text, tuple(files), tuple(findings), document)


def _tei_of(
    project: Project, text: Path, hear: Hear
) -> tuple[Document | None, bytes, etree._ElementTree]:
    """The TEI of a text, as bytes and as a tree; the encoding, where there is one."""
    if is_xml(text):
        hear(f"reading {text.name}")
        return None, *read_tei(text)
    hear(f"encoding {text.name}")
    document = encode(project, text)
    data = document.serialise()
    return document, data, etree.ElementTree(etree.fromstring(data))


def _options(project: Project, text: Path, name: str) -> dict[str, Any]:
    """What writers are told of the project and of the text."""
    options: dict[str, Any] = {
        "name": name,
        "base": text.parent,
        "web": project.web,
        "print": project.print,
        "epub": project.epub,
        "root": project.root,
    }
    if (project.root / "xslt").is_dir():
        options["overrides"] = project.root / "xslt"
    if folder_of_fonts := font_folder(project.print.fonts, project.root):
        options["fonts"] = folder_of_fonts
    return options


def _of_member(project: Project, membership: Membership) -> dict[str, Any]:
    """What writers are told of the collection."""
    url = project.web.url
    return {
        "base": membership.base,
        "collection": membership.title,
        "pages": membership.pages,
        "record": membership.record,
        "siblings": membership.siblings,
        "url": f"{url.rstrip('/')}/{membership.name}/" if url else "",
    }


def checked(data: bytes, tei_file: Path, document: Document) -> Iterator[Diagnostic]:
    """The findings of validation in an encoding, with their places in the plain text."""
    ours = (
        one for file in named("edition") for one in expanded(file, kind_of_file(file), file.name)
    )
    examined = examine(data, str(tei_file), None, Request(tuple(ours), strict=True))
    if not examined.pairs or examined.document is None:
        return iter(examined.diagnostics)
    from edition.validation.origin import Origin  # only where there is something to tell

    origin = Origin(document.reading.source, examined.document.root)
    return (
        replace(told, source=origin.place(finding.element))
        if finding is not None and finding.element is not None
        else told
        for finding, told in examined.pairs
    )


def encode(project: Project, text: Path) -> Document:
    """The TEI of a plain text with the project's settings."""
    base = source.read(text)
    try:
        pack = nearest(project.language, base.text) if project.language else None
    except LookupError as error:
        place = str(project.root / FILE)
        raise Problem("setting-invalid", place, setting="language", wanted=str(error)) from None
    return pipeline.encode_text(
        base,
        language=pack,
        date=project.date,
        settings=project.settings,
        register=project.register,
    )


def is_xml(path: Path) -> bool:
    """Whether a file is XML, by its ending or its first character.

    Raises Problem where it cannot be read.
    """
    if path.suffix.lower() in (".xml", ".tei"):
        return True
    if path.suffix.lower() in (".txt", ".text", ".md"):
        return False
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("text-unreadable", str(path), reason=reason) from None


def read_tei(path: Path) -> tuple[bytes, etree._ElementTree]:
    """Any TEI P5 document, its bytes and its tree.

    Raises Problem where it cannot be read, is not well-formed or not TEI.
    """
    try:
        data = path.read_bytes()
        root = parse(data, str(path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("text-unreadable", str(path), reason=reason) from None
    except Unreadable as unreadable:
        first = next(iter(unreadable.findings))
        raise Problem("tei-broken", f"{path}:{first.line}", reason=first.message) from None
    if root.tag not in (TEI + "TEI", TEI + "teiCorpus"):
        raise Problem("root-not-tei", f"{path}:{root.sourceline}", name=str(root.tag))
    return data, root.getroottree()
