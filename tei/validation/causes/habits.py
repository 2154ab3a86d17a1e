"""Habits of other vocabularies, of TEI P4 and of plain English; they are data (habits.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from tei.validation.causes.cause import Cause
from tei.validation.causes.spelling import accepts, renaming
from tei.validation.faults import Fault
from tei.validation.fixes import Change, Safety
from tei.validation.surroundings import Surroundings
from tei.validation.wording import attribute, element, local, plain, series, tei

WRITTEN = re.compile(r'([\w:.-]+)="([^"]*)"')


@dataclass(frozen=True)
class Habit:
    """What is written out of habit, and what TEI writes.

    of:         where the habit comes from, e.g. "HTML"
    name:       the TEI element, "" where it has none
    attributes: with these attributes
    note:       a sentence more
    """

    of: str
    name: str
    attributes: Mapping[str, str]
    note: str


@cache
def _tables() -> Mapping[str, Any]:
    text = files("tei.validation.causes").joinpath("habits.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _elements() -> Mapping[str, Habit]:
    """Habits by the name that is written, in small letters."""
    found: dict[str, Habit] = {}
    for table in _tables()["element"]:
        for name, target in table["names"].items():
            own, _, rest = target.partition(" ")
            habit = Habit(table["of"], own, dict(WRITTEN.findall(rest)), table.get("note", ""))
            found.setdefault(name.lower(), habit)
    return found


def of_root(fault: Fault, _around: Surroundings) -> Cause | None:
    """The root of TEI P4."""
    name = local(str(fault.element.tag))
    if name not in ("TEI.2", "teiCorpus.2"):
        return None
    return Cause(
        f"This is a document of TEI P4. In P5 the root is <{name[:-2]}>, in the namespace "
        'xmlns="http://www.tei-c.org/ns/1.0"; the names of several elements and attributes '
        "differ too."
    )


def of_element(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that is called otherwise in TEI."""
    name = str(fault.element.tag)
    habit = _elements().get(local(name).lower())
    if habit is None or around.known(name) or (name[:1] == "{" and name != tei(local(name))):
        return None
    target = tei(habit.name)
    if not habit.name:
        return Cause(f"{element(name)} is {habit.of}. {habit.note}")
    if not around.known(target):
        return None
    renamed = dict(_renamed(fault.element, target, around))
    old = "".join(f' {plain(mine)}="…"' for mine in renamed)
    new = "".join(f' {n}="{v}"' for n, v in habit.attributes.items())
    new += "".join(f' {plain(n)}="…"' for n in renamed.values())
    wanted = f"<{habit.name}{new}>"
    advice = f"{habit.of}'s <{local(name)}{old}> is {wanted} in TEI."
    if habit.of == "plain English":
        advice = f"TEI calls it {wanted}."
    elif habit.of == "TEI P4":
        advice = f"P4's <{local(name)}{old}> is {wanted} in P5."
    advice = " ".join(filter(None, (advice, habit.note)))
    return Cause(advice, _changes(fault, habit, renamed, around), likely=(target,))


def _renamed(
    written: etree._Element, target: str, around: Surroundings
) -> Iterator[tuple[str, str]]:
    """Attributes of the element that the TEI element has under another name."""
    declaration = around.declaration(target)
    declared = declaration.attributes if declaration else {}
    for name in map(str, written.attrib):
        better = next((n for n in _better(name) if n in declared), "")
        if name not in declared and better:
            yield name, better


def _changes(
    fault: Fault, habit: Habit, renamed: Mapping[str, str], around: Surroundings
) -> tuple[Change, ...]:
    """The edits that carry the habit over into TEI, where the element then fits."""
    target, written = tei(habit.name), fault.element
    declaration = around.declaration(target)
    if declaration is None or not around.fits(fault.state, target):
        return ()
    return (
        Change("unsafe", "rename-element", written, value=target),
        *(
            Change("unsafe", "set-attribute", written, name, value)
            for name, value in habit.attributes.items()
            if name in declaration.attributes and name not in written.attrib
        ),
        *(Change("unsafe", "rename-attribute", written, *pair) for pair in renamed.items()),
    )


def confused(fault: Fault, around: Surroundings) -> Cause | None:
    """A TEI element that is used for what another is for, which could stand here."""
    name = local(str(fault.element.tag))
    parent = fault.element.getparent()
    place = local(str(parent.tag)) if parent is not None else ""
    for table in _tables()["confusion"]:
        if place not in table.get("inside", (place,)):
            continue
        target = tei(table["names"].get(name, ""))
        if around.known(target) and around.fits(fault.state, target):
            told = f"; write {element(target)} here" if element(target) not in table["note"] else ""
            note = table["note"]
            change = Change("unsafe", "rename-element", fault.element, value=target)
            changes = (change,) if told else ()
            return Cause(f"{note[0].upper()}{note[1:]}{told}.", changes, likely=(target,))
    return None


@cache
def _attributes() -> Mapping[str, tuple[tuple[str, ...], str, bool]]:
    """For an attribute's name in small letters: what TEI calls it, whose habit it is, safe."""
    found: dict[str, tuple[tuple[str, ...], str, bool]] = {}
    for table in _tables()["attribute"]:
        for name, targets in table["names"].items():
            before = found.get(name.lower(), ((), table["of"], table.get("safe", False)))
            found[name.lower()] = ((*before[0], *targets), *before[1:])
    return found


def _better(name: str) -> tuple[str, ...]:
    """What TEI calls an attribute, in Clark notation, the likely one first."""
    targets = _attributes().get(name.lower(), ((), "", False))[0]
    space = "{http://www.w3.org/XML/1998/namespace}"
    return tuple(space + t[4:] if t.startswith("xml:") else t for t in targets)


def of_attribute(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute that is called otherwise in TEI, or for which TEI has elements."""
    for table in _tables()["gone"]:
        if fault.name in table["names"]:
            change = Change("safe", "remove-attribute", fault.element, fault.name)
            return Cause(table["advice"], (change,) if table.get("change") == "safe" else ())
    earlier = _earlier(fault, around)
    if earlier is not None:
        return earlier
    declaration = around.declaration(str(fault.element.tag))
    declared = declaration.attributes if declaration else {}
    here = [n for n in _better(fault.name) if n in declared and n not in fault.element.attrib]
    value = fault.element.get(fault.name, "")
    fitting = [name for name in here if accepts(fault.element, name, value, around)]
    if not here:
        return None
    _, of, safe = _attributes()[fault.name.lower()]
    shown = series(map(attribute, (fitting or here)[:2]))
    asked = of in ("plain English", "HTML") or len(here) > 1
    words = f"Did you mean {shown}?" if asked else f"TEI P5 writes {shown}."
    is_id, taken = here[0].endswith("}id"), around.is_taken(value, fault.element)
    safety: Safety = "safe" if safe and not (is_id and taken) else "unsafe"
    changes = renaming(fault, (fitting or here)[0], around, safety)
    return Cause(words, changes if len(fitting) == 1 else (), likely=tuple(fitting or here))


def _earlier(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute that this element had under another name in earlier versions of TEI."""
    for table in _tables()["earlier"]:
        name = table["names"].get(fault.name, "")
        if fault.element.tag == tei(table["element"]) and name not in fault.element.attrib:
            changes = renaming(fault, name, around, "unsafe") if name else ()
            if changes:
                return Cause(f"TEI calls it {attribute(name)} today.", changes, likely=(name,))
    return None
