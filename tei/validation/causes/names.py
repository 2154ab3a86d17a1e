"""The names of all of TEI, for schemas that leave some out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault
from tei.validation.findings import TEI
from tei.validation.surroundings import Surroundings
from tei.validation.wording import element, local, tei


@cache
def _names(kind: str) -> frozenset[str]:
    text = files("tei.validation.causes").joinpath("names.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[kind].split())


def is_element(name: str) -> bool:
    """Whether TEI has an element of this Clark name."""
    return name.startswith(f"{{{TEI}}}") and local(name) in _names("elements")


def is_attribute(name: str) -> bool:
    """Whether some element of TEI has an attribute of this name."""
    return name in _names("attributes")


def left_out(fault: Fault, around: Surroundings) -> Cause | None:
    """An element of TEI that the schema does not have."""
    name = str(fault.element.tag)
    if around.known(name) or not is_element(name) or not around.known(tei("p")):
        return None
    return Cause(
        f"{element(name)} is TEI all the same: this schema leaves it out. Use another element, or "
        "check against another schema."
    )
