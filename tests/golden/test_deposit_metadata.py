"""One header in every metadata format.

`pytest tests/golden --update-golden` writes the expected files anew; read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.deposit import metadata
from edition.deposit.folder import find

CASE = Path(__file__).parent / "deposit"
FORMATS = [name for name in metadata.installed() if name != "record"]


@pytest.mark.parametrize("name", FORMATS)
def test_golden_metadata(name: str, update_golden: bool) -> None:
    form = metadata.named(name)
    made = form.write(find(CASE / "mill.xml").record)
    expected = CASE / "expected" / f"{name}{form.suffix}"
    if update_golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made)
    assert made.decode() == expected.read_text(encoding="utf-8")
