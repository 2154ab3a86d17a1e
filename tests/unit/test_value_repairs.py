"""Values in the wrong form: what is wanted is said in words, and the repair is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.diagnostics import Diagnostic
from tei.validation.check import check_bytes

POINT = r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)"
MEASURE = r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)"
WORD = r"[^\p{C}\p{Z}]+"


def data(kind: str, pattern: str = "") -> str:
    limit = f"<param name='pattern'>{pattern}</param>" if pattern else ""
    return f"<data type='{kind}'>{limit}</data>"


def many(inner: str) -> str:
    return f"<list><oneOrMore>{inner}</oneOrMore></list>"


ATTRIBUTES = {
    "points": many(data("token", POINT)),
    "width": data("token", MEASURE),
    "ulx": data("double"),
    "langs": many(data("language")),
    "lines": many(data("nonNegativeInteger")),
    "from": data("token", WORD),
    "sizes": many(data("double")),
}
GRAMMAR = (
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' ns='http://www.tei-c.org/ns/1.0' "
    "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><start><element name='zone'>"
    + "".join(f"<optional><attribute name='{n}'>{p}</attribute></optional>"
              for n, p in ATTRIBUTES.items())
    + "</element></start></grammar>"
)  # fmt: skip


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "zones.rng"
    path.write_text(GRAMMAR)
    return path


def refused(schema: Path, name: str, value: str) -> Diagnostic:
    """The one fault of a value."""
    text = f"<zone xmlns='http://www.tei-c.org/ns/1.0' {name}='{value}'/>"
    (found,) = [one for one in check_bytes(text.encode(), [schema], name="a.xml")
                if one.code == "value-invalid"]  # fmt: skip
    return found


REPAIRS = [
    ("points", "10 20 30 40", "10,20 30,40", "a comma between them"),
    ("width", "300 px", "300px", "no blank"),
    ("ulx", "10px", "10", "without a unit"),
    ("langs", "gmh, de", "gmh de", "blanks between them"),
    ("langs", "gmh;de", "gmh de", "blanks between them"),
    ("lines", "32-34", "32 34", "blank between them"),
    ("lines", "32–34", "32 34", "blank between them"),
    ("from", "f. 12 v", "12v", "number alone"),
    ("from", "44 r", "44r", "number alone"),
]


@pytest.mark.parametrize(("name", "value", "better", "words"), REPAIRS)
def test_the_repair_is_named(name: str, value: str, better: str, words: str, schema: Path) -> None:
    found = refused(schema, name, value)
    assert f'{name}="{better}"' in found.advice and words in found.advice


def test_what_is_wanted_is_said_in_words(schema: Path) -> None:
    assert "x and y of a point" in refused(schema, "points", "a").message
    assert "a number and its unit" in refused(schema, "width", "wide").message


def test_a_decimal_comma_is_no_safe_repair(schema: Path) -> None:
    found = refused(schema, "sizes", "1,5")
    assert found.changes and "--fix" not in found.advice
