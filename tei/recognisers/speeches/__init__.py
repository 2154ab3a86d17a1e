"""Speeches: plays, debates, interviews, and interjections in plain prose.

How labels are printed is learned from the text itself (`styles`), or told by who is in
the chair (`debates`).  A text that keeps to no style has no speeches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.speeches.cast import cast_annotations, cast_list, with_cast
from tei.recognisers.speeches.debates import debate_labels, last_ink
from tei.recognisers.speeches.directions import (
    debate_directions,
    direction,
    play_directions,
    taken_by,
)
from tei.recognisers.speeches.extents import extents
from tei.recognisers.speeches.heads import believed, spoken, without_heads
from tei.recognisers.speeches.interjections import interjections
from tei.recognisers.speeches.labels import Label, candidates, undashed
from tei.recognisers.speeches.settings import bare_directions
from tei.recognisers.speeches.styles import chosen
from tei.recognisers.speeches.words import Words, moving, words_of
from tei.source import SourceText

STAGED = ("act", "scene")  # divisions of a play


def recognise(source: SourceText, found: Annotations, language: Language) -> Iterable[Annotation]:
    """speech, speaker, stage, castList and what it holds."""
    words = words_of(language)
    labels = without_heads(debate_labels(source, words), found)
    if labels:
        found = believed(source.text, labels, found, debate=True)
        return list(debate(source, labels, found, words))
    staged = any(part.get("type") in STAGED for part in found.of("division"))
    lines = list(candidates(source, words))
    labels = without_heads(chosen(source, lines, words, staged), found)
    if labels:
        cast = cast_list(source, labels, found, words)
        labels = without_heads(with_cast(source.text, labels, lines, cast), found)
        labels = spoken(source.text, undashed(source.text, labels), found, words)
        found = believed(source.text, labels, found, debate=False)
        names = {label.key for label in labels}
        return list(play(source, labels, found, moving(words, names, language)))
    return list(interjections(source, found, words))


def debate(
    source: SourceText, labels: list[Label], found: Annotations, words: Words
) -> Iterator[Annotation]:
    """The speeches of a debate, its noises and interjections."""
    for label, end in extents(source, labels, found, words):
        yield from speech(source.text, label, end, "speeches.debate", words)
    taken = taken_by(labels, [(head.start, head.end) for head in found.of("head")])
    yield from debate_directions(source.text, 0, len(source.text), taken, words)


def play(
    source: SourceText, labels: list[Label], found: Annotations, words: Words
) -> Iterator[Annotation]:
    """The cast list, speeches and directions of a play or an interview."""
    cast = cast_list(source, labels, found, words)
    if cast is not None:
        yield from cast_annotations(source.text, cast, labels, words)
        labels = [label for label in labels if label.start >= cast.items[-1].end]
    spans = []
    for label, end in extents(source, labels, found, words):
        spans.append((label.start, end))
        yield from speech(source.text, label, end, "speeches.play", words)
    begin = beginning(labels, found, cast.items[-1].end if cast else 0)
    taken = taken_by(labels, [(head.start, head.end) for head in found.of("head")])
    stages = list(play_directions(source.text, begin, len(source.text), taken, words))
    yield from stages
    if cast is not None:
        spans.append((0, cast.items[-1].end))
    spans += [(stage.start, stage.end) for stage in stages]
    yield from (
        stage for stage in bare_directions(source, spans, found, words) if stage.start >= begin
    )


def beginning(labels: list[Label], found: Annotations, cast_end: int) -> int:
    """Where the play itself begins: at its first act or scene, or after the cast list."""
    acts = [item.start for item in found.of("division") if item.get("type") in ("act", "scene")]
    first = min([start for start in acts if start >= cast_end], default=labels[0].start)
    return cast_end or min(first, labels[0].start)


def speech(text: str, label: Label, end: int, rule: str, words: Words) -> Iterator[Annotation]:
    """The speech, its speaker, and the direction after the label."""
    attributes = {"label": label.key}
    if label.style == "chair":
        attributes["role"] = "chair"
    yield Annotation("speech", label.start, max(end, label.direction[1]), attributes, rule=rule)
    number = last_ink(text, label.name[0])
    if number > label.start:  # a question's number before the name
        form = {"form": "time"} if ":" in text[label.start : number] else {}
        yield Annotation("number", label.start, number, form, rule=rule)
    yield Annotation("speaker", *label.name, {}, rule=rule)
    if label.direction[1]:
        start, stop = label.direction
        yield direction(start, stop, "", words, "delivery")


RECOGNISER = Recogniser("speeches", recognise, requires=("metadata", "headings"))
