"""Documents of several files: inclusions, folders, and the files that findings belong to."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.validation.check import Request, asked, examine
from tei.validation.corpus import assembled, documents, included_by
from tei.validation.reading import parse
from tei.validation.xpointer import pointed

TEI = "http://www.tei-c.org/ns/1.0"
XI = "http://www.w3.org/2001/XInclude"
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><zeroOrMore><ref name="p"/></zeroOrMore></element></start>
<define name="p"><element name="p">
<optional><attribute name="n"/></optional><text/></element></define>
</grammar>"""


def book(folder: Path, inside: str, name: str = "book.xml") -> Path:
    path = folder / name
    path.write_text(f'<TEI xmlns="{TEI}" xmlns:xi="{XI}">\n{inside}\n</TEI>')
    return path


def part(folder: Path, name: str, inside: str = "one") -> Path:
    path = folder / name
    path.write_text(f'<p xmlns="{TEI}">{inside}</p>')
    return path


def whole(path: Path, within: Path | None = None) -> tuple[str, list[str]]:
    """The text of a document with its inclusions, and the codes of what is wrong with them."""
    data = path.read_bytes()
    document = assembled(parse(data, path.name), data, path.name, path, within)
    codes = [finding.code for finding in document.findings]
    codes += [diagnostic.code for diagnostic in document.unread]
    return " ".join("".join(map(str, document.root.itertext())).split()), codes


def test_included_files_stand_in_the_tree(tmp_path: Path) -> None:
    part(tmp_path, "a.xml", "one")
    (tmp_path / "b.txt").write_text("two & two")
    path = book(
        tmp_path, 'A <xi:include href="a.xml"/> B <xi:include href="b.txt" parse="text"/> C'
    )
    assert whole(path) == ("A one B two & two C", [])


def test_inclusions_of_inclusions_are_relative_to_their_own_file(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    inner = f'<xi:include xmlns:xi="{XI}" href="b.xml"/>'
    part(tmp_path / "parts", "a.xml", f"one {inner} three")
    part(tmp_path / "parts", "b.xml", "two")
    assert whole(book(tmp_path, '<xi:include href="parts/a.xml"/>')) == ("one two three", [])


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("lost.xml", "include-missing"),
        ("book.xml", "include-loop"),
        ("", "include-loop"),
        ("https://example.org/a.xml", "include-outside"),
        ("../outside.xml", "include-outside"),
        ("/etc/hostname", "include-outside"),
        ("file:///etc/hostname", "include-outside"),
    ],
)
def test_what_cannot_be_included_is_told(tmp_path: Path, href: str, code: str) -> None:
    part(tmp_path, "outside.xml")
    (tmp_path / "inner").mkdir()
    path = book(tmp_path / "inner", f'<xi:include href="{href}"/>')
    assert whole(path)[1] == [code]


def test_the_project_may_be_read_but_no_link_out_of_it(tmp_path: Path) -> None:
    part(tmp_path, "a.xml")
    (tmp_path / "inner").mkdir()
    path = book(tmp_path / "inner", '<xi:include href="../a.xml"/>')
    assert whole(path, within=tmp_path) == ("one", [])
    (tmp_path / "inner" / "link.xml").symlink_to(tmp_path / "a.xml")
    assert whole(book(tmp_path / "inner", '<xi:include href="link.xml"/>'))[1] == [
        "include-outside"
    ]


def test_two_files_that_include_one_another_end(tmp_path: Path) -> None:
    part(tmp_path, "a.xml", f'<xi:include xmlns:xi="{XI}" href="b.xml"/>')
    part(tmp_path, "b.xml", f'<xi:include xmlns:xi="{XI}" href="a.xml"/>')
    assert whole(book(tmp_path, '<xi:include href="a.xml"/>'))[1] == ["include-loop"]


def test_a_swelling_of_inclusions_ends(tmp_path: Path) -> None:
    for number in range(12):
        twice = f'<xi:include xmlns:xi="{XI}" href="{number + 1}.xml"/>' * 10
        part(tmp_path, f"{number}.xml", twice if number < 11 else "x")
    text, codes = whole(book(tmp_path, '<xi:include href="0.xml"/>'))
    assert len(text) < 50_000 and codes == ["include-too-much"]


def test_a_fallback_stands_in_for_what_is_missing(tmp_path: Path) -> None:
    part(tmp_path, "a.xml")
    inner = '<xi:include href="lost.xml"><xi:fallback>(<xi:include href="a.xml"/>)</xi:fallback>'
    assert whole(book(tmp_path, f"A {inner}</xi:include> B")) == ("A (one) B", [])


