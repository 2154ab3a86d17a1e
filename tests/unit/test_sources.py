"""Titles, references and their parts: where they begin and end, and what they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotation import Annotation, Annotations
from tei.language import codes, load
from tei.recognisers.sources import RECOGNISER
from tei.source import SourceText

EN = load("en")
KINDS = {"bibl", "title", "biblScope", "author", "publisher", "pubPlace", "ref", "foreign", "name"}


def found(
    text: str, kind: str, *, lang: str = "en", earlier: tuple[Annotation, ...] = ()
) -> list[str]:
    """The texts of one kind that the recogniser finds."""
    items = RECOGNISER.recognise(SourceText(text), Annotations(earlier), load(lang))
    return [text[a.start : a.end] for a in Annotations(items) if a.kind == kind]


def facts(text: str, kind: str, *, lang: str = "en") -> list[dict[str, str]]:
    """The attributes of one kind that the recogniser finds."""
    items = RECOGNISER.recognise(SourceText(text), Annotations(), load(lang))
    return [dict(a.attributes) for a in Annotations(items) if a.kind == kind]


def line(text: str, field: str, label: str = "") -> Annotation:
    """The whole text as one labelled line of a header."""
    return Annotation("metadata", 0, len(text), {"field": field, "label": label})


# ---- the header


def test_a_line_of_publication_is_a_reference_with_all_its_parts() -> None:
    text = "Published: The Beacon, New Haven, Vol.\u00a03 No.\u00a011, May 2, 1921"
    earlier = (line(text, "firstPublished", "Published:"),)
    assert found(text, "bibl", earlier=earlier) == [text.removeprefix("Published: ")]
    assert found(text, "title", earlier=earlier) == ["The Beacon"]
    assert found(text, "pubPlace", earlier=earlier) == ["New Haven"]
    assert found(text, "biblScope", earlier=earlier) == ["Vol.\u00a03", "No.\u00a011"]


def test_a_lead_in_and_the_full_stop_stay_outside() -> None:
    text = "From The Lower Road, vol.4 No.12, pp.31-35."
    earlier = (line(text, "firstPublished"),)
    assert found(text, "bibl", earlier=earlier) == ["The Lower Road, vol.4 No.12, pp.31-35"]


def test_a_library_and_its_place_are_named_in_a_source_line() -> None:
    text = "Source: Bound volumes at the Anna Hale Library, Leeds, Yorkshire."
    earlier = (line(text, "source", "Source:"),)
    assert found(text, "name", earlier=earlier) == ["Anna Hale Library", "Leeds", "Yorkshire"]


def test_a_place_of_writing_and_its_modern_name() -> None:
    text = "Written: in Christiania (Oslo)"
    earlier = (line(text, "written", "Written:"),)
    assert found(text, "name", earlier=earlier) == ["Christiania (Oslo)"]
    names = RECOGNISER.recognise(SourceText(text), Annotations(earlier), load("en"))
    assert [a.get("key") for a in names if a.kind == "name"] == ["Oslo"]


def test_a_line_of_publication_without_number_or_date_is_no_reference() -> None:
    text = "Published: in a small edition for friends"
    assert found(text, "bibl", earlier=(line(text, "firstPublished", "Published:"),)) == []


# ---- running text


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("In Der rote Faden, number 7, stood a reply.", ["Der rote Faden"]),
        ("Number 12 of Vers la lumière (May 3, 1930) said no.", ["Vers la lumière"]),
        ("It came out under the title Les Années perdues.", ["Les Années perdues"]),
        ("She is the editor of the Evening Lamp.", ["Evening Lamp"]),
        ("We saw it in The Turn of the Tide, and liked it.", ["The Turn of the Tide"]),
        ("He reads the Yorkshire Morning Gazette at home.", ["Yorkshire Morning Gazette"]),
        ("They closed the papers Volna, Novy Luch and Iskorka.", ["Volna", "Novy Luch", "Iskorka"]),
        ("A play called Stones and Bread was given.", ["Stones and Bread"]),
        ("the author of Harker’s Letters to a Niece, who", ["Letters to a Niece"]),
    ],
)
def test_titles_without_italics(text: str, titles: list[str]) -> None:
    assert found(text, "title") == titles


@pytest.mark.parametrize(
    "text",
    [
        "She lives at No. 17 Orchard Street.",
        "He called Lucy, and she came.",
        "The book Ruth read was long.",
        "It was published in London.",
        "The author of Nature is not the author of evil.",
        "He stayed at The Hague for a week.",
        "Papers, Please and Orders were on the table.",
        "Chapter 5 begins on page 40.",
        "In London, there was a fire.",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert found(text, "title") == []


def test_an_established_title_is_known_again_even_without_its_article() -> None:
    text = "In Der rote Faden, number 7, he wrote. Later Rote Faden and rote Faden came up."
    assert found(text, "title") == ["Der rote Faden", "rote Faden"]


def test_a_foreign_title_has_its_language_only_where_that_is_sure() -> None:
    assert facts("In Der rote Faden des Volkes, number 7, he wrote.", "title")[0]["lang"] == "de"
    assert "lang" not in facts("In Novy Luch, number 7, he wrote.", "title")[0]


def test_the_language_may_be_told_by_the_text() -> None:
    text = "It was published in Italian under the title La Paura."
    assert facts(text, "title") == [{"level": "m", "lang": "it"}]


def test_numbers_are_given_in_arabic_figures() -> None:
    text = "Karl Vogt, Die Berge (Leipzig: Teubner, 1880), vol. iii, pp. 131–5."
    assert facts(text, "biblScope") == [
        {"unit": "volume", "n": "3"},
        {"unit": "page", "from": "131", "to": "135"},
    ]


def test_a_note_with_author_title_and_imprint() -> None:
    text = "See Jane Ash, Hill Farms: A Study, 1900–1914 (Leeds: Moor Press, 1951), p. 31."
    assert found(text, "bibl") == [text[4:-1]]
    assert found(text, "author") == ["Jane Ash"]
    assert found(text, "title") == ["Hill Farms: A Study, 1900–1914"]
    assert found(text, "pubPlace") == ["Leeds"]
    assert found(text, "publisher") == ["Moor Press"]


def quoted(text: str, words: str, kind: str = "") -> Annotation:
    """A quotation of the given words with its marks."""
    start = text.index(words)
    return Annotation("quotation", start, start + len(words), {"class": kind} if kind else {})


def dated(text: str, words: str) -> Annotation:
    """A date of the given words."""
    return Annotation("date", text.index(words), text.index(words) + len(words))


def test_an_article_before_its_journal_belongs_to_the_reference() -> None:
    text = "1. Jane Ash, “On Hill Farms,” Yorkshire Morning Gazette, May 3, 1921, pp. 3 and 35."
    earlier = (quoted(text, "“On Hill Farms,”"), dated(text, "May 3, 1921"))
    assert found(text, "bibl", earlier=earlier) == [text[3:-1]]
    assert found(text, "author", earlier=earlier) == ["Jane Ash"]
    assert found(text, "title", earlier=earlier) == ["On Hill Farms", "Yorkshire Morning Gazette"]
    assert found(text, "biblScope", earlier=earlier) == ["pp. 3 and 35"]


def test_articles_listed_with_their_dates() -> None:
    text = "They came out (“On Farms,” in May 1890; and “On Mills,” in June 1891)."
    earlier = (
        quoted(text, "“On Farms,”", "title"),
        quoted(text, "“On Mills,”", "title"),
        dated(text, "May 1890"),
        dated(text, "June 1891"),
    )
    references = ["“On Farms,” in May 1890", "“On Mills,” in June 1891"]
    assert found(text, "bibl", earlier=earlier) == references


LIST = """Ash, J. and Birch, K. (1951). Hill farms of the north. Farming Review 12(3), 4–9.
Cole, M. (1960). Mills and their owners. Farming Review 21(1), 44–59.
D. Elm, Paths over the moor, Leeds 1899.
"""


def test_a_list_of_references_is_read_line_by_line() -> None:
    assert found(LIST, "bibl") == LIST.splitlines()
    assert found(LIST, "author") == ["Ash, J. and Birch, K.", "Cole, M.", "D. Elm"]
    assert found(LIST, "title") == [
        *("Hill farms of the north", "Farming Review", "Mills and their owners"),
        *("Farming Review", "Paths over the moor"),
    ]
    assert found(LIST, "biblScope") == ["12", "3", "4–9", "21", "1", "44–59"]
    assert found(LIST, "pubPlace") == ["Leeds"]


def test_one_line_alone_is_no_list() -> None:
    assert found(LIST.splitlines()[0], "author") == []


def test_an_edition_may_stand_between_title_and_volume() -> None:
    text = "So he told us (Reisen, edition of 1848, vol. iii, pp. 219, 221)."
    assert found(text, "bibl") == ["Reisen, edition of 1848, vol. iii, pp. 219, 221"]
    assert facts(text, "biblScope")[1] == {"unit": "page", "n": "219, 221"}


def test_addresses_point_to_where_they_say() -> None:
    text = "See https://example.org/a_(b), www.example.org. and doi:10.1234/ab.5."
    assert facts(text, "ref") == [
        {"target": "https://example.org/a_(b)"},
        {"target": "http://www.example.org"},
        {"target": "https://doi.org/10.1234/ab.5"},
    ]


@pytest.mark.parametrize(
    ("lang", "text", "title", "scope"),
    [
        ("de", "Vgl. Karl Vogt, Die Berge (Leipzig, 1880), S. 31.", "Die Berge", "S. 31"),
        ("fr", "Voir la Revue des Deux Rives, t. III, p. 45.", "Revue des Deux Rives", "t. III"),
        ("es", "Lo dijo en el diario La Aurora, núm. 12.", "La Aurora", "núm. 12"),
        ("it", "Cfr. Rivista di Storia, vol. iii, p. 4.", "Rivista di Storia", "vol. iii"),
        ("ru", "Об этом писала газета Заря, № 26.", "Заря", "№ 26"),
    ],
)
def test_words_of_citation_of_each_language(lang: str, text: str, title: str, scope: str) -> None:
    assert title in found(text, "title", lang=lang)
    assert scope in found(text, "biblScope", lang=lang)


# ---- any text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("The Road", "vol.", "No. 3", "pp. 1–2", "(London, 1894)", "of", "entitled", "\n"),
                *("in", "Die Fahne", "des", "editor of the", "Times", "’s", ":", "“", "”", "1890"),
                *("_", ",", "http://a", "the papers", "and", "Ann Ash, Farms (Leeds: Ox, 1900)"),
            ]
        )
        | st.text(max_size=6),
        max_size=25,
    ),
    st.sampled_from(codes()),
)
def test_any_text_passes_and_spans_are_sound(parts: list[str], code: str) -> None:
    text = " ".join(parts)
    items = list(RECOGNISER.recognise(SourceText(text), Annotations(), load(code)))
    for item in items:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == text[item.start : item.end].strip()
        assert item.kind in KINDS
        assert item.rule.startswith("sources.")


@pytest.mark.parametrize(
    "unit", ["Vol. ", "A ", "The A of the ", "(", "_", "editor of ", ", A", "i"]
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    started = time.perf_counter()
    list(RECOGNISER.recognise(SourceText(text), Annotations(), EN))
    assert time.perf_counter() - started < 5
