"""Plain text, Markdown and LaTeX: the words of the TEI in order, none of which is markup."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from books import OWN, encoded, parse, strangers, write
from lxml import etree, html
from wholeness import SIGNS, bare, difference, letters, read

from edition.flow import flow, heading

HERE = Path(__file__).parent
ASCII = "".join(map(chr, range(33, 127)))
SNIPPETS = (
    ASCII, "# no heading", "- no item", "12. no item", "+ no", "> no quotation", "    code",
    "*a* _b_ **c** `d`", "[a](b) [^1] ![x](y) <b>z</b> <!-- q -->", "a &amp;copy; &amp;#65; b",
    "\\emph{x} $y$ %z ~ ^ _ &amp; # {", "a -- b --- c ''d'' ``e`` ?` !`", "=== --- ***",
    "| a | b |", "\\newpage", "1) x", "~~~",
)  # fmt: skip
SAFE = [text.replace("<", "&lt;") if text != ASCII else
        ASCII.replace("&", "&amp;").replace("<", "&lt;") for text in SNIPPETS]  # fmt: skip


def build(name: str, file: Path, folder: Path) -> str:
    return write(name, file, folder).read_text(encoding="utf-8")


def written(folder: Path, body: str) -> Path:
    file = folder / "written.xml"
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T'
    start += "</title></titleStmt></fileDesc></teiHeader><text><body>"
    file.write_text(f"{start}{body}</body></text></TEI>", encoding="utf-8")
    return file


def page(markdown: str) -> html.HtmlElement:
    """Markdown as a reader of CommonMark with tables and footnotes shows it."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    plugin = pytest.importorskip("mdit_py_plugins.footnote").footnote_plugin
    return html.fromstring(f"<div>{reader.use(plugin).render(markdown)}</div>")


def rendered(markdown: str) -> str:
    return str(page(markdown).text_content())


@dataclass(frozen=True)
class Shown:
    """What a format shows: the text without its title, notes, and the readings not printed."""

    running: str
    notes: str
    unread: str


def shown_by_text(text: str, document: etree._Element) -> Shown:
    """The parts of a plain text: the words that begin its notes and readings tell them apart."""
    if lines := len(heading(document)):
        text = "".join(text.rstrip("\n").split("\n\n", lines)[lines:])
    unread = notes = ""
    if document.find("reading") is not None:
        text, _, unread = f"\n\n{text}".rpartition(f"\n\n{document.get('readings')}\n\n")
    if document.find("note") is not None:
        text, _, notes = f"\n\n{text}".rpartition(f"\n\n{document.get('notes')}\n\n")
    return Shown(text, notes, unread)


def shown_by_markdown(text: str, document: etree._Element) -> Shown:
    """The parts of a rendered Markdown text."""
    shown = page(text)
    title = list(shown)[: len(heading(document))]
    notes = shown.xpath("//section[@class='footnotes']")
    unread = []
    if document.find("reading") is not None:
        head = [h for h in shown.iter("h2") if h.text_content() == document.get("readings")][-1]
        unread = [head.getnext()]
        title.append(head)
    told = ["".join(e.text_content() for e in part) for part in (notes, unread)]
    around = shown.xpath("//hr[@class='footnotes-sep'] | //sup[@class='footnote-ref']")
    for element in [*title, *notes, *unread, *around]:
        element.drop_tree()
    return Shown(shown.text_content(), *told)


SHOWN = {"txt": shown_by_text, "md": shown_by_markdown}


def leaves(name: str, file: Path, text: str) -> list[str]:
    """Where a text in a format leaves its TEI: running text, notes, readings."""
    tei, shown = read(file, in_place=True), SHOWN[name](text, flow(parse(file), {}))
    notes, unread = bare(shown.notes), bare(shown.unread)
    signs = [*SIGNS, *"0123456789", *("-" if name == "txt" else "")]
    faults = [difference(letters(tei.running), letters(shown.running), signs)]
    faults += [f"note: {note}" for note in map(bare, tei.notes) if note not in notes]
    faults += [f"reading: {r}" for r in map(bare, tei.unread) if r not in unread]
    return [fault for fault in faults if fault]


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """TEI files: ours, the sample and, where they are, strangers'."""
    return [*OWN, *encoded(tmp_path_factory.mktemp("texts")), *strangers()]


