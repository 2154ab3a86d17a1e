"""Text that stands where only elements may, or where nothing may."""

from __future__ import annotations

import re

from lxml import etree

from tei.grammar import models
from tei.validation.causes.cause import Cause
from tei.validation.causes.gaps import tables
from tei.validation.faults import Fault
from tei.validation.surroundings import Surroundings
from tei.validation.wording import cited, element, local, series, tei

LEFT_OVER = re.compile(r"[\"']?/?>{1,2}|/")
ROMAN = "(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
NUMBER = re.compile(
    rf"[\[(]?(?:S\.|p\.|f\.|fol\.)? ?([0-9]{{1,4}}[rv]?|{ROMAN})[\])]?", re.IGNORECASE
)
PLACES = frozenset(map(tei, ("lb", "pb", "cb", "gb", "milestone", "anchor", "ptr")))
SIMPLE = tuple(map(tei, ("p", "item", "cell", "l", "ab")))


def stray(fault: Fault, around: Surroundings) -> Cause | None:
    """Characters that are left from a tag; a full stop or the like between elements."""
    text = fault.value.strip()
    if fault.element.tag == tei("gap"):
        return Cause("<gap/> itself stands for what is missing: take the words or signs out of it.")
    if LEFT_OVER.fullmatch(text):
        return Cause(f"{cited(text)} is probably left over from a tag: remove it.")
    beside = (str(child.tag) for child in fault.element.iterchildren(tag=etree.Element))
    if text and not any(map(str.isalnum, text)):
        if any(around.takes(name, models.TEXT) for name in beside):
            return Cause("Put it into the element beside it that it belongs to.")
        return Cause("")
    return None


def in_empty(fault: Fault, around: Surroundings) -> Cause | None:
    """Text in an element that is always empty."""
    name = str(fault.element.tag)
    declaration = around.declaration(name)
    if declaration is None or declaration.content != models.EMPTY:
        return None
    number, own = NUMBER.fullmatch(fault.value.strip()), local(name)
    figures = number is not None and (own != "lb" or number[1].isdecimal())
    free = "n" in declaration.attributes and "n" not in fault.element.attrib
    if number and figures and name in PLACES and free:
        return Cause(f'A number is given by the attribute @n: <{own} n="{number[1]}"/>.')
    if name in PLACES:
        return Cause(f"It only marks a place: write <{own}/> and put the words behind it.")
    return Cause(f"Write <{own}/> and put the words beside it.")


def wrapped(fault: Fault, around: Surroundings) -> Cause | None:
    """Text that a plain container could take up."""
    own = [tei(n) for n in tables()["text"].get(local(str(fault.element.tag)), ())]
    fitting = [n for n in own if around.fits(fault.state, n) and around.takes(n, models.TEXT)]
    if not fitting:
        fitting = [n for n in around.containers(fault.state, models.TEXT) if n in SIMPLE][:1]
    if fitting:
        return Cause(f"Put it into {series(map(element, fitting))}.", likely=tuple(fitting))
    if around.fits(fault.state, tei("row")) and around.takes(tei("row"), tei("cell")):
        return Cause("Put it into a <cell> of a <row>.", likely=(tei("row"),))
    return None
