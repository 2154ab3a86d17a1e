"""The web page: nothing of the text lost, nothing foreign let in, valid links, no script."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html
from shown import addressed, lost

from edition.writers import installed
from tei.diagnostics import Diagnostic

HERE = Path(__file__).parent / "documents"
DOCUMENTS = sorted(HERE.glob("*.xml"))
CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
SAFE = re.compile(r"(#|https?://|mailto:|[\w./?=%~-]+(#|$))")


class Site:
    """The pages of a built edition, by file name."""

    def __init__(self, folder: Path, heard: list[Diagnostic]):
        self.bytes = {file.name: file.read_bytes() for file in folder.glob("*.html")}
        self.pages = {name: html.fromstring(content) for name, content in self.bytes.items()}
        self.heard = heard

    def xpath(self, path: str) -> list[html.HtmlElement]:
        """What a path finds on all pages that hold text."""
        return [hit for page in self.of_text() for hit in page.xpath(path)]

    def of_text(self) -> list[html.HtmlElement]:
        """All pages but those that show TEI."""
        return [page for name, page in self.pages.items() if ".tei" not in name]

    def text_content(self) -> str:
        """The words of all pages that hold text; pages that show TEI do not count."""
        return " ".join(page.text_content() for page in self.of_text())


def build(file: Path, folder: Path) -> Site:
    heard: list[Diagnostic] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    tree = etree.parse(str(file), parser)
    written = installed()["html"].write(tree, folder, {"name": file.stem, "report": heard.append})
    assert all(path.is_file() for path in written)
    assert len(written) == len(set(written))
    return Site(folder / "html", heard)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_page(file: Path, tmp_path: Path) -> None:
    site = build(file, tmp_path)
    assert lost(file, site.text_content()) == []
    check(site)
    check_whole(file, site)


def check(site: Site) -> None:
    """What holds of every page of every edition."""
    check_links(site)
    for page in site.pages.values():
        check_safe(page)
        check_accessible(page)


def check_whole(file: Path, site: Site) -> None:
    """Every paragraph has an address, and no page is large."""
    there, wanted = addressed(file, sorted({str(name) for name in site.xpath("//@id")}))
    assert there == wanted, file.name
    for page, content in site.bytes.items():
        assert len(content) <= 100_000, f"{file.name}: {page}"
        assert len(gzip.compress(content)) <= 40_000, f"{file.name}: {page}"


def check_safe(page: html.HtmlElement) -> None:
    assert page.xpath("//script/@src") in (["edition.js"], ["edition.js", "search.js"])
    inline = page.xpath("//script[not(@src)]")
    assert all(script.get("type") == "application/ld+json" for script in inline)
    assert all(json.loads(script.text)["name"] for script in inline)
    assert not page.xpath("//iframe | //object | //embed | //form | //style | //base")
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //@srcdoc")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy
    assert policy[0].startswith("default-src 'none'; style-src 'self'; script-src 'self'; img-src")
    for address in page.xpath("//@href"):
        assert SAFE.match(address), address
    for source in page.xpath("//@src"):
        assert not re.match(r"([a-z]+:)?//", source), source
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= ALLOWED


ALLOWED = set(
    re.findall(
        r"\w+",
        """html head meta title link body a header h1 h2 h3 h4 h5 h6 p div span nav ol ul li main
        section footer blockquote q cite i b em sup sub code time br figure figcaption img table
        caption thead tbody tr th td dl dt dd del ins script details summary fieldset legend label
        input b mark ruby rt
        svg title rect line text
        math mi mn mo mtext ms mspace mfrac mroot msub msup munder mover msubsup munderover mrow
        mstyle msqrt mpadded mphantom mtable mtr mtd""",
    )
)


def check_links(site: Site) -> None:
    ids = {name: Counter(page.xpath("//@id")) for name, page in site.pages.items()}
    for name, page in site.pages.items():
        assert [key for key, count in ids[name].items() if count > 1] == [], name
        for address in page.xpath("//@href"):
            file, mark, place = address.partition("#")
            if mark and (file or name) in ids:
                assert unquote(place) in ids[file or name], f"{name}: {address}"
        assert not page.xpath("//a//a")


def check_accessible(page: html.HtmlElement) -> None:
    assert page.get("lang")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#" + page.xpath("//main/@id")[0]]
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for link in page.xpath("//a"):
        assert link.text_content().strip() or link.get("aria-label"), link.attrib
    assert not page.xpath("//img[not(@alt)]")
    assert not page.xpath("//p//p | //p//div | //p//ul | //p//ol | //p//blockquote | //p//table")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(HERE / "article.xml", tmp_path_factory.mktemp("article"))


@pytest.fixture(scope="module")
def article(site: Site) -> html.HtmlElement:
    return site.pages["index.html"]


def one(page: html.HtmlElement | Site, path: str) -> html.HtmlElement:
    found = page.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def test_title_block_comes_from_the_title_page(article: html.HtmlElement) -> None:
    assert one(article, "//h1").text_content() == "The Harbour Commission and Its Critics"
    header = one(article, "//header").text_content()
    assert "A Reply" in header
    assert "by Edith Almond" in header
    assert not article.xpath("//main//*[contains(@class, 'titlePart')]")
    assert "A Reply" not in one(article, "//main").text_content()


def test_ids_of_the_tei_are_addresses(article: html.HtmlElement) -> None:
    for name in ("p1", "q1", "q2", "q4", "h1", "n1", "pb9", "l1", "t1"):
        one(article, f"//*[@id='{name}']")
    assert one(article, "//p[@id='p1']/a[@class='permalink']").get("href") == "#p1"


def test_quotations_keep_their_marks(article: html.HtmlElement) -> None:
    assert one(article, "//blockquote[@id='q2']").xpath("count(p)") == 2
    assert one(article, "//q[@id='q1']").text_content() == "finished before the herring come back"
    assert one(article, "//q[@id='q4']").get("class") == "said continued"


def test_a_hyphen_of_the_line_is_hidden(article: html.HtmlElement) -> None:
    assert "An honest accountant" in one(article, "//p[@id='p1']").text_content()


def test_notes_lead_there_and_back(article: html.HtmlElement) -> None:
    call = one(article, "//p[@id='p1']/a[@role='doc-noteref']")
    assert call.get("href") == "#n1"
    back = one(article, "//*[@id='n1']//a[@role='doc-backlink']")
    assert back.get("href") == "#" + call.get("id")


def test_dates_languages_and_tables(article: html.HtmlElement) -> None:
    assert "1919-03" in article.xpath("//p[@id='p1']//time/@datetime")
    hebrew = one(article, "//*[@lang='he']")
    assert hebrew.get("dir") == "rtl"
    assert len(article.xpath("//table[@id='t1']/thead/tr/th[@scope='col']")) == 3
    assert article.xpath("//table[@id='t1']//td[@class='number']")


def test_addresses_are_allowed_or_plain(article: html.HtmlElement) -> None:
    assert one(article, "//a[contains(@href, 'example.org')]").text_content()
    assert "a trick" in one(article, "//p[@id='p10']").text_content()
    assert not article.xpath("//a[. = 'a trick']")


def test_the_other_reading_is_kept(article: html.HtmlElement) -> None:
    emended = one(article, "//*[@class='emended']")
    assert one(emended, "*[@class='read']").text_content() == "receive"
    assert one(emended, "*[@class='unread'][@hidden]").text_content() == "recieve"
    entry = one(article, "//section[@class='emendations']//li")
    assert entry.text_content() == "receive] recieve"
    assert one(entry, ".//a").get("href") == "#read:1"


def test_lists_and_facts(site: Site, article: html.HtmlElement) -> None:
    people = site.pages["people.html"]
    assert "Alderman Brack" in one(people, "//main").text_content()
    assert "index.html#q3" in people.xpath("//li[@id='brack']//a/@href")
    assert site.pages["organisations.html"].xpath("//li[@id='commission']")
    assert site.pages["sources.html"].xpath("//li[@id='report']//a/@href")
    about = one(article, "//section[contains(@class, 'about')]")
    facts = about.text_content()
    for fact in ("The Quayside Review", "CC0 1.0", "Left out", "tei-edition", "22 July 1921"):
        assert fact in facts
    assert about.xpath(".//a[@href='https://creativecommons.org/publicdomain/zero/1.0/']")
    assert about.xpath(".//a[@href='article.xml']")


def novel(chapters: int, paragraphs: int) -> etree._ElementTree:
    """A text of many pages, whose chapters have ids and point to one another."""
    words = "<p>" + "The mill turned and nobody came to ask why it turned. " * 12 + "</p>"
    text = "".join(
        f'<div xml:id="c{at}"><head>Chapter {at}</head><p xml:id="p{at}">See <ref target="#p1">the '
        f"beginning</ref>.<note>Note {at}.</note></p>{words * paragraphs}</div>"
        for at in range(1, chapters + 1)
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>{text}</body></text>'
    return etree.ElementTree(etree.fromstring(tei + "</TEI>"))


def test_a_long_text_has_a_page_for_each_chapter(tmp_path: Path) -> None:
    installed()["html"].write(novel(6, 20), tmp_path, {})
    site = Site(tmp_path / "html", [])
    assert {f"c{at}.html" for at in range(1, 7)} < site.pages.keys()
    check(site)
    assert site.pages["c3.html"].xpath("//main//p[1]/a[1]/@href") == ["c1.html#p1"]
    assert one(site.pages["c3.html"], "//h1").text_content().startswith("Chapter 3")
    assert (
        one(site.pages["c3.html"], "//section[@role='doc-endnotes']//p").text_content() == "Note 3."
    )
    assert site.pages["c3.html"].xpath("//link[@rel='prev' or @rel='next']/@href") == [
        "c2.html", "c4.html"]  # fmt: skip
    assert "c2.html#c2" in site.pages["index.html"].xpath("//nav[@class='contents']//a/@href")


def test_a_long_chapter_is_cut_between_its_blocks(tmp_path: Path) -> None:
    installed()["html"].write(novel(2, 250), tmp_path, {})
    site = Site(tmp_path / "html", [])
    check(site)
    assert max(file.stat().st_size for file in (tmp_path / "html").glob("*.html")) < 100_000
    assert len(site.pages) >= 1 + 2 * 3
    assert len(site.xpath("//main//p[@id]")) == 2 * 251, "every paragraph has an address"
    assert len(site.xpath("//*[@id='c2']")) == 1


def test_strange_elements_are_shown_and_told(tmp_path: Path) -> None:
    page = build(HERE / "stranger.xml", tmp_path)
    heard = page.heard
    text = " ".join(page.text_content().split())
    assert "Ein eigenes Element, alert(1) und drei 3." in text
    assert "Ein Absatz im fremden Block." in text
    told = {d.message.split("<")[1].split(">")[0] for d in heard if d.code == "element-unstyled"}
    assert {"wunderlich", "h:script", "m:weight", "m:n", "m:block"} <= told
    assert all(d.line > 0 for d in heard)
    assert [d.line for d in heard if d.code == "picture-unavailable"] == [10, 11]
    targets = set(page.xpath("//main//a/@href"))
    assert {"seite.html", "mailto:a@example.org"} <= targets
    assert not {t for t in targets if "evil" in t}
    assert not {t for t in targets if ":" in t.partition("#")[0] and not t.startswith("mailto")}
    assert "„sagt sie“" in text, "marks that the encoding took out come back in the language"


def test_pictures_are_copied(tmp_path: Path) -> None:
    base = tmp_path / "base"
    (base / "img").mkdir(parents=True)
    (base / "img" / "map.png").write_bytes(b"picture")
    tei = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><figure>
      <graphic url="img/map.png"/><head>A map</head></figure></body></text></TEI>"""
    tree = etree.ElementTree(etree.fromstring(tei))
    written = installed()["html"].write(tree, tmp_path / "out", {"base": base})
    assert tmp_path / "out" / "html" / "images" / "map.png" in written
    page = html.fromstring((tmp_path / "out" / "html" / "index.html").read_bytes())
    image = one(page, "//img")
    assert (image.get("src"), image.get("alt")) == ("images/map.png", "A map")


