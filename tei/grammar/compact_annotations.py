"""Annotations of RELAX NG compact syntax: documentation, foreign attributes and elements."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tei.grammar.compact_names import Names
from tei.grammar.compact_tokens import KEYWORDS
from tei.grammar.compact_words import RNG, Words, placed

NOTES = "http://relaxng.org/ns/compatibility/annotations/1.0"
DOCUMENTATION = f"{{{NOTES}}}documentation"
CHILDLESS = ("value", "name", "param")  # what is said of them stands after them


@dataclass
class Notes:
    """What stands before a pattern or a definition."""

    attributes: dict[str, str] = field(default_factory=dict)
    elements: list[etree._Element] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.attributes or self.elements)


class Annotations:
    """Reads what is not grammar."""

    def __init__(self, words: Words, names: Names):
        """words: the cursor; names: the prefixes declared."""
        self.words, self.names = words, names

    def leading(self) -> Notes:
        """`## …` and `[ … ]` before something."""
        notes = Notes()
        while True:
            if self.words.here.kind == "documentation":
                notes.elements.append(self.documentation())
            elif self.words.at("["):
                self.bracket(notes)
            else:
                return notes

    def documentation(self) -> etree._Element:
        """Lines that begin with `##`."""
        token = self.words.advance()
        made = etree.Element(DOCUMENTATION, nsmap={"a": NOTES})
        made.text = token.value
        return placed(made, token)

    def bracket(self, notes: Notes) -> None:
        """One `[ … ]` before something."""
        self.words.expect("[")
        while not self.words.accept("]"):
            if self.words.next.value == "=":
                token = self.words.here
                name, value = self.attribute()
                if name in notes.attributes or not name.startswith("{") or RNG in name:
                    wrong = f"{token.value} cannot be an annotation: twice, or without a namespace"
                    raise self.words.error(wrong, token)
                notes.attributes[name] = value
            else:
                notes.elements.append(self.element())

    def at_element(self) -> bool:
        """Whether a foreign element stands here among definitions: `sch:pattern [ … ]`."""
        here, following = self.words.here, self.words.next
        if following.kind != "sign" or following.value != "[":
            return False
        return here.kind == "cname" or (here.kind == "name" and here.value not in KEYWORDS)

    def following(self) -> list[etree._Element]:
        """`>> element [ … ]` after something."""
        found = []
        while self.words.accept(">>"):
            found.append(self.element())
        return found

    def name(self) -> str:
        """The name of an annotation in Clark notation; without a prefix it has no namespace."""
        token = self.words.here
        if token.kind != "cname":
            return self.words.any_identifier("the name of an annotation")
        prefix, _, local = self.words.advance().value.partition(":")
        space = self.names.of_prefix(prefix, token)
        return f"{{{space}}}{local}" if space else local

    def attribute(self) -> tuple[str, str]:
        """`name = "value"`."""
        name = self.name()
        self.words.expect("=")
        return name, self.words.literal("the value of an annotation")

    def element(self) -> etree._Element:
        """`name [ attributes, elements and text ]`."""
        token = self.words.here
        name = self.name()
        spaces = {p: s for p, s in self.names.spaces.items() if s and f"{{{s}}}" in name}
        made = placed(etree.Element(name, nsmap=spaces), token)
        self.words.expect("[")
        self.words.enter()
        while not self.words.accept("]"):
            self.inside(made)
        self.words.leave()
        return made

    def inside(self, made: etree._Element) -> None:
        """One attribute, text or element inside a foreign element."""
        if self.words.here.kind == "literal":
            text = self.words.literal("text")
            if len(made):
                made[-1].tail = (made[-1].tail or "") + text
            else:
                made.text = (made.text or "") + text
        elif self.words.next.value == "=":
            made.set(*self.attribute())
        else:
            made.append(self.element())


def annotated(nodes: list[etree._Element], notes: Notes) -> list[etree._Element]:
    """A pattern (the first of the nodes) with what stood before it."""
    first = nodes[0]
    for name, value in notes.attributes.items():
        first.set(name, value)
    if etree.QName(first).localname in CHILDLESS:
        return [first, *notes.elements, *nodes[1:]]
    for place, element in enumerate(notes.elements):
        first.insert(place, element)
    return nodes
