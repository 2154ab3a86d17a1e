"""Documents as tags and text, one after the other: from bytes with expat, or from a tree.

Places are those that streaming validators report (SAX): the end of a start tag for elements
and attributes, the end of an end tag for what is unfinished; for text, where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from tei.grammar.accepting import handlers
from tei.grammar.matching import Break, Matcher, Report
from tei.validation.encodings import UnknownEncoding, in_utf8

TAG = re.compile(rb"""<[^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>""")

MatcherFor = Callable[[Report], Matcher]  # makes a matcher that reports as told


class NotRead(ValueError):
    """expat cannot read what other parsers can: an encoding, or names of later editions."""


class Refused(Exception):
    """The document has a fault: nothing more need be read."""


@dataclass(frozen=True)
class Placed:
    """A break with its place.

    number: of the element, in document order, the root being 0
    line, column: from 1; 0 where unknown
    """

    found: Break
    number: int
    line: int = 0
    column: int = 0


def is_valid(data: bytes, matcher_for: MatcherFor) -> bool:
    """Whether a document has no fault; reading stops at the first.  Raises NotRead."""

    def refuse(_found: Break) -> None:
        raise Refused

    matcher = matcher_for(refuse)
    reader, data = _reader(data, matcher)
    reader.buffer_text = True
    reader.buffer_size = 1 << 16
    quick = handlers(matcher)
    reader.StartElementHandler = quick.start
    reader.EndElementHandler = quick.end
    reader.CharacterDataHandler = quick.text
    try:
        _parse(reader, data)
    except Refused:
        return False
    return not matcher.dangling()


def _reader(data: bytes, matcher: Matcher) -> tuple[expat.XMLParserType, bytes]:
    """A parser, and the bytes as it reads them.  Raises NotRead."""
    data, encoding = _in_utf8(data)
    reader = expat.ParserCreate(encoding, "}")
    reader.ordered_attributes = True
    if matcher.automaton.contextual:
        _follow_namespaces(reader, matcher)
    return reader, data


def _in_utf8(data: bytes) -> tuple[bytes, str | None]:
    try:
        return in_utf8(data)
    except UnknownEncoding as error:
        raise NotRead(str(error)) from None


def _follow_namespaces(reader: expat.XMLParserType, matcher: Matcher) -> None:
    """Tell the matcher the namespaces in force, where values depend on them."""
    stack: list[tuple[str, str | None]] = []
    in_force: dict[str, str] = {}
    matcher.automaton.namespaces = in_force

    def start(prefix: str | None, uri: str | None) -> None:
        stack.append((prefix or "", in_force.get(prefix or "")))
        in_force[prefix or ""] = uri or ""

    def end(_prefix: str | None) -> None:
        prefix, before = stack.pop()
        if before is None:
            del in_force[prefix]
        else:
            in_force[prefix] = before

    reader.StartNamespaceDeclHandler = start
    reader.EndNamespaceDeclHandler = end


def _parse(reader: expat.XMLParserType, data: bytes) -> None:
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotRead(str(error)) from None


class Following:
    """One reading of a document that notes where its breaks are."""

    def __init__(self, data: bytes, matcher_for: MatcherFor):
        """matcher_for: makes the matcher that reports to the function given."""
        self.found: list[Placed] = []
        self.matcher = matcher_for(self.note)
        self.reader, self.data = _reader(data, self.matcher)
        self.reader.StartElementHandler = self.start
        self.reader.EndElementHandler = self.end
        self.reader.CharacterDataHandler = self.text
        self.open: list[int] = []
        self.number = 0
        self.tag: tuple[int, tuple[int, int]] = (-1, (0, 0))
        self.empty = self.ended = False  # nothing came after the start tag; the end is read
        self.indent = -1  # blanks before the text that is being read; -1 while a tag is

    def note(self, found: Break) -> None:
        """Note a break where the reader stands."""
        if self.indent >= 0:
            line = self.reader.CurrentLineNumber
            column = self.reader.CurrentColumnNumber + 1 + self.indent
        else:
            line, column = self._end_of_tag()
        self.found.append(Placed(found, self.number, line, column))

    def _end_of_tag(self) -> tuple[int, int]:
        """The end of the tag that the reader stands at, looked for once."""
        index = self.reader.CurrentByteIndex
        if self.ended and self.data[index - 2 : index] == b"/>":  # expat stands after it
            return self.reader.CurrentLineNumber, self.reader.CurrentColumnNumber + 1
        if index != self.tag[0]:
            self.tag = (index, end_of_tag(self.reader, self.data))
        return self.tag[1]

    def start(self, name: str, attributes: Sequence[str]) -> None:
        """A start tag."""
        self.number = self.matcher.number + 1
        self.open.append(self.number)
        self.empty = True
        self.matcher.start(name, attributes)

    def end(self, _name: str) -> None:
        """An end tag, or the end of a tag without content."""
        self.number = self.open.pop()
        self.ended = self.empty
        self.matcher.end()
        self.empty = self.ended = False

    def text(self, text: str) -> None:
        """A piece of text without line breaks inside, or a line break."""
        self.number = self.open[-1]
        self.empty = False
        self.indent = len(text) - len(text.lstrip())
        self.matcher.text(text)
        self.indent = -1

    def read(self) -> list[Placed]:
        """All breaks: what was noted, and the references that lead nowhere.  Raises NotRead."""
        _parse(self.reader, self.data)
        dangling = self.matcher.dangling()
        places = ends_of_tags(self.data, {number for number, _, _ in dangling})
        level = self.matcher.level
        return self.found + [
            Placed(Break("reference-dangling", level, name, value), number, *places[number])
            for number, name, value in dangling
        ]


def end_of_tag(reader: expat.XMLParserType, data: bytes) -> tuple[int, int]:
    """Line and column after the tag that the reader stands at."""
    line, column = reader.CurrentLineNumber, reader.CurrentColumnNumber + 1
    match = TAG.match(data, max(reader.CurrentByteIndex, 0))
    if not match:  # the tag stands in an entity
        return line, column
    last = max(match[0].rfind(b"\n"), match[0].rfind(b"\r"))
    width = len(match[0][last + 1 :].decode("utf-8", "replace"))
    if last < 0:
        return line, column + width
    breaks_inside = match[0].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
    return line + breaks_inside, width + 1


def ends_of_tags(data: bytes, wanted: set[int]) -> dict[int, tuple[int, int]]:
    """Line and column after the start tags of the numbered elements."""
    found = dict.fromkeys(wanted, (0, 0))
    if not wanted:
        return found
    data, encoding = _in_utf8(data)
    reader = expat.ParserCreate(encoding)
    numbers = iter(range(1 << 62))

    def start(_name: str, _attributes: object) -> None:
        if (number := next(numbers)) in wanted:
            found[number] = end_of_tag(reader, data)

    reader.StartElementHandler = start
    _parse(reader, data)
    return found


def breaks_in_tree(root: etree._Element, matcher_for: MatcherFor) -> list[Placed]:
    """All breaks of a tree; their places are not known."""
    found: list[Placed] = []
    open_numbers: list[int] = []
    number = 0

    def note(noted: Break) -> None:
        found.append(Placed(noted, number))

    matcher = matcher_for(note)
    for kind, node in _walk(root):
        if kind == "start":
            number = matcher.number + 1
            open_numbers.append(number)
            if matcher.automaton.contextual:
                matcher.automaton.namespaces = {p or "": uri for p, uri in node.nsmap.items()}
            matcher.start(str(node.tag), [str(part) for pair in node.items() for part in pair])
            matcher.text(node.text or "")
            continue
        if kind == "end":
            number = open_numbers.pop()
            matcher.end()
        if node.tail and open_numbers:
            number = open_numbers[-1]
            matcher.text(node.tail)
    level = matcher.level
    dangling = matcher.dangling()
    return found + [Placed(Break("reference-dangling", level, n, v), i) for i, n, v in dangling]


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The tags, comments and processing instructions of a tree."""
    return iter(etree.iterwalk(root, events=("start", "end", "comment", "pi")))
