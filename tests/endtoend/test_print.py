"""The PDF: nothing of the text lost, PDF/A-3a and PDF/UA-1 with the TEI inside, the same twice."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from edition.printing import Print
from edition.writers import installed
from tei.diagnostics import Diagnostic, Problem

HERE = Path(__file__).parent / "documents"
DOCUMENTS = sorted([*HERE.glob("*.xml"), *HERE.with_name("printed").glob("*.xml")])
TEI = "{http://www.tei-c.org/ns/1.0}"
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not installed"
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def parse(file: Path) -> etree._ElementTree:
    return etree.parse(str(file), etree.XMLParser(resolve_entities=False, no_network=True))


def build(file: Path, folder: Path, **settings: object) -> tuple[Path, list[Diagnostic]]:
    heard: list[Diagnostic] = []
    chosen = {"name": file.stem, "report": heard.append, **settings}
    (pdf,) = installed()["pdf"].write(parse(file), folder, chosen)
    assert pdf.read_bytes().startswith(b"%PDF-")
    return pdf, heard


def text_of(pdf: Path, *options: str) -> str:
    ran = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", *options, str(pdf), "-"],
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode("utf-8")


def pages_of(pdf: Path) -> list[str]:
    return text_of(pdf).split("\f")[:-1]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def lost(file: Path, shown: str) -> list[str]:
    """Words of `text` that the pages lack; hyphenation, blanks and the notes' order aside."""
    hidden = {TEI + name for name in ("teiHeader", "index", "binaryObject", "figDesc")}
    words: list[str] = []
    for text in parse(file).getroot().iter(TEI + "text"):
        path = ".//text()[not(ancestor::t:pc | ancestor::t:fw[@type='pageNum'])]"
        for piece in text.xpath(path, namespaces={"t": TEI[1:-1]}):
            home = piece.getparent().getparent() if piece.is_tail else piece.getparent()
            if not any(e.tag in hidden for e in [home, *home.iterancestors()]):
                words += re.findall(r"\w+", piece)
    # A heading whose notes all went to the foot of the pages has nothing left to head.
    words = [word for word in words if word.lower() != "notes"]
    missing = Counter(words) - Counter(re.findall(r"\w+", shown))
    run = letters(re.sub(r"[-\u00ad\u2010]\n", "", shown))
    # Poppler turns the two letters of the Arabic ligature lam-alef round.
    bare = re.sub(r"[\u064b-\u065f]", "", shown)
    arabic = {"".join(sorted(word)) for word in re.findall(r"[\u0620-\u064a]+", bare)}
    return [
        word
        for word in missing
        if letters(word) not in run
        and "".join(sorted(word)) not in arabic
        and not turns_the_page(word, shown)
    ]


def turns_the_page(word: str, shown: str) -> bool:
    """Whether a line of a page ends with a part and a hyphen, and one of the next has the rest."""
    for here, after in pairwise(shown.split("\f")):
        starts = set(re.findall(r"(\w+)[-\u00ad\u2010]\n", here))
        ends = set(re.findall(r"^\w+", after, re.M))
        if any(word.startswith(part) and word[len(part) :] in ends for part in starts):
            return True
    return False


@needs_poppler
@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("form", ["article", "book"])
def test_nothing_is_lost(file: Path, form: str, tmp_path: Path) -> None:
    pdf, heard = build(file, tmp_path, print=Print(design=form))
    replaced = {m[1] for d in heard if (m := re.search(r"U\+\w+ \((.)\)", d.message))}
    missing = [word for word in lost(file, text_of(pdf)) if not replaced.intersection(word)]
    assert missing == []


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for file in DOCUMENTS:
        one, _ = build(file, tmp_path / "1")
        two, _ = build(file, tmp_path / "2")
        assert one.read_bytes() == two.read_bytes(), file.stem


def test_the_date_is_told_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    file = HERE / "article.xml"
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = [build(file, tmp_path)[0].read_bytes()]
    with pikepdf.open(tmp_path / "article.pdf") as pdf:
        assert "2026-02-03" in pdf.Root.Metadata.read_bytes().decode()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    made.append(build(file, tmp_path)[0].read_bytes())
    made.append(build(file, tmp_path, timestamp=86400)[0].read_bytes())
    assert made[0] != made[1] == made[2]