@pytest.mark.parametrize("name", ["txt", "md"])
def test_exactly_the_text(name: str, texts: list[Path], tmp_path: Path) -> None:
    faults = {f.name: fault for f in texts if (fault := leaves(name, f, build(name, f, tmp_path)))}
    assert faults == {}


@pytest.mark.parametrize("name", ["txt", "md"])
def test_what_is_lost_or_added_is_seen(name: str, tmp_path: Path) -> None:
    file = HERE / "documents" / "article.xml"
    text = build(name, file, tmp_path)
    assert leaves(name, file, text) == []
    for old, new in (
        ("honest ", ""),
        ("honest", "honnest"),
        ("October", "Octber"),
        ("recieve", ""),
    ):
        assert old in text
        assert len(leaves(name, file, text.replace(old, new, 1))) == 1


@pytest.mark.parametrize("name", ["txt", "md", "latex"])
def test_the_same_twice(name: str, tmp_path: Path) -> None:
    for file in OWN:
        assert build(name, file, tmp_path) == build(name, file, tmp_path), file.name


@pytest.mark.parametrize("name", ["txt", "md"])
def test_words_in_order(name: str, tmp_path: Path) -> None:
    body = (
        "<div><head>One <hi>two</hi></head><p>Three<note>N1 n2</note> four <emph>five</emph>"
        "six.</p><lg><l>Seven</l><l>eight <title>nine</title></l></lg>"
        "<list><item>ten</item><item><p>eleven</p></item></list><quote><p>Twelve</p></quote><table><row><cell>thirteen</cell><cell>"
        "fourteen</cell></row></table><sp><speaker>Fifteen</speaker><l>sixteen</l></sp></div>"
    )
    text = build(name, written(tmp_path, body), tmp_path)
    shown = re.sub(r"\[\^?1\]:?", " ", rendered(text) if name == "md" else text)
    wanted = "T One two Three four fivesix Seven eight nine ten eleven Twelve thirteen fourteen"
    tail = "Fifteen sixteen" + (" Notes" if name == "txt" else "") + " N1 n2"
    assert re.findall(r"\w+", shown) == f"{wanted} {tail}".split()


@pytest.mark.parametrize("text", SAFE)
def test_markdown_shows_every_character(text: str, tmp_path: Path) -> None:
    body = f"<p>{text}</p><p>a{text}<emph>{text}</emph>b<hi rend='bold'>c</hi></p>"
    body += f"<quote><p>{text}</p></quote><list><item>{text}</item></list><l>{text}</l>"
    file = written(tmp_path, body)
    shown = "".join(rendered(build("md", file, tmp_path)).split())
    plain = "".join("".join(parse(file).getroot().itertext()).split())
    assert shown == plain


def test_markdown_marks(tmp_path: Path) -> None:
    body = "<div><head>H</head><p>a <emph>b c</emph>, d<note>n</note></p>"
    body += "<lg><l>x</l><l rend='indent'>y</l></lg></div>"
    text = build("md", written(tmp_path, body), tmp_path)
    assert "## H\n" in text
    assert "a *b c*, d[^1]" in text
    assert "x\\\n&emsp;&emsp;y" in text
    assert text.endswith("[^1]: n\n")


def test_a_mark_stands_once(tmp_path: Path) -> None:
    body = "<p>Word<ref target='#n'>(1)</ref>.</p><note xml:id='n'>(1) Remark.</note>"
    file = written(tmp_path, body)
    assert build("md", file, tmp_path).endswith("Word[^1].\n\n[^1]: Remark.\n")
    assert r"Word\footnoteA{Remark.}." in build("latex", file, tmp_path)
    assert build("txt", file, tmp_path).endswith("Word[1].\n\nNotes\n\n(1) Remark.\n")


