"""Content models with a smaller alphabet: names that two models treat alike become one.

Most of a content model's names come in classes of a hundred that are always named together.
Whether one model is included in another is then asked of one name of each class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tei.grammar import models
from tei.grammar.models import Model


def included(narrow: Model, wide: Model) -> list[str] | None:
    """As `models.included`: a shortest content that `narrow` accepts and `wide` refuses."""
    kept = representatives(narrow, wide)
    return models.included(reduced(narrow, kept), reduced(wide, kept))


def representatives(*given: Model) -> frozenset[str]:
    """One name of each set of names that stand in the same choices of all models."""
    places: defaultdict[str, set[Model | str]] = defaultdict(set)
    for model in given:
        for name, place in occurrences(model):
            places[name].add(place)
    found: dict[frozenset[Model | str], str] = {}
    for name in sorted(places):
        found.setdefault(frozenset(places[name]), name)
    return frozenset(found.values())


def occurrences(model: Model) -> Iterator[tuple[str, Model | str]]:
    """Each name with the choice it stands in; with itself where it stands alone."""
    waiting, seen = [model], {model}
    while waiting:
        here = waiting.pop()
        if here[0] == "element":
            yield here[1], here[1]
        parts = parts_of(here)
        if here[0] == "choice":
            yield from ((part[1], here) for part in parts if part[0] == "element")
            parts = [part for part in parts if part[0] != "element"]
        new = [part for part in parts if part not in seen]
        waiting += new
        seen.update(new)


def parts_of(model: Model) -> list[Model]:
    """The models inside a model."""
    if model[0] == "choice":
        return list(model[1])
    return list(model[1:]) if model[0] in ("sequence", "mingled", "star") else []


def reduced(model: Model, kept: frozenset[str]) -> Model:
    """A model without the names that are not kept."""
    kind = model[0]
    if kind == "element":
        return model if model[1] in kept else models.NOTHING
    parts = [reduced(part, kept) for part in parts_of(model)]
    if kind == "choice":
        return models.either(parts)
    if kind == "star":
        return models.EMPTY if parts[0] == models.NOTHING else models.repeated(parts[0])
    if kind == "sequence":
        return models.sequence(parts[0], parts[1])
    return models.mingled(parts[0], parts[1]) if kind == "mingled" else model
