"""A Schematron schema with the files that it includes or extends put in their places."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.validation.schematron.extraction import extract, modern
from tei.validation.schematron.model import SchematronError, local, sch

DEEPEST = 40  # inclusions within inclusions
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Read = Callable[[Path], etree._Element]


def whole(root: etree._Element, path: Path, read: Read) -> etree._Element:
    """The schema element with every include and every external extends put in its place."""
    root = copy.deepcopy(root)
    if local(root) != "schema":
        root = extract(root)
    _include(root, path, read, 0)
    return root


def _include(root: etree._Element, path: Path, read: Read, depth: int) -> None:
    """Put the files that a tree names in their places."""
    if depth > DEEPEST:
        raise SchematronError(f"its files include one another without end ({path.name})")
    for node in list(root.iter(sch("include"), sch("extends"))):
        href = node.get("href")
        if href is None:
            continue
        file, found = _included(href, path, read)
        found = copy.deepcopy(found)
        _include(found, file, read, depth + 1)
        parts = [found] if local(node) == "include" else list(found)
        parent = node.getparent()
        if parent is None:
            raise SchematronError("an include stands outside the schema")
        for part in reversed(parts):
            part.tail = None
            parent.insert(parent.index(node) + 1, part)
        parent.remove(node)


def _included(href: str, path: Path, read: Read) -> tuple[Path, etree._Element]:
    """The file and the element that an address names."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        raise SchematronError(f"it includes {href}: nothing is fetched from the network")
    file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not file.is_file():
        raise SchematronError(f"it includes {href}, which is not there")
    root = modern(read(file))
    if not parts.fragment:
        return file, root
    for node in root.iter(tag=etree.Element):
        if parts.fragment in (node.get("id"), node.get(XML_ID)):
            return file, node
    raise SchematronError(f"it includes {href}, but nothing there has this id")
