"""RELAX NG grammars that a customisation takes in by moduleRef/@url.

TEI P5 Guidelines, §22.8.2 (TEI Customizations with non-TEI modules).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.odd import source
from tei.odd.models import RNG
from tei.odd.specification import ExternalModule

R = f"{{{RNG}}}"
NAMESPACES: Any = {None: RNG}

declare(
    "odd-include-circular",
    "error",
    "The file includes itself, by itself or through others. Leave one of the includes out.",
    "An include takes another file in; following the includes must come to an end.",
    failing="a.rng includes b.rng, which includes a.rng",
    passing="a.rng includes b.rng",
    exit_code=1,
)


def definitions(external: ExternalModule) -> etree._Element:
    """The grammar as one `div` of definitions, names prefixed, without its start.

    What the moduleRef itself defines takes the place of definitions of the same name,
    unless it says how to combine.  Raises Problem("odd-unreadable") and
    Problem("odd-include-circular").
    """
    div = _inlined(Path(external.path), ())
    _prefix(div, external.prefix)
    own = [etree.fromstring(markup) for markup in external.markup]
    replaced = {n.get("name") for n in own if n.tag == f"{R}define" and not n.get("combine")}
    _without(div, replaced)
    div.extend(own)
    return div


def names(external: ExternalModule) -> frozenset[str]:
    """The names of all patterns that the module defines."""
    found = definitions(external).iter(f"{R}define")
    return frozenset(node.get("name", "") for node in found)


def defined_alone(external: ExternalModule) -> frozenset[str]:
    """The names of the patterns that do not say how to combine with others of the same name."""
    found = definitions(external).iter(f"{R}define")
    return frozenset(node.get("name", "") for node in found if not node.get("combine"))


def _inlined(path: Path, within: tuple[Path, ...]) -> etree._Element:
    """The definitions of a grammar and of those that it includes."""
    if path.resolve() in within:
        raise Problem("odd-include-circular", str(path))
    root = source.read_xml(path)
    div = etree.Element(f"{R}div", nsmap=NAMESPACES)
    for name in ("ns", "datatypeLibrary"):
        if root.get(name):
            div.set(name, root.get(name, ""))
    for child in root:
        if child.tag == f"{R}include":
            inner = _inlined(source.beside(path, child.get("href", "")), (*within, path.resolve()))
            _without(inner, {node.get("name") for node in child.iter(f"{R}define")})
            inner.extend(node for node in list(child) if node.tag != f"{R}start")
            div.append(inner)
        elif isinstance(child.tag, str) and child.tag != f"{R}start":
            div.append(child)
    return div


def _without(div: etree._Element, names: set[str | None]) -> None:
    for node in list(div.iter(f"{R}define")):
        parent = node.getparent()
        if node.get("name") in names and parent is not None:
            parent.remove(node)


def _prefix(div: etree._Element, prefix: str) -> None:
    for node in div.iter(f"{R}define", f"{R}ref"):
        node.set("name", prefix + node.get("name", ""))
