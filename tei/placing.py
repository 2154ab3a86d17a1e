"""place: from a line of a TEI file to the place of its words in the plain text it was made from.

The TEI holds every character of its source that is no blank (see `tei.fidelity`), most of them
in order.  So the words of a line are looked for in the source, blanks left aside; of several
places the one is taken that has as many characters before it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from xml.parsers import expat

from tei.names import ink
from tei.source import SourceText

FEWEST = 3  # characters, blanks left aside, that are looked for


@dataclass(frozen=True, slots=True)
class Words:
    """Character data of a file: its line and column from 1, its text, and whether the header's."""

    line: int
    column: int
    text: str
    in_header: bool


def words_of(data: bytes) -> list[Words]:
    """The character data of a well-formed XML file, in order; nothing outside it is read."""
    found: list[Words] = []
    open_: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = False

    def started(name: str, _attributes: dict[str, str]) -> None:
        open_.append(name.rpartition(":")[2])

    def ended(_name: str) -> None:
        open_.pop()

    def characters(text: str) -> None:
        if text.strip():
            place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            found.append(Words(*place, text, "teiHeader" in open_))

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.CharacterDataHandler = characters
    parser.Parse(data, True)
    return found


def chosen(words: list[Words], line: int, column: int = 0) -> tuple[int, str]:
    """(characters before, words) of a line, or of what stands at one column of it.

    Blanks and the header are not counted; the words are "" where the line has none.
    """
    there = [item for item in words if item.line == line]
    if column and there:
        starts = [item.column for item in there]
        there = [there[max(0, bisect_right(starts, column) - 1)]]
    if not there:
        return 0, ""
    earlier = (item for item in words[: words.index(there[0])] if not item.in_header)
    before = sum(len(ink(item.text)) for item in earlier)
    return before, ink("".join(item.text for item in there))


def placed(source: SourceText, before: int, words: str) -> tuple[int, int] | None:
    """Where the words stand in the source: code points, half-open; None where they do not.

    before: how many characters are expected before them, blanks not counted
    """
    offsets = [place for place, char in enumerate(source.text) if not char.isspace()]
    plain = ink(source.text)
    places = list(occurrences(plain, words)) if len(words) >= FEWEST else []
    if not places:
        return None
    first = min(places, key=lambda place: abs(place - before))
    return offsets[first], offsets[first + len(words) - 1] + 1


def occurrences(text: str, words: str) -> list[int]:
    """Where the words stand in a text."""
    found, place = [], text.find(words)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return found
