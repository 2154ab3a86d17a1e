"""What speaks for each person as the speaker of a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log2

from tei.annotation import Annotation
from tei.resolve.attribution import weights
from tei.resolve.attribution.handing import after_end, announces
from tei.resolve.attribution.nearness import NARRATION, candidates
from tei.resolve.attribution.outright import is_generic, speaker_of, without_article
from tei.resolve.attribution.reports import addressed, lone_name, origin, reported
from tei.resolve.attribution.scene import SELF, Scene
from tei.resolve.attribution.turns import Turn

REACH = 1200  # code points before a pronoun in which its antecedent is looked for
CUES = 24  # cues of a turn that are looked at
FIXED = 10.0  # weight of what is said outright
CLOSENESS = {"after": 0, "before": 1, "label": 2}


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
    found: list[Choice] = []
    near: dict[int, float] = {}
    speakers = [next(iter(choice.scores)) if choice else None for choice in fixed]
    for number, choice in enumerate(fixed):
        near = candidates(scene, number, speakers, near)
        found.append(choice or _open(scene, number, near))
    return found


def fixed_choices(scene: Scene) -> list[Choice | None]:
    """For each turn the one person whom the words beside it name, if any."""
    return [_fixed(scene, turn) for turn in scene.turns]


def _fixed(scene: Scene, turn: Turn) -> Choice | None:
    """The choice of one where a verb of saying stands with a name, a work or “I”."""
    cues = [cue for cue in turn.cues[:CUES] if cue.get("verb") and not _of_next(scene, turn, cue)]
    for cue in sorted(cues, key=lambda c: (c.cert != "high", CLOSENESS.get(c.get("place"), 3))):
        person, rule = speaker_of(scene, cue)
        if person is not None:
            choice = Choice(fixed=True, close=cue.cert == "high")
            choice.add(person, FIXED, rule, cue.evidence)
            return choice
        if cue.get("place") == "after":
            return None
    return None


def _open(scene: Scene, number: int, near: Mapping[int, float]) -> Choice:
    choice = Choice()
    turn = scene.turns[number]
    for person, distance in near.items():
        choice.add(person, _standing(scene, person) + weights.FADING * distance, "")
    for cue in turn.cues[:CUES]:
        if not _of_next(scene, turn, cue):
            _weigh_cue(scene, cue, choice)
    _weigh_lead(scene, number, choice)
    for person in choice.scores:
        if person in turn.called:
            choice.add(person, weights.CALLS_SELF, "")
        elif person in turn.named:
            choice.add(person, weights.NAMES_SELF, "")
    return choice


def _weigh_lead(scene: Scene, number: int, choice: Choice) -> None:
    """Who acts in the narration that leads to a turn often speaks next."""
    turn, previous = scene.turns[number], scene.turns[max(0, number - 1)]
    if number == 0 or not turn.opens or turn.paragraph < 1:
        return
    told = turn.paragraph - 1 > previous.last_paragraph
    start = scene.paragraphs[turn.paragraph - 1][0] if told else previous.end
    led = scene.told(max(start, turn.start - NARRATION), turn.start)
    leads = ((0, weights.LEADS), (-1, weights.LED)) if told else ((0, weights.LEFT),)
    for place, weight in leads if led else ():
        if led[place].person in choice.scores and not scene.is_body(led[place].person):
            choice.add(led[place].person, weight, "leading", "")


def _standing(scene: Scene, person: int) -> float:
    """What a person's part in the whole text counts."""
    known = scene.narrator if person == SELF else person
    count = scene.cast.people[known].count if known is not None else 1
    return weights.PROMINENCE * log2(1 + count)


def _weigh_cue(scene: Scene, cue: Annotation, choice: Choice) -> None:
    form, verb = cue.get("form"), bool(cue.get("verb"))
    if form == "pronoun":
        _weigh_pronoun(scene, cue, choice, cue.get("gender"))
    elif form == "noun" and _owner(scene, cue):
        _weigh_pronoun(scene, cue, choice, _owner(scene, cue))
    elif form == "noun" and not verb and cue.get("gender") and scene.fiction:
        _weigh_pronoun(scene, cue, choice, cue.get("gender"))
    elif form == "noun" and verb and (scene.fiction or _tells_outright(scene, cue)):
        _weigh_noun(scene, cue, choice)
    elif form == "noun" and announces(scene, cue):
        _weigh_announcing(scene, cue, choice)
    elif form == "noun" and _acts_before(scene, cue):
        unnamed = scene.cast.add(cue.get("name"), cue.start, cue.get("gender"))
        choice.add(unnamed.number, weights.ACTS_BEFORE, "acting", cue.evidence)
    elif not verb and form in ("name", "self"):
        person = _origin(scene, cue) or _acting(scene, cue)
        if person is not None:
            announced = weights.ACTS_ANNOUNCED if cue.cert == "high" else weights.ACTS_BEFORE
            weight = announced if cue.get("side") == "before" else weights.ACTS_AFTER
            choice.add(person, weight, "acting", cue.evidence)


def _origin(scene: Scene, cue: Annotation) -> int | None:
    """What the words before a colon were taken from."""
    if scene.fiction or cue.get("side") == "after" or cue.cert != "high":
        return None
    work = origin(scene, cue.start, int(cue.get("quotation", "0")))
    return work.number if work else None


