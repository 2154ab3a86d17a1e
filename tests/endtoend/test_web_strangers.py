"""The web edition of what other projects write: dictionaries, talk, tokens, registers, formulas."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from edition.writers import installed
from tei.diagnostics import Diagnostic

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>
<titleStmt><title>Mill papers</title></titleStmt><publicationStmt><p>None.</p></publicationStmt><sourceDesc>
{source}</sourceDesc></fileDesc>{more}</teiHeader>{beside}"""


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
