"""Titles, references and their parts: where they begin and end, and what they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotation import Annotation, Annotations
from tei.language import codes, load
from tei.recognisers.sources import RECOGNISER
from tei.recognisers.sources.shelfmarks import shelfmarks
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
        # a listed reference reads its own date; elsewhere dates are the dates recogniser's
        assert item.kind in KINDS or (item.kind, item.rule) == ("date", "sources.list")
        assert item.rule.startswith("sources.")


@pytest.mark.parametrize(
    "unit", ["Vol. ", "A ", "The A of the ", "(", "_", "editor of ", ", A", "i"]
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    started = time.process_time()
    list(RECOGNISER.recognise(SourceText(text), Annotations(), EN))
    assert time.process_time() - started < 5


# ---- lists of references


def fields(line: str, *neighbours: str) -> dict[str, list[str]]:
    """Kind → texts of the fields of one reference among others of a list."""
    others = neighbours or (
        "Cole, M. (1960). Mills and their owners. Farming Review 21(1), 44–59.",
        "Dean, P. (1962). Weirs. Farming Review 23(2), 1–9.",
        "Elm, D. (1963). Locks. Farming Review 24(4), 10–19.",
    )
    text = "\n\n".join([line, *others]) + "\n"
    items = RECOGNISER.recognise(SourceText(text), Annotations(), EN)
    inside: dict[str, list[str]] = {}
    for item in Annotations(items):
        if item.end <= len(line):
            inside.setdefault(item.kind, []).append(text[item.start : item.end])
    return inside


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ash, J. B. and Birch, K. (1951). Moors. Farming 3(1), 4–9.", "Ash, J. B. and Birch, K."),
        ("J. B. Ash, K. Birch, and L. Elm. Moors. Farming, 3(1):4–9, 1951.", None),
        ("Ash JB, Birch K, Elm L, et al. Moors in winter. Farming. 1951;3:4-9.", None),
        ("Ash, Jane B. Moors. Leeds: Moor Press, 1951.", "Ash, Jane B."),
        ("Ash, Jane, and Karl Birch. “Moors in Winter.” Farming 3 (1951): 4–9.", None),
        ("Jane Ash, Karl Birch, and Lena Elm. Moors. In Farms, pages 4–9, 1951.", None),
        ("van der Ash, J.; de la Birch, K. Moors in winter. Farming 1951, 3, 4–9.", None),
        ("———. Moors in Winter. Leeds: Moor Press, 1951.", "———."),
    ],
)
def test_names_in_all_usual_orders(line: str, authors: str | None) -> None:
    first = line.split(" Moors")[0].split(" “")[0].rstrip()
    found_ = fields(line)["author"][0]
    assert found_.rstrip(".,") == (authors or first.split(" (")[0]).rstrip(".,")


def test_a_physics_reference_has_no_article() -> None:
    parts = fields("J. Ash and K. Birch, Phys. Rev. D 57 (1998) 1234.")
    assert parts["title"] == ["Phys. Rev. D"]
    assert parts["biblScope"] == ["57", "1234"]
    assert parts["date"] == ["1998"]


def test_a_letter_joined_to_its_volume_names_the_series() -> None:
    parts = fields("J. Ash, Moors and mills, Phys. Rev. D57 (1998) 1234 [arXiv:9801.01234].")
    assert parts["title"] == ["Moors and mills", "Phys. Rev. D"]
    assert parts["biblScope"] == ["57", "1234"]
    assert parts["idno"] == ["arXiv:9801.01234"]


def test_a_chapter_in_a_book_with_editors() -> None:
    parts = fields(
        "Ash, J. (1951). Moors. In K. Birch & L. Elm (Eds.), Hill farms (pp. 4–9). "
        "Leeds: Moor Press."
    )
    assert parts["title"] == ["Moors", "Hill farms"]
    assert parts["editor"] == ["K. Birch & L. Elm"]
    assert parts["pubPlace"] == ["Leeds"]
    assert parts["publisher"] == ["Moor Press"]


def test_editors_without_a_word_that_leads_to_the_book() -> None:
    parts = fields(
        "Ash, J. (1951). Moors. Birch, K. and Elm, L., eds., Hill farms. Leeds: Moor Press."
    )
    assert parts["title"] == ["Moors", "Hill farms"]
    assert parts["editor"] == ["Birch, K. and Elm, L."]


def test_a_verb_that_ends_as_the_word_for_editors_is_none() -> None:
    parts = fields("Ash, J. (1951). The Old Farms Revisited: a study. Farming 3, 7–9.")
    assert "editor" not in parts


def test_counters_of_east_asia_stand_behind_their_figure() -> None:
    parts = fields("김하늘, 이바다. (2011). 논과 물의 관계. 논학회지, 제30권, 제7호, 19-33.")
    assert parts["title"] == ["논과 물의 관계", "논학회지"]
    assert parts["biblScope"] == ["30", "7", "19-33"]


def test_an_article_in_quotes_of_typewriters() -> None:
    parts = fields("J. Ash, ``Moors and mills,'' Farming Review, vol. 7, no. 3, pp. 4-9, 1951.")
    assert parts["title"] == ["Moors and mills", "Farming Review"]


def test_a_title_that_begins_with_a_quotation_goes_on_behind_it() -> None:
    parts = fields("Ash, J. (2000). “Old Moors” and Mills: a study. Farming Review 76: 136–168.")
    assert parts["title"] == ["“Old Moors” and Mills: a study", "Farming Review"]


def test_a_journal_without_figures_is_told_by_its_words() -> None:
    parts = fields("J. Ash and K. Birch. Moors without mills. Hill Farming Journal, 1995.")
    assert parts["title"] == ["Moors without mills", "Hill Farming Journal"]


def test_names_left_out_of_an_enumeration() -> None:
    parts = fields("Ash, J., Birch, K., ... & Elm, L. (1951). Moors. Farming 3, 7–9.")
    assert parts["author"] == ["Ash, J., Birch, K., ... & Elm, L."]


def test_a_place_has_its_state_and_a_house_its_legal_form() -> None:
    parts = fields("Ash, J. (1951). Moors. Springer, Inc., Denver, Colorado, USA.")
    assert parts["publisher"] == ["Springer, Inc"]
    assert parts["pubPlace"] == ["Denver, Colorado, USA"]


def test_an_italian_note_with_place_and_year() -> None:
    parts = fields(
        "J. Frassino, Le valli e i mulini, a cura di K. Betulla, Milano 1951, pp. 4-9.",
        "M. Rovere, Storia dei prati, Roma 1960.",
        "D. Olmo, Le dighe, in «Rivista dei campi», XII, 1963, pp. 1-9.",
    )
    assert parts["title"] == ["Le valli e i mulini"]
    assert parts["editor"] == ["K. Betulla"]
    assert parts["pubPlace"] == ["Milano"]


def test_a_year_behind_the_volume_is_a_page_where_there_is_another_date() -> None:
    parts = fields("Ash, J. (1995). Moors. Farming 12, 1889–1995.")
    assert parts["biblScope"] == ["12", "1889–1995"]
    assert parts["date"] == ["1995"]


def test_the_number_of_a_reference_is_no_part_of_it() -> None:
    parts = fields(
        "[3] J. Ash, Moors, Farming 3 (1951) 4.",
        "[4] K. Birch, Mills, Farming 4 (1952) 7.",
        "[5] L. Elm, Weirs, Farming 5 (1953) 9.",
    )
    assert parts["bibl"] == ["J. Ash, Moors, Farming 3 (1951) 4."]


def test_a_wrapped_reference_is_one() -> None:
    text = (
        "REFERENCES\n\n"
        "Ash, J. (1951). Hill farms of the\n    north. Farming Review 12(3), 4–9.\n"
        "Birch, K. (1952). Mills and the people\n    who own them. Farming Review 13(1), 7.\n"
    )
    assert [words.replace("\n    ", " ") for words in found(text, "bibl")] == [
        "Ash, J. (1951). Hill farms of the north. Farming Review 12(3), 4–9.",
        "Birch, K. (1952). Mills and the people who own them. Farming Review 13(1), 7.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 1951 the mill burned.\n\nIn 1952 Ash built it anew (he said).\n\nIn 1953 it stood.",
        "ASH. I came in 1951.\n\nBIRCH. And I in 1952.\n\nASH. Then we are friends since 1953.",
        "See Ash, Moors, p. 4.\n\nIbid., p. 7 (1951).\n\nSee Birch, Mills, p. 9 (1952).",
    ],
)
def test_prose_dialogue_and_notes_are_no_lists(text: str) -> None:
    items = RECOGNISER.recognise(SourceText(text), Annotations(), EN)
    assert not [item for item in items if item.rule == "sources.list"]


# ---- notes


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        ("Ash, Hill Farms and Mills, London, 1870.", "Ash", "Hill Farms and Mills"),
        ("See Rein’s Reise durch die Täler, ii, 97.", "Rein", "Reise durch die Täler"),
        ("See Dr. J. Ash, Hill Farms, p. 31.", "J. Ash", "Hill Farms"),
    ],
)
def test_a_short_note(text: str, author: str, title: str) -> None:
    assert found(text, "author") == [author]
    assert found(text, "title") == [title]


def test_an_agreed_short_title() -> None:
    text = (
        "Ash, Hill Farms of the North (London: Elm, 1870) [hereafter Farms].\n\n"
        "Birch to Elm, Farms, 1870, p. 3. Farms are cheap."
    )
    assert [t for t in found(text, "title") if t == "Farms"] == ["Farms", "Farms"]


def test_words_that_point_back() -> None:
    assert found("He said so. Ibid., p. 20.", "bibl") == ["Ibid., p. 20"]
    assert found("Ash, op. cit., pp. 3–4; so he said.", "bibl") == ["Ash, op. cit., pp. 3–4"]
    assert found("The cook said idem to that.", "bibl") == []


def test_shelfmarks() -> None:
    text = "BArch, R 43 I/123; NARA, RG 59, Central Files 1964–66, POL 27 VIET S. CO is a county."
    assert found(text, "idno") == [
        "BArch, R 43 I/123",
        "NARA, RG 59, Central Files 1964–66, POL 27 VIET S",
    ]


# ---- canonical references


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("John 3:16", "Jn 3:16"),
        ("1 Cor. xiii. 4–7", "1 Cor 13:4-7"),
        ("II Kings 2:11", "2 Kgs 2:11"),
        ("Psalm cxix. 105", "Ps 119:105"),
        ("Il. 2.484", "Hom. Il. 2.484"),
        ("Aen. i. 33", "Verg. Aen. 1.33"),
        ("Plat. Rep. 514a", "Pl. Rep. 514a"),
        ("Hdt. 1.32", "Hdt. 1.32"),
    ],
)
def test_canonical_references(text: str, passage: str) -> None:
    given = [a["cRef"] for a in facts(f"He read {text} to us.", "ref") if "cRef" in a]
    assert given == [passage]


@pytest.mark.parametrize(
    "text",
    [
        "They met at 3:16 in the yard.",
        "John came at 3:16 p.m. with James.",
        "Mark 3.50 was the price, and Daniel 4 was late.",
        "Psalm 219:3 there is none.",
        "Plato lived long, and Hom. wrote no 3.14.",
    ],
)
def test_what_is_no_canonical_reference(text: str) -> None:
    assert [a for a in facts(text, "ref") if "cRef" in a] == []


@pytest.mark.parametrize(
    "unit", ["Ash-Ash-", "Ash, J., ", "Ash’s ", "Ibid. ", "x, ii, 3 ", "(Ash "]
)
def test_hostile_references_are_read_in_time(unit: str) -> None:
    text = "\n".join([(unit * 1500)[:1400] + " 1999."] * 4)
    began = time.process_time()
    list(RECOGNISER.recognise(SourceText(text), Annotations(), EN))
    assert time.process_time() - began < 2


def test_letters_of_an_archive_before_a_sentence_are_no_shelfmark() -> None:
    text = "He heard it from the CO. Even during the 4th of May they met; see CO 5/12."
    found = [text[item.start : item.end] for item in shelfmarks(text)]
    assert found == ["CO 5/12", "CO 5/12"]


def test_a_quoted_phrase_in_small_letters_is_no_title() -> None:
    def titles(words: str) -> list[str]:
        text = f"So they were called “{words},” Evening Lamp, vol. 3, No. 4, 1890, p. 17."
        quoted = Annotation("quotation", text.index("“"), text.index("”") + 1, {"class": "quote"})
        return found(text, "title", earlier=(quoted,))

    assert titles("Terrible Millers") == ["Terrible Millers", "Evening Lamp"]
    assert titles("terrible millers") == ["Evening Lamp"]


def test_the_year_of_a_journal_in_german_is_no_title() -> None:
    assert "Jahrgang 1886" not in found("In the Blätter, Jahrgang 1886, p. 121.", "title")


def test_what_an_author_is_called_after_is_not_sure() -> None:
    text = "Nobody accuses the author of the Long Winter, who was kind."
    items = list(RECOGNISER.recognise(SourceText(text), Annotations(), EN))
    assert [a.cert for a in items if a.rule == "sources.maker"] == ["medium"]
