"""The street: text → annotations → resolved reading → TEI.  The only file that knows the order."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from tei import resolve
from tei.annotation import Annotations
from tei.document import Document, make_document
from tei.language import Language
from tei.reading import Reading
from tei.recognisers import Recogniser, installed
from tei.register import NO_REGISTER, Register
from tei.resolve.abstention import without_guesses
from tei.settings import Settings
from tei.source import SourceText
from tei.tongues import language_of

# What is decided first is evidence for what comes after; nesting is settled last.
RESOLVERS = (
    *("registration", "anchoring", "embedding", "continuation", "classification", "casting"),
    *("versification", "citation", "attribution", "relative", "naming", "conflicts"),
)


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


def resolvers() -> list[Callable[[Reading], Reading]]:
    """The stages of resolve, in order."""
    there = {module.name for module in pkgutil.iter_modules(resolve.__path__)}
    return [import_module(f"tei.resolve.{name}").resolve for name in RESOLVERS if name in there]


def read_text(
    source: SourceText,
    *,
    language: Language | None = None,
    date: str = "",
    register: Register = NO_REGISTER,
    relative_dates: bool = False,
) -> Reading:
    """Everything found in a text, resolved.

    language: the pack to use; detected from the text where None
    date:     the text's own date, EDTF level 0, where it is known from outside
    register: persons, bodies and places whose names are sure
    relative_dates: whether "yesterday" and "two days later" are dates
    """
    pack = language or language_of(source.text)
    reading = Reading(
        source,
        pack,
        recognise(source, pack),
        date=date,
        register=register,
        relative_dates=relative_dates,
    )
    for stage in resolvers():
        reading = stage(reading)
    return reading


def encode_text(
    source: SourceText,
    *,
    language: Language | None = None,
    date: str = "",
    settings: Settings | None = None,
    register: Register = NO_REGISTER,
) -> Document:
    """Carry a text all the way to TEI; see `read_text` and `make_document`."""
    settings = settings or Settings()
    reading = read_text(
        source,
        language=language,
        date=date,
        register=register,
        relative_dates=settings.relative_dates,
    )
    return make_document(without_guesses(reading, settings.min_cert), settings)
