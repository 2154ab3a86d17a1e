"""Voice: whether a text tells of persons in the past, as narratives do, outside its quotations.

The share of the pronouns of single persons among the words, and of past forms among the
commonest verbs, part fiction from expository prose where there is little or nothing quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tei.annotation import Annotation
from tei.reading import Reading

SAMPLE = 60_000  # code points that are enough to tell
WORD = re.compile(r"[^\W\d_]+")
FEW = 150  # words that are too few to tell
PERSONS = (0.03, 0.08)  # share of words: prose has fewer than the first, fiction more than the last
PAST = (0.4, 0.7)  # share of the past among the commonest verbs


def voice_of(reading: Reading, quotations: Sequence[Annotation]) -> float:
    """From -0.6 (nobody is spoken of) to 1 (persons in the past); 0 where it cannot be told."""
    table = "quotations"
    persons = reading.language.words(table, "persons")
    words = Counter(told_words(reading.source.text, quotations))
    total = words.total()
    if not persons or total < FEW:
        return 0.0
    share = sum(words[word] for word in persons) / total
    past = sum(words[word] for word in reading.language.words(table, "past_forms"))
    present = sum(words[word] for word in reading.language.words(table, "present_forms"))
    by_persons = (share - PERSONS[0]) / (PERSONS[1] - PERSONS[0])
    if by_persons <= 0:
        return by_persons
    by_past = (past / (past + present + 1) - PAST[0]) / (PAST[1] - PAST[0])
    return min(1.0, by_persons) * min(1.0, max(0.0, by_past))


def told_words(text: str, quotations: Sequence[Annotation]) -> Iterator[str]:
    """The words outside the quotations of the text's first SAMPLE code points, in small letters."""
    place = 0
    for item in quotations:
        if item.start > SAMPLE:
            break
        yield from WORD.findall(text[place : item.start].lower())
        place = max(place, item.end)
    yield from WORD.findall(text[place : max(place, SAMPLE)].lower())
