"""Speech without marks: what words of saying and a colon announce (Er rief: Komm herein!).

Only where a pack says that the language prints speech so (`[quotations] unmarked`).  It ends
with its paragraph where nothing in it narrates, else with its first sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei.language import Language
from tei.recognisers.quotations.narration import Narration
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

COLON = re.compile(r"(?<=\w):\s+(?=[^\W\d_])")
WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"[.!?;:“”„»«\"]")
SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{3})\.|[!?…])(?=\s+[^\W\da-zà-ÿа-я_]|\s*$)")
REACH = 80  # code points before a colon in which the words of saying stand
NEAR = 6  # words before it among which the verb is
LONGEST = 1500  # code points of a speech that fills its paragraph


def announced_runs(
    text: str,
    paragraphs: Sequence[Paragraph],
    taken: Sequence[Run],
    narration: Narration,
    language: Language,
) -> Iterator[Run]:
    """The speeches that nothing but words of saying and a colon mark.

    taken: the quotations with marks, in text order
    """
    if not language.table("quotations").get("unmarked"):
        return
    verbs = frozenset(verb for verb in language.words("speakers", "verbs") if " " not in verb)
    starts = [run.start for run in taken]
    for paragraph in paragraphs:
        done = paragraph.start
        for colon in COLON.finditer(text, paragraph.start, paragraph.end):
            if colon.start() < done or not text[colon.end()].isupper():
                continue
            if not paragraph.free or not says(text, done, colon.start(), verbs):
                continue
            if within(colon.start(), taken, starts):
                continue
            limit = paragraph.end
            after = bisect_right(starts, colon.start())
            limit = min(limit, starts[after]) if after < len(starts) else limit
            done = end_of(text, colon.end(), limit, narration, whole=limit == paragraph.end)
            if done > colon.end():
                yield Run(colon.end(), done, "none", "none", 1, "low", "announced")


def says(text: str, start: int, colon: int, verbs: frozenset[str]) -> bool:
    """Whether a verb of saying is among the last words of the clause before a colon."""
    clause = CLAUSE.split(text[max(start, colon - REACH) : colon])[-1]
    return any(word in verbs for word in WORD.findall(clause)[-NEAR:])


def within(place: int, runs: Sequence[Run], starts: Sequence[int]) -> bool:
    """Whether a code point lies in one of the runs."""
    before = bisect_right(starts, place)
    return any(place < run.end for run in runs[max(0, before - 8) : before])


def end_of(text: str, start: int, limit: int, narration: Narration, *, whole: bool) -> int:
    """Where a speech without marks ends, at most at `limit`; `start` where it is unclear.

    whole: whether `limit` is the paragraph's end
    """
    if whole and limit - start <= LONGEST and narration.begins(text, start, limit) == limit:
        return limit
    sentence = SENTENCE.search(text, start, min(limit, start + LONGEST))
    return sentence.end() if sentence else start
