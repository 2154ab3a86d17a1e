"""The EPUB: nothing of the text lost, the same twice, no message of the checkers, axe content."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from test_web import lost

from edition.writers import installed
from tei.diagnostics import Diagnostic

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").glob("*.xml"))
TOOLS = HERE.parent / "tools"
TS = TOOLS / "node_modules" / "@likecoin" / "epubcheck-ts" / "bin" / "epubcheck.js"
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SHARED = ("documents/maria", "documents/tei_lite", "documents/testnames", "documents/ms",
          "documents/testapp2")  # fmt: skip


def chromium() -> str | None:
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


class Book:
    """An opened EPUB: names in order, and the parsed documents by name."""

    def __init__(self, path: Path, heard: list[Diagnostic]):
        self.path, self.heard = path, heard
        with zipfile.ZipFile(path) as file:
            self.entries = file.infolist()
            self.files = {entry.filename: file.read(entry) for entry in self.entries}
        self.pages = {
            Path(name).name: etree.fromstring(data)
            for name, data in self.files.items()
            if name.endswith(".xhtml")
        }
        self.package = etree.fromstring(self.files["EPUB/package.opf"])

    def text(self) -> str:
        return " ".join(
            " ".join(page.itertext()) for name, page in self.pages.items() if name != "nav.xhtml"
        )

    def meta(self, name: str) -> list[str]:
        found = self.package.xpath(f"//o:meta[@property='{name}']/text()", namespaces=NAMES)
        return [str(value) for value in found]


def parse(file: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(str(file), parser)


def build(file: Path, folder: Path, **settings: object) -> Book:
    heard: list[Diagnostic] = []
    chosen = {"name": file.stem, "base": file.parent, "report": heard.append, **settings}
    (path,) = installed()["epub"].write(parse(file), folder, chosen)
    return Book(path, heard)


def written(folder: Path, body: str, header: str = "") -> Path:
    file = folder / "written.xml"
    file.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>',
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_a_book(file: Path, tmp_path: Path) -> None:
    check(file, build(file, tmp_path))


def check(file: Path, book: Book) -> None:
    """What holds of every book."""
    assert lost(file, book.text()) == []
    assert book.entries[0].filename == "mimetype"
    assert book.entries[0].compress_type == zipfile.ZIP_STORED
    assert not any(name.endswith(".xml") for name in book.files if name.startswith("EPUB"))
    held = book.package.xpath("//o:item/@href", namespaces=NAMES)
    assert sorted(f"EPUB/{name}" for name in [*held, "package.opf"]) == sorted(
        name for name in book.files if name.startswith("EPUB/")
    )
    check_links(book)


def check_links(book: Book) -> None:
    ids = {name: page.xpath("//@id") for name, page in book.pages.items()}
    for name, page in book.pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for address in page.xpath("//h:a/@href", namespaces=NAMES):
            if not re.match(r"https?:|mailto:", address):
                target, _, place = address.partition("#")
                assert (target or name) in ids, address
                assert not place or place in ids[target or name], f"{name}: {address}"


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for file in DOCUMENTS:
        one, two = (build(file, tmp_path / at).path.read_bytes() for at in "12")
        assert one == two, file.stem


def test_notes_pop_up(tmp_path: Path) -> None:
    book = build(HERE / "documents" / "article.xml", tmp_path)
    calls = [a for page in book.pages.values() for a in page.iter("{*}a") if a.get(TYPE)]
    notes = [a for page in book.pages.values() for a in page.iter("{*}aside")]
    assert any(call.get(TYPE) == "noteref" for call in calls)
    assert all(call.get("role") == "doc-noteref" for call in calls if call.get(TYPE) == "noteref")
    assert notes
    assert {(n.get(TYPE), n.get("role")) for n in notes} == {("footnote", "doc-footnote")}


def test_the_pages_of_the_source(tmp_path: Path) -> None:
    file = written(tmp_path, '<pb n="7"/><p>One <pb n="8" xml:id="eight"/>two <pb/>three.</p>')
    book = build(file, tmp_path)
    pages = book.pages["nav.xhtml"].xpath("//h:nav[@epub:type='page-list']//h:a", namespaces=NAMES)
    assert [page.text for page in pages] == ["7", "8"]
    assert pages[1].get("href") == "text-001.xhtml#eight"
    assert book.meta("pageBreakSource") == ["none"]


def test_metadata_from_the_header(tmp_path: Path) -> None:
    book = build(HERE / "documents" / "article.xml", tmp_path)
    values = {
        e.tag.rpartition("}")[2]: e.text for e in book.package.iterfind("o:metadata/dc:*", NAMES)
    }
    assert values["creator"] == "Edith Almond"
    assert values["publisher"] == "The Example Press"
    assert values["date"] == "2026-02-03"
    assert values["language"] == "en"
    assert "CC0 1.0" in str(values["rights"])
    assert book.meta("dcterms:modified") == ["2026-02-03T00:00:00Z"]
    assert "textual" in book.meta("schema:accessModeSufficient")


def test_conformance_is_claimed_by_a_person_or_not_at_all(tmp_path: Path) -> None:
    file = DOCUMENTS[0]
    assert build(file, tmp_path).meta("dcterms:conformsTo") == []
    claimed = build(file, tmp_path, certified_by="Edith Marlow")
    assert claimed.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert claimed.meta("a11y:certifiedBy") == ["Edith Marlow"]


def test_pictures_and_what_they_say_of_access(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PIXEL)
    told = written(tmp_path, '<figure><graphic url="a b.png"/><figDesc>A dot.</figDesc></figure>')
    book = build(told, tmp_path)
    assert book.files["EPUB/images/1.png"] == PIXEL
    assert "alternativeText" in book.meta("schema:accessibilityFeature")
    mute = build(
        written(tmp_path, '<figure><graphic url="a b.png"/></figure>'), tmp_path, certified_by="E"
    )
    assert "textual" not in mute.meta("schema:accessModeSufficient")
    assert mute.meta("dcterms:conformsTo") == []


def test_right_to_left_and_other_languages(tmp_path: Path) -> None:
    file = written(tmp_path, '<p>שלום <foreign xml:lang="fr">bonjour</foreign></p>')
    file.write_text(file.read_text("utf-8").replace("<text>", '<text xml:lang="he">'), "utf-8")
    book = build(file, tmp_path)
    page = book.pages["text-001.xhtml"]
    assert (page.get("dir"), page.get("lang")) == ("rtl", "he")
    assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"
    assert book.package.find("o:spine", NAMES).get("page-progression-direction") == "rtl"
    assert page.xpath("//h:i[@xml:lang='fr']", namespaces=NAMES)


def test_a_link_out_of_the_book_is_told(tmp_path: Path) -> None:
    book = build(written(tmp_path, '<p><ref target="other.xml#x">there</ref></p>'), tmp_path)
    assert [d.code for d in book.heard] == ["link-outside"]
    assert "there" in book.text()


def test_a_cover_without_glyphs_is_words(tmp_path: Path) -> None:
    title = "<teiHeader><fileDesc><titleStmt><title>論語</title></titleStmt></fileDesc></teiHeader>"
    book = build(written(tmp_path, "<p>x</p>", title), tmp_path)
    assert [d.code for d in book.heard] == ["cover-plain"]
    assert "EPUB/cover.png" not in book.files
    assert "論語" in "".join(book.pages["cover.xhtml"].itertext())


ODD = ("", "<p/>", "<div><head/></div>", "<list/><table><row/></table>")


@pytest.mark.parametrize("body", [*ODD, '<table><row><pb n="1"/><cell>a</cell></row></table>'])
def test_odd_documents(body: str, tmp_path: Path) -> None:
    check(file := written(tmp_path, body), build(file, tmp_path))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Book]:
    """Our own documents and, where they are, strangers'."""
    shared = HERE.parents[1].parent / "shared" / "tei"
    files = [*DOCUMENTS, *sorted((shared / "real").glob("*.xml"))]
    files += [path for name in SHARED if (path := shared / f"{name}.xml").is_file()]
    folder = tmp_path_factory.mktemp("books")
    return [build(file, folder) for file in files]


