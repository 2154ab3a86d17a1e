"""Findings: faults in an element, before the place in the file is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from tei.diagnostics import Rule, Severity
from tei.validation.fixes import Change

TEI = "http://www.tei-c.org/ns/1.0"
PREFIXES = {
    TEI: "",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/2001/XInclude": "xi:",
    "http://www.tei-c.org/ns/Examples": "teix:",
}


@dataclass(frozen=True)
class Finding:
    """A fault of one element.

    element: where it is; None where the document as a whole is meant
    code:    a declared rule's code, or "relaxng", "xsd"
    rule:    the schema's rule or pattern that was broken
    line:    from 1; for faults that no element can be named for, else 0
    column:  from 1; the same
    advice:  the likely cause and cure in a sentence
    allowed: what could stand there, the likely ones first
    glosses: what each of the first of `allowed` means, in the schema's own words
    changes: edits of the file that cure the fault
    guidelines: the address of the section of the TEI Guidelines that tells more
    also:    the other findings of the same cause (tei.validation.grouping)
    """

    element: etree._Element | None
    code: str
    severity: Severity
    message: str
    rule: str = ""
    line: int = 0
    column: int = 0
    advice: str = ""
    allowed: tuple[str, ...] = ()
    glosses: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    guidelines: str = ""
    also: tuple[Finding, ...] = ()


def broken(
    rule: Rule, element: etree._Element, at: str = "", *, within: str = "", **fields: Any
) -> Finding:
    """A finding of a declared rule; `fields` fill its message.

    at:     the attribute at fault (Clark name), where a schema would complain of it too
    within: the attribute at fault, where a schema would find another fault in it
    """
    pattern = f"{readable(str(element.tag))}/@{readable(at or within)}" if at or within else ""
    pattern = f"value of {pattern}" if within else pattern
    return Finding(element, rule.code, rule.severity, rule.message.format(**fields), pattern)


def readable(name: str) -> str:
    """A name in Clark notation as people write it: TEI's own without a prefix."""
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    prefix = PREFIXES.get(space)
    return f"{local} (namespace {space})" if prefix is None else prefix + local


def elements_of(tree: etree._Element) -> list[etree._Element]:
    """All elements in document order; no comments, no processing instructions."""
    return list(tree.iter(tag=etree.Element))


@dataclass(frozen=True)
class InOrder:
    """All elements of a tree that stays as it is, in document order, looked up when asked for."""

    root: etree._Element

    def __iter__(self) -> Iterator[etree._Element]:
        """The elements; no comments, no processing instructions."""
        return self.root.iter(etree.Element)


def element_at(root: etree._Element, path: str | None) -> etree._Element | None:
    """The element that one of libxml2's node paths names, e.g. "/tei:TEI/*[2]/p[3]".

    A step is written with the prefix that stands in the document, "*" where the element has
    a namespace without prefix.
    """
    steps = (path or "").strip("/").split("/")
    if len(steps) == 1:
        return root if steps[0] else None
    element = root
    for step in steps[1:]:
        name, _, number = step.rstrip("]").partition("[")
        same = (child for child in element.iterchildren(tag=etree.Element) if _is(child, name))
        found = next(islice(same, int(number or 1) - 1, None), None)
        if found is None:
            return None
        element = found
    return element


def _is(element: etree._Element, name: str) -> bool:
    """Whether a step of libxml2's node paths means an element."""
    if name == "*":
        return True
    local = etree.QName(element).localname
    return name == (f"{element.prefix}:{local}" if element.prefix else local)


def complaints(log: Any) -> list[Any]:
    """The entries of one of lxml's error logs, in order; its stubs do not tell their type."""
    return list(log)
