"""Which language a title is in, told by its own words; silent unless sure."""

from __future__ import annotations

import re

from tei.recognisers.sources.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+[’']?")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
REACH = 60  # code points before a title in which its language may be named


def language_of(text: str, start: int, end: int, lexicon: Lexicon) -> str:
    """The language of a title where it differs from the text's and is sure, else ""."""
    named = named_before(text, start, lexicon)
    if named:
        return named if named != lexicon.code else ""
    title = text[start:end]
    if CYRILLIC.search(title):
        return "" if lexicon.code == "ru" else "ru"
    words = [word.lower().replace("'", "’") for word in WORD.findall(title)]
    scores = {
        code: sum(word in others for word in words)
        for code, others in lexicon.functions.items()
        if code != lexicon.code
    }
    best = max(scores.values(), default=0)
    winners = [code for code, score in scores.items() if score == best]
    if len(winners) > 1:
        letters = set(title.lower())
        winners = [code for code in winners if letters & lexicon.letters.get(code, frozenset())]
    return winners[0] if best and len(winners) == 1 else ""


def named_before(text: str, start: int, lexicon: Lexicon) -> str:
    """The language that the text names shortly before ("published in French under …")."""
    before = re.split(r"[.;!?]\s", text[max(0, start - REACH) : start])[-1]
    found = lexicon.named_language.findall(before)
    return lexicon.languages.get(found[-1], "") if found else ""
