"""A real InvenioRDM: faults of the way, crashes at every step, new versions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest
from archive import Running
from harness import Killed, edition, edition_in, mortal, quickly, records_of, send
from proxy import before

from edition.deposit.sending import state

pytestmark = [pytest.mark.archive, pytest.mark.timeout(1200)]
STEPS = 18  # requests of a deposit without faults, see test_sending


def once(project: Path, invenio: Running, title: str) -> None:
    """Exactly one record of this title, published, with both files as they are here."""
    known = records_of(invenio, title)
    assert [one["is_published"] for one in known] == [True]
    number = known[0]["id"]
    files = httpx.get(f"{invenio.url}/api/records/{number}/files").json()["entries"]
    assert sorted(one["key"] for one in files) == ["letter.xml", "letter.zip"]
    for name, path in {
        "letter.xml": project / "sources" / "letter.xml",
        "letter.zip": project / "deposit" / "letter.zip",
    }.items():
        where = f"{invenio.url}/api/records/{number}/files/{name}/content"
        assert httpx.get(where).content == path.read_bytes()
    assert (project / "sources" / "letter.xml").read_text().count('type="DOI"') == 1


def titled(folder: Path, title: str) -> Path:
    project = edition_in(folder)
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("A letter from the mill", title))
    return project


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, STEPS + 1))
def test_killed_at_every_step(
    invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, after: bool
) -> None:
    title = f"Killed at {at} {after}"
    project = titled(tmp_path / "letters", title)
    with quickly(monkeypatch):
        with pytest.raises(Killed):
            send(mortal(invenio.url, invenio.token, at=at, after=after), project, publish=True)
        send(mortal(invenio.url, invenio.token), project, publish=True)
    once(project, invenio, title)


@pytest.mark.parametrize(
    "fault", ["cut", "lost", "half", "truncated", "502", "503", "504", "429", "slow"]
)
def test_every_fault_of_the_way(
    invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """One request in seven, whatever it is for; from two beginnings."""
    for start in (1, 4):
        title = f"Fault {fault} {start}"
        project = titled(tmp_path / str(start) / "letters", title)
        with quickly(monkeypatch), before(invenio.url) as proxy:
            proxy.faults = dict.fromkeys(range(start, 90, 7), fault)
            archive = mortal(proxy.url, invenio.token)
            archive.pause = lambda seconds: time.sleep(min(seconds, 0.2))
            send(archive, project, publish=True)
        once(project, invenio, title)


def test_a_new_version(invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = titled(tmp_path / "letters", "In two versions")
    with quickly(monkeypatch):
        first = send(mortal(invenio.url, invenio.token), project, publish=True)
        text = project / "sources" / "letter.xml"
        text.write_text(text.read_text().replace("sound", "sound enough"))
        second = send(mortal(invenio.url, invenio.token), project, publish=True, new_version=True)
    assert first.doi != second.doi
    assert first.doi not in text.read_text()
    versions = httpx.get(f"{invenio.url}/api/records/{second.record}/versions").json()
    assert versions["hits"]["total"] == 2


@pytest.mark.parametrize("at", [3, 7, 11, 15])
def test_the_process_is_killed(invenio: Running, tmp_path: Path, at: int) -> None:
    """SIGKILL, in the middle of a request: nothing can be tidied up."""
    title = f"Process killed at {at}"
    project = titled(tmp_path / "letters", title)
    with before(invenio.url) as proxy:
        arguments = ["deposit", "send", "--target", "invenio", "--url", proxy.url, "--publish"]
        environment = {**os.environ, "INVENIO_TOKEN": invenio.token}
        command = [sys.executable, "-m", "edition", *arguments, "-q", str(project)]
        process = subprocess.Popen(command, env=environment)
        proxy.before = lambda number: process.send_signal(signal.SIGKILL) if number == at else None
        assert process.wait(300) == -signal.SIGKILL
        proxy.before = lambda number: None
        done = edition([*arguments, str(project)], invenio.token)
        assert done.returncode == 0, done.stderr
    known = records_of(invenio, title)
    assert [one["is_published"] for one in known] == [True]
    number = state.of(project, proxy.url).now.published
    files = httpx.get(f"{invenio.url}/api/records/{number}/files").json()["entries"]
    assert Counter(one["key"] for one in files) == {"letter.xml": 1, "letters.zip": 1}
    assert (project / "sources" / "letter.xml").read_text().count('type="DOI"') == 1


def test_no_token_and_a_bad_one(invenio: Running, tmp_path: Path) -> None:
    project = edition_in(tmp_path / "letters")
    done = edition(
        ["deposit", "send", "--target", "invenio", "--url", invenio.url, str(project)], "nonsense"
    )
    assert done.returncode == 2
    assert "archive-token-refused" in done.stderr
