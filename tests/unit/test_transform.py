"""The XSLT runner: what it makes, what it tells, and what a stylesheet may not do."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from edition import transform as runner
from edition.resources import packaged
from edition.stylesheets import locale_file, stylesheets
from edition.transform import Message, transform
from tei.diagnostics import Problem

XSLT = packaged("xslt")
HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="urn:tei-edition" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xsl:output method="text"/><xsl:param name="locale"/>"""
DOCUMENT = etree.ElementTree(etree.fromstring("<TEI>one <b>two</b></TEI>"))


def run(tmp_path: Path, body: str, **parameters: str | bool | int) -> runner.Transformed:
    folder = tmp_path / "xslt"
    (folder / "own").mkdir(parents=True, exist_ok=True)
    (folder / "own" / "main.xsl").write_text(f"{HEAD}{body}</xsl:stylesheet>", encoding="utf-8")
    return transform(DOCUMENT, "own/main.xsl", parameters, overrides=folder)


def test_text_parameters_and_locale(tmp_path: Path) -> None:
    body = """<xsl:param name="who"/><xsl:param name="loud" select="false()"/>
      <xsl:template match="/">
        <xsl:value-of select="., $who, $loud, $locale/*/@xml:lang"/>
      </xsl:template>"""
    made = run(tmp_path, body, who="<Ünicode & “all”>", loud=True)
    assert made.text == "one two <Ünicode & “all”> true en"


def test_a_stylesheet_stays_compiled(tmp_path: Path) -> None:
    run(tmp_path, '<xsl:template match="/">1</xsl:template>')
    before = runner._compiled.cache_info().hits
    run(tmp_path, '<xsl:template match="/">1</xsl:template>')
    path = stylesheets(tmp_path / "xslt") / "own" / "main.xsl"
    assert runner._compiled(path) is runner._compiled(path)
    assert runner._compiled.cache_info().hits > before


def test_a_stylesheet_runs_after_many_others(tmp_path: Path) -> None:
    def again() -> str:
        return transform(DOCUMENT, "web/page.xsl").text

    before = again()
    runner._compiled.cache_clear()
    assert again() == before


def test_a_changed_override_is_seen(tmp_path: Path) -> None:
    assert run(tmp_path, '<xsl:template match="/">old</xsl:template>').text == "old"
    assert run(tmp_path, '<xsl:template match="/">newer</xsl:template>').text == "newer"


def test_an_override_replaces_one_file_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "xslt"
    (folder / "common").mkdir(parents=True)
    words = (XSLT / "common" / "words.xsl").read_text(encoding="utf-8")
    (folder / "common" / "words.xsl").write_text(
        words.replace("($t:words($key), $key)[1]", "'OURS'"), encoding="utf-8"
    )
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>'
    tree = etree.ElementTree(etree.fromstring(tei))
    assert "OURS" in transform(tree, "web/page.xsl", overrides=folder).text
    assert "OURS" not in transform(tree, "web/page.xsl").text


@pytest.mark.parametrize(
    "expression",
    [
        "unparsed-text('{file}')",
        "unparsed-text-lines('{file}')",
        "doc('{file}')",
        "json-doc('{file}')",
        "collection('{folder}')",
        "uri-collection('{folder}')",
        "doc('http://127.0.0.1:9/x')",
        "transform(map{{'stylesheet-location': '{file}', 'source-node': .}})?output",
    ],
)
def test_no_file_and_no_address_can_be_read(tmp_path: Path, expression: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>secret</a>", encoding="utf-8")
    select = expression.format(file=secret.as_uri(), folder=tmp_path.as_uri())
    body = f'<xsl:template match="/"><xsl:value-of select="{select}"/></xsl:template>'
    with pytest.raises(Problem) as raised:
        run(tmp_path, body)
    assert raised.value.rule.code == "transform-failed"
    assert "<a>secret" not in raised.value.message


def test_the_environment_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_TOKEN", "hush")
    body = """<xsl:template match="/"><xsl:value-of
      select="available-environment-variables(), environment-variable('ARCHIVE_TOKEN'),
              environment-variable('PATH')"/></xsl:template>"""
    # readline sets the size of the terminal behind Python's back.
    assert set(run(tmp_path, body).text.split()) <= {"LINES", "COLUMNS"}
    assert os.environ["ARCHIVE_TOKEN"] == "hush"


def test_the_locale_stays_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, '<xsl:template match="/"/>')
    (tmp_path / "words.txt").write_text("“naïve”")
    assert (tmp_path / "words.txt").read_text("utf-8") == "“naïve”"


