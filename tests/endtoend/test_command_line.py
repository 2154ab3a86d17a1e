"""The commands as a person runs them: output, exit codes, messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

EDITION = str(Path(sys.executable).with_name("edition"))
TEXT = "I. The mill\n\n“Leave it alone,” said Anna. “It was here in 1742.”\n"


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None):
    return subprocess.run(
        [EDITION, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, check=False
    )


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith(b"edition")
    help_text = run("--help").stdout.decode()
    for name in ("new", "encode", "validate", "build"):
        assert name in help_text
        own = run(name, "--help").stdout.decode()
        assert f"edition {name}" in own.replace("Usage: edition " + name, "", 1), name


def test_encode_to_standard_output_and_back(text: Path) -> None:
    done = run("encode", text)
    assert done.returncode == 0
    root = etree.fromstring(done.stdout)
    assert root.tag.endswith("}TEI")
    assert b"nothing lost" in done.stderr
    piped = run("encode", "-", "--quiet", stdin=TEXT.encode())
    assert piped.returncode == 0
    assert piped.stderr == b""
    assert etree.fromstring(piped.stdout).tag == root.tag


def test_annotations_are_offsets_into_the_source(text: Path, tmp_path: Path) -> None:
    done = run("encode", text, "-o", tmp_path / "o.xml", "--annotations", tmp_path / "a.jsonl")
    assert done.returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    quotations = [row for row in rows if row["kind"] == "quotation"]
    assert [TEXT[row["start"] : row["end"]] for row in quotations] == [
        "“Leave it alone,”",
        "“It was here in 1742.”",
    ]
    assert all(row["rule"] and row["cert"] for row in rows)


def test_many_texts_and_json(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Only words.", encoding="utf-8")
    done = run("encode", text, other, "--output-dir", tmp_path / "tei", "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) == 2
    assert sorted(path.name for path in (tmp_path / "tei").iterdir()) == ["mill.xml", "other.xml"]
    assert run("encode", text, other).returncode == 2


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", 1, "no text"),
        (b"a\x0bb", 1, "U+000B"),
        (b"PK\x03\x04\x00\x00\x00\xff\xfe", 1, "no plain text"),
    ],
)
def test_bad_text_is_refused_without_output(
    tmp_path: Path, data: bytes, code: int, word: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    done = run("encode", path, "-o", tmp_path / "out.xml")
    message = done.stderr.decode()
    assert done.returncode == code
    assert word in message
    assert "bad.txt" in message
    assert "Traceback" not in message
    assert not (tmp_path / "out.xml").exists()


def test_missing_file_and_wrong_options() -> None:
    assert run("encode", "nothing.txt").returncode == 2
    assert run("encode").returncode == 2
    unknown = run("encode", "x.txt", "--lang", "Klingon!")
    assert unknown.returncode == 2
    assert b"no language tag" in unknown.stderr


def test_no_text_is_overwritten_and_no_date_is_guessed(text: Path, tmp_path: Path) -> None:
    assert run("encode", text, "-o", text).returncode == 2
    assert text.read_text("utf-8") == TEXT
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mill.txt").write_text("Words.", encoding="utf-8")
    both = run("encode", text, tmp_path / "other" / "mill.txt", "--output-dir", tmp_path / "o")
    assert both.returncode == 2
    assert run("encode", text, "--date", "last year").returncode == 2


def test_new_makes_a_project_and_overwrites_nothing(text: Path, tmp_path: Path) -> None:
    done = run("new", "mill", text, cwd=tmp_path)
    assert done.returncode == 0
    made = {str(path.relative_to(tmp_path / "mill")) for path in (tmp_path / "mill").rglob("*")}
    assert {"edition.toml", "sources", "sources/mill.txt", "README.md", ".gitignore"} <= made
    assert run("new", "mill", cwd=tmp_path).returncode == 2


def test_build_text_without_configuration(text: Path, tmp_path: Path) -> None:
    done = run("build", text, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "build" / "mill.xml").exists()
    assert (tmp_path / "build" / "html" / "index.html").exists()
    assert (tmp_path / "build" / "mill.pdf").read_bytes().startswith(b"%PDF")


def test_build_project_and_its_errors(text: Path, tmp_path: Path) -> None:
    run("new", "mill", text, cwd=tmp_path)
    project = tmp_path / "mill"
    assert run("build", "--format", "html", cwd=project).returncode == 0
    assert (project / "build" / "html" / "index.html").exists()
    nowhere = run("build", cwd=tmp_path)
    assert nowhere.returncode == 2
    assert b"edition.toml" in nowhere.stderr
    (project / "edition.toml").write_text('[edition]\ntitel = "X"\n', encoding="utf-8")
    wrong = run("build", cwd=project)
    assert wrong.returncode == 2
    assert b"did you mean title" in wrong.stderr
    assert run("build", text, "--format", "docx", cwd=tmp_path).returncode == 2


def test_build_from_a_strangers_tei(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.xml"
    stranger.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc>"
        "</fileDesc></teiHeader><text><body><p>Words, <measureGrp>a group</measureGrp>.</p></body>"
        "</text></TEI>",
        encoding="utf-8",
    )
    done = run("build", stranger, "--format", "html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "a group" in (tmp_path / "build" / "html" / "index.html").read_text("utf-8")
    broken = tmp_path / "broken.xml"
    broken.write_text("<TEI><p></TEI>", encoding="utf-8")
    refused = run("build", broken, cwd=tmp_path)
    assert refused.returncode in (1, 2)
    assert b"broken.xml" in refused.stderr
    assert b"Traceback" not in refused.stderr


def test_completion() -> None:
    assert b"_EDITION_COMPLETE" in run("completion", "bash").stdout


def test_relative_dates_only_where_asked_and_other_calendars(tmp_path: Path) -> None:
    path = tmp_path / "days.txt"
    words = "On 3 May 1842 the mill burnt. Two days later it rained.\n\nLe 18 brumaire an VIII.\n"
    path.write_text(words, encoding="utf-8")
    plain = run("encode", path, "--quiet", "--lang", "en").stdout
    asked = run("encode", path, "--quiet", "--lang", "en", "--relative-dates").stdout
    assert b">Two days later</date>" not in plain
    assert b'when="1842-05-05" cert="low"' in asked
    republican = run("encode", path, "--quiet", "--lang", "fr").stdout
    assert b'calendar="#calendar-frenchRepublican"' in republican
    assert b'xml:id="calendar-frenchRepublican"' in republican
