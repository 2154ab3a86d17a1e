"""Whether a line is nothing but the name of one author, or of several."""

from __future__ import annotations

import re

from tei.recognisers.metadata.lexicon import Lexicon

HONOURED = 4  # score of a name with titles before it
FOREIGN = re.compile(r"[^\W\d_A-Za-zÀ-ɏḀ-ỿЀ-ӿ’ʼ]")  # letters neither Latin nor Cyrillic
INITIAL = re.compile(r"(?:[^\W\d_a-zа-яё]\.-?)+$")
NAME = re.compile(r"[^\W\d_][\w’'‑-]*\.?$")
QUOTED = re.compile(r"[“„«\"‘'»](?P<inner>[^“”„«»\"]{2,40})[”“»\"’'«]$")
SUFFIX = re.compile(
    r",? (?:Jr|Sr|Esq|M\.?D|Ph\.?D|M\.?A|B\.?A|D\.?D|F\.?R\.?S|M\.?P|Q\.?C|K\.?C)\.?$"
)
SAMPLE = 60_000  # code points in which the words of a name may betray themselves


def is_byline_name(line: str, lexicon: Lexicon) -> bool:
    """Whether what follows a “by” can be an author: one word or a pseudonym will do."""
    return bool(QUOTED.match(line)) or bool(parts_scores(line, lexicon, shortest=1))


def name_score(line: str, text: str, lexicon: Lexicon) -> int:
    """How much a line standing alone looks like an author's name; 0 where it cannot be one."""
    scores = parts_scores(line, lexicon, shortest=2)
    return max(0, min(scores) - betrayed(line, text)) if scores else 0


def parts_scores(line: str, lexicon: Lexicon, shortest: int) -> list[int]:
    """A score for each author named in a line; empty where one of them is no name."""
    parts = [part for part in lexicon.joiner.split(SUFFIX.sub("", line)) if part]
    scores = [person_score(part, lexicon, shortest) for part in parts]
    return scores if all(scores) and len(scores) <= 4 else []


def person_score(part: str, lexicon: Lexicon, shortest: int) -> int:
    """A score for one name: capitalised words, initials, particles; 0 for anything else."""
    if QUOTED.match(part):
        return 2
    honours = lexicon.honours.match(part)
    if honours and honours.end() < len(part):
        return person_score(part[honours.end() :], lexicon, min(shortest, 1)) and HONOURED
    words = part.split()
    if FOREIGN.search(part):
        return 0  # no capitals, or particles that no pack knows
    if not shortest <= len(words) <= 5 or words[-1].casefold() in lexicon.particles:
        return 0
    score = 2
    for place, word in enumerate(words):
        weight = word_weight(word, place, lexicon)
        if weight < 0:
            return 0
        score += weight
    return score


def word_weight(word: str, place: int, lexicon: Lexicon) -> int:
    """What a word speaks for a personal name; below 0 where it cannot stand in one."""
    folded = word.casefold().rstrip(".")
    if INITIAL.match(word):
        return 2
    if place == 0 and folded in lexicon.titles:
        return 2
    if folded in lexicon.particles and place:
        return 1 if word.islower() else 0
    if not NAME.match(word) or not word[0].isupper() or folded in lexicon.function_words:
        return -1
    return -1 if word.endswith(".") and len(word) > 5 else 0


def betrayed(line: str, text: str) -> int:
    """How many words of a line the text also writes in lower case, as it does no name."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", line)}
    sample = text[:SAMPLE]
    return sum(2 for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sample))
