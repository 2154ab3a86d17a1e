"""What programs read of a web edition: metadata, sitemap, feed, API, files for hosts; safety."""

from __future__ import annotations

import json
import re
import urllib.parse
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition.build import read_tei
from edition.theme import Web
from edition.web import drawings, hosting
from edition.writers import installed
from tei.diagnostics import Diagnostic

HERE = Path(__file__).parent / "documents"
URL = "https://example.org/reply/"
CONTEXT = "https://dtsapi.org/context/v1.0.json"
T = {"t": "http://www.tei-c.org/ns/1.0", "d": "https://w3id.org/api/dts#"}


def build(file: Path, folder: Path, **settings: Any) -> Path:
    _, tree = read_tei(file)
    written = installed()["html"].write(
        tree, folder, {"name": file.stem, "base": file.parent, **settings}
    )
    assert all(path.is_file() for path in written)
    return folder / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("with-address")
    return build(HERE / "article.xml", folder, web=Web(url=URL))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(HERE / "article.xml", tmp_path_factory.mktemp("without-address"))


def page(folder: Path, name: str = "index.html") -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes())


def meta(found: html.HtmlElement, name: str) -> list[str]:
    return [
        str(value)
        for value in found.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")
    ]


def test_reference_managers_read_the_first_page(site: Path) -> None:
    first = page(site)
    assert meta(first, "citation_title") == ["The Harbour Commission and Its Critics"]
    assert meta(first, "citation_author") == ["Edith Almond"]
    assert meta(first, "citation_publication_date") == ["2026/02/03"]
    assert meta(first, "citation_public_url") == [URL]
    assert meta(first, "citation_language") == ["en"]
    assert meta(first, "og:title") == ["The Harbour Commission and Its Critics"]
    assert meta(first, "og:url") == [URL]
    assert meta(first, "og:description") == meta(first, "description")
    assert meta(page(site, "people.html"), "citation_title") == [], "a list is no publication"


