"""The whole check of a document: well formed, valid, and true to itself.

Every fault is told once: a rule of our own says it better than RELAX NG, RELAX NG
better than XML Schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from tei import resources
from tei.diagnostics import Diagnostic, Problem, declare
from tei.validation import relaxng, rules, schematron, xsd
from tei.validation.findings import Finding, elements_of
from tei.validation.reading import Unreadable, located, parse

KINDS = {".rng": relaxng.check, ".xsd": xsd.check, ".sch": schematron.check}
PACKAGED = {"edition": ("edition.rng", "edition.xsd", "edition.sch")}

declare(
    "schema-unknown",
    "error",
    "There is no schema {name!r}. Give a path to a .rng, .xsd or .sch file, or one of: {known}.",
    "A schema is named by a short name, or by the path of its file. RELAX NG is read in its XML "
    "syntax (.rng); a compact one (.rnc) has to be converted first, e.g. with trang.",
    failing="edition validate --schema edtion letter.xml",
    passing="edition validate --schema edition letter.xml",
)
declare(
    "schema-unusable",
    "error",
    "The schema cannot be used ({reason}). Check that it is a complete RELAX NG, XML Schema or "
    "Schematron file.",
    "The schema itself has a fault, or one of the files that it refers to is missing.",
    failing="--schema half.rng, a file that was cut",
    passing="--schema house.rng, a complete grammar",
)


def named(name: str) -> tuple[Path, ...]:
    """The schema files that a name or a path stands for.

    Raises Problem where there is no such schema.
    """
    if name in PACKAGED:
        return tuple(resources.schema(file) for file in PACKAGED[name])
    path = Path(name)
    if path.is_file() and path.suffix in KINDS:
        return (path.resolve(),)
    raise Problem("schema-unknown", name, name=name, known=", ".join(PACKAGED))


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
        try:
            data = source.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise Problem("text-unreadable", str(source), reason=reason) from None
        return check_bytes(data, schemas, name=name or str(source))
    return iter(_checked(source, b"", schemas, name))


def check_bytes(
    data: bytes, schemas: Sequence[Path] | None = None, *, name: str
) -> Iterator[Diagnostic]:
    """The findings for a TEI document that is in memory as bytes; see `check`."""
    try:
        root = parse(data, name)
    except Unreadable as unreadable:
        return iter(unreadable.findings)
    return iter(_checked(root, data, schemas, name))


def _checked(
    root: etree._Element, data: bytes, schemas: Sequence[Path] | None, name: str
) -> list[Diagnostic]:
    """All findings, each fault once, with their places."""
    wanted = named("edition") if schemas is None else schemas
    findings = list(rules.findings(root, data))
    for path in sorted(wanted, key=lambda path: list(KINDS).index(path.suffix)):
        findings = merged(findings, _by_schema(root, path), near=path.suffix == ".xsd")
    return located(findings, elements_of(root), data, name)


def _by_schema(root: etree._Element, path: Path) -> list[Finding]:
    """What one schema finds.  Raises Problem where the schema cannot be used."""
    try:
        return list(KINDS[path.suffix](root, path))
    except (etree.LxmlError, OSError, ValueError) as error:
        raise Problem("schema-unusable", str(path), reason=shortened(str(error))) from None


def shortened(words: str) -> str:
    """A library's account of a fault on one line, the beginning of a long one."""
    line = " ".join(words.split())
    return line if len(line) <= 300 else line[:299] + "…"


def merged(
    known: Sequence[Finding], more: Iterable[Finding], *, near: bool = False
) -> list[Finding]:
    """Findings together with those of `more` that say something new.

    near: a finding in the neighbourhood of a known one (same element, parent, child) says
          nothing new; for validators that report a fault at another place than we do
    """
    told = {(f.element, key) for f in known for key in (f.code, f.rule) if key}
    places = {f.element for f in known if f.element is not None} if near else set()
    fresh = [
        finding
        for finding in more
        if (finding.element, finding.code) not in told or finding.code in KIND_CODES
        if (finding.element, finding.rule) not in told
        if not places or not _neighbours(finding.element) & places
    ]
    return [*known, *fresh]


KIND_CODES = frozenset({relaxng.INVALID.code, xsd.INVALID.code, schematron.INVALID.code})


def _neighbours(element: etree._Element | None) -> set[etree._Element]:
    """An element, its parent and its children."""
    if element is None:
        return set()
    parent = element.getparent()
    return {element, *element.iterchildren(tag=etree.Element)} | (
        {parent} if parent is not None else set()
    )


__all__ = ["check", "check_bytes", "merged", "named"]
