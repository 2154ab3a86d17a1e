"""Recognisers: each reads the text and earlier annotations and yields annotations.

A recogniser is one module (or package) here, or an entry point of the group
`tei.recognisers`; it offers a `RECOGNISER`.  There is no list to edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation, Annotations
from tei.discovery import offered
from tei.language import Language
from tei.source import SourceText

Recognise = Callable[[SourceText, Annotations, Language], Iterable[Annotation]]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What a recogniser module offers.

    name:      the plural of what it finds; rule names begin with it
    recognise: (source, earlier annotations, language) → annotations; touches nothing
    requires:  names of the recognisers whose annotations it reads
    """

    name: str
    recognise: Recognise
    requires: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def installed() -> tuple[Recogniser, ...]:
    """All recognisers, ours and third parties', each after those it requires.

    Raises ValueError where a requirement is missing or goes in a circle.
    """
    found = offered(__name__, __path__, "RECOGNISER", Recogniser, "tei.recognisers")
    return tuple(ordered({recogniser.name: recogniser for recogniser in found}))


def ordered(found: dict[str, Recogniser]) -> list[Recogniser]:
    """Recognisers so that each comes after all that it requires; else by name."""
    done: list[Recogniser] = []
    waiting = dict(sorted(found.items()))
    while waiting:
        names = {recogniser.name for recogniser in done}
        ready = [r for r in waiting.values() if names.issuperset(r.requires)]
        if not ready:
            raise ValueError(f"recognisers cannot be ordered: {', '.join(waiting)}")
        done += ready
        waiting = {name: r for name, r in waiting.items() if r not in ready}
    return done
