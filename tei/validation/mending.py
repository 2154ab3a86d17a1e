"""Mending: changes made in the bytes of a file, everything else byte for byte as it was.

Start and end tags are found by their offsets (expat's), edited as they are written and put
back; quotation marks, line ends, entities, encoding and byte order mark stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from xml.parsers import expat

from lxml import etree

from tei.validation import starttags
from tei.validation.encodings import encoding_of
from tei.validation.fixes import Change
from tei.validation.starttags import Tag

DECLARATION = re.compile(rb"\xef\xbb\xbf|<\?xml\s[^>]*\?>")
CONTEXT = 2  # lines of a difference that show where it stands


@dataclass(frozen=True)
class Mended:
    """A file after mending: its bytes, the changes made and those that could not be."""

    data: bytes
    made: tuple[Change, ...]
    left: tuple[Change, ...]


def mend(data: bytes, changes: Iterable[Change]) -> bytes:
    """The file's bytes with the changes made; see `mended`."""
    return mended(data, changes).data


def mended(data: bytes, changes: Iterable[Change]) -> Mended:
    """The file with the changes made, as far as they can be.

    data:    the bytes from which the tree was parsed that the changes' elements belong to
    changes: where two contradict each other, the first counts; those that are made already,
             or that lie inside an entity, are left

    Raises ValueError where the file's encoding is unknown or its bytes do not fit it.
    """
    wanted = list(dict.fromkeys(changes))
    if not wanted:
        return Mended(data, (), ())
    encoding = encoding_of(data)
    text = data.decode(encoding)
    if text.encode(encoding) != data:
        raise ValueError(f"the file would not survive being read and written as {encoding}")
    inner = text.encode("utf-8")
    made: list[Change] = []
    edits = [*_in_tags(inner, wanted, made), *_before_root(inner, wanted, made)]
    known = set(made)
    left = tuple(change for change in wanted if change not in known)
    after = _applied(inner, edits).decode("utf-8")
    return Mended(after.encode(encoding, "xmlcharrefreplace"), tuple(made), left)


Edit = tuple[int, int, bytes]  # from, to, what comes there: bytes of the text in UTF-8


def _applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The data with the edits, none of which overlap."""
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [data[at:start], new]
        at = end
    return b"".join([*parts, data[at:]])


def _in_tags(data: bytes, changes: Sequence[Change], made: list[Change]) -> Iterator[Edit]:
    """The edits of start and end tags."""
    of_element: dict[etree._Element, list[Change]] = {}
    for change in changes:
        if change.element is not None:
            of_element.setdefault(change.element, []).append(change)
    numbers = _numbers(of_element)
    offsets = _offsets(data, set(numbers.values()))
    for element, number in numbers.items():
        start, end = offsets.get(number, (-1, -1))
        tag = starttags.read(data, start) if start >= 0 else None
        if tag is not None and _is(tag, element):
            after = starttags.edited(tag, of_element[element], made)
            yield start, start + len(bytes(tag)), bytes(after)
            if after.name != tag.name and not tag.empty:
                yield end + 2, end + 2 + len(tag.name), after.name


def _is(tag: Tag, element: etree._Element) -> bool:
    """Whether a tag is the element's: not one of an entity, not renamed before."""
    return tag.name.decode("utf-8").rpartition(":")[2] == etree.QName(element).localname


def _numbers(elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    """Elements of one document with their numbers in its order, the root being 0."""
    wanted = set(elements)
    root = next((e.getroottree().getroot() for e in wanted), None)
    every = enumerate(root.iter(tag=etree.Element)) if root is not None else ()
    return {element: number for number, element in every if element in wanted}


def _offsets(data: bytes, wanted: set[int]) -> dict[int, tuple[int, int]]:
    """Where the start and end tags of the elements with these numbers begin, in bytes."""
    found: dict[int, tuple[int, int]] = {}
    open_tags: list[tuple[int, int]] = []
    reader = expat.ParserCreate("utf-8")  # whatever the declaration says
    number = -1

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal number
        number += 1
        open_tags.append((number, reader.CurrentByteIndex))

    def end(_name: str) -> None:
        own, began = open_tags.pop()
        if own in wanted:
            found[own] = (began, reader.CurrentByteIndex)

    reader.StartElementHandler, reader.EndElementHandler = start, end
    try:
        reader.Parse(data, True)
    except expat.ExpatError:
        return found  # what expat does not read (XML 1.1) is left as it is
    return found


def _before_root(data: bytes, changes: Sequence[Change], made: list[Change]) -> Iterator[Edit]:
    """The edits that put processing instructions after the XML declaration."""
    at = 0
    while match := DECLARATION.match(data, at):
        at = match.end()
    line_end = next(iter(re.findall(rb"\r\n|\n|\r", data[:100_000])), b"\n")
    for change in changes:
        instruction = f"<?{change.name} {change.value}?>".encode()
        if change.kind == "insert-processing-instruction" and instruction not in data:
            made.append(change)
            declared = data[:at].endswith(b"?>")
            yield at, at, line_end + instruction if declared else instruction + line_end


def difference(before: bytes, after: bytes, name: str) -> str:
    """The changes as a unified diff, "" where there are none.  Raises ValueError as `mended`."""
    old, new = (_lines(data) for data in (before, after))
    name = name.lstrip("/")  # as patch -p1 wants it
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}", n=CONTEXT)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(data: bytes) -> list[str]:
    """The lines of a file with their ends, as diff counts them."""
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode(encoding_of(data)))