def test_pointers_name_a_part(tmp_path: Path) -> None:
    part(tmp_path, "a.xml", '<seg xml:id="s">one</seg><seg>two</seg>')
    for pointer, words in [("s", "one"), ("element(/1/2)", "two"), ("element(s)", "one")]:
        path = book(tmp_path, f'<xi:include href="a.xml" xpointer="{pointer}"/>')
        assert whole(path) == (words, [])
    path = book(tmp_path, '<xi:include href="a.xml" xpointer="nowhere"/>')
    assert whole(path)[1] == ["include-pointer-unread"]
    path = book(tmp_path, '<p xml:id="own">x</p><xi:include xpointer="own"/>')
    assert whole(path) == ("xx", [])


def test_pointers_that_lead_nowhere() -> None:
    root = etree.fromstring("<a><b/></a>")
    assert pointed(root, "element(/1/1)") is not None
    for pointer in ("element(/2)", "element(/1/2)", "element(/1/x)", "xpath1(//b)", ""):
        assert pointed(root, pointer) is None


def test_findings_belong_to_the_file_they_are_in(tmp_path: Path) -> None:
    (tmp_path / "own.rng").write_text(GRAMMAR)
    part(tmp_path, "a.xml", "\n\n<b/>")
    path = book(tmp_path, '<p/>\n<xi:include href="a.xml"/>\n<p wrong="1"/>')
    request = Request(asked([str(tmp_path / "own.rng")]))
    found = examine(path.read_bytes(), "x/book.xml", path, request).diagnostics
    places = [(one.file, one.line) for one in found if one.severity == "error"]
    assert ("x/book.xml", 4) in places
    assert any(file == "x/a.xml" and line in (1, 3) for file, line in places)


def test_an_included_file_that_is_no_xml_is_told_with_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<p>\n</q>")
    path = book(tmp_path, '<xi:include href="a.xml"/>')
    found = examine(path.read_bytes(), "book.xml", path, Request(asked(["edition"]))).diagnostics
    assert ("a.xml", 2, "xml-not-well-formed") in {(one.file, one.line, one.code) for one in found}


def test_a_corpus_of_several_documents_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    path.write_text(
        f'<teiCorpus xmlns="{TEI}"><teiHeader/>\n<TEI/>\n<TEI><text><p who="#x"/></text></TEI>'
        "</teiCorpus>"
    )
    found = examine(path.read_bytes(), "corpus.xml", path, Request(asked(["edition"]))).diagnostics
    assert {one.file for one in found} == {"corpus.xml"}
    assert {2, 3} <= {one.line for one in found}


def test_a_folder_means_its_documents_sorted_without_parts_and_hidden_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.xml", "a.xml", "z/c.TEI", "z/d.odd", "e.txt", ".git/f.xml", ".g.xml"):
        (tmp_path / name).write_text("<TEI/>")
    part(tmp_path, "part.xml")
    book(tmp_path, '<xi:include href="part.xml"/>')
    names = [path.relative_to(tmp_path).as_posix() for path in documents([tmp_path])]
    assert names == ["a.xml", "b.xml", "book.xml", "z/c.TEI", "z/d.odd"]


def test_files_that_are_named_are_checked_as_they_are_named(tmp_path: Path) -> None:
    one = part(tmp_path, "part.xml")
    two = book(tmp_path, '<xi:include href="part.xml"/>')
    assert documents([two, one, two]) == [two, one]
    assert documents([Path("nowhere.xml")]) == [Path("nowhere.xml")]
    assert list(included_by(two)) == [one.resolve()]


def test_what_cannot_be_included_leaves_the_verdict_to_the_rest(tmp_path: Path) -> None:
    (tmp_path / "own.rng").write_text(GRAMMAR)
    path = book(tmp_path, '<p>x</p><xi:include href="lost.xml"/>')
    for file in (path, None):
        request = Request(asked([str(tmp_path / "own.rng")]))
        examined = examine(path.read_bytes(), "book.xml", file, request)
        assert [one.valid for one in examined.verdicts] == [True]
        (told,) = (one for one in examined.diagnostics if one.code == "include-missing")
        assert (told.severity, told.line) == ("warning", 2)


@pytest.mark.parametrize(
    ("words", "tei"),
    [
        (f"<?xml version='1.0'?>\n<!-- <a> -->\n<TEI xmlns='{TEI}'>", True),
        (f"<t:div xmlns:t='{TEI}'/>", True),
        ("<TEI.2>", True),
        ("<teiHeader>", True),
        ("<?xml-model href='a.rng'?><letter/>", True),
        ("", True),
        ("no XML at all", True),
        ("<project name='build'><target/></project>", False),
        ("<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>", False),
    ],
)
def test_other_kinds_of_xml_in_a_folder_are_passed_over(
    tmp_path: Path, words: str, tei: bool
) -> None:
    (tmp_path / "a.xml").write_text(words)
    passed: list[Path] = []
    assert bool(documents([tmp_path], passed.append)) is tei
    assert bool(passed) is not tei
    assert documents([tmp_path / "a.xml"]) == [tmp_path / "a.xml"]
