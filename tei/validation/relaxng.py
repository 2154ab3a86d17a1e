"""RELAX NG: libxml2 gives the verdict, the grammar's own declarations the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.diagnostics import declare
from tei.validation import grammar as grammars
from tei.validation import models, reasons
from tei.validation.findings import Finding, complaints, element_at, elements_of
from tei.validation.grammar import Declaration, Grammar
from tei.validation.models import Model

INVALID = declare(
    "relaxng",
    "error",
    "{sentence}",
    "The document breaks the schema's grammar: an element or attribute stands where the schema "
    "does not allow it, something required is missing, or a value has the wrong form. The "
    "finding names the place and what would be allowed there.",
    source="ISO/IEC 19757-2 (RELAX NG)",
)


def schema(path: Path) -> etree.RelaxNG:
    """The compiled schema, once per process as long as the file stays the same.

    Raises lxml.etree.LxmlError or OSError where it cannot be loaded.
    """
    return _compiled(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _compiled(path: Path, _changed: int) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(path)))


def check(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The faults that a RELAX NG schema (XML syntax) finds in a document."""
    validator = schema(path)
    if validator.validate(root.getroottree()):
        return
    found = list(explain(root, path))
    yield from found or _raw(root, validator)


def explain(root: etree._Element, path: Path) -> Iterator[Finding]:
    """Every fault that the grammar's declarations show, each with its sentence."""
    try:
        grammar = grammars.load(path)
    except ValueError:
        return
    if models.after(grammar.start, str(root.tag)) == models.NOTHING:
        yield _finding(root, *reasons.wrong_root(grammar, root))
    for element in elements_of(root):
        declaration = grammar.declarations.get(str(element.tag))
        if declaration and declaration.name not in grammar.ambiguous:
            yield from _attributes(element, declaration)
            yield from _content(element, declaration, grammar)


def _attributes(element: etree._Element, declaration: Declaration) -> Iterator[Finding]:
    """What is wrong with an element's attributes."""
    if models.ANY in declaration.attributes:
        return
    for name, value in element.attrib.items():
        attribute = declaration.attributes.get(str(name))
        if attribute is None:
            yield _finding(element, *reasons.unknown_attribute(element, str(name), declaration))
        elif not reasons.fits(attribute, str(value)):
            yield _finding(element, *reasons.bad_value(element, attribute, str(value)))
    for name, attribute in declaration.attributes.items():
        if attribute.required and name not in element.attrib:
            yield _finding(element, *reasons.missing_attribute(element, attribute))


def _content(
    element: etree._Element, declaration: Declaration, grammar: Grammar
) -> Iterator[Finding]:
    """What is wrong with an element's content."""
    state = declaration.content
    whole = _after_text(state, element.text)
    if whole is None:
        yield _finding(element, *reasons.no_text_here(element, state))
    state = whole or state
    refused = False
    for child in element.iterchildren(tag=etree.Element):
        state, reason = _step(state, child, grammar)
        if reason:
            refused = True  # that something else is lacking may be the same fault
            yield _finding(child, *reason)
    if any(_has_words(child.tail) for child in element) and not _text_allowed(declaration):
        yield _finding(element, *reasons.no_text_here(element, declaration.content))
    if not models.may_end(state) and not refused:
        yield _finding(element, *reasons.unfinished(element, state))


def _step(
    state: Model, child: etree._Element, grammar: Grammar
) -> tuple[Model, reasons.Reason | None]:
    """The state after a child, and the reason where it cannot stand there."""
    following = models.after(state, str(child.tag))
    if following != models.NOTHING:
        return following, None
    for missing in reasons.candidates(state, grammar):
        after = models.after(models.after(state, missing), str(child.tag))
        if after != models.NOTHING:
            return after, reasons.missing_before(child, missing)
    return state, reasons.misplaced(child, state, grammar)


def _after_text(state: Model, text: str | None) -> Model | None:
    """The state after an element's first text; None where text cannot stand there."""
    if not _has_words(text):
        return state
    following = models.after(state, models.TEXT)
    return None if following == models.NOTHING else following


def _text_allowed(declaration: Declaration) -> bool:
    return models.after(declaration.content, models.TEXT) != models.NOTHING


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n"))


def _finding(element: etree._Element, sentence: str, rule: str) -> Finding:
    return Finding(element, INVALID.code, INVALID.severity, sentence, rule)


def _raw(root: etree._Element, validator: etree.RelaxNG) -> Iterator[Finding]:
    """libxml2's own words, for schemas whose declarations do not show the fault."""
    for entry in complaints(validator.error_log):
        element = element_at(root, entry.path)
        if entry.type_name == "RELAXNG_ERR_INVALIDATTR" and "attribute id " in entry.message:
            continue  # an identifier given twice: `id-duplicate` says it better
        sentence = reasons.sentence(entry.message)
        yield Finding(
            element, INVALID.code, INVALID.severity, sentence, entry.type_name, entry.line
        )
