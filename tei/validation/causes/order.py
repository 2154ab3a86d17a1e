"""Elements that stand too late, too often, or in the wrong order."""

from __future__ import annotations

from lxml import etree

from tei.grammar import models
from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault
from tei.validation.fixes import Change
from tei.validation.surroundings import Surroundings
from tei.validation.wording import local, ordinal, tag, tei

DIVISIONS = frozenset(map(tei, ("div", *(f"div{n}" for n in range(1, 8)))))
PROSE = frozenset(map(tei, ("p", "ab")))
CLOSING = frozenset(map(tei, ("closer", "trailer", "postscript", "signed")))


def late(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that might have stood before one of its siblings."""
    child, parent = fault.element, fault.element.getparent()
    before = around.last_before(child) if around.known(str(child.tag)) else None
    if parent is None or before is None:
        return None
    name = tag(child)
    message = f"{name} comes too late inside {tag(parent)}: it must stand before {ordinal(before)}."
    if before.tag == child.tag:
        return _second(child, before, parent)
    if local(str(child.tag)) == "head":
        return Cause(_heading(parent, around), message=message, section="head")
    if before.tag in DIVISIONS and child.tag not in DIVISIONS:
        message = f"{name} cannot stand after {tag(before)} inside {tag(parent)}."
        return Cause(_beside_division(child, before, around), message=message, section="div")
    if before.tag in CLOSING:
        advice = f"{tag(before)} closes {tag(parent)}: move it to the end, or {name} before it."
        return Cause(advice, message=message)
    return Cause(f"Move it before {ordinal(before)}.", message=message)


def _second(child: etree._Element, first: etree._Element, parent: etree._Element) -> Cause:
    """An element that might have stood where another of its name stands."""
    name = tag(child)
    if first.getnext() is child or _only(child):
        message = f"{tag(parent)} holds a second {name}; only one may stand here."
        return Cause("Join the two, or remove one of them.", message=message)
    last = next(child.itersiblings(etree.Element, preceding=True))
    message = f"{name} cannot stand after {tag(last)} inside {tag(parent)}."
    return Cause(f"Move it beside {ordinal(first)}.", message=message)


def _only(child: etree._Element) -> bool:
    """Whether exactly one sibling of the same name stands before."""
    return sum(1 for _ in child.itersiblings(str(child.tag), preceding=True)) == 1


def _heading(parent: etree._Element, around: Surroundings) -> str:
    """What to do about a heading in the middle."""
    if around.takes(str(parent.tag), tei("div")) and around.takes(tei("div"), tei("head")):
        return "A heading opens a division: begin a new <div> with it, or move it to the top."
    return f"A heading stands at the top of {tag(parent)}."


def _beside_division(child: etree._Element, before: etree._Element, around: Surroundings) -> str:
    """What to do about text beside divisions."""
    name = tag(before)
    inside = f"put it into a {name}, or " if around.takes(str(before.tag), str(child.tag)) else ""
    return (
        f"Once divisions begin, the text belongs in divisions: {inside}"
        f"move it before {ordinal(before)}."
    )


def mixed_divisions(fault: Fault, _around: Surroundings) -> Cause | None:
    """<div> beside <div1>, or a level that was left out."""
    child, parent = fault.element, fault.element.getparent()
    if child.tag not in DIVISIONS or parent is None:
        return None
    beside = next((e for e in child.itersiblings(*DIVISIONS, preceding=True)), None)
    other = parent if beside is None else beside
    if other.tag == child.tag or other.tag not in DIVISIONS:
        return None
    where = "inside" if beside is None else "beside"
    message = f"{tag(child)} cannot stand {where} {tag(other)}."
    if tei("div") not in (child.tag, other.tag):
        advice = "Numbered divisions go down step by step: <div1>, <div2> inside it, and so on."
        return Cause(advice, message=message, section="div")
    changes: tuple[Change, ...] = ()
    advice = "Numbered and unnumbered divisions do not mix: use one kind throughout."
    if beside is not None:
        advice = f"Numbered and unnumbered divisions do not mix: write {tag(other)} here too."
        changes = (Change("unsafe", "rename-element", child, value=str(other.tag)),)
    return Cause(advice, changes, message, section="div")


def prose_or_parts(fault: Fault, around: Surroundings) -> Cause | None:
    """Paragraphs beside elements of their own, where either may stand, never both."""
    child, parent = fault.element, fault.element.getparent()
    first = next(parent.iterchildren(etree.Element), None) if parent is not None else None
    if parent is None or first is None or (child.tag in PROSE) == (first.tag in PROSE):
        return None
    declaration = around.declaration(str(parent.tag))
    if declaration is None or fault.allowed & {models.TEXT, str(child.tag)}:
        return None
    prose, part = (child, first) if child.tag in PROSE else (first, child)
    own = all(str(parent.tag) in around.parents_of(str(one.tag)) for one in (prose, part))
    after_prose = models.after(declaration.content, str(prose.tag))
    if not own or after_prose == models.NOTHING or around.fits(after_prose, str(part.tag)):
        return None
    name = tag(parent)
    message = f"{name} holds either paragraphs or elements of their own names, not both."
    advice = f"Take {ordinal(prose)} away, or put what the other elements say into paragraphs."
    return Cause(advice, message=message)


def exchanged(fault: Fault, _around: Surroundings) -> Cause | None:
    """What is missing stands there, only later."""
    child, parent = fault.element, fault.element.getparent()
    wanted = (fault.name,) if fault.name else tuple(fault.allowed - {models.TEXT, models.ANY})
    later = next(child.itersiblings(*wanted), None) if wanted else None
    if later is None or parent is None:
        return None
    message = (
        f"{tag(child)} comes too early inside {tag(parent)}: {tag(later)} must stand before it."
    )
    advice = f"Move {tag(later)} before {tag(child)}."
    if child.tag in CLOSING:
        advice = f"{tag(child)} closes {tag(parent)}: move it to the end."
    return Cause(advice, message=message, likely=(str(later.tag),))