def test_how_to_cite(tmp_path: Path) -> None:
    build(HERE / "article.xml", tmp_path)
    folder = tmp_path / "html"
    item = json.loads((folder / "cite.json").read_text("utf-8"))[0]
    assert item["author"] == [{"literal": "Edith Almond"}]
    assert item["issued"] == {"date-parts": [[2026, 2, 3]]}
    assert "  author = {{Edith Almond}}," in (folder / "cite.bib").read_text("utf-8").splitlines()
    ris = (folder / "cite.ris").read_bytes().decode("utf-8").split("\r\n")
    assert ris[0] == "TY  - BOOK" and "AU  - Edith Almond" in ris and "PY  - 2026" in ris


def test_with_an_address_machines_find_every_page(tmp_path: Path) -> None:
    tree = etree.parse(str(HERE / "article.xml"))
    settings = {"url": "https://example.org/reply/", "name": "article"}
    installed()["html"].write(tree, tmp_path, settings)
    folder = tmp_path / "html"
    page = html.fromstring((folder / "people.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/reply/people.html"]
    places = (
        etree.parse(str(folder / "sitemap.xml")).getroot().xpath("//*[local-name()='loc']/text()")
    )
    pages = {file.name for file in folder.glob("*.html") if ".tei" not in file.name}
    pages -= {"index.html"}
    assert {place.removeprefix("https://example.org/reply/") for place in places} == pages | {""}
    feed = etree.parse(str(folder / "feed.atom")).getroot()
    assert feed.findtext("{*}updated") == "2026-02-03T00:00:00Z"
    assert "Sitemap: https://example.org/reply/sitemap.xml" in (folder / "robots.txt").read_text()


def test_the_same_input_gives_the_same_site(tmp_path: Path) -> None:
    sites = []
    for at in "12":
        build(HERE / "play.xml", tmp_path / at)
        folder = tmp_path / at / "html"
        sites.append(
            {
                file.relative_to(folder): file.read_bytes()
                for file in folder.rglob("*")
                if file.is_file()
            }
        )
    assert sites[0] == sites[1]


def test_settings_speak_louder_than_the_header(tmp_path: Path) -> None:
    tree = etree.parse(str(HERE / "letters.xml"))
    settings = {
        "title": "Ours & theirs",
        "author": "A. N. Other",
        "theme": "dark",
        "name": "../x y",
    }
    written = installed()["html"].write(tree, tmp_path, settings)
    assert all(path.is_relative_to(tmp_path / "html") for path in written)
    page = html.fromstring((tmp_path / "html" / "index.html").read_bytes())
    assert one(page, "//h1").text_content() == "Ours & theirs"
    assert "A. N. Other" in one(page, "//header").text_content()
    assert page.get("class") == "dark"


@pytest.mark.shared
def test_strangers_lose_nothing(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "tei" / "real").glob("*.xml"))
    files += sorted((shared / "tei" / "documents").glob("*.xml"))
    assert files
    for file in files:
        site = build(file, tmp_path / file.stem)
        missing = lost(file, site.text_content())
        assert missing == [], file.name
        check_links(site)
        check_whole(file, site)
        for page in site.pages.values():
            check_safe(page)


@pytest.mark.shared
@pytest.mark.timeout(60)
def test_a_novel_takes_a_second(shared: Path, tmp_path: Path) -> None:
    file = shared / "tei" / "real" / "eltec-trollope.xml"
    build(HERE / "play.xml", tmp_path / "warm")
    build(file, tmp_path)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_the_page_with_its_style(tmp_path: Path) -> None:
    build(HERE / "article.xml", tmp_path)
    page = tmp_path / "html" / "index.html"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--hide-scrollbars", "--window-size=390,900"]  # fmt: skip
    picture = tmp_path / "page.png"
    command = [str(CHROMIUM), *flags, f"--user-data-dir={tmp_path / 'profile'}",
               f"--screenshot={picture}", page.as_uri()]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, timeout=120, check=True)
    styled = picture.read_bytes()
    (page.parent / "style.css").unlink()
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert picture.read_bytes() != styled, "the policy keeps the style sheet out"
    assert b"Refused to" not in ran.stderr
