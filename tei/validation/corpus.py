"""Documents made of several files, and folders of documents.

Every element keeps the file it was read from, so that findings name the file they belong to.
Source: W3C XInclude 1.0 (Second Edition); TEI P5 Guidelines, §15.1 (teiCorpus).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei.diagnostics import Diagnostic
from tei.validation.findings import Finding, InOrder, elements_of
from tei.validation.grouping import grouped
from tei.validation.placing import placed

XI = "http://www.w3.org/2001/XInclude"
INCLUDE = f"{{{XI}}}include"
IN_BYTES = XI.encode()
HREF = re.compile(rb"""<(?:[\w.-]+:)?include\b[^<>]*?\bhref\s*=\s*["']([^"'<>]+)["']""")
HEAD = 16_384  # bytes that tell what a file is
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[^<>]*>")
ENDINGS = (".xml", ".tei", ".odd")


@dataclass
class Part:
    """One file of a document.

    name:     how findings name it
    data:     its bytes; b"" for a tree without a file
    elements: all its elements in document order, the inclusions among them
    """

    name: str
    data: bytes
    elements: Iterable[etree._Element]


@dataclass
class Assembled:
    """A document and the files that it is assembled from.

    parts:    the document's own file first
    findings: what is wrong with the inclusions
    unread:   why files that are included are no XML
    altered:  whether the tree is no longer what the bytes of its file say
    """

    root: etree._Element
    parts: list[Part]
    findings: list[Finding] = field(default_factory=list)
    unread: list[Diagnostic] = field(default_factory=list)
    altered: bool = False

    def add(self, name: str, data: bytes, root: etree._Element) -> None:
        """Add a file that was included."""
        self.parts.append(Part(name, data, elements_of(root)))

    def placed(self, findings: Sequence[Finding]) -> list[tuple[Finding, Diagnostic]]:
        """The findings with their places, file by file, each in the order of its text."""
        owner: dict[etree._Element | None, str] = {}
        if len(self.parts) > 1:
            owner = {element: part.name for part in self.parts for element in part.elements}
        pairs = []
        for part in self.parts:
            own = grouped(
                f for f in findings if owner.get(f.element, self.parts[0].name) == part.name
            )
            told = placed(own, part.elements, part.data, part.name)
            both = zip(own, told, strict=True)
            pairs += sorted(both, key=lambda pair: (pair[1].line, pair[1].column))
        return pairs


def assembled(
    root: etree._Element,
    data: bytes,
    name: str,
    path: Path | None = None,
    within: Path | None = None,
) -> Assembled:
    """A document with its inclusions resolved.

    path:   the document's file; without one nothing can be included
    within: the folder that may be read besides the document's own, the project's
    """
    if IN_BYTES not in data or root.find(f".//{INCLUDE}") is None:
        return Assembled(root, [Part(name, data, InOrder(root))])
    document = Assembled(root, [Part(name, data, elements_of(root))])
    path = path.resolve() if path is not None else None
    allowed = [path.parent] if path is not None else []
    allowed += [within.resolve()] if within is not None else []
    from tei.validation.inclusion import Including  # few documents include others

    including = Including(allowed, document.add)
    including.resolve(root, path, name, (path,) if path is not None else ())
    document.altered = True
    document.findings, document.unread = including.findings, including.unread
    return document


def included_by(path: Path) -> Iterator[Path]:
    """The files that a file includes, by a look at its bytes; none where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    if IN_BYTES in data:
        for href in HREF.findall(data):
            yield (path.parent / unquote(href.decode("utf-8", "replace"))).resolve()


def documents(
    paths: Iterable[Path], hear: Callable[[Path], None] = lambda path: None
) -> list[Path]:
    """The files that are meant by files and folders: in their order, each once.

    A folder means the .xml, .tei and .odd files in it and below, sorted, without hidden ones,
    without those that another of them includes (they are checked as parts of it), and without
    those that are another kind of XML.

    hear: called with each file of a folder that is another kind of XML
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _of_folder(path, hear) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def _of_folder(folder: Path, hear: Callable[[Path], None]) -> Iterator[Path]:
    """The documents of a folder."""
    files = [file for file in sorted(folder.rglob("*")) if _is_xml(file, folder)]
    parts = {part for file in files for part in included_by(file) if part != file.resolve()}
    for file in files:
        if parts and file.resolve() in parts:
            continue
        if may_be_tei(file):
            yield file
        else:
            hear(file)


def _is_xml(file: Path, folder: Path) -> bool:
    """Whether a file of a folder is to be looked at."""
    if file.suffix.lower() not in ENDINGS:
        return False
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.is_file()


def may_be_tei(file: Path) -> bool:
    """Whether a file is TEI of any kind, or nobody can say what it is.

    TEI is what names TEI's namespace or a schema before or in its first tag, or begins with an
    element that is called as in TEI P4 or P5.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD).replace(b"\0", b"")
    except OSError:
        return True
    bare = COMMENT.sub(b"", head)
    root = ROOT.search(bare)
    if root is None or b"<?xml-model" in bare:
        return True
    return b"tei-c.org/ns" in bare[: root.end()] or root[1].lower().startswith(b"tei")
