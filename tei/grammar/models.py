"""Content models as expressions, read one child at a time by their derivatives.

J. A. Brzozowski, "Derivatives of Regular Expressions", JACM 11 (1964); J. Clark,
"An algorithm for RELAX NG validation" (2002).  A symbol is an element's name in
Clark notation, or TEXT for characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

Model = tuple[Any, ...]
TEXT = "#text"
ANY = "*"  # an element of any name
EMPTY: Model = ("empty",)
NOTHING: Model = ("nothing",)  # matches no content at all
CHARACTERS: Model = ("text",)


def one(name: str) -> Model:
    """Exactly one element of the name."""
    return ("element", name)


def sequence(first: Model, second: Model) -> Model:
    """One content after the other."""
    if NOTHING in (first, second):
        return NOTHING
    if first == EMPTY:
        return second
    if second == EMPTY:
        return first
    if first[0] == "sequence":
        return sequence(first[1], sequence(first[2], second))
    return ("sequence", first, second)


def either(models: Iterable[Model]) -> Model:
    """Any one of the contents."""
    flat: set[Model] = set()
    for model in models:
        flat.update(model[1] if model[0] == "choice" else {model})
    flat.discard(NOTHING)
    if len(flat) < 2:
        return flat.pop() if flat else NOTHING
    return ("choice", frozenset(flat))


def repeated(model: Model) -> Model:
    """The content any number of times, or not at all."""
    if model in (EMPTY, NOTHING):
        return EMPTY  # what cannot stand at all is left out any number of times
    return model if model[0] == "star" else ("star", model)


def mingled(first: Model, second: Model) -> Model:
    """Both contents, their parts in any order (RELAX NG interleave)."""
    if NOTHING in (first, second):
        return NOTHING
    if EMPTY in (first, second):
        return second if first == EMPTY else first
    return ("mingled", first, second)


@lru_cache(maxsize=65536)
def may_end(model: Model) -> bool:
    """Whether the content may stop here."""
    kind = model[0]
    if kind in ("sequence", "mingled"):
        return may_end(model[1]) and may_end(model[2])
    if kind == "choice":
        return any(may_end(part) for part in model[1])
    return kind in ("empty", "text", "star")


@lru_cache(maxsize=65536)
def after(model: Model, symbol: str) -> Model:
    """What may follow once the symbol was read; NOTHING where it cannot stand here."""
    kind = model[0]
    if kind == "element":
        return EMPTY if symbol == model[1] or (model[1] == ANY and symbol != TEXT) else NOTHING
    if kind == "text":
        return CHARACTERS if symbol == TEXT else NOTHING
    if kind == "star":
        return sequence(after(model[1], symbol), model)
    if kind == "choice":
        return either(after(part, symbol) for part in model[1])
    return _after_pair(model, symbol)


def _after_pair(model: Model, symbol: str) -> Model:
    """The derivative of a sequence or of mingled contents."""
    if model[0] == "sequence":
        first = sequence(after(model[1], symbol), model[2])
        return either((first, after(model[2], symbol))) if may_end(model[1]) else first
    if model[0] == "mingled":
        left = mingled(after(model[1], symbol), model[2])
        return either((left, mingled(model[1], after(model[2], symbol))))
    return NOTHING


@lru_cache(maxsize=65536)
def next_symbols(model: Model) -> frozenset[str]:
    """The symbols that may come next."""
    kind = model[0]
    if kind == "element":
        return frozenset({model[1]})
    if kind == "text":
        return frozenset({TEXT})
    if kind == "star":
        return next_symbols(model[1])
    if kind == "choice":
        return frozenset().union(*(next_symbols(part) for part in model[1]))
    if kind == "mingled":
        return next_symbols(model[1]) | next_symbols(model[2])
    if kind == "sequence":
        rest = next_symbols(model[2]) if may_end(model[1]) else frozenset()
        return next_symbols(model[1]) | rest
    return frozenset()


def included(narrow: Model, wide: Model) -> list[str] | None:
    """A shortest content that `narrow` accepts and `wide` refuses; None where there is none."""
    waiting: list[tuple[Model, Model, list[str]]] = [(narrow, wide, [])]
    seen = {(narrow, wide)}
    for left, right, path in waiting:
        if right == NOTHING or (may_end(left) and not may_end(right)):
            return path
        for symbol in sorted(next_symbols(left)):
            pair = (after(left, symbol), after(right, symbol))
            if pair not in seen:
                seen.add(pair)
                waiting.append((*pair, [*path, symbol]))
    return None
