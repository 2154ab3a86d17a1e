"""Papers of parliament, newspapers of towns, and books before a whole imprint."""

from __future__ import annotations

import pytest

from tei.annotation import Annotation
from tei.language import load
from tei.pipeline import read_text
from tei.source import SourceText

BODY = "The mills were inspected again.[1]\n\n\n"


def titles(text: str, language: str = "en") -> list[str]:
    found = read_text(SourceText(text), language=load(language)).annotations
    return [text[a.start : a.end] for a in found if is_title(a)]


def is_title(item: Annotation) -> bool:
    return item.kind == "title" or (item.kind == "quotation" and item.get("class") == "title")


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Affairs at the Upper Mill, 50th Cong., 2nd Sess., p. 4.", "Affairs at the Upper Mill"),
        (
            "Ash to Birch, April 3, 1863 in Message on the Mills, 38th Cong., 1st Sess., p. 4.",
            "Message on the Mills",
        ),
        (
            "Papers relating to the mill race (2 pts.), 57th Cong., 1st Sess.",
            "Papers relating to the mill race",
        ),
        ("Report on Mills, January 20, 1863, 32nd Cong., p. 7.", "Report on Mills"),
        ("Leeds Sentinel, December 12, 1861, p. 3.", "Leeds Sentinel"),
        ("[Leeds] Evening Union, February 2, 1864.", "Evening Union"),
    ],
)
def test_a_note_names_a_paper(note: str, title: str) -> None:
    assert title in titles(f"{BODY}1. {note}")


def test_people_and_days_are_no_newspaper() -> None:
    assert not titles(f"{BODY}1. Jane Ash, December 12, 1861, p. 3.")


def test_a_book_stands_before_its_imprint() -> None:
    for title in ("Countermill: The Struggle for the River", "Ash’s Lost Mills: How Rivers Stop"):
        text = f"She wrote of it all in {title} (New York: Mill Press, 1979) and elsewhere."
        assert titles(text) == [title]
    text = "See the foreword to Birch, ed., Mill Papers, 1962 (Leeds: Mill Press, 1992)."
    assert titles(text) == ["Mill Papers, 1962"]


def test_a_sentence_before_an_imprint_is_no_title() -> None:
    assert not titles("He worked in Leeds and bought the mill (Leeds: Mill Press, 1979) there.")


def test_the_rank_of_the_next_person_is_no_part_of_a_title() -> None:
    assert titles("In the course of The New Weir Mr. Ash makes a concession.") == ["The New Weir"]


def test_words_that_qualify_a_noun_are_no_title() -> None:
    assert not titles("He praised the translation of the Old and New “mill-books” of the guild.")
    assert not titles("Nobody will accuse the author of the Cantos of an Early Miller severity.")


def test_the_end_of_a_foreign_title_is_no_title() -> None:
    assert not titles(
        "It is told (Altersklassen und Verbände: eine Darstellung der Mühlen, Berlin, 1902)."
    )


def test_a_volume_is_no_part_of_a_title() -> None:
    text = "See the other works on towns; Kall, Die deutschen Mühlen im Lande, Bd. I (Halle, 1891)."
    assert titles(text) == ["Die deutschen Mühlen im Lande"]


@pytest.mark.parametrize("name", ["Studies in Milling", "PM: Practical Mills and Men"])
def test_a_periodical_behind_an_article_may_have_a_preposition_or_a_colon(name: str) -> None:
    assert name in titles(
        f"See Ash, “Openness and the Mill,” {name}, Winter-Spring 2001, pp. 63–66."
    )


def test_a_work_is_named_again_with_its_subtitle() -> None:
    text = (
        "He founded the Mill Letters, vol. iii, no. 4, as a journal.\n\n"
        "See Ash to Birch, May 4, 1901, Mill Letters: The Lower River, 1943, p. 3."
    )
    assert "Mill Letters: The Lower River" in titles(text)
