"""Plain text, Markdown and LaTeX: the words of the TEI in order, none of which is markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html
from test_web import lost

from edition.writers import installed

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").glob("*.xml"))
ASCII = "".join(map(chr, range(33, 127)))
SNIPPETS = (
    ASCII, "# no heading", "- no item", "12. no item", "+ no", "> no quotation", "    code",
    "*a* _b_ **c** `d`", "[a](b) [^1] ![x](y) <b>z</b> <!-- q -->", "a &amp;copy; &amp;#65; b",
    "\\emph{x} $y$ %z ~ ^ _ &amp; # {", "a -- b --- c ''d'' ``e`` ?` !`", "=== --- ***",
    "| a | b |", "\\newpage", "1) x", "~~~",
)  # fmt: skip
SAFE = [text.replace("<", "&lt;") if text != ASCII else
        ASCII.replace("&", "&amp;").replace("<", "&lt;") for text in SNIPPETS]  # fmt: skip


def parse(file: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(str(file), parser)


def build(name: str, file: Path, folder: Path) -> str:
    (path,) = installed()[name].write(parse(file), folder, {"name": file.stem})
    return path.read_text(encoding="utf-8")


def written(folder: Path, body: str) -> Path:
    file = folder / "written.xml"
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T'
    start += "</title></titleStmt></fileDesc></teiHeader><text><body>"
    file.write_text(f"{start}{body}</body></text></TEI>", encoding="utf-8")
    return file


def rendered(markdown: str) -> str:
    """The words of Markdown, as a reader of CommonMark with tables shows them."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    return str(html.fromstring(f"<div>{reader.render(markdown)}</div>").text_content())


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("name", ["txt", "md"])
def test_no_word_is_lost(name: str, file: Path, tmp_path: Path) -> None:
    text = build(name, file, tmp_path)
    assert lost(file, rendered(text) if name == "md" else text) == []


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
    rest = re.sub(commands + r"|\\[{}$&#%_]|-\{\}|/\{\}|\{\[\}|\{\]\}", "", safe)
    assert not re.search(r"[\\{}$&#%_^~]", rest)


@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("xelatex") is None, reason="XeLaTeX is not installed")
def test_latex_compiles(tmp_path: Path) -> None:
    files = [file for file in DOCUMENTS if file.stem not in ("attack", "stranger")]
    files.append(written(tmp_path, "".join(f"<p>{text}</p>" for text in SAFE)))
    for file in files:
        build("latex", file, tmp_path)
        command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", f"{file.stem}.tex"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        log = ran.stdout.decode("utf-8", "replace")
        if absent := re.search(r"File `([\w.-]+\.sty)' not found|language \"(\w+)\" not", log):
            pytest.skip(f"this TeX lacks {absent[1] or absent[2]}")
        assert ran.returncode == 0, f"{file.name}: {log[-1500:]}"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["txt", "md"])
def test_strangers_lose_nothing(name: str, shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "tei" / "real").glob("*.xml"))
    files += [
        shared / "tei" / "documents" / f"{n}.xml" for n in ("maria", "tei_lite", "testnames", "ms")
    ]
    for file in files:
        text = build(name, file, tmp_path)
        missing = lost(file, rendered(text) if name == "md" else text)
        assert len(missing) <= 2, f"{file.name}: {missing[:20]}"
