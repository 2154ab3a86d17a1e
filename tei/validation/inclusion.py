"""XInclude, resolved beside the document and never elsewhere.

Source: W3C XInclude 1.0 (Second Edition); W3C XPointer element() Scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tei.diagnostics import Diagnostic, Rule, declare
from tei.validation.findings import Finding, broken
from tei.validation.reading import Unreadable, parse
from tei.validation.xpointer import pointed

XI = "http://www.w3.org/2001/XInclude"
INCLUDE, FALLBACK = f"{{{XI}}}include", f"{{{XI}}}fallback"
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 20
MOST = 20_000  # inclusions of one document
MOST_BYTES = 2**28  # of all included files
Read = Callable[[str, bytes, etree._Element], None]
_XI = f"xmlns='http://www.tei-c.org/ns/1.0' xmlns:xi='{XI}'"

MISSING = declare(
    "include-missing",
    "error",
    "The file {href}, which is to be included here, cannot be read ({reason}). Put it there, or "
    "mend the path.",
    "XInclude puts the content of other files into a document. The path is relative to the file "
    "that includes; without that file, what it holds was not checked.",
    failing=f"<TEI {_XI}><xi:include href='not-there.xml'/></TEI>",
    passing=f"<TEI {_XI}><xi:include href='not-there.xml'><xi:fallback/></xi:include></TEI>",
    source="W3C XInclude 1.0, §4.1",
)
LOOP = declare(
    "include-loop",
    "error",
    "The file {href} is included inside itself. Remove one of the two inclusions.",
    "A file that includes itself, alone or by way of others, never comes to an end.",
    failing=f"<TEI {_XI}><xi:include href=''/></TEI>",
    passing=f"<TEI {_XI}><text/></TEI>",
    source="W3C XInclude 1.0, §4.2.7",
)
OUTSIDE = declare(
    "include-outside",
    "error",
    "{href} is not inside the folder of this document or its project, and was not read. Copy "
    "the file beside the document.",
    "Documents that are checked may come from anywhere, so nothing is fetched from the network "
    "and no file elsewhere on the computer is read for them.",
    failing=f"<TEI {_XI}><xi:include href='https://example.org/chapter.xml'/></TEI>",
    passing=f"<TEI {_XI}><text/></TEI>",
    source="CWE-829",
)
POINTER = declare(
    "include-pointer-unread",
    "warning",
    "The part {pointer!r} of {href} could not be found; what it would include was not checked.",
    "Of XPointer, identifiers are understood (xpointer='intro', element(intro)) and the steps of "
    "element() (element(/1/2)). Give the part an xml:id and point to it.",
    failing=f"<TEI {_XI}><xi:include href='' xpointer='nowhere'/></TEI>",
    passing=f"<TEI {_XI}><text/></TEI>",
    source="W3C XPointer element() Scheme",
)


TOO_MUCH = declare(
    "include-too-much",
    "error",
    "The document includes more than {files:,} files, {megabytes} MB or {levels} levels; the rest "
    "was not read. Check the parts by themselves.",
    "Files that include one another several times swell beyond all measure, so there is a limit.",
    failing="ten files, each including the next ten times",
    passing=f"<TEI {_XI}><text/></TEI>",
    source="CWE-776",
)


class Including:
    """Resolves the inclusions of one document.

    findings: what is wrong with the inclusions
    unread:   why files that are included are no XML
    """

    def __init__(self, allowed: Sequence[Path], hear: Read):
        """allowed: the folders from which files may be read; hear: called with each file."""
        self.allowed, self.hear = allowed, hear
        self.findings: list[Finding] = []
        self.unread: list[Diagnostic] = []
        self.count = self.size = 0

    def resolve(
        self, tree: etree._Element, path: Path | None, name: str, chain: tuple[Path, ...]
    ) -> None:
        """Put the included files into a tree; what cannot be included is told and left out.

        path, name: the file that the tree was read from, and how findings name it
        chain:      the files that include one another down to this one
        """
        for include in list(tree.iter(INCLUDE)):
            if not self._wanted(include):
                continue
            if len(chain) > DEEPEST or self.count >= MOST or self.size > MOST_BYTES:
                self._tell_limit(include)
                return
            self.count += 1
            if not self._one(include, path, name, chain):
                self._fall_back(include)
            elif include.getparent() is not None:
                _unwrap(include, etree.Element("nothing"))

    def _wanted(self, include: etree._Element) -> bool:
        """Whether an inclusion is still in the tree, and not in a fallback that nobody needs."""
        if include.getparent() is None:
            return False
        return next(include.iterancestors(FALLBACK), None) is None

    def _one(
        self, include: etree._Element, path: Path | None, name: str, chain: tuple[Path, ...]
    ) -> bool:
        """Resolve one inclusion; False where its fallback is to be taken."""
        href = include.get("href", "")
        pointer = include.get("xpointer", "")
        if path is None:
            return self._unread(include, href, "the document has no folder")
        target = self._target(include, href, path)
        if target is None:
            return True
        if target == path and pointer:
            return self._put_own(include, pointer, name)
        if target in chain:
            self._tell(LOOP, include, href=href or target.name)
            return True
        try:
            data = target.read_bytes()
        except OSError as error:
            return self._unread(include, href, error.strerror or str(error))
        self.size += len(data)
        shown = f"{name[: -len(path.name)]}{href}" if name.endswith(path.name) else str(target)
        if include.get("parse") == "text":
            return self._put_text(include, data)
        return self._put(include, target, data, shown, pointer, chain)

    def _target(self, include: etree._Element, href: str, path: Path) -> Path | None:
        """The file that is meant; None, told, where it may not be read."""
        target = (path.parent / unquote(href.removeprefix("file://"))).resolve() if href else path
        remote = re.match(r"[a-zA-Z][\w+.-]+:", href) and not href.startswith("file:")
        if remote or not any(target.is_relative_to(folder) for folder in self.allowed):
            self._tell(OUTSIDE, include, href=href)
            return None
        return target

    def _unread(self, include: etree._Element, href: str, reason: str) -> bool:
        """Tell that a file is missing, unless a fallback stands in for it."""
        if include.find(FALLBACK) is not None:
            return False
        self._tell(MISSING, include, href=href, reason=reason)
        return True

    def _put(
        self,
        include: etree._Element,
        target: Path,
        data: bytes,
        shown: str,
        pointer: str,
        chain: tuple[Path, ...],
    ) -> bool:
        """Put the elements of an XML file in the place of its inclusion."""
        try:
            root = parse(data, shown)
        except Unreadable as unreadable:
            self.unread.extend(unreadable.findings)
            return True
        self.hear(shown, data, root)
        part = pointed(root, pointer) if pointer else root
        if part is None:
            self._tell(POINTER, include, pointer=pointer, href=shown)
            return True
        self.resolve(root, target, shown, (*chain, target))
        _replace(include, part)
        return True

    def _put_own(self, include: etree._Element, pointer: str, name: str) -> bool:
        """Put a copy of another part of the same file in the place of an inclusion."""
        part = pointed(include.getroottree().getroot(), pointer)
        if part is None:
            self._tell(POINTER, include, pointer=pointer, href=name)
        elif part in (include, *include.iterancestors()):
            self._tell(LOOP, include, href=f"{name}#{pointer}")
        else:
            _replace(include, deepcopy(part))
        return True

    def _put_text(self, include: etree._Element, data: bytes) -> bool:
        """Put a plain text in the place of its inclusion."""
        encoding = include.get("encoding") or "utf-8"
        try:
            words = data.decode(encoding)
        except (LookupError, UnicodeDecodeError) as error:
            return self._unread(include, include.get("href", ""), str(error))
        holder = etree.Element("text")
        holder.text = NOT_IN_XML.sub("", words)
        _unwrap(include, holder)
        return True

    def _fall_back(self, include: etree._Element) -> None:
        """Put the content of the fallback in the place of an inclusion."""
        fallback = include.find(FALLBACK)
        if fallback is not None:
            _unwrap(include, fallback)

    def _tell_limit(self, include: etree._Element) -> None:
        """Tell once that there is a limit."""
        if all(finding.code != TOO_MUCH.code for finding in self.findings):
            size = MOST_BYTES // 2**20
            self._tell(TOO_MUCH, include, files=MOST, megabytes=size, levels=DEEPEST)

    def _tell(self, rule: Rule, include: etree._Element, **fields: Any) -> None:
        self.findings.append(broken(rule, include, **fields))


def _replace(include: etree._Element, part: etree._Element) -> None:
    """Put an element in the place of another, which keeps the text that follows it."""
    parent = include.getparent()
    assert parent is not None
    part.tail = include.tail
    parent.replace(include, part)


def _unwrap(include: etree._Element, holder: etree._Element) -> None:
    """Put the content of an element in the place of an inclusion."""
    parent = include.getparent()
    assert parent is not None
    children = list(holder)
    before, place = include.getprevious(), parent.index(include)
    tail = include.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    words = (holder.text or "") + ("" if children else tail)
    include.tail = None
    parent.remove(include)
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
