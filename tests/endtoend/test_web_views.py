"""Views of the web edition, its themes, and texts that attack.

The TEI beside the text, two texts of one, witnesses, two languages, facsimiles, looks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from edition.build import read_tei
from edition.theme import Web, contrast, rgb
from edition.writers.web import WRITER
from tei.diagnostics import Problem

EDITION = str(Path(sys.executable).with_name("edition"))
HERE = Path(__file__).parent / "documents"
NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def build(file: Path, folder: Path, **settings: object) -> dict[str, html.HtmlElement]:
    """The pages of an edition by file name."""
    tree = etree.parse(str(file), etree.XMLParser(resolve_entities=False, huge_tree=True))
    given = {"name": file.stem, "base": file.parent, **settings}
    WRITER.write(tree, folder, given)
    pages = (folder / "html").glob("*.html")
    return {page.name: html.fromstring(page.read_bytes()) for page in pages}


def build_text(body: str, folder: Path, *, header: str = "", tail: str = "") -> Path:
    """The folder of the edition of a text made here."""
    tei = f"<TEI {NAMESPACE} xml:lang='en'>{header}<text><body>{body}</body></text>{tail}</TEI>"
    WRITER.write(etree.ElementTree(etree.fromstring(tei)), folder, {})
    return folder / "html"


def words(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(hit.text_content().split()) for hit in page.xpath(path)]


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    return build(HERE / "manuscript.xml", tmp_path_factory.mktemp("manuscript"))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("song")
    build(HERE / "witnesses.xml", folder)
    return folder / "html"


def page_of(folder: Path, name: str = "index.html") -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes())


# The TEI beside the text


def test_the_source_says_what_the_file_says(manuscript: dict[str, html.HtmlElement]) -> None:
    lines = manuscript["index.tei.html"].xpath("//div[@class='tei-source']")[0]
    shown = "".join(lines.text_content().split())
    text = (HERE / "manuscript.xml").read_text("utf-8")
    text = text[text.index("<text>") : text.index("</text>") + len("</text>")]
    assert shown == "".join(text.split())
    header = manuscript["header.tei.html"].text_content()
    assert "<title>Minutes of the Weir Trustees</title>" in header


def test_text_and_source_lead_to_each_other(manuscript: dict[str, html.HtmlElement]) -> None:
    there = manuscript["index.html"].xpath("//p[@id='m1']/a[@class='to-tei']/@href")
    assert there == ["index.tei.html#m1"]
    back = manuscript["index.tei.html"].xpath("//*[@id='m1']/@href")
    assert back == ["index.html#m1"]
    assert "index.tei.html" in manuscript["index.html"].xpath("//*[@class='views']/a/@href")


def test_a_long_text_has_a_source_page_for_each_page(tmp_path: Path) -> None:
    many = "".join(f"<item n='{at}'><name type='mill'>Mill</name></item>" for at in range(900))
    chapters = "".join(
        f"<div xml:id='c{at}'><head>Chapter {at}</head><p>{'Words and water. ' * 400}</p></div>"
        for at in range(1, 9)
    )
    folder = build_text(
        f"{chapters}<div xml:id='z'><head>List</head><list>{many}</list></div>", tmp_path
    )
    names = {file.name for file in folder.glob("*.html")}
    assert {"c1.tei.html", "c8.tei.html"} <= names
    sources = list(folder.glob("*.tei*.html"))
    assert max(file.stat().st_size for file in sources) < 100_000
    listed = "".join(page_of(folder, file.name).text_content() for file in sources)
    assert listed.count("<item") == 900, "what is cut is shown on the next page"
    assert [name for name in names if ".tei-2" in name], "the list is too long for one page"


def test_a_project_can_do_without_sources(tmp_path: Path) -> None:
    pages = build(HERE / "manuscript.xml", tmp_path, web=Web(source=False))
    assert not [name for name in pages if ".tei" in name]
    assert not pages["index.html"].xpath("//a[@class='to-tei']")


# The text to read and the text as the document has it


def test_both_texts_of_a_choice_are_there(manuscript: dict[str, html.HtmlElement]) -> None:
    page = manuscript["index.html"]
    assert words(page, "//main//*[@class='read']") == ["the", "sluice", "repaired"]
    assert words(page, "//main//*[@class='unread'][@hidden]") == ["yᵉ", "sluce", "repayred"]
    assert page.xpath("//input[@type='radio'][@id='text:document']")
    assert words(page, "//*[@class='emendations']//li")[1] == "sluice] sluce"


def test_signs_are_explained_where_they_occur(manuscript: dict[str, html.HtmlElement]) -> None:
    signs = " ".join(words(manuscript["index.html"], "//*[@class='signs']//li"))
    for meaning in ("added in the source", "deleted in the source", "hard to read", "damaged"):
        assert meaning in signs
    assert "other readings" not in signs, "the text has no apparatus"


def test_a_gap_tells_how_much_is_missing(manuscript: dict[str, html.HtmlElement]) -> None:
    label = manuscript["index.html"].xpath("//*[@class='gap']/*/@aria-label")
    assert label == ["gap in the text: illegible 2 words"]


def test_what_the_printer_set_round_the_text_is_not_amid_it(tmp_path: Path) -> None:
    page = page_of(build_text(
        "<p>A mill is<fw type='catch'>turn-</fw><pb n='7'/><fw type='pageNum'>7</fw> turning.</p>"
        "<pb/><fw type='pageNum'>8</fw><p>It turned.</p>",
        tmp_path,
    ))  # fmt: skip
    assert words(page, "//main//*[@class='fw'][@hidden]") == ["turn-", "7"]
    assert words(page, "//main//*[@class='fw pb-number'][not(@hidden)]") == ["8"]
    assert not page.xpath("//p[not(normalize-space(translate(., '8', '')))]"), "no paragraph of it"
    assert page.xpath("//input[@id='text:document']"), "the document's own text has it"


# Witnesses


def test_every_witness_can_be_read(song: Path) -> None:
    page = page_of(song)
    line = page.xpath("//*[@id='st1']//*[@class='l']")[1]
    shown = {}
    for witness in (1, 2, 3):
        shown[witness] = _text_of_witness(line, witness)
    assert shown == {
        1: "And never a wheel would turn again;",
        2: "But never a wheel would turn;",
        3: "But never a wheel would turn again;",
    }


def _text_of_witness(line: html.HtmlElement, witness: int) -> str:
    """A line's words as witnesses.css shows them for a witness."""
    copy = html.fromstring(html.tostring(line))
    token = f"contains(concat(@class, ' '), 'w{witness} ')"
    for hidden in copy.xpath(f"//a | //*[@class='app']/*[not({token})]"):
        hidden.drop_tree()
    return " ".join(copy.text_content().split()).replace(" ;", ";")


