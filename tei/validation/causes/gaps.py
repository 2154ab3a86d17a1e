"""What is missing: what it is for and how it is written (gaps.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault
from tei.validation.surroundings import Surroundings
from tei.validation.wording import local, tei

PAIRS = {"sic": "corr", "corr": "sic", "orig": "reg", "reg": "orig", "abbr": "expan"}
PAIRS |= {"expan": "abbr", "am": "ex", "ex": "am"}
READINGS = (
    "A choice holds readings of one place, side by side: <sic> and <corr>, <orig> and <reg>, "
    "<abbr> and <expan>."
)


@cache
def tables() -> Mapping[str, Any]:
    """The tables `missing`, `incomplete` and `text` of gaps.toml."""
    text = files("tei.validation.causes").joinpath("gaps.toml").read_text("utf-8")
    return tomllib.loads(text)


def missing(fault: Fault, _around: Surroundings) -> Cause | None:
    """Something that has to stand before an element."""
    return _told(tables()["missing"].get(local(fault.name)) if fault.name else None)


def unfinished(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that ends too early."""
    if local(str(fault.element.tag)) == "choice":
        return _choice(fault, around)
    entry = tables()["incomplete"].get(local(str(fault.element.tag)), {})
    needed = [tei(name) for name in entry.get("needs", ())]
    if not needed or not all(around.fits(fault.state, name) for name in needed):
        return None
    return _told(entry, tuple(needed))


def _told(entry: Mapping[str, Any] | None, likely: tuple[str, ...] = ()) -> Cause | None:
    if entry is None:
        return None
    return Cause(entry["advice"], likely=likely, section=entry.get("section", ""))


def _choice(fault: Fault, around: Surroundings) -> Cause | None:
    """One reading alone is no choice."""
    inside = [local(str(child.tag)) for child in fault.element.iterchildren(tag=etree.Element)]
    other = [PAIRS[name] for name in inside if name in PAIRS]
    other = [name for name in other if around.fits(fault.state, tei(name))]
    if len(inside) == 1 and other:
        return Cause(
            message=f"<choice> holds only <{inside[0]}>: it needs a second reading.",
            advice=f"A choice needs two readings: put <{other[0]}> beside <{inside[0]}>.",
            likely=(tei(other[0]),),
            section="choice",
        )
    return Cause(READINGS, section="choice")


def in_choice(fault: Fault, around: Surroundings) -> Cause | None:
    """What is no reading cannot be chosen."""
    parent = fault.element.getparent()
    if parent is None or parent.tag != tei("choice") or not around.known(tei("sic")):
        return None
    return Cause(READINGS, section="choice")
