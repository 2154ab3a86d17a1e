"""Checking many files: by several processes, in a fixed order, with flat memory."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from edition.validation.checking import Job, check_file
from edition.validation.outcome import Outcome

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MANY = 24  # files from which on several processes are worth their start
MOST = 16  # processes
AHEAD = 4  # files under way for each process


def outcomes(files: Sequence[str], job: Job, processes: int = 0) -> Iterator[Outcome]:
    """The outcome of each file, in the order of the files.

    processes: how many; 0 for one to a core where there are many files

    Raises Problem where a schema or the project cannot be used.
    """
    count = processes or (min(_cores(), MOST) if len(files) >= MANY else 1)
    count = min(count, len(files))
    if count <= 1:
        for file in files:
            yield check_file(file, job)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(count, context, _begin, (job,)) as pool:
        try:
            yield from _in_order(pool, files, count * AHEAD)
        except BaseException:  # also where nobody wants the rest: what waits is not begun
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _in_order(pool: ProcessPoolExecutor, files: Sequence[str], ahead: int) -> Iterator[Outcome]:
    """The outcomes in the order of the files; never more than `ahead` under way."""
    waiting: deque[Future[Outcome]] = deque()
    for file in files:
        waiting.append(pool.submit(_check, file))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_JOB = Job()


def _begin(job: Job) -> None:
    """Make a process ready: the job is told once, and only the first process hears Ctrl-C."""
    global _JOB
    _JOB = job
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check(file: str) -> Outcome:
    """Check one file in a process of its own."""
    return check_file(file, _JOB)


def _cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
