"""Golden folders: each has an input.txt and the TEI that must come of it.

`pytest tests/golden --update-golden` writes the expected files anew; read the diff.
A `case.toml` beside them may give `language` and `date`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tei import language, pipeline
from tei.source import from_bytes

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/input.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, update_golden: bool) -> None:
    options = case / "case.toml"
    facts = tomllib.loads(options.read_text("utf-8")) if options.exists() else {}
    pack = language.load(facts["language"]) if "language" in facts else None
    base = from_bytes((case / "input.txt").read_bytes(), "input.txt")
    document = pipeline.encode_text(base, language=pack, date=facts.get("date", ""))
    made = re.sub(r' version="[^"]*"(?=><label>tei-edition)', "", document.serialise().decode())
    expected = case / "expected.xml"
    if update_golden:
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")
