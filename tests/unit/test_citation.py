"""Works: one for each title, with what the text says of it, and the quotations from it."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tei import pipeline
from tei.annotation import Annotation, Annotations
from tei.identifiers import slug
from tei.language import load
from tei.reading import Agent, Reading
from tei.resolve.citation import folded, resolve
from tei.source import SourceText

NCNAME = re.compile(r"[^\W\d][\w.-]*")


def reading_of(
    text: str, *marks: tuple[str, str, dict[str, str]], agents: tuple[str, ...] = ()
) -> Reading:
    """A reading with annotations on the next occurrences of the given words."""
    items, place = [], 0
    for kind, words, attributes in marks:
        start = text.index(words, place if kind == "title" else 0)
        place = start + 1 if kind == "title" else place
        items.append(Annotation(kind, start, start + len(words), attributes))
    people = {key: Agent(key, "person", (key,)) for key in agents}
    return Reading(SourceText(text), load("en"), Annotations(items), people)


def test_mentions_with_and_without_article_are_one_work() -> None:
    text = "In Der rote Faden we read it. Rote Faden says more."
    reading = resolve(
        reading_of(
            text,
            ("title", "Der rote Faden", {"level": "j", "lang": "de"}),
            ("title", "Rote Faden", {"level": "j"}),
        )
    )
    assert {title.get("work") for title in reading.annotations.of("title")} == {"rote-faden"}
    assert {title.get("lang") for title in reading.annotations.of("title")} == {"de"}
    assert reading.agents["rote-faden"].names == ("Der rote Faden", "Rote Faden")
    assert reading.agents["rote-faden"].kind == "work"


def test_what_a_reference_says_belongs_to_its_work() -> None:
    text = "See The Beacon, Leeds, Vol. 3, May 2, 1921."
    reading = resolve(
        reading_of(
            text,
            ("bibl", "The Beacon, Leeds, Vol. 3, May 2, 1921", {}),
            ("title", "The Beacon", {"level": "j"}),
            ("pubPlace", "Leeds", {}),
            ("biblScope", "Vol. 3", {"unit": "volume", "n": "3"}),
            ("date", "May 2, 1921", {"when": "1921-05-02"}),
        )
    )
    assert reading.annotations.of("bibl")[0].get("work") == "beacon"
    details = reading.agents["beacon"].details
    assert details["pubPlace"] == "Leeds"
    assert (details["volume"], details["when"]) == ("3", "1921-05-02")


def test_a_key_is_never_another_agents() -> None:
    reading = resolve(reading_of("Hamlet is read.", ("title", "Hamlet", {}), agents=("hamlet",)))
    assert list(reading.agents) == ["hamlet", "hamlet-2"]


def test_a_quotation_points_to_the_work_that_introduces_it() -> None:
    text = "In The Beacon we read: “All is lost.”"
    reading = resolve(
        reading_of(
            text, ("title", "The Beacon", {}), ("quotation", "“All is lost.”", {"class": "quote"})
        )
    )
    assert reading.annotations.of("quotation")[0].get("source-work") == "beacon"


def test_the_article_of_a_publication_named_before() -> None:
    text = "Then came The Beacon of May.\n\n“All,” the editorial states, “is lost.”"
    reading = resolve(
        reading_of(
            text,
            ("title", "The Beacon", {}),
            ("quotation", "“All,”", {"class": "quote"}),
            ("quotation", "“is lost.”", {"class": "quote"}),
        )
    )
    assert reading.annotations.of("quotation")[0].get("source-work") == "beacon"


def test_a_title_elsewhere_in_the_sentence_is_no_source() -> None:
    text = "She put down The Beacon and said: “All is lost.”"
    reading = resolve(
        reading_of(
            text, ("title", "The Beacon", {}), ("quotation", "“All is lost.”", {"class": "said"})
        )
    )
    assert reading.annotations.of("quotation")[0].get("source-work") == ""


def test_without_titles_nothing_changes() -> None:
    reading = reading_of("Nothing here.")
    assert resolve(reading) is reading


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_a_key_is_an_ncname(title: str) -> None:
    name = folded(title)
    if name:
        assert NCNAME.fullmatch(slug(name)), slug(name)


# ---- references that point back; lists


def test_ibid_and_op_cit_point_to_what_they_mean() -> None:
    text = (
        "See Jane Ash, Hill Farms (Leeds: Moor Press, 1951), p. 12.\n\nIbid., p. 20.\n\n"
        "See Karl Birch, The Wide Moor (London: Elm, 1960), p. 3; Ash, op. cit., p. 77."
    )
    reading = pipeline.read_text(SourceText(text), language=load("en"))
    works = {text[b.start : b.end]: b.get("work") for b in reading.annotations.of("bibl")}
    assert works["Ibid., p. 20"] == "hill-farms"
    assert works["Ash, op. cit., p. 77"] == "hill-farms"


def test_nothing_before_ibid_leaves_it_open() -> None:
    reading = pipeline.read_text(SourceText("Ibid., p. 20."), language=load("en"))
    assert [b.get("work") for b in reading.annotations.of("bibl")] == [""]


def test_in_a_listed_reference_fields_are_surer_than_dates_and_quotations() -> None:
    text = (
        "Ash, J. 1951. “Mills, 1820–1890.” Farming 12, 1889–1899.\n\n"
        "Birch, K. 1952. “Moors.” Farming 13, 4–9.\n\n"
        "Cole, M. 1953. “Weirs.” Farming 14, 4–9.\n"
    )
    reading = pipeline.read_text(SourceText(text), language=load("en"))
    dates = [text[d.start : d.end] for d in reading.annotations.of("date")]
    assert dates == ["1951", "1952", "1953"]
    classes = {q.get("class") for q in reading.annotations.of("quotation")}
    assert classes <= {"title"}
