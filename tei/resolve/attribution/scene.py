"""What attribution works on: the turns of a text, with all that bears on who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from tei.annotation import Annotation
from tei.language import entry
from tei.persons import Lexicon, lexicon
from tei.reading import Reading
from tei.resolve.attribution.cast import Cast, Form, Person

SELF = -1  # the number of the narrator or author among the persons
LEAVES = ("p", "head", "item", "l", "note", "signed", "salute", "dateline", "stage")
UNSPOKEN = frozenset({"soCalled", "mentioned", "title"})
VOCATIVE_BEFORE = re.compile(r"(?:^|[,“”‘’\"'«„—–!?.…])\s*(?:my |dear |my dear |dearest )?$", re.I)
TALK, TALK_SHARE = 4, 0.35  # turns of talk, at least, and as a share, that make fiction
LABEL_MARKS = 4  # code points of blanks and marks between a label and its speech
QUOTES = re.compile('[“”„«»"]')
SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\s+(?=[^\W\d_])")
PRONOUN_REACH = 80  # code points after a name in which a pronoun is taken to mean it


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at a place (code point)."""

    place: int
    person: int


@dataclass
class Turn:
    """The quotations of one speaker in one paragraph.

    paragraph:  its number; last_paragraph: where its last quotation ends
    cues:       cues of its quotations
    opens:      whether it opens its paragraph
    called:     persons it addresses; named: persons it names otherwise
    """

    paragraph: int
    last_paragraph: int
    quotations: list[Annotation]
    cues: list[Annotation]
    opens: bool = False
    called: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Code point at which it begins."""
        return self.quotations[0].start

    @property
    def end(self) -> int:
        """Code point at which it ends."""
        return self.quotations[-1].end


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
    turns = _turns(reading, spoken, spans)
    _address(text, turns, [(n, m, q) for n, m, q in known if m and q])
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


def _turns(
    reading: Reading, spoken: Sequence[Annotation], spans: Sequence[tuple[int, int]]
) -> list[Turn]:
    """Quotations by paragraph; a paragraph whose cues name two speakers makes two turns.

    What goes on after an interruption belongs to the turn it began in.
    """
    starts = [start for start, _ in spans]
    cues: dict[str, list[Annotation]] = defaultdict(list)
    for cue in reading.annotations.of("cue"):
        cues[cue.get("quotation")].append(cue)
    turns: list[Turn] = []
    groups: dict[str, Turn] = {}
    for quotation in spoken:
        if quotation.get("class") in UNSPOKEN or own_speech(reading, quotation):
            continue
        first = bisect_right(starts, quotation.start) - 1
        last = bisect_right(starts, max(quotation.start, quotation.end - 1)) - 1
        own = cues.get(str(quotation.start), [])
        turn = groups.get(quotation.group) if quotation.group else None
        if turn is None and turns and _continues(turns[-1], first, own):
            between = reading.source.text[turns[-1].end : quotation.start]
            silent = reading.genre == "prose" and not any(cue.get("verb") for cue in own)
            turn = None if silent and _announces(between) else turns[-1]
        if turn is None:
            opens = first >= 0 and quotation.start == starts[first]
            turn = Turn(first, last, [], [], opens)
            turns.append(turn)
        turn.quotations.append(quotation)
        turn.cues.extend(own)
        turn.last_paragraph = max(turn.last_paragraph, last, first)
        groups.setdefault(quotation.group, turn)
    return turns


def own_speech(reading: Reading, quotation: Annotation) -> Annotation | None:
    """The speech that a quotation makes up: an interjection, or one all in quotation marks."""
    speech = reading.annotations.around(quotation.start, "speech")
    if speech is None or not speech.get("who"):
        return None
    rest = (quotation.start - speech.start) + (speech.end - quotation.end)
    alone = rest <= len(speech.get("label")) + LABEL_MARKS
    return speech if alone or speech.get("role") == "interjection" else None


def _continues(turn: Turn, paragraph: int, cues: Sequence[Annotation]) -> bool:
    """Whether a quotation with its cues belongs to the turn before it."""
    if paragraph != turn.last_paragraph:
        return False
    known = next((cue for cue in reversed(turn.cues[-8:]) if cue.get("verb")), None)
    new = [cue for cue in cues if cue.get("verb") and cue.cert == "high"]
    return known is None or all(_same_speaker(known, cue) for cue in new)


def _announces(between: str) -> bool:
    """Whether sentences stand between two quotations, the last of which ends in a colon."""
    return between.rstrip().endswith(":") and SENTENCE_END.search(between) is not None


def _same_speaker(known: Annotation, new: Annotation) -> bool:
    """Whether two cues of a paragraph may mean one speaker; a pronoun may mean anybody."""
    if new.get("form") == "pronoun" or known.start == new.start:
        return True
    return said(known) == said(new)


def said(cue: Annotation) -> str:
    """What a cue calls the speaker; pronouns in lower case."""
    name = cue.get("name")
    return name.lower() if cue.get("form") == "pronoun" else name


def _address(
    text: str, turns: Sequence[Turn], named: Iterable[tuple[Annotation, Person, Annotation]]
) -> None:
    """Enter whom each turn addresses, and whom else it names."""
    turn_of = {q.start: turn for turn in turns for q in turn.quotations}
    for name, person, quotation in named:
        turn = turn_of.get(quotation.start)
        if turn is None:
            continue
        before = text[max(quotation.start, name.start - 12) : name.start]
        after = text[name.end : name.end + 1]
        calls = after in ",!?.;—…" and VOCATIVE_BEFORE.search(before) is not None
        (turn.called if calls else turn.named).add(person.number)
