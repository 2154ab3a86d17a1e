"""Many documents as one site: table, lists, search; only what changed is built again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from edition.build import Built
from edition.cli.build import target
from edition.corpus import executing, keeping, site
from edition.corpus.documents import free, is_corpus, sources
from edition.corpus.heading import heading_of
from edition.editions import build_all
from edition.project import Project, load
from edition.theme import Web
from edition.web import pagefind
from tei.diagnostics import Diagnostic

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
TOOLS = Path(__file__).parents[1] / "tools"
SETTINGS = """
[edition]
title = "Letters from the Mill"
editors = ["Edith Marlow"]
date = "2026-03"
[text]
sources = ["sources/*"]
[web]
url = "https://example.org/mill"
hosts = ["netlify"]
[build]
formats = ["html"]
"""
PERSON = '<person xml:id="{key}"><persName{ref}>{name}</persName></person>'
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>
<titleStmt><title>{title}</title><author>Ada Quill</author></titleStmt><publicationStmt>
<publisher>Harbour Texts</publisher><date when="2026-0{at}-01">2026</date></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation><date when="{day}">{day}</date>
</creation><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc></teiHeader>
<text><body><div><head>{title}</head><p xml:id="p1"><persName ref="#x">Finch</persName> {words}
</p></div></body></text></TEI>"""
NOTE = "A Note\n\nThe miller said: “The weir is open.” He left on 4 May 1911.\n"


def letter(at: int, words: str, name: str, number: str = "", lang: str = "en") -> str:
    ref = f' ref="https://d-nb.info/gnd/{number}"' if number else ""
    people = PERSON.format(key="x", name=name, ref=ref)
    day = f"19{20 - at}-05-0{at}"
    return LETTER.format(
        at=at, title=f"Letter {at}", words=words, people=people, day=day, lang=lang
    )


def shelf(folder: Path) -> Path:
    """A project of three letters and a plain text."""
    (folder / "sources").mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS, "utf-8")
    letters = [
        letter(1, "came by the harbour.", "Finch", "118649361"),
        letter(2, "kam an den Hafen.", "Aldous Finch", "118649361", "de"),
        letter(3, "wrote nothing.", "Finch", "1"),
    ]
    for at, text in enumerate(letters, 1):
        (folder / "sources" / f"letter-{at}.xml").write_text(text, "utf-8")
    (folder / "sources" / "note.txt").write_text(NOTE, "utf-8")
    return folder


def build(folder: Path, *, anew: bool = False, processes: int = 1) -> list[Built]:
    project, texts = target(folder)
    return list(build_all(project, texts, lambda line: None, anew=anew, processes=processes))


