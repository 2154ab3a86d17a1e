"""Writing back: the DOI into the TEI, by inserting text so that no other byte changes.

It becomes <idno type="DOI"> in the publicationStmt of the document's own header
(TEI P5 Guidelines, §2.2.4).  A DOI that an earlier version got from us is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

from edition.output import write_whole
from tei.diagnostics import Problem, declare
from tei.validation.encodings import encoding_of

ROOTS = ("TEI", "teiCorpus")
HEADER = ("teiHeader", "fileDesc", "publicationStmt")
ANY_DOI = "10.5072/any"  # a prefix for tests
BARE = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\S+)$", re.I)

declare(
    "doi-place-missing",
    "error",
    "The DOI cannot be written into this document: {reason}. Add a publicationStmt with a "
    "publisher to the header, and run the command again.",
    "The DOI belongs to teiHeader/fileDesc/publicationStmt. It is inserted there and nothing "
    "else is touched; so the element has to be in the file itself.",
    failing="<fileDesc><titleStmt/><sourceDesc/></fileDesc>",
    passing="<publicationStmt><publisher>…</publisher></publicationStmt>",
    source="TEI P5 Guidelines, §2.2.4",
    exit_code=1,
)


@dataclass
class _Statement:
    """Where things stand in the publicationStmt, in bytes of the text in UTF-8.

    tag:    its name as written, with its prefix
    end:    where its end tag begins; -1 where it is empty or missing
    last:   where the child begins after which the DOI goes, and where that child ends
    doi:    where the content of an idno with a DOI stands, and that DOI
    blank:  where the content of an idno begins that waits for a DOI; -1 where there is none
    prose:  what its paragraphs are called, as written; "" where it holds fields
    """

    tag: str = ""
    end: int = -1
    last: tuple[int, int] = (-1, -1)
    doi: list[tuple[int, int, str]] = field(default_factory=list)
    blank: int = -1
    prose: str = ""
    close: int = -1  # of the last paragraph with an end tag: where that begins
    names: list[str] = field(default_factory=list)


def write_back(path: Path, doi: str, ours: Collection[str] = ()) -> bool:
    """Write a DOI into a TEI file; whether the file was changed.

    ours: DOIs of earlier versions and drafts, which it takes the place of

    Raises Problem.
    """
    data = _read(path)
    after = with_doi(data, doi, ours, str(path))
    if after == data:
        return False
    place = path.resolve()  # a link stays one, and the file keeps who may read it
    mode = place.stat().st_mode
    write_whole(place, after)
    place.chmod(mode & 0o7777)
    return True


def prove_place(path: Path) -> None:
    """Raise Problem where no DOI could be written into a TEI file; nothing is written."""
    with_doi(_read(path), ANY_DOI, (), str(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or str(error)) from None


def with_doi(data: bytes, doi: str, ours: Collection[str] = (), name: str = "") -> bytes:
    """A TEI document with the DOI; the same bytes where it has it.  Raises Problem."""
    try:
        encoding = encoding_of(data)
        text = data.decode(encoding)
    except (ValueError, LookupError) as error:
        raise Problem("doi-place-missing", name, reason=str(error)) from None
    inner = text.encode("utf-8")
    at = _statement(inner, name)
    known = {one.lower() for one in ours}
    for start, end, value in at.doi:
        if value.lower() == doi.lower():
            return data
        if value.lower() in known:
            return _proved(_put(inner, start, end, escape(doi)), doi, name).encode(encoding)
    return _proved(_inserted(inner, at, doi, name), doi, name).encode(encoding)


def _proved(data: bytes, doi: str, name: str) -> str:
    """The text, once it is read again and has the DOI: entities can hide where things stand."""
    if doi not in [value for _start, _end, value in _statement(data, name).doi]:
        raise Problem("doi-place-missing", name, reason="its publicationStmt stands in an entity")
    return data.decode("utf-8")


def _put(data: bytes, start: int, end: int, words: str) -> bytes:
    return data[:start] + words.encode() + data[end:]


def _inserted(data: bytes, at: _Statement, doi: str, name: str) -> bytes:
    """The document with a new idno, indented as the element before it."""
    if at.end < 0:
        raise Problem("doi-place-missing", name, reason="publicationStmt is missing or empty")
    if at.blank >= 0:
        return _put(data, at.blank, at.blank, escape(doi))
    prefix = at.tag[: at.tag.find(":") + 1]
    idno = f'<{prefix}idno type="DOI">{escape(doi)}</{prefix}idno>'
    begin, end = at.last
    if at.prose and at.close >= 0:
        return _put(data, at.close, at.close, f" {idno}")
    if at.prose:  # <p/> has no inside: what is inserted is another paragraph
        idno = f"<{at.prose}>{idno}</{at.prose}>"
    if begin < 0:
        raise Problem("doi-place-missing", name, reason="publicationStmt has no publisher")
    blank = re.search(rb"\s*\Z", data[:begin])
    before = blank.group().decode() if blank else ""
    return _put(data, end, end, before + idno)


class _Reader:
    """Finds the publicationStmt of the document's own header with expat's offsets."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, _Statement()
        self.path: list[str] = []
        self.began: list[int] = []
        self.empty: list[int] = []  # where an empty tag ends; 0 for others
        self.idno: tuple[int, str] | None = None
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words

    def inside(self, depth: int) -> bool:
        """Whether the statement is open, and this many elements in it."""
        own = tuple(self.path[1:4]) == HEADER and self.path[0] in ROOTS
        return own and len(self.path) == 4 + depth

    def in_statement(self) -> bool:
        """Whether an element somewhere in the statement is open."""
        return len(self.path) > 4 and tuple(self.path[1:4]) == HEADER and self.path[0] in ROOTS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name.rpartition(":")[2])
        self.began.append(self.parser.CurrentByteIndex)
        ends = self._tag_end()
        self.empty.append(ends if self.data[:ends].endswith(b"/>") else 0)
        if self.inside(0):
            self.at = _Statement(tag=name)
        elif self.inside(1):
            self.at.names.append(self.path[-1])
        if self.in_statement() and self.path[-1] == "idno" and _is_doi(attributes):
            self.idno = (ends, "")

    def words(self, words: str) -> None:
        if self.idno is not None:
            self.idno = (self.idno[0], self.idno[1] + words)

    def end(self, name: str) -> None:
        here = self.parser.CurrentByteIndex
        if self.inside(0):
            self.at.end = -1 if self.empty[-1] else here
        elif self.in_statement():
            self._idno(here)
            if self.inside(1):
                self._child(name, here)
        for stack in (self.path, self.began, self.empty):
            stack.pop()

    def _idno(self, here: int) -> None:
        if self.idno is None or self.path[-1] != "idno":
            return
        start, words = self.idno
        found = BARE.match(words.strip())
        if found and not self.empty[-1]:
            self.at.doi.append((start, here, found[1]))
        elif start == here and not self.empty[-1] and self.inside(1):
            self.at.blank = start
        self.idno = None

    def _child(self, written: str, here: int) -> None:
        name = self.path[-1]
        if name in ("p", "ab"):
            self.at.prose = written
            self.at.close = self.at.close if self.empty[-1] else here
        if "idno" not in self.at.names or name == "idno":
            self.at.last = (self.began[-1], self._end_of(here))

    def _tag_end(self) -> int:
        """The end of the start tag that is being read: quotation marks may hold a >."""
        tag = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
        found = tag.match(self.data, self.parser.CurrentByteIndex)
        return found.end() if found else self.parser.CurrentByteIndex

    def _end_of(self, here: int) -> int:
        """Where the element ends whose end is being told: its empty tag, or its end tag."""
        return self.empty[-1] or self.data.index(b">", here) + 1


def _is_doi(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").upper() == "DOI"


def _statement(data: bytes, name: str) -> _Statement:
    reader = _Reader(data)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Problem("doi-place-missing", name, reason=f"it is not well-formed: {error}") from None
    return reader.at
