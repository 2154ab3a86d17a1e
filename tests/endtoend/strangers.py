"""Small documents as other projects write them, and their web editions."""

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


WITNESSES = """<listWit><witness xml:id="A">Ashby</witness><witness xml:id="B">Bray</witness>
<witness xml:id="C">Cole <date>(s. xii)</date></witness></listWit>"""
