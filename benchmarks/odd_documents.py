"""Documents made from a RELAX NG grammar at random, and mutations of them.

What is made is mostly valid: content is chosen pattern by pattern, short where it grows
deep.  Each mutation is one change that an encoder could make by mistake.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
DEEP = 7
SAMPLES = {
    "anyURI": "#there",
    "boolean": "true",
    "date": "1842-05-03",
    "dateTime": "1842-05-03T12:00:00",
    "decimal": "0.5",
    "double": "0.5",
    "duration": "P1D",
    "gYear": "1842",
    "integer": "3",
    "language": "en",
    "Name": "name",
    "NCName": "name",
    "nonNegativeInteger": "3",
    "string": "word",
    "time": "12:00:00",
    "token": "word",
}
ATTRIBUTES = ("n", "type", "when", "target", "xml:id", "rend", "who", "cert", "ref", "level", "to")
VALUES = ("", "a", "a b", "1842-05-03", "1842-13-45", "#x", "high", "-1", "\u00a0", "m", "true")


class Maker:
    """Makes documents of one grammar."""

    def __init__(self, grammar: etree._Element, chance: random.Random):
        """grammar: in one file, simple or not."""
        self.chance = chance
        self.defines: dict[str, list[etree._Element]] = {}
        for node in grammar.iter(f"{RNG}define"):
            self.defines.setdefault(node.get("name", ""), []).append(node)
        start = next(grammar.iter(f"{RNG}start"))
        self.start = list(start.iter(f"{RNG}ref"))
        self.cost = self._costs()
        self.ids = 0

    def document(self) -> etree._Element:
        """A document."""
        holder = etree.Element("holder")
        self.ids = 0
        self._write(self.start[0], holder, 0)
        return holder[0]

    def _costs(self) -> dict[str, int]:
        """How deep the shortest content of each definition is."""
        cost = dict.fromkeys(self.defines, 10**6)
        changed = True
        while changed:
            changed = False
            for name, nodes in self.defines.items():
                new = sum(self._cost(child, cost) for node in nodes for child in inner(node))
                if new < cost[name]:
                    cost[name], changed = new, True
        return cost

    def _cost(self, node: etree._Element, cost: dict[str, int]) -> int:
        kind = local(node)
        if kind == "ref":
            return cost.get(node.get("name", ""), 10**6)
        costs = [self._cost(child, cost) for child in inner(node)]
        if kind == "choice":
            return min(costs, default=0)
        if kind == "notAllowed":
            return 10**6
        if kind in ("optional", "zeroOrMore", "attribute"):
            return 0
        return min(10**6, sum(costs) + (kind == "element"))

    def _write(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        """Write one pattern into an element."""
        kind = local(node)
        if kind == "element":
            self._element(node, parent, depth)
        elif kind == "attribute":
            self._attribute(node, parent)
        elif kind == "text":
            append(parent, self.chance.choice(["", "words ", "x"]))
        elif kind in ("data", "value", "list"):
            append(parent, self.value(node))
        for child in self._chosen(kind, node, depth):
            self._write(child, parent, depth)

    def _chosen(self, kind: str, node: etree._Element, depth: int) -> list[etree._Element]:
        """What of a pattern is written in its place."""
        inside = inner(node)
        if kind == "ref":
            definitions = self.defines.get(node.get("name", ""), ())
            return [child for definition in definitions for child in inner(definition)]
        if kind == "choice":
            return self._choose(inside, depth)
        if kind in ("group", "interleave", "optional", "zeroOrMore", "oneOrMore"):
            return inside * self._times(kind, inside, depth)
        return []

    def _times(self, kind: str, inside: list[etree._Element], depth: int) -> int:
        least = 0 if kind in ("optional", "zeroOrMore") else 1
        if kind not in ("optional", "zeroOrMore", "oneOrMore"):
            return least
        cost = sum(self._cost(child, self.cost) for child in inside)
        attribute = all(local(child) == "attribute" for child in inside)
        if cost >= 10**6 or (depth + cost > DEEP and not attribute):
            return least
        odds = 0.12 if attribute else 0.4
        more = self.chance.random() < odds
        return max(least, int(more)) + (kind != "optional" and more and self.chance.random() < 0.4)

    def _choose(self, inside: list[etree._Element], depth: int) -> list[etree._Element]:
        """One of the alternatives; a short one where it is deep already."""
        costs = [self._cost(child, self.cost) for child in inside]
        limit = max(min(costs, default=0), DEEP - depth)
        good = [child for child, cost in zip(inside, costs, strict=True) if cost <= limit]
        return [self.chance.choice(good)] if good else []

    def _element(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        name = node.get("name")
        if name is None:
            etree.SubElement(parent, "{urn:foreign}thing")
            return
        made = etree.SubElement(parent, f"{{{inherited(node)}}}{name}")
        for child in inner(node):
            self._write(child, made, depth + 1)

    def _attribute(self, node: etree._Element, parent: etree._Element) -> None:
        name = node.get("name")
        if name is None:
            return
        space = node.get("ns", "")
        name = name.removeprefix("xml:") if name.startswith("xml:") else name
        space = XML if node.get("name", "").startswith("xml:") else space
        values = [self.value(child) for child in inner(node)]
        value = values[0] if values else "word"
        if (space, name) == (XML, "id"):
            self.ids += 1
            value = f"i{self.ids}"
        parent.set(f"{{{space}}}{name}" if space else name, value)

    def value(self, node: etree._Element) -> str:
        """A value that mostly fits."""
        kind = local(node)
        inside = inner(node)
        if kind == "ref":
            found = [c for d in self.defines.get(node.get("name", ""), ()) for c in inner(d)]
            return self.value(found[0]) if found else "word"
        if kind == "value":
            return node.text or ""
        if kind == "data":
            return SAMPLES.get(node.get("type", ""), "word")
        if kind == "choice":
            return self.value(self.chance.choice(inside)) if inside else ""
        if kind in ("list", "group", "oneOrMore"):
            return " ".join(self.value(child) for child in inside)
        return "" if kind in ("optional", "zeroOrMore", "empty") else "word"


def mutations(document: etree._Element, chance: random.Random, count: int) -> Iterator[bytes]:
    """So many documents with one change each."""
    for _ in range(count):
        copy = deepcopy(document)
        nodes = list(copy.iter(etree.Element))
        chance.choice(CHANGES)(chance.choice(nodes), nodes, chance)
        yield etree.tostring(copy)


def renamed(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element takes another's name."""
    node.tag = chance.choice(nodes).tag


