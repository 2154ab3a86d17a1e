"""The parts of a schemaSpec, with the groups that it refers to taken in where they are named.

TEI P5 Guidelines, §23.1 (specGrp, specGrpRef).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.names import TEI, XML_ID, local
from tei.odd import source
from tei.odd.selection import Part, Report
from tei.odd.texts import EXAMPLES

declare(
    "odd-group-missing",
    "warning",
    "There is no specGrp with the @xml:id {name!r} in {where}. The reference was passed over.",
    "A specGrpRef takes in the declarations of a specGrp, in this file (#name) or another "
    "(file.odd#name).",
    failing='<specGrpRef target="#headers"/>',
    passing='<specGrp xml:id="headers">…</specGrp> … <specGrpRef target="#headers"/>',
    source="TEI P5 Guidelines, specGrpRef",
)
declare(
    "odd-group-circular",
    "error",
    "The specGrp {name!r} takes itself in. Leave one of the references out.",
    "The references between groups of declarations must come to an end.",
    failing='<specGrp xml:id="a"><specGrpRef target="#a"/></specGrp>',
    passing='<specGrp xml:id="a"><elementSpec ident="p" mode="delete"/></specGrp>',
    source="TEI P5 Guidelines, specGrpRef",
    exit_code=1,
)


INCLUDE = "{http://www.w3.org/2001/XInclude}include"
EXAMPLE = f"{{{EXAMPLES}}}egXML"


def parts_of(
    holder: etree._Element, path: Path, report: Report, within: tuple[str, ...] = ()
) -> Iterator[Part]:
    """The children of a schemaSpec or specGrp, groups and references to them followed.

    within: the groups that led here.  Raises Problem("odd-unreadable").
    """
    for child in holder:
        name = local(child)
        if name == "specGrp":
            yield from parts_of(child, path, report, within)
        elif name == "specGrpRef":
            yield from _referred(Part(child, str(path)), report, within)
        elif name:
            yield Part(child, str(path))


def joined(root: etree._Element, path: Path, within: tuple[Path, ...] = ()) -> etree._Element:
    """A document with the files that it takes in by XInclude, those in examples apart.

    Raises Problem("odd-unreadable") and Problem("odd-include-circular").
    """
    if path.resolve() in within:
        raise Problem("odd-include-circular", str(path))
    within = (*within, path.resolve())
    for node in list(root.iter(INCLUDE)):
        parent = node.getparent()
        if parent is None or next(node.iterancestors(EXAMPLE), None) is not None:
            continue
        other = source.beside(path, node.get("href", ""))
        part = joined(source.read_xml(other), other, within)
        named = [e for e in part.iter(etree.Element) if e.get(XML_ID) == node.get("xpointer")]
        part = named[0] if named else part
        part.tail = node.tail
        parent.replace(node, part)
    return root


def _referred(part: Part, report: Report, within: tuple[str, ...]) -> Iterator[Part]:
    """The parts of the group that a specGrpRef names."""
    address, ident = urldefrag(part.node.get("target", "").strip())
    here = Path(part.file)
    path = source.beside(here, address) if address else here
    root = joined(source.read_xml(path), path) if address else part.node.getroottree().getroot()
    key = f"{path.resolve()}#{ident}"
    if key in within:
        report.add("odd-group-circular", part, name=ident or path.name)
        return
    group = _group(root, ident)
    if group is None:
        report.add("odd-group-missing", part, name=ident, where=path)
        return
    yield from parts_of(group, path, report, (*within, key))


def _group(root: etree._Element, ident: str) -> etree._Element | None:
    """The group of an id; without one, the document's own root where that is a group."""
    if not ident:
        return root if local(root) == "specGrp" else next(root.iter(TEI + "specGrp"), None)
    return next((g for g in root.iter(TEI + "specGrp") if g.get(XML_ID) == ident), None)
