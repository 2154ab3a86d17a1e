"""A Schematron schema with everything resolved: what a stylesheet is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

SCH = "http://purl.oclc.org/dsdl/schematron"
OLD = "http://www.ascc.net/xml/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
RNG = "http://relaxng.org/ns/structure/1.0"
XPATH_1 = frozenset({"", "xslt", "xslt1", "xpath", "xpath1", "exslt"})
BINDINGS = XPATH_1 | {"xslt2", "xslt3", "xpath2", "xpath3", "xpath31"}


class SchematronError(ValueError):
    """The schema cannot be compiled or run; the message says why."""


@dataclass(frozen=True)
class Let:
    """A variable: its name, and its value as XPath or as nodes that the element holds."""

    name: str
    value: str | None
    nodes: etree._Element


@dataclass(frozen=True)
class Test:
    """An assert (fails where `test` is false) or a report (fails where it is true).

    subject: XPath from the context to the node that is at fault; "" for the context
    extra:   the elements of its diagnostics and properties, whose words follow the message
    """

    node: etree._Element
    negative: bool
    test: str
    id: str = ""
    role: str = ""
    subject: str = ""
    extra: tuple[etree._Element, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A context with its variables and tests, in the order in which they are written."""

    context: str
    parts: tuple[Let | Test, ...]


@dataclass(frozen=True)
class Pattern:
    """Rules of which, for each node, only the first that fits fires."""

    name: str
    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Schema:
    """A schema for one phase.

    binding:    the query binding, in small letters
    namespaces: prefix → namespace of the XPath expressions; "" for names without prefix
    lets:       of the schema and the phase
    foreign:    XSLT's own top-level elements (key, function, …)
    """

    binding: str
    namespaces: Mapping[str, str]
    lets: tuple[Let, ...]
    patterns: tuple[Pattern, ...]
    foreign: tuple[etree._Element, ...]


def sch(name: str) -> str:
    """The Clark name of one of Schematron's elements."""
    return f"{{{SCH}}}{name}"


def local(node: etree._Element) -> str:
    """The name of an element of Schematron; "" for every other node."""
    tag = node.tag
    return tag[len(SCH) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{SCH}}}") else ""
