"""Reports: every form tells the same findings; each has its expected text in reports/."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition import reports
from edition.reports import Options, html, junit, sarif, text
from edition.validation.edits import edit_of, place
from edition.validation.excerpts import Excerpt, Lines
from edition.validation.outcome import Found, Outcome, Tally
from tei.diagnostics import Diagnostic, Rule
from tei.validation.check import Verdict
from tei.validation.findings import elements_of
from tei.validation.fixes import Change
from tei.validation.reading import parse

RULE = Rule(
    "value-broken",
    "error",
    "{words}",
    "A value has a form, so that programs can read it.",
    failing="<date when='May'/>",
    passing="<date when='1842-05'/>",
    source="TEI P5 Guidelines, att.datable.w3c",
)
EXPECTED = Path(__file__).parent / "reports"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p>On <date when="3 May 1842">3 May</date> we met <persName
  ref="#anna">Anna &amp; 文</persName>.</p>
</body></text></TEI>
""".encode()


def outcomes() -> list[Outcome]:
    """Four documents: one with findings of every kind, one valid, one without schema, one lost."""
    root = parse(LETTER, "letters/one.xml")
    date, name = elements_of(root)[4], elements_of(root)[5]
    change = Change("safe", "set-attribute", date, "when", "1842-05-03")
    error = Diagnostic(
        RULE.code,
        "error",
        "letters/one.xml",
        2,
        'date has when="3 May 1842"; when must be a date: 1842, 1842-05 or 1842-05-12.',
        column=7,
        rule="date/@when",
        source="letters/one.txt:1:4",
        xpath="TEI/text/body/p/date",
        advice="Write 1842-05-03.",
        allowed=("1842", "1842-05"),
        glosses=("a year",),
        changes=(str(change),),
        guidelines="https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html",
        also=(Diagnostic(RULE.code, "error", "letters/one.xml", 9, "the same", column=3),),
    )
    warning = Diagnostic(
        "pointer-lost",
        "warning",
        "letters/one.xml",
        2,
        'ref points to "#anna" <nobody>, 100% lost.',
        column=LETTER.splitlines()[1].index(b"<persName") + 1,
        rule="persName/@ref",
        xpath="TEI/text/body/p/persName",
    )
    remark = Diagnostic("house-remark", "info", "letters/one.xml", 1, "No schema is named.")
    lines = Lines(LETTER)
    assert name.get("ref") == "#anna"
    return [
        Outcome(
            "letters/one.xml",
            (
                Found(remark),
                Found(error, lines.excerpt(error), True, edit_of(LETTER, [change])),
                Found(warning, lines.excerpt(warning)),
            ),
            (Verdict("tei_all", "relaxng", False), Verdict("house.sch", "schematron", True)),
        ),
        Outcome("letters/two.xml", (), (Verdict("tei_all", "relaxng", True),)),
        Outcome("letters/three.xml", (), (), blocked=True, ignored=(("/p", 0, 2),)),
        Outcome("letters/lost.xml", unread="letters/lost.xml: The file cannot be read."),
    ]


def made(name: str, options: Options | None = None) -> str:
    """A report on the outcomes."""
    options = options or Options()
    every = outcomes()
    for outcome in every:
        options.tally.add(outcome)
    return "".join(reports.installed()[name].write(every, options))


@pytest.fixture(autouse=True)
def fixed_place_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (html, junit, sarif):
        monkeypatch.setattr(module, "tool_version", lambda: "1.2.3")
    for module in (html, sarif):
        monkeypatch.setattr(module, "rule_of", {RULE.code: RULE}.get)


@pytest.mark.parametrize("name", sorted(reports.installed()))
def test_each_report_is_as_expected(name: str, update_golden: bool) -> None:
    told = click.unstyle(made(name)).replace(Path.cwd().as_uri(), "file:///here")
    told = re.sub(r"<style>.*</style>", "<style/>", told, flags=re.DOTALL)
    file = EXPECTED / f"{name}.txt"
    if update_golden:
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


