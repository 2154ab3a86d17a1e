"""Documents quoted whole without marks: what words of saying and a colon set apart below them.

“The board issued a notice:” and, as paragraphs of their own, the notice.  It goes on to the
line that signs it, where there is one; else it is the one paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tei.language import Language
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"[.!?;]\s")
REACH = 160  # code points before the colon in which its sentence is read
NEAR = 2  # words before the colon among which the verb of saying is
DEEP = 2  # columns that a document is set in at least, where it is
LONGEST = 24  # paragraphs of a document that somebody signs
SHORT = 80  # code points of a signature or a heading
NAMED = 0.75  # share of longer words in a signature that begin with a capital
WORDS = (2, 12)  # words of a signature, at least and at most
LONG = 3  # letters that a small word of a name may have
REACH_BACK = 8  # runs before a place that may still cover it


def document_runs(
    text: str, paragraphs: Sequence[Paragraph], taken: Sequence[Run], language: Language
) -> Iterator[Run]:
    """The runs of unmarked paragraphs that a sentence with words of saying and a colon announces.

    taken: the quotations known, in text order; what they touch is left to them
    """
    verbs, works = announcing(language)
    done = 0
    for place in range(1, len(paragraphs)):
        before = paragraphs[place - 1]
        if place < done or not announces(text, before, verbs, works):
            continue
        last = end_of(text, paragraphs, place)
        if last is None:
            continue
        start, end = paragraphs[place].start, paragraphs[last].end
        if free(start, end, taken) and not known(start, end, taken):
            done = last + 1
            yield Run(start, end, "none", "none", 1, "low", "document")


@lru_cache(maxsize=32)
def announcing(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Words that announce a document, and nouns for works, in small letters."""
    verbs, works = language.words("quotations", "announcing"), language.words("speakers", "works")
    return frozenset(verb.lower() for verb in verbs), frozenset(noun.lower() for noun in works)


def announces(
    text: str, paragraph: Paragraph, verbs: frozenset[str], works: frozenset[str]
) -> bool:
    """Whether a paragraph ends in words of saying, or a word for a work, and a colon."""
    end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip("—–-"))
    if paragraph.kind != "p" or not paragraph.free or text[end - 1] != ":":
        return False
    clause = CLAUSE.split(text[max(paragraph.start, end - REACH) : end])[-1]
    words = [word.lower() for word in WORD.findall(clause)]
    said = any(word in verbs for word in words[-NEAR:])
    return len(words) > 1 and (said or words[-1] in works)


def end_of(text: str, paragraphs: Sequence[Paragraph], first: int) -> int | None:
    """The last paragraph of a document; None where no plain paragraph begins it.

    A document that is set in from the words that announce it ends where its margin does.
    """
    if not is_plain(text, paragraphs[first]):
        return None
    signed: int | None = None
    margin = paragraphs[first].indent
    margin = margin if margin >= paragraphs[first - 1].indent + DEEP else 0
    for place in range(first + 1, min(len(paragraphs), first + LONGEST)):
        if paragraphs[place].indent < margin:
            return place - 1
        if not is_plain(text, paragraphs[place]):
            break
        if is_signature(text[paragraphs[place].start : paragraphs[place].end]):
            signed = place
        elif signed is not None:
            break
    if signed is not None or not is_title(text, paragraphs[first]):
        return signed if signed is not None else first
    return None


def is_plain(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a word and not with a mark."""
    return paragraph.kind == "p" and paragraph.free and text[paragraph.start].isalnum()


def is_title(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph may be a heading or a name: short, and no statement."""
    return paragraph.end - paragraph.start <= SHORT and text[paragraph.end - 1] != "."


def is_signature(line: str) -> bool:
    """Whether a paragraph is nothing but the name of a person or a body."""
    words = WORD.findall(line)
    if len(line) > SHORT or not WORDS[0] <= len(words) <= WORDS[1] or line[-1] in ":;,!?":
        return False
    long = [word for word in words if len(word) > LONG]
    return bool(long) and sum(word[0].isupper() for word in long) >= NAMED * len(long)


def known(start: int, end: int, runs: Sequence[Run]) -> bool:
    """Whether a run has just this span."""
    low = bisect_left(runs, start, key=lambda run: run.start)
    high = bisect_left(runs, start + 1, key=lambda run: run.start)
    return any(run.end == end for run in runs[low:high])


def free(start: int, end: int, runs: Sequence[Run]) -> bool:
    """Whether no run crosses the edges of a span."""
    low = max(0, bisect_left(runs, start, key=lambda run: run.start) - REACH_BACK)
    high = bisect_left(runs, end, key=lambda run: run.start)
    return all(
        run.end <= start or (start <= run.start and run.end <= end) for run in runs[low:high]
    )
