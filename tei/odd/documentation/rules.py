"""Rules beyond content models, in the documentation: code, words, test."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import RULES
from tei.names import collapse
from tei.odd.documentation.markup import Piece, prose, tag
from tei.odd.merging import definitions
from tei.odd.schematron import S
from tei.odd.specification import Constraint, Spec, Specification, words


def constraints_of(spec: Spec) -> Iterator[Constraint]:
    """The constraints of a declaration and of its own attributes."""
    yield from spec.constraints
    for attribute in definitions(spec.attributes):
        if attribute.mode != "delete":
            yield from attribute.constraints


def rule_anchor(spec: Spec, constraint: Constraint) -> str:
    """The id of a rule."""
    return f"rule-{spec.ident}-{constraint.ident}".replace(":", "-")


def rules_of(spec: Spec, specification: Specification) -> Iterator[etree._Element]:
    """The rules of a declaration."""
    for constraint in constraints_of(spec):
        if constraint.language and constraint.language != specification.language:
            continue
        desc = words(constraint.notes.desc, specification.language)
        tests = [test for markup in constraint.markup for test in _tests(markup)]
        yield tag(
            "li",
            tag("code", constraint.ident, class_="rule-code"),
            *([" ", *prose(desc, specification)] if desc else []),
            *tests,
            id=rule_anchor(spec, constraint),
        )


def _tests(markup: str) -> Iterator[etree._Element]:
    """The assertions of a piece of Schematron."""
    root = etree.fromstring(markup)
    for test in root.iter(f"{S}assert", f"{S}report"):
        kind = "must hold" if test.tag == f"{S}assert" else "must not hold"
        expression = tag("code", collapse(test.get("test", "")))
        code = test.get("id", "")
        explain = f"edition validate --explain {code}"
        said = tag("code", code, title=explain) if code in RULES else tag("code", code)
        pieces: list[Piece] = [message_of(test), " ", said] if code else [message_of(test)]
        yield tag("p", *pieces, class_="message")
        yield tag("p", tag("small", f"{kind}: "), expression, class_="test")


def message_of(test: etree._Element) -> str:
    """The words of an assertion; what is filled in stands as …"""
    pieces = [test.text or ""]
    for child in test:
        filled = (
            "…"
            if child.tag in (f"{S}value-of", f"{S}name")
            else "".join(map(str, child.itertext()))
        )
        pieces += [filled, child.tail or ""]
    return collapse("".join(pieces))
