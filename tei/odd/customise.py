"""An ODD made into a specification: what it takes, with its own declarations merged in.

TEI P5 Guidelines, §22.8 (Building a TEI Schema) and §23.3 (Customization).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.names import local
from tei.odd import reading, source
from tei.odd.checks import DONE, Touched, check
from tei.odd.facts import exceptions, externals, language, title
from tei.odd.inclusion import joined, parts_of
from tei.odd.merging import changed, definitions
from tei.odd.prune import pruned
from tei.odd.reading import AnySpec
from tei.odd.selection import (
    FIRST,
    KINDS,
    WORDS,
    Key,
    Part,
    Report,
    of_module,
    of_reference,
    without_members,
)
from tei.odd.specification import ClassSpec, Module, Specification
from tei.odd.texts import notes

REFERENCES = ("elementRef", "classRef", "macroRef", "dataRef")

declare(
    "odd-no-schema",
    "error",
    "This is no customisation: it holds no schemaSpec. Add one that names the modules to use.",
    "An ODD is a TEI document with a schemaSpec, which says what the schema takes from TEI and "
    "how it changes it.",
    failing="<TEI>… <body><p>My schema</p></body></TEI>",
    passing='<schemaSpec ident="letters"><moduleRef key="tei"/>…</schemaSpec>',
    source="TEI P5 Guidelines, §22.8",
    exit_code=1,
)
declare(
    "odd-source-circular",
    "error",
    "The customisation is its own source: {chain}. Let the first of them name TEI.",
    "A @source names the ODD that a customisation starts from. Following the sources must end "
    "at TEI.",
    failing='base.odd: <schemaSpec source="base.odd"/>',
    passing='letters.odd: <schemaSpec source="base.odd"/>, base.odd: <schemaSpec/>',
    source="TEI P5 Guidelines, att.readFrom",
    exit_code=1,
)
declare(
    "odd-version-other",
    "warning",
    "The ODD asks for TEI {asked}, but {path} is TEI {used}, which was used instead.",
    "@source can name a version of TEI. Elements, attributes and values differ a little from "
    "version to version. Install the one that is asked for, or let the ODD ask for another.",
    failing='<schemaSpec ident="letters" source="tei:4.7.0">, where TEI 4.8.0 is installed',
    passing='<schemaSpec ident="letters" source="tei:4.8.0">',
    source="TEI P5 Guidelines, att.readFrom",
)
declare(
    "odd-mode-missing",
    "warning",
    "The {kind} {name!r} is there already and this {element} has no @mode; it was read as "
    'mode="{mode}". Write which of the two is meant.',
    "Without a mode a declaration is an addition. Where a declaration of the same name is there "
    "already, one with a content model of its own takes its place, any other changes it.",
    failing='<elementSpec ident="p"><attList>…</attList></elementSpec>',
    passing='<elementSpec ident="p" mode="change"><attList>…</attList></elementSpec>',
    source="TEI P5 Guidelines, att.combinable",
)
declare(
    "odd-change-in-vain",
    "warning",
    "There is no {kind} {name!r} in this schema, so that nothing is left to {mode}.",
    "A declaration in mode change, replace or delete is about one that a moduleRef or another "
    "reference has taken in. Take it in, or leave the change out.",
    failing='<moduleRef key="core" except="q"/> <elementSpec ident="q" mode="change">…',
    passing='<moduleRef key="core"/> <elementSpec ident="q" mode="change">…',
    source="TEI P5 Guidelines, att.combinable",
)
declare(
    "odd-start-missing",
    "error",
    "No document could begin: the schema has none of the elements {names}. Take one of them in, "
    "or name in @start what documents begin with.",
    "@start of the schemaSpec names the elements a document may begin with; without it they are "
    "TEI and teiCorpus.",
    failing='<schemaSpec ident="letters" start="letter"><moduleRef key="core"/></schemaSpec>',
    passing='<schemaSpec ident="letters" start="TEI">…<moduleRef key="textstructure"/>',
    source="TEI P5 Guidelines, schemaSpec/@start",
    exit_code=1,
)


class Customiser:
    """Makes one ODD file a specification.  Use `specification_of`."""

    def __init__(self, path: Path, given: Path | None, chain: tuple[Path, ...], report: Report):
        """given: the file of TEI's declarations; chain: the ODDs that led here, this one last."""
        self.path, self.given, self.chain, self.report = path, given, chain, report
        self.root = joined(source.read_xml(path), path)
        schema = source.schema_of(self.root)
        if schema is None:
            raise Problem("odd-no-schema", str(path))
        self.schema = schema
        self.parts = list(parts_of(schema, path, report))
        self.touched: list[Touched] = []

    @cached_property
    def main(self) -> Specification:
        """The source that parts without a @source of their own use."""
        return self.opened(self.schema.get("source", ""))

    def opened(self, address: str) -> Specification:
        """The specification at an address: TEI, an ODD, or a file of declarations.

        Raises Problem: odd-source-missing, odd-source-circular, odd-unreadable, and those
        of the ODD.
        """
        named = source.VERSION.search(address) if source.is_tei(address) else None
        asked = named[0] if named else ""
        if not address or source.is_tei(address):
            path = source.locate(self.given, asked)
        else:
            path = source.beside(self.path, address)
        if path.resolve() in self.chain:
            told = " → ".join(link.name for link in (*self.chain, path))
            raise Problem("odd-source-circular", str(self.path), chain=told)
        found = source.load(path)
        if found is None:
            return specification_of(path, self.given, self.chain, self.report)
        if asked and asked != found.edition:
            here, used = Part(self.schema, str(self.path)), found.edition or "of no version"
            self.report.add("odd-version-other", here, asked=asked, used=used, path=path.name)
        return found

    def source_of(self, part: Part) -> Specification:
        """The source that a part names, else the schema's."""
        address = part.node.get("source", "")
        return self.opened(address) if address else self.main

    def taken(self) -> dict[Key, AnySpec]:
        """What the references take, in the order of modules and then of references."""
        found: dict[Key, AnySpec] = {}
        modules = [p for p in self.parts if local(p.node) == "moduleRef" and p.node.get("key")]
        for part in sorted(modules, key=_rank):
            found.update(of_module(part, self.source_of(part), self.report))
        for part in self.parts:
            if local(part.node) in REFERENCES and part.node.get("key"):
                found.update(of_reference(part, self.source_of(part), self.report))
                spec = found.get(("classes", part.node.get("key", "")))
                if isinstance(spec, ClassSpec) and spec.type == "model":
                    found = without_members(found, part)
        return found

    def specs(self) -> dict[Key, AnySpec]:
        """All declarations of the schema, the ODD's own merged in."""
        found = self.taken()
        for part in self.parts:
            if local(part.node) in KINDS:
                spec = reading.spec(part.node, part.file)
                self.merge(found, spec, part)
        return found

    def merge(self, found: dict[Key, AnySpec], spec: AnySpec, part: Part) -> None:
        """Put one declaration of the ODD in its place."""
        kind = KINDS[local(part.node)]
        key, old = (kind, spec.ident), found.get((kind, spec.ident))
        told = {"kind": WORDS[kind], "name": spec.ident}
        mode = spec.mode or "add"
        if old is None and mode != "add":
            self.report.add("odd-change-in-vain", part, mode=mode, **told)
            return
        if old is not None and mode == "add":
            mode = "replace" if "content" in spec.given or spec.mode else "change"
            if not spec.mode:
                more = {"element": local(part.node), "mode": mode}
                self.report.add("odd-mode-missing", part, **told, **more)
        if mode == "delete":
            found.pop(key, None)
        elif old is not None and mode == "change":
            found[key] = changed(old, spec)
            own = {attribute.ident for attribute in definitions(old.attributes)}
            self.touched += [
                Touched(kind, spec.ident, attribute)
                for attribute in definitions(spec.attributes)
                if attribute.mode in DONE and attribute.ident not in own
            ]
        else:
            found[key] = replace(spec, mode="", module=spec.module or (old.module if old else ""))

    def specification(self) -> Specification:
        """The whole.  Raises Problem("odd-start-missing")."""
        specs = self.specs()
        found: dict[str, Any] = {name: {} for name in WORDS}
        for (kind, ident), spec in specs.items():
            found[kind][ident] = spec
        used = self.schema.get("source") or any(_refers(part.node) for part in self.parts)
        base = self.main if used else Specification()
        gone = {p.node.get("ident") for p in self.parts if p.node.get("mode") == "delete"}
        for ident, spec in base.datatypes.items():
            if ident not in gone:
                found["datatypes"].setdefault(ident, spec)  # datatypes need no module
        whole = Specification(
            ident=self.schema.get("ident", "") or self.path.stem,
            title=title(self.root),
            notes=notes(self.schema),
            language=language(self.schema),
            namespace=self.schema.get("ns") or Specification().namespace,
            prefix=self.schema.get("prefix", ""),
            start=self.start(found["elements"]),
            modules=self.modules(specs, base),
            externals=tuple(externals(self.parts)),
            constraints=tuple(
                reading.constraint(part.node, part.file)
                for part in self.parts
                if local(part.node) == "constraintSpec"
            ),
            edition=base.edition,
            **exceptions(self.schema),
            **found,
        )
        check(whole, base, self.touched, str(self.path), self.report)
        return pruned(whole)

    def start(self, elements: dict[str, AnySpec]) -> tuple[str, ...]:
        """What documents begin with, as far as the schema has it."""
        given = self.schema.get("start", "").split() or ["TEI", "teiCorpus"]
        prefix = self.schema.get("prefix", "")
        named = [name if name in elements else name.removeprefix(prefix) for name in given]
        there = tuple(name for name in named if name in elements)
        if not there and not any(p.node.get("url") for p in self.parts):
            place = f"{self.path}:{self.schema.sourceline}"
            raise Problem("odd-start-missing", place, names=", ".join(given))
        return there

    def modules(self, specs: dict[Key, AnySpec], base: Specification) -> dict[str, Module]:
        """The modules that the declarations are of, in their order."""
        own = {module.ident: module for module in source.modules(self.root)}
        idents = dict.fromkeys(spec.module for spec in specs.values() if spec.module)
        known = {**base.modules, **own}
        return {ident: known.get(ident, Module(ident)) for ident in idents}


def specification_of(
    path: Path, given: Path | None, chain: tuple[Path, ...], report: Report
) -> Specification:
    """The specification that an ODD file makes, its sources followed."""
    return Customiser(path, given, (*chain, path.resolve()), report).specification()


def _rank(part: Part) -> int:
    """Modules in the order of their declarations."""
    name = part.node.get("key", "")
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _refers(node: etree._Element) -> bool:
    """Whether a part needs a source."""
    return local(node) in (*REFERENCES, "moduleRef") and bool(node.get("key"))
