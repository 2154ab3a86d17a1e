"""Pages made from the markup: lists, voices, dates, words; and the search from a disk."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html

from edition.theme import Web
from edition.web import pagefind
from edition.web.concordance import concordance
from edition.web.passages import passages
from edition.writers import installed
from tei.diagnostics import Diagnostic

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
HEADER = """<teiHeader><fileDesc><titleStmt><title>Days</title></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc>{people}
</particDesc></profileDesc></teiHeader>"""
ADA = """<listPerson><person xml:id="ada"><persName ref="https://d-nb.info/gnd/118649361">Ada
Quill</persName><persName>A. Q.</persName><birth when="1861-04-02"/><death when="1930"/>
<occupation>Miller</occupation><idno type="wikidata">Q7259</idno>
<idno type="URI">javascript:alert(1)</idno>
<idno type="ORCID">0000-0002-1825-0097</idno></person></listPerson>"""
MATTERS = ["harbour", "engineer", "sluice", "merchant", "gallows", "herring", "council", "lantern"]
DAY = """<p xml:id="p{at}">On <date when="{year}-03-09">9 March {year}</date> <persName
ref="#ada">Ada</persName> came and said <said who="#ada">“The mill turned in {year}.”</said></p>"""


def edition(
    folder: Path, people: str, body: str, standoff: str = "", **settings: object
) -> dict[str, html.HtmlElement]:
    """The pages of a document with these people and this body."""
    header = HEADER.format(people=people)
    tei = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}{standoff}
    <text><body><div xml:id="c1"><head>Days</head>{body}</div></body></text></TEI>"""
    tree = etree.ElementTree(etree.fromstring(tei))
    written = installed()["html"].write(tree, folder, settings)
    pages = {file.name: file for file in written if file.suffix == ".html"}
    check_links(found := {name: html.fromstring(file.read_bytes()) for name, file in pages.items()})
    assert max(file.stat().st_size for file in pages.values()) < 100_000
    return found


def check_links(pages: dict[str, html.HtmlElement]) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        for address in page.xpath("//main//a/@href"):
            file, mark, place = address.partition("#")
            if mark and (file or name).endswith(".html"):
                assert place in ids[file or name], f"{name}: {address}"


def days(count: int) -> str:
    return "".join(DAY.format(at=at, year=1871 + 2 * at) for at in range(count))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_person_is_told_with_dates_names_and_authorities(tmp_path: Path) -> None:
    page = edition(tmp_path, ADA, days(3))["people.html"]
    entry = page.xpath("//li[@id='ada']")[0]
    assert words(entry).startswith("Ada Quill (1861–1930) also: A. Q. · Miller · Wikidata · ORCID")
    assert entry.xpath(".//a[@class='authority']/@href") == [
        "https://www.wikidata.org/wiki/Q7259",
        "https://orcid.org/0000-0002-1825-0097",
        "https://d-nb.info/gnd/118649361",
    ]
    assert "quotations: 3 · mentions: 3" in words(entry)
    contexts = [words(item) for item in entry.xpath(".//ul[@class='contexts']/li")]
    assert contexts[0] == "On 9 March 1871 Ada came and said “The mill turned in 1871.”"
    assert entry.xpath(".//ul[@class='contexts']/li/a/@href")[0] == "index.html#p0"


def test_a_list_that_grows_is_cut_and_its_ids_stay_addresses(tmp_path: Path) -> None:
    people = "".join(
        f'<person xml:id="x{at}"><persName>{chr(65 + at % 26)}name {at}</persName>'
        f"<note>{'Of the mill. ' * 30}</note></person>"
        for at in range(300)
    )
    body = "".join(f'<p><persName ref="#x{at}">They</persName> came.</p>' for at in range(300))
    pages = edition(tmp_path, f"<listPerson>{people}</listPerson>", body)
    lists = [name for name in pages if name.startswith("people")]
    assert len(lists) >= 3
    found = Counter(key for name in lists for key in pages[name].xpath("//main//li/@id"))
    assert found == Counter(f"x{at}" for at in range(300)), "everyone once"
    links = {href for page in pages.values() for href in page.xpath("//a[@class='persName']/@href")}
    assert {href.partition("#")[0] for href in links} == set(lists)
    letters = pages["people.html"].xpath("//nav[@class='letters']//a")
    assert [letter.text for letter in letters] == [chr(65 + at) for at in range(26)]
    assert pages["people-2.html"].xpath("//nav[@class='ranges']//a[@aria-current]/text()")


def test_frequent_passages_are_all_within_reach(tmp_path: Path) -> None:
    pages = edition(tmp_path, ADA, days(40))
    entry = pages["people.html"].xpath("//li[@id='ada']")[0]
    assert "quotations: 40 · mentions: 40" in words(entry)
    assert len(entry.xpath(".//ul[@class='contexts']/li")) == 12
    assert words(entry.xpath(".//ul[@class='by-page']")[0]) == "and further on (68) " + " ".join(
        map(str, range(2, 69))
    )
    assert len(pages["speech.html"].xpath("//section[@class='voice']//ol/li")) == 40


