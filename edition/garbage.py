"""Work without the search for garbage, for what makes many things and keeps them to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles in what is not garbage yet: a tenth of the time on a novel."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
