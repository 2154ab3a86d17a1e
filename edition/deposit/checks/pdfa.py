"""PDF files: whether they say that they are PDF/A, and whether that can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from edition.deposit.checks import Check, finding
from edition.deposit.folder import Edition
from edition.deposit.record import Origin
from edition.deposit.targets import Target
from tei.diagnostics import Diagnostic, declare

NOT_CLAIMED = declare(
    "pdf-not-archival",
    "info",
    "The PDF does not say that it is PDF/A. edition build --format pdf makes PDF/A files.",
    "PDF/A holds its fonts and colours and needs nothing outside; archives ask for it, or convert "
    "what is none.",
    failing="a PDF printed from a browser",
    passing="a PDF with pdfaid:part in its XMP metadata",
    source="ISO 19005; ARCHE, file formats",
)
FALSE = declare(
    "pdf-archival-claim-false",
    "error",
    "The PDF says that it is PDF/A, and {reason}. Make it again as PDF/A.",
    "A file that claims to be PDF/A and is not passes for archival until it cannot be shown.",
    failing="a PDF/A with encryption, scripts, or a font that is not in the file",
    passing="a PDF/A that holds all its fonts",
    source="ISO 19005-2, §§6.1.3, 6.2.11, 6.5",
)
UNREADABLE = declare(
    "pdf-unreadable",
    "error",
    "The PDF cannot be read: {reason}. Make it again.",
    "A damaged file is of no use to an archive.",
    failing="a PDF that was cut off while it was copied",
    passing="the whole PDF",
)
PART = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*([1-4])")
PIECE = 1 << 20  # bytes read at once


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The findings for each PDF."""
    for path in edition.files:
        if path.suffix.lower() == ".pdf" and path.stat().st_size:
            for found in _of(path):
                strict = target.pdfa and found.code == NOT_CLAIMED.code
                yield replace(found, severity="error") if strict else found


def _of(path: Path) -> Iterator[Diagnostic]:
    place = Origin(str(path))
    try:
        import pikepdf
    except ImportError:
        if not claimed(path):
            yield finding(NOT_CLAIMED, place)
        return
    try:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            status = metadata.pdfa_status
            reason = _broken(pdf) if status else ""
    except (pikepdf.PdfError, ValueError) as error:
        yield finding(UNREADABLE, place, reason=str(error))
        return
    if not status:
        yield finding(NOT_CLAIMED, place)
    elif reason:
        yield finding(FALSE, place, reason=reason)


def claimed(path: Path) -> bool:
    """Whether the bytes hold the claim in XMP that is not compressed, as PDF/A wants it."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if PART.search(before + piece):
                return True
            before = piece[-100:]
    return False


def _broken(pdf: object) -> str:
    """What of a PDF contradicts the claim; "" where nothing does that can be seen quickly."""
    from pikepdf import Pdf

    assert isinstance(pdf, Pdf)
    if pdf.is_encrypted:
        return "it is encrypted"
    if "/OutputIntents" not in pdf.Root:
        return "it names no colour profile (OutputIntents)"
    names = pdf.Root.get("/Names")
    if names is not None and "/JavaScript" in names:
        return "it holds scripts"
    missing = _unembedded(pdf)
    return f"the font {missing} is not in the file" if missing else ""


def _unembedded(pdf: object) -> str:
    """The name of a font that is not in the file; "" where all are."""
    from pikepdf import Dictionary, Name, Pdf

    assert isinstance(pdf, Pdf)
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or thing.get("/Type") != Name.FontDescriptor:
            continue
        if not any(f"/FontFile{n}" in thing for n in ("", "2", "3")):
            return str(thing.get("/FontName", "?")).lstrip("/")
    return ""


CHECK = Check("pdfa", run)
