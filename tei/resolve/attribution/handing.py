"""Whether the words between two quotations of one paragraph hand over to another speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tei.annotation import Annotation
from tei.persons import lexicon
from tei.reading import Reading

if TYPE_CHECKING:
    from tei.resolve.attribution.scene import Scene
    from tei.resolve.attribution.turns import Turn

SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\s+(?=[^\W\d_])")
ENDED = re.compile(r"[.…!?][\s”’»“\"'›]*\Z")
POSSESSIVE = re.compile(r"[’']s?\Z")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
WORD_AFTER = re.compile(r"\s([a-zß-ÿа-яё]+)")
LATEST = 8  # cues of a turn that are looked at


def hands_over(
    reading: Reading,
    turn: Turn,
    quotation: Annotation,
    cues: Sequence[Annotation],
    linked: bool,
) -> bool:
    """Whether a quotation in the paragraph of a turn is somebody else's.

    linked: whether its marks look as if it went on after an interruption

    In prose each sentence may quote somebody else (“‘…,’ wrote Hale.  Marsh thought otherwise:
    ‘…’”); where people talk, what stands between the quotations of a paragraph is told of the
    one who speaks.
    """
    if reading.genre == "fiction":
        return False
    between = reading.source.text[turn.end : quotation.start]
    said = (cue for cue in turn.cues[-LATEST:] if cue.get("verb"))
    known = [cue for cue in said if not after_end(reading, turn, cue)]
    if not (known or linked) and any(_tags(cue) for cue in cues):
        return True
    if not (known or linked) and _announced(reading, turn) and any(c.get("verb") for c in cues):
        return True
    ends = SENTENCE_END.search(between) is not None or between.rstrip().endswith(":")
    if not any(char.isalpha() for char in between) or (linked and not ends):
        return False
    lead = next((cue for cue in cues if cue.get("side") == "before"), None)
    if lead is not None and _tag(reading, turn, lead):
        return False
    if lead is None or lead.get("form") == "pronoun":
        return _others_named(reading, turn, quotation, known)
    if lead.get("form") == "self" and known and all(cue.get("form") != "self" for cue in known):
        return True
    if lead.get("verb") or _speaks(reading, lead):
        return not any(_shares_word(reading, lead.get("name"), cue) for cue in known)
    return _announces(between)


def _tags(cue: Annotation) -> bool:
    """Whether words after a quotation name who says it."""
    return bool(cue.get("verb")) and cue.get("side") == "after" and cue.get("form") != "pronoun"


def _announced(reading: Reading, turn: Turn) -> bool:
    """Whether a colon or comma after somebody led to a turn: “according to Ash, …”."""
    return any(
        cue.get("side") == "before" and cue.cert == "high" and _speaks(reading, cue)
        for cue in turn.cues[:LATEST]
    )


def _tag(reading: Reading, turn: Turn, lead: Annotation) -> bool:
    """Whether the words before a quotation are those that say who speaks the one before it."""
    text, last = reading.source.text, turn.quotations[-1]
    tagged = any(lead.start == cue.start and cue.get("verb") for cue in turn.cues[-LATEST:])
    return tagged and not new_sentence(text, last, lead)


def _announces(between: str) -> bool:
    """Whether sentences stand between two quotations, the last of which ends in a colon."""
    return between.rstrip().endswith(":") and SENTENCE_END.search(between) is not None


def _speaks(reading: Reading, cue: Annotation) -> bool:
    """Whether a subject can have words of its own: somebody named, a person, a work or body."""
    words = lexicon(reading.language)
    last = cue.get("name").lower().split()[-1]
    known = last in words.nouns or last in words.reporting or last in words.generic
    return known or cue.get("form") == "name"


def _others_named(
    reading: Reading, turn: Turn, quotation: Annotation, known: Sequence[Annotation]
) -> bool:
    """Whether somebody else is the subject of a new sentence before a quotation."""
    return bool(known) and any(
        not any(_shares_word(reading, name, cue) for cue in known)
        for name in _subjects(reading, turn.end, quotation.start)
    )


def _subjects(reading: Reading, start: int, end: int) -> Iterator[str]:
    """The names that are subjects in the sentences that begin between two places."""
    text, words = reading.source.text, lexicon(reading.language)
    first = SENTENCE_END.search(text, start, end)
    for name in reading.annotations.inside(first.end(), end, "name") if first else ():
        before = WORD_BEFORE.search(text, start, name.start)
        after = WORD_AFTER.match(text, name.end)
        governed = before is not None and before[1].lower() in words.stops
        if after is not None and not governed and after[1] not in words.stops:
            yield text[name.start : name.end]


def _shares_word(reading: Reading, name: str, cue: Annotation) -> bool:
    """Whether a name and a cue's have a word in common: “Senator Hale”, “Hale”."""
    return bool(_words(reading, name) & _words(reading, cue.get("name")))


def _words(reading: Reading, name: str) -> set[str]:
    """The words of a name in lower case, without articles and possessive endings."""
    plain = {POSSESSIVE.sub("", word.strip(".,")) for word in name.lower().split()}
    return plain - lexicon(reading.language).determiners


def announces(scene: Scene, cue: Annotation) -> bool:
    """Whether words of prose lead to a quotation with a colon or a comma at their end."""
    return not scene.fiction and cue.get("side") == "before" and cue.cert == "high"


def after_end(reading: Reading, turn: Turn, cue: Annotation) -> bool:
    """Whether prose begins a new sentence after a quotation that is one: it tells of another.

    “‘I saw nobody.’ The War Office denied it.”
    """
    if cue.get("side") != "after":
        return False
    place = int(cue.get("quotation", "-1"))
    quoted = next((q for q in turn.quotations if q.start == place), None)
    return quoted is not None and new_sentence(reading.source.text, quoted, cue)


def new_sentence(text: str, quotation: Annotation, cue: Annotation) -> bool:
    """Whether a quotation ends a sentence, and another begins before a cue after it.

    What asks or exclaims may be followed by who does (“‘Stop!’ Marsh cried”), not by “He”.
    """
    after = text[quotation.end : cue.end].lstrip()
    ended = ENDED.search(text, quotation.start, quotation.end)
    if ended is None or not after[:1].isupper():
        return False
    return ended[0][0] in ".…" or cue.get("form") in ("pronoun", "noun")
