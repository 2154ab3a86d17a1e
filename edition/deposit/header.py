"""A teiHeader as the crosswalk reads it: what its XPaths find, with text and origin."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from edition.deposit.record import Origin, Text
from tei.names import NAMESPACE, XML_ID, XML_LANG, collapse, local
from tei.validation.paths import Paths

SPACES = {"t": NAMESPACE}
TABLE = Path(__file__).with_name("crosswalk.toml")
# Children whose own words are apart from their neighbours' though nothing stands between them.
PARTED = (
    *("title", "author", "editor", "publisher", "pubPlace", "date", "biblScope", "edition"),
    *("country", "region", "settlement", "institution", "repository", "collection", "idno"),
    *("msName", "orgName", "persName", "name", "monogr", "analytic", "imprint", "measure"),
    *("p", "item"),
)
BREAKS = ("lb", "pb", "cb", "gb", "milestone")  # a word ends there, unless @break says no
NAMED = ("title", "author", "editor", "persName", "orgName", "name", "publisher", "term")


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, Any]]:
    """The crosswalk, field by field."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=SPACES)


class Header:
    """The header of one document and its root element."""

    def __init__(self, root: etree._Element, file: str = "") -> None:
        """root: TEI or teiCorpus; file: how findings name the document."""
        self.root, self.file = root, file
        self._paths = Paths()

    def found(self, field: str) -> list[Any]:
        """The elements and attribute values of a field, as the table has it; none are empty."""
        entry = table()[field]
        nodes: list[Any] = []
        for path in entry["from"]:
            results = _compiled(path)(self.root)
            assert isinstance(results, list)
            nodes += [node for node in results if holds(node)]
            if nodes and not entry.get("all"):
                break
        return nodes

    def text(self, node: Any) -> Text:
        """The words of an element or an attribute, with their language and place."""
        if isinstance(node, str):
            return Text(node.strip(), "", self.origin(node))
        return Text(words(node), self.language_of(node), self.origin(node))

    def texts(self, field: str) -> list[Text]:
        """The words of a field."""
        return [text for node in self.found(field) if (text := self.text(node))]

    def first(self, field: str) -> Text:
        """The words of a field in the document's own language, else the first."""
        return self.preferred(self.texts(field))

    def preferred(self, texts: Sequence[Text]) -> Text:
        """Of several texts that of the document's language, else the first; empty for none."""
        main = self.main_language.split("-")[0]
        own = (text for text in texts if text.language.split("-")[0] == main)
        return next(own, texts[0] if texts else Text())

    def preferred_element(self, elements: Iterable[etree._Element]) -> etree._Element | None:
        """The same of elements that say their language themselves."""
        several = list(elements)
        main = self.main_language.split("-")[0]
        own = (one for one in several if one.get(XML_LANG, "").split("-")[0] == main)
        return next(own, several[0] if several else None)

    @cached_property
    def main_language(self) -> str:
        """The language of the document as it is tagged; "" where nothing says it."""
        tags = [self.root.get(XML_LANG, "")]
        tags += [text.get(XML_LANG, "") for text in self.root.findall("t:text", SPACES)]
        return next((str(tag) for tag in reversed(tags) if tag), "")

    def language_of(self, element: etree._Element) -> str:
        """The language in force at an element within the header; "" where nothing says it."""
        step: etree._Element | None = element
        while step is not None and step is not self.root:
            if tag := step.get(XML_LANG):
                return str(tag)
            step = step.getparent()
        return ""

    def origin(self, node: Any) -> Origin:
        """Where an element or an attribute stands."""
        if not isinstance(node, str):
            return Origin(self.file, int(node.sourceline or 0), self._paths.of(node))
        parent = node.getparent()  # type: ignore[attr-defined]
        name = str(node.attrname)  # type: ignore[attr-defined]
        short = name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
        path = f"{self._paths.of(parent)}/@{short}"
        return Origin(self.file, int(parent.sourceline or 0), path)

    @cached_property
    def _ids(self) -> Mapping[str, etree._Element]:
        """The elements of the header and the stand-off that have an xml:id."""
        places = self.root.findall("t:teiHeader", SPACES) + self.root.findall("t:standOff", SPACES)
        return {
            element.get(XML_ID, ""): element
            for place in places
            for element in place.iter(tag=etree.Element)
            if element.get(XML_ID)
        }

    def pointed(self, pointer: str) -> etree._Element | None:
        """The element of the header that a pointer as "#marlow" means."""
        return self._ids.get(pointer[1:]) if pointer.startswith("#") else None


def holds(node: Any) -> bool:
    """Whether a node of an XPath has words or attributes that say something."""
    if isinstance(node, str):
        return bool(node.strip())
    return bool(words(node)) or bool(node.attrib)


def words(element: etree._Element) -> str:
    """The words of an element; a comma stands where children follow each other without a mark.

    Comments and instructions have no words; a note to a title or a name is no part of it, and
    lines and pages end where a word does, but for those with @break="no".
    """
    pieces: list[str] = []
    parted = False
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, item in walker:
        if not isinstance(item.tag, str):
            continue
        if event == "start":
            if item is not element and _of_name(item):
                walker.skip_subtree()
                continue
            if local(item) in BREAKS and item.get("break") != "no":
                pieces.append(" ")
            if parted and item is not element and local(item) in PARTED:
                pieces.append(", ")
            parted = False
            pieces.append(item.text or "")
        elif item is not element:
            parted = (parted or local(item) in PARTED) and not (item.tail or "").strip()
            pieces.append(item.tail or "")
    return tidy("".join(pieces))


def _of_name(item: etree._Element) -> bool:
    """Whether an element is a note to a title or a name."""
    return local(item) == "note" and any(local(above) in NAMED for above in item.iterancestors())


def tidy(text: str) -> str:
    """Blanks collapsed, and no blank before a comma that was put in."""
    return collapse(collapse(text).replace(" , ", ", ").replace(",,", ",")).strip(", ")
