"""From the XML syntax of RELAX NG to patterns (ISO/IEC 19757-2 §4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.grammar.datatypes import UnknownDatatype, datatype
from tei.grammar.names import AnyName, Name, NameChoice, NameClass, NsName
from tei.grammar.patterns import EMPTY, NOT_ALLOWED, TEXT, Builder, Pattern
from tei.grammar.sources import (
    Files,
    GrammarError,
    Scope,
    file_of,
    inherit_ns,
    inherited,
    line_of,
    local,
    patterns_in,
    scope_of,
)

DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
XML = "http://www.w3.org/XML/1998/namespace"
NAME_CLASSES = ("name", "anyName", "nsName", "choice")
WITH_CONTEXT = ("QName", "NOTATION")


def read(path: Path, builder: Builder, files: Files) -> Pattern:
    """The start of a grammar.  Raises GrammarError, OSError."""
    root = files.root(path.resolve())
    reader = Reader(builder, files)
    try:
        start = reader.pattern(root, Scope(None))
        reader.finish()
    except RecursionError:
        raise GrammarError("it is nested too deeply", path) from None
    except UnknownDatatype as error:
        raise GrammarError(str(error), path) from None
    return start


@dataclass(frozen=True)
class Pending:
    """An element whose content is still to be read."""

    node: etree._Element
    scope: Scope
    found: dict[etree._Element, Pattern]

    def content(self) -> Pattern:
        """The content, once it was read."""
        return self.found[self.node]


class Reader:
    """Reads all patterns of a grammar once."""

    def __init__(self, builder: Builder, files: Files):
        """builder: makes the patterns; files: where they are read from."""
        self.builder = builder
        self.files = files
        self.named: dict[tuple[int, str], Pattern | None] = {}
        self.scopes: list[Scope] = []  # kept, so that their identities stay theirs
        self.elements: dict[etree._Element, Pattern] = {}
        self.waiting: list[Pending] = []
        self.contents: dict[etree._Element, Pattern] = {}
        self.open_files: list[etree._Element] = []

    def finish(self) -> None:
        """Read the contents of all elements that were met."""
        while self.waiting:
            pending = self.waiting.pop()
            body = _without_name(pending.node)
            self.contents[pending.node] = self.group(body, pending.scope)

    def group(self, nodes: list[etree._Element], scope: Scope) -> Pattern:
        """Patterns one after the other."""
        return self.builder.group([self.pattern(node, scope) for node in nodes])

    def pattern(self, node: etree._Element, scope: Scope) -> Pattern:
        """The pattern of a node.  Raises GrammarError where it is none."""
        make = MAKERS.get(local(node))
        if make is None or not str(node.tag).startswith("{http://relaxng.org/"):
            raise self.error(node, f"{local(node)} is no pattern")
        return make(self, node, scope)

    def error(self, node: etree._Element, reason: str) -> GrammarError:
        """An error at a node."""
        return GrammarError(reason, node.base or "", line_of(node))

    def inside(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, one after the other."""
        return self.group(patterns_in(node), scope)

    def choice(self, node: etree._Element, scope: Scope) -> Pattern:
        """A choice of what stands in a node."""
        return self.builder.choice([self.pattern(p, scope) for p in patterns_in(node)])

    def interleave(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, mingled."""
        return self.builder.interleave([self.pattern(p, scope) for p in patterns_in(node)])

    def mixed(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, mingled with text."""
        return self.builder.interleave((self.inside(node, scope), TEXT))

    def optional(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, or nothing."""
        return self.builder.optional(self.inside(node, scope))

    def one_or_more(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, repeated."""
        return self.builder.one_or_more(self.inside(node, scope))

    def zero_or_more(self, node: etree._Element, scope: Scope) -> Pattern:
        """What stands in a node, repeated or not at all."""
        return self.builder.optional(self.one_or_more(node, scope))

    def listed(self, node: etree._Element, scope: Scope) -> Pattern:
        """A list of words."""
        return self.builder.listed(self.inside(node, scope))

    def element(self, node: etree._Element, scope: Scope) -> Pattern:
        """An element; its content is read later."""
        if node not in self.elements:
            pending = Pending(node, scope, self.contents)
            name = self.name_class(node, attribute=False)
            self.elements[node] = self.builder.element(name, pending.content, gloss_of(node))
            self.waiting.append(pending)
        return self.elements[node]

    def attribute(self, node: etree._Element, scope: Scope) -> Pattern:
        """An attribute; any text where no value is told."""
        body = _without_name(node)
        value = self.group(body, scope) if body else TEXT
        name = self.name_class(node, attribute=True)
        return self.builder.attribute(name, value, gloss_of(node))

    def data(self, node: etree._Element, scope: Scope) -> Pattern:
        """A value of a datatype."""
        params: list[tuple[str, str]] = []
        excluded: list[Pattern] = []
        for child in patterns_in(node):
            if local(child) == "param":
                params.append((child.get("name", "").strip(), child.text or ""))
            elif local(child) == "except":
                excluded.append(self.choice(child, scope))
        library, name = inherited(node, "datatypeLibrary"), node.get("type", "").strip()
        datatype(library, name, tuple(params))
        without = self.builder.choice(excluded) if excluded else None
        return self.builder.data(library, name, tuple(params), without)

    def value(self, node: etree._Element, scope: Scope) -> Pattern:
        """One value."""
        name = (node.get("type") or "").strip()
        library = inherited(node, "datatypeLibrary") if name else ""
        name = name or "token"
        datatype(library, name)
        spaces: tuple[tuple[str, str], ...] = ()
        if name in WITH_CONTEXT:
            declared = {prefix or "": space for prefix, space in node.nsmap.items()}
            spaces = tuple(sorted((declared | {"": inherited(node, "ns")}).items()))
        following = node.getnext()
        documented = following is not None and following.tag == DOCUMENTATION
        gloss = _plain(following) if documented and following is not None else ""
        return self.builder.value(library, name, node.text or "", spaces, gloss)

    def ref(self, node: etree._Element, scope: Scope) -> Pattern:
        """What a name stands for."""
        return self.definition(node, node.get("name", "").strip(), scope)

    def parent_ref(self, node: etree._Element, scope: Scope) -> Pattern:
        """What a name stands for in the grammar around this one."""
        if scope.parent is None:
            raise self.error(node, "there is no grammar around this one")
        return self.definition(node, node.get("name", "").strip(), scope.parent)

    def definition(self, node: etree._Element, name: str, scope: Scope) -> Pattern:
        """The combined parts of a definition."""
        key = (id(scope), name)
        if key not in self.named:
            definition = scope.definitions.get(name)
            if definition is None:
                raise self.error(node, f"{name or 'start'} is not defined")
            self.named[key] = None
            parts = [self.inside(part, scope) for part in definition.parts]
            join = self.builder.interleave if definition.combine == "interleave" else None
            self.named[key] = (join or self.builder.choice)(parts)
        found = self.named[key]
        if found is None:
            raise self.error(node, f"{name} is defined by itself")
        return found

    def grammar(self, node: etree._Element, scope: Scope) -> Pattern:
        """The start of a grammar."""
        inner = scope_of(node, scope if scope.definitions else None, self.files)
        self.scopes.append(inner)
        return self.definition(node, "", inner)

    def external(self, node: etree._Element, scope: Scope) -> Pattern:
        """The pattern that another file holds."""
        root = self.files.root(file_of(node, node.get("href", "").strip()))
        if root in self.open_files:
            raise self.error(node, "its files refer to one another without end")
        inherit_ns(root, node)
        self.open_files.append(root)
        found = self.pattern(root, Scope(None))
        self.open_files.pop()
        return found

    def name_class(self, node: etree._Element, *, attribute: bool) -> NameClass:
        """The names of an element or attribute."""
        written = node.get("name")
        if written is None:
            first = next(iter(patterns_in(node)), None)
            if first is None:
                raise self.error(node, f"{local(node)} has no name")
            return self.names(first)
        space = node.get("ns")
        if space is None:
            space = "" if attribute else inherited(node, "ns")
        return Name(self.clark(node, written.strip(), space))

    def names(self, node: etree._Element) -> NameClass:
        """A name class."""
        kind, inner = local(node), patterns_in(node)
        if kind == "name":
            return Name(self.clark(node, (node.text or "").strip(), inherited(node, "ns")))
        if kind == "choice":
            return NameChoice(tuple(self.names(child) for child in inner))
        if kind not in NAME_CLASSES:
            raise self.error(node, f"{kind} is no class of names")
        without = tuple(self.names(name) for part in inner for name in patterns_in(part))
        excluded = NameChoice(without) if without else None
        return AnyName(excluded) if kind == "anyName" else NsName(inherited(node, "ns"), excluded)

    def clark(self, node: etree._Element, name: str, space: str) -> str:
        """A name in Clark notation; its prefix counts for more than `ns`."""
        prefix, colon, rest = name.partition(":")
        if colon:
            name, space = rest, XML if prefix == "xml" else node.nsmap.get(prefix) or ""
            if not space:
                raise self.error(node, f"the prefix {prefix} is not declared")
        if not name:
            raise self.error(node, "a name is missing")
        return f"{{{space}}}{name}" if space else name


Maker = Callable[[Reader, etree._Element, Scope], Pattern]
MAKERS: dict[str, Maker] = {
    "element": Reader.element,
    "attribute": Reader.attribute,
    "group": Reader.inside,
    "choice": Reader.choice,
    "interleave": Reader.interleave,
    "mixed": Reader.mixed,
    "optional": Reader.optional,
    "oneOrMore": Reader.one_or_more,
    "zeroOrMore": Reader.zero_or_more,
    "list": Reader.listed,
    "data": Reader.data,
    "value": Reader.value,
    "ref": Reader.ref,
    "parentRef": Reader.parent_ref,
    "grammar": Reader.grammar,
    "externalRef": Reader.external,
    "empty": lambda reader, node, scope: EMPTY,
    "notAllowed": lambda reader, node, scope: NOT_ALLOWED,
    "text": lambda reader, node, scope: TEXT,
}


def _without_name(node: etree._Element) -> list[etree._Element]:
    """The patterns of an element or attribute without its name class."""
    inner = patterns_in(node)
    return inner if node.get("name") is not None else inner[1:]


def gloss_of(node: etree._Element) -> str:
    """The documentation of a pattern."""
    return " ".join(_plain(child) for child in node.iterchildren(DOCUMENTATION))


def _plain(node: etree._Element) -> str:
    return " ".join("".join(str(text) for text in node.itertext()).split())
