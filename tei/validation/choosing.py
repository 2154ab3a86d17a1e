"""Which schemas a document is checked with: those asked for, its own, the project's, or ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.diagnostics import Rule, Severity
from tei.validation import catalogue, customisation
from tei.validation.association import Kind, Reference, kind_of, references
from tei.validation.findings import TEI, Finding
from tei.validation.naming import (
    ASSUMED,
    NO_ADDRESS,
    NOT_INSTALLED,
    NOT_THERE,
    STAND_IN,
    UNREAD_LANGUAGE,
)

ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema to check with.

    path: its file
    kind: how it is to be read; a RELAX NG file as "schematron" means the rules inside it
    name: what the user or the document calls it
    phase: of a Schematron schema; "" for the schema's own default
    in_place_of_xsd: a grammar where the document names an XML Schema: the attributes that are
          written for XML Schema are no news
    """

    path: Path
    kind: Kind
    name: str
    phase: str = ""
    in_place_of_xsd: bool = False

    @property
    def place(self) -> str:
        """How it is named where it cannot be used: the ODD that it was made of, or its file."""
        return self.name if kind_of(self.name) == "odd" else str(self.path)


@dataclass
class Choice:
    """What a document is checked with, and what is wrong with how it names its schemas.

    blocked: a schema that the document names could not be found
    """

    schemas: list[Schema] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blocked: bool = False

    def tell(self, rule: Rule, line: int, severity: Severity | None = None, **fields: str) -> None:
        """Add a finding about the naming of a schema."""
        message = rule.message.format(**fields)
        self.findings.append(
            Finding(None, rule.code, severity or rule.severity, message, line=line)
        )


def asked(names: Sequence[str]) -> tuple[Schema, ...]:
    """The schemas of names, paths and addresses.  Raises Problem("schema-unknown")."""
    found: list[Schema] = []
    for name in names:
        paths = catalogue.named(name)
        for path in paths:
            found += expanded(path, kind_of_file(path), name if len(paths) == 1 else path.name)
    return tuple(found)


def expanded(path: Path, kind: Kind, name: str) -> tuple[Schema, ...]:
    """A schema file as what is checked with: an ODD as the two schemas that it is compiled to."""
    if path.suffix.lower() not in (".odd", ".xml"):
        own = _language(path, kind)
        return (Schema(path, own, name, in_place_of_xsd=kind == "xsd" and own == "relaxng"),)
    made = customisation.schemas(path)
    return tuple(Schema(one, of, name) for one, of in made if kind in ("odd", of))


def _language(path: Path, kind: Kind) -> Kind:
    """The language that a schema is in: another may be installed, or named by a slip.

    Rules of Schematron may stand inside a grammar.
    """
    own = kind_of(path.name)
    known = own in ("relaxng", "xsd", "schematron") and kind != "schematron"
    return own if known else kind


def rules_in(names: Sequence[str]) -> tuple[Schema, ...]:
    """The Schematron rules of names and paths: a .sch file, or those inside an .rng or .odd.

    Raises Problem("schema-unknown").
    """
    found = []
    for name in names:
        paths = catalogue.named(name)
        paths = tuple(path for path in paths if path.suffix == ".sch") or paths[:1]
        found += [one for path in paths for one in expanded(path, "schematron", name)]
    return tuple(found)


def kind_of_file(path: Path) -> Kind:
    """The language of a schema file, by its ending; an .xml file is an ODD."""
    return "odd" if path.suffix.lower() == ".xml" else kind_of(path.name)


def choose(root: etree._Element, base: Path | None, project: Sequence[Schema] = ()) -> Choice:
    """The schemas of a document for which none were asked for.

    base:    the document's folder; None where it has none
    project: the schemas that its project names
    """
    choice = Choice()
    named = references(root)
    for reference in named:
        _add(choice, reference, base, ours=is_ours(root))
    if not choice.schemas and not choice.blocked:
        choice.schemas.extend(project or _usual(root, choice, named))
    choice.schemas = list({(one.path, one.kind, one.phase): one for one in choice.schemas}.values())
    return choice


def _add(choice: Choice, reference: Reference, base: Path | None, *, ours: bool) -> None:
    """Add the schema that a document names, or tell why it cannot be."""
    if not reference.href:
        choice.tell(NO_ADDRESS, reference.line)
        return
    if reference.kind in ("dtd", "unknown"):
        what = "a DTD" if reference.kind == "dtd" else "in a language of its own"
        href, by = reference.href, reference.named_by
        choice.tell(UNREAD_LANGUAGE, reference.line, href=href, named_by=by, what=what)
        return
    path = locate(reference.href, base) or _stand_in(choice, reference)
    if path is not None:
        found = expanded(path, reference.kind, reference.href)
        choice.schemas.extend(replace(one, phase=reference.phase) for one in found)
    elif reference.named_by != "schemaRef" and not _spared(reference, ours):
        choice.blocked = True
        _tell_missing(choice, reference, base)


def _stand_in(choice: Choice, reference: Reference) -> Path | None:
    """The installed file of a well-known schema whose path leads nowhere; told as a remark."""
    name = Path(urlsplit(reference.href).path).name
    if ADDRESS.match(reference.href) or Path(name).stem not in catalogue.names():
        return None
    path = catalogue.by_name(name) or catalogue.by_name(Path(name).stem)
    if path is not None:
        choice.tell(STAND_IN, reference.line, href=reference.href, path=str(path))
    return path


def _spared(reference: Reference, ours: bool) -> bool:
    """Whether our own schema may stand in: our documents are written to be valid by both."""
    return ours and catalogue.understood(reference.href) is not None


def _tell_missing(choice: Choice, reference: Reference, base: Path | None) -> None:
    """Tell that a schema is not there, and what to do."""
    href = reference.href
    if not ADDRESS.match(href):
        place = f"looked for it in {base}" if base is not None else "the document has no folder"
        choice.tell(NOT_THERE, reference.line, href=href, place=place)
        return
    known = catalogue.understood(href)
    fetched = known is not None and known.name in catalogue.names() and known.suffix != "sch"
    name = known.name if known is not None and fetched else href
    choice.tell(NOT_INSTALLED, reference.line, href=href, name=name)


def locate(href: str, base: Path | None) -> Path | None:
    """The file that a path or an address means; None where there is none on this computer."""
    if ADDRESS.match(href) and not href.startswith("file:"):
        return catalogue.by_address(href)
    local = unquote(urlsplit(href).path)
    if base is None and not Path(local).is_absolute():
        return None
    path = (base or Path()) / local
    return path.resolve() if path.is_file() else None


def _usual(root: etree._Element, choice: Choice, named: Sequence[Reference]) -> tuple[Schema, ...]:
    """The schemas where neither the document nor a project names one that is there."""
    everything = catalogue.by_name("tei_all")
    if is_ours(root):
        if named:
            told = f" ({', '.join(reference.href for reference in named)})"
            choice.tell(ASSUMED, 1, named=told, used="the toolkit's own schema, a part of TEI All")
        return asked(["edition"])
    if everything is not None:
        return expanded(everything, kind_of_file(everything), "tei_all")
    ours = "the toolkit's own schema, a strict choice from TEI"
    choice.tell(ASSUMED, 1, "warning", named="", used=ours)
    return asked(["edition"])


def is_ours(root: etree._Element) -> bool:
    """Whether the toolkit's encoder wrote a document."""
    path = "/".join(f"{{{TEI}}}{name}" for name in ("teiHeader", "encodingDesc", "appInfo"))
    applications = root.iterfind(f"{path}/{{{TEI}}}application")
    return any(one.get("ident") == "tei-edition" for one in applications)