def test_there_are_the_reports_that_the_command_promises() -> None:
    from edition.cli.validate import FORMATS

    assert sorted(FORMATS) == sorted(reports.installed())


def test_the_summary_counts() -> None:
    tally = Tally()
    for outcome in outcomes():
        tally.add(outcome)
    assert reports.summary(tally, " (-v)") == (
        "3 files, 1 with problems: 1 error, 1 warning, 1 remark (-v); 2 ignored (edition.toml says "
        "why); 1 not validated for want of a schema; 1 could not be read"
    )
    assert tally.exit_code == 2
    good = Tally()
    good.add(outcomes()[1])
    assert reports.summary(good) == "1 file, no problems" and good.exit_code == 0


def test_the_first_line_of_a_finding_can_be_clicked() -> None:
    for line in made("line").splitlines():
        assert re.match(r"[^:]+:\d+:\d+: (error|warning): .* \[[a-z-]+\]$", line)


def test_remarks_are_for_those_who_ask_and_warnings_not_for_the_quiet() -> None:
    assert "No schema" not in made("text") and "No schema" in made("text", Options(verbose=True))
    assert "nobody" in made("text") and "nobody" not in made("text", Options(quiet=True))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_narrow_terminals_get_narrow_excerpts(width: int) -> None:
    told = click.unstyle(made("text", Options(width=width, verbose=True)))
    for line in told.splitlines():
        if " │ " in line:
            assert text.columns(line) <= max(width, text.NARROWEST + 8)
    marked = [line for line in told.splitlines() if "^" in line]
    assert len(marked) == 2


def test_the_caret_stands_under_what_is_meant() -> None:
    lines = click.unstyle(made("text")).splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    start, end = lines[at].index("^"), lines[at].rindex("^") + 1
    assert lines[at - 1][start:end] == 'when="3 May 1842"'


def test_json_has_every_field_and_each_verdict() -> None:
    told = json.loads(made("json"))
    error = told["findings"][1]
    assert error["edit"]["safe"] is True
    assert error["also"][0]["line"] == 9 and error["source"] == "letters/one.txt:1:4"
    assert told["documents"][0]["schemas"] == [
        {"schema": "tei_all", "kind": "relaxng", "valid": False},
        {"schema": "house.sch", "kind": "schematron", "valid": True},
    ]
    assert told["valid"] is False and told["unread"] == ["letters/lost.xml"]


def test_the_edit_of_sarif_and_json_makes_the_mended_file() -> None:
    edit = json.loads(made("json"))["findings"][1]["edit"]
    after = (
        LETTER[: edit["offset"]] + edit["text"].encode() + LETTER[edit["offset"] + edit["length"] :]
    )
    assert after == LETTER.replace(b"3 May 1842", b"1842-05-03")
    assert place(LETTER, edit["offset"], "utf-8") == (edit["line"], edit["column"])