def test_who_says_what(tmp_path: Path) -> None:
    body = """<p><said who="#ada" xml:id="a" next="#b">“One two</said> she said, <said who="#ada"
      xml:id="b" prev="#a">three.”</said></p>
      <sp who="#brack"><speaker>Brack</speaker><stage>Aside.</stage><p>Four five.</p></sp>
      <sp><speaker>A Voice:</speaker><p>Six.</p></sp>
      <p><quote source="#ada" cert="low">seven eight nine ten eleven</quote></p>"""
    pages = edition(tmp_path, ADA, body)
    rows = [[words(cell) for cell in row] for row in pages["speech.html"].xpath("//tbody/tr")]
    assert rows == [["Ada Quill", "2", "8"], ["brack", "1", "2"], ["A Voice", "1", "1"]]
    bars = pages["speech.html"].xpath("//tbody//rect/@width")
    assert [float(bar) for bar in bars] == [100, 25, 12.5]
    ada = pages["speech.html"].xpath("//section[@id='voice:1']")[0]
    assert [words(item) for item in ada.xpath(".//li")] == [
        "“One two three.” speech", "seven eight nine ten eleven quotation, uncertain"]  # fmt: skip
    assert ada.xpath("h2/a/@href") == ["people.html#ada"]
    assert "speech.html#voice:1" in pages["people.html"].xpath("//li[@id='ada']//a/@href")


def test_what_is_in_marks_inside_a_speech_is_said_once(tmp_path: Path) -> None:
    body = """<sp who="#ada"><speaker>Ada</speaker><p><said who="#ada">“Shame!”</said></p></sp>
      <sp who="#ada"><p>He said, <said who="#brack">“Never.”</said></p></sp>"""
    pages = edition(tmp_path, ADA, body)
    rows = [[words(cell) for cell in row] for row in pages["speech.html"].xpath("//tbody/tr")]
    assert rows == [["Ada Quill", "2", "4"], ["brack", "1", "1"]]


def test_a_timeline_only_where_there_are_enough_dates(tmp_path: Path) -> None:
    few = edition(tmp_path / "few", ADA, days(5))["dates.html"]
    assert not few.xpath("//figure")
    assert [words(row[0]) for row in few.xpath("//tbody/tr")][:2] == ["1871-03-09", "1873-03-09"]
    many = edition(tmp_path / "many", ADA, days(12))["dates.html"]
    marks = many.xpath("//figure//a/@href")
    assert sorted(marks) == sorted(many.xpath("//table//a/@href")), "the table tells the same"
    assert [int(text) for text in many.xpath("//figure//text/text()")] == [1875, 1880, 1885, 1890]
    assert "1871" in many.xpath("string(//figure//title)")


def test_a_work_tells_who_is_quoted_from_it(tmp_path: Path) -> None:
    standoff = """<standOff><listBibl><bibl xml:id="report"><title>The Report</title></bibl>
    </listBibl></standOff>"""
    body = '<p><quote source="#ada #report">Words.</quote> See <ref target="#report">it</ref>.</p>'
    page = edition(tmp_path, ADA, body, standoff)["sources.html"]
    entry = page.xpath("//li[@id='report']")[0]
    assert "Quoted from here: Ada Quill (1)" in words(entry)
    assert "quotations: 1 · mentions: 1" in words(entry)


def text_of(body: str) -> list[str]:
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
    return [passage.text for passage in passages(etree.ElementTree(etree.fromstring(tei)))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <q>two</q> three.</p>", ["One two three."]),
        ('<p>har-<lb break="no"/>bour</p>', ["har-bour"]),
        ('<p>har\n <lb break="no"/>\n bour</p>', ["harbour"]),
        ("<lg><l>One</l><l>two</l></lg>", ["One two"]),
        ("<p>a<!-- b --> c<?d e?> f</p>", ["a c f"]),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice> mill</p>", ["the mill"]),
        ("<p>One<note>Two</note>, three</p>", ["One, three", "Two"]),
        ("<p>One<space/>two <pc>,</pc><seg>th</seg>ree</p>", ["One two ,three"]),
        ("<sp><speaker>Ada</speaker><p>One</p></sp>", ["One"]),
        ("<quote>Alone</quote>", ["Alone"]),
        ("<p>A <gap><desc>hole</desc></gap> B</p>", ["A B"]),
        ('<p><w join="right">is</w> <w>not</w> <pc join="left">.</pc></p>', ["isnot."]),
        ("<entry><form><orth>ark</orth></form><def>chest</def></entry>", ["ark chest"]),
        ("<entryFree><orth>ark</orth>, a chest</entryFree>", ["ark, a chest"]),
    ],
)
def test_passages(body: str, expected: list[str]) -> None:
    assert text_of(body) == expected


def test_passages_are_numbered_as_xpath_counts() -> None:
    root = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><!-- c --><text><body><p>A</p><?x y?>'
        "<p>B</p></body></text></TEI>"
    )
    elements = root.xpath("//*")
    assert [elements[p.number - 1].text for p in passages(etree.ElementTree(root))] == ["A", "B"]


