"""Forty mistakes, each with the messages that must come of it.

A folder has an input.xml and an expected.txt; `pytest tests/golden --update-golden` writes the
latter anew; read the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tei import resources
from tei.diagnostics import Diagnostic
from tei.validation import relaxng
from tei.validation.findings import Finding, elements_of
from tei.validation.grouping import changes, grouped
from tei.validation.mending import mend
from tei.validation.placing import located
from tei.validation.reading import parse

CASES = sorted(path.parent for path in Path(__file__).parent.glob("mistakes/*/input.xml"))
CURED = [case for case in CASES if "\n  mend: " in (case / "expected.txt").read_text("utf-8")]
MOST_ALLOWED = 5


def found_in(data: bytes) -> list[Finding]:
    """What the grammar of the edition schema finds in a document."""
    root = parse(data, "input.xml")
    return grouped(relaxng.check(root, resources.schema("edition.rng"), data))


def placed(data: bytes) -> list[Diagnostic]:
    """The same with lines and columns."""
    root = parse(data, "input.xml")
    findings = grouped(relaxng.check(root, resources.schema("edition.rng"), data))
    return located(findings, elements_of(root), data, "input.xml")


def lines(found: Diagnostic) -> Iterator[str]:
    """A message as the expected file has it."""
    yield f"{found.line}:{found.column} {found.severity} [{found.code}] {found.message}"
    if found.advice:
        yield f"  advice: {found.advice}"
    if found.changes:
        yield f"  mend: {'; '.join(found.changes)}"
    if found.allowed:
        more = f" … ({len(found.allowed)})" if len(found.allowed) > MOST_ALLOWED else ""
        yield f"  allowed: {', '.join(found.allowed[:MOST_ALLOWED])}{more}"
    for other in found.also:
        yield f"  also {other.line}:{other.column} [{other.code}] {other.message}"
    yield f"  guidelines: {found.guidelines}"


def test_there_are_forty() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_messages(case: Path, update_golden: bool) -> None:
    data = (case / "input.xml").read_bytes()
    made = "".join(f"{line}\n" for found in placed(data) for line in lines(found))
    expected = case / "expected.txt"
    if update_golden:
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CURED, ids=lambda case: case.name)
def test_every_change_cures(case: Path) -> None:
    data = (case / "input.xml").read_bytes()
    codes: set[str] = set()
    for _ in range(3):  # what stands inside an unknown element is only seen once that is mended
        findings = found_in(data)
        wanted = changes(findings, unsafe=True)
        codes |= {finding.code for finding in findings if finding.changes}
        data = mend(data, wanted)
    assert codes
    assert not [found.message for found in found_in(data) if found.code in codes]
