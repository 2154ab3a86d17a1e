"""Writers: found without a list, whole or nothing, and every character of the text escaped."""

from __future__ import annotations

import ast
import json
import re
import string
import time
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition import writers
from edition.transform import Message, transform
from edition.writers import Writer, installed, language_of, line_of, picture, report, whole_folder
from edition.writers.print import typst_markup
from tei.diagnostics import RULES, Diagnostic

TEI = "http://www.tei-c.org/ns/1.0"


def tree(body: str, attributes: str = "") -> etree._ElementTree:
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    return etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="{TEI}" {attributes}>{header}<text><body>{body}</body></text></TEI>'
        )
    )


def paragraph(text: str) -> etree._ElementTree:
    made = tree("<p/>")
    next(made.iter(f"{{{TEI}}}p")).text = text
    return made


def printed(text: str) -> str:
    """A text through the stylesheet and back through Typst's own reader of string literals."""
    markup = typst_markup(paragraph(text), {}).text
    body = markup[markup.index("#title-block") : markup.index("#colophon")]
    body = body[body.index("]\n\n") :]
    pieces = re.findall(r'#("(?:[^"\\]|\\.)*");( ?)', body, re.S)
    compiler = typst.Compiler()
    return "".join(json.loads(compiler.eval(literal)) + blank for literal, blank in pieces)


def test_every_printable_ascii_character_is_printed_as_it_stands() -> None:
    for character in string.printable.strip():
        text = f"a{character}b {character} {character}{character}"
        assert printed(text) == text, character


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1; #x #include(\"/etc/passwd\") #{panic()} #[x]",
        "$ sum_(i=0)^n $ @ref <label> `raw` ```raw```",
        "// no comment /* none */ https://example.org",
        "~ -- --- ... -? 'quotes' \"double\" = head + item - item / term: x 1. one",
        "*stars* _under_ \\ \\u{41} \\n \\\" [brackets] {braces} (parens);",
        "“marks” „all“ «of» them — and – dashes …",
        "= Heading\n- list\n+ enum\n/ Term: x",
    ],
)  # fmt: skip
def test_typst_code_is_text(text: str) -> None:
    assert printed(text) == " ".join(text.split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60))
def test_any_text_is_printed_as_it_stands(text: str) -> None:
    assert printed(f"a{text}b") == re.sub(r"[ \t\r\n]+", " ", f"a{text}b")


def test_ours_are_installed() -> None:
    assert {"html", "pdf"} <= installed().keys()
    assert all(isinstance(writer, Writer) for writer in installed().values())


def test_writers_do_not_import_each_other() -> None:
    files = list(Path(writers.__file__).parent.glob("*.py"))
    names = {file.stem for file in files} - {"__init__"}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert node.module.removeprefix("edition.writers.") not in names, file


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "html"
    with whole_folder(place) as fresh:
        (fresh / "a").write_text("first", encoding="utf-8")
    with pytest.raises(RuntimeError), whole_folder(place) as fresh:
        (fresh / "a").write_text("half", encoding="utf-8")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["html"]
    assert (place / "a").read_text(encoding="utf-8") == "first"
    with whole_folder(place) as fresh:
        (fresh / "b").write_text("second", encoding="utf-8")
    assert [path.name for path in place.iterdir()] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_pictures_lie_beside_the_tei(tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    for place in (base / "in.png", tmp_path / "out.png", base / "notes.txt"):
        place.write_bytes(b"x")
    (base / "link.png").symlink_to(tmp_path / "out.png")
    settings = {"base": base}
    document = tree("")
    assert picture("in.png", document, settings) == (base / "in.png").resolve()
    refused = ["../out.png", "link.png", str(base / "in.png"), "notes.txt", "lost.png", "data:x",
               "https://example.org/in.png", "//example.org/in.png", ""]  # fmt: skip
    assert [url for url in refused if picture(url, document, settings)] == []
    assert picture("in.png", document, {}) is None


def test_a_finding_has_its_line() -> None:
    document = tree("\n<p>one</p>\n<p>two</p>")
    path = f"/Q{{{TEI}}}TEI[1]/Q{{{TEI}}}text[1]/Q{{{TEI}}}body[1]/Q{{{TEI}}}p[2]"
    assert line_of(document, path) == 3
    assert line_of(document, "/nowhere[1]") == 0
    assert line_of(document, "((") == 0


def test_reports_are_heard() -> None:
    heard: list[Diagnostic] = []
    messages = [Message("element-unstyled", "m:unit 3", "/x"), Message("", "words")]
    found = report(messages, tree(""), {"report": heard.append, "file": "a.xml"})
    assert heard == found
    assert [(d.code, d.severity, d.file) for d in found] == [("element-unstyled", "info", "a.xml")]
    assert "<m:unit> (3 in the text)" in found[0].message


@pytest.mark.parametrize("code", ["element-unstyled", "picture-unavailable", "glyph-missing"])
def test_findings_are_explained(code: str) -> None:
    assert RULES[code].explanation


@pytest.mark.parametrize(
    ("attributes", "language"),
    [('xml:lang="de_AT"', "de-AT"), ("", "und"), ('xml:lang=" fr "', "fr")],
)
def test_language_of_a_document(attributes: str, language: str) -> None:
    assert language_of(tree("", attributes)) == language


@pytest.mark.parametrize("stylesheet", ["web/page.xsl", "print/book.xsl"])
def test_many_siblings_take_no_squared_time(stylesheet: str) -> None:
    document = tree("<p>" + "<hi>w</hi> " * 6000 + "</p>")
    transform(tree("<p>x</p>"), stylesheet)
    began = time.process_time()
    transform(document, stylesheet)
    assert time.process_time() - began < 5, "a predicate of a pattern counts positions"
