"""Identifiers of things and persons: which scheme one is of, its bare form, its check digit.

Sources: DOI Handbook §2.2; ISNI (ISO 27729, check character of ISO 7064 MOD 11-2); ROR (the
last two figures are ISO 7064 MOD 97-10 over base 32); those of GND, VIAF, Wikidata and ORCID
are in tei.register.authorities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edition.deposit.record import NOWHERE, Identifier, Origin
from tei.register.authorities import AUTHORITIES, orcid_checked


@dataclass(frozen=True, slots=True)
class Scheme:
    """How identifiers of a scheme are written.

    name:    "doi", "gnd" …
    address: matches the address of one and what stands before it, as in "orcid:"
    bare:    matches the identifier alone; None where only its address or type tells it
    url:     address of an identifier, with {} in its place; "" where there is none
    """

    name: str
    address: re.Pattern[str]
    bare: re.Pattern[str] | None
    url: str


def _scheme(name: str, address: str, bare: str, url: str) -> Scheme:
    return Scheme(name, re.compile(address, re.I), re.compile(bare) if bare else None, url)


SCHEMES = (
    _scheme(
        "doi",
        r"(?:https?://(?:dx\.|www\.)?doi\.org/|(?:info:)?doi:\s*)",
        r"10\.\d{4,9}/\S+",
        "https://doi.org/{}",
    ),
    _scheme(
        "handle",
        r"(?:https?://hdl\.handle\.net/|(?:info:)?hdl[:/])",
        r"\d[\d.]*/\S+",
        "https://hdl.handle.net/{}",
    ),
    _scheme("ark", r"https?://[^/\s]+/(?=ark:)", r"ark:/?\d{5,9}/\S+", "https://n2t.net/{}"),
    _scheme(
        "urn",
        r"https?://nbn-resolving\.(?:org|de)/(?=urn:)",
        r"urn:[a-z0-9][a-z0-9-]{1,31}:\S+",
        "https://nbn-resolving.org/{}",
    ),
    _scheme("orcid", r"(?:https?://(?:www\.)?orcid\.org/|orcid:)", "", "https://orcid.org/{}"),
    _scheme("gnd", r"(?:https?://(?:www\.)?d-nb\.info/gnd/|gnd:)", "", "https://d-nb.info/gnd/{}"),
    _scheme(
        "isni",
        r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|isni:)",
        "",
        "https://isni.org/isni/{}",
    ),
    _scheme(
        "viaf", r"(?:https?://(?:www\.)?viaf\.org/viaf/|viaf:)", "", "https://viaf.org/viaf/{}"
    ),
    _scheme(
        "wikidata",
        r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wikidata:|wd:)",
        "",
        "https://www.wikidata.org/entity/{}",
    ),
    _scheme("ror", r"(?:https?://)?ror\.org/", "", "https://ror.org/{}"),
    _scheme("isbn", r"(?:urn:)?isbn:?\s*", "", ""),
    _scheme("issn", r"(?:urn:)?issn:?\s*", "", ""),
    _scheme("purl", r"(?=https?://(?:www\.)?purl\.(?:org|oclc\.org)/)", "", "{}"),
    _scheme("url", r"(?=https?://)", r"https?://\S+", "{}"),
)
BY_NAME: Mapping[str, Scheme] = {scheme.name: scheme for scheme in SCHEMES}
CALLED = {"pnd": "gnd", "hdl": "handle", "uri": "url", "pid": "handle", "wd": "wikidata"}
PERSONAL = ("orcid", "gnd", "isni", "viaf", "wikidata")


def identified(written: str, called: str = "", origin: Origin = NOWHERE) -> Identifier | None:
    """An identifier from what a header says, or None for nothing.

    written: the identifier or its address
    called:  what the header calls its scheme (idno/@type); "" where it does not say
    """
    plain = "".join(written.split())
    if not plain:
        return None
    for scheme in SCHEMES:
        address = scheme.address.match(plain)
        if address or (scheme.bare and scheme.bare.fullmatch(plain)):
            value = plain[address.end() :] if address else plain
            return _made(scheme, value, origin)
    known = BY_NAME.get(CALLED.get(called.lower(), called.lower()))
    if known is not None and known.name not in ("url", "purl"):
        return _made(known, plain, origin)
    return Identifier(called.lower() or "local", " ".join(written.split()), "", origin)


def _made(scheme: Scheme, value: str, origin: Origin) -> Identifier:
    """The identifier; slashes and other ends of addresses are no part of persons' numbers."""
    if scheme.name in (*PERSONAL, "ror"):
        value = value.split("?")[0].strip("/").split("/")[0]
    if scheme.name == "isni":
        value = value.replace("-", "")
    url = scheme.url.format(value) if scheme.url else ""
    return Identifier(scheme.name, value, url, origin)


def fault(scheme: str, value: str) -> str:
    """What is wrong with an identifier, as the end of a sentence; "" where nothing is."""
    if scheme in AUTHORITIES and scheme != "geonames":
        known = AUTHORITIES[scheme]
        return _fault(value, known.pattern, known.type, known.example, known.checked)
    if scheme == "isni":
        return _fault(value, ISNI, "ISNI", "0000000121032683", orcid_checked)
    if scheme == "ror":
        return _fault(value, ROR, "ROR", "05dxps055", ror_checked)
    if scheme == "doi" and not re.fullmatch(r"10\.\d{4,9}/[^\s\"<>]+", value):
        return "is no DOI, which looks like 10.1234/abc"
    return ""


ISNI = re.compile(r"\d{15}[\dX]")
ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}\d\d")
BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


def ror_checked(identifier: str) -> bool:
    """Whether the last two figures of a ROR id fit the others."""
    number = 0
    for character in identifier[:-2]:
        number = number * 32 + BASE32.index(character)
    return 98 - (number * 100) % 97 == int(identifier[-2:])


def _fault(
    value: str,
    pattern: re.Pattern[str],
    name: str,
    example: str,
    checked: Callable[[str], bool] | None,
) -> str:
    if not pattern.fullmatch(value):
        return f"is no {name} identifier, which looks like {example}"
    if checked is not None and not checked(value):
        return "has a wrong check digit: a figure is mistyped or missing"
    return ""


__all__ = ["BY_NAME", "PERSONAL", "fault", "identified"]
