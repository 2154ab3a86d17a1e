"""Anchoring: where the year of a bare date comes from, and how sure it is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei import language
from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers.dates import RECOGNISER
from tei.resolve.anchoring import own_date, resolve
from tei.source import SourceText


def reading(text: str, date: str = "", extra: tuple[Annotation, ...] = ()) -> Reading:
    """A text with its dates found and anchored."""
    source, pack = SourceText(text), language.load("en")
    dates = RECOGNISER.recognise(source, Annotations(), pack)
    return resolve(Reading(source, pack, Annotations([*dates, *extra]), date=date))


def values(text: str, date: str = "") -> list[str]:
    """`when` of every date, in order."""
    return [item.get("when") for item in reading(text, date).annotations.of("date")]


def test_the_year_of_an_earlier_date() -> None:
    text = "We sailed on May 30, 1871. In June we landed."
    assert values(text) == ["1871-05-30", "1871-06"]


def test_the_year_turns_where_the_months_go_back_far() -> None:
    text = "In November 1871 it snowed. In December it froze. By January the lake was ice."
    assert values(text) == ["1871-11", "1871-12", "1872-01"]


def test_a_glance_ahead_does_not_carry_the_story_off() -> None:
    text = (
        "On 10 March 1875 the siege began. The plan was for 1876. On 11 March the wall fell, "
        "and by 1 April the town. It ended on 30 April 1875."
    )
    assert values(text)[2:4] == ["1875-03-11", "1875-04-01"]


def test_a_heading_gives_its_first_year() -> None:
    dates = reading("THE SIEGE, 1855-1863\n\nIn May the walls went up.").annotations.of("date")
    assert dates[-1].get("when") == "1855-05"


def test_the_date_of_writing_gives_the_nearest_year() -> None:
    assert values("On July 22 I spoke.", "1929-08-04") == ["1929-07-22"]
    assert values("In December I spoke.", "1929-01-04") == ["1928-12"]
    assert values("In February I shall speak.", "1929-12-04") == ["1930-02"]


def test_evidence_certainty_and_source_are_told() -> None:
    (date,) = reading("On July 22 I spoke.", "1929-08-04").annotations.of("date")
    assert (date.cert, date.get("year-from")) == ("medium", "written")
    assert date.evidence == "year from the date of writing, 1929-08-04"
    assert date.rule == "dates.anchored-to-writing"


def test_words_name_the_year() -> None:
    text = "She came in June 1871, and left in May of the following year, not in July of that year."
    assert values(text) == ["1871-06", "1872-05", "1872-07"]


def test_a_date_that_nothing_anchors_has_no_value() -> None:
    (date,) = reading("On July 22 I spoke.").annotations.of("date")
    assert date.get("when") == "" and date.get("missing") == "year"


def test_a_day_alone_stands_in_the_month_last_told() -> None:
    assert values("On June 28, 1871 it rained; on the 30th it cleared.")[1] == "1871-06-30"
    assert values("On June 28, 1871 it rained; on the 2nd it cleared.")[1] == "1871-07-02"


def test_stretches_go_with_their_ends() -> None:
    dates = reading("It rained in 1871. On June 8–10 it did not.").annotations.of("date")
    whole = next(
        item for item in dates if item.rule.startswith("dates.anchored") and item.get("to")
    )
    assert (whole.get("from"), whole.get("to")) == ("1871-06-08", "1871-06-10")


def test_a_decade_takes_the_century_of_the_text() -> None:
    (date,) = reading("It was so in the nineties.", "1905-01-01").annotations.of("date")
    assert (date.get("notBefore"), date.get("notAfter")) == ("1890", "1899")


def test_no_29_february_in_a_common_year() -> None:
    text = "In January 1871 it rained. On February 29 nothing was written."
    assert values(text)[1] in ("", "1872-02-29")


def header(text: str) -> Annotation:
    end = text.index("\n")
    return Annotation("metadata", 0, end, {"field": "written", "label": "Written:"})


def test_the_header_gives_the_date_of_the_text() -> None:
    text = "Written: August 4, 1929\n\nOn July 22 I gave my answer."
    result = reading(text, extra=(header(text),))
    assert result.date == "1929-08-04"
    assert [item.get("when") for item in result.annotations.of("date")][1] == "1929-07-22"
    assert own_date(result.annotations) == "1929-08-04"


def test_a_date_from_outside_is_stronger_than_the_header() -> None:
    text = "Written: August 4, 1929\n\nOn July 22 I gave my answer."
    assert reading(text, "1930-08-04", (header(text),)).date == "1930-08-04"


MONTHS = st.sampled_from(
    [
        "May",
        "June 3",
        "in October",
        "1871",
        "June 1872",
        "8–10 July",
        "by the 9th",
        "29 February",
        "the nineties",
        "400 BC",
        "1 BC",
        "the 5th century BC",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(MONTHS, max_size=8),
    st.sampled_from(["", "1929", "1929-08", "1900-02-28", "odd", "-0001", "0000", "9999", "0001"]),
)
def test_anchoring_never_fails_and_keeps_the_spans(words: list[str], date: str) -> None:
    text = ". In ".join(words)
    before = list(RECOGNISER.recognise(SourceText(text), Annotations(), language.load("en")))
    after = reading(text, date).annotations.of("date")
    assert sorted((a.start, a.end) for a in before) == sorted((a.start, a.end) for a in after)


def test_a_story_is_taken_up_again_where_its_months_go_on() -> None:
    text = "The march began in November 1871." + " It went on." * 400 + " On November 2 it ended."
    assert values(text, "1875-01-01") == ["1871-11", "1871-11-02"]


def test_a_year_long_past_does_not_draw_a_letter_back() -> None:
    text = "He built it in 1820." + " It stood." * 100 + " In December it fell."
    assert values(text, "1875-01-10") == ["1820", "1874-12"]


def test_what_the_header_says_of_the_subject_anchors_the_text() -> None:
    text = "Subject: Ulm, May 1871\n\nOn June 2 we left."
    note = Annotation("metadata", 0, 22, {"field": "note", "label": "Subject:"})
    dates = reading(text, "1873-01-01", (note,)).annotations.of("date")
    assert dates[-1].get("when") == "1871-06-02"


def test_the_ends_of_a_stretch_in_the_header_are_left_out() -> None:
    text = "Written: 1871–1872\n\nIn 1871–1872 it rained."
    dates = reading(text, extra=(header(text),)).annotations.of("date")
    found = [text[item.start : item.end] for item in dates]
    assert found == ["1871–1872", "1871–1872", "1871", "1872"]


def relative(text: str, date: str = "") -> list[str]:
    """The values of the relative expressions, in order."""
    items = reading(text, date).annotations.of("relative-date")
    return [item.get("when") or f"{item.get('from')}/{item.get('to')}" for item in items]


def test_relative_expressions_count_from_the_day_of_writing() -> None:
    text = "Yesterday; two days ago; last Friday; next month; last year; in three weeks."
    assert relative(text, "1929-08-04") == [
        *("1929-08-03", "1929-08-02", "1929-08-02", "1929-09", "1928", "1929-08-19/1929-08-25"),
    ]


def test_relative_expressions_count_from_the_date_last_told() -> None:
    text = "On 30 December 1871 it rained; two days later it froze, and the next year it thawed."
    assert relative(text, "1929-08-04") == ["1872-01-01", "1872"]


def test_a_relative_expression_that_nothing_anchors_has_no_value() -> None:
    assert relative("Yesterday it rained.") == ["/"]
    assert relative("Yesterday it rained.", "1929") == ["/"]


def test_feasts_without_a_year_are_the_nearest() -> None:
    assert relative("At Christmas we met.", "1930-02-01") == ["1929-12-25"]


def test_the_weekday_tells_the_year() -> None:
    (date,) = reading("On Friday, May 3, we met.", "1930-02-01").annotations.of("date")
    assert (date.get("when"), date.cert) == ("1929-05-03", "medium")


def test_a_weekday_that_fits_no_year_near_vetoes_the_year() -> None:
    (date,) = reading("On Monday, May 3, we met.", "1930-06-01").annotations.of("date")
    assert (date.get("when"), date.get("year-from")) == ("", "")


def test_a_weekday_chooses_the_year_that_the_text_is_about() -> None:
    text = (
        "The strike of 1926 began in spring; 1926 was a hard year. It recalled that of 1893.\n\n"
        "On Tuesday, May 4, the trams stood still."
    )
    assert values(text)[-1] == "1926-05-04"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "yesterday",
                "last Friday",
                "999 years ago",
                "in 12 weeks",
                "May 1871",
                "two days later",
                "At Easter",
                "the year before",
                "1 BC",
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["", "0001-01-01", "9999-12-31", "1900-02", "-0044-03-15"]),
)
def test_counting_never_fails(words: list[str], date: str) -> None:
    for value in relative("; ".join(words), date):
        assert value == "/" or len(value) in (4, 7, 10, 21)


def test_a_century_names_no_year_for_a_bare_day() -> None:
    assert values("The Magyars came in the eleventh century. On 4 May I went on.")[-1] == ""
