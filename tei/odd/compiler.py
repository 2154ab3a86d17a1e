"""From an ODD file to schemas: the one entrance.

compiled = compile_odd(Path("letters.odd"))
compiled.relaxng, compiled.schematron, compiled.specification
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic
from tei.odd import relaxng, schematron
from tei.odd.customise import Customiser
from tei.odd.selection import Report
from tei.odd.specification import Specification


@dataclass(frozen=True)
class Compiled:
    """What became of an ODD.

    specification: everything that the schema declares
    diagnostics:   what is wrong with the ODD; with an error among them the schemas are not
                   what was meant
    document:      the ODD's own XML
    file:          the ODD, as its findings name it
    """

    specification: Specification
    diagnostics: tuple[Diagnostic, ...]
    document: etree._Element = field(repr=False, compare=False)
    file: str = ""

    @property
    def failed(self) -> bool:
        """Whether there are errors."""
        return any(finding.severity == "error" for finding in self.diagnostics)

    def in_language(self, code: str | None) -> Specification:
        """The specification with descriptions in another language, where there are any."""
        return replace(self.specification, language=code) if code else self.specification

    @cached_property
    def relaxng(self) -> etree._Element:
        """The RELAX NG grammar, in XML syntax, with the Schematron rules embedded."""
        return relaxng.grammar(self.specification)

    @cached_property
    def schematron(self) -> etree._Element:
        """The ISO Schematron schema."""
        return schematron.schema(self.specification)


def compile_odd(path: Path, source: Path | None = None) -> Compiled:
    """Compile an ODD file.

    source: the file of TEI's declarations (p5subset.xml), else where it is installed

    Raises Problem: odd-unreadable, odd-no-schema, odd-source-missing, odd-source-circular,
    odd-start-missing, odd-ident-missing, odd-mode-unknown, odd-occurrence-invalid,
    odd-content-too-deep.
    """
    report = Report()
    customiser = Customiser(path, source, (path.resolve(),), report)
    return Compiled(customiser.specification(), tuple(report.found), customiser.root, str(path))
