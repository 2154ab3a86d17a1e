"""The web edition of what other projects write: dictionaries, talk, tokens, registers, formulas."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from edition.writers import installed
from tei.diagnostics import Diagnostic

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>
<titleStmt><title>Mill papers</title></titleStmt><publicationStmt><p>None.</p>
</publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>{beside}"""


class Made:
    """The pages of an edition by name, and what was reported."""

    def __init__(self, folder: Path, heard: list[Diagnostic]):
        self.pages = {
            file.name: html.fromstring(file.read_bytes()) for file in sorted(folder.glob("*.html"))
        }
        self.index = self.pages["index.html"]
        self.codes = [one.code for one in heard]
        self.largest = max(file.stat().st_size for file in folder.glob("*.html"))

    def words(self, path: str = "//main", page: str = "index.html") -> str:
        """The words of the one element at a path."""
        (found,) = self.pages[page].xpath(path)
        return " ".join(found.text_content().split())


def made(
    folder: Path,
    body: str,
    *,
    lang: str = "en",
    source: str = "<p>None.</p>",
    more: str = "",
    beside: str = "",
    base: Path | None = None,
) -> Made:
    """The edition of a document: what its `text` holds, and what stands around it."""
    head = HEAD.format(lang=lang, source=source, more=more, beside=beside)
    text = f"<text>{body}</text>" if body else ""
    tree = etree.ElementTree(etree.fromstring(f"{head}{text}</TEI>"))
    heard: list[Diagnostic] = []
    settings = {"name": "mill", "report": heard.append, "base": base or folder}
    installed()["html"].write(tree, folder, settings)
    return Made(folder / "html", heard)


def test_a_register_alone_has_its_pages(tmp_path: Path) -> None:
    beside = """<standOff><listPerson><person xml:id="a"><persName>Ada Zeller</persName>
      <birth when="1801"/><death notBefore="1850" notAfter="1855"/></person></listPerson>
      </standOff>"""
    register = made(tmp_path, "", beside=beside)
    assert register.words("//main//li", "people.html").startswith("Ada Zeller (1801–1850/1855)")


def test_divisions_may_be_deep(tmp_path: Path) -> None:
    deep = made(tmp_path, f"<body>{'<div>' * 130}<p>Deep.</p>{'</div>' * 130}</body>")
    assert "Deep." in deep.words()


WITNESSES = """<listWit><witness xml:id="A">Ashby</witness><witness xml:id="B">Bray</witness>
<witness xml:id="C">Cole <date>(s. xii)</date></witness></listWit>"""


def entries(body: str, folder: Path) -> list[str]:
    """The entries of the apparatus at the foot, without their letters."""
    lines = made(folder, body, source=WITNESSES).index.xpath("//section[@class='apparatus']//li")
    return [" ".join(line.text_content().split()).partition(" ")[2] for line in lines]


def test_an_entry_inside_a_reading_is_read_once(tmp_path: Path) -> None:
    body = """<body><p>The <app><lem wit="#A">river</lem><rdg wit="#B">stream <app>
      <lem wit="#B">that runs</lem><rdg wit="#C">which ran</rdg></app></rdg></app> falls.</p></body>"""
    assert entries(body, tmp_path) == [
        "river A] stream that runs B",
        "that runs B] which ran C",
    ]


def test_what_is_lost_is_no_omission(tmp_path: Path) -> None:
    body = """<body><p>And <app><lem wit="#A">so</lem><rdg wit="#B"><gap reason="lost"/></rdg>
      <rdg wit="#C"/></app> on.</p></body>"""
    assert entries(body, tmp_path) == ["so A] […] B; om. C"]


def test_remarks_and_verses_of_a_reading_are_told_apart(tmp_path: Path) -> None:
    body = """<body><lg><app><lem wit="#A"><l>One.</l></lem><rdg wit="#B"><l>Two.</l><l>Three.</l>
      <witDetail wit="#B">later hand</witDetail></rdg></app></lg></body>"""
    assert entries(body, tmp_path) == ["One. A] Two. / Three. B (later hand)"]


def test_a_reading_ends_at_its_call(tmp_path: Path) -> None:
    body = '<body><p>The <app><lem wit="#A">mill\n </lem><rdg wit="#B"/></app> fell.</p></body>'
    song = made(tmp_path, body, source=WITNESSES)
    assert song.words("//span[@class='app']") == "milla"
    assert "mill </span>" not in etree.tostring(song.index, encoding="unicode")


def test_a_witness_that_breaks_off_is_told(tmp_path: Path) -> None:
    body = '<body><lacunaStart wit="#B #C"/><p>The mill<witEnd wit="#A"/> fell.</p></body>'
    song = made(tmp_path, body, source=WITNESSES)
    assert song.index.xpath("//@data-say") == ["B C lacuna begins", "A ends"]
    assert song.codes == []


def test_a_conjecture_has_its_author(tmp_path: Path) -> None:
    body = """<body><p>The <app><lem wit="#A">mill</lem><rdg resp="#kemp">mile</rdg></app>.</p>
      </body><back><listPerson><person xml:id="kemp"><persName><forename>R.</forename>
      <surname>Kemp</surname></persName></person></listPerson></back>"""
    assert entries(body, tmp_path) == ["mill A] mile Kemp"]
