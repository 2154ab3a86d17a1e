"""Findings that a project lives with: which entries are read, and what they take away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edition.validation.settings import forget, load, settings_of
from tei.diagnostics import Diagnostic, Problem
from tei.validation.ignore import Ignore, ignores, sift


def finding(xpath: str = "TEI/text/body/p[2]/note", code: str = "c") -> Diagnostic:
    return Diagnostic(code, "error", "a.xml", 1, "m", xpath=xpath)


@pytest.mark.parametrize(
    ("xpath", "fits"),
    [
        ("//note", True),
        ("/TEI/text/body/p[2]/note", True),
        ("/TEI/text/body/p/note", True),
        ("/TEI//p[2]//note", True),
        ("/TEI/text/*/p/*", True),
        ("//note[1]", True),
        ("//p", False),
        ("/TEI/text/body/p[1]/note", False),
        ("/note", False),
        ("//p[22]/note", False),
        ("//ote", False),
    ],
)
def test_paths_of_elements(xpath: str, fits: bool) -> None:
    assert Ignore("c", "why", xpath=xpath).fits(finding(), "a.xml") is fits


def test_codes_and_files() -> None:
    assert not Ignore("d", "why").fits(finding(), "a.xml")
    assert Ignore("c", "why", path="letters/*.xml").fits(finding(), "letters/a.xml")
    assert not Ignore("c", "why", path="letters/*.xml").fits(finding(), "a.xml")


def test_sifting_counts_what_each_entry_took() -> None:
    decisions = (Ignore("x", "why"), Ignore("c", "why", xpath="//note"))
    kept, taken = sift([finding(), finding("TEI/text"), finding()], decisions, "a.xml")
    assert [one.xpath for one in kept] == ["TEI/text"] and taken == {1: 2}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"code": "c"}, "has no reason"),
        ({"code": "c", "reason": "  "}, "has no reason"),
        ({"reason": "r"}, "it has no code"),
        ({"code": "c", "reason": "r", "file": "a"}, "file is no field"),
        ({"code": "c", "reason": 3}, "reason must be a text"),
        ({"code": "c", "reason": "r", "xpath": "count(//p)"}, "is no path of elements"),
        ("c", "write it as"),
    ],
)
def test_entries_that_cannot_be_read_are_refused(entry: Any, words: str) -> None:
    with pytest.raises(Problem, match=words) as caught:
        ignores([entry], "edition.toml")
    assert caught.value.place == "edition.toml"


def test_the_nearest_project_above_a_file_counts(tmp_path: Path) -> None:
    forget()
    (tmp_path / "edition.toml").write_text(
        '[validate]\nschemas = ["house.rng", "edition"]\nstrict = true\n'
        '[[validate.ignore]]\ncode = "c"\nreason = "why"\n'
    )
    (tmp_path / "house.rng").write_text("<grammar/>")
    (tmp_path / "tei" / "deep").mkdir(parents=True)
    told = settings_of(tmp_path / "tei" / "deep" / "a.xml")
    assert told.root == tmp_path and told.strict and told.ignored == (Ignore("c", "why"),)
    assert told.schemas[0].path == tmp_path / "house.rng" and len(told.schemas) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[validate", "edition.toml cannot be read"),
        ("[validate]\nschema = 'a'", "did you mean schemas"),
        ("[validate]\nstrict = 'yes'", "true or false"),
        ("[validate]\nschemas = ['nowhere']", "There is no schema"),
        ("validate = 3", "must be a table"),
    ],
)
def test_settings_that_cannot_be_read_are_refused(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "edition.toml").write_text(words)
    with pytest.raises(Problem, match=told):
        load(tmp_path)
