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
    failing="an item missing: <list><p>Flour</p></list>",
    passing="<list><item>Flour</item></list>",
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
    walk = Walk(grammar, declaration.content)
    refused = not walk.text(element.text)
    for child in element:
        if isinstance(child.tag, str):
            reason = walk.child(child)
            if reason:
                yield _finding(child, *reason)
            refused = refused or reason is not None
        refused = not walk.text(child.tail) or refused
    if walk.wordy is not None:
        yield _finding(element, *reasons.no_text_here(element, walk.wordy))
    if not models.may_end(walk.state) and not refused:  # else it may be the same fault
        yield _finding(element, *reasons.unfinished(element, walk.state))


class Walk:
    """One way through an element's content: what may come next, and what could not."""

    def __init__(self, grammar: Grammar, state: Model):
        """state: the content model of the element."""
        self.grammar = grammar
        self.state = state
        self.wordy: Model | None = None  # the state in which text was refused, the first time
        self.left: dict[Model, etree._Element] = {}  # earlier states: the child that ended each

    def text(self, words: str | None) -> bool:
        """Read text; False where it cannot stand here."""
        if not words or not words.strip(" \t\r\n"):
            return True
        following = models.after(self.state, models.TEXT)
        if following == models.NOTHING:
            self.wordy = self.wordy or self.state
            return False
        self.state = following
        return True

    def child(self, child: etree._Element) -> reasons.Reason | None:
        """Read an element; the reason where it cannot stand here, which is then passed over."""
        name = str(child.tag)
        following = models.after(self.state, name)
        if following != models.NOTHING:
            self.left[self.state] = child
            self.state = following
            return None
        for missing in reasons.candidates(self.state, self.grammar):
            later = models.after(models.after(self.state, missing), name)
            if later != models.NOTHING:
                self.state = later
                return reasons.missing_before(child, missing)
        return reasons.misplaced(child, self.state, self.grammar, self._too_late_for(name))

    def _too_late_for(self, name: str) -> etree._Element | None:
        """The last child before which an element of the name might have stood."""
        fitting = (s for s in reversed(self.left) if models.after(s, name) != models.NOTHING)
        return next((self.left[state] for state in fitting), None)


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
