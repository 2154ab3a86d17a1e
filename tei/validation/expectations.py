"""What a value may be, in words that follow "it must be"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.validation.grammar import Attribute
from tei.validation.wording import local, series

MOST_VALUES = 12  # as many listed values as are read out
WORD = r"[^\p{C}\p{Z}]+"  # TEI's pattern of a word
DATES = frozenset(("date", "gYear", "gYearMonth"))
DATE = "a date as in ISO 8601 (1842, 1842-05 or 1842-05-03)"
TIME = "a time (14:30:00)"
# Signs in the patterns of TEI's datatypes that say what is meant.
FORMS = {
    "fraction": re.compile(r"(?s)^(?=.*/)(?=.*\\d|.*\[\\d\])"),
    "point": re.compile(r"^\(-\?\[0-9\]\+.*,-\?\[0-9\]"),
    "measure": re.compile(r"\|px\|"),
}
WORDS = {
    "anyURI": "a pointer without blanks (#p3, https://example.org/)",
    "boolean": "true or false",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "integer": "a whole number",
    "double": "a number (0.5)",
    "decimal": "a number (0.5)",
    "float": "a number (0.5)",
    "language": "a language tag (en, de-AT)",
    "ID": "an identifier: a letter first, no blanks and no colon",
    "IDREF": "the identifier of an element",
    "Name": "a name as XML has them: a letter first, no blanks",
    "NCName": "a name as XML has them: a letter first, no blanks and no colon",
    "NMTOKEN": "a word without blanks",
    "token": "a word without blanks",
    "duration": "a duration as in ISO 8601 (P3D, PT2H)",
    "string": "text",
    "fraction": "a fraction (1/2)",
    "point": "x and y of a point with a comma between (10,20)",
    "measure": "a number and its unit without a blank (12cm, 300px, 50%)",
    "form": "of the form that the schema prescribes",
}


def expected(attribute: Attribute) -> str:
    """What the attribute may hold; "" where that cannot be said in words."""
    nodes = [n for pattern in attribute.patterns for n in pattern.iter(tag=etree.Element)]
    types = list(dict.fromkeys(_type(n) for n in nodes if local(str(n.tag)) == "data"))
    values = [n.text for n in nodes if local(str(n.tag)) == "value" and n.text]
    if types == ["boolean"] and values:
        return series(["true", "false", *values])
    words = list(dict.fromkeys(_of_types(types)))
    if any(local(str(n.tag)) == "list" for n in nodes) and words:
        words[0] += ", or several with blanks between them"
    return " or ".join([*words, *_of_values(values)])


def _type(data: etree._Element) -> str:
    """The name of a datatype; one of the last of WORDS for tokens with a pattern that says more."""
    name = data.get("type", "")
    forms = [p.text or "" for p in data.iter("{*}param") if p.get("name") == "pattern"]
    if name != "token" or not forms or WORD in forms:
        return name
    return next((kind for kind, mark in FORMS.items() if any(map(mark.search, forms))), "form")


def _of_types(types: list[str]) -> Iterator[str]:
    """The datatypes in words, those that are kinds of dates together."""
    dated = bool(DATES & set(types))
    if dated:
        yield DATE
        if "time" in types:
            yield TIME
    calendar = {*DATES, "time", "dateTime", "gMonth", "gMonthDay", "gDay"} if dated else set()
    for name in types:
        if name not in calendar:
            yield WORDS.get(name, f"a value of the type {name}")


def _of_values(values: list[str]) -> Iterator[str]:
    """Listed values in one phrase."""
    if len(values) == 1:
        yield f"“{values[0]}”"
    elif values:
        yield "one of " + series(values, "and", most=MOST_VALUES)
