"""Datatypes of RELAX NG as simple types of XML Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from tei.grammar.compact_annotations import DOCUMENTATION
from tei.grammar.compact_names import XSD
from tei.grammar.compact_spelling import in_force
from tei.grammar.compact_tree import kind, patterns_in
from tei.grammar.compact_words import RNG

XS = "http://www.w3.org/2001/XMLSchema"
Node = etree._Element
Type = str | Node  # the name of a type, or a simpleType
STRING = "xs:string"


class Types:
    """Makes simple types; definitions that are values get a name of their own."""

    def __init__(self, defines: dict[str, list[Node]], qualified: Callable[[str], str] | None):
        """qualified: gives the name of a definition its prefix; None where all is spelt out."""
        self.defines, self.qualified = defines, qualified
        self.used: dict[str, Node] = {}

    def of(self, patterns: Iterable[Node]) -> Type:
        """The type of the values that any one of the patterns takes."""
        members: list[Type] = []
        values: dict[str, list[Node]] = {}
        for pattern in self.alternatives(patterns):
            if kind(pattern) in ("value", "empty"):
                values.setdefault(base_of(pattern), []).append(pattern)
            else:
                members.append(self.single(pattern))
        members += [enumeration(base, found) for base, found in values.items()]
        return union(members)

    def alternatives(self, patterns: Iterable[Node]) -> Iterator[Node]:
        """The alternatives of patterns, choices and references opened where they can be."""
        for pattern in patterns:
            what = kind(pattern)
            inside = patterns_in(pattern)
            if what in ("choice", "optional") or (what == "group" and len(inside) == 1):
                yield from self.alternatives(inside)
                if what == "optional":
                    yield etree.Element(f"{{{RNG}}}empty")
            elif what == "ref" and not self.is_named(pattern):
                for part in self.defines.get(pattern.get("name", ""), ()):
                    yield from self.alternatives(patterns_in(part))
            elif what != "notAllowed":
                yield pattern

    def is_named(self, pattern: Node) -> bool:
        """Whether a reference becomes a type with a name."""
        return (
            self.qualified is not None and len(self.defines.get(pattern.get("name", ""), ())) == 1
        )

    def single(self, pattern: Node) -> Type:
        """The type of one pattern."""
        what = kind(pattern)
        if what == "ref":
            return self.by_name(pattern.get("name", ""))
        if what == "data":
            return restricted(pattern)
        if what == "list":
            return self.listed(pattern)
        return STRING

    def by_name(self, name: str) -> Type:
        """The type of a definition, made when it is first wanted."""
        if name not in self.used:
            self.used[name] = etree.Element("pending")
            made = self.of(patterns_in(self.defines[name][0]))
            if isinstance(made, str):
                whole = simple()
                add(whole, "restriction", base=made)
            else:
                whole = made
            whole.set("name", name)
            self.used[name] = whole
        return self.qualified(name) if self.qualified else name

    def listed(self, pattern: Node) -> Type:
        """A list of words, with the least and the greatest number of them."""
        items: list[Node] = []
        least, most = self.count(patterns_in(pattern), items)
        item = self.of(items)
        inner = simple()
        named = {"itemType": item} if isinstance(item, str) else {}
        words = add(inner, "list", **named)
        if not isinstance(item, str):
            words.append(item)
        whole = simple()
        restriction = add(whole, "restriction")
        restriction.append(inner)
        add(restriction, "minLength", value=str(least))
        if most is not None:
            add(restriction, "maxLength", value=str(most))
        return whole

    def count(self, patterns: Iterable[Node], items: list[Node]) -> tuple[int, int | None]:
        """How many words patterns one after the other take; what they are goes to `items`."""
        least = 0
        most: int | None = 0
        for pattern in patterns:
            low, high = self.words(pattern, items)
            least += low
            most = None if most is None or high is None else most + high
        return least, most

    def words(self, pattern: Node, items: list[Node]) -> tuple[int, int | None]:
        """How many words a pattern takes."""
        what, inside = kind(pattern), patterns_in(pattern)
        if what in ("oneOrMore", "zeroOrMore", "optional"):
            least, most = self.count(inside, items)
            least = least if what == "oneOrMore" else 0
            return least, most if what == "optional" else None
        if what == "choice":
            counts = [self.words(one, items) for one in inside]
            tops = [high for _, high in counts if high is not None]
            return min(low for low, _ in counts), max(tops) if len(tops) == len(counts) else None
        if what in ("group", "interleave"):
            return self.count(inside, items)
        if what == "empty":
            return 0, 0
        items.append(pattern)
        return 1, 1


def simple() -> Node:
    """An empty simpleType."""
    return etree.Element(f"{{{XS}}}simpleType", nsmap={"xs": XS})


def add(parent: Node, name: str, /, **attributes: str) -> Node:
    """A new child of XML Schema's namespace."""
    return etree.SubElement(parent, f"{{{XS}}}{name}", attributes)


