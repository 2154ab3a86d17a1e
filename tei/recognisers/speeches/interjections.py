"""Interjections in plain prose: a paragraph of a name, a colon and a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation, Annotations
from tei.recognisers.speeches.words import UPPER, Words
from tei.source import SourceText

SHOUT = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w’'\-]*\.?)(?:\ [{UPPER}][\w’'\-]*){{0,3}})\s?:\s+"
    r"(?P<said>“[^“”\n]{1,300}”|„[^„“\n]{1,300}[“”]|«[^«»\n]{1,300}»|»[^«»\n]{1,300}«"
    r"|\"[^\"\n]{1,300}\")[.!?]?"
)


def interjections(source: SourceText, found: Annotations, words: Words) -> Iterator[Annotation]:
    """speech and speaker for each paragraph that is a name, a colon and a quotation."""
    for block in source.blocks:
        if not 6 < block.end - block.start < 340:
            continue
        shout = SHOUT.fullmatch(source.text, block.start, block.end)
        if shout is None or not speaks(shout["name"], words):
            continue
        if any(found.around(block.start, kind) for kind in ("metadata", "titlePage", "head")):
            continue
        attributes = {"label": shout["name"], "role": "interjection"}
        yield Annotation(
            "speech", block.start, block.end, attributes, "medium", "speeches.interjection"
        )
        yield Annotation(
            "speaker", block.start, shout.end("name"), {}, "medium", "speeches.interjection"
        )


def speaks(name: str, words: Words) -> bool:
    """Whether the words before the colon may name somebody."""
    lower = name.casefold().rstrip(".")
    return lower not in words.not_speakers and lower.split()[0] not in words.not_speakers