def removed(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element is missing."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def doubled(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element stands twice."""
    if node.getparent() is not None:
        node.addnext(deepcopy(node))


def moved(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """A copy of an element stands elsewhere."""
    chance.choice(nodes).insert(0, deepcopy(node))


def swapped(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element and the next change places."""
    following = node.getnext()
    if following is not None:
        following.addnext(node)


def foreign(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element of another namespace."""
    etree.SubElement(node, "{urn:foreign}thing")


def texted(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """Text where there was none."""
    node.text = "words"


def emptied(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An element without its content."""
    for child in list(node):
        node.remove(child)
    node.text = None


def attributed(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An attribute is set, whether it may be there or not."""
    name = chance.choice(ATTRIBUTES)
    name = f"{{{XML}}}id" if name == "xml:id" else name
    node.set(name, chance.choice(VALUES))


def revalued(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    """An attribute has another value, or is gone."""
    given = [(n, name) for n in nodes for name in n.attrib]
    if given:
        owner, name = chance.choice(given)
        owner.set(name, chance.choice(VALUES)) if chance.random() < 0.7 else owner.attrib.pop(name)


CHANGES = (
    renamed, removed, doubled, moved, swapped, foreign, texted, emptied, attributed, revalued
)  # fmt: skip


def append(parent: etree._Element, text: str) -> None:
    """Text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def inner(node: etree._Element) -> list[etree._Element]:
    """The patterns in a pattern."""
    found = [c for c in node if isinstance(c.tag, str) and c.tag.startswith(RNG)]
    names = ("name", "anyName", "nsName", "except", "param")
    return [child for child in found if local(child) not in names]


def local(node: etree._Element) -> str:
    """The name of a pattern."""
    return etree.QName(node).localname


def inherited(node: etree._Element) -> str:
    """The namespace in force."""
    return next((n.get("ns", "") for n in (node, *node.iterancestors()) if n.get("ns")), TEI)
