"""TEI as other projects write it, on the printed page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from test_print import PIXEL, needs_poppler, text_of
from test_print_pages import accepted, build, pages, written

from edition.printing import Print
from edition.writers.print import typst_markup

TEI = "http://www.tei-c.org/ns/1.0"


def markup(body: str, front: str = "", source: str = "", **settings: object) -> str:
    """The document as Typst markup, its string literals bare."""
    front = f"<front>{front}</front>" if front else ""
    head = f"<fileDesc><titleStmt><title>T</title></titleStmt>{source}</fileDesc>"
    xml = (
        f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader>{head}</teiHeader>'
        f"<text>{front}<body>{body}</body></text></TEI>"
    )
    text = typst_markup(etree.ElementTree(etree.fromstring(xml)), dict(settings)).text
    text = text.split("<edition-text>", 1)[1].split("#colophon(", 1)[0]
    return re.sub(r'#"([^"]*)";', r"\1", text)


# Words


@pytest.mark.parametrize("body", ["<p><unclear>?</unclear></p>", "<p><add><p>x</p></add></p>"])
def test_a_sign_that_is_not_due_stops_nothing(body: str) -> None:
    assert "[?]" not in markup(body)


def test_the_new_line_before_an_end_tag_is_no_blank() -> None:
    name = "<persName>\n  <forename>Ann</forename>\n  <surname>Lee</surname>\n</persName>"
    assert "Ann Lee, she" in markup(f"<p>{name}, she came.</p>")
    assert "Ann Lee  went" in markup(f"<p>{name} went.</p>"), "a blank that the sentence has stays"


def test_a_heading_of_two_lines_is_two_words_at_the_head_of_the_page() -> None:
    made = markup("<div><head>Chapter 1<lb/>The River</head><p>x</p></div>")
    assert 'supplement: "Chapter 1 The River"' in made


@pytest.mark.parametrize(
    ("look", "call"),
    [
        ('rend="bold"', "strong"),
        ('style="font-variant: small-caps"', "smallcaps"),
        ('rendition="#gap"', "spaced"),
        ('rend="unheard-of"', "emph"),
    ],
)
def test_letters_look_as_they_are_said_to(look: str, call: str) -> None:
    tags = (
        '<encodingDesc><tagsDecl><rendition xml:id="gap" scheme="css">letter-spacing: 2pt'
        "</rendition></tagsDecl></encodingDesc>"
    )
    xml = (
        f'<TEI xmlns="{TEI}"><teiHeader>{tags}</teiHeader><text><body>'
        f"<p><emph {look}>word</emph></p></body></text></TEI>"
    )
    assert f'#{call}[#"word";]' in typst_markup(etree.ElementTree(etree.fromstring(xml)), {}).text


# Blocks


def test_an_epigraph_with_its_source_below() -> None:
    made = markup(
        "<div><epigraph><cit><quote>Words</quote><bibl>Book</bibl></cit></epigraph></div>"
    )
    assert re.search(r"#epigraph\[\s+Words\s+#source-line\[Book\]", made), "no marks of quotation"
    assert "Words” Book" in markup("<p><cit><quote>Words</quote><bibl>Book</bibl></cit></p>")


def test_dedication_and_epigraph_have_pages_of_their_own(tmp_path: Path) -> None:
    front = (
        '<div type="dedication"><p>To N.</p></div><epigraph><p>Sea.</p></epigraph>'
        '<div type="preface"><head>Preface</head><p>First.</p></div>'
    )
    made = markup("<p>Text</p>", front)
    assert "#dedication[" in made and "#page-of-epigraph[" in made


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ('<milestone unit="section" rend="* * *"/>', "#separator[* * *]"),
        ('<milestone unit="section" rendition="#hr"/>', "#separator[#rule]"),
        ('<milestone unit="section"/>', "#pause"),
    ],
)
def test_a_break_between_paragraphs_is_seen(tag: str, shown: str) -> None:
    assert shown in markup(f"<div><p>One.</p>{tag}<p>Two.</p></div>")


def test_a_milestone_that_counts_is_no_break() -> None:
    made = markup('<div><p>One.</p><milestone unit="section" n="2"/><p>Two.</p></div>')
    assert "#pause" not in made and "#separator" not in made


def test_a_part_without_a_heading_stands_apart() -> None:
    assert markup("<div><p>A</p></div><div><p>B</p></div>").count("#pause") == 1
    assert "#pause" not in markup("<div><head>H</head><div><p>B</p></div></div>")


def test_a_paragraph_says_that_it_is_not_indented() -> None:
    assert "#iB" in markup("<p>A</p><p>B</p>")
    assert "#iB" not in markup('<p>A</p><p rend="noindent">B</p>')


def test_lists_keep_their_numbers() -> None:
    made = markup('<list rend="numbered"><item>a</item><item n="7">b</item></list>')
    assert '#items("numbered", [a], enum.item(7)[b])' in made
    assert '#items("marked", [i.#h(0.6em)a], [ii.#h(0.6em)b])' in markup(
        '<list><item n="i.">a</item><item n="ii.">b</item></list>'
    )
    assert '#items("marked", [a])' in markup('<list rend="simple"><item>a</item></list>')
    own = '<list><item n="a">“a. Words</item><item n="b"><p>b) More</p></item></list>'
    assert "#h(0.6em)" not in markup(own), "a number that the text has stands once"
    assert "iv#h(0.6em) Long" in markup('<list><item n="iv"><p>Long</p></item></list>')


def test_a_list_of_words_has_its_heads_apart() -> None:
    made = markup(
        '<list type="gloss"><headLabel>Word</headLabel><headItem>Meaning</headItem>'
        "<label>quay</label><item>wall</item></list>"
    )
    assert re.search(r"\[#emph\[Word\].*#emph\[Meaning\].*\], \[quay.*wall\]", made)


def test_a_list_in_a_sentence_stays_there() -> None:
    made = markup('<p>Take <list rend="inline"><item>a,</item><item>b</item></list> now.</p>')
    assert "#items" not in made and "a, b now." in re.sub(r"\s+", " ", made)


def test_records_of_books_have_commas_between_their_parts() -> None:
    book = (
        "<biblStruct><monogr><author><persName><surname>Lowe</surname><forename>Ann</forename>"
        "</persName></author><title>Ice</title><imprint><pubPlace>Hull</pubPlace><publisher>Quay"
        "</publisher><date>1901</date></imprint></monogr></biblStruct>"
    )
    made = re.sub(r"#emph\[(.*?)\]", r"\1", markup(f"<listBibl>{book}</listBibl>"))
    assert "Lowe, Ann, Ice, Hull, Quay, 1901" in made.replace("#m", "")


# Tables, pictures, formulas


@pytest.mark.parametrize(
    "row",
    [
        '<row rend="head"><cell>A</cell><cell>B</cell></row>',
        '<row><cell rend="bold">A</cell><cell rend="bold">B</cell></row>',
        '<row><cell><hi rend="b">A</hi></cell><cell><hi rend="b">B</hi></cell></row>',
    ],
)
def test_a_head_of_a_table_is_known_by_its_looks(row: str) -> None:
    other = "<row><cell>1</cell><cell>2</cell></row>"
    assert "headers: 1" in markup(f"<table>{row}{other}</table>")
    assert "headers: 0" in markup(f"<table>{other}{other}</table>")


def test_pictures_are_as_large_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    described = "<figDesc>A sign</figDesc>"
    for attributes, call in [
        ('width="30mm"', ", width: 30mm)"),
        ('width="80px"', ", width: 60pt)"),
        ('width="50%"', ", width: 50%)"),
        ('height="1em"', ", height: 1em)"),
        ('width="wide"', '"A sign")'),
    ]:
        figure = f'<figure><graphic url="a.png" {attributes}/>{described}</figure>'
        file = written(tmp_path, f"<p>Here {figure} there</p>{figure}")
        made = typst_markup(
            etree.parse(str(file)), {"base": tmp_path}, {"a.png": tmp_path / "a.png"}
        ).text
        assert call in made
        assert ("#inline-picture(" in made) == ("em" in attributes)
        build(file, tmp_path, base=tmp_path)


def test_formulas_are_set_and_told(tmp_path: Path) -> None:
    m = 'xmlns="http://www.w3.org/1998/Math/MathML"'
    root = f"<math {m}><msqrt><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mi>y</mi></msqrt></math>"
    rows = (
        f"<math {m}><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mn>1</mn></mtd></mtr></mtable></math>"
    )
    odd = f'<math {m}><mfrac><mi>a</mi></mfrac><mo>"</mo><mi>#b</mi><mspace/></math>'
    made = markup(f"<p><formula>{root}</formula></p>")
    assert '#math.sqrt([#math.attach([#letter("x")], t: [#words("2")])' in made
    assert 'alt: "x 2 + y"' in made
    tex = '<formula notation="TeX">\\frac{a}{b}</formula>'
    body = f"<p>{root}{rows}{odd}{tex}<formula notation='mathml'>{root}</formula></p>"
    pdf, _ = build(written(tmp_path, body), tmp_path)
    assert accepted(pdf)


# Dictionaries and speech


def test_a_dictionary() -> None:
    made = markup(
        "<entry><form><orth>quay</orth><pron>kiː</pron></form><gramGrp><pos>n</pos></gramGrp>"
        '<sense n="1"><def>a wall</def></sense><sense n="2"><def>a street</def></sense></entry>'
    )
    assert "#strong[quay] [kiː] #emph[n] #strong[1]#h(0.35em)a wall #strong[2]" in made


def test_who_speaks_and_what_is_heard() -> None:
    made = markup(
        '<u who="#A">Well <pause dur="PT2S"/> <vocal><desc>coughs</desc></vocal></u>'
        '<u who="#A">And</u><u who="#B">Yes</u>'
    )
    assert made.count("#speaker(false)[A]") == made.count("#speaker(false)[B]") == 1
    assert "(2\u00a0s)" in made and "#emph[[coughs]]" in made


# Apparatus and notes


def test_readings_within_readings() -> None:
    inner = '<app><lem>bold</lem><rdg wit="#E">gold</rdg></app>'
    made = markup(f'<p>An <app><lem>old</lem><rdg wit="#D">{inner}</rdg></app> man</p>')
    assert "[old], [bold #emph[D] (gold #emph[E])])" in made
    after = markup(
        f"<p><app><lem>a</lem><rdg>{inner}</rdg></app> <app><lem>b</lem><rdg>c</rdg></app></p>"
    )
    assert 'lettered-variant("b"' in after, "one within another takes no letter of the text"
    lost = markup('<p>An <app><lem>old</lem><rdg wit="#D"><gap/></rdg></app> man</p>')
    assert "[old], […] #emph[D]])".replace("[…]", "[[…]") in lost, "what is lost is no omission"


@needs_poppler
@pytest.mark.parametrize("design", ["article", "book"])
def test_no_note_stands_before_its_call(design: str, tmp_path: Path) -> None:
    words = "the harbour is full of ice and the men stand idle about the quay. "
    body = ""
    for at in range(60):
        note = f"<note>Note{at:02d} " + "tells of ice and men " * (at % 3 * 9) + "</note>"
        first = f"<p>Call{at:02d}x{note} {words * (1 + at % 3)}</p>"
        last = f"<p>{words * (1 + at % 4)}Call{60 + at}x{note.replace('Note', 'Last')} about.</p>"
        body += f"<div><head>Part {at}</head>{first}{last}</div>"
    pdf, _ = build(written(tmp_path, body), tmp_path, print=Print(design=design, contents=False))
    for at, page in enumerate(shown := pages(pdf)):
        for mark in re.findall(r"Note(\d\d)", page):
            assert any(f"Call{mark}x" in earlier for earlier in shown[: at + 1]), mark
        for mark in re.findall(r"Last(\d\d)", page):
            assert any(f"Call{60 + int(mark)}x" in earlier for earlier in shown[: at + 1]), mark


# Characters


@needs_poppler
def test_characters_of_nobody_are_told_and_shown(tmp_path: Path) -> None:
    pdf, heard = build(written(tmp_path, "<p>The sign \uf158 stands here.</p>"), tmp_path)
    assert [d.code for d in heard] == ["glyph-missing"]
    assert "The sign [U+F158] stands here." in text_of(pdf)
    assert accepted(pdf)


@needs_poppler
def test_characters_of_the_projects_own_font(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    font_with("\uf158", tmp_path / "fonts" / "signs.ttf")
    file = written(tmp_path, "<p>The sign \uf158 stands here.</p>")
    pdf, heard = build(file, tmp_path, fonts=tmp_path / "fonts")
    assert [d.code for d in heard] == ["characters-private"]
    assert "The sign \uf158 stands here." in text_of(pdf)
    listed = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True).stdout
    assert b"Signs" in listed
    assert accepted(pdf)


def font_with(character: str, file: Path) -> None:
    builder = pytest.importorskip("fontTools.fontBuilder")
    pens = pytest.importorskip("fontTools.pens.ttGlyphPen")
    pen = pens.TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in [(100, 500), (500, 500), (500, 0)]:
        pen.lineTo(point)
    pen.closePath()
    font = builder.FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "sign"])
    font.setupCharacterMap({ord(character): "sign"})
    font.setupGlyf({".notdef": pens.TTGlyphPen(None).glyph(), "sign": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (600, 0), "sign": (600, 100)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    names = {"familyName": "Signs", "styleName": "Regular", "psName": "Signs-Regular"}
    font.setupNameTable(names)
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(file)


# Indexes, and the book's last page


def test_an_index_of_the_editors_own_terms() -> None:
    def entry(term: str, below: str = "", name: str = "") -> str:
        named = f' indexName="{name}"' if name else ""
        inner = f"<index><term>{below}</term></index>" if below else ""
        return f"<index{named}><term>{term}</term>{inner}</index>"

    herring, cod, fish = entry("fish", "herring"), entry("fish", "cod"), entry("Fish")
    made = markup(f"<p>A{herring} b{cod} c{fish} d{entry('anchor')}</p>")
    entries = re.findall(r'\("([^"]*)", \[(\w+)\], (\d)\)', made)
    assert [(word, level) for _, word, level in entries] == [
        *[("anchor", "0"), ("fish", "0"), ("cod", "1"), ("herring", "1")]
    ]
    assert all(f'#m("{key}")' in made for key, _, _ in entries)
    only = markup(f"<p>A{herring}</p>")
    assert '("", [fish], 0),("term:/fish/herring", [herring], 1)' in only, "no page of its own"


def test_an_index_stands_where_the_text_wants_it(tmp_path: Path) -> None:
    place = '<div type="index"><head>Subjects</head><divGen type="index" n="subjects"/></div>'
    other = '<index indexName="ships"><term>Ann</term></index>'
    body = f'<p>A<index indexName="subjects"><term>ice</term></index>{other}</p>{place}'
    made = markup(body)
    assert re.search(r'Subjects\].*#index-entries\(\(\("term:subjects/ice"', made, re.S)
    assert re.search(r'#index\("Index", \(\("term:ships/ann"', made), "behind the text"
    assert "#m(" not in markup(body, print=Print(index=False))
    pdf, _ = build(written(tmp_path, body), tmp_path)
    assert accepted(pdf)


@needs_poppler
def test_a_book_has_no_last_page_for_one_sentence(tmp_path: Path) -> None:
    book = Print(design="book")
    bare = pages(build(written(tmp_path, "<p>Text.</p>"), tmp_path, print=book, data=b"<TEI/>")[0])
    assert sum("is embedded in this PDF" in page for page in bare) == 1
    assert not any("About this edition" in page for page in bare)
    full = pages(build(written(tmp_path, "<p><gap/></p>"), tmp_path, print=book)[0])
    assert any("About this edition" in page for page in full)


def test_two_marks_of_notes_are_two_numbers() -> None:
    made = markup("<p>Ice<note>a</note><note>b</note> and<note>c</note> men.</p>")
    assert made.count('#super(",")') == 1


@pytest.mark.parametrize(
    ("lines", "groups"),
    [(1, []), (2, ["12"]), (3, ["123"]), (4, ["12", "34"]), (6, ["12", "56"])],
)
def test_no_line_of_a_stanza_stands_alone(lines: int, groups: list[str]) -> None:
    body = "".join(f"<l>{at}</l>" for at in range(1, lines + 1))
    for tag in ("lg", "sp"):
        made = markup(f"<{tag}>{body}</{tag}>")
        found = re.findall(r"#together\[([\d\s]+)\]", made)
        assert [re.sub(r"\s", "", group) for group in found] == groups
        assert made.count("[") == made.count("]") + 1, "the last belongs to the last page"


@needs_poppler
def test_an_act_stays_with_its_scenes_in_the_contents(tmp_path: Path) -> None:
    scene = "<div type='scene'><head>Scene</head><p>Words.</p></div>"
    for scenes in range(2, 9):
        act = f"<div type='act'><head>Act</head>{scene * scenes}</div>"
        pdf, _ = build(written(tmp_path, act * 12), tmp_path)
        listed = [
            page for page in pages(pdf, "-layout")[:8] if "Scene" in page and "Words" not in page
        ]
        for page in listed:
            last = [line for line in page.strip().splitlines() if line.strip()][-1]
            assert "Scene" in last, (scenes, last)


def test_the_first_paragraph_of_a_note_stands_beside_its_mark() -> None:
    made = markup("<p>Ice<note>\n <p>One.</p>\n <p>Two.</p>\n</note>.</p>")
    assert re.search(r'#foot\("1"\)\[ *One\.\s+#iTwo\.', made)


def test_texts_of_a_group_have_headings_above_their_own() -> None:
    text = "<text><body><head>Tale</head><div><head>Part</head><p>x</p></div></body></text>"
    xml = f'<TEI xmlns="{TEI}"><teiHeader/><text><group>{text * 2}</group></text></TEI>'
    made = typst_markup(
        etree.ElementTree(etree.fromstring(xml)), {"print": Print("a5", "book")}
    ).text
    assert re.findall(r'#heading\(level: (\d), supplement: "(\w+)"', made) == [
        *[("1", "Tale"), ("2", "Part")] * 2
    ]
    assert '#contents("Contents", (2, 2))' in made


def test_parts_of_a_reference_stand_apart() -> None:
    made = markup('<p><bibl><ptr target="http://x.org/1"/><citedRange>12</citedRange></bibl></p>')
    assert "http://x.org/1] 12" in made


def test_an_inscription_is_read_line_by_line() -> None:
    lines = '<lb n="4"/>ἀγαθῇ <lb n="5" break="no"/>τύχῃ<lb n="6"/>ἡ βουλὴ'
    made = markup(f'<div type="edition"><ab>{lines}</ab></div>')
    assert 'ἀγαθῇ#"-";' in made.replace("ἀγαθῇ-", 'ἀγαθῇ#"-";') and made.count("#linebreak()") == 2
    assert re.search(r'#linebreak\(\)#line-number\("5"\)τύχῃ#linebreak\(\)ἡ', made)
    assert "#linebreak()" not in markup(f"<div><ab>{lines}</ab></div>")
