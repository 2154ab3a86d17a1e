"""The names of patterns: what a RELAX NG reference in an ODD means.

A class can be named with the way its members are written out: `model.lLike_sequence`.
"""

from __future__ import annotations

from typing import NamedTuple

from tei.odd.specification import Specification

KINDS = ("elements", "classes", "macros", "datatypes")
EXPANSIONS = (
    "alternation",
    "sequence",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequenceOptionalRepeatable",
)
OLD_DATATYPES = "data."  # what began so begins with "teidata." since TEI P5 3.0


class Pattern(NamedTuple):
    """What a name stands for: a kind of declaration, its ident, and a class's expansion."""

    kind: str
    ident: str
    expand: str = ""


def meaning(name: str, specification: Specification) -> Pattern | None:
    """What a reference stands for; None where the schema has nothing of that name."""
    for plain in dict.fromkeys((name, name.removeprefix(specification.prefix))):
        found = _plain(plain, specification)
        if found is not None:
            return found
    return None


def _plain(name: str, specification: Specification) -> Pattern | None:
    for kind in KINDS:
        if name in getattr(specification, kind):
            return Pattern(kind, name)
    class_, _, expand = name.rpartition("_")
    if expand in EXPANSIONS and class_ in specification.classes:
        return Pattern("classes", class_, expand)
    if name.startswith(OLD_DATATYPES) and f"tei{name}" in specification.datatypes:
        return Pattern("datatypes", f"tei{name}")
    return None
