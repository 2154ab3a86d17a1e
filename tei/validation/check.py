"""The whole check of a document: well formed, valid, and true to itself.

Every fault is told once: a rule of our own says it better than RELAX NG, RELAX NG
better than XML Schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, Problem, declare
from tei.grammar import load
from tei.validation import catalogue, corpus, relaxng, rules
from tei.validation.association import XSI, Kind
from tei.validation.bounds import bounded
from tei.validation.catalogue import named
from tei.validation.choosing import Choice, Schema, asked, choose, expanded, kind_of_file
from tei.validation.corpus import Assembled
from tei.validation.findings import Finding, InOrder
from tei.validation.merging import merged
from tei.validation.reading import Unreadable, parse

UNKNOWN_ATTRIBUTE = "attribute-unknown"
ORDER: tuple[Kind, ...] = ("relaxng", "xsd", "schematron")

declare(
    "schema-unusable",
    "error",
    "The schema cannot be used ({reason}). Check that it is a complete RELAX NG, XML Schema or "
    "Schematron file.",
    "The schema itself has a fault, or one of the files that it refers to is missing.",
    failing="--schema half.rng, a file that was cut",
    passing="--schema house.rng, a complete grammar",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What to check with.

    schemas: asked for by the user; () for the document's own choice
    project: the schemas that the project names, for documents that name none
    extra:   Schematron schemas that are run besides all others
    strict:  rules beyond the schema keep their severity though schemas were asked for
    within:  the project's folder: files in it may be included
    phase:   of all Schematron schemas; "" for what the document or the schema itself says
    brief:   only errors are wanted: what can give none is not run
    """

    schemas: tuple[Schema, ...] = ()
    project: tuple[Schema, ...] = ()
    extra: tuple[Schema, ...] = ()
    strict: bool = False
    within: Path | None = None
    phase: str = ""
    brief: bool = False

    @property
    def only_schemas(self) -> bool:
        """Whether nothing but the schemas that were asked for can give an error that is wanted."""
        return self.brief and bool(self.schemas) and not self.strict


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one schema says of a document."""

    schema: str
    kind: Kind
    valid: bool


@dataclass
class Examined:
    """A document with all that was found in it.

    pairs:    the findings with their places, in the order of the text, file by file
    verdicts: of each schema
    blocked:  a schema that the document names is not there: nobody can say if it is valid
    document: None where the file is no XML
    """

    pairs: list[tuple[Finding | None, Diagnostic]]
    verdicts: list[Verdict] = field(default_factory=list)
    blocked: bool = False
    document: Assembled | None = None

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings as they are shown."""
        return [diagnostic for _, diagnostic in self.pairs]


def check(
    source: Path | etree._Element,
    schemas: Sequence[Path] | None = None,
    *,
    name: str = "",
) -> Iterator[Diagnostic]:
    """The findings for a TEI document, in the order of the text.

    source:  a file, or the root element of a tree in memory
    schemas: files ending in .rng, .xsd or .sch; the edition schema's three where None
    name:    how the findings name the document; the path where empty

    Raises Problem where the file or a schema cannot be read.
    """
    if isinstance(source, Path):
        return check_bytes(read(source), schemas, name=name or str(source))
    document = Assembled(source, [corpus.Part(name, b"", InOrder(source))])
    return iter(_checked(document, Choice(_fixed(schemas)), Request(strict=True)).diagnostics)


def check_bytes(
    data: bytes, schemas: Sequence[Path] | None = None, *, name: str
) -> Iterator[Diagnostic]:
    """The findings for a TEI document that is in memory as bytes; see `check`."""
    request = Request(tuple(_fixed(schemas)), strict=True)
    return iter(examine(data, name, None, request).diagnostics)


def _fixed(schemas: Sequence[Path] | None) -> list[Schema]:
    """Schema files with their kinds."""
    files = named("edition") if schemas is None else schemas
    return [one for path in files for one in expanded(path, kind_of_file(path), path.name)]


