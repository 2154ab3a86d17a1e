"""Listed references: titles without “In”, houses without a place, years that are part of a name."""

from __future__ import annotations

import pytest

from tei.annotation import Annotations
from tei.language import load
from tei.recognisers.sources import recognise
from tei.recognisers.sources.bibliography.entry import read
from tei.source import SourceText

ASH = "Ash, J. B. (1985). "


def fields(reference: str) -> list[tuple[str, str]]:
    """(kind, text) of each field in the order of the text; a title's kind has its level."""
    items = sorted(read(reference, 0, len(reference)), key=lambda item: item.start)
    return [
        (f"{item.kind} {item.get('level')}".strip(), reference[item.start : item.end])
        for item in items
    ]


def titles(reference: str) -> list[str]:
    return [text for kind, text in fields(reference) if kind.startswith("title")]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (
            ASH + "The sluices of the lower river. Proceedings of the Mill Congress, pp. 3-9.",
            ["The sluices of the lower river", "Proceedings of the Mill Congress"],
        ),
        (
            ASH + "“The lower river.” Pp. 3-9 in Mills and Men, edited by K. Birch. Leeds: Weir.",
            ["The lower river", "Mills and Men"],
        ),
        (
            "Ash, J. B., The gates of the weir: a short account.Rev .Hydr .Eng .12 ,98 -103( 2000)",
            ["The gates of the weir: a short account", "Rev .Hydr .Eng"],
        ),
        (
            ASH + "The eels of the lower lake, Kenya. Weir. Biol. Bull., 88(1-2): 373-382.",
            ["The eels of the lower lake, Kenya", "Weir. Biol. Bull"],
        ),
        (
            ASH + "Care of the banks of a river. Millwork 2000, 71(1), 164-184.",
            ["Care of the banks of a river", "Millwork 2000"],
        ),
        (ASH + "History of the mills 1919-1987. London: Weir.", ["History of the mills 1919-1987"]),
        (ASH + "The water mills. 2 vols. London: Weir.", ["The water mills"]),
        (ASH + "Sluices of the north (abstract). London: Weir.", ["Sluices of the north"]),
        (
            "Ash, J. B., The sluice of the lower river, 2009 MILL 4 P04018.",
            ["The sluice of the lower river", "MILL"],
        ),
    ],
)
def test_titles_end_where_the_next_thing_begins(reference: str, expected: list[str]) -> None:
    assert titles(reference) == expected


def test_a_house_may_stand_without_its_place() -> None:
    assert fields(ASH + "The sluices of the lower river. Millbrook.")[-1] == (
        "publisher",
        "Millbrook",
    )
    assert ("publisher", "Mill Lane") in fields(
        "Jane Ash, The sluices of the lower river, Mill Lane, 1985."
    )


def test_the_end_of_a_title_is_no_house() -> None:
    for reference in ("The sluices of the lower river.", "The river Tarn. June.", "Mills. Report."):
        assert "publisher" not in dict(fields(ASH + reference))


def test_a_country_is_no_house() -> None:
    assert "publisher" not in dict(fields(ASH + "Mills of the north. London, Germany, 1986."))


def test_the_body_behind_a_periodical_publishes_it() -> None:
    found = fields(ASH + "“The lower river.” Weir Review, Mill Research Institute, 9(4), 95-115.")
    assert ("title j", "Weir Review") in found
    assert ("publisher", "Mill Research Institute") in found
    assert ("publisher", "WRSI") in fields(
        ASH + "“The lower river.” Weir Rev., WRSI, 9(4), 95-115."
    )


def test_people_whose_book_holds_an_article_are_its_editors() -> None:
    found = fields(ASH + "“The lower river.” In K. L. Birch, Mills and Men, pp. 3-9. Leeds: Weir.")
    assert ("editor", "K. L. Birch") in found
    assert ("title m", "Mills and Men") in found


def test_a_number_in_brackets_behind_a_periodical_is_its_issue() -> None:
    found = fields(ASH + "The mills of the north : a question. Rivers and mills(133), pp. 9-33.")
    assert ("biblScope", "133") in found


def test_a_number_with_a_hyphen_is_a_label() -> None:
    reference = "17-Ash JB, Birch KL. The river at night. Weir Rev 2009;22:413-6."
    assert fields(reference)[0] == ("author", "Ash JB, Birch KL")


