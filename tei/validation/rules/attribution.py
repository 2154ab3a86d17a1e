"""Attribution: whose words a quotation gives is said with the attribute that TEI has for it."""

from __future__ import annotations

from collections.abc import Iterator

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken

WHO_ON_QUOTE = declare(
    "quote-with-who",
    "error",
    'quote has who="{who}", which TEI does not know. Write source="{who}", or use said where the '
    "words are spoken in the text itself.",
    "quote gives words from outside the text; where they come from is its source: a person, a "
    "body or a work. said and q give words spoken or thought within the text; they take who.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><quote who='#ann'>To be</quote></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><quote source='#ann'>To be</quote></p>",
    source="TEI P5 Guidelines, §3.3.3",
)


def check(document: Document) -> Iterator[Finding]:
    """Quotations with the wrong attribute for whose words they are."""
    for element in document.named("quote"):
        who = element.get("who")
        if who is not None:
            yield broken(WHO_ON_QUOTE, element, "who", who=who)
