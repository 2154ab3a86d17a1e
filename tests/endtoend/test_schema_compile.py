"""`edition schema compile` and `edition schema docs`, as a person runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

SMALL = Path(__file__).resolve().parent.parent / "odd"
ODD = SMALL / "letters" / "letters.odd"
SOURCE = SMALL / "source.xml"
NO_SOURCE = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"}


def edition(
    *arguments: object, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edition", "schema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=env)


def test_all_schemas_of_an_odd(tmp_path: Path) -> None:
    names = ["letters.rng", "letters.rnc", "letters.sch", "letters.xsd"]
    outputs = [part for name in names for part in ("-o", tmp_path / name)]
    done = edition("compile", ODD, "--source", SOURCE, *outputs)
    assert (done.returncode, done.stdout) == (0, "")
    assert {name for name in names if name in done.stderr} == set(names)
    letter = (
        '<letter xmlns="http://www.tei-c.org/ns/1.0" sent="1842-05-03"><p>To '
        '<name kind="{}">us</name></p></letter>'
    )
    good, bad = (etree.fromstring(letter.format(kind)) for kind in ("house", "place"))
    grammar = etree.RelaxNG(file=str(tmp_path / "letters.rng"))
    schema = etree.XMLSchema(file=str(tmp_path / "letters.xsd"))
    assert [grammar.validate(document) for document in (good, bad)] == [True, False]
    assert [schema.validate(document) for document in (good, bad)] == [True, False]
    assert "element letter" in (tmp_path / "letters.rnc").read_text(encoding="utf-8")
    assert "Nobody is named" in (tmp_path / "letters.sch").read_text(encoding="utf-8")


def test_documentation_of_an_odd(tmp_path: Path) -> None:
    page = tmp_path / "letters.html"
    done = edition("docs", ODD, "--source", SOURCE, "-o", page)
    assert done.returncode == 0
    assert "Letters of the mill" in page.read_text(encoding="utf-8")


def test_an_odd_with_errors_writes_nothing(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.odd"
    faulty.write_text(ODD.read_text(encoding="utf-8").replace('"core"', '"cor"'), encoding="utf-8")
    for what, name in (("compile", "a.rng"), ("docs", "a.html")):
        done = edition(what, faulty, "--source", SOURCE, "-o", tmp_path / name)
        assert done.returncode == 1
        assert f"{faulty}:" in done.stderr
        assert "did you mean 'core'" in done.stderr
        assert "[odd-module-unknown]" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([ODD, "-o", "a.rng"], "EDITION_P5SUBSET"),
        ([ODD, "-o", "a.pdf"], ".rng"),
        (["nowhere.odd", "-o", "a.rng"], "odd-unreadable"),
        ([ODD, "--source", "nowhere.xml", "-o", "a.rng"], "odd-unreadable"),
    ],
)
def test_what_cannot_run(arguments: list[object], told: str) -> None:
    done = edition("compile", *arguments, env=NO_SOURCE)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