def _acting(scene: Scene, cue: Annotation) -> int | None:
    if cue.get("form") == "self":
        return SELF if cue.get("number") == "singular" else None
    person = scene.cast.of(without_article(scene, cue.get("name")))
    if person is None and not scene.fiction and cue.get("side") == "before":
        person = scene.cast.add(cue.get("name"), cue.start)
    return person.number if person else None


def _of_next(scene: Scene, turn: Turn, cue: Annotation) -> bool:
    """Whether a cue of prose stands in the sentence after a quotation, and tells of another."""
    return not scene.fiction and after_end(scene.reading, turn, cue)


def _acts_before(scene: Scene, cue: Annotation) -> bool:
    """Whether prose tells of a person without a name right before a quotation."""
    before = cue.get("side") == "before" and not cue.get("verb")
    return before and not scene.fiction and _means_person(scene, cue)


def _weigh_announcing(scene: Scene, cue: Annotation, choice: Choice) -> None:
    """The work, body or person of whom prose tells before a colon: “the statute is plain: …”."""
    work = reported(scene, cue)
    if work is None and not _means_person(scene, cue):
        return
    known = work or scene.cast.add(cue.get("name"), cue.start, cue.get("gender"))
    choice.add(known.number, weights.ACTS_ANNOUNCED, "acting", cue.evidence)


def _means_person(scene: Scene, cue: Annotation) -> bool:
    last = cue.get("name").lower().split()[-1]
    return last in scene.words.nouns or last in scene.words.generic


def _tells_outright(scene: Scene, cue: Annotation) -> bool:
    """Whether a noun phrase means a person, or is said to speak before a colon."""
    return cue.cert == "high" or _means_person(scene, cue)


def _owner(scene: Scene, cue: Annotation) -> str:
    """The gender of him whose voice or face is spoken of (“her jaw dropped”)."""
    words = cue.get("name").lower().split()
    if len(words) < 2 or words[-1] in scene.words.nouns or words[-1] in scene.words.generic:
        return ""
    return scene.words.oblique.get(words[0], "")


def _weigh_pronoun(scene: Scene, cue: Annotation, choice: Choice, gender: str) -> None:
    if gender not in ("m", "f"):
        return
    share = 1.0 if cue.get("verb") else weights.ACTING_SHARE
    for person in list(choice.scores):
        choice.add(person, share * _fit(scene, person, gender), "pronoun", cue.evidence)
    for person, weight in _antecedents(scene, cue.start, gender):
        if person in choice.scores:
            choice.add(person, share * weight, "pronoun", cue.evidence)
    place = int(cue.get("quotation", "0"))
    if not cue.get("verb") or scene.fiction:
        return
    fit, lone = weights.PRONOUN_FITS + weights.NAMED_LAST, addressed(scene, place)
    if lone is not None:
        fit += weights.NAMED_HERE + weights.ANSWERS
    lone = lone or lone_name(scene, place, gender)
    if lone is not None:
        choice.add(scene.cast.add(*lone).number, fit, "pronoun", cue.evidence)


def _kin(scene: Scene, cue: Annotation) -> bool:
    """Whether a noun phrase is what the narrator calls somebody (“my uncle”)."""
    owner = cue.get("name").lower().split()[0]
    return owner in scene.words.possessives and owner not in scene.words.oblique


def _fit(scene: Scene, person: int, gender: str) -> float:
    """How well a pronoun's gender fits a person."""
    if person == SELF or scene.is_body(person):
        return weights.PRONOUN_UNFIT
    told = scene.cast.people[person].gender
    if not told:
        return weights.PRONOUN_UNKNOWN
    return weights.PRONOUN_FITS if told == gender else weights.PRONOUN_UNFIT


def _antecedents(scene: Scene, place: int, gender: str) -> Iterator[tuple[int, float]]:
    """Persons of a gender named before a place, the nearest with the most weight."""
    last = weights.NAMED_LAST
    seen: set[int] = set()
    paragraph = scene.paragraph_start(place)
    for mention in reversed(scene.told(place - REACH, place)):
        told = scene.cast.people[mention.person].gender
        if mention.person in seen or told not in (gender, "") or scene.is_body(mention.person):
            continue
        here = weights.NAMED_HERE if mention.place >= paragraph else 0.0
        lately = weights.NAMED_LATELY * exp((mention.place - place) / weights.LATELY)
        yield mention.person, last + here + lately
        seen.add(mention.person)
        last = 0.0


def _weigh_noun(scene: Scene, cue: Annotation, choice: Choice) -> None:
    """A noun phrase means somebody of its gender, or somebody who has no other name."""
    gender = cue.get("gender")
    for person in list(choice.scores):
        fit = _fit(scene, person, gender) if gender else 0.0
        choice.add(person, fit, "noun", cue.evidence)
    if cue.get("place") != "after" and not _tells_outright(scene, cue):
        return
    unnamed = scene.cast.add(cue.get("name"), cue.start, gender)
    described = not scene.fiction and len(cue.get("name").split()) > 2
    generic = is_generic(scene, cue.get("name")) and not (described or _kin(scene, cue))
    weight = weights.NOUN if generic else weights.ROLE
    choice.add(unnamed.number, weight, "noun", cue.evidence)
