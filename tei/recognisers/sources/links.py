"""Addresses in the text: URLs (RFC 3986) and DOIs (ISO 26324)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,500}")
DOI = re.compile(r"(?:[Dd][Oo][Ii]:\s?)?10\.\d{4,9}/[^\s<>\"“”«»]{2,200}")
JOINED = re.compile(r"[\w./]")
TRAILING = ".,;:!?’'”»*_"
SHORTEST = 7  # code points of an address
PAIRS = {")": "(", "]": "[", "}": "{"}


def links(text: str) -> Iterator[Annotation]:
    """Every URL and DOI, with the address it points to."""
    last = 0
    for match in sorted(addresses(text), key=lambda match: match.start()):
        words = trimmed(match[0])
        if len(words) < SHORTEST or match.start() < last:
            continue
        last = match.start() + len(words)
        facts = {"target": target(words, doi=match.re is DOI)}
        yield Annotation("ref", match.start(), last, facts, rule="sources.address", evidence=words)


def addresses(text: str) -> Iterator[re.Match[str]]:
    """What may be addresses; a text without their marks is not searched."""
    if "://" in text or "www." in text:
        for match in URL.finditer(text):
            if not text[max(0, match.start() - 1) : match.start()].isalnum():
                yield match
    if "10." in text:
        for match in DOI.finditer(text):
            if not JOINED.match(text[max(0, match.start() - 1) : match.start()]):
                yield match


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
