"""Sending to a Nakala made from its documentation: each step, each moment of dying."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import quickly
from interruptions import Interruptions
from shelves import described, through
from strict import TOKEN, Strict, serving
from stub_nakala import Records, nakala

from edition.cli import run
from edition.deposit.archives.nakala import Nakala
from edition.deposit.archives.steps import bring
from tei.diagnostics import Problem

send = through("nakala", bring, Nakala, base="", header=("X-API-KEY", ""))
REQUESTS = 13
FIRST = "10.34847/nkl.00000000"


@pytest.fixture
def server() -> Iterator[tuple[Strict, Records]]:
    with serving(nakala()) as both:
        yield both


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with quickly(monkeypatch):
        yield described(tmp_path / "letters")


def proved(records: Records, project: Path) -> None:
    """One data, published, with exactly these files, and its DOI in the TEI."""
    assert list(records.datas) == [FIRST]
    one = records.datas[FIRST]
    assert one.status == "published"
    there = {name: records.stored[sum_] for sum_, name in one.files.items()}
    tei = (project / "sources" / "letter.xml").read_bytes()
    package = (project / "deposit" / "letter.zip").read_bytes()
    assert there == {"letter.xml": tei, "letter.zip": package}
    assert tei.count(f'<idno type="DOI">{FIRST}</idno>'.encode()) == 1


def test_an_edition_becomes_a_data(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    outcome, archive = send(strict.url, project, publish=True)
    proved(records, project)
    assert (outcome.state, outcome.doi) == ("published", FIRST)
    assert archive.sent == REQUESTS


def test_it_is_pending_unless_publishing_is_asked_for(
    server: tuple[Strict, Records], project: Path
) -> None:
    strict, records = server
    assert send(strict.url, project)[0].state == "draft"
    assert records.datas[FIRST].status == "pending"
    assert send(strict.url, project, publish=True)[0].state == "published"
    proved(records, project)
    assert send(strict.url, project, publish=True)[0].state == "unchanged"


class TestInterruptions(Interruptions):
    requests, writes, gateway = REQUESTS, 5, 502
    send, proved = staticmethod(send), staticmethod(proved)


def test_a_new_version_is_public_at_once(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    tei = project / "sources" / "letter.xml"
    tei.write_bytes(tei.read_bytes().replace(b"timbers", b"beams"))
    for wanted, code in (
        ({"publish": True}, "deposit-published-already"),
        ({"new_version": True}, "new-version-public"),
    ):
        with pytest.raises(Problem) as stopped:
            send(strict.url, project, **wanted)
        assert stopped.value.rule.code == code
    send(strict.url, project, publish=True, new_version=True)
    proved(records, project)
    assert records.datas[FIRST].version == 2


def test_what_nakala_refuses_is_told(
    server: tuple[Strict, Records], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict, records = server
    monkeypatch.setattr(records, "refusal", lambda *_, **__: {"validationErrors": ["no title"]})
    with pytest.raises(Problem) as stopped:
        send(strict.url, project)
    assert "no title" in stopped.value.message
    assert not records.datas


def test_the_token_is_nowhere(
    server: tuple[Strict, Records],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    strict, records = server
    monkeypatch.setenv("NAKALA_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    arguments = ["deposit", "send", "--target", "nakala", "--url", strict.url]
    assert run([*arguments, "--publish", str(project)]) == 0
    proved(records, project)
    told = capfd.readouterr()
    assert "not yet proven on a server" in told.err
    assert TOKEN not in caplog.text + told.out + told.err
    for path in project.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes(), path