def test_latex_apparatus_and_notes(tmp_path: Path) -> None:
    body = (
        "<p>The <app><lem wit='#A'>cat</lem><rdg wit='#B'>dog</rdg><rdg wit='#C'/></app> sat."
        "<note>mine</note><note resp='#ed'>hers</note></p><lg><l>one</l><l>two</l></lg>"
    )
    text = build("latex", written(tmp_path, body), tmp_path)
    assert r"\edtext{cat}{\Afootnote{\textit{A}; dog \textit{B}; \emph{om.} \textit{C}}}" in text
    assert r"\footnoteA{mine}\footnoteB{hers}" in text
    assert "\\stanza\none&\ntwo\\&" in text
    assert r"\numberlinefalse" not in text
    assert r"\numberlinefalse" in build("latex", written(tmp_path, "<p>x</p>"), tmp_path)


@pytest.mark.parametrize("text", SAFE)
def test_latex_escapes(text: str, tmp_path: Path) -> None:
    from edition.writers.latex import escape

    safe = escape(text)
    names = "backslash|asciicircum|asciitilde|less|greater|bar|quotedbl|quotesingle|asciigrave"
    commands = rf"\\text({names})\{{\}}"
    commands += r"|\\allowbreak\{\}|\\symbol\{38\}"
    rest = re.sub(commands + r"|\\[{}$&#%_]|-\{\}|/\{\}|\{\[\}|\{\]\}", "", safe)
    assert not re.search(r"[\\{}$&#%_^~]", rest)


def test_latex_numbers_verses(tmp_path: Path) -> None:
    verse = "".join(f"<l>line {at}</l>" for at in range(10))
    text = build("latex", written(tmp_path, f"<div><lg>{verse}</lg></div>"), tmp_path)
    assert r"\numberlinefalse" in text
    assert re.findall(r"\\ledleftnote\{(\d+)\}(line \d)", text) == [
        ("5", "line 4"),
        ("10", "line 9"),
    ]
    variant = "<app><lem>a</lem><rdg wit='#B'>b</rdg></app>"
    text = build(
        "latex", written(tmp_path, f"<div><lg>{verse}<l>{variant}</l></lg></div>"), tmp_path
    )
    assert r"\linenumincrement{5}" in text
    assert "ledleftnote" not in text


def test_latex_readings_of_whole_lines(tmp_path: Path) -> None:
    body = (
        "<lg><l>one</l><app><lem wit='#A'><l>two</l><l>three</l></lem>"
        "<rdg wit='#B'><l>zwei</l></rdg></app><l>four</l></lg>"
    )
    text = build("latex", written(tmp_path, body), tmp_path)
    assert (
        "one&\n\\edlabel{span1a}two&\nthree\\edlabel{span1z}\\edtext{}{\\xxref{span1a}{span1z}"
        "\\lemma{two /{} three}\\Afootnote{\\textit{A}; zwei \\textit{B}}}&\nfour\\&" in text
    )


def test_latex_sets_a_translation_beside_its_original(tmp_path: Path) -> None:
    body = (
        "<div xml:id='a'><head>H</head><p>one</p><p>two</p></div>"
        "<div corresp='#a' xml:lang='de'><head>K</head><lg><l>eins</l><l>und</l></lg>"
        "<p>zwei</p></div>"
    )
    file = written(tmp_path, body)
    text = build("latex", file, tmp_path)
    assert r"\usepackage{reledpar}" in text
    left, right = re.findall(r"(?s)\\begin\{(?:Left|Right)side\}(.*?)\\end", text)
    assert re.findall(r"one|two", left) == ["one", "two"]
    assert re.findall(r"(?s)eins|und|zwei", right) == ["eins", "und", "zwei"]
    assert left.count(r"\pstart") == right.count(r"\pstart") == 4
    assert build("txt", file, tmp_path) == "T\n\nH\n\none\n\ntwo\n\nK\n\neins\nund\n\nzwei\n"


