"""Progress on a terminal: a line that goes away before anything else is written."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from edition.validation.outcome import Outcome

PAUSE = 0.1  # seconds between two changes of the line
CLEAR = "\r\x1b[K"


def shown(outcomes: Iterable[Outcome], total: int, on: bool) -> Iterator[Outcome]:
    """The outcomes; while nothing is written, standard error says how many are done."""
    if not on:
        yield from outcomes
        return
    last = time.monotonic()
    for number, outcome in enumerate(outcomes, 1):
        if outcome.found or outcome.unread or number == total:
            _put(CLEAR)
            yield outcome
            continue
        if time.monotonic() - last > PAUSE:
            last = time.monotonic()
            _put(f"{CLEAR}{number} of {total} files checked")
        yield outcome


def _put(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
