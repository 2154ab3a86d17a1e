"""Shared fixtures: the project's root, the shared material beside it, golden folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Prepared grammars are kept beside the project, out of the cache of whoever runs the tests.
os.environ.setdefault("EDITION_CACHE", str(ROOT / ".cache" / "edition"))

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", parent=settings.get_profile("house"), max_examples=4000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected files anew; read the diff"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared texts, gold corpora and schemas; tests skip where they are absent."""
    if not (SHARED / "texts").is_dir():
        pytest.skip("the shared material (../shared) is not beside this checkout")
    return SHARED