def test_sarif_keeps_the_rules_of_its_standard() -> None:
    log = json.loads(made("sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0" and len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        for where in result["locations"]:
            region = where["physicalLocation"].get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert region.get("endColumn", 2) > region.get("startColumn", 1) >= 1
    helped = [rule["id"] for rule in rules if "help" in rule]
    assert helped == [RULE.code]
    (fix,) = next(result["fixes"] for result in run["results"] if "fixes" in result)
    (change,) = fix["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"]["startLine"] == 2
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_counts_documents() -> None:
    root = etree.fromstring(made("junit").encode())
    assert dict(root.attrib) == {
        "name": "edition validate",
        "tests": "4",
        "failures": "1",
        "errors": "2",
    }
    assert root.findtext(".//failure") is not None and root.find(".//error") is not None


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    page = made("html")
    assert "<script" not in page and "src=" not in page and "url(" not in page
    assert "&lt;nobody&gt;" in page and "<nobody>" not in page
    root = etree.fromstring(page.encode(), etree.HTMLParser())
    targets = {link.get("href") for link in root.iter("a")}
    ids = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    assert {target for target in targets if target and target.startswith("#")} <= ids
    assert "prefers-color-scheme: dark" in page and "@media print" in page


def test_annotations_escape_what_would_end_them() -> None:
    lines = made("github").splitlines()
    assert lines[0].startswith("::error file=letters/one.xml,line=2,col=13,endColumn=30,title=")
    assert "100%25 lost" in lines[1]


def test_unread_files_are_told_in_every_form_for_programs() -> None:
    for name in ("json", "sarif", "junit", "html", "github"):
        assert "letters/lost.xml" in made(name)


def test_excerpts_of_long_lines_are_pieces_that_hold_what_is_meant() -> None:
    data = b"<a>" + b"x" * 5_000 + b'<b n="1"/>' + b"y" * 5_000 + b"</a>"
    one = Diagnostic("c", "error", "f", 1, "m", column=5_004, rule="b/@n")
    part = Lines(data).excerpt(one)
    assert part is not None and len(part.text) <= 400
    assert part.text[part.start : part.end] == 'n="1"'
    assert part.column == data.index(b'n="1"') + 1


def test_an_attribute_on_another_line_is_shown_there() -> None:
    one = Diagnostic("c", "error", "f", 2, "m", column=50, rule="persName/@ref")
    lines = Lines(LETTER)
    column = (lines.line(2) or "").index("<persName") + 1
    part = lines.excerpt(Diagnostic("c", "error", "f", 2, "m", column=column, rule="persName/@ref"))
    assert part is not None and part.line == 3 and part.text[part.start : part.end] == 'ref="#anna"'
    assert lines.excerpt(one) is not None
    assert lines.excerpt(Diagnostic("c", "error", "f", 99, "m")) is None


@given(st.binary(max_size=60), st.integers(0, 9), st.integers(0, 70))
def test_an_excerpt_of_anything_lies_in_its_line(data: bytes, line: int, column: int) -> None:
    part = Lines(data).excerpt(Diagnostic("c", "error", "f", line, "m", column=column, rule="a/@b"))
    if part is not None:
        assert 0 <= part.start < part.end and isinstance(part, Excerpt)
        text.excerpt(part, Diagnostic("c", "error", "f", line, "m", column=column), 40, 3)


def test_wide_and_combining_characters_take_their_columns() -> None:
    assert [text.columns(words) for words in ("ab", "文", "e\u0301", "")] == [2, 2, 1, 0]


def test_a_place_at_the_end_of_a_tag_means_the_tag() -> None:
    lines = Lines(b'<p\n a="1"\n b="2">You</p>')
    part = lines.excerpt(Diagnostic("c", "error", "f", 3, "m", column=8, rule="p/@a"))
    assert part is not None and (part.line, part.text[part.start : part.end]) == (2, 'a="1"')
    part = lines.excerpt(Diagnostic("c", "error", "f", 3, "m", column=8))
    assert part is not None and (part.line, part.text[part.start : part.end]) == (1, "<p")
    part = lines.excerpt(Diagnostic("c", "error", "f", 3, "m", column=9))
    assert part is not None and part.text[part.start : part.end] == "ou"


def test_remarks_on_the_project_are_no_documents() -> None:
    remark = Diagnostic("ignore-unused", "info", "edition.toml", 0, "Nothing is ignored.")
    outcome = Outcome("edition.toml", (Found(remark),), document=False)
    told = json.loads("".join(reports.installed()["json"].write([outcome], Options())))
    assert told["documents"] == [] and told["findings"][0]["file"] == "edition.toml"
    suite = etree.fromstring("".join(junit.write([outcome], Options())).encode())
    assert suite.get("tests") == "0"
    log = json.loads("".join(sarif.write([outcome], Options())))
    (result,) = log["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    shown = click.unstyle("".join(text.write([outcome], Options(verbose=True))))
    assert shown.startswith("edition.toml: info")
