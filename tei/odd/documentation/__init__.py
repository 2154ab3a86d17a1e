"""Readable documentation of a customisation: one HTML page.

TEI P5 Guidelines, §22.1 (Phrase Level Documentary Elements) to §23: an ODD is a document
as much as a schema.
"""

from __future__ import annotations

from tei.odd.documentation.page import page

__all__ = ["page"]
