"""RELAX NG written in compact syntax, laid out for reading."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei.grammar.compact_annotations import CHILDLESS
from tei.grammar.compact_spelling import (
    Prefixes,
    identifier,
    in_force,
    literal,
    of_attribute,
    space_of,
)
from tei.grammar.compact_tree import (
    Elements,
    as_lines,
    attributes_of,
    foreign_attributes,
    has_notes,
    inner,
    is_pattern,
    kind,
    own_notes,
    patterns_in,
    spelt_lines,
    with_following,
)
from tei.grammar.compact_words import DEEPEST, RNG

WIDTH = 92
SIGNS = {"group": ", ", "choice": " | ", "interleave": " & "}
REPEATS = {"zeroOrMore": "*", "oneOrMore": "+", "optional": "?"}
ASSIGN = {"choice": "|=", "interleave": "&="}
CLASSES = ("name", "nsName", "anyName", "choice")


def write(grammar: etree._Element) -> str:
    """A RELAX NG element tree in compact syntax.

    Documentation becomes `##`, other annotations stand in brackets, comments are left out.
    Raises ValueError where the tree is no RELAX NG or is nested beyond reason.
    """
    deepest = max(sum(1 for _ in node.iterancestors()) for node in grammar.iter(etree.Element))
    if deepest > DEEPEST:
        raise ValueError(f"the grammar is nested {deepest} levels deep; {DEEPEST} can be written")
    return Writer(grammar).text()


class Writer:
    """Writes one grammar.

    A pattern is written as text whose lines after the first are indented already.
    """

    def __init__(self, root: etree._Element):
        """root: `grammar` or a single pattern."""
        self.root = root
        self.prefixes = Prefixes(root)

    def text(self) -> str:
        """The whole grammar."""
        head = "\n".join(self.prefixes.declarations())
        if kind(self.root) == "grammar":
            body = self.definitions(self.root, 0)
        else:
            body = self.pattern(self.root, 0)
        return f"{head}\n\n{body}\n" if head else f"{body}\n"

    # Definitions

    def definitions(self, parent: etree._Element, indent: int) -> str:
        """The definitions inside a grammar, a division or an inclusion."""
        parts = []
        for child in parent.iterchildren(etree.Element):
            if is_pattern(child):
                parts.append(self.definition(child, indent))
            else:
                parts.append(self.foreign(child, indent))
        return ("\n" + " " * indent).join(parts)

    def definition(self, node: etree._Element, indent: int) -> str:
        """One definition with what is said of it."""
        notes = self.notes(own_notes(node), node, indent)
        what = kind(node)
        if what in ("div", "grammar"):
            return f"{notes}{what} {self.block(node, indent)}"
        if what == "include":
            inner = f" {self.block(node, indent)}" if patterns_in(node) else ""
            return f"{notes}include {self.address(node)}{inner}"
        if what not in ("start", "define"):
            raise ValueError(f"{what} cannot stand among definitions")
        name = "start" if what == "start" else identifier(node.get("name", ""))
        sign = ASSIGN.get(node.get("combine", ""), "=")
        flat = self.joined(node, ", ", indent)
        room = WIDTH - indent - len(name) - len(sign) - 2
        if len(flat) <= room and "\n" not in flat:
            return f"{notes}{name} {sign} {flat}"
        broken = self.joined(node, ", ", indent + 2)
        return f"{notes}{name} {sign}\n{' ' * (indent + 2)}{broken}"

    def block(self, node: etree._Element, indent: int) -> str:
        """Definitions in braces; the notes of the node itself are written before it."""
        parts = [self.definition(child, indent + 2) for child in patterns_in(node)]
        inner = "".join(f"\n{' ' * (indent + 2)}{part}" for part in parts)
        return f"{{{inner}\n{' ' * indent}}}"

    def address(self, node: etree._Element) -> str:
        """An address and the namespace that is handed on."""
        space = in_force(node, "ns")
        other = space != self.prefixes.default and space is not None
        inherit = f" inherit = {self.prefixes.prefixes[space or '']}" if other else ""
        return literal(node.get("href", "")) + inherit

    # Patterns

    def pattern(
        self, node: etree._Element, indent: int, after: Sequence[etree._Element] = ()
    ) -> str:
        """A pattern with its annotations.

        after: annotations that the XML syntax puts after it.
        """
        own, behind = own_notes(node), list(after)
        if kind(node) in CHILDLESS:
            own, behind = [*own, *behind], []
        notes = self.notes(own, node, indent)
        text = self.bare(node, indent)
        if notes and kind(node) in (*SIGNS, *REPEATS):
            text = f"({text})"
        return notes + text + "".join(f" >> {self.foreign(note, indent)}" for note in behind)

    def bare(self, node: etree._Element, indent: int) -> str:
        """A pattern without its annotations."""
        what = kind(node)
        if what in SIGNS:
            return self.joined(node, SIGNS[what], indent)
        if what in REPEATS:
            return self.tight(node, indent) + REPEATS[what]
        if what in ("element", "attribute"):
            return f"{what} {self.name(node)} {self.braced(node, indent)}"
        if what in ("list", "mixed"):
            return f"{what} {self.braced(node, indent)}"
        if what == "grammar":
            return f"grammar {self.block(node, indent)}"
        return self.leaf(node, what, indent)

    def leaf(self, node: etree._Element, what: str, indent: int) -> str:
        """A pattern that holds no other."""
        name = identifier(node.get("name", ""))
        if what in ("empty", "text", "notAllowed"):
            return what
        if what in ("ref", "parentRef"):
            return name if what == "ref" else f"parent {name}"
        if what == "value":
            typed = f"{self.prefixes.datatype(node)} " if node.get("type") else ""
            return typed + literal(node.text or "")
        if what == "externalRef":
            return f"external {self.address(node)}"
        if what == "data":
            return self.data(node, indent)
        raise ValueError(f"{what} is no pattern of RELAX NG")

    def data(self, node: etree._Element, indent: int) -> str:
        """A datatype with its parameters and exceptions."""
        params = [
            f"{self.notes(own_notes(param), param, indent)}{param.get('name')} = "
            + literal(param.text or "")
            for param in node.iterchildren(f"{{{RNG}}}param")
        ]
        text = self.prefixes.datatype(node)
        if params:
            text += f" {{ {' '.join(params)} }}"
        exception = node.find(f"{{{RNG}}}except")
        return text if exception is None else f"{text} - {self.tight(exception, indent, ' | ')}"

    def joined(self, node: etree._Element, sign: str, indent: int) -> str:
        """The patterns in a node, joined by an operator."""
        children = list(with_following(node))
        if len(children) == 1:
            return self.pattern(children[0][0], indent, children[0][1])
        parts = [self.part(child, sign, indent, after) for child, after in children]
        flat = sign.join(parts)
        if "\n" not in flat and indent + len(flat) <= WIDTH:
            return flat or ("text" if kind(node) == "attribute" else "empty")
        if sign == ", ":
            return f",\n{' ' * indent}".join(parts)
        parts = [parts[0], *(self.part(c, sign, indent + 2, a) for c, a in children[1:])]
        return f"\n{' ' * indent}{sign.lstrip()}".join(parts)

    def part(self, node: etree._Element, sign: str, indent: int, after: Elements) -> str:
        """A pattern beside others: in parentheses where it has another operator."""
        inside = node
        while kind(inside) in SIGNS and len(patterns_in(inside)) == 1 and not own_notes(inside):
            if inside.attrib or len(inside) > 1:
                break
            inside = patterns_in(inside)[0]
        if kind(inside) in SIGNS and len(patterns_in(inside)) > 1 and not has_notes(inside):
            return f"({self.pattern(inside, indent + 1, after)})"
        return self.pattern(node, indent, after)

    def tight(self, node: etree._Element, indent: int, sign: str = ", ") -> str:
        """The patterns in a node as one that a sign may follow."""
        inner = patterns_in(node)
        lonely = len(inner) == 1 and kind(inner[0]) not in (*SIGNS, *REPEATS)
        if lonely and not next(with_following(node))[1]:
            return self.pattern(inner[0], indent)
        return f"({self.joined(node, sign, indent + 1)})"

    def braced(self, node: etree._Element, indent: int) -> str:
        """The patterns in a node in braces, on one line where they fit."""
        flat = self.joined(node, ", ", indent)
        if "\n" not in flat and indent + len(flat) < WIDTH - 20:
            return f"{{ {flat} }}"
        inner = self.joined(node, ", ", indent + 2)
        return f"{{\n{' ' * (indent + 2)}{inner}\n{' ' * indent}}}"

    def name(self, node: etree._Element) -> str:
        """The name or the name class of an element or attribute."""
        if node.get("name"):
            return self.single(node, node.get("name", ""), kind(node) == "attribute")
        return self.name_class(next(c for c in inner(node) if kind(c) in CLASSES))

    def single(self, node: etree._Element, name: str, attribute: bool) -> str:
        local = name.strip().rpartition(":")[2]
        if attribute:
            return self.prefixes.attribute_name(space_of(node), local)
        return self.prefixes.element_name(space_of(node), local)

    def name_class(self, node: etree._Element) -> str:
        """A name class."""
        what = kind(node)
        if what == "name":
            return self.single(node, node.text or "", of_attribute(node))
        if what == "choice":
            return f"({' | '.join(self.name_class(child) for child in inner(node))})"
        text = "*"
        if what == "nsName":
            text = f"{self.prefixes.prefixes[space_of(node) or '']}:*"
        exception = node.find(f"{{{RNG}}}except")
        if exception is None:
            return text
        names = " | ".join(self.name_class(child) for child in inner(exception))
        return f"{text} - ({names})"

    # Annotations

    def notes(self, elements: Elements, node: etree._Element, indent: int) -> str:
        """What is said of a node, each on lines of its own, up to where the node begins."""
        lines: list[str] = []
        inside = []
        for element in elements:
            if as_lines(element):
                lines += [""] if lines else []  # without it two notes would be read as one
                lines += (f"## {line}".rstrip() for line in spelt_lines(element))
            else:
                inside.append(self.foreign(element, indent + 2))
        names = foreign_attributes(node)
        said = [f"{self.prefixes.foreign_name(n)} = {literal(node.get(n, ''))}" for n in names]
        if said or inside:
            lines.append(f"[ {' '.join([*said, *inside])} ]")
        return "".join(line + "\n" + " " * indent for line in lines)

    def foreign(self, node: etree._Element, indent: int) -> str:
        """An annotation element: `name [ … ]`."""
        parts = [
            f"{self.prefixes.foreign_name(name)} = {literal(value)}"
            for name, value in attributes_of(node)
        ]
        parts += [literal(node.text)] if node.text else []
        for child in node.iterchildren():
            if isinstance(child.tag, str):
                parts.append(self.foreign(child, indent + 2))
            parts += [literal(child.tail)] if child.tail else []
        name = self.prefixes.foreign_name(node.tag)
        flat = f"{name} [ {' '.join(parts)} ]"
        if "\n" not in flat and indent + len(flat) <= WIDTH:
            return flat
        return (
            f"{name} [{''.join(chr(10) + ' ' * (indent + 2) + p for p in parts)}\n{' ' * indent}]"
        )
