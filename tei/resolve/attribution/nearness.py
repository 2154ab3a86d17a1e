"""Who is near a turn, and so may speak it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei.resolve.attribution.scene import Scene

CANDIDATES = 7  # persons considered for a turn
FARTHEST = 25.0  # distance at which nobody is a candidate any more
BACK, AHEAD = 8, 4  # turns before and after whose speakers are candidates
PARAGRAPHS_BACK = 5  # paragraphs whose narration names candidates
NARRATION = 6000  # code points around a turn in which names are looked for


def candidates(
    scene: Scene, number: int, speakers: Sequence[int | None], before: Mapping[int, float]
) -> dict[int, float]:
    """Persons near a turn and their distance, the nearest first.

    speakers: of each turn the one that the words beside it name, if any
    before:   what this gave for the turn before: who talked on stays a candidate
    """
    turn = scene.turns[number]
    back = PARAGRAPHS_BACK if scene.talks(number) else 1
    first = scene.paragraphs[max(0, turn.paragraph - back)][0]
    end = scene.paragraphs[turn.last_paragraph][1] if turn.last_paragraph >= 0 else turn.end
    end = end if scene.talks(number) else turn.end  # prose names before it quotes
    previous = scene.turns[number - 1].last_paragraph if number else turn.paragraph
    passed = 1.0 + max(0, turn.paragraph - previous - 1)
    carried = before if scene.talks(number) else {}
    near = {person: distance + passed for person, distance in carried.items()}
    first, end = max(first, turn.start - NARRATION), max(end, turn.end)
    for mention in scene.told(first, min(end, turn.start + NARRATION)):
        distance = 1 + abs(turn.start - mention.place) / 400
        near[mention.person] = min(near.get(mention.person, 99.0), distance)
    for person, distance in _speakers_near(scene, number, speakers):
        near[person] = min(near.get(person, 99.0), distance)
    order = sorted(near, key=lambda person: near[person])[:CANDIDATES]
    return {person: near[person] for person in order if near[person] <= FARTHEST}


def _speakers_near(
    scene: Scene, number: int, speakers: Sequence[int | None]
) -> Iterator[tuple[int, float]]:
    """Speakers and addressees of the turns around, with their distance."""
    if not scene.talks(number):
        return
    low, high = max(0, number - BACK), min(len(speakers), number + AHEAD + 1)
    for other in range(low, high):
        distance = abs(other - number) * (1.0 if other < number else 1.5)
        speaker = speakers[other]
        if speaker is not None:
            yield speaker, distance
        for person in scene.turns[other].called:
            yield person, distance + 2
