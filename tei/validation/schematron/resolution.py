"""A Schematron file → a `Schema`: abstract rules and patterns, phases, variables resolved.

ISO/IEC 19757-3:2020, clauses 5.4 (elements), 6 (semantics), Annex C (query bindings).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from tei.validation.schematron.extraction import modern
from tei.validation.schematron.inclusion import Read, whole
from tei.validation.schematron.model import (
    BINDINGS,
    RNG,
    SCH,
    XSL,
    Let,
    Pattern,
    Rule,
    Schema,
    SchematronError,
    Test,
    local,
    sch,
)

DEEPEST = 40  # abstract rules that extend one another
TELLING = ("context", "test", "rule", "name", "value", "role", "flag", "subject", "abstract")
PLACES = {"assert": True, "report": False}


def resolved(path: Path, read: Read, phase: str = "") -> Schema:
    """The schema of a file: .sch, or a schema or ODD that holds Schematron.

    read:  the root element of a file
    phase: a phase's id, "#ALL"; the schema's default phase where ""
    Raises SchematronError for what cannot be resolved, OSError for files that are missing.
    """
    root = whole(modern(read(path)), path, read)
    return schema_of(root, phase)


def schema_of(root: etree._Element, phase: str = "") -> Schema:
    """A schema element without inclusions as a `Schema`."""
    binding = root.get("queryBinding", "").strip().lower()
    if binding not in BINDINGS:
        raise SchematronError(
            f'its queryBinding is "{binding}"; there are: xslt, xslt2, xslt3, xpath2, xpath3'
        )
    active, lets = _phase(root, phase)
    patterns = _patterns(root)
    if active is not None:
        patterns = [pattern for pattern in patterns if pattern.get("id", "") in active]
    made = [made for pattern in _distinct(patterns) for made in _made(root, pattern)]
    return Schema(
        binding,
        _spaces(root),
        (*_lets(root), *lets),
        tuple(made),
        tuple(node for node in root if _is_foreign(node)),
    )


def _is_foreign(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and node.tag.startswith(f"{{{XSL}}}")


def _spaces(root: etree._Element) -> dict[str, str]:
    """The prefixes of expressions: those in scope where rules stand, then the declared ones."""
    found: dict[str, str] = {}
    for rule in (root, *root.iter(sch("rule"))):
        for prefix, uri in rule.nsmap.items():
            if prefix and uri not in (SCH, RNG, XSL):
                found.setdefault(prefix, uri)
    for node in root.iter(sch("ns")):
        found[node.get("prefix", "")] = node.get("uri", "")
    found.setdefault("sch", SCH)
    return found


def _phase(root: etree._Element, phase: str) -> tuple[set[str] | None, tuple[Let, ...]]:
    """The patterns that a phase makes active (None: all) and its variables."""
    wanted = phase if phase not in ("", "#DEFAULT") else root.get("defaultPhase", "#ALL")
    if wanted == "#ALL":
        return None, ()
    phases = {node.get("id", ""): node for node in root.iter(sch("phase"))}
    if wanted not in phases:
        known = ", ".join(sorted(phases)) or "none"
        raise SchematronError(f'it has no phase "{wanted}"; there are: {known}')
    node = phases[wanted]
    return {active.get("pattern", "") for active in node.iter(sch("active"))}, _lets(node)


def _lets(owner: etree._Element) -> tuple[Let, ...]:
    return tuple(_let(node) for node in owner.iterchildren(sch("let")))


def _let(node: etree._Element) -> Let:
    return Let(node.get("name", ""), node.get("value"), node)


def _patterns(root: etree._Element) -> list[etree._Element]:
    """The patterns that are to run, those of an abstract one with its parameters filled in."""
    nodes = list(root.iter(sch("pattern"), sch("group")))
    abstract = {n.get("id", ""): n for n in nodes if n.get("abstract") == "true"}
    return [
        _instance(node, abstract) if node.get("is-a") else node
        for node in nodes
        if node.get("abstract") != "true"
    ]


def _distinct(patterns: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """The patterns without those whose contexts and tests are those of an earlier one.

    A TEI schema repeats the constraint of an attribute for every element that has it, and
    some constraints once more with a message in another language.
    """
    seen: set[tuple[object, ...]] = set()
    for pattern in patterns:
        rules = tuple(
            (node.tag, *(node.get(name) for name in TELLING), _value(node))
            for node in pattern.iterdescendants(tag=etree.Element)
            if local(node) in ("rule", "extends", "let", *PLACES)
        )
        if rules not in seen or not rules:
            seen.add(rules)
            yield pattern


def _value(node: etree._Element) -> bytes:
    """What a variable holds as nodes; empty for every other element."""
    return etree.tostring(node, method="c14n", with_tail=False) if local(node) == "let" else b""


def _instance(node: etree._Element, abstract: dict[str, etree._Element]) -> etree._Element:
    """An abstract pattern with its parameters filled in."""
    name = node.get("is-a", "")
    if name not in abstract:
        raise SchematronError(f'a pattern is-a "{name}", but no abstract pattern has this id')
    given = [*abstract[name].iterchildren(sch("param")), *node.iterchildren(sch("param"))]
    values = {param.get("name", ""): param.get("value", "") for param in given}
    made = copy.deepcopy(abstract[name])
    if values:
        names = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
        parameter = re.compile(rf"\$({names})(?![\w.-])")
        for part in made.iter(tag=etree.Element):
            for key, value in part.items():
                part.set(key, parameter.sub(lambda match: values[match[1]], str(value)))
    del made.attrib["abstract"]
    made.set("id", node.get("id", ""))
    return made


def _made(root: etree._Element, node: etree._Element) -> Iterator[Pattern]:
    """A pattern; of a group (all of whose rules fire) one for each rule."""
    if node.get("documents"):
        raise SchematronError("a pattern with documents reads other files, which is not allowed")
    rules = [
        Rule(rule.get("context", ""), _parts(root, rule, node, 0))
        for rule in node.iterchildren(sch("rule"))
        if rule.get("abstract") != "true"
    ]
    sets = [[rule] for rule in rules] if local(node) == "group" else [rules]
    for chosen in sets:
        yield Pattern(node.get("id", ""), _lets(node), tuple(chosen))


def _parts(
    root: etree._Element, rule: etree._Element, pattern: etree._Element, depth: int
) -> tuple[Let | Test, ...]:
    """The variables and tests of a rule, with those of the abstract rules that it extends."""
    if depth > DEEPEST:
        raise SchematronError(f'the abstract rule "{rule.get("id")}" extends itself')
    parts: list[Let | Test] = []
    for node in rule.iterchildren(tag=etree.Element):
        if local(node) == "let":
            parts.append(_let(node))
        elif local(node) in PLACES:
            parts.append(_test(root, node, rule, pattern))
        elif local(node) == "extends":
            base = _abstract_rule(root, pattern, node.get("rule", ""))
            parts.extend(_parts(root, base, pattern, depth + 1))
    return tuple(parts)


def _abstract_rule(root: etree._Element, pattern: etree._Element, name: str) -> etree._Element:
    """The abstract rule of a name: of the same pattern, or of any or none."""
    for owner in (pattern, root):
        for rule in owner.iter(sch("rule")):
            if rule.get("id") == name and rule.get("abstract") == "true":
                return rule
    raise SchematronError(f'a rule extends "{name}", but no abstract rule has this id')


def _test(
    root: etree._Element, node: etree._Element, rule: etree._Element, pattern: etree._Element
) -> Test:
    owners = (node, rule, pattern)
    return Test(
        node,
        PLACES[local(node)],
        node.get("test", ""),
        node.get("id", ""),
        _first(owners, "role", "severity", "flag"),
        _first(owners, "subject"),
        tuple(_extra(root, node)),
    )


def _first(owners: Sequence[etree._Element], *names: str) -> str:
    """What the nearest of some elements has for one of these attributes."""
    values = (owner.get(name, "") for owner in owners for name in names)
    return next((value for value in values if value), "")


def _extra(root: etree._Element, node: etree._Element) -> Iterator[etree._Element]:
    """The diagnostics and properties that a test names."""
    for attribute, kind in (("diagnostics", "diagnostic"), ("properties", "property")):
        wanted = node.get(attribute, "").split()
        known = {found.get("id"): found for found in root.iter(sch(kind))} if wanted else {}
        yield from (known[name] for name in wanted if name in known)
