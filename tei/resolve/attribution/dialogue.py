"""Turn-taking: which sequence of speakers fits the evidence best.

A beam search over the turns; what one turn adds depends on the two before it, because
two who talk take turns, and who is addressed answers (after the sieves of Muzny et al.,
"A Two-stage Sieve Approach for Quote Attribution", EACL 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.resolve.attribution import weights
from tei.resolve.attribution.evidence import Choice
from tei.resolve.attribution.scene import Scene
from tei.resolve.attribution.turns import Turn

BEAM = 10
FAR = 6  # paragraphs of narration that end a conversation
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


def _extend(scene: Scene, number: int, choice: Choice, paths: Sequence[Path]) -> list[Path]:
    turn = scene.turns[number]
    previous = scene.turns[number - 1] if number and scene.talks(number) else None
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
    score = _again(gap) if person == last else _other(gap, person == before)
    if gap <= 2:
        score += weights.ANSWERS * (person in previous.called)
        score += weights.ANSWERED * (last in turn.called)
    return score


def _again(gap: int) -> float:
    """The speaker of the turn before, by the paragraphs between."""
    known = (weights.SAME_PARAGRAPH, weights.SAME_NEXT, weights.SAME_LATER)
    return known[gap] if 0 <= gap < len(known) else weights.SAME_FAR


def _other(gap: int, alternates: bool) -> float:
    if not alternates:
        return weights.NEWCOMER
    return weights.ALTERNATES if gap <= 2 else weights.ALTERNATES / 2


def margins(scene: Scene, choices: Sequence[Choice], speakers: Sequence[int]) -> list[float]:
    """For each turn how much better its speaker fits than the next best, the others given."""
    return [_margin(scene, choices, speakers, number) for number in range(len(speakers))]


def _margin(scene: Scene, choices: Sequence[Choice], speakers: Sequence[int], number: int) -> float:
    chosen, scores = speakers[number], choices[number].scores
    if len(scores) < 2 or chosen not in scores:
        return 0.0
    fits = {p: s + _around(scene, speakers, number, p) for p, s in scores.items()}
    return fits[chosen] - max(fit for person, fit in fits.items() if person != chosen)


def _around(scene: Scene, speakers: Sequence[int], number: int, person: int) -> float:
    """What the steps into and out of a turn speak for a person."""
    line = [NOBODY, NOBODY, *speakers[max(0, number - 2) : number + 3]]
    place = min(number, 2) + 2
    line[place] = person
    return sum(
        step(line[at - 2], line[at - 1], line[at], scene.turns[n], scene.turns[n - 1])
        for at, n in zip(range(place, len(line)), range(number, len(speakers)), strict=False)
        if n > 0 and scene.talks(n)
    )