def test_the_styles_of_witnesses_name_each(song: Path) -> None:
    style = (song / "witnesses.css").read_text("utf-8")
    assert style.count(":root:has(#wit\\:3:checked)") == 3
    assert page_of(song).xpath("//link[@href='witnesses.css']")
    assert words(page_of(song), "//label[input/@name='witness']") == ["as edited", "A", "B", "C²"]


def test_readings_stand_at_the_foot(song: Path) -> None:
    entries = words(page_of(song), "//*[@aria-labelledby='nav:apparatus']//li")
    assert entries[:3] == [
        "a miller A B] old miller C²",
        "b And A] But B C²",
        "c again A C²] om. B",
    ]
    assert entries[5] == "f first sung at] often heard near B", "the lemma runs from its anchor"
    listed = words(page_of(song), "//main//div[contains(@class, 'div')]//*[@class='apparatus']//li")
    listed = listed or words(
        page_of(song), "//main//section[@class='apparatus'][not(@aria-labelledby)]//li"
    )
    assert listed == ["↑ everyone] no one C²", "song 4 heron] herring B"]


def test_witnesses_are_told(song: Path) -> None:
    page = page_of(song)
    assert words(page, "//*[@id='C']") == ["C²"]
    assert "Copy by the parish clerk" in words(page, "//section[contains(@class, 'witnesses')]")[0]


def test_an_entry_elsewhere_is_called_behind_its_lemma(tmp_path: Path) -> None:
    app = "<listApp><app from='#w2'><lem>wheel</lem><rdg wit='#A'>mill</rdg></app></listApp>"
    folder = build_text(
        "<p>The <w xml:id='w2'>wheel</w> turns.</p>", tmp_path, tail=f"<standOff>{app}</standOff>"
    )
    page = page_of(folder)
    assert words(page, "//main//p")[0].startswith("The wheela turns.")
    assert page.xpath("//li[@id='reading:1']/a[1]/@href") == ["#app:1"]
    assert page.xpath("//*[@id='app:1']/@href") == ["#reading:1"]


# Side by side


