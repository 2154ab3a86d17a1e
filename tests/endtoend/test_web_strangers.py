"""The web edition of what other projects write: dictionaries, talk, formulas, registers."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree
from strangers import WITNESSES, made

from edition.writers import installed


def test_a_register_alone_has_its_pages(tmp_path: Path) -> None:
    beside = """<standOff><listPerson><person xml:id="a"><persName>Ada Zeller</persName>
      <birth when="1801"/><death notBefore="1850" notAfter="1855"/></person></listPerson>
      </standOff>"""
    register = made(tmp_path, "", beside=beside)
    assert register.words("//main//li", "people.html").startswith("Ada Zeller (1801–1850/1855)")


def test_divisions_may_be_deep(tmp_path: Path) -> None:
    deep = made(tmp_path, f"<body>{'<div>' * 130}<p>Deep.</p>{'</div>' * 130}</body>")
    assert "Deep." in deep.words()


# Dictionaries, talk, examples, formulas

ENTRY = """<body><div><entry xml:id="apron"><form type="lemma"><orth>apron</orth><pron>eɪ</pron>
</form><gramGrp><pos>noun</pos><gen>n.</gen></gramGrp><sense><usg>Milling</usg><def>boarding</def>
<cit type="example"><quote>It rotted.</quote><bibl>Marlow</bibl></cit></sense><sense>
<def>a garment</def><cit type="translation" xml:lang="de"><quote>Schürze</quote></cit></sense>
</entry></div></body>"""


def test_an_entry_of_a_dictionary(tmp_path: Path) -> None:
    book = made(tmp_path, ENTRY)
    assert book.codes == []
    assert book.words("//div[@id='apron']").startswith(
        "apron eɪ noun n. Milling boarding “It rotted.” Marlow a garment Schürze"
    )
    assert book.index.xpath("//div[@class='sense']/@data-n") == ["1", "2"]
    assert book.words("//b[@class='orth']") == "apron"
    assert book.index.xpath("//i[@class='translation']/ancestor::*[@lang][1]/@lang") == ["de"]
    assert book.index.xpath("//a[@class='permalink']/@href") == ["#apron"]


def test_an_entry_that_runs_on_keeps_its_words(tmp_path: Path) -> None:
    book = made(tmp_path, "<body><entryFree>arm, <pos>n.</pos> a spoke.</entryFree></body>")
    assert book.words("//div[contains(@class, 'entryFree')]").startswith("arm, n. a spoke.")


TALK = """<body><u who="#ann">So <pause dur="PT2S"/> when <vocal><desc>coughs</desc></vocal></u>
<u who="#ann">did you</u><u who="#ben #odd">Right.</u><note type="speaker">The Chair</note>
<u who="#ann">Order.</u></body>"""
PEOPLE = """<profileDesc><particDesc><listPerson><person xml:id="ann"><persName>Ann Orr</persName>
</person><person xml:id="ben"><p>A miller</p></person></listPerson></particDesc></profileDesc>"""


def test_talk_tells_who_speaks_and_what_is_heard(tmp_path: Path) -> None:
    talk = made(tmp_path, TALK, more=PEOPLE)
    assert talk.codes == []
    spoken = [
        " ".join(" ".join(u.itertext()).replace("¶", "").replace("</>", "").split())
        for u in talk.index.xpath("//p[@class='u']")
    ]
    assert spoken == ["Ann Orr: So when coughs", "did you", "ben, odd: Right.", "Order."]
    assert talk.words("//i[@class='stage heard']") == "coughs"
    assert talk.index.xpath("//span[@class='pause']/@data-say") == ["(2 s)"]


def test_an_example_of_markup_shows_its_markup(tmp_path: Path) -> None:
    body = """<body><p xml:id="a">One.</p><egXML xmlns="http://www.tei-c.org/ns/Examples"><div><p
      xml:id="b" n="1">An <hi>e</hi> &lt; 1<lb/></p></div></egXML></body>"""
    shown = made(tmp_path, body)
    assert shown.words("//div[@class='egXML']") == (
        '<div><p xml:id="b" n="1">An <hi>e</hi> &lt; 1<lb/></p></div>'
    )
    assert not shown.index.xpath("//*[@id='b']")
    assert shown.codes == []


MATH = """<body><p><formula notation="MathML"><m:math xmlns:m="http://www.w3.org/1998/Math/MathML">
<m:semantics><m:mrow><m:mfrac><m:mi>a</m:mi><m:mn>2</m:mn></m:mfrac><m:mfenced open="|" close="|">
<m:mi>b</m:mi><m:mi>c</m:mi></m:mfenced></m:mrow><m:annotation>a/2</m:annotation></m:semantics></m:math>
</formula> and <formula notation="TeX">x^2</formula></p></body>"""


def test_formulas_are_set(tmp_path: Path) -> None:
    page = made(tmp_path, MATH).index
    (formula,) = page.xpath("//math")
    assert [child.tag for child in formula.iter()] == [
        "math", "mrow", "mfrac", "mi", "mn", "mrow", "mo", "mi", "mo", "mi", "mo"
    ]  # fmt: skip
    assert formula.text_content() == "a2|b,c|"
    assert page.xpath("string(//code[@class='formula'])") == "x^2"


def test_characters_have_their_readings(tmp_path: Path) -> None:
    body = "<body><p><ruby><rb>水車</rb><rt>すい</rt><rt>mill</rt></ruby>。</p></body>"
    page = made(tmp_path, body, lang="ja").index
    assert page.xpath("//ruby[ruby]/rt/text()") == ["mill"]
    assert page.xpath("//ruby[not(ruby)]/rt/text()") == ["すい"]
    assert page.xpath("//ruby[not(ruby)]/text()") == ["水車"]


def test_signs_between_parts_and_numbers_of_passages(tmp_path: Path) -> None:
    body = """<body><p>One.</p><milestone unit="section" rend="stars"/><p>Two <milestone n="5"
      unit="section"/>three <g ref="#per"/> <g ref="#no"/></p><milestone unit="page"/></body>"""
    more = """<encodingDesc><charDecl><char xml:id="per"><mapping type="standard">per</mapping>
      </char></charDecl></encodingDesc>"""
    page = made(tmp_path, body, more=more)
    assert len(page.index.xpath("//p[@class='separator']")) == 1
    assert page.index.xpath("//span[@class='milestone']/@data-say") == ["5"]
    assert page.index.xpath("//span[@class='g']/text()") == ["per"]
    assert len(page.index.xpath("//span[@class='g missing']")) == 1


# Lists and notes


def test_items_have_the_numbers_of_the_tei(tmp_path: Path) -> None:
    body = """<body><list rend="numbered"><item n="3">three</item><item>four</item></list>
      <list><item n="a">alpha</item><item n="b">beta</item></list>
      <list><item n="1">1. one</item></list></body>"""
    page = made(tmp_path, body).index
    assert page.xpath("//ol/li/@value") == ["3"]
    assert page.xpath("//li/@data-n") == ["a", "b"]


def test_a_list_in_a_sentence_runs_on(tmp_path: Path) -> None:
    body = """<body><p>In <list rend="inline"><item>red,</item><item>green</item></list> and blue.
      </p></body>"""
    page = made(tmp_path, body)
    assert page.words("//p[@id='p:1']").startswith("In red, green and blue.")
    assert not page.index.xpath("//main//ul[contains(@class, 'list')]")


def test_headings_of_a_list_of_words(tmp_path: Path) -> None:
    body = """<body><list type="gloss"><headLabel>Word</headLabel><headItem>Sense</headItem>
      <label>race</label><item>a channel</item></list></body>"""
    page = made(tmp_path, body)
    items = [" ".join(li.text_content().split()) for li in page.index.xpath("//main//ul[1]/li")]
    assert items[:2] == ["Word Sense", "race a channel"]
    assert page.codes == []


def test_a_note_in_a_note_takes_no_number(tmp_path: Path) -> None:
    body = """<body><p>One<note>Outer <note>inner</note>.</note> two<note>Next.</note></p></body>"""
    page = made(tmp_path, body).index
    assert page.xpath("//a[@role='doc-noteref']/text()") == ["1", "2"]
    assert page.xpath("//span[@class='note-in-note']/text()") == ["inner"]


def test_notes_longer_than_the_text_stand_at_the_end(tmp_path: Path) -> None:
    long = "<note>" + "A word of the note. " * 300 + "</note>"
    short = made(tmp_path / "a", f"<body><p>{'Words. ' * 2000}{long}</p></body>").index
    assert short.xpath("//link[@href='notes.css']")
    much = made(tmp_path / "b", f"<body><p>Word{long}.</p></body>").index
    assert not much.xpath("//link[@href='notes.css'] | //*[contains(@class, 'beside')]")


def test_a_roman_number_is_no_heading_in_capitals(tmp_path: Path) -> None:
    body = "".join(f"<div><head>{head}</head><p>x</p></div>" for head in ("I", "II", "ACT I"))
    page = made(tmp_path, f"<body>{body}</body>").index
    assert [head.get("class") for head in page.xpath("//h2[contains(@class, 'head')]")] == [
        "head", "head", "head caps"
    ]  # fmt: skip


# Names


NAMED = """<body>
<p>By <persName ref="#a"><forename>Clara</forename><surname>Voss</surname></persName>,
<choice><abbr>Dr</abbr><expan>Doctor</expan></choice> <persName ref="#b">he</persName>
<note>Not so.</note> came.</p></body><back><listPerson>
<person xml:id="a"><persName><forename>Clara</forename><surname>Voss</surname></persName></person>
<person xml:id="b"><persName><forename>Jean</forename><nameLink>d’</nameLink><surname>Arc</surname>
</persName><birth><date>1801-02-03</date></birth></person></listPerson></back>"""


def test_parts_of_names_are_told_apart_and_sorted_by_surname(tmp_path: Path) -> None:
    page = made(tmp_path, NAMED)
    assert page.words("//p[@id='p:1']").startswith("By Clara Voss, Doctor")
    assert page.index.xpath("//b[@class='headword']")[1].text_content().strip() == "Jean d’Arc"
    people = page.pages["people.html"]
    assert people.xpath("//*[@class='name']/text()") == ["Arc, Jean d’", "Voss, Clara"]
    assert people.xpath("//*[@class='life']/text()") == ["(* 1801)"]


def test_the_words_round_a_name_are_those_that_are_read(tmp_path: Path) -> None:
    page = made(tmp_path, NAMED)
    contexts = page.pages["people.html"].xpath("//ul[@class='contexts']/li")
    shown = [" ".join(context.text_content().split()) for context in contexts]
    assert shown == ["By Clara Voss, Doctor he came."] * 2


def test_a_witness_does_not_date_the_text(tmp_path: Path) -> None:
    page = made(tmp_path, "<body><p>The mill.</p></body>", source=WITNESSES)
    assert "xii" not in page.words("//header[@class='title-block']")


def test_who_speaks_stands_on_the_page_of_what_is_said(tmp_path: Path) -> None:
    words = "The mill must be kept, and the weir with it, whatever the cost. " * 9
    turn = '<note type="speaker">{0}</note><pb n="{0}"/><u><seg>{1}</seg><seg>{1}</seg></u>'
    book = made(tmp_path, f"<body>{''.join(turn.format(at, words) for at in range(90))}</body>")
    texts = [page for name, page in book.pages.items() if name.startswith("page") and "." in name]
    shown = [page for page in texts if page.xpath("//p[contains(@class, 'u')]")]
    assert len(shown) > 1
    for page in shown:
        names = page.xpath("//div[contains(@class, 'told-speaker')]")
        assert len(names) == len(page.xpath("//p[@class='u in-paragraphs']"))


def test_what_the_markup_says_by_itself_is_in_the_book_too(tmp_path: Path) -> None:
    made(tmp_path, ENTRY)
    tree = etree.parse(str(tmp_path / "html" / "mill.xml"))
    (book,) = installed()["epub"].write(tree, tmp_path, {"name": "mill"})
    with zipfile.ZipFile(book) as opened:
        names = [name for name in opened.namelist() if "text-" in name]
        text = "".join(opened.read(name).decode() for name in names)
    assert re.findall(r'data-n="(\w)"', text) == ["1", "2"]


def test_a_hostile_formula_brings_nothing_along(tmp_path: Path) -> None:
    body = """<body><p xmlns:m="http://www.w3.org/1998/Math/MathML"><m:math href="javascript:a()">
      <m:mi onclick="a()" href="data:text/html,a" mathvariant="bold">x</m:mi></m:math> and <m:math>
      <m:mtext><h:script xmlns:h="http://www.w3.org/1999/xhtml">a()</h:script></m:mtext></m:math>
      <list><item n='1" onclick="a()'>one</item></list></p></body>"""
    page = made(tmp_path, body).index
    assert [sorted(each.attrib) for each in page.xpath("//math//*")] == [["mathvariant"]]
    assert not page.xpath("//main//script | //@onclick | //*[starts-with(@href, 'javascript')]")
