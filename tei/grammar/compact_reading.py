"""The parser of RELAX NG compact syntax: from words to the tree of the XML syntax.

A pattern is read as a list of nodes: the pattern itself, then the annotations that the
XML syntax puts after it.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tei.grammar.compact_annotations import Annotations, Notes, annotated
from tei.grammar.compact_names import XSD, Names
from tei.grammar.compact_tokens import Token
from tei.grammar.compact_words import RNG, Words, node

Nodes = list[etree._Element]
OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
REPEATS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
COMBINES = {"=": "", "|=": "choice", "&=": "interleave"}


class Parser:
    """Reads one grammar; most methods read one production of Annex C.2."""

    def __init__(self, text: str, base: str):
        """base: the name of the text in errors, and `xml:base` of the root."""
        self.base = base
        self.words = Words(text, base)
        self.names = Names(self.words)
        self.annotations = Annotations(self.words, self.names)
        self.starters: dict[str, Callable[[Token], etree._Element]] = {
            "element": self.named,
            "attribute": self.named,
            "list": self.braced,
            "mixed": self.braced,
            "empty": self.plain,
            "text": self.plain,
            "notAllowed": self.plain,
            "parent": self.parent,
            "external": self.external,
            "grammar": self.grammar,
            "string": self.data,
            "token": self.data,
        }

    def schema(self) -> etree._Element:
        """The whole text; a single pattern becomes the start of a grammar."""
        self.names.declarations()
        root = node("grammar", self.words.here)
        notes = self.annotations.leading()
        if self.at_grammar(bool(notes)):
            self.definitions(root, notes)
        else:
            start = node("start", self.words.here)
            start.extend(self.pattern(notes))
            root.append(start)
        if self.words.here.kind != "end":
            raise self.words.unexpected("the end of the grammar")
        return self.names.finish(root, self.base)

    def at_grammar(self, annotated: bool) -> bool:
        """Whether definitions follow, not one pattern."""
        if self.words.here.kind == "end" or self.words.at("start", "div", "include"):
            return True
        follows = self.words.next
        assigned = follows.kind == "sign" and follows.value in COMBINES
        return assigned or (not annotated and self.annotations.at_element())

    # Definitions

    def definitions(self, parent: etree._Element, notes: Notes | None = None) -> None:
        """Definitions up to a closing brace or the end of the text."""
        self.words.enter()
        notes = notes or self.annotations.leading()
        while not (self.words.here.kind == "end" or self.words.at("}")):
            if not notes and self.annotations.at_element():
                parent.append(self.annotations.element())
            else:
                parent.extend(annotated([self.definition()], notes))
            notes = self.annotations.leading()
        if notes:
            raise self.words.unexpected("what the annotation belongs to")
        self.words.leave()

    def definition(self) -> etree._Element:
        """One definition, a division or an inclusion."""
        token = self.words.here
        if self.words.accept("div"):
            made = node("div", token)
            return self.block(made)
        if self.words.accept("include"):
            return self.include(token)
        if self.words.accept("start"):
            made = node("start", token)
        else:
            made = node("define", token, name=self.words.identifier("the name of a definition"))
        if not self.words.at(*COMBINES):
            raise self.words.unexpected("“=”, “|=” or “&=”")
        combine = COMBINES[self.words.advance().value]
        made.attrib.update({"combine": combine} if combine else {})
        made.extend(self.pattern())
        return made

    def block(self, made: etree._Element) -> etree._Element:
        """Definitions in braces."""
        self.words.expect("{")
        self.definitions(made)
        self.words.expect("}")
        return made

    def include(self, token: Token) -> etree._Element:
        """`include "address" inherit = prefix { overrides }`."""
        made = self.address(node("include", token))
        return self.block(made) if self.words.at("{") else made

    def address(self, made: etree._Element) -> etree._Element:
        """The address of another grammar, and the namespace that it inherits."""
        made.set("href", self.words.literal("the address of a grammar"))
        if self.words.accept("inherit"):
            self.words.expect("=")
            token = self.words.here
            space = self.names.of_prefix(self.words.any_identifier("a prefix"), token)
        else:
            space = self.names.default if self.names.scattered else None
        made.attrib.update({} if space is None else {"ns": space})
        return made

    # Patterns

    def pattern(self, notes: Notes | None = None) -> Nodes:
        """A pattern: particles joined by one operator."""
        self.words.enter()
        token = self.words.here
        nodes = self.particle(notes)
        if self.words.at(*OPERATORS):
            sign = self.words.here.value
            whole = node(OPERATORS[sign], token)
            whole.extend(nodes)
            while self.words.accept(sign):
                whole.extend(self.particle())
            nodes = [whole]
        if self.words.at(*OPERATORS):
            other = self.words.here.value
            raise self.words.error(f"“{sign}” and “{other}” are mixed; use parentheses")
        self.words.leave()
        return nodes

    def particle(self, notes: Notes | None = None) -> Nodes:
        """A pattern, once or repeated."""
        nodes = self.primary(notes or self.annotations.leading())
        if not self.words.at(*REPEATS):
            return nodes
        token = self.words.advance()
        made = node(REPEATS[token.value], token)
        made.extend(nodes)
        return [made, *self.annotations.following()]

    def primary(self, notes: Notes) -> Nodes:
        """One pattern with its annotations, or a pattern in parentheses."""
        token = self.words.here
        if self.words.accept("("):
            nodes = self.pattern()
            self.words.expect(")")
            if notes and nodes[0].attrib.keys() & notes.attributes.keys():
                whole = node("group", token)
                whole.extend(nodes)
                nodes = [whole]
        else:
            nodes = [self.begun(token)]
        return [*annotated(nodes, notes), *self.annotations.following()]

    def begun(self, token: Token) -> etree._Element:
        """The pattern that a word begins."""
        if token.kind == "name" and token.value in self.starters:
            return self.starters[token.value](token)
        if token.kind == "cname":
            return self.data(token)
        if token.kind == "literal":
            made = node("value", token)
            made.text = self.words.literal("a value")
            return made
        if token.kind not in ("name", "quoted"):
            raise self.words.unexpected("a pattern")
        return node("ref", token, name=self.words.identifier("the name of a definition"))

    def plain(self, _token: Token) -> etree._Element:
        """`empty`, `text`, `notAllowed`."""
        token = self.words.advance()
        return node(token.value, token)

    def named(self, token: Token) -> etree._Element:
        """`element` and `attribute`."""
        return self.content(self.names.named(token.value))

    def braced(self, _token: Token) -> etree._Element:
        """`list` and `mixed`."""
        token = self.words.advance()
        return self.content(node(token.value, token))

    def content(self, made: etree._Element) -> etree._Element:
        """A pattern in braces."""
        self.words.expect("{")
        made.extend(self.pattern())
        self.words.expect("}")
        return made

    def parent(self, token: Token) -> etree._Element:
        """`parent name`."""
        self.words.advance()
        return node("parentRef", token, name=self.words.identifier("the name of a definition"))

    def external(self, token: Token) -> etree._Element:
        """`external "address"`."""
        self.words.advance()
        return self.address(node("externalRef", token))

    def grammar(self, token: Token) -> etree._Element:
        """`grammar { … }`."""
        self.words.advance()
        return self.block(node("grammar", token))

    def data(self, token: Token) -> etree._Element:
        """A datatype with its parameters and exceptions, or a value of it."""
        self.words.advance()
        library, kind = ("", token.value) if token.kind == "name" else self.names.library(token)
        own = {} if library == XSD else {"datatypeLibrary": library}
        if self.words.here.kind == "literal":
            made = node("value", token, type=kind, **own)
            made.text = self.words.literal("a value")
            return made
        made = node("data", token, type=kind, **own)
        if self.words.accept("{"):
            self.parameters(made)
        if self.words.accept("-"):
            made.append(self.exception(token))
        return made

    def parameters(self, made: etree._Element) -> None:
        """`{ pattern = "…" maxLength = "…" }`, the brace already passed."""
        while not self.words.accept("}"):
            notes = self.annotations.leading()
            param = node("param", self.words.here, name=self.words.any_identifier("a parameter"))
            self.words.expect("=")
            param.text = self.words.literal("the value of a parameter")
            made.extend(annotated([param], notes))

    def exception(self, token: Token) -> etree._Element:
        """What a datatype does not take."""
        made = node("except", token)
        made.extend(self.primary(self.annotations.leading()))
        for inner in made.iter(f"{{{RNG}}}data", f"{{{RNG}}}value"):
            if inner.get("type") and inner.get("datatypeLibrary") is None:
                inner.set("datatypeLibrary", XSD)
        return made
