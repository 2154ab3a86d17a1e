"""Content models as XML Schema can have them: simplified, and free of ambiguity.

XML Schema 1.0 wants to know for each child, without looking ahead, which particle of the
content model it fills (Unique Particle Attribution, Structures §3.8.6).  Whether a model
is so is read from its Glushkov automaton (A. Brüggemann-Klein and D. Wood, "One-Unambiguous
Regular Languages", 1998); where it is not, the smallest part that holds the two particles
is replaced by any number of its elements in any order.

A particle keeps the names of the definitions that it came from, to be written as groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

OTHER, NOWHERE, ANY = "##other", "##local", "##any"
Names = frozenset[str]


@dataclass(frozen=True)
class Particle:
    """A part of a content model.

    kind:  "element" (one of `names`), "sequence", "choice", "optional", "star" or "plus"
    names: Clark names, or wildcards: "##other", "##local", "##any", "##space URI"
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
            flat += part.parts if part.kind == "choice" and not part.group else [part]
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


def covers(wild: str, names: Names, target: str = "") -> bool:
    """Whether a wildcard takes one of the names."""
    if not wild.startswith("##"):
        return False
    return any(taken(wild, name) for name in names)


def taken(wild: str, name: str) -> bool:
    """Whether a wildcard takes a name, or may share an element with another wildcard."""
    space = name[1:].partition("}")[0] if name.startswith("{") else ""
    if wild == ANY or name.startswith("##"):
        return ANY in (wild, name) or wild == name
    if wild == NOWHERE:
        return space == ""
    if wild.startswith("##space "):
        return space == wild[8:]
    return False  # ##other and names of other namespaces are kept apart by `absorbed`


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
