"""Names by which people are only addressed: the narrator's own, and those of others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from tei.language import Language
from tei.phrases import name_at
from tei.resolve.attribution.evidence import Choice
from tei.resolve.attribution.scene import SELF, Scene

NEAR = 3  # turns around one of the narrator's own in which others address him
TOLD = 0.25  # share of mentions in the narration above which a name is not the narrator's
SHARE = 0.6  # share of the answers that makes a name somebody's
NAME_REACH = 60  # code points after “my name is” in which the name ends
CALLS = 3  # addresses that are enough


def name_narrator(scene: Scene, fixed: Sequence[Choice | None]) -> None:
    """Find the narrator's name among those addressed; from then on it means SELF."""
    own = [n for n, choice in enumerate(fixed) if choice is not None and SELF in choice.scores]
    known = _told_name(scene) if own else None
    if known is not None:
        _become(scene, known)
        return
    calls: Counter[int] = Counter()
    for number in own:
        for other in range(max(0, number - NEAR), min(len(fixed), number + NEAR + 1)):
            calls.update(scene.turns[other].called if other != number else ())
    told = Counter(mention.person for mention in scene.narrated)
    for person, count in calls.most_common():
        mentions = scene.cast.people[person].count
        if count >= CALLS and told[person] <= TOLD * mentions:
            _become(scene, person)
            return


def _told_name(scene: Scene) -> int | None:
    """The person whose name the narrator says to be his own (“my name is …”, “call me …”)."""
    text = scene.reading.source.text
    for match in _naming(scene.reading.language).finditer(text):
        if scene.reading.annotations.around(match.start(), "quotation"):
            continue
        tokens = scene.words.tokens(text, match.start(), match.end() + NAME_REACH)
        first = next((n for n, token in enumerate(tokens) if token.start >= match.end()), 0)
        phrase = name_at(tokens, first, scene.words) if first else None
        if phrase is not None:
            end = tokens[phrase.last - 1].end
            form = " ".join(text[match.end() : end].split())
            return (scene.cast.of(form) or scene.cast.add(form, match.end())).number
    return None


@lru_cache(maxsize=32)
def _naming(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language.words("speakers", "named_self"))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})[,:]?\s+(?=[^\W\d_])", re.IGNORECASE)


def link_addressed(scene: Scene, fixed: Sequence[Choice | None]) -> None:
    """Let a name that stands in talk alone (“Lizzy”) mean whoever answers to it.

    Only for telling who speaks: the name itself stays an agent of its own.
    """
    told = Counter(mention.person for mention in scene.narrated)
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    for number, turn in enumerate(scene.turns):
        near = {_only_speaker(fixed, number - 1), _only_speaker(fixed, number + 1)} - {None}
        for person in turn.called if len(near) == 1 else ():
            answers[person].update(p for p in near if p is not None and p != person)
    for person, counts in answers.items():
        (best, count), *_ = counts.most_common(1) or [(person, 0)]
        rare = person != SELF and told[person] <= TOLD * scene.cast.people[person].count
        if rare and count >= CALLS and count >= SHARE * counts.total() and best != person:
            _mean(scene, person, best)


def _only_speaker(fixed: Sequence[Choice | None], number: int) -> int | None:
    choice = fixed[number] if 0 <= number < len(fixed) else None
    return next(iter(choice.scores)) if choice is not None else None


def _mean(scene: Scene, name: int, person: int) -> None:
    """Let all that is said to somebody of one name be said to another person."""
    for turn in scene.turns:
        for persons in (turn.called, turn.named):
            if name in persons:
                persons.discard(name)
                persons.add(person)


def _become(scene: Scene, person: int) -> None:
    scene.narrator = person
    _mean(scene, person, SELF)
