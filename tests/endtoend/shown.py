"""What of a TEI document's own text a reader of its pages is shown."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
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


def paragraphs(file: Path) -> int:
    """The paragraphs (`p`) of the text that stand neither in a note nor in another reading."""
    aside = "ancestor::*[self::t:note or self::t:app or self::t:figDesc or self::t:teiHeader]"
    path = f"count(//t:text//t:p[not({aside})])"
    return int(tree_of(file).xpath(path, namespaces={"t": TEI[1:-1]}))
