"""Files beside the document that it points to: pictures, registers, other documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.pointing import XML_BASE, pointers
from tei.validation.repetition import few
from tei.validation.rules.prefixes import goals

HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|edu|eu|info|[a-z]{2})(?:/.*)?")
LARGEST = 20_000_000  # bytes of a file that is looked into for an xml:id

PICTURES = frozenset({"graphic", "media", "binaryObject"})

MISSING = declare(
    "file-missing",
    "warning",
    'The attribute {attribute} of {place} points to the file "{pointer}", which is not there.',
    "The address is relative: it names a file in the folder of the document or below it. Put "
    "the file there, or correct the address; an address in the web begins with https://.",
    failing="a document with <ref target='registers.xml#ann'/> and no registers.xml beside it",
    passing="the same document with registers.xml beside it",
    source="TEI P5 Guidelines, §17.1; teidata.pointer",
)
PICTURE = declare(
    "picture-missing",
    "warning",
    'The picture "{pointer}" of {place} is not beside the document.',
    "The picture is named by a relative address, so that it has to lie in the folder of the "
    "document or below it. Web pages and books that are made from it would have a gap.",
    failing="a document with <graphic url='map.png'/> and no map.png beside it",
    passing="the same document with map.png beside it",
    source="TEI P5 Guidelines, §3.10",
)
NO_SUCH_ID = declare(
    "file-pointer-dangling",
    "warning",
    'The attribute {attribute} of {place} points to "{pointer}", but in that file nothing has '
    'xml:id="{name}".',
    "The file is there, the element in it is not. Correct the part after #, or give the element "
    "that is meant this xml:id.",
    failing="a document with <ref target='registers.xml#bob'/>, and registers.xml with Ann alone",
    passing="a document with <ref target='registers.xml#ann'/>, and registers.xml with Ann alone",
    source="TEI P5 Guidelines, §17.1",
)
NO_SCHEME = declare(
    "address-without-scheme",
    "warning",
    'The attribute {attribute} of {place} is "{pointer}": without https:// that means a file '
    "beside the document, not a web page.",
    "An address in the web begins with its scheme. Without it, a reader's program looks for a "
    "file of that name in the folder of the document.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>"
    "<ref target='www.example.org/a'>there</ref></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>"
    "<ref target='https://www.example.org/a'>there</ref></p>",
    source="RFC 3986, §4.2",
)
BARE = declare(
    "pointer-bare",
    "warning",
    'The attribute {attribute} of {place} is the bare {what} "{pointer}", which means a file of '
    "that name. {advice}",
    "The attribute holds addresses. A word without # is the address of a file beside the "
    "document; an element of the document is # and its xml:id. For a name that is no address "
    "there is key.",
    failing="<change xmlns='http://www.tei-c.org/ns/1.0' who='MH' when='2024-01-02'>Begun</change>",
    passing="<change xmlns='http://www.tei-c.org/ns/1.0' who='https://orcid.org/0000-0002-1825-0097'"
    " when='2024-01-02'>Begun</change>",
    source="TEI P5 Guidelines, §17.1; teidata.pointer",
)
LOCAL = declare(
    "address-of-one-computer",
    "warning",
    'The attribute {attribute} of {place} is a path on one computer ("{pointer}"): nobody else can '
    "follow it. Write the path from the document's folder, with /.",
    "A path that begins with a drive or with file: leads somewhere on the computer alone on which "
    "it was written. A path relative to the document goes with it.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><graphic url='file:///C:/scans/a.png'/></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>"
    "<graphic url='https://example.org/scans/a.png'/></p>",
    source="RFC 8089; TEI P5 Guidelines, §17.1",
)
ON_COMPUTER = re.compile(r"file:|[A-Za-z]:[\\/]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d][\w-]*")
NUMBER = re.compile(r"[0-9]{2,12}(?:-?[0-9X])?|Q[0-9]+")
NAMING = frozenset({"ref", "who", "resp", "nymRef"})
AUTHORITY = (
    "A number of an authority file is written with its address (https://d-nb.info/gnd/…, "
    "https://viaf.org/viaf/…), or with a prefix that prefixDef explains."
)


def check(document: Document) -> Iterator[Finding]:
    """Pointers to files that are not there, or do not hold what is pointed to."""
    if str(document.root.tag).startswith("{"):  # not in P4, whose pointers have no #
        yield from few(_faults(document))


def _faults(document: Document) -> Iterator[Finding]:
    folder = document.path.resolve().parent if document.path is not None else None
    moved = XML_BASE in document.values
    if folder is not None and not moved:
        yield from _translated(document, folder)
    seen: Counter[str] = Counter()

    def is_local(_attribute: str, pointer: str) -> bool:
        outside = pointer[0] == "#" or ":" in pointer.split("/")[0]
        return bool(ON_COMPUTER.match(pointer)) or (not outside and pointer not in document.ids)

    for element, attribute, pointer in pointers(document, is_local):
        seen[f"{attribute} {pointer}"] += 1
        if seen[f"{attribute} {pointer}"] > 1:
            continue
        fields = {"attribute": attribute, "place": _place(element), "pointer": pointer}
        if ON_COMPUTER.match(pointer):
            yield broken(LOCAL, element, within=attribute, **fields)
        elif HOST.fullmatch(pointer) and "." in pointer and pointer.startswith("www."):
            yield broken(NO_SCHEME, element, within=attribute, **fields)
        elif _is_bare(attribute, pointer):
            if not moved and (folder is None or not (folder / pointer).exists()):
                yield _bare(element, fields)
        elif folder is not None and not moved and not pointer.startswith(("//", "/")):
            yield from _in_folder(folder, element, fields)


def _is_bare(attribute: str, pointer: str) -> bool:
    """Whether a word stands where an address should, or a number where an authority is meant."""
    number = attribute in NAMING and NUMBER.fullmatch(pointer)
    return bool(number or WORD.fullmatch(pointer)) and attribute != "url"


def _bare(element: etree._Element, fields: dict[str, str]) -> Finding:
    """A word that was meant as an identifier, or a number of an authority file."""
    number = NUMBER.fullmatch(fields["pointer"])
    own = f'Write "#{fields["pointer"]}" and give the element that is meant this xml:id.'
    more = {"what": "number" if number else "word", "advice": AUTHORITY if number else own}
    return broken(BARE, element, within=fields["attribute"], **fields, **more)


def _translated(document: Document, folder: Path) -> Iterator[Finding]:
    """The files that pointers with a prefix of the document stand for, each once."""
    seen: set[str] = set()
    for element, attribute, pointer in goals(document):
        local = pointer[:1] not in ("", "#", "/") and ":" not in pointer.split("/")[0]
        if local and pointer not in seen:
            seen.add(pointer)
            fields = {"attribute": attribute, "place": _place(element), "pointer": pointer}
            yield from _in_folder(folder, element, fields)


def _place(element: etree._Element) -> str:
    return readable(str(element.tag))


def _in_folder(folder: Path, element: etree._Element, fields: dict[str, str]) -> Iterator[Finding]:
    """Whether the file is there, and in it what is pointed to."""
    parts = urlsplit(fields["pointer"])
    file = folder / unquote(parts.path)
    try:
        found = file.exists()
    except (OSError, ValueError):
        found = False
    if not found:
        picture = etree.QName(element).localname in PICTURES or fields["attribute"] == "facs"
        yield broken(PICTURE if picture else MISSING, element, within=fields["attribute"], **fields)
    elif parts.fragment and "(" not in parts.fragment and file.suffix == ".xml":
        names = _names(file, file.stat().st_mtime_ns)
        if names is not None and parts.fragment not in names:
            yield broken(
                NO_SUCH_ID, element, within=fields["attribute"], name=parts.fragment, **fields
            )


@lru_cache(maxsize=32)
def _names(file: Path, _changed: int) -> frozenset[str] | None:
    """The identifiers in a file; None where it cannot be read as XML, or is very large."""
    from tei.validation.reading import parser

    try:
        if file.stat().st_size > LARGEST:
            return None
        root = etree.fromstring(file.read_bytes(), parser(recover=True))
    except (OSError, etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    return frozenset(str(name) for name in root.xpath("//@xml:id"))  # type: ignore[union-attr]
