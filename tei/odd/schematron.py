"""The constraints of a specification as an ISO Schematron schema.

TEI P5 Guidelines, §23.5.2 (Additional Constraints).  Rules that an ODD gives without
a context apply to the element or attribute that they stand in.  What is declared with a
date from which it is no longer valid (@validUntil) makes a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei.names import NAMESPACE
from tei.odd.attributes import Attributes, used_classes
from tei.odd.merging import definitions
from tei.odd.specification import AttDef, ClassSpec, Constraint, ElementSpec, Specification

SCH = "http://purl.oclc.org/dsdl/schematron"
S = f"{{{SCH}}}"
NAMESPACES: Any = {None: SCH}
SCHEMES = ("schematron", "isoschematron")
QUERY = "xslt2"
DEPRECATED = "nonfatal"  # as TEI's own tools say it
XML = "http://www.w3.org/XML/1998/namespace"
KNOWN = {
    "tei": NAMESPACE,
    "teix": "http://www.tei-c.org/ns/Examples",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": SCH,
}
PREFIX = re.compile(r"(?<![\w.-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])")


@dataclass(frozen=True, slots=True)
class Rules:
    """A constraint with the names around it, and the context of its bare assertions."""

    constraint: Constraint
    owner: str
    attribute: str
    context: str


def schema(specification: Specification) -> etree._Element:
    """The constraints as a Schematron schema."""
    root = etree.Element(f"{S}schema", {"queryBinding": QUERY}, nsmap=NAMESPACES)
    title = etree.SubElement(root, f"{S}title")
    title.text = f"Rules of {specification.title or specification.ident}"
    patterns, namespaces = embedded(specification)
    root.extend(namespaces)
    root.extend(patterns)
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES)
    return root


def embedded(specification: Specification) -> tuple[list[etree._Element], list[etree._Element]]:
    """The patterns, and the namespaces that they need, as elements of Schematron."""
    found: list[etree._Element] = []
    declared = {"tei": NAMESPACE}
    used: dict[str, str] = {}
    for number, rules in enumerate(_all(specification), 1):
        for node in map(etree.fromstring, rules.constraint.markup):
            if node.tag == f"{S}ns":
                declared[node.get("prefix", "")] = node.get("uri", "")
            used.update(_prefixes(node))
        found.extend(_patterns(rules, _ident(specification, rules, number)))
    found.extend(_deprecations(specification))
    names = {**used, **declared}
    return found, [_ns(prefix, uri) for prefix, uri in names.items() if prefix]


def _ns(prefix: str, uri: str) -> etree._Element:
    return etree.Element(f"{S}ns", {"prefix": prefix, "uri": uri})


def _prefixes(node: etree._Element) -> dict[str, str]:
    """The prefixes in the expressions of a constraint, as far as it declares them."""
    known = {**KNOWN, **{key: uri for key, uri in node.nsmap.items() if key}}
    text = " ".join(str(v) for part in node.iter() for v in part.attrib.values())
    return {prefix: known[prefix] for prefix in PREFIX.findall(text) if prefix in known}


def _ident(specification: Specification, rules: Rules, number: int) -> str:
    """A name for a pattern, of characters that an id may have."""
    parts = (specification.ident, rules.owner, rules.attribute, rules.constraint.ident)
    named = "-".join(re.sub(r"[^\w.-]+", "", part) for part in parts if part)
    return f"{named}-{number}"


def _all(specification: Specification) -> Iterator[Rules]:
    """All constraints of the schema, in the order of declaration."""
    language = specification.language
    for rules in _everywhere(specification):
        constraint = rules.constraint
        fits = not constraint.language or constraint.language.split("-")[0] == language
        if constraint.scheme in SCHEMES and constraint.mode != "delete" and fits:
            yield rules


def _everywhere(specification: Specification) -> Iterator[Rules]:
    for constraint in specification.constraints:
        yield Rules(constraint, "", "", "*")
    for kind in (specification.macros, specification.datatypes):
        for spec in kind.values():
            for constraint in spec.constraints:
                yield Rules(constraint, spec.ident, "", "*")
    used = used_classes(specification)
    for class_ in specification.classes.values():
        if class_.type == "model" or class_.ident in used:
            yield from _of(class_, "*")
    for element in specification.elements.values():
        yield from _of(element, context_of(element, specification))


def _of(spec: ElementSpec | ClassSpec, context: str) -> Iterator[Rules]:
    """The constraints of a declaration and of its own attributes."""
    for constraint in spec.constraints:
        yield Rules(constraint, spec.ident, "", context)
    for attribute in definitions(spec.attributes):
        if attribute.mode == "delete":
            continue
        if context != "*":
            yield from _parameters(spec.ident, attribute, context)
        for constraint in attribute.constraints:
            name = f"{context}/@{attribute.name}" if context != "*" else f"@{attribute.name}"
            yield Rules(constraint, spec.ident, attribute.ident, name)


def _parameters(owner: str, attribute: AttDef, context: str) -> Iterator[Rules]:
    """What a `param` may be named beside each value of an attribute that says so."""
    for item in attribute.values.items if attribute.values else ():
        if not item.parameters:
            continue
        rule = etree.Element(f"{S}rule", nsmap={"sch": SCH})
        rule.set("context", f"tei:param[parent::{context}/@{attribute.name}='{item.name}']")
        test = " or ".join(f"@name='{name}'" for name in item.parameters)
        told = etree.SubElement(rule, f"{S}assert", {"test": test, "role": "error"})
        names = ", ".join(item.parameters)
        told.text = f"With {attribute.name}=“{item.name}” a parameter is named: {names}."
        markup = etree.tostring(rule, encoding="unicode")
        constraint = Constraint(f"{item.ident}-parameters", markup=(markup,))
        yield Rules(constraint, owner, attribute.ident, context)


def context_of(element: ElementSpec, specification: Specification) -> str:
    """A path that matches an element, e.g. "tei:p"."""
    namespace = element.namespace or specification.namespace
    for prefix, uri in KNOWN.items():
        if uri == namespace:
            return f"{prefix}:{element.name}"
    return f"*[local-name()='{element.name}' and namespace-uri()='{namespace}']"


def _patterns(rules: Rules, ident: str) -> Iterator[etree._Element]:
    """The patterns of a constraint: its own, one of its rules, one of its bare assertions."""
    nodes = [etree.fromstring(markup) for markup in rules.constraint.markup]
    bare = any(node.tag in (f"{S}assert", f"{S}report") for node in nodes)
    for node in nodes:
        if node.tag == f"{S}pattern":
            yield node
    held = [node for node in nodes if node.tag == f"{S}rule"]
    lets = [node for node in nodes if node.tag == f"{S}let"]
    if bare:
        inside = (f"{S}assert", f"{S}report", f"{S}let")
        rule = etree.Element(f"{S}rule", {"context": rules.context})
        rule.extend([node for node in nodes if node.tag in inside])
        yield _pattern(ident, [rule])
        ident += "-rules"
        lets = []
    if held:
        yield _pattern(ident, [*lets, *held])


def _pattern(ident: str, rules: list[etree._Element]) -> etree._Element:
    made = etree.Element(f"{S}pattern", {"id": ident}, nsmap={"sch": SCH})
    made.extend(rules)
    return made


# ── what is on its way out of TEI ───────────────────────────────────────────────────────


def _deprecations(specification: Specification) -> Iterator[etree._Element]:
    """Warnings of elements, attributes and values that are no longer valid from a date."""
    attributes = Attributes(specification)
    for element in specification.elements.values():
        context = context_of(element, specification)
        if element.notes.valid_until:
            message = f"The element {element.name} is deprecated"
            yield _warning(context, "true()", message, element.notes.valid_until)
        for attribute in attributes.all(element):
            yield from _of_attribute(context, element, attribute)


def _of_attribute(
    context: str, element: ElementSpec, attribute: AttDef
) -> Iterator[etree._Element]:
    name = attribute.name
    if attribute.notes.valid_until:
        message = f"The attribute {name} of the element {element.name} is deprecated"
        yield _warning(context, f"@{name}", message, attribute.notes.valid_until)
    for item in attribute.values.items if attribute.values else ():
        if item.notes.valid_until:
            message = f"The value “{item.name}” of the attribute {name} is deprecated"
            test = f"tokenize(@{name}, '\\s+') = '{item.name}'"
            yield _warning(context, test, message, item.notes.valid_until)


def _warning(context: str, test: str, message: str, date: str) -> etree._Element:
    rule = etree.Element(f"{S}rule", {"context": context})
    report = etree.SubElement(rule, f"{S}report", {"test": test, "role": DEPRECATED})
    report.text = f"{message}: it will be removed from TEI on {date}."
    made = etree.Element(f"{S}pattern", nsmap={"sch": SCH})
    made.append(rule)
    return made
