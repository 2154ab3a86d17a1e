"""Foreign words that the text itself marks: `_coup de grâce_`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.tongues import CYRILLIC, WORD

MARKED = re.compile(r"(?<![^\W_])_(?=[^\W_])([^_\n]{3,200})_(?![^\W_])")
FEWEST = 2  # function words that make a language sure


def foreign_words(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Words between underscores that are surely in another language."""
    for match in MARKED.finditer(text) if "_" in text else ():
        code = language_of_words(match[1], lexicon)
        if code:
            yield Annotation(
                "foreign",
                *match.span(1),
                {"lang": code},
                "medium",
                "sources.marked-words",
                match[1],
            )


def language_of_words(words: str, lexicon: Lexicon) -> str:
    """The one other language whose function words these are, at least two; else ""."""
    if CYRILLIC.search(words):
        return "" if lexicon.code == "ru" else "ru"
    found = [word.lower().replace("'", "’") for word in WORD.findall(words)]
    if any(word in lexicon.own for word in found):
        return ""
    scores = {
        code: sum(word in functions for word in found)
        for code, functions in lexicon.functions.items()
        if code != lexicon.code
    }
    best = max(scores.values(), default=0)
    winners = [code for code, score in scores.items() if score == best]
    return winners[0] if best >= FEWEST and len(winners) == 1 else ""
