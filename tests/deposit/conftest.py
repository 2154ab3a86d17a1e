"""The archive that the end-to-end tests of depositing use, where it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import archive
import interruptions
import pytest
import stub as stubs
from harness import edition_in, quickly


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "archive: needs an InvenioRDM; make test-deposit starts it")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    interruptions.number(metafunc)


@pytest.fixture(scope="session")
def invenio() -> Iterator[archive.Running]:
    """A running InvenioRDM, empty; skipped where it was not asked for or cannot be had.

    EDITION_ARCHIVE: "1", or "ADDRESS TOKEN" of one that runs already (archive.py run)
    """
    wanted = os.environ.get("EDITION_ARCHIVE", "")
    if not wanted:
        pytest.skip("the InvenioRDM of the tests runs only in make test-deposit")
    if " " in wanted:
        url, token = wanted.split()
        yield archive.Running(url, token, archive.HOME)
        return
    try:
        with archive.running() as server:
            yield server
    except archive.Unavailable as reason:
        pytest.skip(f"no InvenioRDM can be had here: {reason}")


@pytest.fixture
def stub() -> Iterator[stubs.Stub]:
    """The stub; what it was not asked properly is a failure."""
    with stubs.running() as server:
        yield server
        assert not server.violations


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project that is checked and packed in no time."""
    with quickly(monkeypatch):
        yield edition_in(tmp_path / "letters")
