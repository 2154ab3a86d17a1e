"""The DOI goes into the TEI by inserting text: no other byte changes, in any encoding."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import TEI
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.deposit.sending.toml_back import into_deposit, into_project
from edition.deposit.sending.writing_back import with_doi, write_back
from tei.diagnostics import Problem

DOI, NEXT = "10.5281/zenodo.1234", "10.5281/zenodo.5678"
IDNO = f'<idno type="DOI">{DOI}</idno>'


def header(publication: str, rest: str = "<text><body><p>x</p></body></text>") -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        f"</titleStmt>{publication}<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"
        f"{rest}</TEI>"
    )


def put(text: str, doi: str = DOI, ours: tuple[str, ...] = ()) -> str:
    return with_doi(text.encode(), doi, ours).decode()


def taken_out(after: str) -> str:
    """The document without what was inserted: the element and the white space before it."""
    before, found, rest = after.partition(IDNO)
    assert found
    assert IDNO not in rest
    return before.rstrip() + rest


def test_after_the_last_element_with_its_indentation() -> None:
    end = "</availability>"
    assert put(TEI) == TEI.replace(end, f"{end}\n        {IDNO}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<publisher>P</publisher>", f"<publisher>P</publisher>{IDNO}"),
        ("<publisher>P</publisher>\t", f"<publisher>P</publisher>{IDNO}\t"),
        ("<p/>", f"<p/><p>{IDNO}</p>"),
        ("<ab/>\n", f"<ab/><ab>{IDNO}</ab>\n"),
        ("<p>Printed.</p><p/>", f"<p>Printed. {IDNO}</p><p/>"),
        (
            '<publisher>P</publisher><idno type="DOI"></idno><date/>',
            f"<publisher>P</publisher>{IDNO}<date/>",
        ),
        ("<publisher>P</publisher><!-- </publisher> -->", None),
        ("<publisher n='>'>P</publisher >", f"<publisher n='>'>P</publisher >{IDNO}"),
        ("<publisher/>", f"<publisher/>{IDNO}"),
        ("<p>In print.</p>", f"<p>In print. {IDNO}</p>"),
        ("<p>One.</p><p>Two.</p>", f"<p>One.</p><p>Two. {IDNO}</p>"),
        (
            '<publisher>P</publisher><idno type="ISBN">1</idno><date/>',
            f'<publisher>P</publisher><idno type="ISBN">1</idno>{IDNO}<date/>',
        ),
        ("<publisher><![CDATA[</publicationStmt>]]></publisher>", None),
    ],
)
def test_where_it_goes(before: str, after: str | None) -> None:
    text = header(f"<publicationStmt>{before}</publicationStmt>")
    made = put(text)
    if after is None:
        assert made.replace(IDNO, "") == text
    else:
        assert made == header(f"<publicationStmt>{after}</publicationStmt>")
    assert etree.fromstring(made).findtext(".//{*}publicationStmt//{*}idno[@type='DOI']") == DOI


def test_its_own_prefix() -> None:
    text = header("<publicationStmt><publisher>P</publisher></publicationStmt>")
    prefixed = text.replace("<", "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t=")
    assert put(prefixed) == prefixed.replace(
        "</t:publisher>", f'</t:publisher><t:idno type="DOI">{DOI}</t:idno>'
    )


def test_the_header_of_the_document_itself() -> None:
    """Neither that of a text within, nor a publicationStmt in the source's description."""
    inner = header("<publicationStmt><publisher>Inner</publisher></publicationStmt>")
    outer = header("<publicationStmt><publisher>Outer</publisher></publicationStmt>", inner)
    corpus = outer.replace("<TEI", "<teiCorpus", 1)[: -len("</TEI>")] + "</teiCorpus>"
    assert put(corpus) == corpus.replace("Outer</publisher>", f"Outer</publisher>{IDNO}")
    source = (
        "<sourceDesc><biblFull><publicationStmt><publisher>Old</publisher>"
        '<idno type="DOI">10.1/old</idno></publicationStmt></biblFull>'
    )
    text = header("<publicationStmt><publisher>New</publisher></publicationStmt>").replace(
        "<sourceDesc>", source
    )
    assert put(text) == text.replace("New</publisher>", f"New</publisher>{IDNO}")


def test_once_is_enough() -> None:
    made = put(TEI)
    assert put(made) == made
    for written in (f"https://doi.org/{DOI}", f"doi:{DOI}", f" {DOI.upper()} "):
        other = TEI.replace("</availability>", f'</availability><idno type="DOI">{written}</idno>')
        assert put(other) == other


def test_a_new_version_takes_the_place_of_the_old_one() -> None:
    made = put(TEI)
    assert put(made, NEXT, (DOI,)) == made.replace(DOI, NEXT)


def test_a_doi_of_others_stays() -> None:
    made = put(put(TEI), NEXT)
    assert DOI in made
    assert NEXT in made
    assert made.replace(NEXT, "").count("idno") == 4