def test_saint_is_part_of_a_house() -> None:
    found = fields("Ash, Jane. The river at night. London: St. Bridget's Press, 2000.")
    assert ("publisher", "St. Bridget's Press") in found


@pytest.mark.parametrize("author", ["birch k.", "Birch K. L.", "BIRcH k."])
def test_names_that_lost_their_small_capitals(author: str) -> None:
    assert fields(f"1805 {author}, Memorie sopra i mulini, Venezia.") == [
        ("date", "1805"),
        ("author", author),
        ("title m", "Memorie sopra i mulini"),
        ("pubPlace", "Venezia"),
    ]


def test_what_counts_the_years_of_a_periodical_is_no_part_of_its_name() -> None:
    reference = (
        "J. Birch, I mulini del fiume, “Archivio Dei Mulini”, a. XVIII, n. s., t. 36 (1888)."
    )
    assert titles(reference) == ["I mulini del fiume", "Archivio Dei Mulini"]


def test_dots_that_lead_to_a_page_are_no_part_of_a_title() -> None:
    reference = "Jane Birch, I mulini del fiume.............................» 181."
    assert titles(reference) == ["I mulini del fiume"]


def test_the_town_behind_a_periodical_is_no_part_of_its_name() -> None:
    found = fields(ASH + "The lower river. Weir Review, Paris 9: 1-51.")
    assert ("title j", "Weir Review") in found
    assert ("pubPlace", "Paris") in found


def test_a_book_without_an_article_loses_the_word_before_it() -> None:
    assert titles("J. B. Ash, in Mills and Men, Paris, 1883, vol. i, pp. 3-9.") == ["Mills and Men"]


@pytest.mark.parametrize(
    ("reference", "editor"),
    [
        ("In: A Companion to Mills (edited by Jane Birch and John Elm), pp. 4-9.", "Jane Birch"),
        ("Mills and Men. Edited by Jane Birch. 14 vols. London: Weir.", "Jane Birch"),
        ("In Mill Water Studies, K. L. Birch and J. Elm, eds. London: Weir.", "K. L. Birch"),
    ],
)
def test_editors_stand_in_brackets_before_volumes_and_behind_a_title(
    reference: str, editor: str
) -> None:
    found = [text for kind, text in fields(ASH + reference) if kind == "editor"]
    assert len(found) == 1
    assert found[0].startswith(editor)


def test_a_comma_may_stand_before_the_colon_of_an_imprint() -> None:
    found = fields("Ash, Jane. The river at night. Torino,: F. de Silva, 1953.")
    assert ("pubPlace", "Torino") in found
    assert ("publisher", "F. de Silva") in found


def test_a_whole_name_may_stand_behind_an_initial() -> None:
    found = fields("Reed, C. Amory. “The Price of Flour,” Mill Review (November, 1965).")
    assert found[:2] == [("author", "Reed, C. Amory"), ("title a", "The Price of Flour")]
    assert fields("Hay, Robert, Jr. “The Weir,” Mill Review 3 (1969).")[0][1] == "Hay, Robert, Jr."


def test_a_house_of_several_names_is_whole_behind_its_place() -> None:
    found = fields("Reed, Ada. The Long Weir. Leeds: Fenn, Straw & Gale, 1986.")
    assert ("publisher", "Fenn, Straw & Gale") in found


def test_the_number_of_an_edition_is_no_volume() -> None:
    found = fields("Reed, Ada: Die Mühle. Wasser und Wehr, 3. Auflage, Leipzig: Brand 2005.")
    assert not [text for kind, text in found if kind == "biblScope"]


def test_the_short_title_of_the_next_reference_is_no_part_of_one() -> None:
    text = (
        "Bibliografia\n\nG. Ash, I mulini del fiume, Torino, Einaudi, 1982. Elm, Acque =\n"
        "P. Elm, Le acque del piano, Venezia, Marsilio, 1990. Oak 1975 =\n"
        "F. Oak, La chiusa, Venezia, Marsilio, 1975."
    )
    found = recognise(SourceText(text), Annotations(), load("it"))
    dates = [text[item.start : item.end] for item in found if item.kind == "date"]
    assert dates == ["1982", "1990", "1975"]
