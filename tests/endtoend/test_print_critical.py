"""What critical editions ask of a page: series of notes, apparatus, indexes, citations, plates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_print import PIXEL, build, needs_poppler, text_of
from test_print_pages import accepted, boxes, pages, written

from edition.printing import Print, read
from tei.diagnostics import Problem

HERE = Path(__file__).parent
BALLAD = HERE / "printed" / "ballad.xml"
KEEPER = HERE / "printed" / "keeper.xml"
QUARREL = HERE / "printed" / "quarrel.xml"


def heights(pdf: Path, words: list[str]) -> list[float]:
    """How far down the page each word stands at last, in points."""
    found = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes(pdf).split("</page>")[0])
    return [float([y for y, word in found if word == wanted][-1]) for wanted in words]


@needs_poppler
def test_notes_of_several_hands_stand_together(tmp_path: Path) -> None:
    pdf, _ = build(BALLAD, tmp_path)
    first = pages(pdf, "-layout")[0]
    told = [line.strip() for line in first.split("\n") if line.strip()]
    foot = told[told.index(next(line for line in told if "So I saw it myself" in line)) :]
    kinds = ["".join(re.findall(r"myself|bailiff|\w] |Psalm|lamps|Burnt", line)) for line in foot]
    order = [kind for kind in kinds if kind]
    assert order[:2] == ["myself", "bailiff"], "the author's notes"
    assert order[-3:] == ["Psalm", "lamps", "Burnt"], "sources, then the editor's"
    assert all(kind.endswith("] ") for kind in order[2:-3])
    tops = heights(pdf, ["myself,", "reckoned", "Psalm", "lamps,"])
    assert tops == sorted(tops)
    assert accepted(pdf)


@needs_poppler
def test_marks_tell_whose_a_note_is(tmp_path: Path) -> None:
    text = " ".join(text_of(build(BALLAD, tmp_path)[0]).split())
    assert "the author’s notes" in text
    assert "a the editor’s notes" in text
    assert re.search(r"\ba The town had eleven lamps", text)
    assert re.search(r"\bi Psalm 22", text)
    assert re.search(r"\b1 So I saw it myself", text)


@needs_poppler
def test_the_apparatus(tmp_path: Path) -> None:
    text = " ".join(text_of(build(BALLAD, tmp_path)[0]).split())
    assert "2 counted A B] reckoned C²" in text, "a witness goes by the letter its list gives it"
    assert "9–10 The river … side. A B] The river was deep" in text, "whole lines, abridged"
    assert "11 om. A] us all B" in text
    assert "12 And carried … tide. A] And bore them away with the tide. B C²" in text
    assert text.count("And carried them out with the tide.") == 1, "without a lemma: the first"
    assert "first sung at] often heard near B" in text, "from an anchor to the entry"
    assert "everyone] no one C²" in text, "an entry of a list, called at its lemma"
    assert "Title Ballad] Song B" in text, "what no place calls is listed"
    assert text.count("no one C²") == 1


@needs_poppler
def test_readings_at_the_end_lose_nothing(tmp_path: Path) -> None:
    pdf, _ = build(BALLAD, tmp_path, print=Print(apparatus="end"))
    text = " ".join(text_of(pdf).split())
    for words in ("reckoned C²", "often heard near B", "no one C²", "Song B", "And bore them"):
        assert words in text


@needs_poppler
def test_more_notes_than_a_page_can_sort(tmp_path: Path) -> None:
    """Thousands of notes of two hands keep the order of their calls; none is lost."""
    one = "<p>Words<note>Mine {0}.</note> and<note type='editorial'>Theirs {0}.</note>.</p>"
    body = "".join(one.format(at) for at in range(1600))
    pdf, _ = build(written(tmp_path, body), tmp_path)
    text = text_of(pdf)
    assert len(set(re.findall(r"Mine \d+\.", text))) == 1600
    assert len(set(re.findall(r"Theirs \d+\.", text))) == 1600


@needs_poppler
def test_dates_and_what_each_says_are_indexed(tmp_path: Path) -> None:
    dates = "".join(f'<date when="19{at}">year {at}</date> ' for at in (14, 18, 11))
    pdf, _ = build(written(tmp_path, f"<p>{dates}</p>"), tmp_path)
    text = " ".join(text_of(pdf).split())
    assert re.search(r"1911 \(year 11\), 1 1914 \(year 14\), 1 1918 \(year 18\), 1", text)
    letters, _ = build(KEEPER, tmp_path)
    text = " ".join(text_of(letters).split())
    assert "Brack, Josiah, 7 “may as well be put out”, 7" in text


@needs_poppler
def test_a_style_of_citation(tmp_path: Path) -> None:
    as_written, _ = build(KEEPER, tmp_path)
    assert "Edith Marlow, The Sailor’s Almanac, Saltmouth" in " ".join(text_of(as_written).split())
    pdf, _ = build(KEEPER, tmp_path / "2", print=Print(citations="apa"))
    assert "Marlow, E. (1899). The Sailor’s Almanac. Quay Press" in " ".join(text_of(pdf).split())
    assert accepted(pdf)


def test_a_style_that_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        build(KEEPER, tmp_path, print=Print(citations="no-such-style"))
    assert raised.value.rule.code == "setting-invalid"
    assert "no-such-style" in str(raised.value)
    with pytest.raises(Problem):
        read({"citations": "lost.csl"}, tmp_path / "edition.toml")


@needs_poppler
def test_facsimiles_stand_behind_the_text(tmp_path: Path) -> None:
    base = KEEPER.parent
    pdf, _ = build(KEEPER, tmp_path, base=base, print=Print(facsimiles=True))
    assert "Facsimile of page 1r → p. 7" in " ".join(text_of(pdf).split())
    assert b"/Image" in pdf.read_bytes()
    assert accepted(pdf)
    without, _ = build(KEEPER, tmp_path / "2", base=base)
    assert "Facsimile" not in text_of(without)


def test_a_picture_without_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    file = written(tmp_path, '<figure><graphic url="a.png"/></figure>')
    _, heard = build(file, tmp_path, base=tmp_path)
    assert [(d.code, d.severity) for d in heard] == [("picture-undescribed", "warning")]
    assert "a.png" in heard[0].message
    described = '<figure><graphic url="a.png"/><figDesc>A dot.</figDesc></figure>'
    _, heard = build(written(tmp_path, described), tmp_path, base=tmp_path)
    assert heard == []


@needs_poppler
def test_letters_and_a_play_choose_their_designs(tmp_path: Path) -> None:
    letters = pages(build(KEEPER, tmp_path)[0])
    assert "Letters from the Light" in letters[0]
    assert "To the Harbour Board" in letters[6]
    assert "To Josiah Brack" in letters[6], "letters run on"
    play = pages(build(QUARREL, tmp_path)[0])
    assert "ACT II" not in play[8]
    assert play[9].startswith("ACT II"), "acts begin a page"


@needs_poppler
def test_three_parts_of_a_line_go_down_like_stairs(tmp_path: Path) -> None:
    pdf, _ = build(QUARREL, tmp_path)
    page = boxes(pdf).split("</page>")[7]
    edges = [
        float(re.search(rf'xMin="([\d.]+)"[^>]*>{start}</word>\s*<word[^>]*>{after}<', page)[1])  # type: ignore[index]
        for start, after in [("I", "let"), ("You", "shut"), ("What", r"doors\?")]
    ]
    assert edges == sorted(edges)
    assert edges[2] - edges[1] > 40


@needs_poppler
def test_a_direction_that_ends_a_scene_is_not_alone(tmp_path: Path) -> None:
    words = " ".join(f"word{at}" for at in range(11))
    for lines in range(24, 34):
        speeches = "".join(f"<sp><speaker>A</speaker><p>{words}.</p></sp>" for _ in range(lines))
        act = '<div type="act"><head>I</head>{}<stage>Exeunt.</stage></div>'
        pdf, _ = build(
            written(tmp_path, act.format(speeches)), tmp_path, print=Print(design="play")
        )
        last = next(page for page in pages(pdf) if "Exeunt." in page)
        assert "word10" in last


@needs_poppler
def test_lines_of_prose_are_counted_by_the_page(tmp_path: Path) -> None:
    body = "<p>" + "Some words of prose. " * 900 + "</p>"
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(line_numbers="all"))
    for page in pages(pdf, "-layout")[:3]:
        assert [int(n) for n in re.findall(r"^ *(\d+) +[Swop]", page, re.M)][:4] == [5, 10, 15, 20]
    verse, _ = build(HERE / "printed" / "tide.xml", tmp_path, print=Print(line_numbers="all"))
    assert not re.search(r"5 +The keeper climbs", pages(verse, "-layout")[0]), "numbered once"


def test_a_table_without_heads_is_told(tmp_path: Path) -> None:
    """Set as rows of cells, for PDF/UA wants every table's heads; a table with heads is one."""
    pikepdf = pytest.importorskip("pikepdf")
    cells = "<cell>1919</cell><cell>4,000</cell>"
    plain, heard = build(written(tmp_path, f"<table><row>{cells}</row></table>"), tmp_path)
    assert [d.code for d in heard] == ["table-unheaded"]
    assert accepted(plain)
    head = '<row role="label"><cell>Year</cell><cell>Voted</cell></row>'
    table = written(tmp_path, f"<table>{head}<row>{cells}</row></table>")
    pdf, heard = build(table, tmp_path)
    assert heard == []
    with pikepdf.open(pdf) as opened:
        kinds = {str(thing.get("/S")) for thing in opened.objects if hasattr(thing, "get")}
    assert {"/Table", "/TH"} <= kinds
    assert accepted(pdf)


def test_a_long_title_is_cut_at_the_head(tmp_path: Path) -> None:
    title = "To all good fellows, professors of the gentle art of pipes and of their smoke"
    body = f"<div><head>{title}</head><p>{'Some words. ' * 900}</p></div><div><head>B</head></div>"
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(design="book"))
    assert accepted(pdf)


HOUSE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>House
</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout>
<text variable="title"/></layout></citation><bibliography><layout>
<names variable="author"/><text variable="title" prefix=": "/></layout></bibliography></style>"""


@needs_poppler
def test_a_style_of_the_project_itself(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(HOUSE, encoding="utf-8")
    look = read({"citations": "house.csl"}, tmp_path / "edition.toml")
    pdf, _ = build(KEEPER, tmp_path, print=look)
    assert "Edith Marlow: The Sailor’s Almanac → 7" in " ".join(text_of(pdf).split())
