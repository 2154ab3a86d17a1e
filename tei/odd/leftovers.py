"""Elements that a customisation keeps, though it leaves out what they must hold."""

from __future__ import annotations

from collections.abc import Collection

from tei.diagnostics import declare
from tei.grammar import models
from tei.grammar.declarations import Declaration
from tei.odd import alphabet

MOST = 5  # names that are told

LOST = declare(
    "odd-content-lost",
    "error",
    "{name} must hold something that the schema leaves out ({lost}), and could stand without it. "
    "Include one of these, or leave out {name} too.",
    "References to elements that a schema leaves out are dropped from the content of the others. "
    "Where TEI requires what is dropped, documents become valid that TEI refuses.",
    failing='<moduleRef key="core" include="p ellipsis"/>, without metamark, which ellipsis needs',
    passing='<moduleRef key="core" include="p"/>',
    source="TEI P5 Guidelines, §23.8.1",
)
IMPOSSIBLE = declare(
    "odd-element-impossible",
    "warning",
    "{name} can never be written: it must hold something that the schema leaves out ({lost}). "
    "Include one of these, or leave out {name} too.",
    "References to elements that a schema leaves out are dropped, classes without members among "
    "them. Where nothing is left of what is required, no content is right.",
    failing='<moduleRef key="header"/> and core without label and desc, which application needs',
    passing='<moduleRef key="header" except="application appInfo"/>',
    source="TEI P5 Guidelines, §23.8.1",
)

CODES = frozenset((LOST.code, IMPOSSIBLE.code))


def lost(own: Declaration, wide: Declaration, declared: Collection[str]) -> list[str]:
    """The local names of what an element may hold in TEI and the schema leaves out.

    declared: the Clark names of the schema's elements
    """
    names = {name for name, _ in alphabet.occurrences(wide.content)} - set(declared)
    return sorted(name.rpartition("}")[2] for name in names)


def is_impossible(own: Declaration) -> bool:
    """Whether no content of an element is right."""
    return own.content == models.NOTHING


def is_loss(path: Collection[str], wide: Declaration, names: Collection[str]) -> bool:
    """Whether a content that TEI refuses only lacks something.

    path:  the content
    names: what the schema leaves out of what the element may hold
    """
    known = {name for name, _ in alphabet.occurrences(wide.content)} | {models.TEXT}
    return bool(names) and set(path) <= known


def shown(names: Collection[str]) -> str:
    """The first names, and how many there are besides."""
    every = list(names)
    if len(every) <= MOST + 1:
        return ", ".join(every)
    return f"{', '.join(every[:MOST])} and {len(every) - MOST} others"
