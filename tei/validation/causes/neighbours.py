"""Misplaced elements and attributes: what around them could take them up."""

from __future__ import annotations

from lxml import etree

from tei.grammar import models
from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault
from tei.validation.surroundings import MOST_PARENTS, Surroundings
from tei.validation.wording import attribute, element, local, series, symbol, tag, tei

MOST_HOMES = 4  # as many parents as say something about where an element belongs
MOST_OWNERS = 40  # elements that have an attribute which is made for few
MOST_LEVELS = 3  # as many ancestors as may have to be closed
FRAMES = frozenset(map(tei, ("TEI", "teiHeader", "text", "body", "front", "back", "group")))
CHUNKS = frozenset(map(tei, ("p", "ab", "l", "lg", "head", "item", "cell", "q", "quote", "note")))


def in_empty(fault: Fault, around: Surroundings) -> Cause | None:
    """An element inside one that is always empty."""
    child, parent = fault.element, fault.element.getparent()
    declaration = around.declaration(str(parent.tag)) if parent is not None else None
    if parent is None or declaration is None or declaration.content != models.EMPTY:
        return None
    behind = around.fits(around.after(parent), str(child.tag))
    where = f"put {tag(child)} behind it" if behind else f"take {tag(child)} out of it"
    message = f"{tag(parent)} must be empty, but {tag(child)} stands in it."
    return Cause(f"Write <{local(str(parent.tag))}/> and {where}.", message=message)


def closed_first(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that could stand after its parent, or after one a few levels up."""
    child, parent = fault.element, fault.element.getparent()
    if parent is None or not around.known(str(child.tag)) or not models.may_end(fault.state):
        return None
    closing: list[etree._Element] = []
    inner: etree._Element | None = parent
    while inner is not None and inner.tag not in FRAMES and len(closing) < MOST_LEVELS:
        closing.append(inner)
        state = around.after(inner)
        if around.fits(state, str(child.tag)):
            return _close(child, closing) if _plain(closing) else None
        if not models.may_end(state):
            return None
        inner = inner.getparent()
    return None


def _plain(closing: list[etree._Element]) -> bool:
    """Whether the elements are such as one closes; not half a document."""
    return closing[0].tag in CHUNKS or len(closing) == 1


def _close(child: etree._Element, closing: list[etree._Element]) -> Cause:
    name, outer = tag(child), closing[-1]
    message = f"{name} cannot stand inside {tag(closing[0])}."
    others = series(map(tag, closing), "and")
    what = "the paragraph" if others == "<p>" else f"the {others}"
    if outer.tag == child.tag:
        return Cause(f"Close {what} before the next one begins.", message=message)
    words = f"Close {what} first ({''.join(f'</{local(str(e.tag))}>' for e in closing)})"
    again = _goes_on(child, closing[0])
    return Cause(f"{words}{again}.", message=message)


def _goes_on(child: etree._Element, parent: etree._Element) -> str:
    """How the text behind the child is taken up again, where there is some."""
    more = (child.tail or "").strip() or next(child.itersiblings(tag=etree.Element), None)
    if more is None or more == "" or parent.tag not in (tei("p"), tei("ab")):
        return ""
    return f", and begin a new {tag(parent)} after {tag(child)}"


def wrapped(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that a plain container could take up."""
    name = str(fault.element.tag)
    if not around.known(name):
        return None
    found = around.containers(fault.state, name) or _only_container(fault, around)
    if not found:
        return None
    parent = fault.element.getparent()
    where = f" directly inside {tag(parent)}" if parent is not None else " here"
    message = f"{element(name)} cannot stand{where}."
    return Cause(f"Put it into {element(found[0])}.", message=message, likely=tuple(found[:1]))


def _only_container(fault: Fault, around: Surroundings) -> list[str]:
    """The one element that may stand here, where it can hold the refused one."""
    allowed = [name for name in fault.allowed if name not in (models.TEXT, models.ANY)]
    return allowed if len(allowed) == 1 and around.takes(allowed[0], str(fault.element.tag)) else []


def moved(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that a sibling beside it, or a sibling's first child, could still take up."""
    child, name = fault.element, str(fault.element.tag)
    if not around.known(name):
        return None
    for sibling in (child.getprevious(), child.getnext()):
        if sibling is not None and isinstance(sibling.tag, str) and sibling.tag != name:
            homes = around.parents_of(name)
            few = len(homes) <= MOST_PARENTS
            if few and sibling.tag in homes and _room(sibling, name, around):
                which = "before" if sibling is child.getprevious() else "after"
                return Cause(f"It belongs inside the {tag(sibling)} {which} it.")
    return None


def _room(parent: etree._Element, name: str, around: Surroundings) -> bool:
    """Whether an element can be put somewhere among the children of another."""
    declaration = around.declaration(str(parent.tag))
    if declaration is None:
        return False
    states = around.states(parent)
    last = list(states)[-1] if states else None
    end = around.after(last) if last is not None else declaration.content
    return around.fits(end, name) or any(around.fits(s.before, name) for s in states.values())


def homes(fault: Fault, around: Surroundings) -> Cause | None:
    """The elements that an element belongs in, where they are few."""
    name, parent = str(fault.element.tag), fault.element.getparent()
    if not around.known(name) or parent is None:
        return None
    parents = around.parents_of(name)
    own = [home for home in parents if home != parent.tag]
    if not own:
        return None
    if len(parents) > MOST_HOMES or parent.tag in parents:
        return _instead(fault, around)
    return Cause(f"It belongs inside {series(map(element, own))}.")


def _instead(fault: Fault, around: Surroundings) -> Cause | None:
    """What little may stand here instead."""
    parent = fault.element.getparent()
    allowed = [name for name in fault.allowed if name != models.TEXT]
    if parent is None or len(allowed) > MOST_HOMES:
        return None
    if allowed:
        return Cause(f"Only {series(map(symbol, sorted(allowed)))} may stand here.")
    if models.TEXT in fault.allowed:
        return Cause(f"{tag(parent)} holds text only: take the tags of {tag(fault.element)} away.")
    return None


def excluded(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute that the element may have, but not beside another that it has."""
    owner = fault.element
    if around.attribute(str(owner.tag), fault.name) is None:
        return None
    others = [str(name) for name in owner.attrib if name != fault.name]
    rare = [name for name in others if len(around.owners_of(name)) <= MOST_OWNERS] or others
    beside = series(map(attribute, rare), "and")
    message = f"{tag(owner)} cannot have {attribute(fault.name)} beside {beside}."
    return Cause("The schema lets one of them stand, not both: remove one.", message=message)


def owners(fault: Fault, around: Surroundings) -> Cause | None:
    """The elements that have an attribute, where they are few."""
    having = around.owners_of(fault.name)
    if not 0 < len(having) <= MOST_HOMES:
        return None
    verb = "is" if len(having) == 1 else "is only"
    return Cause(f"{attribute(fault.name)} {verb} an attribute of {series(map(element, having))}.")
