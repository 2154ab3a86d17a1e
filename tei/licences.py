"""Licences that are named in words: their addresses.

Only what is named without doubt has an address: a Creative Commons licence needs its
version, for each version is another licence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

URL = re.compile(r"https?://[^\s<>”»\"]+[^\s<>”»\".,;:)\]]")


@dataclass(frozen=True, slots=True)
class Licences:
    """How licences are named.

    common: a Creative Commons licence with its version, in groups "parts" and "version"
    parts:  "by", "nc" … in the order of the address, and how they are written
    address: of a Creative Commons licence, with places for parts and version
    others: (what names a licence, its address)
    """

    common: re.Pattern[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    address: str
    others: tuple[tuple[re.Pattern[str], str], ...]

    def named_in(self, text: str) -> Iterator[str]:
        """The addresses of the licences that a text names."""
        for match in self.common.finditer(text):
            parts = [code for code, form in self.parts if form.search(match["parts"])]
            if "by" in parts or match["version"] == "1.0":
                yield self.address.format(parts="-".join(parts), version=match["version"])
        for form, address in self.others:
            if form.search(text):
                yield address


def address_of(words: str) -> str:
    """The address of the one licence that a text names, printed or known; "" where unclear."""
    known = licences()
    hosts = {host_of(address) for _, address in known.others}
    printed = [found[0] for found in URL.finditer(words) if host_of(found[0]) in hosts]
    found = dict.fromkeys(printed or known.named_in(words))
    return next(iter(found)) if len(found) == 1 else ""


def host_of(address: str) -> str:
    """The host of a web address, without “www.”."""
    return address.split("//", 1)[1].split("/", 1)[0].lower().removeprefix("www.")


@lru_cache(maxsize=1)
def licences() -> Licences:
    """The table of licences."""
    table = tomllib.loads((files("tei") / "licences.toml").read_text(encoding="utf-8"))
    common = table["creative-commons"]
    parts = {code: spaced(form) for code, form in common["parts"].items()}
    versions = "|".join(map(re.escape, common["versions"]))
    either = "|".join(parts.values())
    pattern = (
        rf"\b(?:CC|Creative\s+Commons)[\s–-]+(?P<parts>(?:(?:{either})\b[\s/–-]*)+)"
        rf"(?:{spaced(common['between'])}\s*)*(?P<version>{versions})(?!\d)"
    )
    return Licences(
        re.compile(pattern, re.IGNORECASE),
        tuple((code, re.compile(rf"\b{form}\b", re.IGNORECASE)) for code, form in parts.items()),
        common["address"],
        tuple(
            (re.compile(spaced(entry["named"]), re.IGNORECASE), entry["address"])
            for entry in table["licence"]
        ),
    )


def spaced(form: str) -> str:
    """A pattern whose blanks stand for any blanks."""
    return re.sub(r"(?<!\[-) (?!\]|\?)", r"\\s+", form)
