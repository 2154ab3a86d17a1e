"""References that refer to nothing: ref and ptr without a target, graphics without a file."""

from __future__ import annotations

from collections.abc import Iterator

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

LEADING = ("target", "cRef", "sameAs", "copyOf", "corresp", "synch", "next", "prev", "facs")

NO_TARGET = declare(
    "reference-without-target",
    "warning",
    "{place} leads nowhere: it has neither target nor cRef. Say what it refers to, or take the "
    "tags away.",
    "ptr and ref are links. The goal stands in target as an address (#p3, https://…), or in cRef "
    "as a canonical reference (Jn 3:16).",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>See <ref>below</ref>.</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'>See <ref target='#p2'>below</ref>. "
    "<seg xml:id='p2'>Here</seg></p>",
    source="TEI P5 Guidelines, §3.7",
)
TWO_TARGETS = declare(
    "reference-with-two-targets",
    "error",
    "{place} has both target and cRef. Keep one of them.",
    "target is an address, cRef a canonical reference; a link has one of them.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>"
    "<ref target='https://example.org/' cRef='Jn 3:16'>John</ref></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><ref cRef='Jn 3:16'>John</ref></p>",
    source="TEI P5 Guidelines, §3.7; constraint of ref and ptr",
)


def check(document: Document) -> Iterator[Finding]:
    """References without a goal, or with two."""
    yield from few(_faults(document))


def _faults(document: Document) -> Iterator[Finding]:
    for element in document.named("ref", "ptr"):
        place = readable(str(element.tag))
        if element.get("target") is not None and element.get("cRef") is not None:
            yield broken(TWO_TARGETS, element, place=place)
        elif not any(element.get(name) for name in LEADING):
            yield broken(NO_TARGET, element, place=place)