def test_latex_languages(tmp_path: Path) -> None:
    body = "<p>a <foreign xml:lang='grc'>λόγος</foreign></p><div xml:lang='ru'><p>да</p></div>"
    text = build("latex", written(tmp_path, body), tmp_path)
    assert r"\textgreek{λόγος}" in text
    assert r"\textrussian{да}" in text
    assert r"\setotherlanguage{greek}" in text
    assert r"\setotherlanguage{russian}" in text
    assert r"{\cjkface 中文}" in build("latex", written(tmp_path, "<p>中文</p>"), tmp_path)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[str, str]]:
    """Of each of our documents, set by XeLaTeX: the words of the pages, and the log."""
    folder = tmp_path_factory.mktemp("latex")
    files = [*OWN, written(folder, "".join(f"<p>{text}</p><l>{text}</l>" for text in SAFE))]
    found = {}
    for file in files:
        source = write("latex", file, folder)
        command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
        for first in (["-no-pdf"], []):  # reledmac sets headings in the second run
            ran = subprocess.run([*command, *first], cwd=folder, capture_output=True, check=False)
        log = ran.stdout.decode("utf-8", "replace")
        if absent := re.search(r"File `([\w.-]+\.sty)' not found|language \"(\w+)\" not", log):
            pytest.skip(f"this TeX lacks {absent[1] or absent[2]}")
        assert ran.returncode == 0, f"{file.name}: {log[-1500:]}"
        told = ["pdftotext", "-raw", str(source.with_suffix(".pdf")), "-"]
        words = subprocess.run(told, capture_output=True, check=True).stdout.decode("utf-8")
        found[file] = words, source.with_suffix(".log").read_text("utf-8", "replace")
    return found


@pytest.mark.timeout(600)
@pytest.mark.skipif(
    shutil.which("xelatex") is None or shutil.which("pdftotext") is None,
    reason="XeLaTeX or poppler (pdftotext) is not installed",
)
def test_latex_pages_hold_every_letter(compiled: dict[Path, tuple[str, str]]) -> None:
    for file, (words, log) in compiled.items():
        tei = read(file, in_place=True)
        lacking = set(re.findall(r"Missing character: There is no (.)", log))
        pieces = [tei.running, *tei.notes, *tei.unread]
        wanted = Counter(c for piece in pieces for c in _folded(bare(piece)) if c not in lacking)
        assert wanted - Counter(_folded(bare(words))) == Counter(), file.name
        assert lacking <= set("中文ꝫ𐍈"), file.name  # for these a font has to be installed


def _folded(text: str) -> str:
    """Letters as they compare: without accents and without capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] == "L")


def test_what_the_writer_struck_out_and_put_in_is_seen(tmp_path: Path) -> None:
    body = (
        "<p>by <subst><del>Mr. Brack</del><add>the bailiff</add></subst> in <unclear>May</unclear>"
        " and <unclear>June?</unclear></p>"
    )
    for name in ("txt", "md"):
        text = build(name, written(tmp_path, body), tmp_path).replace("\\", "")
        assert "by ⟦Mr. Brack⟧⟨the bailiff⟩ in May[?] and June?" in text


def test_words_of_a_dictionary_stand_apart(tmp_path: Path) -> None:
    body = (
        "<entry><form><orth>quay</orth><pron>kiː</pron></form><gramGrp><pos>n</pos></gramGrp>"
        "<def>a wall</def></entry>"
    )
    assert "quay kiː n a wall" in " ".join(build("txt", written(tmp_path, body), tmp_path).split())


def test_latex_readings_of_a_reading(tmp_path: Path) -> None:
    inner = '<app><lem wit="#D">bold</lem><rdg wit="#E">gold</rdg></app>'
    body = f'<p>An <app><lem>old</lem><rdg wit="#D">{inner}</rdg></app> man</p>'
    assert "bold (gold E)" in build("latex", written(tmp_path, body), tmp_path)
