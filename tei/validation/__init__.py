"""Validation: schemas, the rules beyond them, and findings that a reader can act on.

`validate("letter.xml")` gives the findings of a document, one after the other, each with its
line, severity, code and message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tei.diagnostics import Diagnostic


def validate(
    path: Path | str, schemas: Sequence[str] = (), *, strict: bool = False
) -> Iterator[Diagnostic]:
    """The findings for a TEI document, file by file, in the order of the text.

    path:    the document; files that it includes (XInclude) are read from its folder
    schemas: names ("tei_all") or paths (.rng, .rnc, .xsd, .sch, .odd); without any, those that
             the document names by xml-model, else TEI All where it is installed, else ours
    strict:  with `schemas`, rules beyond them report at most warnings; True restores errors

    Raises tei.diagnostics.Problem where the file or a schema cannot be read.  The document is
    valid where no finding has the severity "error".
    """
    from tei.validation import check  # lxml and grammars: only when there is work to do

    file = Path(path)
    request = check.Request(check.asked(schemas), strict=strict)
    yield from check.examine(check.read(file), str(path), file, request).diagnostics


__all__ = ["validate"]
