"""Who “I” is: the name by which others address the first person of a narrative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tei.resolve.attribution.evidence import Choice
from tei.resolve.attribution.scene import SELF, Scene

NEAR = 3  # turns around one of the narrator's own in which others address him
TOLD = 0.25  # share of mentions in the narration above which a name is not the narrator's
CALLS = 3  # addresses that are enough


def name_narrator(scene: Scene, fixed: Sequence[Choice | None]) -> None:
    """Find the narrator's name among those addressed; from then on it means SELF."""
    own = [n for n, choice in enumerate(fixed) if choice is not None and SELF in choice.scores]
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


def _become(scene: Scene, person: int) -> None:
    scene.narrator = person
    for turn in scene.turns:
        for persons in (turn.called, turn.named):
            if person in persons:
                persons.discard(person)
                persons.add(SELF)
