"""The files of a grammar: read safely, merged where one includes another.

RELAX NG (ISO/IEC 19757-2) §4.5–4.7, 4.11, 4.17: externalRef, include with overrides, div,
combined definitions.  Nothing is fetched from the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
DEEPEST = 200  # files that include one another


class GrammarError(ValueError):
    """A grammar cannot be used: its file, the line where there is one, and why."""

    def __init__(self, reason: str, path: Path | str = "", line: int = 0):
        """reason: a clause without a full stop."""
        place = f"{path}:{line}: " if line else f"{path}: " if path else ""
        super().__init__(f"{place}{reason}")
        self.reason = reason


@dataclass
class Files:
    """The files of a grammar; each is read once.

    digests: SHA-256 of each file's bytes
    """

    digests: dict[Path, str] = field(default_factory=dict)
    trees: dict[Path, etree._Element] = field(default_factory=dict)

    def root(self, path: Path) -> etree._Element:
        """The root of a file.  Raises GrammarError, OSError."""
        if path not in self.trees:
            data = path.read_bytes()
            self.digests[path] = digest_of(data)
            self.trees[path] = parsed(data, path)
        return self.trees[path]


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def parsed(data: bytes, path: Path) -> etree._Element:
    """The root of a grammar in the XML or, by the suffix .rnc, the compact syntax."""
    if path.suffix == ".rnc":
        from tei.grammar import compact  # loaded only where it is needed

        return compact.parse(compact.decode(data), path.as_uri())
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser, base_url=path.as_uri())
    except etree.XMLSyntaxError as error:
        raise GrammarError(f"it is no well-formed XML ({error.msg})", path) from None


def local(node: etree._Element) -> str:
    """The local name of a node."""
    return str(node.tag).rpartition("}")[2]


def patterns_in(node: etree._Element) -> list[etree._Element]:
    """The children of RELAX NG's own namespace; annotations are passed over."""
    return [child for child in node if str(child.tag).startswith(f"{{{RNG}}}")]


def line_of(node: etree._Element) -> int:
    """The line of a node; 0 where it has none."""
    line: object = node.sourceline
    return line if isinstance(line, int) else 0


def file_of(node: etree._Element, href: str) -> Path:
    """The file that a reference in a node means.  Raises GrammarError where it is none."""
    base = node.base or ""
    address = urlsplit(urljoin(base, href))
    if address.scheme not in ("", "file"):
        raise GrammarError(f"it refers to {href}, and nothing is fetched", base, line_of(node))
    path = Path(unquote(address.path))
    if not path.is_file():
        raise GrammarError(f"it refers to {href}, which is not there", base, line_of(node))
    return path


@dataclass
class Definition:
    """The parts of one `define`, or of the `start` of a grammar.

    combine: "choice", "interleave", or "" where no part tells it
    """

    parts: list[etree._Element] = field(default_factory=list)
    combine: str = ""


@dataclass
class Scope:
    """The definitions of one grammar; the start has the name ""."""

    parent: Scope | None
    definitions: dict[str, Definition] = field(default_factory=dict)

    def add(self, node: etree._Element) -> None:
        """Add a `define` or `start`."""
        name = node.get("name", "").strip() if local(node) == "define" else ""
        definition = self.definitions.setdefault(name, Definition())
        combine = node.get("combine", "").strip()
        if combine and definition.combine not in ("", combine):
            raise GrammarError(f"{name or 'start'} is combined in two ways", "", line_of(node))
        definition.combine = combine or definition.combine
        definition.parts.append(node)


def scope_of(grammar: etree._Element, parent: Scope | None, files: Files) -> Scope:
    """The definitions of a `grammar` element, those of included files among them."""
    scope = Scope(parent)
    for node in components(grammar, files, frozenset(), 0):
        scope.add(node)
    return scope


def components(
    grammar: etree._Element, files: Files, hidden: frozenset[str], depth: int
) -> Iterator[etree._Element]:
    """The `define` and `start` elements of a grammar.

    hidden: names that an including grammar overrides; "" for the start
    """
    if depth > DEEPEST:
        raise GrammarError("its files include one another without end", grammar.base or "")
    for node in patterns_in(grammar):
        kind = local(node)
        if kind == "div":
            yield from components(node, files, hidden, depth)
        elif kind == "include":
            yield from _included(node, files, hidden, depth)
        elif kind in ("define", "start"):
            if name_defined(node) not in hidden:
                yield node
        else:
            raise GrammarError(f"{kind} cannot stand here", grammar.base or "", line_of(node))


def name_defined(node: etree._Element) -> str:
    """The name that a `define` gives, "" for a start."""
    return node.get("name", "").strip() if local(node) == "define" else ""


def _included(
    node: etree._Element, files: Files, hidden: frozenset[str], depth: int
) -> Iterator[etree._Element]:
    """The components of an included grammar, and those that override them."""
    root = files.root(file_of(node, node.get("href", "").strip()))
    if local(root) != "grammar":
        raise GrammarError("it includes a file that is no grammar", node.base or "", line_of(node))
    inherit_ns(root, node)
    own = list(components(node, files, frozenset(), depth + 1))
    replaced = frozenset(name_defined(part) for part in own)
    yield from components(root, files, hidden | replaced, depth + 1)
    yield from (part for part in own if name_defined(part) not in hidden)


def inherit_ns(root: etree._Element, node: etree._Element) -> None:
    """A file that is referred to takes on the namespace in force there (§4.6, 4.8)."""
    if root.get("ns") is None:
        root.set("ns", inherited(node, "ns"))


def inherited(node: etree._Element, attribute: str) -> str:
    """The `ns` or `datatypeLibrary` in force at a node."""
    value = node.get(attribute)
    while value is None:
        above = node.getparent()
        if above is None:
            return ""
        node = above
        value = node.get(attribute)
    return value
