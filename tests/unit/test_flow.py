"""The flow of blocks that plain formats are written of, and the parts of an EPUB."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from edition.cover import cover
from edition.flow import blocks, without_mark, words
from edition.writers.epub.container import zipped
from edition.writers.epub.dating import modified
from edition.writers.latex.escaping import escape, faces_of, in_index
from edition.writers.latex.tables import tabular


def test_blocks_of_wrappers_stand_in_order() -> None:
    body = etree.fromstring(
        "<body><div><p>1</p><div><p>2</p></div></div>"
        "<variants><lem><l>3</l><l>4</l></lem><rdg>no</rdg></variants>"
        "<parallel><row><side><p>5</p></side><side><p>7</p></side></row>"
        "<row><side><p>6</p></side><side><p>8</p></side></row></parallel></body>"
    )
    assert [block.text for block in blocks(body)] == list("12345678")


def test_words_join_blanks_and_trim_lines() -> None:
    block = etree.fromstring("<p> a\n  <em>b </em> <br/> c </p>")
    put = {"em": "*{}*", "br": "\n"}
    assert words(block, str, lambda e, inner: put[e.tag].format(inner)) == "a *b *\nc"


def test_a_mark_at_the_start_of_a_note_goes() -> None:
    note = etree.fromstring('<note mark="3" says-mark="true"/>')
    assert without_mark("[3] Remark 3.", note) == "Remark 3."
    assert without_mark("Three.", note) == "Three."


def test_a_container_begins_with_its_type() -> None:
    data = zipped({"b": b"2", "a": b"1"}, {"LICENCE.txt": b"x"}, datetime(2026, 2, 3, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [entry.filename for entry in book.infolist()]
        assert {entry.date_time for entry in book.infolist()} == {(2026, 2, 3, 0, 0, 0)}
    head = ["mimetype", "META-INF/container.xml", "META-INF/LICENCE.txt"]
    assert names == [*head, "EPUB/a", "EPUB/b"]
    assert data[30:38] == b"mimetype"


@pytest.mark.parametrize(
    ("settings", "year"), [({"timestamp": 0}, 1970), ({"timestamp": "86400"}, 1970), ({}, 2024)]
)
def test_the_last_change_is_told(
    settings: dict[str, object], year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    tree = etree.ElementTree(
        etree.fromstring(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><revisionDesc>'
            '<change when="2023"/><change when="2024-05"/><change when="soon"/>'
            "</revisionDesc></teiHeader></TEI>"
        )
    )
    assert modified(tree, settings).year == year


def test_covers_are_the_same_twice_or_none() -> None:
    first = cover("The Mill", "Edith Marlow", subtitle="A Tale")
    assert first is not None
    assert first.startswith(b"\x89PNG")
    assert first == cover("The Mill", "Edith Marlow", subtitle="A Tale")
    assert first != cover("The Mill", "Edith Marlow")
    assert cover("論語", "") is None


def test_letters_of_latex() -> None:
    assert escape("R&D 5%") == r"R\symbol{38}D 5\%"
    assert escape("中文 a") == r"{\cjkface 中文} a"
    assert faces_of("abc") == []
    assert faces_of("سلام") == ["arabicface"]
    assert escape("a" * 41).count(r"\allowbreak{}") == 3
    assert in_index("A!B@C") == 'A"!B"@C'


def test_a_table_of_latex() -> None:
    table = etree.fromstring(
        '<table><row head="true"><cell>a</cell><cell>b</cell></row>'
        '<row><cell span="2">c</cell></row></table>'
    )
    text = tabular(table, lambda cell: cell.text or "")
    assert r"\textbf{a} & \textbf{b} \\ \hline" in text
    assert r"\multicolumn{2}" in text
    assert tabular(etree.fromstring("<table/>"), str) == ""
