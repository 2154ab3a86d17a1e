"""What attribution works on: the turns of a text, with all that bears on who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tei.annotation import Annotation
from tei.language import entry
from tei.persons import Lexicon, lexicon
from tei.reading import Reading
from tei.resolve.attribution.bodies import has_noun
from tei.resolve.attribution.cast import Cast
from tei.resolve.attribution.persons import Form
from tei.resolve.attribution.turns import Turn, enter_addressed, turns_of

SELF = -1  # the number of the narrator or author among the persons
LEAVES = ("p", "head", "item", "l", "note", "signed", "salute", "dateline", "stage")
TALK, TALK_SHARE = 4, 0.35  # turns of talk, at least, and as a share, that make fiction
QUOTES = re.compile('[“”„«»"]')
PRONOUN_REACH = 80  # code points after a name in which a pronoun is taken to mean it


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at a place (code point)."""

    place: int
    person: int


@dataclass
class Scene:
    """A text as attribution sees it.

    narrated:   mentions outside quotations, in text order
    paragraphs: spans of the paragraphs
    narrator: the person who says “I”, where the text names one
    fiction: whether people talk in it, paragraph by paragraph
    """

    reading: Reading
    words: Lexicon
    cast: Cast
    paragraphs: Sequence[tuple[int, int]]
    turns: list[Turn]
    narrated: list[Mention]
    narrator: int | None = None
    fiction: bool = False

    def __post_init__(self) -> None:
        self._places = [mention.place for mention in self.narrated]
        self._starts = [start for start, _ in self.paragraphs]
        self._bodies: dict[int, bool] = {}

    def paragraph_start(self, place: int) -> int:
        """Where the paragraph of a code point begins."""
        number = bisect_right(self._starts, place) - 1
        return self._starts[number] if number >= 0 else 0

    def in_talk(self, number: int) -> bool:
        """Whether a turn opens its paragraph, next to another that does, unannounced."""
        turn = self.turns[number]
        around = self.turns[max(0, number - 1) : number + 2]
        near = (
            abs(other.paragraph - turn.paragraph)
            for other in around
            if other is not turn and other.opens
        )
        announced = any(cue.get("place") == "label" for cue in turn.cues)
        return turn.opens and not announced and any(gap <= 2 for gap in near)

    def is_body(self, person: int) -> bool:
        """Whether a name is that of a body or a work: of no “he” or “she”."""
        if person < 0:
            return False
        if self.cast.people[person].kind != "person":
            return True
        known = self._bodies.get(person)
        if known is None:
            forms, language = self.cast.people[person].forms, self.reading.language
            usual = max(forms, key=lambda form: (forms[form], form), default="")
            known = self._bodies[person] = has_noun(usual, language)
        return known

    def talks(self, number: int) -> bool:
        """Whether turns are taken at a turn."""
        return self.fiction or self.in_talk(number)

    def told(self, start: int, end: int) -> list[Mention]:
        """Mentions outside quotations in [start, end)."""
        return self.narrated[bisect_left(self._places, start) : bisect_left(self._places, end)]


def scene_of(reading: Reading) -> Scene:
    """Gather persons and turns of a text."""
    words, text = lexicon(reading.language), reading.source.text
    spans = [(a.start, a.end) for a in reading.annotations.of(*LEAVES)]
    spans = sorted(spans) or [(block.start, block.end) for block in reading.source.blocks]
    spoken = [q for q in reading.annotations.of("quotation") if q.get("level", "1") == "1"]
    names = reading.annotations.of("name")
    shown = [" ".join(text[name.start : name.end].split()) for name in names]
    inside = _inside(names, spoken)
    cast = Cast(reading.language)
    for entered in reading.register.entries.values():
        if entered.kind == "person":
            cast.enter(entered.names)
    cast.gather(_forms(text, names, shown, inside, words))
    known = [(n, cast.of(form), q) for n, form, q in zip(names, shown, inside, strict=True)]
    narrated = [Mention(n.start, m.number) for n, m, q in known if m and q is None]
    turns = turns_of(reading, spoken, spans)
    enter_addressed(text, turns, [(n, m, q) for n, m, q in known if m and q])
    scene = Scene(reading, words, cast, spans, turns, narrated)
    talking = sum(scene.in_talk(number) for number in range(len(turns)))
    scene.fiction = talking >= TALK and talking >= TALK_SHARE * len(turns)
    return scene


def _inside(
    names: Sequence[Annotation], quotations: Sequence[Annotation]
) -> list[Annotation | None]:
    """For each name the quotation that holds it."""
    starts = [q.start for q in quotations]
    found: list[Annotation | None] = []
    for name in names:
        place = bisect_right(starts, name.start) - 1
        holds = place >= 0 and quotations[place].end >= name.end
        found.append(quotations[place] if holds else None)
    return found


def _forms(
    text: str,
    names: Sequence[Annotation],
    shown: Sequence[str],
    inside: Sequence[Annotation | None],
    words: Lexicon,
) -> dict[str, Form]:
    """The forms of names; in narration the pronoun that follows votes for the gender."""
    forms: dict[str, Form] = {}
    pronoun = _pronoun(words)
    for name, form, quotation, following in zip_longest(names, shown, inside, names[1:]):
        facts = forms.setdefault(form, Form(0, name.start))
        facts.count += 1
        if quotation is not None:
            continue
        end = name.end + PRONOUN_REACH
        match = pronoun.search(text, name.end, min(end, following.start) if following else end)
        if match and not QUOTES.search(text, name.end, match.start()):
            facts.votes[entry(words.oblique, match[0], "")] += 1
    return forms


def _pronoun(words: Lexicon) -> re.Pattern[str]:
    forms = "|".join(map(re.escape, words.oblique)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
