"""`edition evaluate` and `edition explain` as a person runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EDITION = str(Path(sys.executable).with_name("edition"))
GOLD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
 <teiHeader><fileDesc><titleStmt><title>At the quay</title></titleStmt></fileDesc>
  <profileDesc><particDesc><listPerson>
   <person xml:id="marta"><persName>Marta</persName></person>
   <person xml:id="tom"><persName>Tom</persName></person>
  </listPerson></particDesc></profileDesc></teiHeader>
 <text><body><div><head>Chapter I. The quay</head>
  <p><said who="#marta" rend="quoted">The tide is out</said>, said Marta.</p>
  <p><said who="#tom" rend="quoted">And the boats cannot move</said>, said Tom.</p>
  <p><said who="#marta" rend="quoted">They moved on <date when="1911-05-04">4 May
    1911</date>!</said> Marta cried.</p>
  <p>It was not the first time, as old people knew. <date when="1742">In the year of the
    flood</date> nobody had moved for a month.</p>
  <p>Marta said that <said who="#tom">he would go</said> and Tom went.</p>
 </div></body></text>
</TEI>
"""
TEXT = "I. The quay\n\nOn 4 May 1911 the tide was out.\n\n“Go,” said Marta.\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [EDITION, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "quay.xml"
    path.write_text(GOLD, encoding="utf-8")
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_gold_with_known_answers(gold: Path) -> None:
    done = run("evaluate", gold, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    quotations = told["kinds"]["quotation"]
    assert quotations["gold"] == 4
    assert quotations["exact"]["matched"] >= 3
    assert quotations["speaker"]["right"] >= 3
    dates = told["kinds"]["date"]
    assert dates["gold"] == 2
    assert dates["exact"]["matched"] == 1  # a flood that only the scholar can date
    assert dates["value"]["right"] == 1
    assert told["kinds"]["p"]["exact"]["f1"] == 1.0
    assert told["kinds"]["head"]["exact"]["f1"] == 1.0
    assert told["supplied"] == {"quotation marks": 4}
    assert "speech" in told["not_scored"]
    missed = next(m for m in told["misses"] if m["kind"] == "date" and m["what"] == "missed")
    assert (missed["line"], missed["wanted"]) == (13, "<date> when=1742")
    assert told["calibration"]["date"]["high"]["right"] == 1


def test_the_table_for_people(gold: Path) -> None:
    done = run("evaluate", gold, "--worst", "1", "--kinds", "date,p")
    assert done.returncode == 0
    assert re.search(r"^dates \(date\) +2 +1 +100\.0 +50\.0 +66\.7", done.stdout, re.MULTILINE)
    assert f"{gold}:13: missed <date> when=1742" in done.stdout
    assert "quotations (said" not in done.stdout


def test_the_page_stands_alone(gold: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "report.html"
    assert run("evaluate", gold, "--format", "html", "-o", target).returncode == 0
    page = target.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src &#x27;none&#x27;" in page


def test_a_folder_is_summed_and_what_is_no_tei_is_told(gold: Path) -> None:
    gold.with_name("again.xml").write_text(GOLD, encoding="utf-8")
    gold.with_name("broken.xml").write_text("<TEI><p>", encoding="utf-8")
    gold.with_name("other.xml").write_text("<html/>", encoding="utf-8")
    done = run("evaluate", gold.parent, "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["kinds"]["quotation"]["gold"] == 8
    assert "[gold-not-xml]" in done.stderr
    assert "[gold-not-tei]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.xml"], "text-unreadable"),
        (["nothing.xml", "--kinds", "dates"], "no kind 'dates'"),
        (["nothing.xml", "--lang", "xx"], "no language pack"),
    ],
)
def test_wrong_calls_of_evaluate(arguments: list[str], words: str) -> None:
    done = run("evaluate", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_explain_tells_the_rules_of_a_line(text: Path) -> None:
    done = run("explain", f"{text}:3")
    assert done.returncode == 0
    assert done.stderr == ""
    assert re.search(r"date ⟦4 May 1911⟧\n +high, by dates\.\S+, at 3:4", done.stdout)
    assert '<date when="1911-05-04">' in done.stdout


def test_explain_for_programs(text: Path) -> None:
    done = run("explain", f"{text}:5:2", "--json")
    told = json.loads(done.stdout)
    assert told["text"] == "G"
    quotation = next(row for row in told["findings"] if row["kind"] == "quotation")
    assert quotation["text"] == "“Go,”"


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("quay.txt:4", 1, "blank"),
        ("quay.txt:40", 2, "the text has 5 lines"),
        ("quay.txt:5:90", 2, "no column 90"),
        ("quay.txt", 2, "give a file and a line"),
        ("none.txt:1", 2, "text-unreadable"),
        ("quay.xml:8", 2, "explain-words-missing"),
        ("quay.xml:4", 2, "tags, but no words"),
        ("quay.xml:99", 2, "the file has"),
    ],
)
def test_explain_where_there_is_nothing(
    text: Path, gold: Path, place: str, code: int, words: str
) -> None:
    done = run("explain", f"{text.parent}/{place}")
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_explain_a_line_of_the_tei_that_a_text_became(text: Path, tmp_path: Path) -> None:
    tei = tmp_path / "out" / "quay.xml"
    assert run("encode", text, "-o", tei, "--quiet").returncode == 0
    lines = tei.read_text(encoding="utf-8").splitlines()
    line = next(n for n, words in enumerate(lines, 1) if "the tide was out" in words)
    alone = run("explain", f"{tei}:{line}")
    assert (alone.returncode, "explain-needs-text" in alone.stderr) == (2, True)
    done = run("explain", f"{tei}:{line}", "--source", text)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("explain", f"{text}:3").stdout
    column = lines[line - 1].index("4 May") + 1
    there = run("explain", f"{tei}:{line}:{column}", "--source", text, "--json")
    assert json.loads(there.stdout)["text"] == "4 May 1911"


def test_explain_finds_the_text_beside_a_tei_file(text: Path) -> None:
    tei = text.with_suffix(".xml")
    assert run("encode", text, "-o", tei, "--quiet").returncode == 0
    lines = tei.read_text(encoding="utf-8").splitlines()
    line = next(n for n, words in enumerate(lines, 1) if "Go," in words)
    assert "⟦“Go,”⟧" in run("explain", f"{tei}:{line}").stdout


def test_the_example_of_the_how_to_works(root: Path, tmp_path: Path) -> None:
    guide = (root / "docs" / "how-to" / "evaluate.md").read_text("utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", guide, re.DOTALL)
    example = next(block for block in blocks if block.startswith("<TEI"))
    table, fault = (next(b for b in blocks if words in b) for words in ("1 file, 1", "missed"))
    (tmp_path / "quay.xml").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [EDITION, "evaluate", "quay.xml", "--kinds", "quotation,date"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0
    shown = [line.rstrip() for line in done.stdout.splitlines()]
    for line in (table + fault).splitlines():
        assert line.rstrip() in shown, line
