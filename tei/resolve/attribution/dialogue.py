"""Turn-taking: which sequence of speakers fits the evidence best.

A beam search over the turns; what one turn adds depends on the two before it, because
two who talk take turns, and who is addressed answers (after the sieves of Muzny et al.,
"A Two-stage Sieve Approach for Quote Attribution", EACL 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.resolve.attribution.evidence import Choice
from tei.resolve.attribution.scene import Scene, Turn

BEAM = 10
FAR = 6  # paragraphs of narration that end a conversation
SAME_AGAIN = {0: 0.5, 1: -3.0, 2: -0.7}
ALTERNATES = 1.5
ANSWERS, ANSWERED = 2.0, 1.5
NEWCOMER = -0.4
NOBODY = -9


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence of speakers: the last two, its score, and the path it goes on from."""

    before: int
    last: int
    score: float
    speaker: int = NOBODY
    back: Path | None = None


def decode(scene: Scene, choices: Sequence[Choice]) -> list[int]:
    """The speaker of each turn; NOBODY where none is in sight."""
    paths = [Path(NOBODY, NOBODY, 0.0)]
    for number, choice in enumerate(choices):
        paths = _extend(scene, number, choice, paths)
    speakers: list[int] = []
    path: Path | None = max(paths, key=lambda p: p.score)
    while path is not None and path.back is not None:
        speakers.append(path.speaker)
        path = path.back
    return speakers[::-1]


def _extend(
    scene: Scene, number: int, choice: Choice, paths: Sequence[Path]
) -> list[Path]:
    turn = scene.turns[number]
    previous = scene.turns[number - 1] if number else None
    if not choice.scores:
        return [Path(p.last, NOBODY, p.score, NOBODY, p) for p in paths]
    best: dict[tuple[int, int], Path] = {}
    for path in paths:
        for person, score in choice.scores.items():
            total = path.score + score + step(path.before, path.last, person, turn, previous)
            key = (path.last, person)
            if key not in best or best[key].score < total:
                best[key] = Path(path.last, person, total, person, path)
    return sorted(best.values(), key=lambda p: -p.score)[:BEAM]


def step(before: int, last: int, person: int, turn: Turn, previous: Turn | None) -> float:
    """What speaks for a person after the speakers of the two turns before."""
    if previous is None:
        return 0.0
    gap = turn.paragraph - previous.last_paragraph
    if gap > FAR or last == NOBODY:
        return 0.0
    score = 0.0
    if person == last:
        score += SAME_AGAIN.get(gap, 0.0)
    elif person == before:
        score += ALTERNATES if gap <= 2 else ALTERNATES / 2
    else:
        score += NEWCOMER
    if gap <= 2:
        score += ANSWERS * (person in previous.called) + ANSWERED * (last in turn.called)
    return score
