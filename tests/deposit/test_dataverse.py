"""Sending to a Dataverse made from its documentation: each step, each moment of dying."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import quickly
from interruptions import Interruptions
from shelves import described, through
from strict import TOKEN, Strict, serving
from stub_dataverse import Records, dataverse

from edition.cli import run
from edition.deposit.archives.dataverse import Dataverse
from edition.deposit.archives.steps import bring
from tei.diagnostics import Problem

send = through("dataverse", bring, Dataverse, header=("X-Dataverse-key", ""))
REQUESTS = 14


@pytest.fixture
def server() -> Iterator[tuple[Strict, Records]]:
    with serving(dataverse()) as both:
        yield both


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with quickly(monkeypatch):
        yield described(tmp_path / "letters")


def proved(records: Records, project: Path) -> None:
    """One dataset, published, with exactly these files, and its DOI in the TEI."""
    assert list(records.datasets) == ["doi:10.5072/FK2/000001"]
    one = records.datasets["doi:10.5072/FK2/000001"]
    assert one.state == "RELEASED"
    tei = (project / "sources" / "letter.xml").read_bytes()
    package = (project / "deposit" / "letter.zip").read_bytes()
    assert sorted(one.files.values()) == sorted([("letter.xml", tei), ("letter.zip", package)])
    assert tei.count(b'<idno type="DOI">10.5072/FK2/000001</idno>') == 1
    assert "uuid" not in str(one.fields), "the marker stayed"


def test_an_edition_becomes_a_dataset(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    outcome, archive = send(strict.url, project, publish=True)
    proved(records, project)
    assert (outcome.state, outcome.doi) == ("published", "10.5072/FK2/000001")
    assert outcome.link.endswith("/dataset.xhtml?persistentId=doi:10.5072/FK2/000001")
    assert archive.sent == REQUESTS
    one = records.datasets["doi:10.5072/FK2/000001"]
    assert one.license == {
        "name": "CC BY 4.0",
        "uri": "http://creativecommons.org/licenses/by/4.0",
    }


def test_a_draft_is_left_unless_publishing_is_asked_for(
    server: tuple[Strict, Records], project: Path
) -> None:
    strict, records = server
    assert send(strict.url, project)[0].state == "draft"
    assert records.datasets["doi:10.5072/FK2/000001"].state == "DRAFT"
    assert send(strict.url, project, publish=True)[0].state == "published"
    proved(records, project)
    assert send(strict.url, project, publish=True)[0].state == "unchanged"


class TestInterruptions(Interruptions):
    requests, writes, gateway = REQUESTS, 5, 504
    send, proved = staticmethod(send), staticmethod(proved)

    @staticmethod
    def meanwhile(records: Records) -> None:
        records.lag = 2  # its search does not know of the dataset yet


def test_a_new_version_has_the_same_doi(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    tei = project / "sources" / "letter.xml"
    tei.write_bytes(tei.read_bytes().replace(b"timbers", b"beams"))
    with pytest.raises(Problem) as stopped:
        send(strict.url, project, publish=True)
    assert stopped.value.rule.code == "deposit-published-already"
    outcome, _ = send(strict.url, project, publish=True, new_version=True)
    assert (outcome.state, outcome.doi) == ("published", "10.5072/FK2/000001")
    proved(records, project)
    assert len(records.datasets["doi:10.5072/FK2/000001"].versions) == 2


def test_what_dataverse_refuses_is_told(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    records.collection = "others"
    with pytest.raises(Problem) as stopped:
        send(strict.url, project)
    assert "Can't find dataverse" in stopped.value.message


def test_the_token_is_nowhere(
    server: tuple[Strict, Records],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    strict, records = server
    monkeypatch.setenv("DATAVERSE_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    arguments = ["deposit", "send", "--target", "dataverse", "--url", strict.url]
    assert run([*arguments, "--publish", str(project)]) == 0
    proved(records, project)
    told = capfd.readouterr()
    assert "not yet proven on a server" in told.err
    assert TOKEN not in caplog.text + told.out + told.err
    for path in project.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes(), path
