"""Attribution: whose words each quotation gives."""

from __future__ import annotations

from tei.reading import Agent, Reading
from tei.resolve.attribution.cast import slug, unique
from tei.resolve.attribution.dialogue import NOBODY, decode
from tei.resolve.attribution.evidence import choices, fixed_choices
from tei.resolve.attribution.narrator import name_narrator
from tei.resolve.attribution.scene import SELF, scene_of


def resolve(reading: Reading) -> Reading:
    scene = scene_of(reading)
    fixed = fixed_choices(scene)
    name_narrator(scene, fixed)
    found = choices(scene, fixed)
    speakers = decode(scene, found)
    agents = dict(reading.agents)
    keys = {}
    who = {}
    for turn, person, choice in zip(scene.turns, speakers, found, strict=True):
        if person == NOBODY:
            continue
        if person not in keys:
            if person == SELF:
                names = ("I", "the narrator")
                if scene.narrator is not None: names = scene.cast.people[scene.narrator].names() + names
            else:
                names = scene.cast.people[person].names()
            keys[person] = unique(slug(names[0]), agents)
            agents[keys[person]] = Agent(keys[person], "person", names, "character")
        weight, rule, ev = choice.reasons.get(person, (0, "turns", ""))
        for q in turn.quotations:
            who[id(q)] = (keys[person], rule or "turns", ev, "high" if choice.fixed else "low")
    from tei.annotation import Annotations

    return reading.having(
        annotations=Annotations(
            a.with_attributes(
                **dict(zip(("who", "who-rule", "who-evidence", "who-cert"), who[id(a)]))
            )
            if id(a) in who
            else a
            for a in reading.annotations
        ),
        agents=agents,
    )
