"""Which other documents of its collection a document points to, by the addresses of their files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from edition.corpus.documents import Source

# An address of a file in an attribute: relative, before its fragment.
_ADDRESS = re.compile(rb"""[="'\s]([^\s"'<>:#?]{1,400}\.(?:xml|tei))(?=[#"'\s])""", re.IGNORECASE)


def places(sources: Sequence[Source]) -> dict[Path, str]:
    """The name of the document that each file is; a file that holds several is none."""
    held = Counter(one.text for one in sources)
    return {one.text.resolve(): one.name for one in sources if held[one.text] == 1}


def siblings(source: Source, places: Mapping[Path, str]) -> dict[str, str]:
    """The names of the documents that a document points to, by the address as it is written."""
    found: dict[str, str] = {}
    if source.file.suffix.lower() not in (".xml", ".tei"):
        return found
    for written in set(_ADDRESS.findall(source.file.read_bytes())):
        address = written.decode("utf-8", "replace")
        name = places.get((source.text.parent / unquote(address)).resolve())
        if name is not None and name != source.name:
            found[address] = name
    return dict(sorted(found.items()))
