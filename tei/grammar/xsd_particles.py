"""Content models as XML Schema can have them, simplified while they are made.

A particle keeps the names of the definitions that it came from, to be written as groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ANY, OTHER, SPACE = "##any", "##other", "##space"  # the last two with a namespace behind them
Names = frozenset[str]


@dataclass(frozen=True)
class Particle:
    """A part of a content model.

    kind:  "element" (one of `names`), "sequence", "choice", "optional", "star" or "plus"
    names: Clark names, or wildcards: "##any", "##space URI" (of a namespace, "" for none),
           "##other URI" (of any namespace but this one)
    group: the definition that is exactly this particle, or ""
    """

    kind: str
    parts: tuple[Particle, ...] = ()
    names: Names = frozenset()
    group: str = ""


EMPTY = Particle("sequence")


def element(name: str) -> Particle:
    """One element."""
    return Particle("element", names=frozenset({name}))


def sequence(parts: Iterable[Particle | None]) -> Particle | None:
    """One after the other; None (nothing can be) where a part cannot be."""
    flat: list[Particle] = []
    for part in parts:
        if part is None:
            return None
        flat += part.parts if part.kind == "sequence" and not part.group else [part]
    flat = [part for part in flat if part != EMPTY and not is_empty(part)]
    return flat[0] if len(flat) == 1 else Particle("sequence", tuple(flat))


def is_empty(part: Particle) -> bool:
    """Whether only no content fits."""
    return part.kind == "sequence" and not part.parts


def choice(parts: Iterable[Particle | None]) -> Particle | None:
    """One of several; None where there is none.  Empty alternatives make it optional."""
    flat: list[Particle] = []
    free = False
    for part in parts:
        if part is None or part in flat:
            continue
        if is_empty(part):
            free = True
        else:
            open_ = part.kind in ("choice", "element") and part.parts and not part.group
            flat += part.parts if open_ else [part]
    if not flat:
        return EMPTY if free else None
    whole = flat[0] if len(flat) == 1 else alternatives(flat)
    return repeated(whole, "optional") if free else whole


def alternatives(parts: list[Particle]) -> Particle:
    """A choice; an element where all of its parts are single elements."""
    names: Names = frozenset().union(*(part.names for part in parts if part.kind == "element"))
    if all(part.kind == "element" for part in parts):
        return Particle("element", tuple(parts), names)
    return Particle("choice", tuple(parts))


REPEATED = {
    ("optional", "optional"): "optional",
    ("plus", "plus"): "plus",
}


def repeated(part: Particle | None, kind: str) -> Particle | None:
    """A particle "optional", "star" or "plus"; repetitions inside one another become one."""
    if part is None or is_empty(part):
        return EMPTY if part or kind != "plus" else None
    if part.kind in ("optional", "star", "plus") and not part.group:
        return Particle(REPEATED.get((kind, part.kind), "star"), part.parts)
    if kind == "plus" and nullable(part):
        kind = "star"
    if kind == "optional" and nullable(part):
        return part
    if kind == "star":
        part = unnested(part)
    return Particle(kind, (part,))


def unnested(part: Particle) -> Particle:
    """What may be repeated in place of a particle under a star: the same language.

    (a?, b*)* is (a | b)*; (a | b+)* is (a | b)*.
    """
    inner = part.parts if part.kind in ("choice", "sequence") else ()
    if part.kind == "sequence" and not all(nullable(one) for one in inner):
        return part
    bared = [bare(one) for one in inner]
    if part.kind == "choice" and bared == list(inner):
        return part
    return choice(bared) or part if inner else part


def bare(part: Particle) -> Particle:
    """A particle without its own repetition."""
    if part.kind in ("optional", "star", "plus"):
        return bare(part.parts[0])
    return unnested(part)


def nullable(part: Particle) -> bool:
    """Whether no content fits."""
    if part.kind in ("optional", "star"):
        return True
    if part.kind in ("element",):
        return False
    test = any if part.kind == "choice" else all
    return test(nullable(one) for one in part.parts)


def leaves(part: Particle) -> Iterator[Particle]:
    """The elements in a particle, in their order; each is a position of the automaton."""
    if part.kind == "element":
        yield part
    else:
        for one in part.parts:
            yield from leaves(one)


def names_in(part: Particle) -> Names:
    """The names of all elements in a particle."""
    return frozenset().union(*(leaf.names for leaf in leaves(part)))
