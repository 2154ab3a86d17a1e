"""Names that are misspelt, or written in the wrong case."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.grammar import models
from tei.validation import values
from tei.validation.causes.cause import Cause
from tei.validation.causes.names import is_attribute
from tei.validation.faults import Fault
from tei.validation.findings import TEI
from tei.validation.fixes import XML, Change, Safety
from tei.validation.surroundings import Surroundings, ranked
from tei.validation.wording import attribute, element, local, nearest, series


def of_element_case(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that differs from a known one in capitals alone."""
    name = str(fault.element.tag)
    if around.known(name):
        return None
    same = around.by_small_letters.get(name.lower(), ())
    if len(same) != 1:
        return None
    safety: Safety = "safe" if around.fits(fault.state, same[0]) else "unsafe"
    change = Change(safety, "rename-element", fault.element, value=same[0])
    advice = f"XML heeds capitals: write {element(same[0])}."
    return Cause(advice, (change,), likely=(same[0],))


def of_root(fault: Fault, around: Surroundings) -> Cause | None:
    """A root that differs from a right one in capitals alone."""
    name = str(fault.element.tag)
    roots = fault.allowed | models.next_symbols(around.grammar.start)
    same = next((root for root in roots if local(root).lower() == local(name).lower()), "")
    if not same or same == name:
        return None
    change = Change("safe", "rename-element", fault.element, value=same)
    known = same.rpartition("}")[0] == name.rpartition("}")[0]
    space = "" if known else f' and add xmlns="{TEI}" to it'
    return Cause(f"XML heeds capitals: write {element(same)}{space}.", (change,) if known else ())


def of_element(fault: Fault, around: Surroundings) -> Cause | None:
    """An element whose name looks like a known one, best one that could stand here."""
    name = str(fault.element.tag)
    if around.known(name):
        return None
    every = around.close_to(name)
    close = [n for n in every if around.fits(fault.state, n)][:2] or list(every[:2])
    if not close:
        return None
    asked = f"Did you mean {series(map(element, close))}?"
    change = Change("unsafe", "rename-element", fault.element, value=close[0])
    return Cause(asked, (change,) if len(close) == 1 else (), likely=tuple(close))


def of_attribute_case(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute that differs from a known one in capitals or in the prefix xml: alone."""
    known = _attributes(fault, around)
    folded = local(fault.name).lower()
    same = [name for name in known if local(name).lower() == folded]
    if len(same) != 1:
        return None
    advice = f"XML heeds capitals: write {attribute(same[0])}."
    if same[0].startswith("{" + XML):
        advice = f"Write {attribute(same[0])}."
    return Cause(advice, renaming(fault, same[0], around, "safe"), likely=(same[0],))


def of_attribute(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute whose name looks like one that the element has."""
    known = {local(name): name for name in _attributes(fault, around)}
    if is_attribute(fault.name):
        return None
    close = [known[name] for name in nearest(local(fault.name), known, most=4)]
    value = fault.element.get(fault.name, "")
    fitting = [name for name in close if accepts(fault.element, name, value, around)]
    close = ranked(fitting or close, "attributes")[:2]
    if not close:
        return None
    asked = f"Did you mean {series(map(attribute, close))}?"
    changes = renaming(fault, close[0], around, "unsafe") if len(close) == 1 else ()
    return Cause(asked, changes, likely=tuple(close))


def _attributes(fault: Fault, around: Surroundings) -> Iterable[str]:
    """The attributes that the element may have and has not yet."""
    declaration = around.declaration(str(fault.element.tag))
    declared = declaration.attributes if declaration else fault.allowed
    return [name for name in declared if name not in fault.element.attrib and local(name) != "*"]


def renaming(fault: Fault, name: str, around: Surroundings, safety: Safety) -> tuple[Change, ...]:
    """The change of an attribute's name, where its value fits the new one."""
    value = fault.element.get(fault.name, "")
    if not accepts(fault.element, name, value, around):
        return ()
    return (Change(safety, "rename-attribute", fault.element, fault.name, name),)


def accepts(element_: etree._Element, name: str, value: str, around: Surroundings) -> bool:
    """Whether a value fits an attribute of the element."""
    declared = around.attribute(str(element_.tag), name)
    return declared is not None and values.fits(declared, value)
