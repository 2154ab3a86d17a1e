"""What speaks for each person as the speaker of a turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tei.annotation import Annotation
from tei.resolve.attribution.scene import SELF, Scene, Turn

CANDIDATES = 7  # persons considered for a turn
BACK, AHEAD = 8, 4  # turns before and after whose speakers are candidates
PARAGRAPHS_BACK = 5  # paragraphs whose narration names candidates
CLOSENESS = {"after": 0, "before": 1, "label": 2}

# Weights of the evidence, in log odds, set by hand and checked against annotated novels.
PRONOUN_FITS, PRONOUN_UNFIT, PRONOUN_UNKNOWN = 1.0, -6.0, -0.5
NAMED_LAST, NAMED_HERE, NAMED_BEFORE = 1.5, 2.0, 0.6
ACTS_BEFORE, ACTS_AFTER, ACTS_ANNOUNCED = 2.5, 2.0, 4.0
SPEAKS_OF_SELF, CALLS_SELF = -1.5, -6.0
NOUN, ROLE = 1.0, 4.0


@dataclass
class Choice:
    """Persons who may speak a turn, with the score of each and its strongest evidence.

    fixed: whether the words beside the quotation name the one speaker
    close: whether they stand right beside it
    """

    scores: dict[int, float] = field(default_factory=dict)
    reasons: dict[int, tuple[float, str, str]] = field(default_factory=dict)
    fixed: bool = False
    close: bool = True

    def add(self, person: int, weight: float, rule: str, evidence: str = "") -> None:
        """Enter a piece of evidence."""
        self.scores[person] = self.scores.get(person, 0.0) + weight
        if weight > self.reasons.get(person, (0.0, "", ""))[0]:
            self.reasons[person] = (weight, rule, evidence)


def choices(scene: Scene, fixed: Sequence[Choice | None]) -> list[Choice]:
    """For each turn who may speak it."""
    return [choice or _open(scene, number, fixed) for number, choice in enumerate(fixed)]


def fixed_choices(scene: Scene) -> list[Choice | None]:
    """For each turn the one person whom the words beside it name, if any."""
    return [_fixed(scene, turn) for turn in scene.turns]


def _fixed(scene: Scene, turn: Turn) -> Choice | None:
    """The choice of one where a verb of saying stands with a name or “I”."""
    cues = [cue for cue in turn.cues if cue.get("verb")]
    for cue in sorted(cues, key=lambda c: (c.cert != "high", CLOSENESS.get(c.get("place"), 3))):
        person = _person_of(scene, cue)
        if person is None:
            if cue.get("place") == "after":
                return None
            continue
        choice = Choice(fixed=True, close=cue.cert == "high")
        rule = "self" if person == SELF else "named" if cue.get("form") == "name" else "noun"
        choice.add(person, 10.0, rule, cue.evidence)
        return choice
    return None


def _person_of(scene: Scene, cue: Annotation) -> int | None:
    """The person whom a cue names outright."""
    if cue.get("form") == "self":
        return SELF if cue.get("number") == "singular" else None
    name = _without_article(scene, cue.get("name"))
    if cue.get("form") == "name":
        person = scene.cast.of(name) or scene.cast.of(cue.get("name"))
        person = person or scene.cast.add(cue.get("name"), cue.start)
        return SELF if person.number == scene.narrator else person.number
    if cue.get("form") == "noun":
        titled = scene.cast.titled(name.split()[-1])
        return titled.number if titled else None
    return None


def _without_article(scene: Scene, name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in scene.words.determiners else name


def _generic(scene: Scene, name: str) -> bool:
    """Whether a noun phrase stands for somebody who has a name (“the old man”)."""
    return name.split()[-1].lower() in scene.words.generic


def _open(scene: Scene, number: int, fixed: Sequence[Choice | None]) -> Choice:
    choice = Choice()
    turn = scene.turns[number]
    for person in _candidates(scene, number, fixed):
        choice.add(person, 0.0, "")
    for cue in turn.cues:
        _weigh_cue(scene, turn, cue, choice)
    for person in choice.scores:
        if person in turn.called:
            choice.add(person, CALLS_SELF, "")
        elif person in turn.named:
            choice.add(person, SPEAKS_OF_SELF, "")
    return choice


def _candidates(scene: Scene, number: int, fixed: Sequence[Choice | None]) -> list[int]:
    """Persons near a turn, the nearest first."""
    turn = scene.turns[number]
    first = scene.paragraphs[max(0, turn.paragraph - PARAGRAPHS_BACK)][0]
    end = scene.paragraphs[turn.last_paragraph][1] if turn.last_paragraph >= 0 else turn.end
    near: dict[int, float] = {}
    for mention in scene.told(first, max(end, turn.end)):
        distance = abs(turn.start - mention.place) / 400
        near[mention.person] = min(near.get(mention.person, 99.0), 1 + distance)
    for person, distance in _speakers_near(scene, number, fixed):
        near[person] = min(near.get(person, 99.0), distance)
    return sorted(near, key=lambda person: near[person])[:CANDIDATES]


def _speakers_near(
    scene: Scene, number: int, fixed: Sequence[Choice | None]
) -> Iterator[tuple[int, float]]:
    """Speakers and addressees of the turns around, with their distance."""
    low, high = max(0, number - BACK), min(len(fixed), number + AHEAD + 1)
    for other in range(low, high):
        distance = abs(other - number) * (1.0 if other < number else 1.5)
        choice = fixed[other]
        if choice is not None:
            yield next(iter(choice.scores)), distance
        for person in scene.turns[other].called:
            yield person, distance + 2


def _weigh_cue(scene: Scene, turn: Turn, cue: Annotation, choice: Choice) -> None:
    form, verb = cue.get("form"), bool(cue.get("verb"))
    if form == "pronoun":
        _weigh_pronoun(scene, cue, choice, 1.0 if verb else 0.5)
    elif form == "noun" and verb:
        _weigh_noun(scene, cue, choice)
    elif not verb and form in ("name", "self"):
        person = _acting(scene, cue)
        if person is not None:
            announced = ACTS_ANNOUNCED if cue.cert == "high" else ACTS_BEFORE
            weight = announced if cue.get("side") == "before" else ACTS_AFTER
            choice.add(person, weight, "acting", cue.evidence)


def _acting(scene: Scene, cue: Annotation) -> int | None:
    if cue.get("form") == "self":
        return SELF if cue.get("number") == "singular" else None
    person = scene.cast.of(_without_article(scene, cue.get("name")))
    return person.number if person else None


def _weigh_pronoun(scene: Scene, cue: Annotation, choice: Choice, share: float) -> None:
    gender = cue.get("gender")
    if gender not in ("m", "f"):
        return
    for person in list(choice.scores):
        choice.add(person, share * _fit(scene, person, gender), "pronoun", cue.evidence)
    for person, weight in _antecedents(scene, cue.start, gender):
        if person in choice.scores:
            choice.add(person, share * weight, "pronoun", cue.evidence)


def _fit(scene: Scene, person: int, gender: str) -> float:
    """How well a pronoun's gender fits a person."""
    if person == SELF:
        return PRONOUN_UNFIT
    told = scene.cast.people[person].gender
    if not told:
        return PRONOUN_UNKNOWN
    return PRONOUN_FITS if told == gender else PRONOUN_UNFIT


def _antecedents(scene: Scene, place: int, gender: str) -> Iterator[tuple[int, float]]:
    """Persons of a gender named before a place, the nearest with the most weight."""
    near = scene.told(place - 1200, place)
    weight = NAMED_LAST
    seen: set[int] = set()
    for mention in reversed(near):
        told = scene.cast.people[mention.person].gender
        if mention.person in seen or told not in (gender, ""):
            continue
        here = NAMED_HERE if "\n\n" not in scene.reading.source.text[mention.place : place] else 0
        yield mention.person, weight + here
        seen.add(mention.person)
        weight = NAMED_BEFORE if weight == NAMED_LAST else 0.0


def _weigh_noun(scene: Scene, cue: Annotation, choice: Choice) -> None:
    """A noun phrase means somebody of its gender, or somebody who has no other name."""
    gender = cue.get("gender")
    for person in list(choice.scores):
        fit = _fit(scene, person, gender) if gender else 0.0
        choice.add(person, fit, "noun", cue.evidence)
    unnamed = scene.cast.add(cue.get("name"), cue.start, gender)
    generic = _generic(scene, cue.get("name"))
    choice.add(unnamed.number, NOUN if generic else ROLE, "noun", cue.evidence)
