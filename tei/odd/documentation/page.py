"""The whole page: what the customisation is, its own prose, an index, all sections.

One file without scripts, fonts or pictures: it reads on a phone and on paper, and from a
disk as well as from a server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei.odd.attributes import used_classes
from tei.odd.documentation.markup import anchor, link, prose, tag
from tei.odd.documentation.prose import body
from tei.odd.documentation.rules import constraints_of, rule_anchor
from tei.odd.documentation.sections import Sections
from tei.odd.relaxng import Writer
from tei.odd.specification import ClassSpec, ElementSpec, Spec, Specification, words

STYLE = Path(__file__).with_name("style.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(specification: Specification, document: etree._Element | None = None) -> bytes:
    """The documentation as one HTML file.

    specification: resolved and pruned; document: the ODD, whose prose comes first
    """
    specification = _shown(specification)
    sections = Sections(specification)
    prose_parts = [] if document is None else list(body(document, specification))
    title = specification.title or specification.ident
    parts = _parts(specification, sections)
    main = tag(
        "main",
        tag("header", tag("h1", title), *_summary(specification)),
        *([tag("section", *prose_parts, class_="prose")] if prose_parts else []),
        *(
            tag("section", tag("h2", head, id=ident), *found, class_="part")
            for head, ident, found in parts
        ),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", STYLE.read_text(encoding="utf-8")),
    )
    index = tag("nav", *_index(specification), aria_label="Contents")
    html = tag("html", head, tag("body", index, main), lang=specification.language)
    _unlink(html)
    return etree.tostring(html, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def _unlink(html: etree._Element) -> None:
    """Take away links within the page that lead nowhere."""
    there = {node.get("id") for node in html.iter(etree.Element)}
    for node in html.iter("a"):
        address = node.get("href", "")
        if len(address) > 1 and address.startswith("#") and address[1:] not in there:
            node.tag = "span"
            del node.attrib["href"]


def _shown(specification: Specification) -> Specification:
    """The specification without what no element needs and without empty model classes."""
    needed = _used(specification)
    classes = {
        ident: spec
        for ident, spec in needed.classes.items()
        if spec.type == "atts" or next(needed.model_members(ident), None) is not None
    }
    return replace(needed, classes=classes)


def _used(specification: Specification) -> Specification:
    """The specification without the classes, macros and datatypes that no element needs."""
    writer = Writer(specification)
    writer.grammar()
    wanted = {(found.kind, found.ident) for found in writer.models.wanted}
    wanted.update(("classes", ident) for ident in used_classes(specification))
    return replace(
        specification,
        classes={i: s for i, s in specification.classes.items() if ("classes", i) in wanted},
        macros={i: s for i, s in specification.macros.items() if ("macros", i) in wanted},
        datatypes={i: s for i, s in specification.datatypes.items() if ("datatypes", i) in wanted},
    )


def _summary(specification: Specification) -> list[etree._Element]:
    """What the customisation is, in a few lines."""
    desc = words(specification.notes.desc, specification.language)
    starts = [link("elements", ident) for ident in specification.start]
    counts = f"{len(specification.elements)} elements in {len(specification.modules)} modules"
    made = f"from TEI P5 {specification.edition}" if specification.edition else "on its own"
    begins = [tag("p", "A document begins with ", *_or(starts), ".")] if starts else []
    return [
        *([tag("p", *prose(desc, specification))] if desc else []),
        tag("p", tag("code", specification.ident), f": {counts}, made {made}."),
        *begins,
    ]


def _or(links: list[etree._Element]) -> list[str | etree._Element]:
    pieces: list[str | etree._Element] = []
    for number, each in enumerate(links):
        pieces += [" or ", each] if number else [each]
    return pieces


def _parts(
    specification: Specification, sections: Sections
) -> list[tuple[str, str, list[etree._Element]]]:
    """The parts of the page: head, id, sections."""
    elements = [sections.element(spec) for spec in _sorted(specification.elements)]
    elements[:0] = [sections.overview()] if elements else []
    models = [sections.class_(spec) for spec in _classes(specification, "model")]
    attributes = [sections.class_(spec) for spec in _classes(specification, "atts")]
    macros = [sections.named("macros", spec) for spec in _sorted(specification.macros)]
    data = [sections.named("datatypes", spec) for spec in _sorted(specification.datatypes)]
    found = [
        ("Elements", "elements", elements),
        ("Attribute classes", "attribute-classes", attributes),
        ("Model classes", "model-classes", models),
        ("Macros", "macros", macros),
        ("Datatypes", "datatypes", data),
        ("Rules", "rules", _rules(specification)),
    ]
    return [part for part in found if part[2]]


def _sorted(specs: Mapping[str, Spec]) -> list:  # type: ignore[type-arg]
    return sorted(specs.values(), key=lambda spec: spec.ident.casefold())


def _classes(specification: Specification, kind: str) -> list[ClassSpec]:
    return [spec for spec in _sorted(specification.classes) if spec.type == kind]


def _rules(specification: Specification) -> list[etree._Element]:
    """All rules by their codes, with what they are of."""
    rows = []
    for kind in ("elements", "classes", "macros"):
        for spec in _sorted(getattr(specification, kind)):
            for constraint in constraints_of(spec):
                code = tag("code", constraint.ident)
                where = tag("a", code, href=f"#{rule_anchor(spec, constraint)}")
                rows.append(tag("li", where, " of ", link(kind, spec.ident)))
    return [tag("ul", *rows, class_="rule-index")] if rows else []


def _index(specification: Specification) -> Iterable[etree._Element]:
    """Links to everything, elements by module."""
    yield tag("p", tag("a", specification.ident, href="#"), class_="top")
    modules: dict[str, list[ElementSpec]] = {}
    for spec in _sorted(specification.elements):
        modules.setdefault(spec.module, []).append(spec)
    yield tag("h2", tag("a", "Elements", href="#elements"))
    for module in (m for m in specification.modules if m in modules):
        yield _listed(module, "elements", modules[module])
    for rest in modules.keys() - specification.modules.keys():
        yield _listed(rest or "without a module", "elements", modules[rest])
    for head, ident, kind, specs in (
        ("Attribute classes", "attribute-classes", "classes", _classes(specification, "atts")),
        ("Model classes", "model-classes", "classes", _classes(specification, "model")),
        ("Macros", "macros", "macros", _sorted(specification.macros)),
        ("Datatypes", "datatypes", "datatypes", _sorted(specification.datatypes)),
    ):
        if specs:
            yield tag("h2", tag("a", head, href=f"#{ident}"))
            yield _listed("", kind, specs)
    if _rules(specification):
        yield tag("h2", tag("a", "Rules", href="#rules"))


def _listed(head: str, kind: str, specs: Iterable[Spec]) -> etree._Element:
    """A list of links under a small head, folded where there is one."""
    links = [tag("li", tag("a", s.name, href=f"#{anchor(kind, s.ident)}")) for s in specs]
    names = tag("ul", *links)
    return tag("details", tag("summary", head or f"{len(links)}"), names, open="open")
