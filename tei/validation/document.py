"""A document as the rules see it: walked once, looked up often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from tei.names import NAMESPACE, XML_ID, XML_LANG

TEI = f"{{{NAMESPACE}}}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
Held = tuple[etree._Element, str]
MOST_ATTRIBUTES = 100  # of one element; more are read another way
ATTRIBUTES: Any = etree.XPath("@*")
STRING = etree.XPath("string()", smart_strings=False)


def text_of(element: etree._Element) -> str:
    """The character data of an element and all in it, without comments and instructions."""
    return str(STRING(element))


def _attributes(element: etree._Element) -> Iterable[tuple[str, str]]:
    """The attributes of an element: lxml looks each value up among all, which takes for ever."""
    if len(element.attrib) <= MOST_ATTRIBUTES:
        return ((str(name), str(value)) for name, value in element.items())
    return ((str(value.attrname), str(value)) for value in ATTRIBUTES(element))


@dataclass(frozen=True)
class Document:
    """A parsed document with what the rules ask of it.

    root: its root element
    data: the bytes it was read from; b"" for a tree that never was a file
    path: the file it was read from; None where there is none.  Rules that look for files
          beside the document say nothing without it.
    """

    root: etree._Element
    data: bytes = b""
    path: Path | None = None

    @property
    def whole(self) -> bool:
        """Whether it is a TEI document, not a piece of one."""
        return self.root.tag in (TEI + "TEI", TEI + "teiCorpus")

    def named(self, *names: str) -> Iterator[etree._Element]:
        """The TEI elements of these names; in document order for each name."""
        for name in names:
            yield from self._walked[0].get(TEI + name, ())

    def having(self, attribute: str) -> Sequence[Held]:
        """Every TEI element that has an attribute (Clark name), with the value, in order.

        Elements without a namespace count as TEI: pieces of documents, and P4.
        """
        return self._walked[1].get(attribute, ())

    @property
    def tags(self) -> Mapping[str, Sequence[etree._Element]]:
        """All elements by their Clark names."""
        return self._walked[0]

    @property
    def attributes(self) -> Mapping[str, Sequence[Held]]:
        """All attributes of TEI elements by their Clark names."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[dict[str, list[etree._Element]], dict[str, list[Held]]]:
        """The elements by name and the attributes by name, from one walk.

        Examples of encoding (egXML) are looked up as elements only: what they hold is quoted.
        Elements of other namespaces are so too, but for their identifiers.
        """
        tags: dict[str, list[etree._Element]] = defaultdict(list)
        attributes: dict[str, list[Held]] = defaultdict(list)
        for element in self.root.iter(tag=etree.Element):
            tag = str(element.tag)
            tags[tag].append(element)
            if tag.startswith(EXAMPLES):
                continue
            own = tag.startswith(TEI) or tag[0] != "{"
            for name, value in _attributes(element):
                if own or name == XML_ID:
                    attributes[name].append((element, value))
        return dict(tags), dict(attributes)

    @cached_property
    def ids(self) -> dict[str, list[etree._Element]]:
        """The elements of each xml:id, as it is written without blanks at its ends."""
        found: dict[str, list[etree._Element]] = defaultdict(list)
        for element, name in self.having(XML_ID):
            found[name.strip()].append(element)
        return dict(found)

    @cached_property
    def text(self) -> str:
        """All character data, one after another; no attributes."""
        return text_of(self.root)

    def language(self, element: etree._Element) -> str:
        """The language in force at an element, as a tag; "" where nothing says it."""
        step: etree._Element | None = element
        while step is not None:
            tag = step.get(XML_LANG)
            if tag is not None:
                return str(tag)
            step = step.getparent()
        return self.main_language

    @cached_property
    def main_language(self) -> str:
        """The language of the text: of `text`, of the root, or the only one of langUsage."""
        for place in (*self.named("text"), self.root):
            if tag := place.get(XML_LANG):
                return str(tag)
        idents = [element.get("ident", "") for element in self.named("language")]
        return idents[0] if len(idents) == 1 else ""
