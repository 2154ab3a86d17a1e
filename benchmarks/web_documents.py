"""The documents that the web editions are measured on, each a TEI file in a folder.

The sample edition and the seed text are encoded by the toolkit; the novel is one of ELTeC with
chapters of it once more until it has 2 MB; the letters are those beside the project in a corpus.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition.build import encode
from edition.project import Project, load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "examples" / "harbour-mill"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
NOVEL = 2_000_000  # bytes
OTHERS = 5  # of ../shared/tei/documents: the largest


def documents(folder: Path) -> Iterator[tuple[str, Path]]:
    """(what it is, its TEI file in the folder), as far as the material is there."""
    sample = load(SAMPLE)
    yield "sample edition", _encoded(sample, sample.texts()[0], folder)
    for seed in sorted((SHARED / "texts").glob("*.txt"))[:1]:
        yield "seed text", _encoded(Project(seed.parent), seed, folder)
    real = SHARED / "tei" / "real"
    if real.is_dir():
        yield "novel, 2 MB", _novel(next(real.glob("eltec-*.xml")), folder)
        yield "play", _copied(next(real.glob("moliere-*.xml")), folder)
        yield "letters", _letters(sorted(real.glob("schnitzler-*.xml")), folder)
    others = (SHARED / "tei" / "documents").glob("*.xml")
    for file in sorted(others, key=lambda file: -file.stat().st_size)[:OTHERS]:
        yield f"TEI's {file.stem}", _copied(file, folder)


def _encoded(project: Project, text: Path, folder: Path) -> Path:
    file = folder / f"{text.stem}.xml"
    file.write_bytes(encode(project, text).serialise())
    return file


def _copied(file: Path, folder: Path) -> Path:
    """A copy without document type and entities, which some programs would look for elsewhere."""
    return _written(etree.parse(str(file), _PARSER).getroot(), folder / file.name)


def _written(root: etree._Element, place: Path) -> Path:
    place.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return place


def _novel(file: Path, folder: Path) -> Path:
    root = etree.parse(str(file), _PARSER).getroot()
    body = root.find(f".//{TEI}body")
    size = len(etree.tostring(root, encoding="UTF-8"))
    for chapter in list(body):
        if size >= NOVEL:
            break
        again = copy.deepcopy(chapter)
        for element in again.iter(etree.Element):
            if ID in element.attrib:
                element.set(ID, element.get(ID) + "-again")
        body.append(again)
        size += len(etree.tostring(again, encoding="UTF-8"))
    return _written(root, folder / "novel.xml")


def _letters(files: list[Path], folder: Path) -> Path:
    letters = [etree.parse(str(file), _PARSER).getroot() for file in files]
    corpus = etree.Element(f"{TEI}teiCorpus", nsmap={None: TEI[1:-1]})
    corpus.append(copy.deepcopy(letters[0].find(f"{TEI}teiHeader")))
    seen: set[str] = set()
    for letter in letters:
        for element in letter.iter(etree.Element):
            if element.get(ID) in seen:
                del element.attrib[ID]
            seen.add(element.get(ID, ""))
        corpus.append(letter)
    return _written(corpus, folder / "letters.xml")


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
