"""pointing: the pointers of a TEI document, changed to where their ends are in an archive.

Only the values of attributes that lead elsewhere then change; every other byte stays.  Looked at
is what TextGrid's own importer rewrites: @url and @facs, @target, and @href of XInclude.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape

from tei.validation.encodings import encoding_of

POINTERS = ("url", "facs", "target", "href", "xlink:href")
TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
QUOTED = {'"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;"}
Lead = Callable[[str], str]


def repointed(data: bytes, lead: Lead) -> bytes:
    """A document with its pointers changed; the same bytes where nothing changes.

    lead: a pointer (one address, as it is meant) → where it is to lead; itself to stay

    A document that cannot be read is left as it is: other checks speak of it.
    """
    try:
        encoding = encoding_of(data)
        inner = data.decode(encoding).encode("utf-8")
        edits = list(_edits(inner, lead))
        for start, end, words in reversed(edits):
            inner = inner[:start] + words + inner[end:]
        return inner.decode("utf-8").encode(encoding) if edits else data
    except (ValueError, LookupError, expat.ExpatError):
        return data


def _edits(data: bytes, lead: Lead) -> Iterator[tuple[int, int, bytes]]:
    """(begin, end, words) of each value that changes, in bytes, in the order of the text."""
    found: list[tuple[int, int, bytes]] = []
    parser = expat.ParserCreate("utf-8")

    def start(_name: str, attributes: dict[str, str]) -> None:
        for name in POINTERS:
            value = attributes.get(name)
            if not value:
                continue
            after = " ".join(lead(one) for one in value.split())
            place = _value(data, parser.CurrentByteIndex, name)
            if after != " ".join(value.split()) and place is not None:
                found.append((*place, escape(after, QUOTED).encode()))

    parser.StartElementHandler = start
    parser.Parse(data, True)
    return iter(sorted(found))


def _value(data: bytes, begin: int, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands in the tag that begins there."""
    tag = TAG.match(data, begin)
    if tag is None:
        return None
    wanted = re.compile(rb"""\s([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')""")
    for found in wanted.finditer(tag.group()):
        if found[1] == name.encode():
            group = 3 if found[3] is not None else 4
            return begin + found.start(group), begin + found.end(group)
    return None
