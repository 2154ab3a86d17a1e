"""The bytes of TEI files: declaration, encoding, byte order mark, the schema they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.deposit.checks import Check, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.record import Origin
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
DECLARATION = re.compile(rb"<\?xml\s[^>]*\?>")
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
MODEL = re.compile(rb"<\?xml-model\s[^>]*\?>")
HEAD = 65536  # bytes in which declaration and instructions stand
NO_DECLARATION = declare(
    "xml-declaration-missing",
    "error",
    'The file does not begin with <?xml version="1.0" encoding="UTF-8"?>. Put that line first.',
    "Without it a reader in fifty years has to guess the encoding; archives tell the format of a "
    "file by its first bytes.",
    failing='<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    passing='<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    source="XML 1.0 (Fifth Edition), §2.8",
)
NO_ENCODING = declare(
    "xml-encoding-missing",
    "error",
    'The XML declaration does not say the encoding. Write encoding="UTF-8" into it.',
    "Without it a reader has to guess how the characters are written.",
    failing='<?xml version="1.0"?>',
    passing='<?xml version="1.0" encoding="UTF-8"?>',
    source="XML 1.0 (Fifth Edition), §4.3.3",
)
OTHER = declare(
    "xml-encoding-other",
    "warning",
    "The file is in {encoding}. Save it as UTF-8, which every archive takes.",
    "Archives ask for UTF-8; files in other encodings are converted or refused.",
    failing='<?xml version="1.0" encoding="ISO-8859-1"?>',
    passing='<?xml version="1.0" encoding="UTF-8"?>',
)
MARK = declare(
    "byte-order-mark",
    "warning",
    "The file begins with a byte order mark. Save it as UTF-8 without one.",
    "Some programs take the mark for text, and checksums differ though nobody sees why.",
    failing="the bytes EF BB BF before <?xml",
    passing="<?xml as the first bytes",
    source="Unicode 15, §23.8; ARCHE, file formats",
)
NO_MODEL = declare(
    "xml-model-missing",
    "warning",
    'The file names no schema. Put <?xml-model href="…"?> after the XML declaration.',
    "Whoever opens the file later can only check it, and know what its markup means, if it says "
    "which schema it was made for.",
    failing='<?xml version="1.0" encoding="UTF-8"?>\n<TEI …>',
    passing='<?xml-model href="tei_all.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>',
    source="Associating Schemas with XML documents 1.0; TEI P5 Guidelines, §v.7.2",
)


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The findings for each document."""
    for document in edition.documents:
        yield from _of(document)


def _of(document: Document) -> Iterator[Diagnostic]:
    place = Origin(str(document.path), 1)
    head = document.data[:HEAD]
    mark = next((mark for mark in MARKS if head.startswith(mark)), b"")
    if mark:
        yield finding(MARK, place)
    if mark in MARKS[1:]:
        yield finding(OTHER, place, encoding="UTF-16")
        return
    bare = head[len(mark) :]
    declared = DECLARATION.match(bare)
    if declared is None:
        yield finding(NO_DECLARATION, place)
    else:
        said = ENCODING.search(declared[0])
        if said is None:
            yield finding(NO_ENCODING, place)
        elif said[1].upper() not in (b"UTF-8", b"US-ASCII"):
            yield finding(OTHER, place, encoding=said[1].decode())
    if document.root is not None and not MODEL.search(bare):
        yield finding(NO_MODEL, place)


CHECK = Check("encoding", run)
