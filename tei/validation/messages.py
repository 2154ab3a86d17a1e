"""Faults in words: what is wrong in one sentence, what may stand there, the likely cause.

The general sentence comes from the kind of the fault and is always true; a likely cause
(tei.validation.causes) may tell it better and adds the cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tei.grammar import models
from tei.validation import causes, codes, guidelines
from tei.validation.causes import Cause
from tei.validation.causes.values import declared, types
from tei.validation.faults import Fault
from tei.validation.findings import TEI, Finding
from tei.validation.grammar import Grammar
from tei.validation.sentences import sentence
from tei.validation.surroundings import Surroundings, inside, ranked
from tei.validation.wording import local, pattern, plain, symbol

MOST_GLOSSES = 5  # of the many names that are allowed, as many are explained
NAME_BEFORE = re.compile(r"^\([^()]*\) ?")
SECTIONS_AFTER = re.compile(r" ?\[[^\[\]]*\]$")
ATTRIBUTE_KINDS = ("attribute-refused", "attribute-missing")
CONTENT_KINDS = ("element-refused", "text-refused", "content-unfinished")
SECTIONS = {"id-repeated": "identifiers", "root-refused": "root"}


def finding(fault: Fault, grammar: Grammar) -> Finding:
    """One fault as a finding.

    grammar: the whole grammar, not only what the document uses
    """
    return _finding(fault, Surroundings(grammar), Choices(grammar))


def findings(faults: Iterable[Fault], grammar: Grammar) -> Iterator[Finding]:
    """The faults of one document, in its order, as findings; what is looked up is kept."""
    around, choices = Surroundings(grammar), Choices(grammar)
    for fault in faults:
        yield _finding(fault, around, choices)


def _finding(fault: Fault, around: Surroundings, choices: Choices) -> Finding:
    fault = replace(fault, state=around.state(fault))
    cause = causes.likely(fault, around)
    rule = codes.RULES[fault.kind]
    if fault.kind == "element-refused" and not around.known(str(fault.element.tag)):
        rule = codes.UNKNOWN
    allowed = choices.at(fault, cause.likely)
    return Finding(
        fault.element,
        rule.code,
        rule.severity,
        cause.message or sentence(fault, around, cause.likely),
        _broken(fault, cause),
        fault.line,
        fault.column,
        advice=cause.advice,
        allowed=allowed.names,
        glosses=allowed.glosses,
        changes=cause.changes,
        guidelines=_section(fault, cause, around),
    )


def _broken(fault: Fault, cause: Cause) -> str:
    """The place of the schema that is broken, e.g. "date/@when", "list/p"."""
    node, parent = fault.element, fault.element.getparent()
    if fault.kind.startswith(("attribute", "value", "id", "reference")):
        return pattern(node, fault.name)
    if fault.kind == "root-refused" or parent is None:
        return "start" if fault.kind == "root-refused" else pattern(node)
    if fault.kind in ("text-refused", "content-unfinished"):
        return pattern(node)
    own = str(node.tag)
    if fault.kind == "element-missing":
        own = next((name for name in (fault.name, *cause.likely) if name), own)
    return f"{pattern(parent)}/{local(own)}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand at a place, the likely ones first, and what the first of them mean."""

    names: tuple[str, ...]
    glosses: tuple[str, ...] = ()


class Choices:
    """What may stand at the places of a document; each list is made once."""

    def __init__(self, grammar: Grammar):
        """grammar: the glosses are its."""
        self.grammar = grammar
        self._known: dict[tuple[frozenset[str], tuple[str, ...], bool], Allowed] = {}

    def at(self, fault: Fault, likely: tuple[str, ...]) -> Allowed:
        """What may stand at the place of a fault; `likely` comes first."""
        if fault.kind == "value-refused":
            return Allowed(())
        names, attributes = fault.allowed, fault.kind in ATTRIBUTE_KINDS
        if not names and fault.kind in CONTENT_KINDS:
            names = models.next_symbols(fault.state)
        around = () if attributes else inside(_container(fault))
        key = (names, (*likely, *(name for name in around if name not in likely)), attributes)
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def _made(self, names: frozenset[str], likely: tuple[str, ...], attributes: bool) -> Allowed:
        named = [name for name in names if local(name) not in (models.ANY, "")]
        if attributes:
            return Allowed(tuple(map(plain, ranked(named, "attributes", likely))))
        ordered = ranked(named, first=likely)
        declared = (self.grammar.declarations.get(name) for name in ordered[:MOST_GLOSSES])
        glosses = tuple(_plain_gloss(one.gloss) if one else "" for one in declared)
        shown = tuple(symbol(name).strip("<>") for name in ordered)
        return Allowed(shown, glosses if any(glosses) else ())


def _container(fault: Fault) -> str:
    """The Clark name of the element whose content a fault is in."""
    parent = fault.element.getparent()
    own = fault.kind in ("text-refused", "content-unfinished") or parent is None
    return str(fault.element.tag if own or parent is None else parent.tag)


def _plain_gloss(gloss: str) -> str:
    """A gloss without the element's name before it and the sections of the Guidelines after it."""
    return SECTIONS_AFTER.sub("", NAME_BEFORE.sub("", " ".join(gloss.split())))


def _section(fault: Fault, cause: Cause, around: Surroundings) -> str:
    """The address in the Guidelines that tells more; "" for what is not TEI's."""
    own, parent = str(fault.element.tag), fault.element.getparent()
    if not any(name.startswith(f"{{{TEI}}}") for name in (own, *cause.likely)):
        return guidelines.section(cause.section) if cause.section == "namespace" else ""
    name = cause.section or SECTIONS.get(fault.kind, "")
    if not name and fault.kind == "value-refused":
        name = _section_of_value(fault, around)
    if name:
        return guidelines.section(name)
    likely = next((n for n in cause.likely if around.known(n)), "")
    if fault.kind == "element-refused" and likely:
        return guidelines.of_element(likely)
    if fault.kind == "element-missing" and fault.name:
        return guidelines.of_element(fault.name)
    if fault.kind == "element-refused" and parent is not None and not around.known(own):
        return guidelines.of_element(str(parent.tag))
    return guidelines.of_element(own)


def _section_of_value(fault: Fault, around: Surroundings) -> str:
    """The section on a kind of values."""
    own = declared(fault, around)
    kinds = types(own) if own is not None else frozenset()
    if kinds & {"gYear", "date"}:
        return "datings"
    if "ID" in kinds:
        return "identifiers"
    return "pointers" if "anyURI" in kinds else ""
