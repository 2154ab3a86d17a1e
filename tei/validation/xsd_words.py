"""XML Schema's faults in sentences: libxml2's messages, xmlschema's errors."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei.validation.findings import readable

NAME = re.compile(r"\{[^{}]*\}[\w.-]+")
EXPECTED = re.compile(r"This element is not expected\. Expected is (?:one of )?\(\s*(.*?)\s*\)\.?$")
MISSING = re.compile(r"Missing child element\(s\)\. Expected is (?:one of )?\(\s*(.*?)\s*\)\.?$")
ATTRIBUTE = re.compile(r"Element '([^']+)', attribute '([^']+)': (.*)$", re.DOTALL)
ELEMENT = re.compile(r"Element '([^']+)': (.*)$", re.DOTALL)
FACET = re.compile(
    r"^(?:attribute )?(?P<name>[^=\s]+)=(?P<value>'.*?'|\".*?\"): (?P<why>.*)$", re.DOTALL
)
REFUSED = re.compile(r"^'(?P<name>[^']+)' attribute not allowed for element")
REQUIRED = re.compile(r"^missing required attribute '(?P<name>[^']+)'")
MOST_NAMES = 8


@dataclass(frozen=True)
class Told:
    """An error in words.

    element: the element at fault; None where the document as a whole is meant
    about:   what of it: the name of an attribute, or the sentence itself
    """

    element: etree._Element | None
    about: str
    sentence: str
    allowed: tuple[str, ...] = ()


def told(error: Any) -> Told:
    """One of xmlschema's errors (XMLSchemaValidationError) in words."""
    element = error.elem if isinstance(error.elem, etree._Element) else None
    if element is None:
        return Told(None, str(error.reason), f"The document: {_names(str(error.reason))}.")
    if getattr(error, "particle", None) is not None:
        return _content(error, element)
    place, reason = readable(str(element.tag)), " ".join(str(error.reason or "").split())
    if match := FACET.match(reason):
        words = f'{place} has {match["name"]}="{match["value"][1:-1]}": {_why(match["why"])}'
        return Told(element, match["name"], f"{words.rstrip('.')}.")
    if match := REFUSED.match(reason):
        words = f"{place} has the attribute {match['name']}, which the schema does not allow here."
        return Told(element, match["name"], words)
    if match := REQUIRED.match(reason):
        return Told(element, match["name"], f"{place} needs the attribute {match['name']}.")
    return Told(element, reason, f"{place}: {_names(reason).rstrip('.')}.")


def _content(error: Any, element: etree._Element) -> Told:
    """A child that cannot stand where it stands, or that is missing."""
    place = readable(str(element.tag))
    space = etree.QName(element).namespace or ""
    names = {_short(str(found.name or ""), space) for found in error.expected or ()}
    allowed = tuple(sorted(name for name in names if name))
    list_of = listed(allowed)
    if error.invalid_tag is None:
        words = f"{place} is not complete; it needs {list_of or 'more'}."
        return Told(element, words, words, allowed)
    child = element[error.index]
    words = f"{readable(str(child.tag))} cannot stand here in {place}"
    words += f"; allowed here: {list_of}." if list_of else "."
    return Told(child, words, words, allowed)


def _short(name: str, space: str) -> str:
    """A name as people write it, without its namespace where that is the parent's."""
    return name.removeprefix(f"{{{space}}}") if space else readable(name)


def _why(words: str) -> str:
    """What is wrong with a value, without Python's spelling of lists."""
    if match := re.match(r"value must be one of \[(.*)\]", words):
        return f"it must be one of {match[1].replace(chr(39), '')}"
    if match := re.match(r"value doesn't match any pattern of \[(.*)\]", words):
        return f"it does not have the form {match[1].strip(chr(39))}"
    python = ("invalid value", "invalid literal", "could not convert", "[<class")
    return "this is no value for it" if words.startswith(python) else words


def listed(words: Collection[str]) -> str:
    """Words with commas between; the rest of a long list is counted."""
    shown = list(words)[:MOST_NAMES]
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def plain(message: str) -> str:
    """libxml2's message as a sentence: who, where, and what would be right."""
    if match := ATTRIBUTE.match(message):
        place, name = readable(match[1]), readable(match[2])
        return f"{place}/@{name}: {_names(match[3])}"
    if match := ELEMENT.match(message):
        return _element_sentence(readable(match[1]), match[2].strip())
    return _names(message)


def _element_sentence(place: str, rest: str) -> str:
    """A message about an element and its content."""
    if match := EXPECTED.match(rest):
        return f"{place} cannot stand here; allowed here: {_list(match[1])}."
    if match := MISSING.match(rest):
        return f"{place} is not complete; it needs {_list(match[1])}."
    return f"{place}: {_names(rest)}"


def _list(names: str) -> str:
    return listed(sorted(readable(name.strip()) for name in names.split(",")))


def _names(words: str) -> str:
    """Words with the names in them made readable."""
    return NAME.sub(lambda match: readable(match[0]), words.strip())
