"""Names: the persons a text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import language, personal_names
from tei.annotation import Annotation, Annotations
from tei.recognisers import names, speakers
from tei.source import SourceText


def found(text: str, code: str = "en") -> list[str]:
    source, pack = SourceText(text), language.load(code)
    spans = []
    start = text.find("“")
    while start >= 0:
        end = text.find("”", start) + 1 or len(text)
        spans.append(Annotation("quotation", start, end, {"level": "1"}))
        start = text.find("“", end)
    earlier = Annotations(spans)
    earlier = earlier.plus(speakers.RECOGNISER.recognise(source, earlier, pack))
    mentions = names.RECOGNISER.recognise(source, earlier, pack)
    return [text[a.start : a.end] for a in mentions]


def test_a_title_makes_a_name() -> None:
    assert found("Yesterday Mrs. Harland and Dr. Crane left for Bristol.") == [
        "Mrs. Harland",
        "Dr. Crane",
    ]


def test_who_speaks_is_named_everywhere() -> None:
    text = "“Go,” said Dora.\n\nBefore noon the train had taken Dora’s trunk to Bristol."
    assert found(text) == ["Dora", "Dora"]


def test_a_full_name_is_known_by_its_parts() -> None:
    assert found("“Go,” said Crane. Tobias Crane went.") == ["Crane", "Tobias Crane"]


def test_places_are_not_persons() -> None:
    assert found("They went from Bristol to Wells, and the Severn was in flood.") == []


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    text = "Presently Mr. Crane rose. He would presently go. Poor Mr. Crane!"
    assert found(text) == ["Mr. Crane", "Mr. Crane"]


def test_whom_people_address_is_a_person() -> None:
    text = "“Really, Dora, I am surprised.”\n\n“Come in, Dora!”"
    assert found(text) == ["Dora", "Dora"]


@pytest.mark.parametrize(
    ("name", "code", "titles", "words", "gender"),
    [
        ("Mr. Tobias Crane", "en", ("Mr",), ("Tobias", "Crane"), "m"),
        ("the Duchess", "en", ("Duchess",), (), "f"),
        ("Lady Anne’s", "en", ("Lady",), ("Anne",), "f"),
        ("Frau von Osten", "de", ("Frau",), ("Osten",), "f"),
        ("Mlle de La Tour", "fr", ("Mlle",), ("Tour",), "f"),
    ],
)
def test_parts_of_a_name(
    name: str, code: str, titles: tuple[str, ...], words: tuple[str, ...], gender: str
) -> None:
    parsed = personal_names.parse(name, language.load(code))
    assert parsed.titles == titles
    assert parsed.words[-1:] == words[-1:]
    assert parsed.gender == gender


@given(st.text(max_size=200))
def test_any_text_passes(text: str) -> None:
    assert all(name.strip() for name in found(text))
