"""What a schemaSpec says of itself, its declarations apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tei.names import TEI, XML_LANG, collapse, local
from tei.odd import source
from tei.odd.models import names
from tei.odd.occurrences import place_of
from tei.odd.selection import Part
from tei.odd.specification import ExternalModule
from tei.odd.texts import children


def title(root: etree._Element) -> str:
    """The title of the document."""
    node = next(root.iter(TEI + "title"), None)
    told = (
        b""
        if node is None
        else etree.tostring(node, method="text", with_tail=False, encoding="utf-8")
    )
    return collapse(told.decode("utf-8"))


def language(schema: etree._Element) -> str:
    """The language of the documentation: the schema's @docLang, its language, English."""
    given = schema.get("docLang", "").split()
    return given[0] if given else schema.get(XML_LANG) or "en"


def exceptions(schema: etree._Element) -> dict[str, Any]:
    """What any element leaves out, where the schema says it."""
    given = schema.get("defaultExceptions")
    return {} if given is None else {"exceptions": names(given, schema)}


def externals(parts: Iterable[Part]) -> Iterator[ExternalModule]:
    """The grammars that moduleRefs take in by @url."""
    for part in parts:
        if local(part.node) == "moduleRef" and part.node.get("url"):
            path = source.beside(Path(part.file), part.node.get("url", ""))
            source.read_xml(path)
            place = place_of(part.node, part.file)
            held = (child for node in children(part.node, "content") for child in node)
            markup = (etree.tostring(c, encoding="unicode", with_tail=False) for c in held)
            yield ExternalModule(str(path), part.node.get("prefix", ""), tuple(markup), place)