def base_of(pattern: Node) -> str:
    """The built-in type of a datatype or value."""
    library = in_force(pattern, "datatypeLibrary") or ""
    if kind(pattern) == "value" and not pattern.get("type"):
        return "xs:token"
    name = pattern.get("type", "token")
    return f"xs:{name}" if library == XSD or name in ("string", "token") else STRING


def restricted(pattern: Node) -> Type:
    """A datatype with its parameters; each pattern is a restriction of its own, for all hold."""
    made: Type = base_of(pattern)
    plain = []
    for param in pattern.iterchildren(f"{{{RNG}}}param"):
        if param.get("name") == "pattern":
            made = restriction_of(made, [param])
        else:
            plain.append(param)
    return restriction_of(made, plain) if plain else made


def restriction_of(base: Type, params: list[Node]) -> Node:
    """A type narrowed by facets."""
    whole = simple()
    named = {"base": base} if isinstance(base, str) else {}
    node = add(whole, "restriction", **named)
    if not isinstance(base, str):
        node.append(base)
    for param in params:
        add(node, param.get("name", ""), value=param.text or "")
    return whole


def enumeration(base: str, values: list[Node]) -> Node:
    """A closed list of values, with what is said of each."""
    whole = simple()
    node = add(whole, "restriction", base=base)
    seen: set[str] = set()
    for value in values:
        if (text := value.text or "") not in seen:
            seen.add(text)
            document(add(node, "enumeration", value=text), following_notes(value))
    return whole


def union(members: list[Type]) -> Type:
    """A type that takes what any member takes."""
    unique = {m if isinstance(m, str) else etree.tostring(m): m for m in members}
    if STRING in unique or not unique:
        return STRING
    if len(unique) == 1:
        return next(iter(unique.values()))
    whole = simple()
    names = [member for member in unique.values() if isinstance(member, str)]
    node = add(whole, "union", **({"memberTypes": " ".join(names)} if names else {}))
    node.extend([member for member in unique.values() if not isinstance(member, str)])
    return whole


def notes_in(node: Node) -> list[str]:
    """The documentation among the children of a pattern, but for that of its values."""
    values = {note for v in node.iterchildren(f"{{{RNG}}}value") for note in v.itersiblings()}
    found = (note for note in node.iterchildren(DOCUMENTATION) if note not in values)
    return [" ".join("".join(map(str, note.itertext())).split()) for note in found]


def following_notes(value: Node) -> list[str]:
    """The documentation that stands after a value, up to the next pattern."""
    found = []
    for node in value.itersiblings(etree.Element):
        if node.tag != DOCUMENTATION:
            break
        found.append(" ".join("".join(map(str, node.itertext())).split()))
    return found


def document(node: Node, notes: Iterable[str]) -> None:
    """Put documentation at the head of a declaration."""
    texts = [text for text in notes if text]
    if texts:
        annotation = etree.Element(f"{{{XS}}}annotation")
        node.insert(0, annotation)
        for text in texts:
            add(annotation, "documentation").text = text
