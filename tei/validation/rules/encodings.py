"""The encoding that a file declares, and the one that it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding

WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f]+[^\W\d_]*")
_P = "<?xml version='1.0' encoding='{}'?><p xmlns='http://www.tei-c.org/ns/1.0'>Mühle</p>"

MISDECLARED = declare(
    "encoding-misdeclared",
    "warning",
    "The file declares the encoding {declared}, but it is written in {other}: “{meant}” is read as "
    '“{read}”. Write encoding="{other}" in the first line.',
    "Programs read a file by the encoding that its first line names. Where it was saved in "
    "another, every letter with an accent and every dash turns into something else, and no "
    "schema finds it.",
    failing=_P.format("ISO-8859-1"),
    passing=_P.format("UTF-8"),
    source="XML 1.0 (Fifth Edition), §4.3.3",
)


def check(document: Document) -> Iterator[Finding]:
    """A declaration that the bytes contradict."""
    declared, other = document.misdeclared
    if not other:
        return
    text = document.data.decode(other, "replace")
    word = next((match[0] for match in WORD.finditer(text)), "")
    meant, read = word[:20], word[:20].encode(other, "replace").decode(declared, "replace")
    read = "".join(sign if sign.isprintable() else "\ufffd" for sign in read)
    fields = {"declared": declared, "other": other, "meant": meant, "read": read}
    message = MISDECLARED.message.format(**fields)
    yield Finding(None, MISDECLARED.code, MISDECLARED.severity, message, line=1)
