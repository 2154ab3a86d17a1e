"""Dates: their values are W3C dates, their spans lie in the text, whatever the text is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei import language
from tei.annotation import Annotation, Annotations
from tei.recognisers.dates import RECOGNISER
from tei.recognisers.dates.grammar import grammar
from tei.recognisers.dates.leads import lead
from tei.recognisers.dates.moments import days_in, easter, lexical, possible
from tei.recognisers.dates.readers import feast_day
from tei.source import SourceText

VALUES = ("when", "from", "to", "notBefore", "notAfter")
W3C = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:00Z?)?)?")


def found(text: str, code: str = "en") -> list[Annotation]:
    """The dates of a text, in order."""
    source = SourceText(text)
    made = RECOGNISER.recognise(source, Annotations(), language.load(code))
    return Annotations(made).of("date")


def texts(text: str, code: str = "en") -> list[str]:
    """What stands in the dates of a text."""
    return [text[item.start : item.end] for item in found(text, code)]


def valid(value: str) -> bool:
    """Whether a value is an xsd:date, gYearMonth, gYear or dateTime of a day that exists."""
    match = W3C.fullmatch(value)
    if not match or int(match[1]) == 0:
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= days_in(month, year)


def sound(dates: Iterable[Annotation], text: str) -> None:
    """Spans lie in the text and end in ink; values are valid; a missing year has no value."""
    for item in dates:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == text[item.start : item.end].strip()
        values = [item.get(name) for name in VALUES if item.get(name)]
        assert all(valid(value) for value in values), item
        assert bool(values) != bool(item.get("missing")), item


WORDS = """
1842 1925 27 31 30 29 3 8 0 00 1900 2000 1582 10 12 499 BC AD A.D. May June February March
October Monday Sunday the of in and to spring winter Easter Christmas century 18th
eighteenth 1890s 90s nineties early late mid- c. first half 3rd 24th year p.m. 1945Z  that
Mai Februar bis Jahrhundert v.Chr. X. IX février siècle XVIIIe mayo siglo de  febbraio
secolo мая февраля года век весной
"""
PIECES = st.sampled_from(WORDS.split())
JOINTS = st.sampled_from([" ", "\n", ", ", "-", "–", "/", ".", ". ", "", " (", ") ", "—"])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(language.codes()), st.lists(st.tuples(PIECES, JOINTS), max_size=14))
def test_any_run_of_date_words_gives_sound_dates(code: str, pairs: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in pairs)
    sound(found(text, code), text)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(language.codes()), st.text(max_size=200))
def test_any_text_passes(code: str, text: str) -> None:
    sound(found(text, code), text)


@pytest.mark.parametrize("code", language.codes())
def test_digits_that_are_no_figures_pass(code: str) -> None:
    text = "٣ May ١٩١٤, ² May 1914, 3٣.5.1842, Ⅻ, ১৯১৪"
    sound(found(text, code), text)


def test_dates_do_not_overlap_but_in_stretches() -> None:
    text = "8–10 June 1914, 1925-27, July 3 and 4, 1863, 499–449 BC"
    items = found(text)
    for item, other in pairwise(items):
        inside = item.contains(other) and item.group and item.group == other.group
        assert item.end <= other.start or inside


def test_a_stretch_and_its_ends_share_a_group() -> None:
    whole, first, last = found("in 1925-1927 and")
    assert {whole.group, first.group, last.group} == {whole.group} != {""}
    assert (whole.get("from"), whole.get("to"), whole.rule) == ("1925", "1927", "dates.year-range")


def test_an_end_that_could_not_stand_alone_is_no_date() -> None:
    (whole,) = found("in 1925-27 and")
    assert (whole.get("from"), whole.get("to")) == ("1925", "1927")


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, (3, 22)), (1886, (4, 25)), (1916, (4, 23)), (1943, (4, 25)), (2000, (4, 23))],
)
def test_easter_by_the_computus(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == day


def test_movable_feasts_count_from_easter() -> None:
    assert feast_day("easter-2", 1916) == (4, 21)
    assert feast_day("easter+49", 1916) == (6, 11)


def test_values_before_christ_are_those_of_xml_schema_1_0() -> None:
    assert lexical(-499) == "-0499"
    assert not possible(0, None, None)
    with pytest.raises(ValueError, match="no such date"):
        lexical(1914, 6, 31)


def test_leap_years() -> None:
    assert [days_in(2, year) for year in (1900, 1904, 2000, -1, -5)] == [28, 29, 29, 29, 29]


@pytest.mark.parametrize(
    "text",
    [
        "They may march in august company.",
        "pp. 1914–1918, vol. 1842, No. 1917, §1850",
        "It cost £1917 and weighed 1850 tons; there were 2,000 of them.",
        "Room 1984 and flight 1905",
        "The second of the six; a summer of content; the first century of men",
    ],
)
def test_no_dates(text: str) -> None:
    assert texts(text) in ([], ["the first century"])


def test_a_date_over_a_line_end() -> None:
    assert texts("It was on 3\nMay 1842 that") == ["3\nMay 1842"]


def test_a_short_year_takes_a_later_century_only_near_its_end() -> None:
    ends = [item.get("to") for item in found("1898–02, 1925-27, 1905-12") if item.get("to")]
    assert ends == ["1902", "1927", "1912"]


def test_year_and_month_in_figures_where_it_cannot_be_years() -> None:
    assert [item.get("when") for item in found("since 1842-05 on")] == ["1842-05"]


def test_every_pack_has_a_grammar() -> None:
    for code in language.codes():
        pattern = grammar(code)
        assert len(set(pattern.names["month"].values())) == 12
        assert len(pattern.season_months) == 4


@pytest.mark.parametrize(
    "text", ["1 " * 20_000, "May " * 20_000, "1914-" * 20_000, "3 and " * 20_000]
)
def test_hostile_repetition_takes_linear_time(text: str) -> None:
    begun = time.perf_counter()
    found(text)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text", [" " * 200_000 + "May", "3" + "\n" * 100_000 + "May", "9" * 200_000]
)
def test_long_runs_take_linear_time(text: str) -> None:
    begun = time.perf_counter()
    found(text)
    assert time.perf_counter() - begun < 2


def test_years_in_a_chain_make_one_stretch_without_crossing() -> None:
    wholes = [item for item in found("in 1950-1952-1954.") if item.get("from")]
    assert [(item.get("from"), item.get("to")) for item in wholes] == [("1950", "1952")]


def test_days_of_the_french_republic_by_the_concordance() -> None:
    wanted = {
        "le 1er vendémiaire an II": "1793-09-22",
        "le 9 thermidor an II": "1794-07-27",
        "le 18 brumaire an VIII": "1799-11-09",
        "le 11 frimaire an XIV": "1805-12-02",
    }
    assert {text: found(text, "fr")[0].get("when") for text in wanted} == wanted


def test_no_day_of_the_french_republic_after_its_end() -> None:
    assert all(
        not item.get("calendar") for item in found("9 thermidor an XV, 6 floréal an 0", "fr")
    )


def test_old_style_is_ten_to_thirteen_days_behind() -> None:
    text = "30 January 1649 O.S., 1 March 1700 (old style), 25 October 1917 [O. S.]"
    assert [item.get("when") for item in found(text)] == ["1649-02-09", "1700-03-12", "1917-11-07"]
    assert {item.get("calendar") for item in found(text)} == {"julian"}


def test_a_year_that_began_in_march_is_given_as_the_later_one() -> None:
    text = "on 3 February 1641/2, on 10 March 1699/1700 and on 10 May 1641/2"
    assert [item.get("when") for item in found(text)] == ["1642-02-03", "1700-03-10", "1641-05-10"]


@pytest.mark.parametrize("numerals", ["MIX", "MILD", "MDM", "MMXCVIIII", "M. D.", "MCMLXXXXIV2"])
def test_roman_letters_that_are_no_year(numerals: str) -> None:
    assert texts(f"It was sold at Venice, {numerals}.") == []


def test_a_wrong_weekday_lowers_the_certainty_and_says_why() -> None:
    right, wrong = found("Tuesday, 14 May 1929, and Thursday, 15 May 1929")
    assert (right.cert, right.evidence) == ("high", "")
    assert (wrong.cert, wrong.evidence) == ("low", "15 May 1929 was a Wednesday")


def test_before_the_reform_the_julian_weekday_is_right_too() -> None:
    (item,) = found("on Tuesday, 30 January 1649")  # Julian; a Saturday by the Gregorian calendar
    assert item.cert == "high"


def test_easter_of_the_julian_calendar() -> None:
    assert feast_day("easter+0", 1492) == (4, 22)
    assert feast_day("easter+0", 1641, 1752) == (4, 25)


def test_a_limit_is_one_only_where_nothing_else_stands_beside_it() -> None:
    alone, told = found("[before 1641] and before 1642")
    assert (alone.get("notAfter"), told.get("when")) == ("1641", "1642")


def test_relative_expressions_are_no_dates() -> None:
    text = "Yesterday and two days ago; on Friday, 3 May 1842 it rained."
    items = RECOGNISER.recognise(SourceText(text), Annotations(), language.load("en"))
    kinds = {text[item.start : item.end]: item.kind for item in items}
    assert kinds == {
        "Yesterday": "relative-date",
        "two days ago": "relative-date",
        "Friday, 3 May 1842": "date",
    }


LEADS = [
    "(?:the )?(?:very )?end of",
    "bis(?: zum| im)?",
    "l['’]an",
    "c\\.",
    "mid-?",
    "de(?:l año)?",
]


@pytest.mark.parametrize("number", range(1, len(LEADS) + 1))
@given(st.text("abcdeilmnorstuvz.'’- ñ", max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_lead_is_found_whatever_stands_before_it(number: int, before: str) -> None:
    words = lead(LEADS[:number])
    for end in ("the very end of ", "end of", "bis zum ", "bis im\n", "l’an ", "(c. ", "mid-", ""):
        text = f"{before} {end}"
        assert (words.search(text) is None) == (words.pattern.search(text) is None)
