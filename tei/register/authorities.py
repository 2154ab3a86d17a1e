"""Authority files: how their identifiers are written, checked, and named in the TEI.

Sources: the formats are those of the Wikidata properties P227 (GND), P214 (VIAF), P496
(ORCID) and P1566 (GeoNames); the check character of an ORCID is that of ISO 7064 MOD 11-2,
that of a GND number a weighted sum modulo 11.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority file.

    type:     what stands in idno/@type
    pattern:  an identifier as the authority writes it
    example:  what one looks like, for messages
    address:  pattern of what may stand before it where it was copied as an address
    checked:  whether the check character is right; None where there is none
    """

    type: str
    pattern: re.Pattern[str]
    example: str
    address: re.Pattern[str]
    checked: Callable[[str], bool] | None = None


def gnd_checked(identifier: str) -> bool:
    """Whether the last character of a GND number fits the others.

    The weights are 2, 3, 4 … from the right.  With a hyphen the check is the sum modulo 11,
    without one what the sum lacks to a multiple of 11; X is ten.
    """
    total = sum(
        int(figure) * weight
        for weight, figure in enumerate(reversed(identifier[:-1].rstrip("-")), 2)
    )
    check = _value(identifier[-1])
    return total % 11 == check if "-" in identifier else (total + check) % 11 == 0


def orcid_checked(identifier: str) -> bool:
    """Whether the last character of an ORCID fits the others (ISO 7064 MOD 11-2)."""
    total = 0
    for figure in identifier[:-1].replace("-", ""):
        total = (total + int(figure)) * 2
    return (12 - total % 11) % 11 == _value(identifier[-1])


def _value(check: str) -> int:
    return 10 if check == "X" else int(check)


def _address(hosts: str) -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.)?(?:{hosts})")


AUTHORITIES: Mapping[str, Authority] = {
    "gnd": Authority(
        "GND",
        re.compile(r"1[0-3]?[0-9]{7}[0-9X]|[1-9][0-9]{0,7}-[0-9X]"),
        "118540238 or 4005728-8",
        _address(r"d-nb\.info/gnd/"),
        gnd_checked,
    ),
    "viaf": Authority(
        "VIAF",
        re.compile(r"[1-9][0-9]{1,8}|[1-9][0-9]{17,21}"),
        "24602065",
        _address(r"viaf\.org/viaf/"),
    ),
    "wikidata": Authority(
        "Wikidata",
        re.compile(r"Q[1-9][0-9]{0,10}"),
        "Q64",
        _address(r"wikidata\.org/(?:wiki|entity)/"),
    ),
    "orcid": Authority(
        "ORCID",
        re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]"),
        "0000-0002-1825-0097",
        _address(r"orcid\.org/"),
        orcid_checked,
    ),
    "geonames": Authority(
        "GeoNames",
        re.compile(r"[1-9][0-9]{0,8}"),
        "2950159",
        _address(r"geonames\.org/"),
    ),
}


def identifier_of(authority: str, written: str) -> str:
    """An identifier without the address before it.

    Raises ValueError, saying what is wrong, where it has another form than the authority's
    or its check character does not fit.
    """
    known = AUTHORITIES[authority]
    plain = written.strip()
    address = known.address.match(plain)
    if address:
        plain = plain[address.end() :].split("/")[0]
    if not known.pattern.fullmatch(plain):
        raise ValueError(f"is no {known.type} identifier, which looks like {known.example}")
    if known.checked is not None and not known.checked(plain):
        raise ValueError("has a wrong check digit: a figure is mistyped or missing")
    return plain
