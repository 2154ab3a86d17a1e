"""Which names become markup: those of people who speak, and those of the header."""

from __future__ import annotations

from tei import language
from tei.annotation import Annotation, Annotations
from tei.reading import Agent, Reading
from tei.resolve.naming import is_proper, resolve
from tei.source import SourceText

TEXT = "Mrs. Tolland told the Board that Jonas Pike was away."
PEOPLE = {
    "tolland": Agent("tolland", "person", ("Mrs. Tolland", "Ada")),
    "board": Agent("board", "org", ("the Board", "Board")),
    "news": Agent("news", "work", ("News",)),
}


def names(*items: Annotation) -> list[tuple[str, str]]:
    reading = Reading(SourceText(TEXT), language.load("en"), Annotations(items), PEOPLE)
    return [
        (TEXT[item.start : item.end], item.get("type"))
        for item in resolve(reading).annotations.of("name")
    ]


def test_a_speakers_name_is_sure_and_typed_by_what_the_speaker_is() -> None:
    person = Annotation("name", 0, 12, {"type": "person", "agent": "tolland"})
    body = Annotation("name", 22, 27, {"type": "person", "agent": "board"})
    assert names(person, body) == [("Mrs. Tolland", "person"), ("Board", "org")]


def test_a_candidate_is_not_encoded() -> None:
    nobody = Annotation("name", 33, 43, {"type": "person"})
    other = Annotation("name", 33, 43, {"type": "person", "agent": "tolland"})
    work = Annotation("name", 22, 27, {"type": "person", "agent": "news"})
    assert names(nobody, other, work) == []


def test_a_name_in_a_label_or_in_the_header() -> None:
    person = Annotation("name", 0, 12, {"type": "person", "agent": "tolland"})
    assert names(person, Annotation("speaker", 0, 13)) == []
    assert names(Annotation("name", 22, 27, {"type": "place"}, rule="sources.header")) == [
        ("Board", "place")
    ]


def test_a_rank_alone_and_a_body_are_no_names_of_persons() -> None:
    reading = Reading(SourceText(""), language.load("en"), Annotations([]))
    forms = ("President Ash", "Anna", "President", "Ash Library")
    proper = [words for words in forms if is_proper(words, reading)]
    assert proper == ["President Ash", "Anna"]
