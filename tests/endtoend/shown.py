"""What of a TEI document's own text a reader of its pages is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# What no reader of the printed text sees.
_HIDDEN = {TEI + name for name in ("teiHeader", "gap", "index", "binaryObject", "figDesc")}


def tree_of(file: Path) -> etree._ElementTree:
    """A TEI file as it is, without entities and network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(str(file), parser)


def words_of(file: Path) -> Counter[str]:
    """The words of the text: what stands in `text`, without gap descriptions and index terms."""
    pieces = []
    for text in tree_of(file).getroot().iter(TEI + "text"):
        if not any(above.tag == TEI + "text" for above in text.iterancestors()):
            pieces += [t for t in text.xpath(".//text()") if not _inside(t.getparent(), t)]
    joined = re.sub(r"(\w)-\s*\x00\s*", r"\1", " ".join(pieces))
    return Counter(re.findall(r"\w+", joined))


def _inside(element: etree._Element, text: str) -> bool:
    """Whether a piece of text stands in something hidden."""
    if getattr(text, "is_tail", False):
        element = element.getparent()
    return any(e.tag in _HIDDEN for e in [element, *element.iterancestors()])


def lost(file: Path, shown: str) -> list[str]:
    """Words of the text that the shown text lacks, cut words and joined ones aside."""
    missing = words_of(file) - Counter(re.findall(r"\w+", shown))
    letters = re.sub(r"[\W_]+", "", shown)
    return [word for word in missing if word.replace("_", "") not in letters]


def addressed(file: Path, ids: Sequence[str]) -> tuple[int, int]:
    """(with an address among the ids of the pages, all): paragraphs of the text.

    A paragraph (`p`, neither in a note nor in another reading) is addressed by its xml:id, or where
    it has none by its number among all of its document (`p:12`).
    """
    aside = "ancestor::*[self::t:note or self::t:app or self::t:figDesc or self::t:teiHeader]"
    found = tree_of(file).xpath(f"//t:text//t:p[not({aside})]", namespaces={"t": TEI[1:-1]})
    names = [element.get(ID) for element in found]
    there = set(ids)
    given = sum(name in there for name in names)
    numbered = sum(name.startswith("p:") for name in ids)
    return given + min(numbered, sum(name not in there for name in names)), len(names)
