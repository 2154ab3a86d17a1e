"""Values of datatypes: the verdicts that TEI projects are used to."""

from __future__ import annotations

import pytest

from tei.grammar.datatypes import XSD, Datatype, UnknownDatatype, datatype
from tei.grammar.regexes import BadExpression, compiled

VALUES = {
    "date": (
        "2000-01-01 -0001-01-01 10000-01-01 2000-02-29 -0005-02-29 2000-01-01Z 2000-01-01+14:00",
        "0000-01-01 1900-02-29 -0004-02-29 2000-02-30 2000-13-01 2000-1-1 +2000-01-01 010000-01-01 "
        "2000-01-01+14:01 2000-01-01T00:00:00",
    ),
    "gYear": ("1842 -0044 12000 1842Z", "0000 842 02000 1842-05 +1842"),
    "gYearMonth": ("1842-05 -0044-03", "1842-13 1842-00 1842-5 0000-05"),
    "gMonthDay": ("--02-29 --12-31Z", "--02-30 --13-01 --1-1"),
    "gDay": ("---31", "---32 ---00 --31"),
    "gMonth": ("--12", "--13 --02-- --2"),
    "time": (
        "12:00:00 12:00:00.5 12:00:00. 23:59:60 00:00:00Z",
        "24:00:00 12:60:00 12:00 25:00:00",
    ),
    "dateTime": ("2000-01-01T00:00:00 2000-12-31T23:59:60Z", "2000-01-01T24:00:00 2000-01-01"),
    "duration": ("P1Y -P1Y PT.5S P1Y2M3DT4H5M6.7S", "P PT P1YT P1W +P1Y PT1D P1D1Y"),
    "boolean": ("true false 1 0", "TRUE yes 01"),
    "decimal": ("1 1. .5 +1 -1 00.00", ". 1e5 1,5 \u0661"),
    "double": ("1 1e5 INF -INF NaN 1. .5", "+INF nan 1e 0x1 inf"),
    "integer": ("1 -1 +1 01", "1.0 1."),
    "nonNegativeInteger": ("0 -0 99999999999999999999999", "-1 1.0"),
    "unsignedByte": ("255 -0", "256 -1"),
    "language": ("en en-GB x-own zh-Hant-TW", "en_GB abcdefghi en- 1n"),
    "Name": ("a a:b :a _a \u00e9", "1a -a \u2c00 \U00010000"),
    "NCName": ("a a.b a\u00b7b \u4e2d", "a:b 1 a/b \u0132"),
    "NMTOKEN": ("1 -a .a :a", "a/b a@b"),
    "QName": ("a x:a", ":a a: a:b:c"),
    "hexBinary": ("0a 00FF", "0 0g"),
    "base64Binary": ("AAAA AAA= AA==", "A AAA AA=A"),
    "anyURI": (
        "a #a http://e.org:80/a?b#c http://[::1]/ urn:x:y a|b \u00e9#\u00e9 /a:b //? mailto:a[b] "
        "c:\\x http://a_b.c/ ?[x] http://host:80a/",
        "## #a#b http://[bad http: a: :a 1a:b a%2 %zz // http:// http://a]b /[x] [x]",
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_of_the_datatypes_of_xml_schema(name: str) -> None:
    good, bad = VALUES[name]
    assert [value for value in good.split(" ") if not datatype(XSD, name).has(value)] == []
    assert [value for value in bad.split(" ") if datatype(XSD, name).has(value)] == []


def test_blanks_are_collapsed_but_in_strings() -> None:
    assert datatype(XSD, "integer").has(" 1\n")
    assert not datatype(XSD, "integer").has("1 2")
    assert datatype(XSD, "NMTOKENS").has(" a  b ")
    assert not datatype(XSD, "NMTOKENS").has(" ")
    assert datatype(XSD, "token").same(" a  b", "a b")
    assert not datatype("", "string").same(" a", "a")
    assert datatype("", "token").same("a\tb ", "a b")


def test_equal_values_may_be_written_differently() -> None:
    assert datatype(XSD, "decimal").same("1", "1.0")
    assert datatype(XSD, "boolean").same("1", "true")
    assert datatype(XSD, "hexBinary").same("0a", "0A")
    assert datatype(XSD, "dateTime").same("2000-01-01T12:00:00+01:00", "2000-01-01T11:00:00Z")
    assert not datatype(XSD, "double").same("1", "x")


def limited(name: str, **facets: str) -> Datatype:
    return datatype(XSD, name, tuple(facets.items()))


def test_facets() -> None:
    cases = [
        (limited("double", minInclusive="0", maxInclusive="1"), "0 1 .5 1e-1", "-0.1 1.1 NaN"),
        (limited("decimal", totalDigits="3"), "123 0.01 12.3", "1234 1.230"),
        (limited("decimal", fractionDigits="1"), "1 1.2", "1.23"),
        (limited("token", length="3"), "abc", "ab abcd"),
        (limited("token", minLength="2", maxLength="3"), "ab abc", "a abcd"),
        (limited("hexBinary", length="2"), "00ff", "00"),
        (limited("gYear", maxExclusive="2000"), "1999 -0001", "2000 2001"),
        (limited("duration", minInclusive="P1M"), "P1M P32D P1Y", "P27D P30D P31D"),
        (limited("date", minInclusive="2000-01-02"), "2000-01-02 2000-01-03Z", "2000-01-02Z"),
        (limited("nonNegativeInteger", pattern=r"\d\d"), "01", "1 001"),
    ]
    for kind, good, bad in cases:
        assert [value for value in good.split() if not kind.has(value)] == []
        assert [value for value in bad.split() if kind.has(value)] == []


@pytest.mark.parametrize(
    ("library", "name", "params"),
    [
        ("urn:x", "date", ()),
        (XSD, "dat", ()),
        ("", "date", ()),
        ("", "token", (("pattern", "a"),)),
        (XSD, "token", (("patern", "a"),)),
        (XSD, "token", (("length", "x"),)),
        (XSD, "token", (("minInclusive", "a"),)),
        (XSD, "integer", (("minInclusive", "a"),)),
        (XSD, "token", (("pattern", "["),)),
    ],
)
def test_unknown_datatypes_are_told(
    library: str, name: str, params: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(UnknownDatatype):
        datatype(library, name, params)


@pytest.mark.parametrize(
    ("expression", "good", "bad"),
    [
        (r"[^\p{C}\p{Z}]+", ("abc", "\u00e4\u2013x"), ("a b", "", "a\u00a0b", "a\u00ad")),
        (r"[\-+]?\d+(\.\d+)?(%|cm)", ("12cm", "+1.5%", "\u0661cm"), ("12", "1.cm")),
        (r"a{2,3}b{2}c{1,}", ("aabbc", "aaabbcc"), ("abbc", "aabc", "aabb")),
        (r"[a-z-[aeiou]]+", ("bcd",), ("a", "")),
        (r"\i\c*", ("a:b", "_1"), ("1a",)),
        (r"[\w-]+\s\S", ("a-b c",), ("a- -\n", "a  b")),
        (r"^a$", ("^a$",), ("a",)),
        (r"\p{IsGreek}\P{L}", ("\u03b11",), ("\u03b1\u03b1", "a1")),
        ("a|", ("a", ""), ("b",)),
        ("a.c", ("abc",), ("a\nc", "ac")),
        ("(a|b){0}", ("",), ("a",)),
    ],
)
def test_regular_expressions(expression: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    matches = compiled(expression)
    assert [text for text in good if not matches(text)] == []
    assert [text for text in bad if matches(text)] == []


@pytest.mark.parametrize(
    "expression", ["(", ")", "[", "[a", "a{2", "a{3,2}", "*", r"\q", r"\p{Xx}", "[b-a]", "a{99999}"]
)
def test_bad_expressions_are_told(expression: str) -> None:
    with pytest.raises(BadExpression):
        compiled(expression)


def test_no_expression_is_slow_or_too_deep() -> None:
    assert not compiled("(a+)+b")("a" * 5000)
    assert compiled("(a*)*" * 20)("a" * 2000)
    with pytest.raises(BadExpression):
        compiled("(" * 100_000 + ")" * 100_000)
    with pytest.raises(BadExpression):
        compiled("((a{99}){99}){99}")
