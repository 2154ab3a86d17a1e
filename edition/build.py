"""build: one text or TEI file → its TEI and its editions, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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
from tei.validation.check import check_bytes
from tei.validation.reading import Unreadable, parse

declare(
    "format-unknown",
    "error",
    "There is no writer for the format {name}. Known: {known}.",
    "Each output format is made by a writer; the name is that of --format or of [build] formats.",
    failing="edition build --format docx speech.txt",
    passing="edition build --format html speech.txt",
)
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

    files:    the TEI, then the editions, in the order they were made
    findings: what validation and the writers said
    document: the encoding, where the input was plain text
    """

    text: Path
    files: tuple[Path, ...]
    findings: tuple[Diagnostic, ...] = ()
    document: Document | None = None


def build_all(project: Project, texts: list[Path], hear: Hear) -> Iterator[Built]:
    """Build each text.  Several texts get a folder each below the project's output folder.

    hear: called with a line on what is being done
    """
    known = writers.installed()
    for name in project.formats:
        if name not in known:
            raise Problem("format-unknown", str(project.root), name=name, known=", ".join(known))
    for text in texts:
        folder = project.folder / text.stem if len(texts) > 1 else project.folder
        yield build(project, text, folder, hear)


def build(project: Project, text: Path, folder: Path, hear: Hear) -> Built:
    """Build one text into a folder: encode (or read TEI), validate, write every format."""
    findings: list[Diagnostic] = []
    document = None
    if is_xml(text):
        hear(f"reading {text.name}")
        data, tree = read_tei(text)
    else:
        hear(f"encoding {text.name}")
        document = encode(project, text)
        data = document.serialise()
        tree = etree.ElementTree(etree.fromstring(data))
    tei_file = folder / f"{text.stem}.xml"
    write_whole(tei_file, data)
    files = [tei_file]
    if document is not None:
        hear("validating")
        findings += check_bytes(data, name=str(tei_file))
    options = {
        "name": text.stem,
        "base": text.parent,
        "file": str(tei_file),
        "report": findings.append,
        "web": project.web,
        "print": project.print,
        "data": data,
        "root": project.root,
    }
    if (project.root / "xslt").is_dir():
        options["overrides"] = project.root / "xslt"
    if folder_of_fonts := font_folder(project.print.fonts, project.root):
        options["fonts"] = folder_of_fonts
    known = writers.installed()
    for name in sorted(project.formats, key=lambda name: not known[name].suffix):
        hear(f"writing {name}")  # folders last: they take single files along
        if not known[name].suffix:
            options["downloads"] = files[1:]
        files += known[name].write(tree, folder, options)
    return Built(text, tuple(files), tuple(findings), document)


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