def test_characters_that_xml_keeps_for_itself() -> None:
    odd = "10.1002/(SICI)1097<1::AID>3.0.CO;2-#&x"
    made = put(TEI, odd)
    assert etree.fromstring(made.encode()).findtext(".//{*}idno") == odd
    assert put(made, odd) == made


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_encoding_keeps_its_bytes(encoding: str, line_end: str) -> None:
    name = {"utf-8-sig": "UTF-8"}.get(encoding, encoding[:6] if "16" in encoding else encoding)
    text = TEI.replace('"UTF-8"', f'"{name}"').replace("mill", "Mühle – é".replace("–", "-"))
    data = text.replace("\n", line_end).encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    made = with_doi(data, DOI)
    plain = encoding if "16-" in encoding else {"utf-16": "utf-16-le"}.get(encoding, encoding)
    idno = f"{line_end}        {IDNO}".encode(plain.replace("-sig", ""))
    at = made.index(idno)
    assert made[:at] + made[at + len(idno) :] == data


@pytest.mark.parametrize(
    "text",
    [
        header(""),
        header("<publicationStmt/>"),
        header("<publicationStmt></publicationStmt>"),
        header("<publicationStmt><publisher>P</publicationStmt>"),
        "no XML",
        "",
        '<!DOCTYPE TEI [<!ENTITY p "<publicationStmt><publisher>P</publisher></publicationStmt>">]>'
        + header("&p;"),
    ],
)
def test_without_a_place_nothing_is_written(text: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(text)
    with pytest.raises(Problem, match="doi-place-missing"):
        write_back(path, DOI)
    assert path.read_text() == text


BLANK = st.text(" \t\r\n", max_size=3)
LETTERS = st.characters(codec="utf-8", exclude_characters="<&>", exclude_categories=["Cc", "Cs"])
WORDS = st.text(LETTERS, max_size=6)
PIECE = st.one_of(
    WORDS,
    BLANK,
    st.sampled_from(
        [
            "<!-- <publicationStmt> -->",
            "<?pi </publicationStmt> ?>",
            "<date when='2026'/>",
            '<idno type="URL">https://a.org/?a=1&amp;b=2</idno>',
            "<availability><licence target='x>y'>&#x41;</licence></availability>",
            "<publisher>é</publisher>",
            "<address><addrLine><![CDATA[<idno type='DOI'>]]></addrLine></address>",
        ]
    ),
)


@given(pieces=st.lists(PIECE, max_size=8), blank=BLANK)
def test_whatever_stands_there_no_other_byte_changes(pieces: list[str], blank: str) -> None:
    """The document less the element is the document; a second time changes nothing."""
    inside = "<publisher>P</publisher>" + "".join(pieces)
    data = header(f"<publicationStmt>{blank}{inside}{blank}</publicationStmt>").encode()
    made = with_doi(data, DOI)
    at = made.index(IDNO.encode())
    shorter = made[:at] + made[at + len(IDNO) :]
    assert len(made) - len(data) >= len(IDNO)
    extra = len(shorter) - len(data)
    assert made[at - extra : at].strip() == b"", "only white space is inserted with it"
    assert shorter[: at - extra] + shorter[at:] == data
    assert with_doi(made, DOI) == made
    assert with_doi(made, NEXT, (DOI,)) == made.replace(DOI.encode(), NEXT.encode())
    assert DOI in etree.fromstring(made).xpath("//*[local-name()='idno'][@type='DOI']/text()")


SETTINGS = [
    "",
    "[edition]\n",
    "# remark [edition]\n[edition] # our own\ntitle = 'T'\n[web]\n",
    "[text]\nsources = ['a']",
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_settings_get_one_line(tmp_path: Path, settings: str) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(settings)
    assert into_project(path, DOI, ())
    assert not into_project(path, DOI, ())
    assert f'identifier = "{DOI}"' in path.read_text()
    assert into_project(path, NEXT, (DOI,))
    assert path.read_text().count("10.5281") == 1
    assert not into_project(path, DOI, ()), "another's stays"


@pytest.mark.parametrize(
    "settings", ["", 'title = "T"\n', 'identifiers = ["urn:x:1"]\n[contact]\n']
)
def test_identifiers_of_a_deposit(tmp_path: Path, settings: str) -> None:
    path = tmp_path / "deposit.toml"
    if settings:
        path.write_text(settings)
    assert into_deposit(path, DOI, ())
    assert not into_deposit(path, DOI, ())
    assert into_deposit(path, NEXT, (DOI,))
    words = path.read_text()
    assert words.count("10.5281") == 1
    assert all(line in words for line in settings.splitlines() if "identifiers" not in line)


def test_a_link_stays_one_and_the_file_keeps_its_permissions(tmp_path: Path) -> None:
    place, link = tmp_path / "kept" / "letter.xml", tmp_path / "letter.xml"
    place.parent.mkdir()
    place.write_text(TEI, encoding="utf-8")
    place.chmod(0o640)
    link.symlink_to(place)
    assert write_back(link, DOI)
    assert link.is_symlink()
    assert DOI in place.read_text(encoding="utf-8")
    assert place.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("write", "settings"),
    [
        (into_deposit, 'title = "T"\n'),
        (into_deposit, 'identifiers = ["10.1/a"]\n'),
        (into_project, '[edition]\ntitle = "T"\n'),
        (into_project, '[text]\nlanguage = "de"\n'),
    ],
)
def test_a_mark_before_the_settings_stays_before_them(
    tmp_path: Path, write: Callable[..., bool], settings: str
) -> None:
    place = tmp_path / "settings.toml"
    place.write_bytes(b"\xef\xbb\xbf" + settings.encode())
    assert write(place, DOI, ())
    data = place.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert DOI in str(tomllib.loads(data.decode("utf-8-sig")))
