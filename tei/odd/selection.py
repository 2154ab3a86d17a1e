"""What a customisation takes from its source: modules, and declarations one by one.

TEI P5 Guidelines, §22.8.1 (moduleRef, elementRef, classRef, macroRef, dataRef in schemaSpec).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from tei.diagnostics import RULES, Diagnostic, declare
from tei.names import local
from tei.odd.merging import filtered
from tei.odd.occurrences import line_of
from tei.odd.reading import AnySpec
from tei.odd.specification import ClassSpec, ElementSpec, Specification

Key = tuple[str, str]  # "elements", "classes", "macros" or "datatypes", and the ident
KINDS = {
    "elementSpec": "elements",
    "classSpec": "classes",
    "macroSpec": "macros",
    "dataSpec": "datatypes",
}
WORDS = {"elements": "element", "classes": "class", "macros": "macro", "datatypes": "datatype"}
FIRST = ("tei", "core")  # the modules whose declarations come first

declare(
    "odd-module-unknown",
    "error",
    "There is no module {name!r} in the source{near}.",
    "A moduleRef takes the declarations of one module of TEI, or of the ODD named by @source. "
    "The modules of TEI P5 are listed in the Guidelines, chapter 1.",
    failing='<moduleRef key="dramas"/>',
    passing='<moduleRef key="drama"/>',
    source="TEI P5 Guidelines, §1.1",
    exit_code=1,
)
declare(
    "odd-name-unknown",
    "error",
    "There is no {kind} {name!r} in the source{near}.",
    "A reference takes a declaration from TEI, or from the ODD named by @source. What the "
    "customisation declares itself needs no reference.",
    failing='<elementRef key="quotation"/>',
    passing='<elementRef key="quote"/>',
    source="TEI P5 Guidelines, §22.8.1",
    exit_code=1,
)
declare(
    "odd-member-unknown",
    "warning",
    "The module {module} has no element {name!r}{near}: @{attribute} names it in vain.",
    "@include and @except of a moduleRef name elements of that module; other names have no "
    "effect. Mostly the name is misspelt, or the element is in another module.",
    failing='<moduleRef key="drama" include="castList castItems"/>',
    passing='<moduleRef key="drama" include="castList castItem"/>',
    source="TEI P5 Guidelines, §22.8.1",
)


declare(
    "odd-exclude-ignored",
    "warning",
    "@exclude says nothing here, so that all of {name!r} is taken. Write @except.",
    "A reference leaves members out by @except; @exclude is an attribute of other elements.",
    failing='<classRef key="att.divLike" exclude="org"/>',
    passing='<classRef key="att.divLike" except="org"/>',
    source="TEI P5 Guidelines, classRef",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a schemaSpec or specGrp, with the file it stands in and its source."""

    node: etree._Element
    file: str

    @property
    def place(self) -> str:
        """FILE:LINE."""
        return f"{self.file}:{line_of(self.node)}"


class Report:
    """The findings of one compilation, in the order they were made."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        self.found: list[Diagnostic] = []

    def add(self, code: str, part: Part, **fields: Any) -> None:
        """Report a declared fault at a part of an ODD."""
        self.at(code, part.file, line_of(part.node), **fields)

    def at(self, code: str, file: str, line: int, **fields: Any) -> None:
        """Report a declared fault at a line."""
        rule = RULES[code]
        told = Diagnostic(rule.code, rule.severity, file, line, rule.message.format(**fields))
        if told not in self.found:
            self.found.append(told)


def of_module(part: Part, source: Specification, report: Report) -> Iterator[tuple[Key, AnySpec]]:
    """What a moduleRef takes: all but elements always, elements as @include and @except say."""
    name = part.node.get("key", "")
    taken = [pair for pair in declared(source) if pair[1].module == name]
    if not taken:
        near = likely(name, source.modules)
        report.add("odd-module-unknown", part, name=name, near=near)
    include, outside = part.node.get("include"), part.node.get("except", "").split()
    there = {spec.ident for (kind, _), spec in taken if kind == "elements"}
    for attribute in ("include", "except") if taken else ():
        for word in part.node.get(attribute, "").split():
            if word not in there:
                fields = {"module": name, "name": word, "near": likely(word, there)}
                report.add("odd-member-unknown", part, attribute=attribute, **fields)
    for (kind, ident), spec in taken:
        left_out = ident in outside or (include is not None and ident not in include.split())
        if kind != "elements" or not left_out:
            yield (kind, ident), spec


def of_reference(
    part: Part, source: Specification, report: Report
) -> Iterator[tuple[Key, AnySpec]]:
    """What an elementRef, classRef, macroRef or dataRef takes."""
    kind, name = KINDS[local(part.node).removesuffix("Ref") + "Spec"], part.node.get("key", "")
    spec = getattr(source, kind).get(name)
    if spec is None:
        near = likely(name, getattr(source, kind))
        report.add("odd-name-unknown", part, kind=WORDS[kind], name=name, near=near)
        return
    if part.node.get("exclude"):
        report.add("odd-exclude-ignored", part, name=name)
    include = tuple(part.node.get("include", "").split())
    outside = tuple(part.node.get("except", "").split())
    if isinstance(spec, ClassSpec) and spec.type == "atts" and (include or outside):
        spec = replace(spec, attributes=filtered(spec.attributes, include, outside))
    yield (kind, name), spec


def declared(source: Specification) -> Iterator[tuple[Key, AnySpec]]:
    """All declarations of a specification; elements come last."""
    for kind in ("macros", "datatypes", "classes", "elements"):
        for ident, spec in getattr(source, kind).items():
            yield (kind, ident), spec


def likely(name: str, names: Iterable[str]) -> str:
    """A hint at the names that come near."""
    from difflib import get_close_matches  # slow to load, and mostly not needed

    near = get_close_matches(name, list(names), n=1, cutoff=0.7)
    return f" (did you mean {near[0]!r}?)" if near else ""


def without_members(specs: Mapping[Key, AnySpec], part: Part) -> dict[Key, AnySpec]:
    """The declarations after a classRef of a model class has chosen among its members."""
    class_ = part.node.get("key", "")
    include, outside = part.node.get("include", "").split(), part.node.get("except", "").split()
    kept = dict(specs)
    for key, spec in specs.items():
        if isinstance(spec, ElementSpec) and (
            spec.ident in outside or (include and spec.ident not in include)
        ):
            classes = tuple(m for m in spec.classes if m.key != class_)
            kept[key] = replace(spec, classes=classes)
    return kept
