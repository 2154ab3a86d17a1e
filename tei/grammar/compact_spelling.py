"""How names, strings, namespaces and datatypes are spelt in compact syntax."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from lxml import etree

from tei.grammar.compact_names import XML, XSD
from tei.grammar.compact_tokens import KEYWORDS
from tei.grammar.compact_words import RNG

NAMED = ("element", "attribute", "name", "nsName")
USUAL = {
    "http://relaxng.org/ns/compatibility/annotations/1.0": "a",
    "http://purl.oclc.org/dsdl/schematron": "sch",
    "http://www.tei-c.org/ns/1.0": "tei",
    "http://www.tei-c.org/ns/Examples": "teix",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "": "none",
    RNG: "rng",
}


def literal(text: str) -> str:
    """A string in quotation marks; parts joined by `~` where it holds every kind of mark."""
    text = text.replace("\r", " ").replace("\\x", "\\x{5C}x")
    for mark in ('"', "'"):
        if mark not in text and "\n" not in text:
            return f"{mark}{text}{mark}"
    if '"""' not in text and not text.startswith('"') and not text.endswith('"'):
        return f'"""{text}"""'
    parts = re.findall(r"\"+|[^\"]+", text)
    spelt = (f"'{part}'" if '"' in part else f'"""{part}"""' for part in parts)
    return " ~ ".join(spelt)


def identifier(name: str) -> str:
    """A name of a definition, with a backslash where it is a keyword."""
    return f"\\{name}" if name in KEYWORDS else name


def in_force(node: etree._Element, attribute: str) -> str | None:
    """`ns` or `datatypeLibrary` as inherited at a node; None where none is given."""
    for place in (node, *node.iterancestors()):
        value = place.get(attribute)
        if value is not None:
            return value
    return None


def space_of(node: etree._Element) -> str | None:
    """The namespace of the name that a node gives; None where it is left to the includer."""
    name = node.get("name") or (node.text or "").strip()
    prefix, colon, _ = name.rpartition(":")
    if colon and etree.QName(node).localname != "nsName":
        return XML if prefix == "xml" else node.nsmap.get(prefix, "")
    if etree.QName(node).localname == "attribute" and node.get("ns") is None:
        return ""
    return in_force(node, "ns")


class Prefixes:
    """The prefixes of a grammar, and its default namespace."""

    def __init__(self, root: etree._Element):
        """root: the whole grammar."""
        spaces = Counter(name_spaces(root))
        inherits = spaces.pop(None, 0)
        self.default: str | None = root.get("ns")
        if self.default is None and not inherits and spaces:
            elements = Counter(space_of(node) for node in root.iter(f"{{{RNG}}}element"))
            self.default = elements.most_common(1)[0][0] if elements else None
        given = {space: prefix for prefix, space in declared(root)}
        self.prefixes: dict[str, str] = {XML: "xml"}
        fresh = (f"ns{number}" for number in count(1))
        wanted = {space for space in spaces if space is not None} | set(foreign_spaces(root))
        for space in sorted(wanted - {XML}):
            prefix = given.get(space) or USUAL.get(space) or next(fresh)
            while prefix in self.prefixes.values():
                prefix = next(fresh)
            self.prefixes[space] = prefix
        libraries = {in_force(data, "datatypeLibrary") or "" for data in typed(root)}
        others = sorted(libraries - {"", XSD})
        self.libraries = {library: f"d{number}" for number, library in enumerate(others, 1)}
        self.has_xsd = XSD in libraries

    def declarations(self) -> list[str]:
        """The lines at the head of the grammar."""
        lines = ['datatypes xsd = "' + XSD + '"'] if self.has_xsd else []
        lines += [f"datatypes {p} = {literal(space)}" for space, p in self.libraries.items()]
        if self.default is not None:
            prefix = self.prefixes.get(self.default)
            name = f" {prefix}" if prefix and self.default else ""
            lines.append(f"default namespace{name} = {literal(self.default)}")
        for space, prefix in self.prefixes.items():
            if space != XML and (space != self.default or not space):
                lines.append(f"namespace {prefix} = {literal(space)}")
        return lines

    def element_name(self, space: str | None, local: str) -> str:
        """The name of an element."""
        if space == self.default or space is None:
            return local
        return f"{self.prefixes[space]}:{local}"

    def attribute_name(self, space: str | None, local: str) -> str:
        """The name of an attribute; without a prefix it has no namespace."""
        return f"{self.prefixes[space]}:{local}" if space else local

    def foreign_name(self, name: str) -> str:
        """The name of an annotation, from Clark notation."""
        return self.attribute_name(etree.QName(name).namespace, etree.QName(name).localname)

    def datatype(self, node: etree._Element) -> str:
        """The name of a datatype with the prefix of its library."""
        library = in_force(node, "datatypeLibrary") or ""
        prefix = "xsd" if library == XSD else self.libraries.get(library, "")
        return f"{prefix}:{node.get('type')}" if prefix else node.get("type", "token")


def typed(root: etree._Element) -> Iterator[etree._Element]:
    """The patterns that name a datatype."""
    yield from root.iter(f"{{{RNG}}}data")
    yield from (node for node in root.iter(f"{{{RNG}}}value") if node.get("type"))


def name_spaces(root: etree._Element) -> Iterator[str | None]:
    """The namespace of each name and each inclusion."""
    for node in root.iter(*(f"{{{RNG}}}{kind}" for kind in NAMED)):
        bare = etree.QName(node).localname in ("element", "attribute") and not node.get("name")
        if not bare and (space := space_of(node)) != "":
            yield space
        elif not bare and etree.QName(node).localname in ("element", "nsName"):
            yield ""
        elif not bare and etree.QName(node).localname == "name":
            yield from [] if of_attribute(node) else [""]
    for node in root.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"):
        yield in_force(node, "ns")


def of_attribute(node: etree._Element) -> bool:
    """Whether a name class belongs to an attribute."""
    kinds = (f"{{{RNG}}}attribute", f"{{{RNG}}}element")
    return next(node.iterancestors(*kinds)).tag == kinds[0]


def foreign_spaces(root: etree._Element) -> Iterator[str]:
    """The namespaces of annotations."""
    for node in root.iter(etree.Element):
        yield from (str(etree.QName(name).namespace) for name in node.attrib if name[0] == "{")
        if etree.QName(node).namespace not in (RNG, None):
            yield str(etree.QName(node).namespace)


def declared(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Prefix and namespace, as the tree declares them; the outermost last."""
    for node in reversed(list(root.iter(etree.Element))):
        yield from ((prefix, space) for prefix, space in node.nsmap.items() if prefix)
