"""Bags: the cases of the Library of Congress, and faults that they do not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.deposit import bagit
from edition.deposit.bagit.checking import valid

CASES = Path(__file__).resolve().parents[3] / "shared" / "deposit" / "bagit-cases"
REFUSED = ("invalid", "linux-only", "windows-only")


def cases() -> list[Path]:
    return sorted(folder for folder in CASES.glob("v*/*/*") if folder.is_dir())


@pytest.mark.shared
@pytest.mark.parametrize("case", cases(), ids=lambda case: "-".join(case.parts[-3:]))
def test_a_case_of_the_library_of_congress(case: Path) -> None:
    found = bagit.check(case)
    kind = case.parent.name
    assert valid(found) == (kind not in REFUSED), [one.message for one in found]
    if kind == "warning":
        assert any(one.severity == "warning" for one in found)


@pytest.mark.shared
def test_the_cases_are_there(shared: Path) -> None:
    assert len(cases()) > 30
