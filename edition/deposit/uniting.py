"""One record of an edition of several documents: what is true of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from edition.deposit.record import Doubt, Record, Text

# What tells one value of a field from another; a name where nothing else is said.
KEYS = {"creators": "name", "contributors": "name", "languages": "tag", "subjects": "term"}


def united(records: tuple[Record, ...]) -> Record:
    """One record of several: the first one's values, and the people and languages of all.

    A title, an abstract, subtitles and dates of one document are not those of all: with several
    documents they have to be said in deposit.toml, and are left out here.
    """
    if not records:
        return Record()
    first = records[0]
    if len(records) == 1:
        return first
    titles = {one.title.value for one in records}
    doubts: list[Doubt] = [doubt for one in records for doubt in one.doubts]
    doubts += _licences(records)
    whole = replace(
        first,
        creators=_joined(records, "creators"),
        contributors=_joined(records, "contributors"),
        languages=_joined(records, "languages"),
        subjects=_joined(records, "subjects"),
        funders=_joined(records, "funders"),
        related=(),
        dates=(),
        extent=(),
        doubts=tuple(doubts),
    )
    if len({str(one.description) for one in records}) > 1:
        whole = replace(whole, description=Text())  # the abstract of one letter is not that of all
    if len(titles) == 1:
        return whole
    empty = Record()
    return replace(
        whole, title=empty.title, subtitles=(), alternatives=(), identifiers=(), source=empty.source
    )


def _licences(records: tuple[Record, ...]) -> Iterator[Doubt]:
    """The licences of documents that differ in them: an archive is told one."""
    known = {one.licence.spdx or one.licence.url or one.licence.name: one for one in records}
    if len(known) > 1:
        names = (one.licence.name or one.licence.url or "none" for one in known.values())
        yield Doubt("licences-several", "; ".join(names), records[0].licence.origin)


def _joined(records: tuple[Record, ...], name: str) -> tuple[Any, ...]:
    """What several records have in a field, each once by its name."""
    key = KEYS.get(name, "name")
    found = {getattr(item, key): item for one in reversed(records) for item in getattr(one, name)}
    order = dict.fromkeys(getattr(item, key) for one in records for item in getattr(one, name))
    return tuple(found[word] for word in order)
