"""Casting: labels become agents, variants of one name become one."""

from __future__ import annotations

import re

import pytest

from tei.annotation import Annotation, Annotations
from tei.language import load
from tei.reading import Agent, Reading
from tei.recognisers.speeches import RECOGNISER
from tei.resolve.casting import resolve
from tei.source import SourceText

NCNAME = re.compile(r"[a-z][a-z0-9-]*")


def cast(text: str, code: str = "en", *earlier: Annotation, **known: Agent) -> Reading:
    source, language = SourceText(text), load(code)
    before = Annotations(earlier)
    found = before.plus(RECOGNISER.recognise(source, before, language))
    return resolve(Reading(source, language, found, agents=known))


def who(reading: Reading) -> list[str]:
    return [speech.get("who") for speech in reading.annotations.of("speech")]


PLAY = (
    "Dramatis Personae\n\nSir Hugh Miller\n\nLady Miller\n\nBasil, their butler\n\n"
    "MILLER. One.\n\nLADY MILLER. Two.\n\nBUTLER. Three.\n\nMILLER AND LADY MILLER. Four.\n\n"
    "ALL. Five.\n\nMILLER. Six.\n\nLADY MILLER. Seven.\n\nBUTLER (aside). Eight.\n\nALL. Nine.\n"
)


def test_labels_are_tied_to_the_cast_list() -> None:
    reading = cast(PLAY)
    assert who(reading)[:5] == ["miller", "lady-miller", "butler", "miller lady-miller", "all"]
    roles = [role.get("agent") for role in reading.annotations.of("role")]
    assert roles == ["miller", "lady-miller", "butler"]
    assert reading.agents["miller"].names == ("Sir Hugh Miller", "MILLER")
    assert reading.agents["all"].kind == "group"
    assert reading.genre == "drama"


def test_a_name_in_brackets_says_who_it_is() -> None:
    turns = "LUIS [HANS]. Ja.\n\nEVA. Nein.\n\nHANS. Doch.\n\nEVA. Nie.\n\n" * 2
    reading = cast(turns, "de")
    assert who(reading) == ["hans", "eva", "hans", "eva"] * 2
    assert set(reading.agents["hans"].names) == {"Hans", "HANS", "LUIS [HANS]"}


def test_articles_make_no_other_person() -> None:
    turns = (
        "DER NARR. Ja.\n\nEVA. Nein.\n\nNARR. Doch.\n\nEVA. Nie.\n\nDER NARR. Ja.\n\nNARR. Aus.\n"
    )
    assert who(cast(turns, "de")) == ["narr", "eva", "narr", "eva", "narr", "narr"]


DEBATE = (
    "Mr. Speaker: Order.\n\nThe Minister of Works (Mr. John Pike): It is safe.\n\n"
    "Mrs. Pike (Westfield): Is it?\n\nMr. Pike: It is.\n\nMrs. Pike: I doubt it.\n\n"
    "Dr. Ellen Moss (Eastfield): So do I.\n\nDr. Moss: Very much.\n"
)


def test_short_names_are_the_persons_named_before() -> None:
    reading = cast(DEBATE)
    keys = who(reading)
    assert keys[1] == keys[3] == "john-pike"
    assert keys[2] == keys[4] == "pike"
    assert keys[5] == keys[6] == "ellen-moss"
    assert "The Minister of Works (Mr. John Pike)" in reading.agents["john-pike"].names
    assert reading.genre == "debate"


def test_offices_and_titles_are_no_part_of_the_name() -> None:
    text = (
        "Präsidentin Dr. Hanna Vogt: Bitte.\n\n"
        "Bundesminister für Verkehr Mag. Karl Lind: Danke.\n\n"
        "Abgeordnete Dr. Hanna Vogt (Grüne): Gut.\n\nPräsidentin Dr. Vogt: Schluß.\n"
    )
    assert who(cast(text, "de")) == ["hanna-vogt", "karl-lind", "hanna-vogt", "hanna-vogt"]


def test_an_interview() -> None:
    reading = cast("Q: Why here?\n\nA: It was near.\n\nQ: And then?\n\nA: Then we stayed.\n")
    assert reading.genre == "interview"
    assert who(reading) == ["q", "a", "q", "a"]


def test_an_agent_that_is_known_is_taken() -> None:
    known = Agent("orlova", "person", ("Vera Orlova", "Orlova"), "source")
    text = "They read it out.\n\nOrlova: “That is not what we voted!”\n\nNobody moved at all.\n"
    reading = cast(text, orlova=known)
    assert who(reading) == ["orlova"]
    assert list(reading.agents) == ["orlova"]
    assert reading.genre == ""


def test_a_key_that_is_taken_by_another_gets_a_number() -> None:
    known = Agent("eva", "work", ("Eva",), "source")
    reading = cast("EVA: Ja.\n\nHANS: Nein.\n\nEVA: Doch.\n\nHANS: Nie.\n", "de", eva=known)
    assert who(reading) == ["eva-2", "hans", "eva-2", "hans"]


def test_a_head_inside_a_speech_goes() -> None:
    text = "EVA: Ja.\n\nHANS: Nein.\n\nEVA: Doch.\n\nHANS: Nie.\n\nEVA: Immer.\n"
    reading = cast(text, "de", Annotation("head", 0, 8), Annotation("division", 0, len(text) - 1))
    assert not reading.annotations.of("head", "division")
    assert [text[p.start : p.end] for p in reading.annotations.of("p")] == ["Ja."]
    assert len(who(reading)) == 5


@pytest.mark.parametrize(
    "text",
    [
        "1. KIND. Ja.\n\nÉMILE. Nein.\n\n1. KIND. Doch.\n\nÉMILE. Nie.\n",
        "ДАРЬЯ: Да.\n\nЕГОР: Нет.\n\nДАРЬЯ: Да.\n\nЕГОР: Нет.\n",
        "ΑΝΝΑ: Ναι.\n\nΠΕΤΡΟΣ: Οχι.\n\nΑΝΝΑ: Ναι.\n\nΠΕΤΡΟΣ: Οχι.\n",
    ],
)
def test_keys_are_names_that_xml_allows(text: str) -> None:
    reading = cast(text, "de")
    assert len(reading.agents) == 2
    assert all(NCNAME.fullmatch(key) for key in reading.agents)
    assert all(key == agent.key for key, agent in reading.agents.items())


def test_a_text_without_speeches_stays_as_it_is() -> None:
    source = SourceText("It rained.\n")
    reading = Reading(source, load("en"))
    assert resolve(reading) is reading
