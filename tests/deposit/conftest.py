"""The archive that the end-to-end tests of depositing use, where it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

import archive
import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "archive: needs an InvenioRDM; make test-deposit starts it")


@pytest.fixture(scope="session")
def invenio() -> Iterator[archive.Running]:
    """A running InvenioRDM, empty; skipped where it was not asked for or cannot be had."""
    if not os.environ.get("EDITION_ARCHIVE"):
        pytest.skip("the InvenioRDM of the tests runs only in make test-deposit")
    try:
        with archive.running() as server:
            yield server
    except archive.Unavailable as reason:
        pytest.skip(f"no InvenioRDM can be had here: {reason}")
