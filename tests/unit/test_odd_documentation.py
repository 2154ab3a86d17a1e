"""The schemas and the documentation of one customisation, whole; and the page's promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html
from small_odd import ALL, SOURCE, changed, compiled

from tei import odd
from tei.odd.documentation import page

FOLDER = SOURCE.parent / "letters"


def products(folder: Path) -> dict[str, bytes]:
    """Everything that is made of the customisation of a folder, by file name."""
    compiled = odd.compile(folder / f"{folder.name}.odd", SOURCE)
    assert compiled.diagnostics == ()
    return {
        "expected.rng": etree.tostring(compiled.relaxng, pretty_print=True),
        "expected.sch": etree.tostring(compiled.schematron, pretty_print=True),
        "expected.html": page(compiled.specification, compiled.document),
    }


def test_letters(update_golden: bool) -> None:
    for name, data in products(FOLDER).items():
        if update_golden:
            (FOLDER / name).write_bytes(data)
        assert data == (FOLDER / name).read_bytes(), name


@pytest.fixture(scope="module")
def shown() -> html.HtmlElement:
    return html.fromstring(products(FOLDER)["expected.html"])


def section(shown: html.HtmlElement, ident: str) -> str:
    return " ".join(" ".join(map(str, shown.get_element_by_id(ident).itertext())).split())


def test_every_link_within_the_page_leads_somewhere(shown: html.HtmlElement) -> None:
    idents = [str(node.get("id")) for node in shown.iter() if node.get("id")]
    links = {str(a.get("href"))[1:] for a in shown.iter("a") if str(a.get("href")).startswith("#")}
    assert len(idents) == len(set(idents))
    assert links - {""} <= set(idents)
    assert "names" in links  # of the ODD's own prose


def test_what_an_element_may_hold_and_where_it_stands(shown: html.HtmlElement) -> None:
    text = section(shown, "element-p")
    assert "<p>" in text
    assert "macro.words" in text
    assert "Contained by" in text
    assert "mill postscript post letter tei text" in text.partition("Contained by")[2]
    assert "Say something." in text
    assert "Or two: see <em> ." in text
    assert "{2,4}" in section(shown, "element-address")


def test_attributes_with_values(shown: html.HtmlElement) -> None:
    text = section(shown, "element-name")
    assert "@kind required changed from att.kind" in text
    assert "one of: person house a mill or a farm" in text
    assert "from att.kind : @subkind" in text
    assert "rend" not in section(shown, "class-att.global")


def test_no_script_and_nothing_from_elsewhere(shown: html.HtmlElement) -> None:
    assert not list(shown.iter("script", "img", "link"))
    assert b"prefers-color-scheme" in products(FOLDER)["expected.html"]


def test_markup_in_an_odd_stays_text(tmp_path: Path) -> None:
    attack = "&lt;script>alert(1)&lt;/script>"
    parts = changed("p", f"<desc>{attack}</desc><remarks><p>{attack}</p></remarks>")
    small = compiled(tmp_path, parts)
    made = page(small.specification, small.document)
    assert b"<script" not in made
    assert b"&lt;script&gt;" in made


def test_a_link_that_runs_a_script_is_none(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)
    body = next(small.document.iter("{*}body"))
    body.insert(0, etree.fromstring(
        '<p xmlns="http://www.tei-c.org/ns/1.0"><ref target="javascript:alert(1)">x</ref></p>'
    ))  # fmt: skip
    assert b"javascript" not in page(small.specification, small.document)


def test_descriptions_in_another_language(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)
    assert "zählt das Element".encode() in page(small.in_language("de"))
    assert b"counts the element" in page(small.specification)