def test_the_tei_is_inside_and_the_standards_are_claimed(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    file = HERE / "article.xml"
    pdf, _ = build(file, tmp_path)
    with pikepdf.open(pdf) as opened:
        root = opened.Root
        (attached,) = root.AF
        assert attached.AFRelationship == "/Source"
        assert str(attached.UF) == "article.xml"
        inside = attached.EF.F.read_bytes()
        metadata = root.Metadata.read_bytes().decode()
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en"
        names = [str(name) for leaf in root.Names.Dests.Kids for name in leaf.Names][::2]
    assert etree.tostring(etree.fromstring(inside), method="c14n") == etree.tostring(
        parse(file), method="c14n"
    )
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>A<", metadata)
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert {"h1", "h2", "p1", "p4", "q1", "q2", "n1", "l1", "pb9"} <= set(names)
    assert names == sorted(names)


@needs_poppler
def test_notes_stand_at_the_foot_of_their_page(tmp_path: Path) -> None:
    pages = pages_of(build(HERE / "article.xml", tmp_path)[0])
    call = next(page for page in pages if "came back twice" in page)
    assert "Once in May and once, to general surprise" in call
    assert "(1)" not in call, "the printed mark is shown once, as the note's own"
    whole = "".join(pages)
    assert whole.count("Once in May") == 1
    assert "An unnumbered note that nobody calls." in whole


@needs_poppler
def test_a_long_note_goes_to_the_end(tmp_path: Path) -> None:
    file = tmp_path / "long.xml"
    note = "A very long remark. " * 300
    file.write_text(
        f'<TEI xmlns="{TEI[1:-1]}"><text><body><div><head>H</head><p>Word<note>{note}</note> one.'
        f'</p><p>Two<ref target="#n">*</ref> and again<ref target="#n">*</ref>.</p></div>'
        f'<div><note xml:id="n">* Short, called twice.</note></div></body></text></TEI>',
        encoding="utf-8",
    )
    text = text_of(build(file, tmp_path)[0])
    assert text.index("Two") < text.index("A very long remark.")
    assert text.count("Short, called twice.") == 1


@needs_poppler
def test_an_end_note_stands_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "end.xml"
    file.write_text(
        f'<TEI xmlns="{TEI[1:-1]}"><text><body><p>One<note place="end">At the end.</note> and'
        '<note place="foot">At the foot.</note> two.</p><p>Last words.</p></body></text></TEI>',
        encoding="utf-8",
    )
    text = text_of(build(file, tmp_path)[0])
    assert text.index("Last words") < text.index("Notes") < text.index("At the end.")
    assert text.count("At the end.") == text.count("At the foot.") == 1


def test_a_missing_glyph_is_named_with_its_place(tmp_path: Path) -> None:
    pdf, heard = build(HERE / "stranger.xml", tmp_path)
    told = [d for d in heard if d.code == "glyph-missing"]
    missing = {re.findall(r"U\+\w+", d.message)[0]: d for d in told}
    assert set(missing) == {"U+4E2D", "U+6587", "U+10348"}
    line = next(
        at
        for at, line in enumerate(
            (HERE / "stranger.xml").read_text(encoding="utf-8").split("\n"), 1
        )
        if "中" in line
    )
    assert {d.line for d in missing.values()} == {line}
    assert {d.severity for d in missing.values()} == {"warning"}
    if shutil.which("pdftotext"):
        assert "[U+4E2D]" in text_of(pdf)


def test_pictures(tmp_path: Path) -> None:
    file = tmp_path / "pictures.xml"
    file.write_text(
        f'<TEI xmlns="{TEI[1:-1]}"><text><body><figure><graphic url="a.png"/><figDesc>A dot."'
        f"</figDesc></figure></body></text></TEI>",
        encoding="utf-8",
    )
    (tmp_path / "a.png").write_bytes(PIXEL)
    pdf, heard = build(file, tmp_path / "good", base=tmp_path)
    assert [d.code for d in heard] == []
    assert b"/Image" in pdf.read_bytes()
    (tmp_path / "a.png").write_bytes(b"no picture at all")
    pdf, heard = build(file, tmp_path / "bad", base=tmp_path)
    assert [d.code for d in heard] == ["picture-unreadable"]


@needs_poppler
def test_the_faces_of_a_book(tmp_path: Path) -> None:
    pages = pages_of(build(HERE / "play.xml", tmp_path, print=Print(design="book"))[0])
    assert "The Lamplighter’s Wager" in " ".join(pages[0].split())
    assert pages[1].strip() == ""
    assert "The Lamplighter’s Wager by Edith Almond" in " ".join(pages[2].split())
    assert "Written for this test" in pages[3], "the imprint stands behind the title"
    assert "Contents" in pages[4]
    assert "ACT I" in pages[4]
    assert "is embedded in this PDF" in pages[3]
    assert "Who speaks" in pages[-1], "a last page for what the imprint has told would be empty"


@needs_poppler
def test_a_line_hyphen_and_the_other_reading(tmp_path: Path) -> None:
    text = " ".join(text_of(build(HERE / "article.xml", tmp_path)[0]).split())
    assert "An honest accountant" in text
    assert "The word receive was misprinted" in text
    assert "receive] recieve" in text


def test_nothing_is_written_when_it_fails(tmp_path: Path) -> None:
    overrides = tmp_path / "xslt"
    (overrides / "print").mkdir(parents=True)
    (overrides / "print" / "edition.typ").write_text(
        "#let edition(..x) = panic()", encoding="utf-8"
    )
    with pytest.raises(Problem) as raised:
        build(HERE / "play.xml", tmp_path / "out", overrides=overrides)
    assert raised.value.rule.code == "print-failed"
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p/>",
        "<div><head/><p>x</p></div>",
        "<div><div><div><head>deep</head></div></div></div>",
        "<table><row/></table><table/>",
        '<table><row><cell cols="9" rows="9">a</cell><cell>b</cell></row><row><cell cols="2">c'
        "</cell></row></table>",
        '<p><ref target="#x">to</ref> <ref target="#y">me</ref></p><p xml:id="x">x<note xml:id="y">'
        'n <ref target="#y">y</ref></note></p>',
        '<note xml:id="a">one <ref target="#b">2</ref></note><note xml:id="b">two '
        '<ref target="#a">1</ref></note>',
        '<head>Head<note>of a head</note></head><div><head>A<note xml:id="n">note</note>'
        '<lb/>B</head></div><div><head xml:id="h">C</head><p><ref target="#h">C</ref></p></div>',
        "<lg><l/><l>x</l></lg><l>loose</l><sp><l>verse</l><p>prose</p></sp><sp/>",
        "<list><label>a</label><item>b</item></list><list><item/></list><list/>",
        "<p>a<list><item><p>b<quote><p>c</p><lg><l>d</l></lg></quote></p></item></list>e</p>",
        '<p xml:lang="zz-ZZ-x">a<foreign xml:lang="">b</foreign></p>',
        "<p>\u0301\u200b\u00ad\u2028\ufeff\ufffd</p>",
    ],
)  # fmt: skip
def test_odd_documents_are_set(body: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.xml"
    start = f'<TEI xmlns="{TEI[1:-1]}"><text><body>'
    file.write_text(f"{start}{body}</body></text></TEI>", encoding="utf-8")
    for form in ("article", "book"):
        build(file, tmp_path, print=Print(design=form))
    installed()["html"].write(parse(file), tmp_path, {})


@pytest.mark.shared
@needs_poppler
def test_strangers_lose_nothing(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "tei" / "documents").glob("*.xml"))
    files += [shared / "tei" / "real" / "lessing-emilia-galotti.xml"]
    for file in files:
        pdf, heard = build(file, tmp_path)
        replaced = {m[1] for d in heard if (m := re.search(r"U\+\w+ \((.)\)", d.message))}
        missing = [w for w in lost(file, text_of(pdf)) if not replaced.intersection(w)]
        assert len(missing) <= 2, f"{file.name}: {missing}"
