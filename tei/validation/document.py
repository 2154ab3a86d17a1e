"""A document as the rules see it: walked once, looked up often."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from lxml import etree

from tei.names import NAMESPACE, XML_ID, XML_LANG
from tei.validation.encodings import encoding_of, misdeclared

TEI = f"{{{NAMESPACE}}}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
Held = tuple[etree._Element, str]
MOST_ATTRIBUTES = 100  # of one element; more are read another way
MOST_KEPT = 20_000  # elements of one name, or having one attribute; more are looked for again
ATTRIBUTES: Any = etree.XPath("@*")
STRING = etree.XPath("string()", smart_strings=False)
ASCII = bytes(range(128))
QUOTED = re.compile(rb'>[^<"]*"')  # behind a tag, before the next
# References to characters, entities, and files that are included (XInclude).
CODED = (b"&#", b"<!ENTITY", b"http://www.w3.org/2001/XInclude")
NONE, IDENTIFIERS, ALL = range(3)  # attributes of an element that count


def text_of(element: etree._Element) -> str:
    """The character data of an element and all in it, without comments and instructions."""
    return str(STRING(element)) if len(element) else element.text or ""


def text_before(element: etree._Element) -> str:
    """The text between an element and the tag, comment or instruction before it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


@dataclass
class Walked:
    """What one walk over a tree brings together.

    elements: by Clark name; the first MOST_KEPT
    holders:  elements that have an attribute, by its Clark name; the first MOST_KEPT
    values:   of each attribute, every value once
    """

    elements: dict[str, list[etree._Element]]
    holders: dict[str, list[etree._Element]]
    values: dict[str, set[str]]


def _walk(root: etree._Element) -> Walked:
    """The elements by name and the attributes by name."""
    elements: dict[str, list[etree._Element]] = {}
    holders: dict[str, list[etree._Element]] = {}
    reach: dict[str, int] = {}
    pairs: set[tuple[str, str]] = set()
    for element in root.iter(etree.Element):  # runs for all there are: few things are called
        tag: str = element.tag
        if (same := elements.get(tag)) is None:
            same, reach[tag] = elements.setdefault(tag, []), _reach(tag)
        if len(same) < MOST_KEPT:
            same.append(element)
        if (attributes := element.attrib) and reach[tag]:
            found = _attributes(element, len(attributes), reach[tag])
            pairs.update(found)
            for name, _ in found:
                if (having := holders.get(name)) is None:
                    having = holders[name] = []
                if len(having) < MOST_KEPT:
                    having.append(element)
    values: dict[str, set[str]] = {name: set() for name in holders}
    for name, value in pairs:
        values[name].add(value)
    return Walked(elements, holders, values)


def _reach(tag: str) -> int:
    """Which attributes of an element count: all of TEI's, and of those without a namespace."""
    if tag.startswith(TEI) or tag[0] != "{":
        return ALL
    return NONE if tag.startswith(EXAMPLES) else IDENTIFIERS


def _attributes(element: etree._Element, count: int, reach: int) -> Sequence[tuple[str, str]]:
    """The attributes of an element that count; count: how many it has.

    lxml looks each value up among all, which takes for ever where there are many.
    """
    if reach == IDENTIFIERS:
        name = element.get(XML_ID)
        return [(XML_ID, name)] if name is not None else []
    if count <= MOST_ATTRIBUTES:
        return cast("Sequence[tuple[str, str]]", element.items())
    return [(str(value.attrname), str(value)) for value in ATTRIBUTES(element)]


@dataclass(frozen=True)
class Document:
    """A parsed document with what the rules ask of it.

    Examples of encoding (egXML) are looked up as elements only: what they hold is quoted.
    Elements of other namespaces are so too, but for their identifiers.

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
            kept = self._walked.elements.get(TEI + name, ())
            yield from kept if len(kept) < MOST_KEPT else self.root.iter(TEI + name)

    def having(self, attribute: str) -> Iterable[Held]:
        """Every TEI element that has an attribute (Clark name), with the value, in order.

        Elements without a namespace count as TEI: pieces of documents, and P4.
        """
        holders = self._walked.holders.get(attribute, ())
        if len(holders) < MOST_KEPT:
            return ((element, element.get(attribute, "")) for element in holders)
        return self._found(attribute)

    def _found(self, attribute: str) -> Iterator[Held]:
        """The elements that have an attribute, looked for one by one."""
        least = IDENTIFIERS if attribute == XML_ID else ALL
        for element in self.root.iter(etree.Element):
            value = element.get(attribute)
            if value is not None and _reach(str(element.tag)) >= least:
                yield element, value

    @property
    def tags(self) -> Collection[str]:
        """The Clark names of all elements."""
        return self._walked.elements.keys()

    @property
    def values(self) -> Mapping[str, Collection[str]]:
        """The values of each attribute (Clark name) of TEI elements, each once."""
        return self._walked.values

    @cached_property
    def _walked(self) -> Walked:
        return _walk(self.root)

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

    @cached_property
    def signs(self) -> frozenset[str]:
        """The characters that are not ASCII: all of the text, perhaps others of the markup."""
        data = self.data if self._as_written else self.text.encode()
        return frozenset(data.translate(None, ASCII).decode("utf-8", "replace"))

    def may_quote(self) -> bool:
        """Whether a straight quotation mark may stand in the text."""
        if self._as_written:
            return QUOTED.search(self.data) is not None
        return '"' in self.text

    def may_hold(self, sign: str) -> bool:
        """Whether an ASCII character can stand in the text; it may stand in markup alone."""
        return sign.encode() in self.data if self._as_written else sign in self.text

    @cached_property
    def misdeclared(self) -> tuple[str, str]:
        """The encoding that the file declares and that it is in; ("", "") where they agree."""
        return misdeclared(self.data)

    @cached_property
    def _as_written(self) -> bool:
        """Whether the text is the file's bytes but for the tags: nothing is coded or included."""
        if not self.data or any(mark in self.data for mark in CODED):
            return False
        try:
            return encoding_of(self.data) == "utf-8"
        except ValueError:
            return False

    def language(self, element: etree._Element) -> str:
        """The language in force at an element, as a tag; "" where nothing says it."""
        step: etree._Element | None = element
        if self._only_language is not None:
            return self._only_language
        while step is not None:
            tag = step.get(XML_LANG)
            if tag is not None:
                return str(tag)
            step = step.getparent()
        return self.main_language

    @cached_property
    def _only_language(self) -> str | None:
        """The language in force everywhere; None where elements may differ."""
        if any(_reach(tag) < ALL for tag in self.tags):
            return None
        tags = list(self.having(XML_LANG))
        if not tags:
            return self.main_language
        return tags[0][1] if len(tags) == 1 and tags[0][0] is self.root else None

    @cached_property
    def main_language(self) -> str:
        """The language of the text: of `text`, of the root, or the only one of langUsage."""
        for place in (*self.named("text"), self.root):
            if tag := place.get(XML_LANG):
                return str(tag)
        idents = [element.get("ident", "") for element in self.named("language")]
        return idents[0] if len(idents) == 1 else ""
