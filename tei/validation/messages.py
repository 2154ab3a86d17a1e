"""Faults in words: what is wrong in one sentence, what may stand there, the likely cause.

The general sentence comes from the kind of the fault and is always true; a likely cause
(tei.validation.causes) may tell it better and adds the cure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tei.grammar import models
from tei.validation import causes, codes, guidelines
from tei.validation.causes import Cause
from tei.validation.causes.values import declared, types
from tei.validation.faults import Fault
from tei.validation.findings import TEI, Finding
from tei.validation.grammar import Grammar
from tei.validation.sentences import sentence
from tei.validation.surroundings import Surroundings, ranked
from tei.validation.wording import local, nearest, pattern, plain, symbol

MOST_GLOSSES = 5  # of the many names that are allowed, as many are explained
NAME_BEFORE = re.compile(r"^\([^()]*\) ?")
SECTIONS_AFTER = re.compile(r" ?\[[^\[\]]*\]$")
ATTRIBUTE_KINDS = ("attribute-refused", "attribute-missing")
SECTIONS = {"id-repeated": "identifiers", "root-refused": "root"}


def finding(fault: Fault, grammar: Grammar) -> Finding:
    """One fault as a finding.

    grammar: the whole grammar, not only what the document uses
    """
    return _finding(fault, Surroundings(grammar))


def findings(faults: Iterable[Fault], grammar: Grammar) -> Iterator[Finding]:
    """The faults of one document, in its order, as findings; what is looked up is kept."""
    around = Surroundings(grammar)
    for fault in faults:
        yield _finding(fault, around)


def _finding(fault: Fault, around: Surroundings) -> Finding:
    fault = replace(fault, state=around.state(fault))
    cause = causes.likely(fault, around)
    rule = codes.RULES[fault.kind]
    if fault.kind == "element-refused" and not around.known(str(fault.element.tag)):
        rule = codes.UNKNOWN
    allowed = _allowed(fault, cause, around)
    return Finding(
        fault.element,
        rule.code,
        rule.severity,
        cause.message or sentence(fault, around, cause.likely),
        _broken(fault),
        fault.line,
        fault.column,
        advice=cause.advice,
        allowed=tuple(map(_shown(fault), allowed)),
        glosses=_glosses(fault, allowed, around),
        changes=cause.changes,
        guidelines=_section(fault, cause, around),
    )


def _broken(fault: Fault) -> str:
    """The place of the schema that is broken, e.g. "date/@when", "list/p"."""
    node, parent = fault.element, fault.element.getparent()
    if fault.kind.startswith(("attribute", "value", "id", "reference")):
        return pattern(node, fault.name)
    if fault.kind == "root-refused" or parent is None:
        return "start" if fault.kind == "root-refused" else pattern(node)
    if fault.kind in ("text-refused", "content-unfinished"):
        return pattern(node)
    own = fault.name if fault.kind == "element-missing" and fault.name else str(node.tag)
    return f"{pattern(parent)}/{local(own)}"


def _shown(fault: Fault) -> Callable[[str], str]:
    return plain if fault.kind in ATTRIBUTE_KINDS else lambda n: symbol(n).strip("<>")


def _allowed(fault: Fault, cause: Cause, around: Surroundings) -> list[str]:
    """What may stand at the place, the likely ones first."""
    if fault.kind == "value-refused":
        return []
    names = [n for n in fault.allowed if local(n) not in ("*", "")]
    if fault.kind in ATTRIBUTE_KINDS:
        return ranked(names, "attributes", _alike(fault.name, names, cause))
    if not names and fault.kind in ("element-refused", "text-refused", "content-unfinished"):
        names = [n for n in models.next_symbols(fault.state) if n != models.ANY]
    own, first = str(fault.element.tag), list(cause.likely)
    if fault.kind == "element-refused" and not around.known(own):
        first = _alike(own, names, cause)
    return ranked(names, first=first)


def _alike(written: str, names: Iterable[str], cause: Cause) -> list[str]:
    """What the cause names, then what looks like the name that was written."""
    by_name = {local(name): name for name in names}
    close = nearest(local(written), by_name, most=3)
    return [*cause.likely, *(by_name[name] for name in close if by_name[name] not in cause.likely)]


def _glosses(fault: Fault, allowed: list[str], around: Surroundings) -> tuple[str, ...]:
    """What the first of the allowed elements mean, as far as the schema says."""
    if fault.kind in ATTRIBUTE_KINDS:
        return ()
    known = (around.grammar.declarations.get(name) for name in allowed[:MOST_GLOSSES])
    glosses = [_plain_gloss(str(getattr(declaration, "gloss", ""))) for declaration in known]
    return tuple(glosses) if any(glosses) else ()


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
