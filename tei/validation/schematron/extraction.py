"""The Schematron that other schemas hold: RELAX NG, XML Schema, ODD."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from tei.names import NAMESPACE
from tei.validation.schematron.model import OLD, RNG, SCH, XSL, local, sch

TEI = f"{{{NAMESPACE}}}"
SCHEMES = frozenset({"schematron", "isoschematron"})
TOP = frozenset({"pattern", "let", "ns", "diagnostics", "phase", "properties"})
FOREIGN = (f"{{{XSL}}}key", f"{{{XSL}}}function")
TESTS = frozenset({"assert", "report"})
ODDS = frozenset({TEI + "TEI", TEI + "schemaSpec", TEI + "elementSpec", TEI + "classSpec"})


def extract(tree: etree._Element) -> etree._Element:
    """A Schematron schema of all that is embedded in another schema; empty where nothing is.

    Patterns, variables, namespaces, keys and functions are taken as they stand; a rule
    outside a pattern becomes one, a test outside a rule gets the element or attribute it
    stands in as its context.  The tree is not changed.
    """
    spaces = _namespaces(tree)
    binding = tree.get("queryBinding", "xslt3")
    schema = etree.Element(sch("schema"), {"queryBinding": binding}, spaces)
    for prefix, uri in spaces.items():
        etree.SubElement(schema, sch("ns"), {"prefix": prefix, "uri": uri})
    parts = _from_odd(tree) if tree.tag in ODDS else _from_schema(tree)
    body = [copy.deepcopy(part) for part in parts]
    body.sort(key=lambda part: 0 if part.tag.startswith(f"{{{XSL}}}") else 1)
    schema.extend(body)
    return schema


def modern(tree: etree._Element) -> etree._Element:
    """A schema of Schematron 1.5 as ISO Schematron, whose elements are the same; a copy.

    What ISO has no place for (`pattern/@name`) becomes a title.
    """
    if not str(tree.tag).startswith(f"{{{OLD}}}"):
        return tree
    text = etree.tostring(tree).replace(OLD.encode(), SCH.encode())
    schema = etree.fromstring(text)
    for key in list(schema.iter(sch("key"))):
        key.tag = f"{{{XSL}}}key"
        owner = key.getparent()
        if owner is not None and owner.get("context"):
            key.set("match", owner.get("context", ""))
        key.set("use", key.attrib.pop("path", key.get("use", ".")))
        schema.insert(0, key)
    return schema


def _namespaces(tree: etree._Element) -> dict[str, str]:
    """The prefixes that embedded expressions may use: declared ones first, then those in scope."""
    found: dict[str, str] = {"tei": NAMESPACE}
    for node in tree.iter(tag=etree.Element):
        if node.tag == sch("ns"):
            found[node.get("prefix", "")] = node.get("uri", "")
        elif local(node) == "rule":
            for prefix, uri in node.nsmap.items():
                if prefix:
                    found.setdefault(prefix, uri)
    return {prefix: uri for prefix, uri in found.items() if prefix and uri}


def _from_schema(tree: etree._Element) -> Iterator[etree._Element]:
    """What stands in RELAX NG or XML Schema."""
    for node in tree.iter(tag=etree.Element):
        if _inside(node):
            continue
        if node.tag in FOREIGN or local(node) in TOP - {"ns"}:
            yield node
        elif local(node) == "rule":
            yield _pattern([node])
        elif local(node) in TESTS:
            yield _pattern([_rule(_context(node), node)])


def _inside(node: etree._Element) -> bool:
    """Whether a node is part of another that is taken whole."""
    parent = node.getparent()
    return parent is not None and (
        str(parent.tag).startswith((f"{{{SCH}}}", f"{{{XSL}}}"))
        and local(parent) not in ("schema",)
    )


def _context(node: etree._Element) -> str:
    """The element, or the attribute, whose definition in RELAX NG a test stands in."""
    element = next(node.iterancestors(f"{{{RNG}}}element"), None)
    attribute = next(node.iterancestors(f"{{{RNG}}}attribute"), None)
    place = "" if element is None else _named(element)
    if attribute is None:
        return place or "/*"
    return f"{place}/@{_name(attribute)}" if place else f"@{_name(attribute)}"


def _name(owner: etree._Element) -> str:
    """The name that a pattern of RELAX NG declares; "*" where it has a class of names."""
    return owner.get("name") or owner.findtext(f"{{{RNG}}}name") or "*"


def _named(owner: etree._Element) -> str:
    """The same of an element, with its namespace."""
    name = _name(owner)
    if name == "*" or ":" in name:
        return name
    spaces = (node.get("ns") for node in (owner, *owner.iterancestors()))
    return f"Q{{{next((space for space in spaces if space is not None), '')}}}{name}"


def _from_odd(tree: etree._Element) -> Iterator[etree._Element]:
    """What the constraints of an ODD hold."""
    for spec in tree.iter(TEI + "constraintSpec"):
        scheme = spec.get("scheme", "schematron")
        if scheme not in SCHEMES or spec.get("mode") == "delete":
            continue
        for constraint in spec.iterchildren(TEI + "constraint"):
            yield from _of_constraint(spec, constraint)


def _of_constraint(spec: etree._Element, constraint: etree._Element) -> Iterator[etree._Element]:
    """The parts of one constraint; its variables go with its rules."""
    lets = [node for node in constraint if local(node) == "let"]
    tests = [node for node in constraint if local(node) in TESTS]
    name = spec.get("ident", "")
    for node in constraint.iterchildren(tag=etree.Element):
        if local(node) == "rule":
            yield _pattern([*lets, node], name)
        elif local(node) in TOP - {"ns", "let"} or str(node.tag).startswith(f"{{{XSL}}}"):
            yield node
    if tests:
        yield _pattern([_rule(odd_context(spec), *lets, *tests)], name)


def odd_context(spec: etree._Element) -> str:
    """What a test without a rule speaks of: the element or the attribute that is declared."""
    element = next(spec.iterancestors(TEI + "elementSpec"), None)
    attribute = next(spec.iterancestors(TEI + "attDef"), None)
    name = "tei:*" if element is None else f"tei:{element.get('ident', '*')}"
    return name if attribute is None else f"{name}/@{attribute.get('ident', '*')}"


def _pattern(parts: list[etree._Element], name: str = "") -> etree._Element:
    pattern = etree.Element(sch("pattern"), {"id": name} if name else {})
    pattern.extend(copy.deepcopy(part) for part in parts)
    return pattern


def _rule(context: str, *parts: etree._Element) -> etree._Element:
    rule = etree.Element(sch("rule"), {"context": context})
    rule.extend(copy.deepcopy(part) for part in parts)
    return rule