@pytest.mark.timeout(300)
def test_epubcheck_has_nothing_to_say(books: list[Book]) -> None:
    checker = pytest.importorskip("epubcheck", reason="epubcheck (PyPI) is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    jar = next(Path(checker.__file__).parent.rglob("epubcheck.jar"))
    for book in books:
        command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "--usage", "-q", "-j", "-"]
        ran = subprocess.run(
            [*command, str(book.path)], capture_output=True, text=True, check=False
        )
        messages = json.loads(ran.stdout[ran.stdout.index("{") :])["messages"]
        assert [f"{m['ID']}: {m['message']}" for m in messages] == [], book.path.name


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    not TS.is_file() or shutil.which("node") is None, reason="epubcheck-ts is not installed"
)
def test_the_other_checker_finds_nothing(books: list[Book]) -> None:
    for book in books:
        ran = subprocess.run(
            ["node", str(TS), str(book.path)], capture_output=True, text=True, check=False
        )
        shown = ran.stdout + ran.stderr
        assert re.search(r"Errors: +[1-9]|Warnings: +[1-9]|FATAL", shown) is None, shown


@pytest.mark.skipif(
    chromium() is None or not (TOOLS / "node_modules" / "axe-core").is_dir(),
    reason="Chromium or the tools from npm are not installed",
)
@pytest.mark.browser
@pytest.mark.timeout(300)
def test_axe_finds_nothing(books: list[Book], tmp_path: Path) -> None:
    pages: list[str] = []
    for book in books:
        folder = tmp_path / book.path.stem
        with zipfile.ZipFile(book.path) as file:
            file.extractall(folder)
        found = sorted((folder / "EPUB").glob("*.xhtml"))
        texts = [page for page in found if page.name.startswith("text-")]
        pages += [str(p) for p in found if p not in texts] + [str(p) for p in texts[:2]]
    ran = subprocess.run(
        ["node", str(TOOLS / "axe.mjs"), str(chromium()), *pages],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(reports) == len(pages)
    assert [report for report in reports if report["violations"] or report["wide"]] == []