def unchanged(built: list[Built]) -> list[str]:
    return [one.text.stem for one in built if one.unchanged]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def page(place: Path) -> html.HtmlElement:
    return html.fromstring(place.read_bytes())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shelf."""
    folder = shelf(tmp_path_factory.mktemp("shelf"))
    made = build(folder)
    assert [one.text.stem for one in made] == ["letter-1", "letter-2", "letter-3", "note"]
    assert all(path.is_file() for one in made for path in one.files)
    return folder / "build" / "html"


def test_the_first_page_is_a_table_of_all(built: Path) -> None:
    first = page(built / "index.html")
    assert words(first.xpath("//h1")[0]) == "Letters from the Mill"
    rows = [[words(cell) for cell in row] for row in first.xpath("//table//tr")]
    assert rows[0] == ["Title", "Author", "Date", "Language", "Words"]
    assert [row[0] for row in rows[1:]] == ["Letter 3", "Letter 2", "Letter 1", "A Note"]
    assert rows[2][1:4] == ["Ada Quill", "1918-05-02", "de"]
    assert first.xpath("//tbody//a/@href")[0] == "letter-3/index.html"
    assert first.xpath("//tbody//a/@lang") == ["de"]
    assert first.xpath("//div[@id='documents']/@hidden"), "what needs a script is hidden without"
    assert "ed. Marlow" in words(first) or "ed. Edith Marlow" in words(first)


def test_every_link_of_the_site_leads_somewhere(built: Path) -> None:
    pages = {file: page(file) for file in built.rglob("*.html")}
    ids = {file: Counter(found.xpath("//@id")) for file, found in pages.items()}
    assert len(pages) > 15
    for file, found in pages.items():
        assert not [key for key, count in ids[file].items() if count > 1], file
        for address in found.xpath("//@href | //@src"):
            if address.startswith(("https:", "mailto:")):
                continue
            name, mark, place = address.partition("#")
            meant = (file.parent / unquote(name)).resolve() if name else file
            assert meant.is_file(), f"{file.relative_to(built)}: {address}"
            if mark and meant in ids:
                assert unquote(place) in ids[meant], f"{file.relative_to(built)}: {address}"


def test_documents_share_style_and_lead_home(built: Path) -> None:
    letter_page = page(built / "letter-1" / "index.html")
    assert letter_page.xpath("//link[@rel='stylesheet']/@href") == ["../style.css"]
    assert letter_page.xpath("//script/@src") == ["../edition.js"]
    home = letter_page.xpath("//li[@class='collection']/a")[0]
    assert (home.get("href"), words(home)) == ("../index.html", "Letters from the Mill")
    assert not (built / "letter-1" / "style.css").exists()
    told = json.loads(letter_page.xpath("string(//script[@type='application/ld+json'])"))
    assert told["isPartOf"] == {
        "@type": "Collection", "name": "Letters from the Mill",
        "url": "https://example.org/mill/"}  # fmt: skip


def test_people_are_one_by_number_or_by_name(built: Path) -> None:
    people = page(built / "people.html")
    entries = {
        words(item.xpath("*[@class='name']")[0]): item for item in people.xpath("//main//li[span]")
    }
    found = [item.xpath(".//ul//a/@href") for item in people.xpath("//ul[@class='index']/li")]
    assert ["letter-1/people.html#x", "letter-2/people.html#x"] in found, "one number, two names"
    assert ["letter-3/people.html#x"] in found, "one name, two numbers"
    assert "Finch" in entries


def test_dates_of_all_documents(built: Path) -> None:
    dates = page(built / "dates.html")
    assert "1911-05-04" in dates.xpath("//main//time/@datetime")


def test_the_search_looks_through_all(built: Path) -> None:
    call = (built / "search-1.js").read_text("utf-8")
    pages = json.loads(call[call.index(",") + 1 : call.rindex(")")])
    names = ("letter-1", "letter-2", "letter-3", "note")
    assert [entry[0] for entry in pages] == [f"{name}/index.html" for name in names]
    assert pages[1][1] == "Letter 2"
    assert "Finch kam an den Hafen." in pages[1]
    assert not (built / "letter-1" / "search.html").exists(), "a short document has none of its own"
    bar = page(built / "letter-1" / "index.html").xpath("//div[@class='bar']//a/@href")
    assert "../search.html" in bar


def test_machines_find_all_documents(built: Path) -> None:
    assert "Sitemap: https://example.org/mill/sitemap.xml" in (built / "robots.txt").read_text()
    index = etree.parse(str(built / "sitemap.xml")).getroot()
    maps = [str(place) for place in index.xpath("//*[local-name()='loc']/text()")]
    assert maps[0] == "https://example.org/mill/sitemap-pages.xml"
    for place in maps:
        assert (built / place.removeprefix("https://example.org/mill/")).is_file()
    assert not (built / "letter-1" / "robots.txt").exists()
    feed = etree.parse(str(built / "feed.atom")).getroot()
    titles = feed.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    assert titles == ["A Note", "Letter 3", "Letter 2", "Letter 1"]
    assert feed.findtext("{*}updated") == "2026-03-01T00:00:00Z"
    first = page(built / "index.html")
    assert first.xpath("//link[@rel='canonical']/@href") == ["https://example.org/mill/"]
    told = json.loads(first.xpath("string(//script[@type='application/ld+json'])"))
    assert (told["@type"], told["url"]) == ("Collection", "https://example.org/mill/")
    assert first.xpath("//link[@type='application/atom+xml']/@href") == ["feed.atom"]
    one = page(built / "letter-2" / "index.html")
    assert one.xpath("//link[@rel='canonical']/@href") == ["https://example.org/mill/letter-2/"]
    assert "Content-Security-Policy" in (built / "_headers").read_text()


def test_the_api_lists_all_documents(built: Path) -> None:
    collection = json.loads((built / "dts" / "collection.json").read_text("utf-8"))
    assert collection["title"] == "Letters from the Mill"
    assert [member["@id"] for member in collection["member"]] == [
        "letter-1", "letter-2", "letter-3", "note"]  # fmt: skip
    point = json.loads((built / "dts" / "index.json").read_text("utf-8"))
    base = "https://example.org/mill/"
    template = point["navigation"].replace("{resource}", "letter-1").replace("{/ref}", "/p1")
    answer = json.loads((built / template.replace("{;down}", "").removeprefix(base)).read_text())
    assert answer["ref"]["@id"] == f"{base}letter-1/index.html#p1"
    template = point["document"].replace("{resource}", "letter-1").replace("{/ref}", "/p1")
    assert (built / template.removeprefix(base)).is_file()
    assert (built / "letter-1" / "letter-1.xml").is_file()


@pytest.mark.skipif(not pagefind.is_installed(), reason="the extra pagefind is not installed")
def test_pagefind_finds_documents_of_other_languages_too(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    (folder / "edition.toml").write_text(SETTINGS.replace("hosts", 'search = "pagefind"\nhosts'))
    build(folder)
    pages = folder / "build" / "html"
    entry = json.loads((pages / "pagefind" / "pagefind-entry.json").read_text())
    assert {tag: told["page_count"] for tag, told in entry["languages"].items()} == {"en": 4}
    assert page(pages / "search.html").xpath("//@data-pagefind") == ["pagefind/pagefind.js"]
    assert not (pages / "letter-1" / "pagefind").exists()
    assert "'wasm-unsafe-eval'" in (pages / "_headers").read_text()


def test_a_project_overrides_the_pages_of_the_collection(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    (folder / "xslt" / "web").mkdir(parents=True)
    (folder / "xslt" / "web" / "collection.css").write_text("/* ours */")
    (folder / "xslt" / "web" / "own.css").write_text("p { color: green; }")
    build(folder)
    pages = folder / "build" / "html"
    assert (pages / "collection.css").read_text() == "/* ours */"
    assert "../own.css" in page(pages / "letter-1" / "index.html").xpath("//link/@href")
    assert (pages / "own.css").is_file()


# What changed, and what did not


def test_only_what_changed_is_built_again(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    build(folder)
    before = contents(folder / "build" / "html")
    assert unchanged(build(folder)) == ["letter-1", "letter-2", "letter-3", "note"]
    assert contents(folder / "build" / "html") == before
    changed = letter(2, "came anew.", "Aldous Finch", "118649361", "de")
    (folder / "sources" / "letter-2.xml").write_text(changed, "utf-8")
    assert unchanged(build(folder)) == ["letter-1", "letter-3", "note"]
    assert "came anew." in (folder / "build" / "html" / "search-1.js").read_text("utf-8")
    assert unchanged(build(folder, anew=True)) == []
    (folder / "edition.toml").write_text(SETTINGS.replace("Mill", "Weir"), "utf-8")
    assert unchanged(build(folder)) == [], "every page bears the title of the collection"
    shutil.rmtree(folder / "build" / "html" / "letter-1")
    assert unchanged(build(folder)) == ["letter-2", "letter-3", "note"]


def test_a_picture_that_changes_builds_its_document_again(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    text = folder / "sources" / "letter-1.xml"
    text.write_text(text.read_text().replace("came", '<graphic url="m.png"/> came'), "utf-8")
    build(folder)
    (folder / "sources" / "m.png").write_bytes(b"picture")
    assert unchanged(build(folder)) == ["letter-2", "letter-3", "note"], "a picture is no document"
    assert (folder / "build" / "html" / "letter-1" / "images" / "m.png").is_file()
    assert len(unchanged(build(folder))) == 4


def test_a_tile_that_changes_builds_its_document_again(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    text = folder / "sources" / "letter-1.xml"
    text.write_text(text.read_text().replace("came", '<pb facs="leaf/info.json"/> came'), "utf-8")
    whole = folder / "sources" / "leaf" / "full" / "max" / "0" / "default.jpg"
    whole.parent.mkdir(parents=True)
    whole.write_bytes(b"picture")
    (folder / "sources" / "leaf" / "info.json").write_text("{}")
    build(folder)
    assert len(unchanged(build(folder))) == 4
    whole.write_bytes(b"another picture")
    assert unchanged(build(folder)) == ["letter-2", "letter-3", "note"]
    made = folder / "build" / "html" / "letter-1" / "images" / "leaf" / "full/max/0/default.jpg"
    assert made.read_bytes() == b"another picture"


def test_a_document_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    build(folder)
    (folder / "sources" / "letter-3.xml").unlink()
    build(folder)
    left = [name for name in contents(folder / "build") if "letter-3" in name]
    assert left == []
    assert "Letter 3" not in words(page(folder / "build" / "html" / "index.html"))


def test_several_processes_make_the_same(tmp_path: Path) -> None:
    sites = []
    for processes in (1, 2):
        folder = shelf(tmp_path / str(processes) / "mill")
        build(folder, processes=processes)
        sites.append(contents(folder / "build" / "html"))
    assert sites[0] == sites[1]


def test_a_broken_document_stops_no_other(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    (folder / "sources" / "letter-2.xml").write_text("<TEI><p></TEI>")
    made = build(folder)
    assert [one.text.stem for one in made if one.files] == ["letter-1", "letter-3", "note"]
    (finding,) = (
        finding for one in made for finding in one.findings if finding.severity == "error"
    )
    assert (finding.code, finding.line) == ("tei-broken", 1)
    assert finding.file.endswith("letter-2.xml")
    rows = page(folder / "build" / "html" / "index.html").xpath("//tbody/tr")
    assert len(rows) == 3


def test_a_document_that_a_stylesheet_stops_at_stops_no_other(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    own = folder / "xslt" / "web" / "own.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(STOPS, "utf-8")
    made = build(folder)
    assert [one.text.stem for one in made if one.files] == ["letter-1", "letter-3", "note"]
    errors = [one for each in made for one in each.findings if one.severity == "error"]
    assert [(one.code, Path(one.file).name) for one in errors] == [("transform-failed", "own.xsl")]
    assert len(page(folder / "build" / "html" / "index.html").xpath("//tbody/tr")) == 3


STOPS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:template match="p[contains(., 'Hafen')]" priority="20">
    <xsl:value-of select="xs:date('spring')"/>
  </xsl:template>
</xsl:stylesheet>"""


