"""The documents of a corpus: a file each, or the TEI elements of a teiCorpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from edition.output import write_whole
from tei.names import TEI, XML_ID
from tei.validation.corpus import HEAD, ROOT

LONGEST = 80  # characters of a name
CORPUS = f"{TEI}teiCorpus"
LISTS = {"person": "listPerson", "personGrp": "listPerson", "place": "listPlace", "org": "listOrg",
         "bibl": "listBibl", "biblStruct": "listBibl", "biblFull": "listBibl"}  # fmt: skip
_POINTER = re.compile(r"(?:^|\s)#(\S+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A document before it is built.

    text: the file that the user knows
    name: of the document in addresses and files; unique in the corpus, also without capitals
    file: what is read: the text, or one document of a teiCorpus, taken out
    """

    text: Path
    name: str
    file: Path


def sources(texts: Sequence[Path]) -> list[Source]:
    """A document for each text.  Of two texts of one name the later is called by its folder too."""
    found: list[Source] = []
    taken: set[str] = set()
    for text in texts:
        folder = text.parent.name
        wanted = [text.stem, f"{folder}-{text.stem}" if folder else text.stem]
        name = free(next((name for name in wanted if name.lower() not in taken), wanted[-1]), taken)
        found.append(Source(text, name, text))
    return found


def free(wanted: str, taken: set[str]) -> str:
    """A name for files and addresses that nobody has yet; it is taken then."""
    plain = re.sub(r"[^\w.-]+", "-", wanted)[:LONGEST].strip(".-") or "document"
    name, at = plain, 2
    while name.lower() in taken:
        name, at = f"{plain}-{at}", at + 1
    taken.add(name.lower())
    return name


def is_corpus(file: Path) -> bool:
    """Whether the root element of a file is called teiCorpus."""
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError:
        return False
    found = ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return found is not None and found[1] == b"teiCorpus"


def taken_apart(root: etree._Element, text: Path, folder: Path) -> list[Source]:
    """The documents of a teiCorpus, each written to a file of its own in a folder.

    A document takes along what it points to in the headers above it: people, places, works.
    None where the corpus holds no more than one.
    """
    parts = list(documents(root))
    if len(parts) < 2:
        return []
    taken: set[str] = set()
    found = []
    for at, part in enumerate(parts, 1):
        name = free(part.get(XML_ID) or f"{text.stem}-{at:0{len(str(len(parts)))}d}", taken)
        file = folder / f"{name}.xml"
        write_whole(file, _alone(part))
        found.append(Source(text, name, file))
    return found


def documents(root: etree._Element) -> Iterator[etree._Element]:
    """The TEI elements of a corpus and of the corpora in it, in order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        inner = [child for child in element if child.tag in (f"{TEI}TEI", CORPUS)]
        if element.tag == f"{TEI}TEI":
            yield element
        else:
            waiting += reversed(inner)


def _alone(part: etree._Element) -> bytes:
    """A document with what it points to above it, as bytes."""
    made = deepcopy(part)
    made.tail = None
    own = {e.get(XML_ID) for e in made.iter("*")}
    wanted = {
        key
        for element in made.iter("*")
        for value in map(str, element.attrib.values())
        if "#" in value
        for key in _POINTER.findall(value)
    } - own
    lists: dict[str, etree._Element] = {}
    for entry in _entries_above(part, wanted):
        kind = LISTS[etree.QName(entry).localname]
        group = lists.setdefault(kind, etree.Element(TEI + kind))
        copied = deepcopy(entry)
        copied.tail = None
        group.append(copied)
    header = made.find(f"{TEI}teiHeader")
    if lists and header is not None:
        standoff = etree.Element(f"{TEI}standOff")
        standoff.extend(lists[kind] for kind in sorted(lists))
        header.addnext(standoff)
    etree.cleanup_namespaces(made)
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True)


def _entries_above(part: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """The entries of registers in the headers above a document that have one of these ids."""
    for above in part.iterancestors(CORPUS):
        for place in above.iterchildren(f"{TEI}teiHeader", f"{TEI}standOff"):
            for entry in place.iter(*(TEI + name for name in LISTS)):
                if entry.get(XML_ID) in wanted:
                    yield entry
