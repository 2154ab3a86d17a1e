"""Agents for those who speak: keys, names, roles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei.identifiers import slug, unique
from tei.reading import Agent, AgentKind
from tei.resolve.attribution.bodies import names_a_body
from tei.resolve.attribution.cast import plain
from tei.resolve.attribution.persons import Person
from tei.resolve.attribution.scene import SELF, Scene

LOOK_BACK = 10_000  # code points before a work speaks in which its title is looked for
TITLE_REACH = 200  # code points between the title of a work and the noun that means the work


def agents_of(
    scene: Scene, speakers: Mapping[int, int], told: Mapping[str, Agent]
) -> dict[int, Agent]:
    """Person → agent, for those who speak.

    speakers: person → code point of the first quotation
    told:     agents that are known already; one of the same name is used again
    """
    by_name = {plain(name): agent for agent in told.values() for name in agent.names}
    taken = set(told)
    found: dict[int, Agent] = {}
    for person in sorted(speakers, key=lambda p: _first(scene, p, speakers[p])):
        made = _self(scene) if person == SELF else _agent(scene, scene.cast.people[person])
        known = next((by_name[n] for name in made.names if (n := plain(name)) in by_name), None)
        if known is None:
            known = Agent(unique(made.key, taken), made.kind, made.names, made.role, made.details)
            taken.add(known.key)
        found[person] = known
    return found


def _first(scene: Scene, person: int, spoken: int) -> int:
    """Code point of the first mention."""
    return spoken if person == SELF else min(spoken, scene.cast.people[person].first)


def _agent(scene: Scene, person: Person) -> Agent:
    names = person.names()
    details: dict[str, str] = {}
    if person.kind in ("work", "org"):
        title, details = _title(scene, person, names[0])
        head = names[0].split(None, 1)[-1] if title else ""
        names = (f"{head} ({title})", *names) if title else names
    fiction = "character" if scene.fiction else "source"
    return Agent(slug(names[0]), _kind(scene, person, names), names, fiction, details)


def _kind(scene: Scene, person: Person, names: tuple[str, ...]) -> AgentKind:
    """What somebody is: a body, where the name says so and neither title nor pronoun a person."""
    if person.kind != "person" or person.titles or person.gender or not person.named:
        return person.kind
    reading = scene.reading
    return "org" if names_a_body(names, reading.source.text, reading.language) else "person"


def _title(scene: Scene, person: Person, name: str) -> tuple[str, dict[str, str]]:
    """The title that the text ties to a work or body, and its facts."""
    text = scene.reading.source.text
    noun = re.escape(name.split()[1] if len(name.split()) > 1 else name)
    pattern = re.compile(rf"(?<!\w){noun}(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(text, max(0, person.first - LOOK_BACK), person.first + 80):
        start = scene.paragraph_start(match.start())
        near = scene.reading.annotations.inside(
            max(start, match.start() - TITLE_REACH), match.end() + TITLE_REACH, "title"
        )
        for title in near:
            if scene.paragraph_start(title.start) == start:
                work = title.get("work")
                return text[title.start : title.end], {"work": work} if work else {}
    return "", {}


def _self(scene: Scene) -> Agent:
    """Who says “I”: the narrator of fiction, the author of any other text."""
    pronouns = scene.reading.language.words("speakers", "self")[:1]
    told = scene.fiction or scene.reading.genre == "fiction"
    if told or scene.narrator is not None:
        known = () if scene.narrator is None else scene.cast.people[scene.narrator].names()
        plain_names = (*pronouns, *scene.reading.language.words("speakers", "narrator"))
        return Agent(
            slug(known[0]) if known else "narrator", "person", (*known, *plain_names), "character"
        )
    authors = [a.get("name") for a in scene.reading.annotations.of("docAuthor") if a.get("name")]
    if authors:
        surname = authors[0].split(",")[0].split()[-1:]
        return Agent(slug(" ".join(surname)), "person", (authors[0],), "author")
    names = (*pronouns, *scene.reading.language.words("speakers", "author"))
    return Agent("author", "person", names or ("author",), "author")
