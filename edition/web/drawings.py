"""SVG pictures from others: one that could do more than be looked at is not taken along.

In an `img` a browser runs nothing of a drawing, but a drawing also has an address of its own, and
opened there its scripts would run in the name of the edition.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from tei.diagnostics import declare

declare(
    "picture-unsafe",
    "warning",
    "The picture {url} is left out: it is an SVG that holds scripts, or asks other addresses. Save "
    "it as plain SVG, or as PNG.",
    "A drawing can hold scripts, handlers of events, pages and pictures of other hosts. Opened at "
    "its own address they would run in the name of the edition.",
    failing='<graphic url="map.svg"/>, where map.svg has <script>alert(1)</script>',
    passing='<graphic url="map.svg"/>, where map.svg only draws',
    source="W3C, SVG Integration; OWASP, Unrestricted File Upload",
)

MOST = 20_000_000  # bytes; a larger one is not looked through
_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
_WITHIN = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"@import|javascript:|url\(\s*[\"']?(?!#|data:image/|\s)", re.IGNORECASE)


def is_harmless(file: Path) -> bool:
    """Whether a picture that is an SVG only draws; True for pictures of other kinds."""
    if file.suffix.lower() != ".svg":
        return True
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        if file.stat().st_size > MOST:
            return False
        tree = etree.parse(str(file), parser)
    except (OSError, etree.XMLSyntaxError):
        return False
    inner: Any = tree.docinfo.internalDTD  # the stubs know no entities
    if inner is not None and list(inner.iterentities()):
        return False
    return all(map(_only_draws, tree.iter()))


def _only_draws(node: etree._Element) -> bool:
    if not isinstance(node.tag, str):  # a style sheet of its own may be named there
        return not isinstance(node, etree._ProcessingInstruction)
    name = etree.QName(node).localname
    if name in _ACTIVE or (name == "style" and _ELSEWHERE.search(node.text or "")):
        return False
    return all(_is_quiet(str(key), str(value)) for key, value in node.attrib.items())


def _is_quiet(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name.startswith("on"):
        return False
    if name in ("href", "src"):
        return _WITHIN.match(value) is not None
    return _ELSEWHERE.search(value) is None
