"""Sentences that say what a grammar would have allowed: a person can act on each.

Every function gives a sentence and the rule that was broken, in that order.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from lxml import etree

from tei.validation import models
from tei.validation.findings import readable
from tei.validation.grammar import Attribute, Declaration, Grammar
from tei.validation.models import Model
from tei.validation.values import CALENDAR_WORDS, expected, fits, mended

Reason = tuple[str, str]
MOST_NAMES = 12  # as many names as a person reads


def wrong_root(grammar: Grammar, root: etree._Element) -> Reason:
    """The document begins with an element that no document may begin with."""
    allowed = names(models.next_symbols(grammar.start))
    name = readable(str(root.tag))
    hint = ""
    if "}" not in str(root.tag):
        hint = ' It stands in no namespace; add xmlns="http://www.tei-c.org/ns/1.0" to it.'
    return f"The document begins with {name}; it should begin with {allowed}.{hint}", "start"


def unknown_attribute(element: etree._Element, name: str, declaration: Declaration) -> Reason:
    """An attribute that the element does not have."""
    known = {readable(other): other for other in declaration.attributes}
    written, place = readable(name), readable(str(element.tag))
    sentence = f"{place} has the attribute {written}, which the schema does not allow here"
    close = nearest(written, known)
    if close:
        return f"{sentence}; did you mean {close}?", f"{place}/@{written}"
    free = [n for n in sorted(known) if n not in element.attrib and ":" not in n]
    own = f"; {place} takes: {listed(free)}" if 0 < len(free) <= MOST_NAMES else ""
    return f"{sentence}{own}. Remove it or use another.", f"{place}/@{written}"


def bad_value(element: etree._Element, attribute: Attribute, value: str) -> Reason:
    """A value that does not fit its datatype."""
    name, place = readable(attribute.name), readable(str(element.tag))
    words = expected(attribute)
    better = mended(value) if words == CALENDAR_WORDS else ""
    choices = [n.text or "" for p in attribute.patterns for n in p.iter("{*}value")]
    better = better or nearest(value, choices)
    advice = f" Write {better}." if better else ""
    shown = value if len(value) <= 60 else value[:57] + "…"
    sentence = f'{place} has {name}="{shown}"; {name} must be {words}.{advice}'
    return sentence, f"{place}/@{name}"


def missing_attribute(element: etree._Element, attribute: Attribute) -> Reason:
    """A required attribute that is not there."""
    name, place = readable(attribute.name), readable(str(element.tag))
    return f"{place} needs the attribute {name}: {expected(attribute)}.", f"{place}/@{name}"


def no_text_here(element: etree._Element, state: Model) -> Reason:
    """Words directly inside an element that only holds elements."""
    place = readable(str(element.tag))
    inside = models.next_symbols(state)
    if not inside:
        return f"{place} must be empty, but there is text in it.", place
    wrap = next((f" Put it into {n}." for n in ("p", "item", "cell") if _tei(n) in inside), "")
    return f"Text stands directly inside {place}, which only holds elements.{wrap}", place


def unfinished(element: etree._Element, state: Model) -> Reason:
    """An element that lacks something at its end."""
    place = readable(str(element.tag))
    needed = required_next(state)
    one_of = "one of: " if len(needed) > 1 else ""
    return f"{place} is not complete; at its end it needs {one_of}{names(needed)}.", place


def missing_before(child: etree._Element, missing: str) -> Reason:
    """Something required that was left out before a child."""
    name, place = readable(str(child.tag)), _parent(child)
    sentence = f"{place} lacks {readable(missing)}: it is required before {name}."
    return sentence, f"{place}/{readable(missing)}"


def misplaced(
    child: etree._Element, state: Model, grammar: Grammar, before: etree._Element | None
) -> Reason:
    """A child that cannot stand where it stands.

    before: the last element before which it might have stood, if any
    """
    name, place = readable(str(child.tag)), _parent(child)
    rule = f"{place}/{name}"
    if child.tag not in grammar.declarations:
        return _unknown_element(child, grammar), rule
    allowed = models.next_symbols(state) - {models.TEXT}
    sentence = f"{name} cannot stand here inside {place}"
    if not allowed:
        return f"{sentence}; nothing more may follow.", rule
    if before is not None:
        return f"{name} comes too late inside {place}: it must stand before {_which(before)}.", rule
    if len(allowed) <= MOST_NAMES:
        return f"{sentence}; allowed here: {names(allowed)}.", rule
    wrapper = _wrapper(child, state, grammar)
    if wrapper:
        return f"{sentence}. Put it into {wrapper}.", rule
    homes = [readable(parent) for parent in grammar.parents_of(str(child.tag))]
    if len(homes) > MOST_NAMES:
        return f"{sentence}. Move it out of {place}, or use another element.", rule
    return f"{sentence}. It may stand in: {listed(homes)}.", rule


def _wrapper(child: etree._Element, state: Model, grammar: Grammar) -> str:
    """A plain container that may stand here and may hold the child, or ""."""
    for name in ("p", "item", "sp", "div", "listBibl", "figure", "table"):
        declaration = grammar.declarations.get(_tei(name))
        fitting = declaration and models.after(state, _tei(name)) != models.NOTHING
        if (
            declaration
            and fitting
            and models.after(declaration.content, str(child.tag)) != models.NOTHING
        ):
            return name
    return ""


def _unknown_element(child: etree._Element, grammar: Grammar) -> str:
    """An element that the schema does not have at all."""
    name = readable(str(child.tag))
    if _tei(str(child.tag)) in grammar.declarations:
        return f'{name} stands in no namespace here (xmlns=""); remove that declaration.'
    close = nearest(name, [readable(known) for known in grammar.declarations])
    advice = f"; did you mean {close}?" if close else ". Use another element, or another schema."
    return f"The schema has no element {name}{advice}"


def required_next(state: Model) -> frozenset[str]:
    """The symbols that lead on to an end, the optional ones left out where possible."""
    symbols = models.next_symbols(state)
    needed = {s for s in symbols if models.after(state, s) != state}
    ending = {s for s in needed if models.may_end(models.after(state, s))}
    return frozenset(ending or needed or symbols)


def candidates(state: Model, grammar: Grammar) -> list[str]:
    """Elements whose lack might explain why a child does not fit, where text is not at stake."""
    symbols = models.next_symbols(state)
    if models.TEXT in symbols or len(symbols) > MOST_NAMES or models.may_end(state):
        return []
    return sorted(symbol for symbol in symbols if symbol in grammar.declarations)


def nearest(written: str, known: Collection[str]) -> str:
    """The known name that looks most like what was written, or ""."""
    folded = {name.lower(): name for name in known if name}
    close = get_close_matches(written.lower(), list(folded), n=1, cutoff=0.7)
    return folded[close[0]] if close and folded[close[0]] != written else ""


def names(symbols: Collection[str]) -> str:
    """Symbols as a person reads them."""
    words = ["text" if s == models.TEXT else readable(s) for s in symbols if s != models.ANY]
    return listed(sorted(words)) or "another element"


def listed(words: Collection[str]) -> str:
    """Words with commas between; the rest of a long list is counted."""
    shown = list(words)[:MOST_NAMES]
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def sentence(words: str) -> str:
    """A validator's own words as a sentence, without namespaces in braces."""
    plain = words.replace("{http://www.tei-c.org/ns/1.0}", "").strip().rstrip(".")
    return plain + "."


def _tei(name: str) -> str:
    return f"{{http://www.tei-c.org/ns/1.0}}{name}"


def _which(element: etree._Element) -> str:
    """An element among its siblings, e.g. "p" or "the 3rd p"."""
    same = sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
    if not same:
        return f"the first {readable(str(element.tag))}"
    return f"{readable(str(element.tag))} number {same + 1}"


def _container(child: etree._Element) -> etree._Element:
    """The element that a child stands in; the child itself for the root."""
    parent = child.getparent()
    return child if parent is None else parent


def _parent(child: etree._Element) -> str:
    return readable(str(_container(child).tag))


__all__ = ["Reason", "fits", "misplaced", "sentence"]