def test_findings_of_unchanged_documents_are_told_again(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    text = folder / "sources" / "letter-1.xml"
    text.write_text(text.read_text().replace("came", "<odd>came</odd>"), "utf-8")
    first = [finding for one in build(folder) for finding in one.findings]
    again = [finding for one in build(folder) for finding in one.findings]
    assert [finding.code for finding in first] == ["element-unstyled"]
    assert again == first


def test_documents_lead_to_one_another(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    text = folder / "sources" / "letter-1.xml"
    link = '<ref target="letter-3.xml#p1">the last</ref>, <ref target="letter-9.xml">none</ref>'
    text.write_text(text.read_text("utf-8").replace("came by", f"came ({link}) by"), "utf-8")
    build(folder)
    shown = page(folder / "build" / "html" / "letter-1" / "index.html")
    assert shown.xpath("//main//a[.='the last']/@href") == ["../letter-3/index.html#p1"]
    target = page(folder / "build" / "html" / "letter-3" / "index.html")
    assert target.xpath("//*[@id='p1']")
    (folder / "sources" / "letter-3.xml").rename(folder / "sources" / "letter-9.xml")
    assert "letter-1" not in unchanged(build(folder))
    shown = page(folder / "build" / "html" / "letter-1" / "index.html")
    assert shown.xpath("//main//a[.='none']/@href") == ["../letter-9/index.html"]


# Where documents come from

CORPUS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>The Sittings</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>
<person xml:id="ada"><persName>Ada Quill</persName></person>
<person xml:id="ben"><persName>Ben Brack</persName></person></listPerson></particDesc></profileDesc>
</teiHeader>{}</teiCorpus>"""
SITTING = """<TEI xml:id="{key}"><teiHeader><fileDesc><titleStmt><title>Sitting {key}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body><div><u who="#{who}" xml:id="{key}.u1">I say so.</u></div></body></text>
</TEI>"""


def test_a_corpus_in_one_file_is_taken_apart(tmp_path: Path) -> None:
    inner = SITTING.format(key="s1", who="ada") + SITTING.format(key="s2", who="ben")
    (tmp_path / "sittings.xml").write_text(CORPUS.format(inner), "utf-8")
    project = Project(tmp_path, folder=tmp_path / "build", formats=("html",))
    made = list(build_all(project, [tmp_path / "sittings.xml"], lambda line: None, anew=False))
    assert len(made) == 2
    folder = tmp_path / "build" / "html"
    first = page(folder / "index.html")
    assert words(first.xpath("//h1")[0]) == "The Sittings"
    assert [words(a) for a in first.xpath("//tbody//a")] == ["Sitting s1", "Sitting s2"]
    tei = etree.parse(str(folder / "s1" / "s1.xml"))
    ids = tei.xpath("//@xml:id")
    assert set(ids) == {"s1", "s1.u1", "ada"}, "only those whom the document points to"
    assert page(folder / "s1" / "people.html").xpath("//li[@id='ada']")
    people = page(folder / "people.html").xpath("//ul[@class='index']/li")
    assert [words(li.xpath("span")[0]) for li in people] == ["Ada Quill", "Ben Brack"]
    again = list(build_all(project, [tmp_path / "sittings.xml"], lambda line: None, anew=False))
    assert all(one.unchanged for one in again)


def test_a_corpus_is_known_by_its_root(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    for text, right in [
        ("<?xml version='1.0'?><!-- <TEI> --><teiCorpus>", True),
        ("<tei:teiCorpus xmlns:tei='x'>", True),
        ("<TEI><p>teiCorpus</p></TEI>", False),
        ("", False),
    ]:
        file.write_text(text)
        assert is_corpus(file) is right
    assert not is_corpus(tmp_path / "none.xml")


def test_a_folder_without_settings_stands_for_its_texts(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    project, texts = target(folder / "sources")
    assert [text.name for text in texts] == [
        "letter-1.xml", "letter-2.xml", "letter-3.xml", "note.txt"]  # fmt: skip
    heading = heading_of(project, None)
    assert heading.title == "sources"
    assert [finding.code for finding in heading.findings] == ["collection-untitled"]


def test_two_texts_of_one_name_have_two(tmp_path: Path) -> None:
    texts = [tmp_path / "a" / "x.xml", tmp_path / "b" / "x.xml", tmp_path / "b" / "X.txt"]
    assert [one.name for one in sources(texts)] == ["x", "b-x", "b-X-2"]
    assert free("a b/c", set()) == "a-b-c"
    assert free("...", set()) == "document"


def test_the_site_of_a_single_text_makes_room(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    project = load(folder)
    list(build_all(project, project.texts()[:1], lambda line: None))
    for _ in "12":  # the second time with the records of a collection beside it
        (folder / "build" / "html" / "old.html").write_text("old")
        build(folder)
        assert not (folder / "build" / "html" / "old.html").exists()
        list(build_all(project, project.texts()[:1], lambda line: None))
        assert not (folder / "build" / "html" / "letter-2").exists()


# Very many


TOLD = {"authors": ["Ada Quill"], "language": "en", "words": 400, "characters": "abc", "policy": "",
        "description": "", "published": "", "files": []}  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a collection of 700 documents, as their records tell of them."""
    folder = tmp_path_factory.mktemp("many")
    names = [f"letter-{at:03}" for at in range(700)]
    person = {"name": "Finch", "order": "Ffinch", "count": 1, "href": "people.html#x", "refs": []}
    for at, name in enumerate(names):
        day = f"{1800 + at % 120}-05-04"
        told = {**TOLD, "title": f"Letter {at:03} from the weir", "day": day, "date": day,
                "lists": {"people": [person]}}  # fmt: skip
        passages = [["index.html", told["title"], "p1", f"Words of letter {at}. " * 60]]
        keeping.write(folder, name, keeping.Kept("", {}, (), (), told), passages)
    project = Project(folder, folder=folder, web=Web(), formats=("html",))
    files, findings = site.write(project, heading_of(project, None), names)
    assert [finding.code for finding in findings] == ["collection-untitled"]
    assert all(file.is_file() for file in files)
    return folder / "html"


def test_a_long_table_is_cut_into_pages(many: Path) -> None:
    pages = sorted(many.glob("*.html"))
    assert max(file.stat().st_size for file in pages) < 100_000
    tables = [file for file in pages if file.name.startswith(("index", "documents"))]
    rows = [words(a) for file in tables for a in page(file).xpath("//tbody//a")]
    assert len(rows) == len(set(rows)) == 700
    assert len(list(many.glob("search-*.js"))) >= 2
    entry = page(many / "people.html").xpath("//ul[@class='index']/li")[0]
    assert "… and 542 more documents" in words(entry)
    assert entry.xpath(".//p/a/@href") == ["search.html#q=%22Finch%22"]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_script_finds_rows_of_all_pages(many: Path, tmp_path: Path) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
             f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]  # fmt: skip
    address = (many / "index.html").as_uri() + "#q=letter%20699"
    ran = subprocess.run(
        [str(CHROMIUM), *flags, address], capture_output=True, timeout=120, check=True
    )
    found = html.fromstring(ran.stdout)
    rows = [words(a) for a in found.xpath("//tbody//a")]
    assert sorted(rows) == [f"Letter {at} from the weir" for at in (699,)]
    assert words(found.xpath("//*[@id='documents:status']")[0]) == "Documents shown: 1 of 700"
    assert len(found.xpath("//thead//button")) == 4


@pytest.mark.browser
@pytest.mark.skipif(
    CHROMIUM is None or shutil.which("node") is None or not (TOOLS / "node_modules").is_dir(),
    reason="Chromium, node or the tools from npm are not installed",
)
def test_a_browser_finds_nothing_amiss(built: Path, many: Path) -> None:
    pages = [built / "index.html", built / "people.html", built / "letter-2" / "index.html",
             many / "index.html"]  # fmt: skip
    command = ["node", str(TOOLS / "pages.mjs"), str(CHROMIUM), *map(str, pages)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=280, check=True)
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(reports) == len(pages)
    for report in reports:
        for fault in ("violations", "wide", "foreign", "errors"):
            assert report[fault] == [], report["file"]


def _double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def test_results_come_in_order_from_several_processes() -> None:
    made = list(executing.in_order(_double, range(20), 2))
    assert [result for result, _ in made] == list(range(0, 40, 2))
    assert os.getpid() not in {process for _, process in made}
    assert {process for _, process in executing.in_order(_double, range(3), 1)} == {os.getpid()}


def test_a_record_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    kept = keeping.Kept("f", {"a.png": ""}, ("x.xml",), (Diagnostic("c", "info", "f", 1, "m"),), {})
    keeping.write(tmp_path, "a", kept, [])
    assert keeping.read(tmp_path, "a") == kept
    (tmp_path / ".corpus" / "a.json").write_text('{"fingerprint": 3')
    assert keeping.read(tmp_path, "a") is None
    assert keeping.read(tmp_path, "b") is None
