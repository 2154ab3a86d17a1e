"""Whether a content model is free of ambiguity, and one that is, in its place.

XML Schema 1.0 wants to know for each child, without looking ahead, which particle of the
content model it fills (Unique Particle Attribution, Structures §3.8.6).  Whether a model
is so is read from its Glushkov automaton (A. Brüggemann-Klein and D. Wood, "One-Unambiguous
Regular Languages", 1998); where it is not, the smallest part that holds the two particles
is replaced by any number of its elements in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from tei.grammar import models
from tei.grammar.xsd_particles import (
    ANY,
    EMPTY,
    OTHER,
    SPACE,
    Names,
    Particle,
    alternatives,
    choice,
    element,
    leaves,
    names_in,
    repeated,
    sequence,
)


@dataclass
class Positions:
    """First and last positions of a particle; positions are numbers in reading order."""

    first: frozenset[int]
    last: frozenset[int]
    free: bool


class Automaton:
    """The Glushkov automaton of a particle."""

    def __init__(self, part: Particle):
        """part: the whole content."""
        self.leaves = list(leaves(part))
        self.follow: dict[int, set[int]] = {n: set() for n in range(len(self.leaves))}
        self.count = 0
        self.first = self.read(part).first

    def read(self, part: Particle) -> Positions:
        """The positions of a part; fills `follow`."""
        if part.kind == "element":
            self.count += 1
            here = frozenset({self.count - 1})
            return Positions(here, here, False)
        if part.kind == "sequence":
            return self.one_after_the_other(part)
        if part.kind == "choice":
            found = [self.read(one) for one in part.parts]
            first = frozenset().union(*(one.first for one in found))
            last = frozenset().union(*(one.last for one in found))
            return Positions(first, last, any(one.free for one in found))
        inner = self.read(part.parts[0])
        if part.kind != "optional":
            self.join(inner.last, inner.first)
        return replace(inner, free=inner.free or part.kind != "plus")

    def one_after_the_other(self, part: Particle) -> Positions:
        """The positions of a sequence."""
        whole = Positions(frozenset(), frozenset(), True)
        for one in part.parts:
            found = self.read(one)
            self.join(whole.last, found.first)
            first = whole.first | found.first if whole.free else whole.first
            last = whole.last | found.last if found.free else found.last
            whole = Positions(first, last, whole.free and found.free)
        return whole

    def join(self, last: Iterable[int], first: frozenset[int]) -> None:
        """Let each of some positions be followed by others."""
        for position in last:
            self.follow[position] |= first

    def conflict(self) -> tuple[int, int] | None:
        """Two positions that the same element may fill; None where the model is deterministic."""
        for reachable in (self.first, *self.follow.values()):
            for one, two in combinations(sorted(reachable), 2):
                if overlap(self.leaves[one].names, self.leaves[two].names):
                    return one, two
        return None


def overlap(one: Names, two: Names) -> bool:
    """Whether an element can be meant by both."""
    if one & two:
        return True
    return any(covers(wild, two) for wild in one) or any(covers(wild, one) for wild in two)


def covers(wild: str, names: Names) -> bool:
    """Whether a wildcard may take one of the names."""
    return wild.startswith("##") and any(taken(wild, name) for name in names)


def taken(wild: str, name: str) -> bool:
    """Whether a wildcard may take an element of a name, or one that another wildcard takes."""
    if wild == ANY or name == ANY:
        return True
    kind, _, space = wild.partition(" ")
    if name.startswith("##"):
        return wild == name or {kind, name.partition(" ")[0]} == {OTHER, SPACE}
    own = name[1:].partition("}")[0] if name.startswith("{") else ""
    return own not in ("", space) if kind == OTHER else own == space


def deterministic(part: Particle) -> tuple[Particle, bool]:
    """A particle without ambiguity that takes at least the same contents.

    The second value says whether anything was replaced.
    """
    changed = False
    part = undoubled(part)
    while conflict := Automaton(part).conflict():
        part, changed = widened(part, *conflict), True
    return part, changed


def widened(part: Particle, one: int, two: int) -> Particle:
    """The particle with the smallest part that holds both positions replaced."""
    if part.kind == "element":
        return part
    start = 0
    for place, inner in enumerate(part.parts):
        end = start + sum(1 for _ in leaves(inner))
        if start <= one and two < end and inner.kind != "element":
            changed = widened(inner, one - start, two - start)
            return rebuilt(part, [*part.parts[:place], changed, *part.parts[place + 1 :]])
        start = end
    factored = common_start(part) if part.kind == "choice" else None
    return factored or any_order(part)


def any_order(part: Particle) -> Particle:
    """Any number of the elements of a particle."""
    elements = undoubled(alternatives(list(leaves(part))))
    return Particle("star", (elements,))


def rebuilt(part: Particle, parts: list[Particle]) -> Particle:
    """A particle with other parts, simplified again."""
    if part.kind == "sequence":
        return sequence(parts) or EMPTY
    if part.kind == "choice":
        return choice(parts) or EMPTY
    return repeated(parts[0], part.kind) or EMPTY


def common_start(part: Particle) -> Particle | None:
    """(a, b | a, c) as a, (b | c): the same language; None where the branches begin otherwise."""
    heads = [one.parts[0] if one.kind == "sequence" else one for one in part.parts]
    if any(head != heads[0] for head in heads):
        return None
    rests = [sequence(one.parts[1:]) if one.kind == "sequence" else EMPTY for one in part.parts]
    return sequence([heads[0], choice(rests)])


def undoubled(part: Particle) -> Particle:
    """A particle in which no choice of elements names one twice."""
    if part.kind != "element":
        if not part.parts:
            return part
        parts = tuple(undoubled(one) for one in part.parts)
        return part if parts == part.parts else replace(part, parts=parts, group="")
    if not part.parts or sum(len(one.names) for one in part.parts) == len(part.names):
        parts = tuple(undoubled(one) for one in part.parts)
        return part if parts == part.parts else replace(part, parts=parts, group="")
    return absorbed(part.names)


def absorbed(names: Names) -> Particle:
    """A choice of single elements; those that a wildcard beside them takes are left out."""
    wild = {name for name in names if name.startswith("##")}
    kept = {n for n in names - wild if not any(covers(one, frozenset({n})) for one in wild)}
    singles = [element(name) for name in sorted(kept | ({ANY} if ANY in wild else wild))]
    return singles[0] if len(singles) == 1 else alternatives(singles)


def is_wider(narrow: Particle, wide: Particle) -> bool:
    """Whether a content is accepted that was not before.

    Names that all leaves treat alike are one letter of the alphabet.
    """
    every = [*leaves(narrow), *leaves(wide)]
    letters: dict[tuple[bool, ...], str] = {}
    for name in sorted(names_in(narrow) | names_in(wide)):
        letters.setdefault(tuple(name in leaf.names for leaf in every), name)
    kept = frozenset(letters.values())
    return models.included(model(wide, kept), model(narrow, kept)) is not None


def model(particle: Particle, kept: frozenset[str]) -> models.Model:
    """A particle as an expression, its names reduced to some."""
    if particle.kind == "element":
        return models.either(models.one(name) for name in sorted(particle.names & kept))
    parts = [model(part, kept) for part in particle.parts]
    if particle.kind == "choice":
        return models.either(parts)
    if particle.kind == "optional":
        return models.either([parts[0], models.EMPTY])
    if particle.kind in ("star", "plus"):
        star = models.repeated(parts[0])
        return star if particle.kind == "star" else models.sequence(parts[0], star)
    whole = models.EMPTY
    for part in reversed(parts):
        whole = models.sequence(part, whole)
    return whole