def test_two_languages_stand_side_by_side(tmp_path: Path) -> None:
    pages = build(HERE / "languages.xml", tmp_path)
    rows = pages["side-by-side.html"].xpath("//*[@class='row']")
    assert len(rows) == 3
    columns = rows[1].xpath("*[@class='column']")
    assert [(column.get("lang"), column.get("dir")) for column in columns] == [
        ("ar", "rtl"),
        ("en", "ltr"),
    ]
    assert "المطر" in columns[0].text_content()
    assert "It has rained three days" in columns[1].text_content()
    assert columns[0].xpath(".//a[@role='doc-noteref']/@href") == ["index.html#note:1"]
    assert "side-by-side.html" in pages["index.html"].xpath("//*[@class='views']/a/@href")


def test_links_of_a_group_pair_paragraphs(tmp_path: Path) -> None:
    folder = build_text(
        "<div xml:lang='de'><p xml:id='d1'>Eins.</p><p xml:id='d2'>Zwei.</p></div>"
        "<div><p xml:id='e1'>One.</p><p>And a half.</p><p xml:id='e2'>Two.</p></div>",
        tmp_path,
        tail="<standOff><linkGrp type='translation'><link target='#d1 #e1'/>"
        "<link target='#d2 #e2'/></linkGrp></standOff>",
    )
    rows = words(page_of(folder, "side-by-side.html"), "//*[@class='row']")
    shown = [re.sub(r"\s*(¶|</>)\s*", " ", row).strip() for row in rows]
    assert [row.split() for row in shown] == [
        ["Eins.", "One.", "And", "a", "half."],
        ["Zwei.", "Two."],
    ]


def test_without_a_pair_there_is_no_such_page(manuscript: dict[str, html.HtmlElement]) -> None:
    assert "side-by-side.html" not in manuscript


# Facsimiles


def test_pictures_of_pages(manuscript: dict[str, html.HtmlElement]) -> None:
    page = manuscript["index.html"]
    link, other = page.xpath("//main//a[@class='facsimile']")
    assert link.get("href") == "images/leaf-1.png"
    assert link.xpath("img/@src") == ["images/leaf-1.png"]
    service = "https://iiif.example.org/iiif/weir-2/full/max/0/default.jpg"
    assert other.get("href") == service
    assert not other.xpath("img"), "a picture of another host is a link and no request"
    left = page.xpath("//section[@class='surfaces']//a/@href")
    assert left == ["https://iiif.example.org/iiif/weir-9/full/max/0/default.jpg"]


def test_the_viewer_is_copied_and_asked_for_only_then(tmp_path: Path) -> None:
    web = Web(viewer=True)
    with pytest.raises(Problem, match="npm install openseadragon"):
        build(HERE / "manuscript.xml", tmp_path, web=web, root=tmp_path)
    assert not (tmp_path / "html").exists()
    package = tmp_path / "node_modules" / "openseadragon"
    (package / "build" / "openseadragon").mkdir(parents=True)
    (package / "build" / "openseadragon" / "openseadragon.min.js").write_text("/* viewer */")
    (package / "LICENSE.txt").write_text("Their licence")
    page = build(HERE / "manuscript.xml", tmp_path, web=web, root=tmp_path)["index.html"]
    assert (tmp_path / "html" / "openseadragon-licence.txt").read_text() == "Their licence"
    assert (tmp_path / "html" / "openseadragon.js").is_file()
    assert "viewer.js" in page.xpath("//script/@src")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "connect-src 'self' https://iiif.example.org;" in policy, "this host and no other"
    assert page.xpath("//a/@data-iiif") == ["https://iiif.example.org/iiif/weir-2/info.json"]


# Looks


def test_every_fifth_verse_has_its_number(tmp_path: Path) -> None:
    lines = "".join(f"<l>Line {at}</l>" for at in range(1, 13))
    page = page_of(build_text(f"<lg>{lines}</lg><lg n='x'><l n='340'>Own</l></lg>", tmp_path))
    assert words(page, "//*[@class='line-number']") == ["340"], "a text with numbers keeps to them"
    page = page_of(build_text(f"<lg>{lines}</lg>", tmp_path))
    assert words(page, "//*[@class='line-number']") == ["5", "10"]


def test_a_shared_verse_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    page = page_of(build_text(
        "<sp><speaker>A.</speaker><l part='I'>It is the miller’s wheel</l></sp>"
        "<sp><speaker>B.</speaker><l part='F'>that turns.</l></sp><sp><l>A whole line.</l></sp>",
        tmp_path,
    ))  # fmt: skip
    assert page.xpath("//*[contains(@class, 'split')]/@class") == ["l split at-6"]