def test_result_documents_are_captured_not_written(tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    body = f"""<xsl:template match="/">first
      <xsl:result-document href="part/one.txt" method="text">1 &amp; only</xsl:result-document>
      <xsl:result-document href="{target.as_uri()}" method="text">out</xsl:result-document>
      </xsl:template>"""
    made = run(tmp_path, body)
    assert "part/one.txt" in made.documents
    assert not target.exists()


def test_messages_come_back_as_findings(tmp_path: Path) -> None:
    body = """<xsl:template match="/"><xsl:message>plain words</xsl:message>
      <xsl:message><t:finding code="c" path="/a" detail="d"/></xsl:message></xsl:template>"""
    assert run(tmp_path, body).messages == (Message("", "plain words"), Message("c", "d", "/a"))


def test_a_broken_stylesheet_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        run(tmp_path, '\n<xsl:template match="/"><xsl:vaue-of select="."/></xsl:template>')
    assert raised.value.rule.code == "stylesheet-broken"
    assert re.search(r"line 4\b.*vaue-of", raised.value.message)


def test_a_stylesheet_that_is_no_xml(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        run(tmp_path, "<xsl:template")
    assert raised.value.rule.code == "stylesheet-broken"


def test_a_run_that_stops_names_its_place(tmp_path: Path) -> None:
    select = "1 + xs:integer(string(.))"
    body = f'\n\n<xsl:template match="/"><xsl:value-of select="{select}"/></xsl:template>'
    with pytest.raises(Problem) as raised:
        run(tmp_path, body)
    assert raised.value.rule.code == "transform-failed"
    assert "line 5" in raised.value.message


def test_entities_of_an_override_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush-hush", encoding="utf-8")
    folder = tmp_path / "xslt" / "own"
    folder.mkdir(parents=True)
    (folder / "main.xsl").write_text(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{HEAD}'
        '<xsl:template match="/">&e;</xsl:template></xsl:stylesheet>',
        encoding="utf-8",
    )
    try:
        text = transform(DOCUMENT, "own/main.xsl", overrides=tmp_path / "xslt").text
    except Problem as problem:
        text = problem.message
    assert "hush-hush" not in text


def test_without_saxonche_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "saxonche", None)
    with pytest.raises(Problem) as raised:
        runner._processor()
    assert raised.value.rule.code == "transform-unavailable"
    assert raised.value.rule.exit_code == 2


@pytest.mark.parametrize(
    ("tag", "file"),
    [("de", "de"), ("de-AT", "de"), ("ger", "de"), ("eng", "en"), ("pt", "en"), ("und", "en"),
     ("FR_ca", "fr"), ("../../x", "en"), ("", "en")],
)  # fmt: skip
def test_locale_of_a_language(tag: str, file: str) -> None:
    assert locale_file(tag, XSLT).stem == file


def words(file: Path) -> dict[str, str]:
    root = etree.parse(str(file)).getroot()
    return {word.get("key", ""): word.text or "" for word in root.iterchildren("{*}word")}


def test_every_locale_has_every_word() -> None:
    english = words(XSLT / "common" / "locale" / "en.xml")
    for file in sorted((XSLT / "common" / "locale").glob("*.xml")):
        ours = words(file)
        assert ours.keys() == english.keys(), file.name
        for key, text in ours.items():
            assert text.strip(), f"{file.name}: {key}"
            assert text.count("{1}") == english[key].count("{1}"), f"{file.name}: {key}"


def test_every_word_that_a_stylesheet_says_is_known() -> None:
    english = words(XSLT / "common" / "locale" / "en.xml")
    said = set()
    for file in XSLT.rglob("*.xsl"):
        text = file.read_text(encoding="utf-8")
        said |= set(re.findall(r"t:say\('([\w-]+)'", text))
        said |= set(re.findall(r"t:row\('([\w-]+)'", text))
    assert said
    families = {key for key in said if key.endswith("-")}  # the rest of the key is made up
    assert said - families <= english.keys()
    for family in families:
        assert any(key.startswith(family) for key in english), family
