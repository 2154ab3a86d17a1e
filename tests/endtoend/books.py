"""The texts that formats are tried on, built once a session, and what an opened EPUB holds."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from edition.writers import installed
from tei import pipeline, source
from tei.diagnostics import Diagnostic

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
OWN = (*sorted((HERE / "documents").glob("*.xml")), *sorted((HERE / "printed").glob("*.xml")))
STRANGERS = ("maria", "tei_lite", "testnames", "ms", "testapp2")
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
_WORDS = re.findall(
    r"\w+",
    """the a of and to in that it was he she they mill harbour water gate lamp ladder keeper bailiff
    river quay morning evening never always once again said asked turned looked carried waited
    stone bell clock tide salt rope winter candle letter window street under over before after""",
)


class Book:
    """An opened EPUB: entries in order, the parsed pages by name, what its building said."""

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

    def meta(self, name: str) -> list[str]:
        """The values of a property of the package's metadata."""
        found = self.package.xpath(f"//o:meta[@property='{name}']/text()", namespaces=NAMES)
        return [str(value) for value in found]


def parse(file: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(str(file), parser)


def write(name: str, file: Path, folder: Path, **settings: object) -> Path:
    """The edition of a TEI file in the format of a name."""
    chosen = {"name": file.stem, "base": file.parent, **settings}
    (path,) = installed()[name].write(parse(file), folder, chosen)
    return path


def build(file: Path, folder: Path, **settings: object) -> Book:
    heard: list[Diagnostic] = []
    path = write("epub", file, folder, report=heard.append, **settings)
    return Book(path, heard)


@cache
def strangers() -> list[Path]:
    """TEI of others, where it lies beside the project: letters, plays, a novel, a debate, more."""
    named = [SHARED / "tei" / "documents" / f"{name}.xml" for name in STRANGERS]
    return [*sorted((SHARED / "tei" / "real").glob("*.xml")), *filter(Path.is_file, named)]


def encoded(folder: Path) -> Iterator[Path]:
    """The sample edition and, where it is, the seed text, encoded into a folder."""
    texts = [*(ROOT / "examples" / "harbour-mill" / "sources").glob("*.txt")]
    texts += [*(SHARED / "texts").glob("*.txt")]
    for text in texts:
        file = folder / f"{text.stem}.xml"
        file.write_bytes(pipeline.encode_text(source.read(text)).serialise())
        yield file


def novel(folder: Path, size: int = 2_000_000) -> Path:
    """A novel of so many characters in chapters of its own invention, the same every time."""
    chance = random.Random(1902)
    file, chapters, length = folder / "novel.xml", [], 0
    while length < size:
        paragraphs = "".join(f"<p>{_sentences(chance)}</p>" for _ in range(90))
        chapters.append(f"<div><head>Chapter {len(chapters) + 1}</head>{paragraphs}</div>")
        length += len(chapters[-1])
    start = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    )
    start += "<title>The Keeper</title><author>Edith Almond</author></titleStmt></fileDesc>"
    end = "</body></text></TEI>"
    text = f"{start}</teiHeader><text><body>{''.join(chapters)}{end}"
    file.write_text(text, encoding="utf-8")
    return file


def _sentences(chance: random.Random) -> str:
    return " ".join(
        " ".join(chance.choices(_WORDS, k=chance.randint(5, 22))).capitalize() + "."
        for _ in range(chance.randint(2, 7))
    )
