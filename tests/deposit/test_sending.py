"""Sending to a strict stub: each step, each fault of the way, each moment of dying."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import Killed, mortal, proved, send
from proxy import FAULTS, before
from stub import TOKEN, Stub

from edition.deposit.sending import connecting, state
from tei.diagnostics import Problem

REQUESTS = 18  # of a deposit without faults, with two files; a test holds it to that


def test_an_edition_becomes_a_record(stub: Stub, project: Path) -> None:
    archive = mortal(stub.url, TOKEN)
    outcome = send(archive, project, publish=True)
    proved(stub, project)
    assert outcome.state == "published"
    assert outcome.doi == "10.5072/r0001-abcde"
    assert archive.sent == REQUESTS
    assert archive.waits == [], "Retry-After of a good answer is no reason to wait"


def test_a_draft_is_left_unless_publishing_is_asked_for(stub: Stub, project: Path) -> None:
    assert send(mortal(stub.url, TOKEN), project).state == "draft"
    assert [one.published for one in stub.records.drafts.values()] == [False]
    assert send(mortal(stub.url, TOKEN), project, publish=True).state == "published"
    proved(stub, project)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, REQUESTS + 1))
def test_killed_at_every_request_and_taken_up_again(
    stub: Stub, project: Path, at: int, after: bool
) -> None:
    with pytest.raises(Killed):
        send(mortal(stub.url, TOKEN, at=at, after=after), project, publish=True)
    outcome = send(mortal(stub.url, TOKEN), project, publish=True)
    assert outcome.state in ("published", "unchanged")
    proved(stub, project)


@pytest.mark.parametrize("nth", range(1, 13))
def test_killed_when_something_is_written_down(
    stub: Stub, project: Path, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state file and the TEI: what was to be written is not."""
    count = 0
    whole = state.write_whole

    def dying(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise Killed
        whole(path, data)

    from edition.deposit.sending import writing_back

    with monkeypatch.context() as patch:
        patch.setattr(state, "write_whole", dying)
        patch.setattr(writing_back, "write_whole", dying)
        try:
            send(mortal(stub.url, TOKEN), project, publish=True)
        except Killed:
            pass
        else:
            assert nth > 6, "so many are written in any case"
    send(mortal(stub.url, TOKEN), project, publish=True)
    proved(stub, project)


LOSSES = ("cut", "lost", "half", "truncated", "504")  # nobody knows what became of it
MEETINGS = [(fault, at) for fault in LOSSES for at in range(1, REQUESTS + 1)]
MEETINGS += [(fault, at) for fault in set(FAULTS).difference(LOSSES) for at in (2, 7, 9, 17)]


@pytest.mark.parametrize(("fault", "at"), sorted(MEETINGS))
def test_every_fault_at_every_request(stub: Stub, project: Path, fault: str, at: int) -> None:
    with before(stub.url) as proxy:
        proxy.faults = {at: fault}
        outcome = send(mortal(proxy.url, TOKEN), project, publish=True)
        assert not proxy.faults
    assert outcome.state == "published"
    proved(stub, project)


@pytest.mark.parametrize("at", [1, 2, 9, 17])
def test_an_answer_that_comes_too_late(
    stub: Stub, project: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive did it, and nobody waited for it to say so."""
    monkeypatch.setattr(connecting, "READ", 0.4)
    with before(stub.url) as proxy:
        proxy.faults = {at: "late"}
        assert send(mortal(proxy.url, TOKEN), project, publish=True).state == "published"
    proved(stub, project)


def test_many_faults_one_after_the_other(stub: Stub, project: Path) -> None:
    with before(stub.url) as proxy:
        proxy.faults = {at: FAULTS[at % len(FAULTS)] for at in range(1, 120, 7)}
        assert send(mortal(proxy.url, TOKEN), project, publish=True).state == "published"
    proved(stub, project)


def test_a_server_that_stays_away(stub: Stub, project: Path) -> None:
    with before(stub.url) as proxy:
        proxy.faults = dict.fromkeys(range(3, 40), "502")
        with pytest.raises(Problem, match="archive-unreachable"):
            send(mortal(proxy.url, TOKEN), project, publish=True)
        proxy.faults = {}
        send(mortal(proxy.url, TOKEN), project, publish=True)
    proved(stub, project)


def test_a_new_version(stub: Stub, project: Path) -> None:
    send(mortal(stub.url, TOKEN), project, publish=True)
    again = send(mortal(stub.url, TOKEN), project, publish=True, new_version=True)
    assert again.state == "unchanged", "the same once more is no new version"
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("sound", "sound enough"))
    with pytest.raises(Problem, match="deposit-published-already"):
        send(mortal(stub.url, TOKEN), project, publish=True)
    outcome = send(mortal(stub.url, TOKEN), project, publish=True, new_version=True)
    first, second = stub.records.drafts.values()
    assert (first.parent, outcome.doi) == (second.parent, "10.5072/r0002-abcde")
    assert text.read_text().count("10.5072/r0002-abcde") == 1
    assert "10.5072/r0001-abcde" not in text.read_text()


@pytest.mark.parametrize("at", range(1, REQUESTS + 3))
def test_killed_while_a_new_version_is_made(stub: Stub, project: Path, at: int) -> None:
    send(mortal(stub.url, TOKEN), project, publish=True)
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("sound", "sound enough"))
    for archive in (mortal(stub.url, TOKEN, at=at, after=True), mortal(stub.url, TOKEN)):
        try:
            send(archive, project, publish=True, new_version=True)
        except Killed:
            continue
    assert [one.published for one in stub.records.drafts.values()] == [True, True]