def test_a_word_that_is_everywhere_is_none_of_the_telling() -> None:
    body = "".join(
        f"<p>The {word} and the {word}, said he, for the {word} is what the town has. "
        f"And then there were the others and the dog’s dinner, and nobody was the wiser.</p>" * 30
        for word in MATTERS
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{body}</text></TEI>'
    found = concordance(passages(etree.ElementTree(etree.fromstring(tei))))
    assert {word.form for word in found} == set(MATTERS)
    assert {word.count for word in found} == {90}
    line = found[0].lines[0]
    assert re.fullmatch(r"(The|.*the) ", line.left) and line.word in MATTERS


def test_the_concordance_leads_into_the_text(tmp_path: Path) -> None:
    body = "".join(f"<p>The {word}, he said, and the {word}.</p>" for word in MATTERS)
    pages = edition(tmp_path, ADA, body * 3)
    page = pages["words.html"]
    assert page.xpath("//ul[@class='word-list']//a")
    line = page.xpath("//ol[@class='kwic']/li")[0]
    assert line.xpath("a/@href")[0].startswith("index.html#p:")
    assert words(line) in words(pages["index.html"])


def index(folder: Path) -> list[list[str]]:
    """What the scripts of the search hand over."""
    calls = [file.read_text("utf-8") for file in sorted((folder / "html").glob("search-*.js"))]
    parts = [json.loads(call[call.index(",") + 1 : call.rindex(")")]) for call in calls]
    return [page for part in parts for page in part]


def test_the_search_index_is_the_text_with_its_addresses(tmp_path: Path) -> None:
    pages = edition(tmp_path, ADA, days(3) + "<p>&lt;/script&gt; \u2028 “café”</p>")
    [[file, name, *rest]] = index(tmp_path)
    assert (file, name) == ("index.html", "Days")
    ids = set(pages["index.html"].xpath("//@id"))
    assert set(rest[::2]) <= ids
    assert rest[2:4] == ["p0", "On 9 March 1871 Ada came and said “The mill turned in 1871.”"]
    assert "café" in rest[-1]


def test_without_a_script_the_search_page_shows_other_ways(tmp_path: Path) -> None:
    page = edition(tmp_path, ADA, days(9))["search.html"]
    assert page.xpath("//*[@id='search']/@hidden")
    ways = page.xpath("//*[@id='search:without']//a/@href")
    assert ways == ["people.html", "dates.html", "speech.html", "words.html", "index.html"]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(
    ("asked", "found", "marked"),
    [
        ("cafe", 1, "café"),
        ("MIL", 3, "mill"),
        ("%22mill turned in 1873%22", 1, "mill turned in 1873"),
        ("%22turned mill%22", 0, ""),
        ("ada 1875", 1, "Ada"),
        ("strasse", 1, "Straße"),
    ],
)
def test_search_from_a_disk(tmp_path: Path, asked: str, found: int, marked: str) -> None:
    edition(tmp_path, ADA, days(3) + "<p>Un café, Straße.</p>")
    address = (tmp_path / "html" / "search.html").as_uri() + f"#q={asked}"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
             f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]  # fmt: skip
    ran = subprocess.run(
        [str(CHROMIUM), *flags, address], capture_output=True, timeout=120, check=True
    )
    page = html.fromstring(ran.stdout)
    assert len(page.xpath("//ol[@class='results']/li")) == found
    assert page.xpath("//ol[@class='results']/li[1]//mark/text()") == [marked][:found]


def test_pagefind_is_asked_for_and_missed_politely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "is_installed", lambda: False)
    heard: list[Diagnostic] = []
    web = Web(search="pagefind")
    pages = edition(tmp_path, ADA, days(3), web=web, report=heard.append)
    assert [diagnostic.code for diagnostic in heard] == ["pagefind-missing"]
    assert not pages["search.html"].xpath("//@data-pagefind")
    assert not (tmp_path / "html" / "pagefind").exists()


@pytest.mark.skipif(not pagefind.is_installed(), reason="the extra pagefind is not installed")
def test_pagefind_looks_through_the_finished_pages(tmp_path: Path) -> None:
    pages = edition(tmp_path, ADA, days(3), web=Web(search="pagefind"))
    assert pages["search.html"].xpath("//@data-pagefind") == ["pagefind/pagefind.js"]
    assert (tmp_path / "html" / "pagefind" / "pagefind.js").is_file()
    policies = {
        name: page.xpath("string(//meta[@http-equiv]/@content)") for name, page in pages.items()
    }
    assert [name for name, policy in policies.items() if "wasm" in policy] == ["search.html"]


def test_a_speech_without_a_pointer_is_quoted_by_its_own_words(tmp_path: Path) -> None:
    speech = "<sp><speaker>{who}</speaker><p>{words}</p></sp>"
    body = "".join(
        speech.format(who=who, words=words)
        for who, words in (("Oriel.", "Light?"), ("Wick.", "No."), ("Oriel.", "Then go home."))
    )
    page = edition(tmp_path, "<p/>", body)["speech.html"]
    said = [" ".join(item.text_content().split()) for item in page.xpath("//ol[1]/li")]
    assert said == ["Light?", "Then go home.", "No."]
