"""Every printed form of a date and the TEI attributes it gets at the end of the street.

One row a form: (language, text, what stands in the date, its attributes).  An empty dict is a
date without a value; ABSENT says that there is no date at all.
"""

from __future__ import annotations

import pytest

from tei import language, pipeline
from tei.source import SourceText

VALUES = ("when", "from", "to", "notBefore", "notAfter", "calendar", "when-custom")
ABSENT = ""


def julian(when: str, custom: str) -> dict[str, str]:
    """A day of the Julian calendar."""
    return {"when": when, "calendar": "julian", "when-custom": custom}


def republican(when: str, custom: str) -> dict[str, str]:
    """A day of the calendar of the French Republic."""
    return {"when": when, "calendar": "frenchRepublican", "when-custom": custom}


def between(first: str, last: str) -> dict[str, str]:
    """A moment that lies somewhere in a span of time."""
    return {"notBefore": first, "notAfter": last}


def through(first: str, last: str) -> dict[str, str]:
    """The whole of a span of time."""
    return {"from": first, "to": last}


DAY = {"when": "1842-05-03"}
FORMS = [
    # Days in figures and words.
    ("en", "He came on 3 May 1842.", "3 May 1842", DAY),
    ("en", "He came on May 3rd, 1842.", "May 3rd, 1842", DAY),
    ("en", "He came on the 3rd of May, 1842.", "3rd of May, 1842", DAY),
    ("en", "He came on the third of May, 1842.", "third of May, 1842", DAY),
    ("en", "It fell on October 22,1952.", "October 22,1952", {"when": "1952-10-22"}),
    ("en", "Seen 3.5.1842.", "3.5.1842", DAY),
    ("en", "Seen 3.V.1842.", "3.V.1842", DAY),
    ("es", "Visto 3-V-1842.", "3-V-1842", DAY),
    ("it", "Visto il 3-V-1842.", "3-V-1842", DAY),
    ("fr", "Vu le 3-V-1842.", "3-V-1842", DAY),
    ("en", "On 1842-05-03 he came.", "1842-05-03", DAY),
    ("de", "Wien, [5. 2. 1902?]", "5. 2. 1902", {"when": "1902-02-05"}),
    ("de", "Er kam 1901; am 12. 3. 02 ging er.", "12. 3. 02", {"when": "1902-03-12"}),
    ("de", "Wien, den 3ten Mai 1842.", "3ten Mai 1842", DAY),
    ("de", "Wien, 3. Mai 906.", "3. Mai 906", {"when": "1906-05-03"}),
    ("de", "Berlin, Feber 906.", "Feber 906", {"when": "1906-02"}),
    ("fr", "Le 1er mai 1842.", "1er mai 1842", {"when": "1842-05-01"}),
    ("es", "El 3 de mayo de 1842.", "3 de mayo de 1842", DAY),
    ("it", "Il 3 maggio 1842.", "3 maggio 1842", DAY),
    ("ru", "Он пришёл 3 мая 1842 года.", "3 мая 1842 года", DAY),
    ("en", "Died 17 Sept. 1666, at 3 p.m.", "3 p.m.", {"when": "1666-09-17T15:00:00"}),
    # Months, seasons, years, decades, centuries.
    ("en", "It was May 1842.", "May 1842", {"when": "1842-05"}),
    ("en", "In the spring of 1905.", "spring of 1905", between("1905-03", "1905-05")),
    ("de", "Im Frühjahr 1905.", "Frühjahr 1905", between("1905-03", "1905-05")),
    ("fr", "Au printemps 1905.", "printemps 1905", between("1905-03", "1905-05")),
    ("en", "In the 1890s.", "1890s", between("1890", "1899")),
    ("en", "Born in 1850, in the nineties he wrote.", "nineties", between("1890", "1899")),
    ("en", "In the eighteen-nineties.", "eighteen-nineties", between("1890", "1899")),
    ("de", "In den 1890er Jahren.", "1890er Jahren", between("1890", "1899")),
    ("en", "Of the 18th century.", "18th century", between("1700", "1799")),
    ("en", "Of the eighteenth century.", "eighteenth century", between("1700", "1799")),
    ("de", "Im 18. Jahrhundert.", "18. Jahrhundert", between("1700", "1799")),
    ("fr", "Au XVIIIe siècle.", "XVIIIe siècle", between("1700", "1799")),
    ("es", "En el siglo XVIII.", "siglo XVIII", between("1700", "1799")),
    ("it", "Nel Settecento.", "Settecento", between("1700", "1799")),
    ("ru", "В XVIII веке.", "XVIII веке", between("1700", "1799")),
    ("en", "Printed MDCCCXLII.", "MDCCCXLII", {"when": "1842"}),
    # Parts of them.
    ("en", "In early 1905.", "early 1905", {"when": "1905"}),
    ("en", "In mid-May 1905.", "mid-May 1905", {"when": "1905-05"}),
    ("en", "In the late 18th century.", "late 18th century", between("1700", "1799")),
    ("en", "The first half of 1905.", "first half of 1905", between("1905-01", "1905-06")),
    (
        *("en", "The second half of the 19th century.", "second half of the 19th century"),
        between("1850", "1899"),
    ),
    # Uncertain and open.
    ("en", "Built circa 1450.", "circa 1450", {"when": "1450"}),
    ("en", "Built c. 1450.", "c. 1450", {"when": "1450"}),
    ("de", "Um 1450 erbaut.", "Um 1450", {"when": "1450"}),
    ("fr", "Bâti vers 1450.", "vers 1450", {"when": "1450"}),
    ("en", "Made not before 1450.", "not before 1450", {"notBefore": "1450"}),
    ("en", "Made not after 1450.", "not after 1450", {"notAfter": "1450"}),
    # Stretches.
    ("en", "They met June 8–10, 1930.", "June 8–10, 1930", through("1930-06-08", "1930-06-10")),
    ("en", "They met 8–10 June 1930.", "8–10 June 1930", through("1930-06-08", "1930-06-10")),
    ("en", "In 1925-27 they fought.", "1925-27", through("1925", "1927")),
    ("de", "Im Winter 1916/17.", "Winter 1916/17", between("1916-12", "1917-02")),
    # Eras.
    ("en", "It fell in A.D. 79.", "A.D. 79", {"when": "0079"}),
    ("en", "It fell in 44 B.C.", "44 B.C.", {"when": "-0044"}),
    ("de", "Es fiel 44 v. Chr.", "44 v. Chr.", {"when": "-0044"}),
    # Old and new style, and the French Republic.
    (
        *("en", "On 25 October (7 November) 1917 it began.", "25 October"),
        julian("1917-11-07", "1917-10-25"),
    ),
    (
        *("en", "On October 25 (November 7), 1917 it began.", "October 25"),
        julian("1917-11-07", "1917-10-25"),
    ),
    (
        *("en", "On October 25 (November 7), 1917 it began.", "November 7"),
        {"when": "1917-11-07"},
    ),
    (
        *("en", "On October 25, 1917 (O.S.) it began.", "October 25, 1917 (O.S.)"),
        julian("1917-11-07", "1917-10-25"),
    ),
    ("en", "Born 11 February 1731/32.", "11 February 1731/32", {"when": "1732-02-11"}),
    (
        *("en", "He died on 12/24 March 1881.", "12/24 March 1881"),
        julian("1881-03-24", "1881-03-12"),
    ),
    (
        *("fr", "Le 18 brumaire an VIII.", "18 brumaire an VIII"),
        republican("1799-11-09", "0008-02-18"),
    ),
    (
        *("en", "On 9 Thermidor Year II.", "9 Thermidor Year II"),
        republican("1794-07-27", "0002-11-09"),
    ),
    # Feasts with a year.
    ("en", "On Easter Monday 1916.", "Easter Monday 1916", {"when": "1916-04-24"}),
    ("en", "On Good Friday, 1865.", "Good Friday, 1865", {"when": "1865-04-14"}),
    ("en", "On St. John’s Day 1520.", "St. John’s Day 1520", {"when": "1520-06-24"}),
    ("de", "Zu Pfingsten 1911.", "Pfingsten 1911", {"when": "1911-06-04"}),
    ("fr", "À la Saint-Jean 1520.", "Saint-Jean 1520", {"when": "1520-06-24"}),
    # What is no date.
    ("en", "He had eighteen dogs and nineteen cats.", ABSENT, {}),
    ("en", "See p. 1842 and room 1905.", ABSENT, {}),
    ("de", "Es kamen 906 Mann.", ABSENT, {}),
    ("en", "She may come; the march was long.", ABSENT, {}),
]


