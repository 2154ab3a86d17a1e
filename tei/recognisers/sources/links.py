"""Addresses in the text: URLs (RFC 3986) and DOIs (ISO 26324)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation

ADDRESS = re.compile(
    r"(?P<url>(?<![^\W_])(?:https?://|www\.)[^\s<>\"“”«»]{3,500})"
    r"|(?P<doi>(?<![\w./])(?:[Dd][Oo][Ii]:\s?)?10\.\d{4,9}/[^\s<>\"“”«»]{2,200})"
)
TRAILING = ".,;:!?’'”»*_"
PAIRS = {")": "(", "]": "[", "}": "{"}


def links(text: str) -> Iterator[Annotation]:
    """Every URL and DOI, with the address it points to."""
    for match in ADDRESS.finditer(text):
        words = trimmed(match[0])
        if len(words) < 7:
            continue
        yield Annotation(
            "ref",
            match.start(),
            match.start() + len(words),
            {"target": target(words, doi=bool(match["doi"]))},
            rule="sources.address",
            evidence=words,
        )


def trimmed(address: str) -> str:
    """The address without punctuation of the sentence and brackets it did not open."""
    while address:
        last = address[-1]
        unopened = last in PAIRS and address.count(last) > address.count(PAIRS[last])
        if last not in TRAILING and not unopened:
            break
        address = address[:-1]
    return address


def target(words: str, *, doi: bool) -> str:
    """The absolute address that the words stand for."""
    if doi:
        return "https://doi.org/" + re.sub(r"^doi:\s?", "", words, flags=re.IGNORECASE)
    return "http://" + words if words.startswith("www.") else words
