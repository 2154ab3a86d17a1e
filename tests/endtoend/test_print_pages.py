"""The printed page: its designs and settings, its grid, indexes, line numbers, and rough texts."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import edition.project  # noqa: F401  (declares what a wrong setting is called)
from edition.printing import NO_PRINT, Print, measured, read
from edition.writers import installed
from tei.diagnostics import Diagnostic, Problem

HERE = Path(__file__).parent
TIDE = HERE / "printed" / "tide.xml"
PLAY = HERE / "documents" / "play.xml"
TEI = "http://www.tei-c.org/ns/1.0"
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not installed"
)


def build(file: Path, folder: Path, **settings: object) -> tuple[Path, list[Diagnostic]]:
    heard: list[Diagnostic] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    chosen = {"name": file.stem, "report": heard.append, **settings}
    (pdf,) = installed()["pdf"].write(etree.parse(str(file), parser), folder, chosen)
    return pdf, heard


def written(folder: Path, body: str, rest: str = "") -> Path:
    file = folder / "made.xml"
    file.write_text(
        f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Made</title>'
        f"</titleStmt></fileDesc>{rest}</teiHeader><text><body>{body}</body></text></TEI>",
        encoding="utf-8",
    )
    return file


def pages(pdf: Path, *options: str) -> list[str]:
    ran = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return ran.stdout.decode("utf-8").split("\f")[:-1]


def boxes(pdf: Path) -> str:
    """Every word with its box, in points, by poppler."""
    ran = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


def accepted(pdf: Path) -> bool:
    checker = shutil.which("outloud", path=str(Path(sys.executable).parent))
    assert checker, "the checker outloud is one of the development tools"
    ran = subprocess.run([checker, "--quiet", str(pdf)], capture_output=True, text=True)
    return " 0 error(s)" in ran.stdout


@pytest.mark.parametrize(
    ("page", "size"),
    [("a4", (595, 842)), ("us-trade", (396, 612)), ("6x9", (432, 648)), ("13x20cm", (369, 567))],
)
@pytest.mark.parametrize("design", ["article", "book", "play", "letters"])
def test_every_design_on_every_page(
    page: str, size: tuple[int, int], design: str, tmp_path: Path
) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pdf, _ = build(TIDE, tmp_path, print=Print(page=page, design=design))
    with pikepdf.open(pdf) as opened:
        assert tuple(round(float(side)) for side in opened.pages[0].mediabox[2:]) == size
    assert accepted(pdf)


@pytest.mark.parametrize(
    "setting",
    [
        {"page": "b7"},
        {"page": "10x10mm"},
        {"design": "poster"},
        {"contents": "yes"},
        {"fonts": "nowhere"},
        {"line-numbers": True},
    ],
)
def test_a_setting_that_cannot_be_is_named(setting: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        read(setting, tmp_path / "edition.toml")
    assert f"{next(iter(setting))} in [print]" in str(raised.value)
    assert read({}, tmp_path / "edition.toml") == NO_PRINT


def test_pages_are_measured() -> None:
    assert measured("a5") == (148, 210)
    assert measured("5.5 x 8.5 in") == pytest.approx((139.7, 215.9))
    assert measured("5.5 x 8.5") is None


@needs_poppler
def test_lines_stand_on_the_grid(tmp_path: Path) -> None:
    body = "".join(
        f"<div><head>Chapter</head><p>{'Some words. ' * 60}</p><quote><p>{'Quoted. ' * 30}</p>"
        f"<lg><l>a line</l><l>another</l></lg></quote><p>{'More words. ' * 90}</p></div>"
        for _ in range(3)
    )
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(design="book"))
    lines = re.findall(r'yMax="([\d.]+)">(?:words|More|Some)\b', boxes(pdf))
    assert len(lines) > 60
    pitch, first = 13.5, float(lines[0])
    off = [abs((float(y) - first) / pitch - round((float(y) - first) / pitch)) for y in lines]
    assert max(off) < 0.02


@needs_poppler
def test_front_matter_of_a_book(tmp_path: Path) -> None:
    pdf, _ = build(TIDE, tmp_path, print=Print(design="book"), data=TIDE.read_bytes())
    half, blank, title, imprint, contents, empty, first = (
        " ".join(p.split()) for p in pages(pdf)[:7]
    )
    assert (half, blank, empty) == ("The Tide Clock", "", "")
    assert title == "The Tide Clock Edith Almond"
    assert "Edith Almond: The Tide Clock, ed. Ruth Fenn. Saltmouth: The Example Press" in imprint
    assert "https://doi.org/10.1234/tide" in imprint
    assert hashlib.sha256(TIDE.read_bytes()).hexdigest() in re.sub(r"\W", "", imprint)
    assert re.search(r"The clock 7 .*What the keeper told 8", contents)
    assert first.startswith("The clock")


def test_the_embedded_tei_is_the_file(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pdf, _ = build(TIDE, tmp_path, data=TIDE.read_bytes())
    with pikepdf.open(pdf) as opened:
        (attached,) = opened.Root.AF
        assert attached.EF.F.read_bytes() == TIDE.read_bytes()
        told = opened.Root.Metadata.read_bytes().decode()
    assert "10.1234/tide" in told
    assert "The Example Press" in told


def test_destinations_lead_to_their_words(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pdf, _ = build(TIDE, tmp_path, print=Print(design="book"))
    with pikepdf.open(pdf) as opened:
        numbers = {page.objgen: at for at, page in enumerate(opened.pages, 1)}
        leaves = opened.Root.Names.Dests.Kids
        flat = [thing for leaf in leaves for thing in leaf.Names]
        targets = {
            str(name): (numbers[to[0].objgen], float(to[3]))
            for name, to in zip(flat[::2], flat[1::2], strict=True)
        }
    assert {"poem", "s1", "l1", "k1", "k2", "k3", "w1", "oriel", "saltmouth"} <= set(targets)
    assert targets["l1"][0] == 7
    assert targets["k1"][0] == targets["w1"][0] == 8
    assert targets["k1"][1] > targets["w1"][1] > targets["k2"][1]


@needs_poppler
def test_verse_lines_and_their_other_readings(tmp_path: Path) -> None:
    pdf, _ = build(TIDE, tmp_path)
    page = pages(pdf, "-layout")[0]
    assert re.search(r"oil the wheel, +5\n", page)
    assert re.search(r"“It has no key,” +10\n", page), "a split line counts once"
    assert re.search(r"2 +drowns A\] sleeps B", page)
    assert re.search(r"7 +brass A\] gold B", page)
    assert re.search(r"a\s*it A\] her B", page), "prose has no lines to count: a letter"
    none, _ = build(TIDE, tmp_path / "2", print=Print(line_numbers="none", apparatus="end"))
    assert not re.search(r"wheel, +5\n", pages(none, "-layout")[0])
    assert "drowns A] sleeps B" in " ".join("".join(pages(none)).split())


@needs_poppler
def test_a_split_line_goes_on_where_its_first_part_ends(tmp_path: Path) -> None:
    pdf, _ = build(TIDE, tmp_path)
    words = boxes(pdf)
    ends = float(re.search(r'xMax="([\d.]+)" yMax="[\d.]+">key,”', words)[1])  # type: ignore[index]
    starts = float(re.search(r'xMin="([\d.]+)"[^>]*>he</word>\s*<word[^>]*>said', words)[1])  # type: ignore[index]
    assert 0 < starts - ends < 6


@needs_poppler
def test_indexes_and_references_tell_pages(tmp_path: Path) -> None:
    pdf, _ = build(TIDE, tmp_path, print=Print(design="book"))
    text = " ".join("".join(pages(pdf)).split())
    assert "See p. 7 for the clock" in text
    assert "Oriel, Anna, 8" in text
    assert "Saltmouth, 8" in text
    assert "The Sailor’s Almanac, 1899 → 8" in text
    assert "École" not in text, "whom the text does not name, the index does not either"
    without, _ = build(TIDE, tmp_path / "2", print=Print(design="book", index=False))
    assert "Oriel, Anna" not in "".join(pages(without))


@needs_poppler
def test_signs_are_explained_and_furniture_is_left_to_pb(tmp_path: Path) -> None:
    text = " ".join("".join(pages(build(TIDE, tmp_path)[0])).split())
    assert "forty[?]" in text
    assert "[?] reading uncertain" in text
    assert "[12] a page of the source begins" in text
    assert "77" not in text


@needs_poppler
def test_the_documentary_setting_tells_what_the_markup_knows(tmp_path: Path) -> None:
    reading, _ = build(TIDE, tmp_path)
    assert "1899-05-02" not in "".join(pages(reading))
    pdf, _ = build(TIDE, tmp_path / "2", print=Print(setting="documentary"))
    assert "1899-05-02" in "".join(pages(pdf))
    assert accepted(pdf)


@needs_poppler
def test_a_translation_stands_beside_its_original(tmp_path: Path) -> None:
    page = "".join(pages(build(TIDE, tmp_path)[0], "-layout"))
    assert re.search(r"La mer ne se trompe.* {2,}The sea never mistakes", page)


# What a page can hardly hold.


@needs_poppler
def test_a_word_of_two_hundred_letters_stays_on_the_page(tmp_path: Path) -> None:
    pdf, _ = build(TIDE, tmp_path, print=Print(design="book"))
    ends = [float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes(pdf))]
    assert max(ends) < 420


@needs_poppler
@pytest.mark.parametrize("columns", [8, 14, 24])
def test_a_table_wider_than_the_page(columns: int, tmp_path: Path) -> None:
    row = "".join(f"<cell>column {at}</cell>" for at in range(columns))
    rows = f'<row role="label">{row}</row>' + f"<row>{row}</row>" * 60
    body = f"<div><head>Wide</head><p>Before.</p><table>{rows}</table><p>After.</p></div>"
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(design="book"))
    for page in boxes(pdf).split("</page>")[:-1]:
        width = float(re.search(r'<page width="([\d.]+)"', page)[1])  # type: ignore[index]
        assert all(float(x) <= width for x in re.findall(r'xMax="([\d.]+)"', page))
    assert "After." in "".join(pages(pdf))
    assert accepted(pdf)


@needs_poppler
def test_a_note_of_several_pages(tmp_path: Path) -> None:
    note = " ".join(f"word{at}" for at in range(3000))
    body = f"<p>Called<note>{note}</note> here.</p>" + "<p>Text.</p>" * 5
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(design="book"))
    text = re.sub(r"-\n", "", "".join(pages(pdf)))
    assert {f"word{at}" for at in range(3000)} <= set(re.findall(r"word\d+", text))


@pytest.mark.timeout(120)
def test_ten_thousand_notes(tmp_path: Path) -> None:
    paragraph = "".join(f"<p>Words<note>Note {at}.</note> and words.</p>" for at in range(10_000))
    pdf, _ = build(written(tmp_path, paragraph), tmp_path)
    assert pdf.stat().st_size > 100_000


def test_an_empty_edition(tmp_path: Path) -> None:
    for design in ("article", "book", "play", "letters"):
        pdf, _ = build(written(tmp_path, "<p/>"), tmp_path, print=Print(design=design))
        assert accepted(pdf)


# What a project lays over ours.


def overridden(folder: Path, name: str, content: str) -> Path:
    (folder / "xslt" / "print").mkdir(parents=True)
    (folder / "xslt" / "print" / name).write_text(content, encoding="utf-8")
    return folder / "xslt"


@needs_poppler
def test_one_typst_file_of_the_project_replaces_ours(tmp_path: Path) -> None:
    ours = Path(__file__).parents[2] / "xslt" / "print" / "blocks.typ"
    content = ours.read_text(encoding="utf-8")
    own = overridden(tmp_path, "blocks.typ", content + "\n#let speaker(c, b) = [ACTOR ] + b\n")
    pdf, _ = build(PLAY, tmp_path / "out", overrides=own)
    assert "ACTOR" in "".join(pages(pdf))


def test_an_error_in_a_typst_file_comes_with_its_line(tmp_path: Path) -> None:
    own = overridden(tmp_path, "page.typ", "// Mine.\n#let size = 10pt\n#let pitch = 10pt + 1\n")
    with pytest.raises(Problem) as raised:
        build(PLAY, tmp_path / "out", overrides=own)
    assert raised.value.place == f"{own / 'print' / 'page.typ'}:3:13"
    assert "cannot add length and integer" in raised.value.message


def test_an_error_in_a_stylesheet_comes_with_its_line(tmp_path: Path) -> None:
    content = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n'
        '<xsl:template match="p[">\n</xsl:template></xsl:stylesheet>'
    )
    own = overridden(tmp_path, "speech.xsl", content)
    with pytest.raises(Problem) as raised:
        build(PLAY, tmp_path / "out", overrides=own)
    assert raised.value.place == f"{own / 'print' / 'speech.xsl'}:2"
    assert "edition-xslt-" not in str(raised.value)
    assert "Warning" not in raised.value.message, "what Saxon says of our own files is ours to hear"


def test_an_error_that_only_a_document_brings_about_comes_with_its_line(tmp_path: Path) -> None:
    ours = Path(__file__).parents[2] / "xslt" / "print" / "parallel.xsl"
    fault = (
        '<xsl:template match="sp" priority="99"><xsl:value-of select="xs:date(.)"/></xsl:template>'
    )
    content = ours.read_text("utf-8").replace("</xsl:stylesheet>", f"\n{fault}</xsl:stylesheet>")
    own = overridden(tmp_path, "parallel.xsl", content)
    with pytest.raises(Problem) as raised:
        build(PLAY, tmp_path / "out", overrides=own)
    line = content[: content.index(fault)].count("\n") + 1
    assert raised.value.place == f"{own / 'print' / 'parallel.xsl'}:{line}"
