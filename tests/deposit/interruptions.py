"""What every archive's sender has to outlive: dying anywhere, a network that fails in any way.

An archive's tests say `class TestInterruptions(Interruptions)` with their own figures, and offer
the fixtures `server` (a stub and its records) and `project`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from harness import Killed
from proxy import FAULTS, before
from shelves import dying_at_writing
from strict import Strict

FINISHED = ("published", "unchanged")


class Interruptions:
    """Sending that is cut off and taken up again: nothing doubled, nothing lost.

    requests: of one whole way; writes: of its state file; gateway: the status of a gateway that
    fails; send, proved: of the archive's tests
    """

    requests: ClassVar[int]
    writes: ClassVar[int]
    gateway: ClassVar[int]
    send: ClassVar[Callable[..., Any]]
    proved: ClassVar[Callable[..., None]]

    @staticmethod
    def meanwhile(records: Any) -> None:
        """What happens at the archive before sending is taken up again."""

    def test_killed_at_every_request_and_taken_up_again(
        self, server: tuple[Strict, Any], project: Path, request_number: int, after: bool
    ) -> None:
        strict, records = server
        with pytest.raises(Killed):
            self.send(strict.url, project, at=request_number, after=after, publish=True)
        self.meanwhile(records)
        assert self.send(strict.url, project, publish=True)[0].state in FINISHED
        self.proved(records, project)

    @pytest.mark.parametrize("at", [2, 5, 8])
    @pytest.mark.parametrize("fault", sorted(FAULTS))
    def test_the_network_fails_in_any_way(
        self, server: tuple[Strict, Any], project: Path, fault: str, at: int
    ) -> None:
        strict, records = server
        with before(strict.url) as proxy:
            proxy.faults = {at: fault}
            assert self.send(proxy.url, project, publish=True)[0].state == "published"
            assert not proxy.faults
        self.proved(records, project)

    def test_killed_when_something_is_written_down(
        self,
        server: tuple[Strict, Any],
        project: Path,
        write_number: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        strict, records = server
        dying_at_writing(monkeypatch, write_number)
        with pytest.raises(Killed):
            self.send(strict.url, project, publish=True)
        assert self.send(strict.url, project, publish=True)[0].state in FINISHED
        self.proved(records, project)

    @pytest.mark.parametrize("lost", [False, True], ids=["undone", "done"])
    def test_a_gateway_fails_at_every_request(
        self, server: tuple[Strict, Any], project: Path, request_number: int, lost: bool
    ) -> None:
        strict, records = server
        strict.faults, strict.lose_answers = {request_number: self.gateway}, lost
        assert self.send(strict.url, project, publish=True)[0].state == "published"
        self.proved(records, project)


def number(metafunc: pytest.Metafunc) -> None:
    """Each request and each write of an archive's way is a case of its own."""
    archive = metafunc.cls
    if archive is None or not issubclass(archive, Interruptions):
        return
    if "request_number" in metafunc.fixturenames:
        metafunc.parametrize("request_number", range(1, archive.requests + 1))
    if "write_number" in metafunc.fixturenames:
        metafunc.parametrize("write_number", range(1, archive.writes + 1))
    if "after" in metafunc.fixturenames:
        metafunc.parametrize("after", [False, True], ids=["before", "after"])
