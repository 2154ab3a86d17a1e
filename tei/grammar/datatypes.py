"""Values of the datatypes of XML Schema and of RELAX NG itself.

XML Schema Part 2: Datatypes, Second Edition; where it leaves room (years, addresses, leap
seconds) the verdicts are those of the RELAX NG validator that TEI projects use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tei.grammar import calendar, regexes
from tei.grammar.characters import NAME, NAME_START, in_name, starts_name
from tei.grammar.uris import is_uri

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
Read = Callable[[str], Any]  # the value of a text; None where it has none

NC_NAME = f"[{NAME_START}][{NAME}]*"
FORMS = {
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "integer": "[+-]?[0-9]+",
    "double": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN",
    "language": "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": f"[:{NAME_START}][:{NAME}]*",
    "NCName": NC_NAME,
    "NMTOKEN": f"[:{NAME}]+",
    "QName": f"(?:{NC_NAME}:)?{NC_NAME}",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "base64Binary": r"(?:(?:[A-Za-z0-9+/] ?){4})*"
    r"(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
    r"|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
    "boolean": "true|false|1|0",
}
BASES = {
    "float": "double",
    "NOTATION": "QName",
    "ENTITY": "NCName",
    "ID": "NCName",
    "IDREF": "NCName",
}
LISTS = {"NMTOKENS": "NMTOKEN", "IDREFS": "NCName", "ENTITIES": "NCName"}
LIMITS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
CALENDAR = ("dateTime", "time", "date", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth")
PLAIN = ("string", "normalizedString", "token", "anyURI", "duration")
TYPES = frozenset({*FORMS, *BASES, *LISTS, *LIMITS, *CALENDAR, *PLAIN})
BUILT_IN = frozenset({"string", "token"})
ORDERED = frozenset({*LIMITS, *CALENDAR, "decimal", "double", "float", "duration"})
LENGTHS = ("length", "minLength", "maxLength")
BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
FACETS = frozenset({*LENGTHS, *BOUNDS, "pattern", "totalDigits", "fractionDigits"})


class UnknownDatatype(ValueError):
    """A grammar names a datatype or a facet that nobody knows, or misuses it."""


@dataclass(frozen=True)
class Datatype:
    """A datatype with its facets.

    read:    the value of a text, or None where the text is none of its values
    """

    read: Read

    def has(self, text: str) -> bool:
        """Whether the text is one of its values."""
        return self.read(text) is not None

    def same(self, one: str, other: str) -> bool:
        """Whether two texts stand for the same value."""
        value = self.read(one)
        return value is not None and value == self.read(other)


@lru_cache(maxsize=2048)
def datatype(library: str, name: str, params: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """The datatype of a `data` or `value` pattern.  Raises UnknownDatatype."""
    if library == "":
        if name not in BUILT_IN or params:
            raise UnknownDatatype(f"RELAX NG itself has no datatype {name!r} with parameters")
        return Datatype(_collapsed if name == "token" else str)
    if library != XSD:
        raise UnknownDatatype(f"the datatype library {library!r} is not known")
    if name not in TYPES:
        raise UnknownDatatype(f"XML Schema has no datatype {name!r}")
    return Datatype(_with_facets(name, _reader(name), params))


def _collapsed(text: str) -> str:
    """A text without blanks around it, with single ones inside."""
    if text.isalnum():
        return text
    return " ".join(part for part in re.split("[ \t\r\n]+", text) if part)


def _reader(name: str) -> Read:
    """What reads the values of a datatype of XML Schema."""
    if name in ("string", "normalizedString"):
        return str if name == "string" else lambda text: re.sub("[\t\r\n]", " ", text)
    if name == "token":
        return _collapsed
    inner = _collapsing_reader(BASES.get(name, name))
    return lambda text: inner(_collapsed(text))


def _collapsing_reader(name: str) -> Read:
    """The same for a text whose blanks were collapsed."""
    if name in LIMITS:
        return _integers(*LIMITS[name])
    if name in CALENDAR:
        return lambda text: calendar.read(name, text)
    if name in LISTS:
        item = _collapsing_reader(LISTS[name])
        return lambda text: _all([item(word) for word in text.split(" ")]) if text else None
    if name == "anyURI":
        return lambda text: text if is_uri(text) else None
    if name == "duration":
        return calendar.duration
    matches = re.compile(FORMS[name]).fullmatch
    if "ame" in name or name == "NMTOKEN":
        return lambda text: text if matches(text) and _are_names(text, name) else None
    value = VALUES.get(name, str)
    return lambda text: value(text) if matches(text) else None


def _are_names(text: str, name: str) -> bool:
    """Whether the characters of a text of the right form may stand in names."""
    if text.isascii():
        return True
    starts = text[:1] if name != "NMTOKEN" else ""
    return all(map(starts_name, starts)) and all(map(in_name, text))


def _all(values: list[Any]) -> tuple[Any, ...] | None:
    return None if None in values else tuple(values)


def _integers(low: int | None, high: int | None) -> Read:
    """A reader of whole numbers within limits."""
    matches = re.compile(FORMS["integer"]).fullmatch

    def read(text: str) -> Decimal | None:
        if not matches(text):
            return None
        value = Decimal(text)
        fits = (low is None or value >= low) and (high is None or value <= high)
        return value if fits else None

    return read


def _floating(text: str) -> Any:
    """A floating-point number; one that is none is equal to itself."""
    value = float(text.replace("INF", "inf"))
    return value if value == value else "NaN"


VALUES: Mapping[str, Read] = {
    "decimal": Decimal,
    "double": _floating,
    "boolean": lambda text: "yes" if text in ("true", "1") else "no",
    "hexBinary": str.upper,
    "base64Binary": lambda text: text.replace(" ", ""),
}


def _with_facets(name: str, read: Read, params: tuple[tuple[str, str], ...]) -> Read:
    """A reader that heeds the facets as well."""
    tests = [_facet(name, read, facet, value) for facet, value in params]
    if not tests:
        return read
    exact = name in ("string", "normalizedString")

    def restricted(text: str) -> Any:
        value = read(text)
        if value is None:
            return None
        lexical = (text if name == "string" else value) if exact else _collapsed(text)
        return value if all(test(lexical, value) for test in tests) else None

    return restricted


def _facet(name: str, read: Read, facet: str, limit: str) -> Callable[[str, Any], bool]:
    """Whether a text and its value keep within a facet.  Raises UnknownDatatype."""
    if facet not in FACETS:
        raise UnknownDatatype(f"XML Schema has no facet {facet!r}")
    if facet == "pattern":
        try:
            matches = regexes.compiled(limit)
        except regexes.BadExpression as error:
            raise UnknownDatatype(str(error)) from None
        return lambda text, value: matches(text)
    if facet in BOUNDS:
        return _bound(name, read, facet, limit)
    if not re.fullmatch("[ \t\r\n]*[0-9]+[ \t\r\n]*", limit):
        raise UnknownDatatype(f"{facet} must be a number, not {limit!r}")
    number = int(limit)
    if facet in LENGTHS:
        return _length(name, facet, number)
    return lambda text, value: _digits(value, facet) <= number


def _bound(name: str, read: Read, facet: str, limit: str) -> Callable[[str, Any], bool]:
    """A facet that compares values."""
    bound = read(limit)
    if name not in ORDERED or bound is None:
        raise UnknownDatatype(f"{facet} of {name} cannot be {limit!r}")
    if facet == "minInclusive":
        return lambda text, value: calendar.compared(bound, value) in (-1, 0)
    if facet == "minExclusive":
        return lambda text, value: calendar.compared(bound, value) == -1
    if facet == "maxInclusive":
        return lambda text, value: calendar.compared(value, bound) in (-1, 0)
    return lambda text, value: calendar.compared(value, bound) == -1


def _length(name: str, facet: str, number: int) -> Callable[[str, Any], bool]:
    """A facet that counts characters, bytes or words."""

    def measure(text: str, value: Any) -> int:
        if name == "hexBinary":
            return len(value) // 2
        if name == "base64Binary":
            return len(value) * 3 // 4 - str(value).count("=")
        return len(value) if isinstance(value, (str, tuple)) else len(text)

    if facet == "length":
        return lambda text, value: measure(text, value) == number
    if facet == "minLength":
        return lambda text, value: measure(text, value) >= number
    return lambda text, value: measure(text, value) <= number


def _digits(value: Decimal, facet: str) -> int:
    """How many digits a decimal number has, in all or after the point."""
    digits, exponent = value.as_tuple().digits, int(str(value.as_tuple().exponent))
    if facet == "fractionDigits":
        return max(0, -exponent)
    return max(len(digits), 1) + max(exponent, 0)
