"""One way to do the same work for many things: here, or by several processes, in a fixed order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MANY = 4  # things from which on several processes are worth their start
MOST = 16  # processes
AHEAD = 3  # things under way for each process
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Thing], Result], things: Sequence[Thing], processes: int = 0
) -> Iterator[Result]:
    """What the work makes of each thing, in the order of the things.

    work:      a function of a module, which other processes can import
    processes: how many; 0 for one to a core where there are many things

    Raises what the work raises.
    """
    count = processes or (min(cores(), MOST) if len(things) >= MANY else 1)
    if min(count, len(things)) <= 1:
        yield from map(work, things)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Saxon does not live through a fork.
    with ProcessPoolExecutor(min(count, len(things)), get_context("spawn"), _begin) as pool:
        try:
            yield from _in_order(pool, work, things, count * AHEAD)
        except BaseException:  # also where nobody wants the rest: what waits is not begun
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    ahead: int,
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for thing in things:
        waiting.append(pool.submit(work, thing))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin() -> None:
    """Only the first process hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
