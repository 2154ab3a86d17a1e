"""Licences: from an address or a name, as headers have them, to the SPDX identifier.

A licence that is not recognised keeps its name and address and has no identifier.  The parts
and versions of Creative Commons licences are read, so that all of them are known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from edition.deposit.record import NOWHERE, Licence, Origin

LOOKED_AT = 2000  # characters of what may be the licence itself, word for word
PARTS = r"by(?:-nc)?(?:-nd|-sa)?"
CC_ADDRESS = re.compile(
    rf"creativecommons\.org/licen[cs]es/({PARTS})/(\d\.\d)(?:/([a-z]{{2,3}})\b(?!\.))?", re.I
)
CC_NAME = re.compile(
    r"\bcc[ -]{0,2}by(?:[ -]{1,2}nc)?(?:[ -]{1,2}(?:nd|sa))?(?![a-z])"
    r"(?:[ -]{0,2}v?\.?(\d\.\d))?",
    re.I,
)
PORT = re.compile(r"[ /-]{1,3}([A-Z]{2,3})\b|[ /-]{1,3}([a-z]{2})(?=[\s.,;)]*$)")


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """What licences.toml says."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def licence(name: str, url: str = "", origin: Origin = NOWHERE) -> Licence:
    """The licence of a name and an address; either may be empty or stand for the other."""
    if not url and re.match(r"https?://\S+$", name):
        name, url = "", name
    found = by_address(url) or by_name(name)
    if found is None:
        return Licence(name, "", url, origin)
    return Licence(found.name, found.spdx, url or found.url, origin)


def by_address(url: str) -> Licence | None:
    """The licence that an address is of."""
    found = CC_ADDRESS.search(url)
    if found:
        return _creative_commons(found[1].upper(), found[2], (found[3] or "").upper())
    return _listed("address", url)


def by_name(name: str) -> Licence | None:
    """The licence that is called so; one of Creative Commons without a version has no SPDX id."""
    name = name[:LOOKED_AT]
    found = CC_NAME.search(name)
    if found:
        words = re.split(r"[ -]+", found[0].upper())
        parts = "-".join(part for part in words if part in ("BY", "NC", "ND", "SA"))
        if found[0].upper().startswith("CCBY"):
            parts = f"BY-{parts}".rstrip("-")
        version = found[1] or ""
        return _creative_commons(parts, version, _port(version, name[found.end() :]))
    listed = _listed("named", name)
    spoken = _written_out().search(name) if "creative commons" in name.lower() else None
    return listed or (_spoken(spoken, name) if spoken else None)


@lru_cache(maxsize=1)
def _written_out() -> re.Pattern[str]:
    """The name of a licence with its parts as words: (NC, SA, ND, version)."""
    said = table()["creative-commons"]["words"]
    between = r"[ ,–-]{0,3}"
    return re.compile(
        rf"\b(?:{said['attribution']})(?:{between}({said['noncommercial']}))?"
        rf"(?:{between}(?:({said['sharealike']})|({said['noderivatives']})))?"
        r"(?:[ ,]{0,2}(?:v|version )?(\d\.\d))?",
        re.I,
    )


def _spoken(found: re.Match[str], name: str) -> Licence:
    """A licence whose parts are written out."""
    kept = zip(("NC", "SA", "ND"), found.groups(), strict=False)
    parts = "-".join(["BY", *(part for part, words in kept if words)])
    version = found[4] or ""
    return _creative_commons(parts, version, _port(version, name[found.end() :]))


def _port(version: str, rest: str) -> str:
    """Whose version a licence up to 3.0 is, by the words after its number; "" for nobody's.

    A code in small letters has to be the last word: “CC BY 3.0 in the shop” is of no country.
    """
    known = table()["creative-commons"]
    if version not in known["versions"] or version == "4.0":
        return ""
    for code, names in known["countries"].items():
        if re.match(rf"[\s,(–-]{{0,4}}(?:{names})\b", rest):
            return str(code)
    found = PORT.match(rest)
    code = (found[1] or found[2]).upper() if found else ""
    return code if code in known["ports"] else ""


def _creative_commons(parts: str, version: str, port: str) -> Licence:
    """A licence of Creative Commons, with its SPDX id where there is one."""
    name = " ".join(part for part in ("CC", parts, version, port) if part)
    if version not in table()["creative-commons"]["versions"]:
        return Licence(name)
    identifier = f"CC-{parts}-{version}"
    url = f"https://creativecommons.org/licenses/{parts.lower()}/{version}/"
    if not port:
        return Licence(name, identifier, url)
    ported = port in table()["creative-commons"]["ported"].get(identifier, ())
    return Licence(name, f"{identifier}-{port}" if ported else "", f"{url}{port.lower()}/")


def is_ported(found: Licence) -> bool:
    """Whether a licence of Creative Commons is that of one country or body."""
    return bool(re.fullmatch(r"CC-.*\d\.\d-[A-Z]+", found.spdx)) or bool(
        (match := CC_ADDRESS.search(found.url)) and match[3]
    )


def _listed(key: str, words: str) -> Licence | None:
    """The first licence of the table whose pattern fits."""
    for entry in table()["licence"]:
        if words and re.search(entry[key], words, re.I):
            return Licence(entry["name"], entry["spdx"], entry["url"])
    return None
