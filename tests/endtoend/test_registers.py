"""Registers through the command line: the files of the guide make what the guide shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EDITION = str(Path(sys.executable).with_name("edition"))
GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "registers.md"


def run(*arguments: str | Path, cwd: Path):
    return subprocess.run(
        [EDITION, *map(str, arguments)], capture_output=True, cwd=cwd, check=False, text=True
    )


@pytest.fixture
def guide(tmp_path: Path) -> tuple[Path, str]:
    """A folder with the guide's files, and the TEI that it shows."""
    blocks = dict.fromkeys(("toml", "text", "xml"))
    found = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S)
    people, places = (content for kind, content in found if kind == "toml")
    blocks |= dict(found)
    (tmp_path / "people.toml").write_text(people, encoding="utf-8")
    (tmp_path / "places.toml").write_text(places, encoding="utf-8")
    (tmp_path / "visit.txt").write_text(blocks["text"], encoding="utf-8")
    return tmp_path, blocks["xml"]


def encode(folder: Path, *more: str):
    registers = ("--people", "people.toml", "--places", "places.toml")
    return run("encode", "visit.txt", "-o", "visit.xml", *registers, *more, cwd=folder)


def test_the_guides_example_is_valid_and_as_shown(guide: tuple[Path, str]) -> None:
    folder, shown = guide
    done = encode(folder, "--annotations", "visit.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    made = (folder / "visit.xml").read_text("utf-8")
    assert shown.strip() in made
    assert '<idno type="GND">4020137-5</idno>' in made
    assert run("validate", "visit.xml", cwd=folder).returncode == 0
    rows = [json.loads(line) for line in (folder / "visit.jsonl").read_text("utf-8").splitlines()]
    text = (folder / "visit.txt").read_text("utf-8")
    candidates = [row for row in rows if row.get("status") == "candidate"]
    assert [text[row["start"] : row["end"]] for row in candidates] == ["Miss Tolland"]
    assert {row["kind"] for row in candidates} == {"name"}
    assert rows == sorted(rows, key=lambda row: row["start"])
    assert json.loads(done.stdout)[0]["candidates"] == 1


def test_a_bad_register_stops_the_command_before_anything_is_written(
    guide: tuple[Path, str],
) -> None:
    folder, _ = guide
    places = folder / "places.toml"
    places.write_text(places.read_text("utf-8").replace("4020137-5", "4020173-5"), "utf-8")
    done = encode(folder)
    assert done.returncode == 2
    assert "places.toml" in done.stderr and "[geneva] gnd" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "visit.xml").exists()


def test_a_project_uses_the_registers_beside_its_settings(guide: tuple[Path, str]) -> None:
    folder, shown = guide
    (folder / "edition.toml").write_text(
        '[text]\nsources = ["visit.txt"]\nmin-cert = "high"\n[build]\nformats = ["html"]\n', "utf-8"
    )
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert shown.strip() in (folder / "build" / "visit.xml").read_text("utf-8")
    (folder / "edition.toml").write_text('[text]\nmin-cert = "sure"\n', "utf-8")
    assert '"low" or "medium" or "high"' in run("build", cwd=folder).stderr
    (folder / "people.toml").write_text("[ott]\n", "utf-8")
    (folder / "edition.toml").write_text("", "utf-8")
    assert "name of [ott]" in run("build", cwd=folder).stderr


def test_a_new_project_shows_how(tmp_path: Path) -> None:
    assert run("new", "mill", cwd=tmp_path).returncode == 0
    folder = tmp_path / "mill"
    (folder / "visit.txt").write_text("Mrs. Marlow left the Old Mill.", "utf-8")
    registers = ("--people", "people.toml.example", "--places", "places.toml.example")
    done = run("encode", "visit.txt", "-o", "visit.xml", *registers, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert '<persName ref="#marlow">Mrs. Marlow</persName>' in (folder / "visit.xml").read_text()


def test_less_sure_speakers_are_left_out_on_demand(tmp_path: Path) -> None:
    turns = ["“Come in,” said Ann Ott.", "“No,” said Peter Pike.", "“Why?”", "“I am wet.”"]
    (tmp_path / "talk.txt").write_text("\n\n".join(turns * 3), "utf-8")
    known = {}
    for least in ("low", "high"):
        done = run("encode", "talk.txt", "-o", "talk.xml", "--json", "--min-cert", least,
                   cwd=tmp_path)  # fmt: skip
        known[least] = json.loads(done.stdout)[0]["attributed"]
    assert 6 <= known["high"] < known["low"] <= 12
    assert run("encode", "talk.txt", "--min-cert", "sure", cwd=tmp_path).returncode == 2
