"""The speaker of each quotation, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.annotation import Annotation, Cert
from tei.resolve.attribution.dialogue import NOBODY, decode, margins
from tei.resolve.attribution.evidence import Choice, choices, fixed_choices
from tei.resolve.attribution.narrator import link_addressed, name_narrator
from tei.resolve.attribution.scene import Scene
from tei.resolve.attribution.turns import Turn

Place = tuple[int, int]  # start and end of a quotation, code points
TOLD = ("pronoun", "acting")  # rules that prose, in which nobody talks, hardly ever misleads
SURE = 4.6  # margin over the next best person from which a guess is more than a guess


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker: the person's number, how sure, by which rule, on what evidence."""

    person: int
    cert: Cert
    rule: str
    evidence: str


def attributions(scene: Scene) -> dict[Place, Attribution]:
    """Quotation → speaker, for the turns of a text."""
    fixed = fixed_choices(scene)
    name_narrator(scene, fixed)
    link_addressed(scene, fixed)
    found = choices(scene, fixed)
    speakers = decode(scene, found)
    leads = margins(scene, found, speakers)
    decided: dict[Place, Attribution] = {}
    for number, turn in enumerate(scene.turns):
        made = _attribution(scene, number, found[number], speakers[number], leads[number])
        if made is not None:
            decided |= dict.fromkeys(_places(turn), made)
    return decided


def _places(turn: Turn) -> Iterator[Place]:
    yield from ((q.start, q.end) for q in turn.quotations)


def _attribution(
    scene: Scene, number: int, choice: Choice, person: int, lead: float
) -> Attribution | None:
    if person == NOBODY:
        return None
    _, rule, evidence = choice.reasons.get(person, (0.0, "", ""))
    if choice.fixed:
        return Attribution(person, _fixed_cert(choice, rule), rule, evidence)
    if not rule and not scene.talks(number):
        return None
    told = rule in TOLD and scene.reading.genre == "prose"
    leads = told or (lead >= SURE and rule != "noun")
    return Attribution(person, "medium" if leads else "low", rule or "turns", evidence)


def _fixed_cert(choice: Choice, rule: str) -> Cert:
    """A name or “I” right beside is sure; “I” at a distance is often somebody else's."""
    if choice.close and rule != "report":
        return "high"
    return "low" if rule == "self" else "medium"


def place_of(quotation: Annotation) -> Place:
    """The key of a quotation."""
    return quotation.start, quotation.end
