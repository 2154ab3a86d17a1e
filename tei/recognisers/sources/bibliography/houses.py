"""Publishers that no place stands beside: "Ash, J. (1985). Weirs. Millbrook." """

from __future__ import annotations

import re

from tei.recognisers.sources.bibliography.imprint import is_place, no_house
from tei.recognisers.sources.bibliography.titles import EDGE
from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

SENTENCE = re.compile(rf"(?:(?<=[^\W\d_]{{4}})[.?!]|(?<=[)”»\"’'])[.?!])\s{{1,2}}(?=[{UPPER}])")
BEFORE_YEAR = re.compile(rf",\s(?P<name>[{UPPER}][^,.;:()\d]{{2,50}}),\s\(?$")
ACRONYM = re.compile(rf"[{UPPER}]{{3,7}}")
FEWEST = 2  # words of a title before the house
LONGEST = 5  # words of a house
Span = tuple[int, int]


def last_house(text: str, start: int, end: int) -> Span | None:
    """The last sentence of a reference in which the year follows the names."""
    cuts = list(SENTENCE.finditer(text, start, end))
    if not cuts or len(text[start : cuts[0].start()].split()) < FEWEST:
        return None
    first = cuts[-1].end()
    last = first + len(text[first:end].rstrip(EDGE))
    return (first, last) if housed(text[first:last]) else None


def dated_house(text: str, start: int, year: int) -> Span | None:
    """The house between two commas before the year: "Weirs and Locks, Mill Lane, 1985"."""
    match = BEFORE_YEAR.search(text, max(start, year - 60), year)
    if not match or len(text[start : match.start()].split()) < FEWEST:
        return None
    return match.span("name") if housed(match["name"]) else None


def housed(name: str) -> bool:
    """Whether words can name a house: few, in capitals but for small ones, no periodical."""
    tokens = name.split()
    w = words()
    if not 0 < len(tokens) <= LONGEST or any(map(str.isdigit, name)):
        return False
    if not (w.serial_names | w.assemblies | w.places).isdisjoint([*tokens, name]):
        return False
    if no_house(name) or (len(tokens) == 2 and tokens[1].islower()):
        return False
    return all(token[0].isupper() or token in w.joins or token == "&" for token in tokens)


def publishing(name: str) -> tuple[str, int]:
    """(publisher or pubPlace, where it begins) behind a periodical: "Weir Review, Mill Institute".

    ("", 0) where the periodical stands alone.
    """
    town = name.rstrip(EDGE).rfind(", ") + 2
    if town > 2 and is_place(name[town:].strip(EDGE)):
        return "pubPlace", town
    return "publisher", body(name)


def body(name: str) -> int:
    """Where the body begins that publishes a periodical; 0 for none."""
    name = name.rstrip(EDGE)
    cut = max(name.rfind(", "), name.rfind(". ")) + 2
    last = name[cut:]
    if (ACRONYM.fullmatch(last) and name[cut - 2 : cut - 1] != ",") or no_house(last):
        return 0
    if cut < 2 or len(name[:cut].split()) < 2 or not housed_body(last):
        return 0
    return cut


def housed_body(name: str) -> bool:
    """Whether words are an acronym of a body or name an institution."""
    if ACRONYM.fullmatch(name):
        return True
    tokens = name.split()
    w = words()
    bodies = (w.institutions | w.societies).isdisjoint(tokens)
    first = not w.serial_names.isdisjoint(tokens[:1])
    return not bodies and not first and 1 < len(tokens) < 9 and tokens[0][0].isupper()
