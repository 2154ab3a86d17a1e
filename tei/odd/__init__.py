"""Customisations of TEI: ODD documents, compiled to schemas and documentation.

`compile` is the one entrance: an ODD file becomes a specification, a RELAX NG grammar and
a Schematron schema.  TEI P5 Guidelines, chapters 22 and 23.
"""

from __future__ import annotations

from tei.odd.compiler import Compiled
from tei.odd.compiler import compile_odd as compile

__all__ = ["Compiled", "compile"]
