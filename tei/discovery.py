"""Finding what a folder of modules and the entry points of an installation offer.

A recogniser, a writer, a target is one module that offers itself under a known name;
there is no list to edit.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TypeVar

Offer = TypeVar("Offer")


def offered(
    package: str, path: Iterable[str], name: str, kind: type[Offer], group: str
) -> Iterator[Offer]:
    """What the modules of a package offer as `name`, then what entry points of `group` are.

    Objects of another type than `kind` in our own modules are passed over.
    """
    for module in pkgutil.iter_modules(path):
        found = getattr(import_module(f"{package}.{module.name}"), name, None)
        if isinstance(found, kind):
            yield found
    from importlib.metadata import entry_points  # slow to load: after what is our own

    for point in entry_points(group=group):
        yield point.load()
