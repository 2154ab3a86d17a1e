"""What holds an article where no “In” says so: the papers of a meeting."""

from __future__ import annotations

import re

from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

CUT = re.compile(
    rf"(?:(?<=[^\W\d_]{{3}})[.?!]|(?<=[)”»\"’'])[.?!]?|,)\s{{1,2}}"
    rf"(?:(?:19|20)\d\d\s)?(?=[{UPPER}]|\d{{1,2}}(?:st|nd|rd|th)\s)"
)
STOP = re.compile(r"[.,(]\s?|$")
FEWEST = 3  # words of an article before what holds it
LONGEST = 16  # words of the name of a meeting


def assembly(text: str, start: int, end: int) -> int:
    """Where the papers of a meeting begin: "Weirs, Proceedings of the Mill Congress"; or 0."""
    for cut in CUT.finditer(text, start, end):
        if len(text[start : cut.start()].split()) >= FEWEST and met(text, cut.end(), end):
            return cut.end()
    return 0


def met(text: str, start: int, end: int) -> bool:
    """Whether the words up to the next stop name a meeting: all but small words in capitals."""
    stop = STOP.search(text, start, end)
    name = text[start : stop.start() if stop else end].split()
    if not 1 < len(name) <= LONGEST or words().assemblies.isdisjoint(name):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in words().joins for word in name)
