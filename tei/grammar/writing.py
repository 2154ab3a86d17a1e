"""From patterns back to the XML syntax, for people and for libxml2.

Pruning a grammar to the elements that a document has makes it small: libxml2 needs many
seconds for the whole of TEI, and comes to no end with some of its customisations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from lxml import etree

from tei.grammar.names import AnyName, Name, NameChoice, NameClass, names, namespace_of
from tei.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Attribute,
    Builder,
    Choice,
    Constant,
    Data,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Value,
)

RNG = "http://relaxng.org/ns/structure/1.0"
TAGS: dict[type[Pattern], str] = {
    Choice: "choice",
    Group: "group",
    Interleave: "interleave",
    OneOrMore: "oneOrMore",
}


class Pruning:
    """A grammar without the elements that a document does not have."""

    def __init__(self, builder: Builder, kept: Collection[str]):
        """kept: names of elements in Clark notation."""
        self.builder = builder
        self.kept = kept
        self._known: dict[Pattern, Pattern] = {}

    def pruned(self, pattern: Pattern) -> Pattern:
        """The pattern, what cannot occur being not allowed; contents are pruned when asked."""
        if pattern not in self._known:
            self._known[pattern] = self._made(pattern)
        return self._known[pattern]

    def _made(self, pattern: Pattern) -> Pattern:
        if isinstance(pattern, Element):
            if not any(names(pattern.name, name) for name in self.kept):
                return NOT_ALLOWED
            content = pattern  # bound here: the content is pruned later
            return self.builder.element(pattern.name, lambda: self.pruned(content.content), "")
        parts = [self.pruned(part) for part in pattern.parts]
        if isinstance(pattern, Choice):
            return self.builder.choice(parts)
        if isinstance(pattern, Group):
            return self.builder.group(parts)
        if isinstance(pattern, Interleave):
            return self.builder.interleave(parts)
        return self.builder.one_or_more(parts[0]) if isinstance(pattern, OneOrMore) else pattern


# lxml's stubs do not know that a namespace may have no prefix
PLAIN: dict[str, str] = {None: RNG}  # type: ignore[dict-item]


def grammar_of(start: Pattern) -> etree._Element:
    """A `grammar` in the XML syntax; what is used more than once becomes a definition."""
    writer = Writer(_shared(start))
    root = etree.Element(f"{{{RNG}}}grammar", nsmap=PLAIN)
    writer.write(start, etree.SubElement(root, f"{{{RNG}}}start"))
    while writer.waiting:
        pattern = writer.waiting.pop()
        define = etree.SubElement(root, f"{{{RNG}}}define", name=writer.defined[pattern])
        if isinstance(pattern, Element):
            writer.write_element(pattern, define)
        else:
            writer.write_inside(pattern, define)
    return root


def written(pattern: Pattern) -> etree._Element:
    """One pattern without elements in the XML syntax."""
    holder = etree.Element(f"{{{RNG}}}group", nsmap=PLAIN)
    Writer(frozenset()).write(pattern, holder)
    return holder[0]


def _shared(start: Pattern) -> frozenset[Pattern]:
    """The patterns made of others that are used more than once."""
    uses: Counter[Pattern] = Counter()
    waiting = [start]
    while waiting:
        pattern = waiting.pop()
        uses[pattern] += 1
        if uses[pattern] == 1:
            waiting.extend(_inner(pattern))
    return frozenset(p for p, count in uses.items() if count > 1 and type(p) in TAGS)


def _inner(pattern: Pattern) -> Iterable[Pattern]:
    """The patterns directly inside."""
    if isinstance(pattern, Element):
        return (pattern.content,)
    return (pattern.value,) if isinstance(pattern, Attribute) else pattern.parts


class Writer:
    """Writes patterns as nodes.

    defined: names of the definitions that were used; waiting: those still to be written
    """

    def __init__(self, shared: frozenset[Pattern]):
        """shared: patterns that become definitions, besides the elements."""
        self.shared = shared
        self.defined: dict[Pattern, str] = {}
        self.waiting: list[Pattern] = []

    def write(self, pattern: Pattern, parent: etree._Element) -> None:
        """Write a pattern, or the name of its definition."""
        if not isinstance(pattern, Element) and pattern not in self.shared:
            self.write_inside(pattern, parent)
            return
        if pattern not in self.defined:
            self.defined[pattern] = f"p{len(self.defined)}"
            self.waiting.append(pattern)
        etree.SubElement(parent, f"{{{RNG}}}ref", name=self.defined[pattern])

    def write_inside(self, pattern: Pattern, parent: etree._Element) -> None:
        """Write a pattern itself."""
        if isinstance(pattern, Choice) and EMPTY in pattern.parts:
            self._write_optional(pattern, parent)
        elif isinstance(pattern, Constant):
            etree.SubElement(parent, f"{{{RNG}}}{pattern.word}")
        elif isinstance(pattern, Attribute):
            node = etree.SubElement(parent, f"{{{RNG}}}attribute")
            write_names(pattern.name, node)
            self.write(pattern.value, node)
        elif isinstance(pattern, Data):
            self._write_data(pattern, parent)
        elif isinstance(pattern, Value):
            node = etree.SubElement(parent, f"{{{RNG}}}value", type=pattern.datatype)
            node.set("datatypeLibrary", pattern.library)
            node.text = pattern.value
        else:
            node = etree.SubElement(parent, f"{{{RNG}}}{TAGS.get(type(pattern), 'list')}")
            for part in pattern.parts:
                self.write(part, node)

    def write_element(self, element: Element, parent: etree._Element) -> None:
        """Write an element with its content."""
        node = etree.SubElement(parent, f"{{{RNG}}}element")
        write_names(element.name, node)
        self.write(element.content, node)

    def _write_optional(self, pattern: Choice, parent: etree._Element) -> None:
        """Write a choice with nothing in it."""
        parts = [part for part in pattern.parts if part is not EMPTY]
        repeated = len(parts) == 1 and isinstance(parts[0], OneOrMore)
        tag = "zeroOrMore" if repeated else "optional"
        node = etree.SubElement(parent, f"{{{RNG}}}{tag}")
        if len(parts) > 1:
            node = etree.SubElement(node, f"{{{RNG}}}choice")
        for part in parts[0].parts if repeated else parts:
            self.write(part, node)

    def _write_data(self, pattern: Data, parent: etree._Element) -> None:
        node = etree.SubElement(parent, f"{{{RNG}}}data", type=pattern.datatype)
        node.set("datatypeLibrary", pattern.library)
        for name, value in pattern.params:
            etree.SubElement(node, f"{{{RNG}}}param", name=name).text = value
        if pattern.excluded is not None:
            self.write(pattern.excluded, etree.SubElement(node, f"{{{RNG}}}except"))


def write_names(names_of: NameClass, parent: etree._Element) -> None:
    """Write a name class."""
    if isinstance(names_of, Name):
        node = etree.SubElement(parent, f"{{{RNG}}}name", ns=namespace_of(names_of.name))
        node.text = names_of.name.rpartition("}")[2]
        return
    if isinstance(names_of, NameChoice):
        node = etree.SubElement(parent, f"{{{RNG}}}choice")
        for option in names_of.options:
            write_names(option, node)
        return
    tag = "anyName" if isinstance(names_of, AnyName) else "nsName"
    node = etree.SubElement(parent, f"{{{RNG}}}{tag}")
    if not isinstance(names_of, AnyName):
        node.set("ns", names_of.namespace)
    if names_of.excluded is not None:
        write_names(names_of.excluded, etree.SubElement(node, f"{{{RNG}}}except"))
