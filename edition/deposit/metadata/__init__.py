"""Metadata formats: one format, one file.

A format is one module here, or an entry point of the group `edition.metadata`; it offers a
`FORMAT`.  There is no list to edit, and formats never import each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from edition.deposit.record import Record
from tei.diagnostics import Problem, declare
from tei.discovery import offered

declare(
    "metadata-format-unknown",
    "error",
    "There is no metadata format {name}. Known: {known}.",
    "Each metadata format is made by one module; edition deposit metadata --format list shows "
    "them all.",
    failing="edition deposit metadata --format marc",
    passing="edition deposit metadata --format datacite-xml",
)


@dataclass(frozen=True, slots=True)
class Format:
    """What a metadata module offers.

    name:       what `--format` calls it, e.g. "datacite-xml"
    suffix:     of the file in a package, e.g. ".xml"
    media_type: e.g. "application/xml"
    write:      Record → the whole file; the same record gives the same bytes
    title:      in a few words, for the list
    file:       its usual name in a package, e.g. "CITATION.cff"
    source:     where the format is defined
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Record], bytes]
    title: str = ""
    file: str = ""
    source: str = ""


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Format]:
    """All formats by name, ours and third parties'."""
    found = offered(__name__, __path__, "FORMAT", Format, "edition.metadata")
    return dict(sorted({form.name: form for form in found}.items()))


def named(name: str) -> Format:
    """The format of a name.  Raises Problem("metadata-format-unknown")."""
    known = installed()
    if name not in known:
        raise Problem("metadata-format-unknown", "--format", name=name, known=", ".join(known))
    return known[name]
