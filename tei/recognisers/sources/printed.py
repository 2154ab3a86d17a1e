"""A book in running text, before its place, house and year in brackets."""

from __future__ import annotations

import re

from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.phrases import TOKEN, Phrase

PARTS = re.compile(r"[:,;]\s|\s[–—]\s")
SENTENCE = re.compile(r"[^\W\d_]{3,}[.?!]\s|[()“”„«»\n]")
LONGEST = 25  # words of a title
FEWEST = 2  # capitals of one


def printed_title(text: str, low: int, end: int, lexicon: Lexicon) -> Phrase | None:
    """The title behind a word such as "in", up to the bracket of a whole imprint.

    All its words are in capitals but for those that join them, as in the titles of books; of
    figures only a year may stand among them.
    """
    for lead in lexicon.led.finditer(text, low, end):
        words = text[lead.end() : end]
        tokens = TOKEN.findall(words)
        if len(tokens) > LONGEST or SENTENCE.search(words):
            continue
        if tokens and tokens[0] not in lexicon.not_first and capital(words, lexicon):
            return Phrase(lead.end(), end, len(tokens), joined=True)
    return None


def capital(words: str, lexicon: Lexicon) -> bool:
    """Whether each part of the words is in capitals but for joining words."""
    names = 0
    for part in PARTS.split(words):
        tokens = TOKEN.findall(part)
        small = [token for token in tokens if token[0].islower()]
        figures = any(map(str.isdigit, part)) and not part.isdigit()
        if figures or not tokens or any(token not in lexicon.wide for token in small):
            return False
        names += len(tokens) - len(small)
    return names >= FEWEST
