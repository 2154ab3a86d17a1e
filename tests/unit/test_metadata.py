"""Metadata: title blocks, statements, links and notices, at the top and at the bottom."""

from __future__ import annotations

import pytest

from tei import language
from tei.annotation import Annotation, Annotations
from tei.recognisers.metadata import recognise
from tei.source import SourceText

PROSE = (
    "\n\nThe harbour had been closed for nine days when the first of the boats came back to it.\n"
)


def read(text: str, code: str = "en") -> list[Annotation]:
    return list(Annotations(recognise(SourceText(text), Annotations(), language.load(code))))


def found(text: str, kind: str, code: str = "en") -> list[str]:
    return [text[a.start : a.end] for a in read(text, code) if a.kind == kind]


def fields(text: str, code: str = "en") -> dict[str, str]:
    return {
        a.get("field"): text[a.start + len(a.get("label")) : a.end].strip()
        for a in read(text, code)
        if a.kind == "metadata"
    }


@pytest.mark.parametrize(
    ("block", "title", "author"),
    [
        ("The Closed Harbour\n\nby Ada Quill", "The Closed Harbour", "Ada Quill"),
        ("Ada Quill\n\nThe Closed Harbour\n\nWritten: 1911", "The Closed Harbour", "Ada Quill"),
        ("The Closed Harbour\n\nAda Quill", "The Closed Harbour", "Ada Quill"),
        (
            "Ada Quill & J. Orme\n\nTwo Boats\n\nSource: The Well",
            "Two Boats",
            "Ada Quill & J. Orme",
        ),
        ("Two Boats\n\nby “Nemo”", "Two Boats", "Nemo"),
        ("On the Question\nof the Harbour\n\nby A. Q.", "On the Question\nof the Harbour", "A. Q."),
        ("TWO BOATS\n\nBY\n\nADA QUILL", "TWO BOATS", "Ada Quill"),
        ("Title: Two Boats\n\nAuthor: Ada Quill", "Two Boats", "Ada Quill"),
        ("What Next in the Harbour?\n\nby Ada Quill", "What Next in the Harbour?", "Ada Quill"),
    ],
)
def test_title_and_author(block: str, title: str, author: str) -> None:
    text = block + PROSE
    names = [a.get("name") for a in read(text) if a.kind == "docAuthor"]
    assert (found(text, "titlePart"), names) == ([title], [author])


@pytest.mark.parametrize(
    "top",
    [
        "CHAPTER I. The Boats",
        "Phase the First: The Boats",
        "The War Begins\n\nEarly Boats\n\nLater Boats",
        "Dear Ada,",
        "The harbour was closed.\n\nAda Quill",
        "Preface\n\nAda Quill",
    ],
)
def test_no_title_block(top: str) -> None:
    assert not found(top + PROSE, "titlePage")


def test_an_of_on_the_second_line_of_a_title_names_no_author() -> None:
    text = "Le Silence\nde Marseille\n\nÉcrit : 1911\nSource : Le Phare" + PROSE
    assert found(text, "docAuthor", "fr") == []
    assert found(text, "titlePart", "fr") == ["Le Silence\nde Marseille"]


def test_the_title_page_holds_its_parts_and_no_more() -> None:
    text = "Two Boats\nA Story\n\nby Ada Quill\n\nWritten: 1911\nSource: The Well" + PROSE
    page = next(a for a in read(text) if a.kind == "titlePage")
    assert text[page.start : page.end] == "Two Boats\nA Story\n\nby Ada Quill"


def test_subtitles_that_number_the_part_stand_apart() -> None:
    text = "Ada Quill\n\nTwo Boats\nChapter II: The Second\n\nWritten: 1911" + PROSE
    assert found(text, "titlePart") == ["Two Boats", "Chapter II: The Second"]


def test_labels_in_any_order_and_with_several_names() -> None:
    text = (
        "Two Boats\n\nTranscription/HTML Markup: P. Orme\nPublic Domain: Copy it freely.\n"
        "Online Source: The Well\nDated: May 1911\nSpoken: in the harbour" + PROSE
    )
    assert fields(text) == {
        "transcription": "P. Orme",
        "licence": "Copy it freely.",
        "source": "The Well",
        "written": "May 1911",
        "delivered": "in the harbour",
    }


def test_a_value_may_run_over_wrapped_lines() -> None:
    text = (
        "Two Boats\n\nSource: Microfilm of the first printing in the collection of the\n"
        "harbour library, with two leaves missing\nWritten: 1911" + PROSE
    )
    assert fields(text)["source"].endswith("two leaves missing")
    assert fields(text)["written"] == "1911"


@pytest.mark.parametrize(
    ("version", "field"),
    [("The Well 2003. Permission is granted to copy this.", "licence"), ("The Well", "source")],
)
def test_an_online_version_is_a_licence_where_its_words_say_so(version: str, field: str) -> None:
    text = f"Two Boats\n\nWritten: 1911\nOnline Version: {version}" + PROSE
    assert field in fields(text)


def test_one_unknown_label_states_nothing() -> None:
    assert not read("Time: The present. Nobody is on the stage when the curtain goes up." + PROSE)


def test_speakers_are_no_labels() -> None:
    text = "Two Boats\n\nby Ada Quill\n\nFirst Sailor: Who goes there?\n\nSecond Sailor: A boat.\n"
    assert fields(text) == {}


@pytest.mark.parametrize(
    "links",
    ["return return return", "top of the page", "next | previous | contents", "Back to the Index"],
)
def test_links_below_the_text_are_left_out(links: str) -> None:
    text = f"Two boats came.{PROSE}\n{links}\n\nLast updated on: 4 May 2020"
    assert found(text, "left-out") == [links]
    assert fields(text) == {"lastUpdated": "4 May 2020"}


@pytest.mark.parametrize("line", ["Return, return, my love.", "Next came the boats.", "Home"])
def test_running_text_is_never_left_out(line: str) -> None:
    assert not found(f"Two boats came.{PROSE}\n{line}", "left-out")


def test_notices_of_an_archive_are_left_out() -> None:
    start = "*** START OF THE PROJECT GUTENBERG EBOOK TWO BOATS ***"
    end = "*** END OF THE PROJECT GUTENBERG EBOOK TWO BOATS ***\n\nMore words."
    text = f"A notice.\n\n{start}\n\nProduced by P. Orme\n\nTwo Boats\n\nby Ada Quill{PROSE}\n{end}"
    assert found(text, "left-out") == [f"A notice.\n\n{start}", end]
    assert fields(text) == {"transcription": "Produced by P. Orme"}
    assert found(text, "titlePart") == ["Two Boats"]


@pytest.mark.parametrize(
    "text", ["", "\n", ":", "by", "Written:", "by\n", "Title:", "[", "*" * 300]
)
def test_odd_texts_pass(text: str) -> None:
    assert isinstance(read(text), list)