def test_the_description_for_search_engines(site: Path) -> None:
    told = json.loads(page(site).xpath("string(//script[@type='application/ld+json'])"))
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == "Book"
    assert told["url"] == URL
    assert told["author"] == [{"@type": "Person", "name": "Edith Almond"}]
    assert told["datePublished"] == "2026-02-03"
    assert told["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert told["encoding"][0]["contentUrl"] == f"{URL}article.xml"


def test_every_page_leads_to_the_tei_and_to_its_address(site: Path) -> None:
    for file in site.glob("*.html"):
        found = page(site, file.name)
        (tei,) = found.xpath("//link[@rel='alternate'][@type='application/tei+xml']/@href")
        assert (site / tei).is_file()
        own = "" if file.name == "index.html" else file.name
        assert found.xpath("//link[@rel='canonical']/@href") == [URL + own]
        assert found.xpath("//link[@type='application/atom+xml']/@href") == ["feed.atom"]


def test_without_an_address_nothing_claims_one(plain: Path) -> None:
    first = page(plain)
    assert not first.xpath("//link[@rel='canonical'] | //link[@type='application/atom+xml']")
    assert meta(first, "og:url") == meta(first, "citation_public_url") == []
    assert not (plain / "sitemap.xml").exists()
    assert not (plain / "feed.atom").exists()
    assert (plain / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    told = json.loads(first.xpath("string(//script[@type='application/ld+json'])"))
    assert "url" not in told
    assert told["encoding"][0]["contentUrl"] == "article.xml"


def test_without_a_date_there_is_no_feed(tmp_path: Path) -> None:
    folder = build(HERE / "attack.xml", tmp_path, web=Web(url=URL))
    assert (folder / "sitemap.xml").is_file()
    assert not (folder / "feed.atom").exists(), "an entry of a feed has to say when"
    assert not page(folder).xpath("//link[@type='application/atom+xml']")


# The API


def read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def expanded(template: str, **values: str) -> str:
    """A URI template (RFC 6570) of the kinds {a}, {/a,b} and {;a}, expanded."""

    def part(found: re.Match[str]) -> str:
        kind, names = found[1], found[2].split(",")
        given = [(n, urllib.parse.quote(values[n], safe="-._~")) for n in names if n in values]
        if kind == ";":
            return "".join(f";{name}={value}" for name, value in given)
        return "".join(f"{kind}{value}" for _, value in given)

    return re.sub(r"\{([/;]?)([\w,]+)\}", part, template)


def file_of(reference: str, base: Path, site: Path) -> Path:
    """The file that an address in a file of the API means."""
    path = urllib.parse.unquote(reference)
    if path.startswith(URL):
        return site / path.removeprefix(URL)
    return (base.parent / path).resolve()


@pytest.mark.parametrize("which", ["site", "plain"])
def test_the_api_is_whole(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    entry = site / "dts" / "index.json"
    point = read(entry)
    assert {point["@context"], point["dtsVersion"], point["@type"]} == {
        CONTEXT,
        "1.0",
        "EntryPoint",
    }
    listed = file_of(expanded(point["collection"]), entry, site)
    collection = read(listed)
    assert collection["@type"] == "Collection"
    assert collection["totalChildren"] == len(collection["member"]) == 1
    (member,) = collection["member"]
    assert {"@id", "title", "collection", "navigation", "document"} < member.keys()
    for given in ({"id": "article"}, {"id": "article", "nav": "parents"}, {"id": "edition"}):
        answer = read(file_of(expanded(point["collection"], **given), entry, site))
        assert answer["@id"] == given["id"]
    whole = file_of(expanded(member["navigation"], down="-1"), listed, site)
    assert whole == file_of(
        expanded(point["navigation"], resource="article", down="-1"), entry, site)  # fmt: skip
    units = read(whole)["member"]
    assert {unit["@type"] for unit in units} == {"CitableUnit"}
    assert len({unit["identifier"] for unit in units}) == len(units) > 10
    for unit in units:
        check_unit(unit, member, listed, whole, site)


def check_unit(
    unit: dict[str, Any], member: dict[str, Any], listed: Path, whole: Path, site: Path
) -> None:
    """A part can be asked for, is the same everywhere, and has an address on a page."""
    ref = unit["identifier"]
    alone = read(file_of(expanded(member["navigation"], ref=ref), listed, site))
    assert "member" not in alone, "without down the part alone is told"
    assert {**alone["ref"], "@id": ""} == {**unit, "@id": ""}
    address, _, place = unit["@id"].partition("#")
    shown = html.fromstring(file_of(address, whole, site).read_bytes())
    assert shown.xpath("//*[@id=$place]", place=place), "the address of the page"
    part = etree.parse(str(file_of(expanded(member["document"], ref=ref), listed, site)))
    assert part.getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"
    (wrapper,) = part.xpath("/t:TEI/d:wrapper", namespaces=T)
    assert len(wrapper) == 1
    assert (wrapper.text or "").strip() == ""


def test_parts_of_a_part_are_told_level_by_level(plain: Path) -> None:
    folder = plain / "dts" / "navigation" / "article"
    top = read(plain / "dts" / "navigation" / "article;down=1.json")["member"]
    assert [unit["level"] for unit in top] == [1] * len(top)
    assert all(unit["parent"] is None for unit in top)
    for unit in top:
        if not (folder / f"{unit['identifier']};down=1.json").exists():
            continue
        below = read(folder / f"{unit['identifier']};down=1.json")["member"]
        assert below[0] == {**unit, "@id": below[0]["@id"]}
        assert {one["parent"] for one in below[1:]} == {unit["identifier"]}
        beside = read(folder / f"{unit['identifier']};down=0.json")["member"]
        assert [one["identifier"] for one in beside] == [one["identifier"] for one in top]


def test_a_part_is_the_text_of_the_file(plain: Path) -> None:
    tei = etree.parse(str(plain / "article.xml"))
    (paragraph,) = tei.xpath("//*[@xml:id='p1']")
    (part,) = etree.parse(str(plain / "article" / "p1.xml")).xpath("//*[@xml:id='p1']")
    assert "".join(part.itertext()) == "".join(paragraph.itertext())


@pytest.mark.parametrize(
    "key", ["../../../out", "/etc/out", "a/b", "..", "x" * 5000, "CON:", "ä b"]
)
def test_an_id_is_no_path(tmp_path: Path, key: str) -> None:
    words = "Words. " * 1500
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        f'<div xml:id="{key}"><head>One</head><p>{words * 6}</p><p>{words}</p></div>'
        f'<div xml:id="{key}2"><head>Two</head><p xml:id="{key}3">{words}</p></div>'
        "</body></text></TEI>"
    )
    before = {path for path in tmp_path.parent.rglob("*") if "html" not in path.parts}
    folder = build(tmp_path / "a.xml", tmp_path)
    after = {path for path in tmp_path.parent.rglob("*") if "html" not in path.parts}
    assert after == before
    assert len(list((folder / "a").glob("*.xml"))) == 5


def test_a_project_can_do_without_the_api(tmp_path: Path) -> None:
    folder = build(HERE / "letters.xml", tmp_path, web=Web(api=False))
    assert not (folder / "dts").exists()
    assert not (folder / "letters").exists()


# Hosts


def test_hosts_are_told_what_the_pages_say(tmp_path: Path) -> None:
    folder = build(HERE / "letters.xml", tmp_path, web=Web(hosts=hosting.HOSTS))
    (own,) = page(folder).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    wanted = own.rstrip("; ") + "; frame-ancestors 'none'"
    headers = (folder / "_headers").read_text()
    assert f"/*\n  Content-Security-Policy: {wanted}\n" in headers
    assert f'Header always set Content-Security-Policy "{wanted}"' in (
        folder / ".htaccess").read_text()  # fmt: skip
    nginx = (folder / "nginx.conf").read_text()
    assert f'add_header Content-Security-Policy "{wanted}" always;' in nginx
    assert nginx.count("{") == nginx.count("}")
    assert (folder / ".nojekyll").read_bytes() == b""
    for told in (headers, nginx, (folder / ".htaccess").read_text()):
        assert "nosniff" in told
        assert "application/ld+json" in told


def test_a_policy_of_all_pages_allows_what_one_of_them_does() -> None:
    made = hosting.joined(
        ["default-src 'none'; img-src 'self'", "img-src 'self' https://a.example"]
    )
    assert made == "default-src 'none'; img-src 'self' https://a.example; frame-ancestors 'none'"


def test_without_hosts_no_file_of_theirs_is_there(plain: Path) -> None:
    assert not [file for file in plain.iterdir() if file.name in ("_headers", ".htaccess")]


# Drawings of others

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}</svg>'


@pytest.mark.parametrize(
    ("drawing", "harmless"),
    [
        ("><rect width='3' fill='url(#g)'/><style>rect { fill: red; }</style>", True),
        ("><use href='#a'/><image href='data:image/png;base64,aaaa'/>", True),
        ("><script>alert(1)</script>", False),
        (" onload='alert(1)'>", False),
        ("><a href='javascript:alert(1)'><text>x</text></a>", False),
        ("><a xlink:href=' JavaScript:alert(1)'><text>x</text></a>", False),
        ("><image href='https://evil.example/pixel.gif'/>", False),
        ("><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", False),
        ("><style>@import url(https://evil.example/x.css);</style>", False),
        ("><rect style='fill: url(https://evil.example/x)'/>", False),
        ("><set attributeName='href' to='javascript:alert(1)'/>", False),
        ("><rect>", False),
    ],
)
def test_a_drawing_that_could_do_more_is_left_out(
    tmp_path: Path, drawing: str, harmless: bool
) -> None:
    (tmp_path / "map.svg").write_text(SVG.format(drawing))
    assert drawings.is_harmless(tmp_path / "map.svg") is harmless
    heard: list[Diagnostic] = []
    body = '<figure><graphic url="map.svg"/><head>A map</head></figure><pb facs="map.svg"/>'
    (tmp_path / "a.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{body}</p></body></text></TEI>'
    )
    folder = build(tmp_path / "a.xml", tmp_path, report=heard.append)
    assert (folder / "images" / "map.svg").exists() is harmless
    assert ("picture-unsafe" in {one.code for one in heard}) is not harmless
    assert "A map" in page(folder).text_content()


def test_a_drawing_with_entities_is_left_out(tmp_path: Path) -> None:
    inner = '<!DOCTYPE svg [<!ENTITY a "x">]>' + SVG.format("><text>&a;</text>")
    (tmp_path / "map.svg").write_text(inner)
    assert not drawings.is_harmless(tmp_path / "map.svg")
