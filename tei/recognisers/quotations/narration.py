"""Narration: where in a paragraph of dash dialogue the speech is over and the story goes on.

Nothing marks the end of a speech that a dash began (« — Oui. Il se leva. »).  It shows in the
sentences: narration has verbs in the narrative past and speaks of nobody as “I” or “you”;
speech asks, exclaims, and stands in the present.  A pack gives the words and endings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tei.language import Language

SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3})\.|[!?…»]|(?<=[»!?…]\s)\.)[»”\"]?\s+(?=[^\W\da-zà-ÿа-я_])"
)
WORD = re.compile(r"[^\W\d_]+")
LIVELY = re.compile(r"[!?…][»”\"]?\s*$")
NARRATES = 1.5  # a score from here on is narration’s
LONGEST = 4000  # code points of a stretch that are read
PAST, WEAK, TALK = 2.0, 1.0, -1.5
LIVELINESS, ANNOUNCES = -1.0, 1.0
MOST = 3  # words of a class that count in a sentence


@dataclass(frozen=True, slots=True)
class Narration:
    """The words of a language that tell narration from speech.

    past:      endings of verbs in the narrative past
    past_words: such verbs whole
    imperfect: endings that narration and speech share
    not_past:  endings that look so and are none
    neither:   words that look so and are none
    talk:      words that stand in speech: I, you, the present tense, interjections
    """

    past: tuple[str, ...] = ()
    past_words: frozenset[str] = frozenset()
    imperfect: tuple[str, ...] = ()
    not_past: tuple[str, ...] = ()
    neither: frozenset[str] = frozenset()
    talk: frozenset[str] = frozenset()

    def begins(self, text: str, start: int, end: int, sure: bool = True) -> int:
        """Where narration takes over in text[start:end]; `end` where it does not.

        sure: whether the first sentence is spoken
        """
        if not self.past or end - start > LONGEST:
            return end
        starts = [start, *(m.end() for m in SENTENCE.finditer(text, start, end))]
        scores = [self.score(text[low:high]) for low, high in pairwise([*starts, end])]
        best = best_cut(scores, 1 if sure else 0)
        return starts[best] if best < len(starts) else end

    def ends(self, text: str, start: int, end: int) -> int:
        """Where speech is taken up after the sentences that narrate at the beginning."""
        if not self.past or end - start > LONGEST:
            return start
        for sentence in SENTENCE.finditer(text, start, end):
            if self.score(text[start : sentence.end()]) < NARRATES:
                break
            start = sentence.end()
        return start

    def tells(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] narrates rather than speaks."""
        if not self.past:
            return False
        cuts = [start, *(m.end() for m in SENTENCE.finditer(text, start, end)), end]
        return sum(self.score(text[low:high]) for low, high in pairwise(cuts)) > 0

    def score(self, sentence: str) -> float:
        """How much a sentence is narration’s; below 0, speech’s."""
        values = [self.value(word) for word in WORD.findall(sentence.lower())]
        talk = TALK / 2 if PAST in values else TALK
        counted = sum(value * min(MOST, values.count(value)) for value in (PAST, WEAK))
        counted += talk * min(MOST, values.count(TALK))
        lively = LIVELINESS if LIVELY.search(sentence) else 0.0
        return counted + lively + (ANNOUNCES if sentence.rstrip().endswith(":") else 0.0)

    def value(self, word: str) -> float:
        """What one word in small letters counts."""
        if word in self.talk:
            return TALK
        if word in self.past_words:
            return PAST
        if word in self.neither or word.endswith(self.not_past):
            return 0.0
        if word.endswith(self.imperfect):
            return WEAK
        return PAST if word.endswith(self.past) else 0.0


def best_cut(scores: Sequence[float], first: int) -> int:
    """The sentence from which on the rest is narration; the count where none is."""
    best, most, rest = len(scores), NARRATES, 0.0
    for place in range(len(scores) - 1, first - 1, -1):
        rest += scores[place]
        if scores[place] > 0 and rest >= most:
            best, most = place, rest
    return best


@lru_cache(maxsize=32)
def narration_for(language: Language) -> Narration:
    """The words of a language pack; a pack without them has no narration told apart."""
    table = "quotations"
    exceptions = language.words(table, "not_past")
    return Narration(
        tuple(language.words(table, "past")),
        frozenset(language.words(table, "past_words")),
        tuple(language.words(table, "imperfect")),
        tuple(word[1:] for word in exceptions if word.startswith("-")),
        frozenset(exceptions),
        frozenset(language.words(table, "talk")),
    )
