"""Declarations, names and name classes of RELAX NG compact syntax."""

from __future__ import annotations

from lxml import etree

from tei.grammar.compact_tokens import Token
from tei.grammar.compact_words import RNG, Words, node

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
XML = "http://www.w3.org/XML/1998/namespace"
INHERITED = None  # the namespace of the grammar that includes this one


class Names:
    """What prefixes stand for, and the name classes written with them."""

    def __init__(self, words: Words):
        """words: the cursor that is read from."""
        self.words = words
        self.spaces: dict[str, str | None] = {"xml": XML}
        self.libraries = {"xsd": XSD}
        self.default: str | None = INHERITED

    def declarations(self) -> None:
        """The declarations at the head of a grammar."""
        while self.words.at("namespace", "default", "datatypes"):
            token = self.words.advance()
            if token.value == "datatypes":
                prefix = self.words.any_identifier("a prefix")
                self.words.expect("=")
                self.libraries[prefix] = self.words.literal("the address of a library")
            elif token.value == "namespace":
                prefix = self.words.any_identifier("a prefix")
                self.spaces[prefix] = self.space()
            else:
                self.default_namespace()

    def default_namespace(self) -> None:
        """The rest of `default namespace prefix = "…"`."""
        self.words.expect("namespace")
        prefix = None if self.words.at("=") else self.words.any_identifier("a prefix")
        self.default = self.space()
        if prefix:
            self.spaces[prefix] = self.default

    def space(self) -> str | None:
        """`= "address"` or `= inherit`."""
        self.words.expect("=")
        if self.words.accept("inherit"):
            return INHERITED
        return self.words.literal("a namespace in quotation marks, or inherit,")

    def of_prefix(self, prefix: str, token: Token) -> str | None:
        """The namespace of a prefix.  Raises CompactError where it is not declared."""
        if prefix not in self.spaces:
            raise self.words.error(f"the prefix {prefix} is not declared as a namespace", token)
        return self.spaces[prefix]

    def library(self, token: Token) -> tuple[str, str]:
        """Datatype library and type of a word such as `xsd:date`."""
        prefix, _, kind = token.value.partition(":")
        if prefix not in self.libraries:
            raise self.words.error(f"the prefix {prefix} is not declared under datatypes", token)
        return self.libraries[prefix], kind

    def named(self, kind: str) -> etree._Element:
        """An `element` or `attribute` with its name class, no content yet."""
        token = self.words.advance()
        made = node(kind, token)
        found = self.name_class(kind == "attribute")
        if etree.QName(found).localname != "name" or len(found):
            made.append(found)
            return made
        made.set("name", found.text or "")
        if found.get("ns") is not None:
            made.set("ns", found.get("ns", ""))
        return made

    def name_class(self, attribute: bool) -> etree._Element:
        """A name class: alternatives of names and wildcards."""
        token = self.words.here
        first = self.simple(attribute)
        if not self.words.at("|"):
            return first
        whole = node("choice", token)
        whole.append(first)
        while self.words.accept("|"):
            whole.append(self.simple(attribute))
        return whole

    def simple(self, attribute: bool) -> etree._Element:
        """One name, a wildcard with its exceptions, or a name class in parentheses."""
        words = self.words
        if words.accept("("):
            words.enter()
            inner = self.name_class(attribute)
            words.expect(")")
            words.leave()
            return inner
        if words.here.kind == "any" or words.at("*"):
            return self.wildcard(words.advance(), attribute)
        return self.one(attribute)

    def one(self, attribute: bool) -> etree._Element:
        """A single name."""
        token = self.words.here
        if token.kind == "cname":
            prefix, _, local = self.words.advance().value.partition(":")
            space = self.of_prefix(prefix, token)
        else:
            local, space = self.words.any_identifier("a name"), None
            if attribute:
                space = ""
            elif self.scattered:
                space = self.default
        made = node("name", token)
        made.text = local
        if space is not None:
            made.set("ns", space)
        return made

    def wildcard(self, token: Token, attribute: bool) -> etree._Element:
        """Every name (of a namespace), but for those after a minus sign."""
        made = node("nsName" if token.kind == "any" else "anyName", token)
        if token.kind == "any":
            space = self.of_prefix(token.value[:-2], token)
            made.attrib.update({} if space is None else {"ns": space})
        if self.words.accept("-"):
            exception = node("except", token)
            exception.append(self.simple(attribute))
            made.append(exception)
        return made

    @property
    def scattered(self) -> bool:
        """Whether each name carries its namespace because a prefix inherits another one."""
        inherits = any(space is INHERITED for space in self.spaces.values())
        return inherits and self.default is not INHERITED

    def finish(self, root: etree._Element, base: str) -> etree._Element:
        """The root with what holds for the whole grammar."""
        if self.default is not INHERITED and not self.scattered:
            root.set("ns", self.default or "")
        typed = [
            node for node in root.iter(f"{{{RNG}}}data", f"{{{RNG}}}value") if node.get("type")
        ]
        if any(node.get("datatypeLibrary") is None for node in typed):
            root.set("datatypeLibrary", XSD)
        if base:
            root.set(f"{{{XML}}}base", base)
        return root
