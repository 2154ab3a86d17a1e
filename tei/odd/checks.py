"""Faults of a customisation that make no sense of it: names that lead nowhere, circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tei.diagnostics import declare
from tei.odd import external
from tei.odd.attributes import Attributes
from tei.odd.merging import definitions
from tei.odd.selection import Report, likely
from tei.odd.specification import (
    Alternate,
    AttDef,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    MacroRef,
    Place,
    Sequence,
    Spec,
    Specification,
)

declare(
    "odd-reference-unknown",
    "warning",
    "There is no {kind} {name!r}, neither in this schema nor in its source{near}. The reference "
    "is left out.",
    "A content model, a class membership or a datatype names a declaration. Where it is nowhere "
    "to be found, the name is misspelt, or the declaration is still to be written.",
    failing='<content><elementRef key="quotation"/></content>',
    passing='<content><elementRef key="quote"/></content>',
    source="TEI P5 Guidelines, §23.5.1",
)
declare(
    "odd-attribute-unknown",
    "warning",
    "{owner} has no attribute {name!r} that could be {done}{near}.",
    "An attribute in mode change or delete is about one that the element or class has itself or "
    "from its classes, in this schema. Check the name, and that the class is taken in.",
    failing='<elementSpec ident="p" mode="change"><attList><attDef ident="level" mode="delete"/>',
    passing='<elementSpec ident="title" mode="change"><attList><attDef ident="level" …',
    source="TEI P5 Guidelines, att.combinable",
)
declare(
    "odd-circular",
    "error",
    "The {kind} {name!r} holds itself: {chain}. Take one of the links away.",
    "A macro that refers to itself, or classes that are members of one another, have no content "
    "model that could be written down.",
    failing='<macroSpec ident="macro.a"><content><macroRef key="macro.a"/></content>',
    passing='<macroSpec ident="macro.a"><content><textNode/></content>',
    source="TEI P5 Guidelines, §23.5.1",
    exit_code=1,
)
declare(
    "odd-pattern-taken",
    "error",
    "The grammar {path} defines a pattern {name!r}, and so does this schema. Give the moduleRef "
    "a @prefix.",
    "The patterns of a grammar that is taken in stand beside those of TEI, so that no name may "
    "be used twice. @prefix is put before the names of the one, or, on the schemaSpec, of TEI.",
    failing='<moduleRef url="svg11.rng"/>, where svg11.rng defines a pattern “title”',
    passing='<moduleRef url="svg11.rng" prefix="svg_"/>',
    source="TEI P5 Guidelines, moduleRef/@prefix",
    exit_code=1,
)
DONE = {"change": "changed", "delete": "deleted"}


def check(
    whole: Specification,
    base: Specification,
    touched: Iterable[Touched],
    file: str,
    report: Report,
) -> None:
    """Report what the declarations of a file name in vain, and circles among all.

    whole: the schema, not yet pruned; base: its source
    """
    for kind in ("elements", "classes", "macros", "datatypes"):
        for spec in getattr(whole, kind).values():
            _memberships(spec, whole, base, file, report)
            for reference in _references(spec.content):
                _reference(reference, whole, base, file, report)
            for attribute in definitions(spec.attributes):
                if attribute.datatype is not None:
                    for reference in _references(attribute.datatype.content):
                        _reference(reference, whole, base, file, report)
    _attributes(touched, whole, base, report)
    _circles(whole, report)
    _patterns(whole, report)


def _patterns(whole: Specification, report: Report) -> None:
    """Report patterns of foreign grammars whose names the schema needs itself."""
    kinds = (whole.elements, whole.classes, whole.macros, whole.datatypes)
    own = {
        f"{spec.prefix or whole.prefix}{ident}" for kind in kinds for ident, spec in kind.items()
    }
    for module in whole.externals:
        for name in sorted(external.defined_alone(module) & own):
            place, path = module.place, Path(module.path).name
            report.at("odd-pattern-taken", place.file, place.line, name=name, path=path)


def _memberships(
    spec: Spec, whole: Specification, base: Specification, file: str, report: Report
) -> None:
    for member in spec.classes:
        if member.place.file == file:
            _known("classes", member.key, member.place, (whole, base), report)


def _references(
    content: Content | None,
) -> Iterator[ElementRef | ClassRef | MacroRef | DataRef]:
    """The references of a content model."""
    if isinstance(content, (Sequence, Alternate)):
        for part in content.parts:
            yield from _references(part)
    elif isinstance(content, (ElementRef, ClassRef, MacroRef, DataRef)):
        yield content


def _reference(
    reference: ElementRef | ClassRef | MacroRef | DataRef,
    whole: Specification,
    base: Specification,
    file: str,
    report: Report,
) -> None:
    kinds = {ElementRef: "elements", ClassRef: "classes", MacroRef: "macros"}
    if reference.place.file == file and reference.key:
        kind = kinds.get(type(reference), "datatypes")
        if kind in ("macros", "datatypes") and reference.key in (*whole.datatypes, *whole.macros):
            return
        _known(kind, reference.key, reference.place, (whole, base), report)


def _known(
    kind: str, name: str, place: Place, where: Iterable[Specification], report: Report
) -> None:
    """Report a name that none of the specifications has."""
    known = {ident: None for spec in where for ident in getattr(spec, kind)}
    if name not in known:
        singular = {"elements": "element", "classes": "class", "macros": "macro"}
        fields = {"kind": singular.get(kind, "datatype"), "name": name}
        near = likely(name, known)
        report.at("odd-reference-unknown", place.file, place.line, near=near, **fields)


@dataclass(frozen=True, slots=True)
class Touched:
    """An attribute that an ODD changes or deletes and that its owner does not define itself."""

    kind: str
    owner: str
    attribute: AttDef


def _attributes(
    touched: Iterable[Touched], whole: Specification, base: Specification, report: Report
) -> None:
    """Report changes and deletions of attributes that are nowhere inherited from."""
    sources = [(spec, Attributes(spec)) for spec in (whole, base)]
    for item in touched:
        there: set[str] = set()
        for spec, attributes in sources:
            owner = getattr(spec, item.kind).get(item.owner)
            classes = owner.classes if owner else ()
            there.update(a.ident for m in classes for a in attributes.all_of_class(m.key))
        attribute = item.attribute
        if attribute.ident not in there:
            near = likely(attribute.ident, there)
            fields = {"owner": item.owner, "name": attribute.ident, "near": near}
            place, done = attribute.place, DONE[attribute.mode]
            report.at("odd-attribute-unknown", place.file, place.line, done=done, **fields)


def _circles(whole: Specification, report: Report) -> None:
    """Report macros and classes that hold themselves."""

    def of_macro(ident: str) -> Iterator[str]:
        spec = whole.macros.get(ident)
        found = _references(spec.content if spec else None)
        return (r.key for r in found if isinstance(r, MacroRef))

    def of_class(ident: str) -> Iterator[str]:
        spec = whole.classes.get(ident)
        return (m.key for m in spec.classes) if spec else iter(())

    _circle("macro", whole.macros, of_macro, report)
    _circle("class", whole.classes, of_class, report)


def _circle(
    kind: str,
    specs: Mapping[str, Spec],
    following: Callable[[str], Iterator[str]],
    report: Report,
) -> None:
    """Report each link that closes a circle.  Not recursive: chains may be long."""
    done: set[str] = set()
    for start in specs:
        path = {} if start in done else {start: following(start)}
        while path:
            ident, links = next(reversed(path.items()))
            to = next((link for link in links if link in specs and link not in done), None)
            if to is None:
                done.add(ident)
                del path[ident]
            elif to in path:
                chain = [*list(path)[list(path).index(to) :], to]
                _told(kind, specs[to], chain, report)
            else:
                path[to] = following(to)


def _told(kind: str, spec: Spec, chain: list[str], report: Report) -> None:
    place, told = spec.place, " → ".join(chain)
    report.at("odd-circular", place.file, place.line, kind=kind, name=spec.ident, chain=told)
