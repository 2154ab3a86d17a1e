"""Whom the words beside a quotation name outright: a name, a role, a work, “I”."""

from __future__ import annotations

from tei.annotation import Annotation
from tei.resolve.attribution.persons import Person
from tei.resolve.attribution.reports import last_reported, reported
from tei.resolve.attribution.scene import SELF, Scene

REACH = 1200  # code points before “his wife” in which he is named


def speaker_of(scene: Scene, cue: Annotation) -> tuple[int | None, str]:
    """The person whom a cue names outright, and the rule."""
    form = cue.get("form")
    if form == "name":
        return _by_name(scene, cue), "named"
    if form == "noun":
        return _by_noun(scene, cue), "noun"
    if form == "self" and cue.get("number") == "singular":
        return SELF, "self"
    neuter = form == "pronoun" and cue.get("gender") == "n" and not scene.fiction
    if neuter or (form == "self" and cue.get("verb") in scene.words.reading):
        work = last_reported(scene, cue.start)
        return (work.number if work else None), "report"
    if form == "self" and cue.get("number") == "plural" and not scene.fiction:
        return scene.cast.add(cue.get("name").lower(), cue.start, kind="group").number, "self"
    return None, ""


def _by_name(scene: Scene, cue: Annotation) -> int:
    title = scene.reading.annotations.around(cue.start, "title")
    if title is not None and title.end >= cue.end:
        name = scene.reading.source.text[title.start : title.end]
        return scene.cast.add(" ".join(name.split()), title.start, kind="work").number
    name = without_article(scene, cue.get("name"))
    person = scene.cast.of(name) or scene.cast.of(cue.get("name"))
    person = person or scene.cast.add(cue.get("name"), cue.start)
    return SELF if person.number == scene.narrator else person.number


def _by_noun(scene: Scene, cue: Annotation) -> int | None:
    noun = cue.get("name").split()[-1]
    person = scene.cast.known(cue.get("name"))
    if person is None and not is_generic(scene, noun):
        person = scene.cast.titled(noun)
    person = person or _spouse(scene, cue)
    if person is None and noun.lower() not in scene.words.nouns:
        person = reported(scene, cue)
    return person.number if person else None


def _spouse(scene: Scene, cue: Annotation) -> Person | None:
    """Whom “his wife” means where he was named last and she bears his name."""
    phrase = cue.get("name").lower().split()
    titles = scene.words.spouses.get(phrase[-1])
    gender = scene.words.oblique.get(phrase[0], "")
    if not titles or not gender:
        return None
    for mention in reversed(scene.told(cue.start - REACH, cue.start)):
        person = scene.cast.people[mention.person]
        if person.gender == gender:
            return scene.cast.spouse(person, titles)
    return None


def without_article(scene: Scene, name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in scene.words.determiners else name


def is_generic(scene: Scene, name: str) -> bool:
    """Whether a noun phrase stands for somebody who has a name (“the old man”)."""
    return name.split()[-1].lower() in scene.words.generic
