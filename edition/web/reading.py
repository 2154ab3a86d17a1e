"""What a web edition tells from its text as a whole: before the transform, and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from edition.web import search
from edition.web.concordance import as_xml, concordance
from edition.web.passages import Passage, passages


def read(tree: etree._ElementTree) -> list[Passage]:
    """The passages of the document."""
    return passages(tree)


def parameters(text: Sequence[Passage], with_words: bool = True) -> dict[str, str | bool | int]:
    """The stylesheet's parameters: the concordance, and which passages the search looks through."""
    words = concordance(text) if with_words else []
    return {"concordance": as_xml(words) if words else "", **search.parameters(text)}


def finished(text: Sequence[Passage], documents: Mapping[str, str]) -> dict[str, str]:
    """The documents of a transform with the index of the search in place of its places."""
    made = dict(documents)
    places = made.pop(search.PLACES, "")
    searched = places and "search.html" in made
    return made | (dict(search.scripts(text, places)) if searched else {})