@pytest.mark.parametrize(("code", "text", "printed", "value"), FORMS)
def test_a_printed_form_has_its_attributes(
    code: str, text: str, printed: str, value: dict[str, str]
) -> None:
    reading = pipeline.read_text(SourceText(text), language=language.load(code))
    dates = [item for item in reading.annotations if item.kind == "date"]
    if printed == ABSENT:
        assert dates == []
        return
    at = text.index(printed)
    last = at + len(printed)
    (item,) = [date for date in dates if date.start <= at and last <= date.end][:1]
    assert {name: item.get(name) for name in VALUES if item.get(name)} == value


def test_a_weekday_that_does_not_fit_lowers_the_certainty() -> None:
    for day, cert in (("Tuesday", "high"), ("Monday", "low")):
        text = f"He came on {day}, May 3, 1842."
        reading = pipeline.read_text(SourceText(text), language=language.load("en"))
        assert [item.cert for item in reading.annotations.of("date")] == [cert]


def test_a_day_inherits_the_year_of_the_date_before_it() -> None:
    text = "It began on May 3, 1842, and on May 9 it was over."
    reading = pipeline.read_text(SourceText(text), language=language.load("en"))
    assert [item.get("when") for item in reading.annotations.of("date")] == [
        "1842-05-03",
        "1842-05-09",
    ]
