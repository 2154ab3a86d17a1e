"""Line, page and column breaks inside words, and whether that is said."""

from __future__ import annotations

from collections.abc import Iterator

from tei.diagnostics import declare
from tei.validation.document import Document, text_before
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

BREAKS = ("lb", "pb", "cb", "gb")
HYPHENS = "-‐\u00ad⸗¬"

HYPHENATED = declare(
    "break-after-hyphen",
    "warning",
    '{place} divides the word “{word}”; write break="no" on it.',
    'A break between words is also a blank; a break within a word is not. Without break="no" '
    "the parts are two words for search and for every new edition.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>the har-<lb/>bour mill</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>the har-<lb break='no'/>bour mill</p>",
    source="TEI P5 Guidelines, §3.11.3",
)
GLUED = declare(
    "break-within-word",
    "info",
    'There is no blank on either side of {place} in “{word}”. Write break="no" where it divides '
    "a word, or a blank where it stands between two.",
    "It cannot be told whether the letters around the break are one word or two.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>the har<lb/>bour mill</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>the har<lb break='no'/>bour <lb/>mill</p>",
    source="TEI P5 Guidelines, §3.11.3",
)


def check(document: Document) -> Iterator[Finding]:
    """Breaks that divide a word without saying so."""
    yield from few(_faults(document))


def _faults(document: Document) -> Iterator[Finding]:
    for element in document.named(*BREAKS):
        if element.get("break") is not None:
            continue
        before, after = text_before(element), element.tail or ""
        last, first = before.rstrip()[-1:], after.lstrip()[:1]
        if not last or not first.isalpha():
            continue
        word = f"{before.split()[-1]}|{after.split()[0]}"
        place = readable(str(element.tag))
        stem = before.rstrip()[:-1]
        if last in HYPHENS and stem[-1:].isalpha() and first.islower():
            yield broken(HYPHENATED, element, place=place, word=word)
        elif last.isalpha() and not before[-1:].isspace() and not after[:1].isspace():
            yield broken(GLUED, element, place=place, word=word)
