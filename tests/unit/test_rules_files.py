"""Rules that look beside the document: files, pictures, identifiers in other files."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.validation.document import Document
from tei.validation.rules import files

TEI = "http://www.tei-c.org/ns/1.0"


def codes(folder: Path, inner: str, *, attributes: str = "", beside: bool = True) -> list[str]:
    text = f"<p xmlns='{TEI}' {attributes}>{inner}</p>"
    root = etree.fromstring(text)
    path = folder / "own.xml" if beside else None
    return [found.code for found in files.check(Document(root, text.encode(), path))]


def test_files_that_are_there_are_passed(tmp_path: Path) -> None:
    (tmp_path / "a b.xml").write_text("<TEI xml:id='top'/>")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "map.png").write_bytes(b"x")
    inner = "<ref target='a%20b.xml#top'/><graphic url='images/map.png'/><ref target='images/'/>"
    assert codes(tmp_path, inner) == []


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    assert codes(tmp_path, "<ref target='no.xml#top'/>") == ["file-missing"]
    assert codes(tmp_path, "<graphic url='no.png'/>") == ["picture-missing"]
    assert codes(tmp_path, "<pb facs='no.png'/>") == ["picture-missing"]


def test_an_identifier_that_another_file_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text("<list xml:id='x'><person xml:id='ann'/></list>")
    assert codes(tmp_path, "<name ref='people.xml#ann'/>") == []
    assert codes(tmp_path, "<name ref='people.xml#bob'/>") == ["file-pointer-dangling"]


def test_a_number_is_a_picture_or_an_entry_of_an_authority_file(tmp_path: Path) -> None:
    assert codes(tmp_path, "<pb facs='12'/>") == ["picture-missing"]
    assert codes(tmp_path, "<name ref='12'/>") == ["pointer-bare"]
    (tmp_path / "12").write_text("x")
    assert codes(tmp_path, "<pb facs='12'/><name ref='12'/>") == []


def test_a_bare_word_is_no_pointer(tmp_path: Path) -> None:
    inner = "<name ref='ann'/>"
    assert codes(tmp_path, inner) == codes(tmp_path, inner, beside=False) == ["pointer-bare"]
    (tmp_path / "ann").write_text("x")
    assert codes(tmp_path, inner) == []


def test_files_behind_a_prefix_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text("<list><person xml:id='ann'/></list>")
    define = "<prefixDef ident='pers' matchPattern='(.+)' replacementPattern='{}#$1'/>"
    there, gone = define.format("people.xml"), define.format("persons.xml")
    assert codes(tmp_path, f"{there}<name ref='pers:ann'/>") == []
    assert codes(tmp_path, f"{there}<name ref='pers:bob'/>") == ["file-pointer-dangling"]
    assert codes(tmp_path, f"{gone}<name ref='pers:ann'/><name ref='pers:ann'/>") == [
        "file-missing"
    ]


def test_the_same_file_is_told_once(tmp_path: Path) -> None:
    assert len(codes(tmp_path, "<graphic url='no.png'/>" * 5)) == 1


def test_nothing_is_said_where_nobody_can_know(tmp_path: Path) -> None:
    inner = "<ref target='no.xml'/>"
    assert codes(tmp_path, inner, beside=False) == []
    assert codes(tmp_path, inner, attributes="xml:base='https://example.org/'") == []
    assert codes(tmp_path, "<ref target='/abs'/><ref target='//host/x'/><ref target='?q'/>") == []
    (tmp_path / "broken.xml").write_text("")
    assert codes(tmp_path, "<ref target='broken.xml#a'/>") == []


def test_addresses_that_cannot_be_files_are_missing_files(tmp_path: Path) -> None:
    assert codes(tmp_path, "<ref target='a%00b'/>") == ["file-missing"]
    assert codes(tmp_path, f"<ref target='{'a' * 5000}.xml'/>") == ["file-missing"]
    assert codes(tmp_path, "<ref target='http[://x'/>") in ([], ["file-missing"])
