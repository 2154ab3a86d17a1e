"""Two sends of one edition at the same moment: one goes on, the other is told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from harness import edition_in
from stub import TOKEN, Stub

from edition.cli import run
from edition.deposit.folder import find
from edition.deposit.sending import state
from edition.deposit.sending.locking import ENDING, locked
from tei.diagnostics import Problem

SLEEPER = """\
import sys, time
from pathlib import Path
from edition.deposit.sending.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is sending the same edition."""
    command = [sys.executable, "-c", SLEEPER, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_the_second_of_two_sends_is_told(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = edition_in(tmp_path / "letters")
    monkeypatch.setenv("INVENIO_TOKEN", TOKEN)
    command = ["deposit", "send", "--target", "invenio", "--url", stub.url, str(project)]
    place = state.place(project)
    with another(place) as process:
        assert run(command) == 2
        told = capsys.readouterr().err
        assert f"process {process.pid} on {socket.gethostname()}" in told
        assert "deposit-going-on" in told
        assert not stub.records.drafts
        assert not any(path.name.endswith(ENDING) for path in find(project).files)
    assert place.with_name(place.name + ENDING).exists(), "the other was killed"
    assert run(command) == 0, capsys.readouterr().err
    assert len(stub.records.drafts) == 1
    assert not place.with_name(place.name + ENDING).exists()


def test_what_a_crash_left_is_taken_over(tmp_path: Path) -> None:
    place = tmp_path / state.FILE
    with another(place) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with locked(place):
            told = json.loads((tmp_path / f"{state.FILE}{ENDING}").read_text())
    assert told["pid"] == os.getpid()


@pytest.mark.parametrize("left", ["", "{", '{"pid": 1', "[]"])
def test_a_file_that_was_cut_off_is_taken_over(tmp_path: Path, left: str) -> None:
    (tmp_path / f"{state.FILE}{ENDING}").write_text(left)
    with locked(tmp_path / state.FILE):
        pass
    assert not list(tmp_path.iterdir())


def test_another_computer_is_believed(tmp_path: Path) -> None:
    lock = tmp_path / f"{state.FILE}{ENDING}"
    lock.write_text('{"pid": 7, "host": "library.test", "since": "2026-03-01 09:00 UTC"}')
    with pytest.raises(Problem) as stopped, locked(tmp_path / state.FILE):
        pass
    assert "process 7 on library.test, since 2026-03-01 09:00 UTC" in stopped.value.message
    assert stopped.value.rule.exit_code == 2
    assert lock.exists()


def test_it_is_let_go_when_sending_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), locked(tmp_path / state.FILE):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_other_editions_of_the_folder_are_free(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).touch()
    with locked(state.place(tmp_path / "a.xml")), locked(state.place(tmp_path / "b.xml")):
        pass


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = tmp_path / "none" / "a.xml"
    assert run(["deposit", "send", "--target", "zenodo", str(missing)]) == 2
    assert "text-unreadable" in capsys.readouterr().err
