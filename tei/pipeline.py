"""The street: text → annotations → resolved reading.  The only file that knows the order."""

from __future__ import annotations

from tei.annotation import Annotation, Annotations
from tei.language import Language, detect, load
from tei.reading import Reading
from tei.recognisers import Recogniser, installed
from tei.source import SourceText


def recognise(source: SourceText, language: Language, only: str = "") -> Annotations:
    """Run all recognisers in their order; with `only`, that one and what it requires.

    Raises LookupError where there is no recogniser of that name.
    """
    found = Annotations()
    for recogniser in needed(only):
        found = found.plus(recogniser.recognise(source, found, language))
    return found


def needed(only: str) -> tuple[Recogniser, ...]:
    """The recognisers to run, in order."""
    everything = installed()
    if not only:
        return everything
    by_name = {recogniser.name: recogniser for recogniser in everything}
    if only not in by_name:
        raise LookupError(f"no recogniser {only!r}")
    names = {only}
    for recogniser in reversed(everything):
        if recogniser.name in names:
            names.update(recogniser.requires)
    return tuple(recogniser for recogniser in everything if recogniser.name in names)


def read_text(source: SourceText, *, language: Language | None = None, date: str = "") -> Reading:
    """Everything found in a text, resolved.

    language: the pack to use; detected from the text where None
    date:     the text's own date, EDTF level 0, where it is known from outside
    """
    pack = language or load(detect(source.text)[0])
    return Reading(source, pack, recognise(source, pack), date=date)


__all__ = ["Annotation", "needed", "read_text", "recognise"]
