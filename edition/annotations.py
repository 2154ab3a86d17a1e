"""The stand-off file: what was found in a text, as JSON lines."""

from __future__ import annotations

import json

from tei.document import Document


def stand_off(document: Document) -> bytes:
    """The annotations as JSON lines, UTF-8, in text order; candidates with that status."""
    reading = document.reading
    decided = [(item, item.as_json()) for item in reading.annotations]
    open_ones = [(item, {**item.as_json(), "status": "candidate"}) for item in reading.candidates]
    both = sorted([*decided, *open_ones], key=lambda pair: (pair[0].start, -pair[0].end))
    rows = (row for _, row in both)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