def test_headings_in_capitals_are_set_small(song: Path) -> None:
    assert page_of(song).xpath("//h2[contains(@class, 'caps')]")
    assert not page_of(song).xpath("//h2[contains(@class, 'caps')][contains(., 'remark')]")


def test_a_register_in_the_text_reads_as_one(tmp_path: Path) -> None:
    ids = "".join(f"<idno type='x{at}'>https://example.org/{at}</idno>" for at in range(5))
    folder = build_text(
        "<div><listPerson><person xml:id='p'><persName><surname>Almond</surname>"
        "<forename>Edith</forename></persName><birth><date>1660</date><placeName>Quay</placeName>"
        f"</birth>{ids}</person></listPerson></div>",
        tmp_path,
    )
    record = page_of(folder).xpath("//*[@id='p']")[0]
    assert words(record, ".//b") == ["Almond, Edith"]
    assert "* 1660 Quay" in " ".join(record.text_content().split())
    assert words(record, ".//details/summary") == ["Identifiers (5)"]


def test_parts_of_a_place_are_told_apart(tmp_path: Path) -> None:
    place = "<settlement>Quay</settlement><region>Weirland</region><country>North</country>"
    folder = build_text(
        "<div><listPerson><person xml:id='p'><persName>Edith Almond</persName>"
        f"<birth>1660 <placeName>{place}</placeName></birth>"
        "</person></listPerson></div>",
        tmp_path,
    )
    (record,) = words(page_of(folder), "//*[@id='p']")
    assert record == "Edith Almond · * 1660 Quay, Weirland, North"


def test_a_letter_in_a_paragraph_keeps_its_parts(tmp_path: Path) -> None:
    page = build(HERE / "miscellany.xml", tmp_path)["index.html"]
    letter = page.xpath("//div[@class='floatingText']")[0]
    assert words(letter, ".//*[contains(@class, 'dateline')]") == ["The Weir House, Lady Day"]
    assert len(letter.xpath(".//*[contains(@class, 'opener') or contains(@class, 'closer')]")) == 2
    assert words(page, "//*[@id='brack']") == ["Brack, John · * 1660 Quay · † 1719 · bailiff"]
    assert page.xpath("//table/caption") and page.xpath("//figure/figcaption")


# Texts that attack


def test_an_attack_comes_to_nothing(tmp_path: Path) -> None:
    pages = build(HERE / "attack.xml", tmp_path)
    for name, page in pages.items():
        assert {s.get("src") for s in page.xpath("//script[not(@type)]")} <= {
            "edition.js",
            "search.js",
        }
        assert not page.xpath("//svg | //iframe | //form[@action] | //object | //video"), name
        assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //@srcdoc"), name
        for address in page.xpath("//@href"):
            assert not re.match(r"\s*(javascript|data|vbscript):", address, re.I), address
            assert not address.startswith(("//", "\\")), address
        assert not [src for src in page.xpath("//@src") if "//" in src], name
    text = pages["index.html"].text_content()
    for kept in ("first door", "drawn words", "framed words", "linked words", "A person", "lemma"):
        assert kept in text
    assert "root:" not in text
    outside = {a for a in pages["index.html"].xpath("//main//a/@href") if "evil" in a}
    assert outside == {"https://evil.example/page.png"}, "a link that the reader may follow"


def test_entities_bring_nothing_in(tmp_path: Path) -> None:
    inner = '<!DOCTYPE TEI [<!ENTITY own "own words"><!ENTITY out SYSTEM "file:///etc/passwd">]>'
    body = f"<TEI {NAMESPACE}><text><body><p>%s</p></body></text></TEI>"
    (tmp_path / "own.xml").write_text(inner + body % "&own;")
    _, tree = read_tei(tmp_path / "own.xml")
    WRITER.write(tree, tmp_path, {})
    assert "own words" in page_of(tmp_path / "html").text_content()
    (tmp_path / "out.xml").write_text(inner + body % "&out;")
    with pytest.raises(Problem, match="out"):
        read_tei(tmp_path / "out.xml")


def test_attributes_of_great_length_are_cut(tmp_path: Path) -> None:
    folder = build_text(f"<p n='{'x' * 300_000}' xml:id='{'y' * 50}'>Short.</p>", tmp_path)
    assert max(file.stat().st_size for file in folder.glob("*.html")) < 100_000


# Themes


PROJECT = """
[text]
sources = ["sources/*.xml"]
[build]
formats = ["html"]
[web]
"""


def project(folder: Path, web: str) -> Path:
    (folder / "sources").mkdir(parents=True)
    shutil.copy(HERE / "letters.xml", folder / "sources")
    (folder / "edition.toml").write_text(PROJECT + web, encoding="utf-8")
    return folder


