"""On which line of a file the text of each element stands.

libxml2 keeps the line of a start tag only, and not beyond 65,535; expat tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat


@dataclass(frozen=True)
class Lines:
    """Lines from 1, by the number of an element in document order (the root is 0).

    start: of the start tag;  text: of the first text after it;  tail: of the text after the end
    """

    start: Mapping[int, int] = field(default_factory=dict)
    text: Mapping[int, int] = field(default_factory=dict)
    tail: Mapping[int, int] = field(default_factory=dict)


def lines_of(data: bytes) -> Lines:
    """The lines of a file's elements; none where expat does not know its encoding."""
    start: dict[int, int] = {}
    text: dict[int, int] = {}
    tail: dict[int, int] = {}
    reader = expat.ParserCreate()
    open_elements: list[int] = []
    waiting: list[tuple[dict[int, int], int]] = []

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        number = len(start)
        start[number] = reader.CurrentLineNumber
        open_elements.append(number)
        waiting[:] = [(text, number)]

    def closed(_name: str) -> None:
        waiting[:] = [(tail, open_elements.pop())]

    def characters(_data: str) -> None:
        for lines, number in waiting:
            lines[number] = reader.CurrentLineNumber
        waiting.clear()

    reader.StartElementHandler = opened
    reader.EndElementHandler = closed
    reader.CharacterDataHandler = characters
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return Lines()
    return Lines(start, text, tail)
