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
    from tei.resolve.attribution.dialogue import margins
    ms=margins(scene,found,speakers)
    nt=len(found)
    def anchor(i):
        for d in range(0,30):
            for j in (i-d,i+d):
                if 0<=j<nt and found[j].fixed: return d
        return 30
    keys = {}
    who = {}
    for i,(turn, person, choice) in enumerate(zip(scene.turns, speakers, found, strict=True)):
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
            who[id(q)] = (keys[person], rule or "turns", ev, "high" if choice.fixed else f"m{min(8,int(ms[i]//1))} a{min(5,anchor(i))}")
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