def run(folder: Path) -> tuple[int, str]:
    """The exit code and what is said on standard error."""
    command = [EDITION, "build", "--quiet", str(folder), "-o", str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_a_theme_is_made_of_settings(tmp_path: Path) -> None:
    folder = project(
        tmp_path, 'theme = "dark"\naccent = "#0a5c4a"\nwidth = 60\nfooter = "Ours & theirs."\n'
        'logo = "logo.svg"\nurl = "https://example.org/x"\n')  # fmt: skip
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    code, _ = run(folder)
    assert code == 0
    page = page_of(folder / "out" / "html")
    assert page.get("class") == "dark"
    assert page.xpath("//link[@rel='stylesheet']/@href")[:2] == ["style.css", "theme.css"]
    assert page.xpath("//img[@class='logo']/@src") == ["logo.svg"]
    assert words(page, "//*[@class='own-words']") == ["Ours & theirs."]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/x/"]
    style = (folder / "out" / "html" / "theme.css").read_text("utf-8")
    assert "--link: #0a5c4a;" in style
    night = re.findall(r"html\.dark[^{]*\{[^}]*--link: (#\w+)", style)[0]
    assert contrast(rgb(night), rgb("#191714")) >= 4.5, "the accent is lightened for the night"


def test_without_settings_there_is_no_theme(tmp_path: Path) -> None:
    folder = project(tmp_path, "")
    assert run(folder)[0] == 0
    assert not (folder / "out" / "html" / "theme.css").exists()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('accent = "red"', "colour like"),
        ('accent = "#ffcc88"', "4.5:1"),
        ('accent = "#000;} body{display:none"', "colour like"),
        ("width = 300", "45 to 75"),
        ('theme = "pink"', "auto"),
        ('font = "x; }"', "family"),
        ('font = "Nowhere Sans"', "no font Nowhere Sans"),
        ('logo = "../secret.svg"', "no picture"),
        ('url = "javascript:alert(1)"', "address"),
        ('source = "no"', "true or false"),
        ('theem = "dark"', "did you mean theme"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, told: str) -> None:
    folder = project(tmp_path, setting + "\n")
    code, said = run(folder)
    assert code == 2
    assert told in said
    assert not (folder / "out" / "html").exists()


def test_a_font_of_the_project_is_cut_and_comes_with_its_licence(tmp_path: Path) -> None:
    pytest.importorskip("fontTools")
    pytest.importorskip("brotli")
    folder = project(tmp_path, 'font = "Weir"\n')
    (folder / "fonts").mkdir()
    _font(folder / "fonts" / "Weir-Regular.ttf")
    code, said = run(folder)
    assert code == 2
    assert "no licence" in said
    (folder / "fonts" / "OFL.txt").write_text("Own licence")
    assert run(folder)[0] == 0
    made = folder / "out" / "html" / "fonts"
    assert (made / "LICENCE.txt").read_text() == "Own licence"
    from fontTools.ttLib import TTFont

    kept = TTFont(made / "weir-regular.woff2").getBestCmap()
    assert ord("M") in kept
    assert ord("中") not in kept, "only characters of the edition"
    assert 'font-family: "Weir"' in (made.parent / "theme.css").read_text()


def _font(file: Path) -> None:
    """A font of a few squares."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for step, point in enumerate([(0, 0), (0, 500), (500, 500), (500, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    names = [".notdef", "M", "e", "chinese"]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord("M"): "M", ord("e"): "e", ord("中"): "chinese"})
    made.setupGlyf({name: pen.glyph() for name in names})
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Weir", "styleName": "Regular"})
    made.setupOS2(usWeightClass=400)
    made.setupPost()
    made.save(file)


def test_a_project_overrides_one_template_and_one_style(tmp_path: Path) -> None:
    folder = project(tmp_path, "")
    own = folder / "xslt" / "web"
    own.mkdir(parents=True)
    (own / "own.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns="http://www.w3.org/1999/xhtml" '
        'xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
        '<xsl:template match="signed" priority="20"><p class="own">'
        "<xsl:apply-templates/></p></xsl:template></xsl:stylesheet>",
        encoding="utf-8",
    )
    (own / "own.css").write_text(".own { color: inherit; }", encoding="utf-8")
    assert run(folder)[0] == 0
    page = page_of(folder / "out" / "html")
    assert page.xpath("//p[@class='own']")
    assert "own.css" in page.xpath("//link[@rel='stylesheet']/@href")
    assert (folder / "out" / "html" / "own.css").is_file()
