"""Verse numbers: counted where the TEI has none, and the same in every edition."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from edition.transform import transform
from edition.writers import installed
from edition.writers.print import typst_markup

TEI = "http://www.tei-c.org/ns/1.0"


def tree(body: str, lang: str = "en") -> etree._ElementTree:
    head = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    xml = f'<TEI xmlns="{TEI}" xml:lang="{lang}">{head}<text><body>{body}</body></text></TEI>'
    return etree.ElementTree(etree.fromstring(xml))


def numbers(body: str, lang: str = "en") -> list[str]:
    """Numbers beside the lines, in print and in the flow of plain texts alike."""
    printed = re.findall(r'#line-number\("(\d+)"\)', typst_markup(tree(body, lang), {}).text)
    flow = transform(tree(body, lang), "flow/flow.xsl", {}, language=lang).text
    assert etree.fromstring(flow.encode()).xpath("//l/@n") == printed
    return printed


def speech(*lines: str) -> str:
    return "<sp><speaker>A</speaker>" + "".join(lines) + "</sp>"


L = "<l>a line of verse</l>"
SPLIT = speech('<l part="I">a</l>') + speech('<l part="M">b</l>') + speech('<l part="F">c</l>')


def scene(lines: int, kind: str = "scene") -> str:
    return f'<div type="{kind}"><head>S</head>{speech(L * (lines - 1))}{SPLIT}</div>'


def test_lines_of_a_play_are_counted_and_shared_ones_once() -> None:
    assert numbers(f'<div type="act">{scene(11)}{scene(10)}</div>') == ["5", "10", "5", "10"]


@pytest.mark.parametrize("lang", ["fr", "de", "es", "it"])
def test_a_play_is_counted_through_where_that_is_the_custom(lang: str) -> None:
    body = f'<div type="act">{scene(7)}{scene(7)}</div><div type="act">{scene(6)}</div>'
    assert numbers(body, lang) == ["5", "10", "15", "20"]


def test_a_play_without_scenes_is_counted_through() -> None:
    assert numbers(scene(7, "episode") + scene(8, "stasimon")) == ["5", "10", "15"]


def test_a_part_without_a_beginning_is_a_line() -> None:
    lost = speech('<l part="F">its beginning is lost</l>')
    assert numbers(scene(4, "x") + lost + lost + speech(L * 6)) == ["5", "10"]


def test_numbers_of_the_tei_speak_and_set_the_count() -> None:
    assert numbers(f'<lg><l n="18">x</l>{L * 8}<l n="101">x</l>{L * 5}</lg>') == [
        *("20", "25"),
        "105",
    ]
    assert numbers(f'<lg>{L * 4}<l n="5">x</l>{L * 3}<l n="8a">x</l>{L * 3}</lg>') == ["5", "10"]


def test_a_number_that_would_come_twice_is_not_made_up() -> None:
    assert numbers(f'<lg><l n="13">x</l>{L * 6}<l n="15">x</l>{L * 6}</lg>') == ["15", "20"]


def test_each_poem_has_its_count_and_short_ones_have_none() -> None:
    poem = f'<lg type="poem"><lg>{L * 6}</lg><lg>{L * 5}</lg></lg>'
    assert numbers(poem + poem + f'<lg type="poem">{L * 6}</lg>') == ["5", "10", "5", "10"]


def test_songs_in_a_play_of_prose_are_poems() -> None:
    prose = speech("<p>Prose.</p>") * 40
    song = speech(f"<lg>{L * 12}</lg>")
    assert numbers(prose + song + prose + song) == ["5", "10", "5", "10"]


def test_quoted_verse_is_not_the_texts_own() -> None:
    assert numbers(f"<p>He sang:</p><quote><lg>{L * 14}</lg></quote>") == []


def test_readings_that_are_not_printed_do_not_count() -> None:
    entry = f"<app><lem>{L}</lem><rdg>{L * 3}</rdg></app>"
    assert numbers(f"<lg>{L * 3}{entry}{L * 8}</lg>") == ["5", "10"]


def test_the_book_on_a_screen_has_the_same(tmp_path: Path) -> None:
    play = tree(f'<div type="act"><head>A</head>{scene(11)}</div>')
    (epub,) = installed()["epub"].write(play, tmp_path, {"name": "play"})
    with zipfile.ZipFile(epub) as book:
        pages = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml"))
    assert re.findall(r'class="line-number"[^>]*>(\d+)<', pages) == ["5", "10"]