def read(path: Path) -> bytes:
    """The bytes of a file.  Raises Problem("text-unreadable")."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or str(error)) from None


def examine(data: bytes, name: str, path: Path | None, request: Request) -> Examined:
    """Check a document as a request asks.

    name: how findings name it
    path: its file; None for one that has none: it includes nothing, and names no schema beside it

    Raises Problem where a schema cannot be used.
    """
    if _is_plainly_valid(data, request):
        return Examined([], [Verdict(one.name, one.kind, True) for one in request.schemas])
    try:
        root = parse(data, name)
    except Unreadable as unreadable:
        return Examined([(None, diagnostic) for diagnostic in unreadable.findings])
    document = corpus.assembled(root, data, name, path, request.within)
    base = path.parent.resolve() if path is not None else None
    choice = (
        Choice(list(request.schemas)) if request.schemas else choose(root, base, request.project)
    )
    choice.schemas.extend(request.extra)
    return _checked(document, choice, request, path)


def _is_plainly_valid(data: bytes, request: Request) -> bool:
    """Whether a document is valid by grammars alone, seen in one reading without a tree.

    False says nothing.  Documents with declarations of entities or inclusions are read slowly.
    """
    grammars = [one for one in request.schemas if one.kind == "relaxng"]
    if not request.only_schemas or len(grammars) != len(request.schemas) or request.extra:
        return False
    if b"\0" in data[:4] or b"<!DOCTYPE" in data or corpus.IN_BYTES in data:
        return False
    try:
        return all(relaxng.is_valid(data, load(one.path)) for one in grammars)
    except (OSError, ValueError):
        return False


def _checked(
    document: Assembled, choice: Choice, request: Request, path: Path | None = None
) -> Examined:
    """All findings, each fault once, with their places."""
    data = document.parts[0].data
    beyond = [*document.findings]
    if not request.only_schemas:
        beyond += rules.findings(document.root, data, path)
    if request.schemas and not request.strict:
        beyond = [at_most_warning(finding) for finding in beyond]
    findings, verdicts = beyond, []
    for schema in sorted(choice.schemas, key=lambda schema: ORDER.index(schema.kind)):
        found = _by_schema(document, schema, request.phase)
        valid = not any(finding.severity == "error" for finding in found)
        verdicts.append(Verdict(schema.name, schema.kind, valid))
        findings = merged(findings, found, near=schema.kind == "xsd")
    pairs: list[tuple[Finding | None, Diagnostic]] = [
        (None, diagnostic) for diagnostic in document.unread
    ]
    pairs += document.placed([*choice.findings, *findings])
    return Examined(pairs, verdicts, choice.blocked, document)


def at_most_warning(finding: Finding) -> Finding:
    """A finding that leaves the verdict to the schemas."""
    return replace(finding, severity="warning") if finding.severity == "error" else finding


def _by_schema(document: Assembled, schema: Schema, phase: str = "") -> list[Finding]:
    """What one schema finds.  Raises Problem where the schema cannot be used."""
    data = document.parts[0].data if not document.altered else b""
    try:
        return bounded(_all_by_schema(document.root, data, schema, phase), schema.name)
    except (etree.LxmlError, OSError, ValueError) as error:
        reason = shortened(str(error))
        raise Problem("schema-unusable", schema.place, reason=reason) from None


def _all_by_schema(
    root: etree._Element, data: bytes, schema: Schema, phase: str
) -> Iterator[Finding]:
    """Whatever one schema finds."""
    if schema.kind == "schematron":
        from tei.validation import schematron  # costs time: only where it is used

        return schematron.check(root, schema.path, phase or schema.phase)
    if schema.kind == "xsd":
        from tei.validation import xsd  # the same

        return xsd.check(root, schema.path)
    found = relaxng.check(root, schema.path, data)
    return (one for one in found if not (schema.in_place_of_xsd and _is_for_xsd(one)))


def _is_for_xsd(finding: Finding) -> bool:
    """Whether a finding refuses an attribute that only XML Schema reads (xsi:schemaLocation)."""
    name = finding.rule.rpartition("/@")[2]
    element = finding.element
    return (
        finding.code == UNKNOWN_ATTRIBUTE
        and element is not None
        and (element.get(f"{{{XSI}}}{name}") is not None)
    )


def shortened(words: str) -> str:
    """A library's account of a fault on one line, the beginning of a long one."""
    line = " ".join(words.split())
    return line if len(line) <= 300 else line[:299] + "…"


__all__ = ["asked", "catalogue", "check", "check_bytes", "examine", "merged", "named"]
