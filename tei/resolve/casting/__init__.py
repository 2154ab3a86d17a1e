"""Casting: who speaks each speech of a play, a debate or an interview.

Every distinct label becomes an agent; labels for one person are merged (by the cast
list, by what stands in brackets, by surname and title).  `who` is set on speeches,
`agent` on the roles of the cast list, and the genre where speeches prevail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers.speeches.words import words_of
from tei.resolve.casting.names import folded
from tei.resolve.casting.roster import Role, Roster

DIALOGUE = 4  # most people who talk to each other in an interview
BETWEEN = " .:—–-\n\t"  # what may stand between a label and its words
MOSTLY = 0.4  # the speeches' share of a text that makes it a play or a debate
PARTLY = 0.15  # the share where there is a cast list, an act or a scene as well
DRAMATIC = ("act", "scene")
STAGED = ("entrance", "exit", "setting")  # types of directions that only a stage has


def resolve(reading: Reading) -> Reading:
    """The reading with agents for all who speak; unchanged where nobody does."""
    if not reading.annotations.of("speech"):
        return reading
    annotations = Annotations(without_heads_in_speeches(reading.source.text, reading.annotations))
    reading = reading.having(annotations=annotations)
    roster = roster_of(reading)
    who = {id(speech): keys for speech, keys in spoken(reading, roster)}
    roles = dict(zip(map(id, annotations.of("role")), range(len(roster.roles)), strict=False))
    changed = Annotations(
        told(item, who.get(id(item), ()), roster.of_role.get(roles.get(id(item), -1), ""))
        for item in annotations
    )
    agents = {**reading.agents, **roster.agents}
    return reading.having(annotations=changed, agents=agents, genre=genre_of(reading))


def told(item: Annotation, who: tuple[str, ...], agent: str) -> Annotation:
    """The annotation with who speaks, or with the agent that a role is."""
    if who:
        return item.with_attributes(who=" ".join(dict.fromkeys(who)))
    return item.with_attributes(agent=agent) if agent else item


def without_heads_in_speeches(text: str, annotations: Annotations) -> Iterator[Annotation]:
    """Heads that turned out to be a part of a speech are paragraphs; their divisions go.

    The division before one that goes reaches to the end of it.
    """
    doubted = {
        head.start for head in annotations.of("head") if annotations.around(head.start, "speech")
    }
    longer = {
        last_ink(text, division.start): division.end
        for division in annotations.of("division")
        if division.start in doubted
    }
    numbers = {number.start for number in annotations.of("number")}
    for item in annotations:
        if item.kind == "p" and item.start in numbers:  # nobody says the number of a question
            continue
        if item.kind == "head" and item.start in doubted:
            yield from paragraph(text, item, annotations)
        elif item.kind != "division":
            yield item
        elif item.start not in doubted:
            end = item.end
            while longer.get(end, end) > end:
                end = longer[end]
            yield replace(item, end=end) if end > item.end else item


def paragraph(text: str, head: Annotation, annotations: Annotations) -> Iterator[Annotation]:
    """What a head holds besides label and direction, as a paragraph where there is none."""
    start = head.start
    for kind in ("speaker", "stage"):
        for item in annotations.inside(start, head.end, kind):
            if not text[start : item.start].strip(BETWEEN):
                start = item.end
    start += len(text[start : head.end]) - len(text[start : head.end].lstrip(BETWEEN))
    if start < head.end and not annotations.inside(start, head.end, "p"):
        yield Annotation("p", start, head.end, rule="casting.spoken")


def last_ink(text: str, end: int) -> int:
    """The offset after the last character before `end` that is no blank."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def roster_of(reading: Reading) -> Roster:
    """A roster that knows the labels and the cast list, and nobody yet."""
    text, annotations = reading.source.text, reading.annotations
    roles = []
    for role in annotations.of("role"):
        item = annotations.around(role.start, "castItem") or role
        name = " ".join(text[role.start : role.end].split()).strip(" .,;:[]")
        roles.append(Role(name, text[item.start : item.end]))
    printed = [speech.get("label") for speech in annotations.of("speech")]
    labels = {folded(label): label for label in reversed(printed)}
    staged = any(part.get("type") in DRAMATIC for part in annotations.of("division"))
    staged = staged or len(labels) > DIALOGUE
    return Roster(words_of(reading.language), reading.agents, tuple(roles), labels, staged)


def spoken(reading: Reading, roster: Roster) -> Iterator[tuple[Annotation, tuple[str, ...]]]:
    """(speech, the keys of those who speak it); speeches without a name are left out."""
    text = reading.source.text
    for speech in reading.annotations.of("speech"):
        label = speech.get("label")
        if not any(char.isalpha() for char in label):
            continue
        speakers = reading.annotations.inside(speech.start, speech.end, "speaker")
        printed = text[speakers[0].start : speakers[0].end] if speakers else label
        debate = speech.rule != "speeches.play"
        printed = " ".join(printed.split()) if debate else label
        yield speech, roster.speakers(label, printed, debate=debate)


def genre_of(reading: Reading) -> str:
    """ "drama", "debate" or "interview" where speeches prevail; else what it was."""
    speeches = reading.annotations.of("speech")
    covered = sum(speech.end - speech.start for speech in speeches)
    share = covered / len(reading.source.text)
    divisions = {division.get("type") for division in reading.annotations.of("division")}
    played = reading.annotations.of("castList") or not divisions.isdisjoint(DRAMATIC)
    if len(speeches) < 3 or share < (PARTLY if played else MOSTLY):
        return reading.genre
    if speeches[0].rule == "speeches.debate":
        return "debate"
    directed = any(stage.get("type") in STAGED for stage in reading.annotations.of("stage"))
    return "drama" if played or directed or reading.annotations.of("lg") else "interview"
