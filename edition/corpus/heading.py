"""What a collection says of itself: from edition.toml, or from the header of a teiCorpus."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from edition.project import FILE, Project
from tei.diagnostics import RULES, Diagnostic, declare
from tei.names import TEI, XML_LANG

declare(
    "collection-untitled",
    "warning",
    "Nobody says what the collection is called; its pages bear the name of the folder, {name}. "
    "Set title in [edition] of edition.toml.",
    "Several documents in one project become one site with a first page of its own, which needs "
    "a title. With one text in a project, title is that text's.",
    failing='sources = ["letters/*.xml"], and no title',
    passing='title = "Letters of Ada Quill", and sources = ["letters/*.xml"]',
)


@dataclass(frozen=True)
class Heading:
    """The collection's title, its header in TEI, and what there is to say of both."""

    title: str
    header: etree._Element
    findings: tuple[Diagnostic, ...] = ()


def heading_of(project: Project, corpus: etree._Element | None) -> Heading:
    """The heading of a project's collection.  corpus: the root of its teiCorpus, if it is one."""
    settings, findings = project.settings, []
    header = corpus.find(f"{TEI}teiHeader") if corpus is not None else None
    own = _title(header)
    title = settings.title or own
    if not title:
        title = project.root.resolve().name or "corpus"
        rule = RULES["collection-untitled"]
        file = project.root / FILE
        place = str(file if file.exists() else project.root)
        message = rule.message.format(name=title)
        findings.append(Diagnostic(rule.code, rule.severity, place, 0, message))
    made = deepcopy(header) if header is not None and own else _header(project, title)
    return Heading(title, made, tuple(findings))


def _title(header: etree._Element | None) -> str:
    path = "/".join(TEI + name for name in ("fileDesc", "titleStmt", "title"))
    found = header.find(path) if header is not None else None
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _header(project: Project, title: str) -> etree._Element:
    """A header of what [edition] says, and no more."""
    settings = project.settings
    header = etree.Element(f"{TEI}teiHeader", nsmap={None: TEI[1:-1]})  # type: ignore[dict-item]
    file = _add(header, "fileDesc")
    statement = _add(file, "titleStmt")
    _add(statement, "title", title)
    if settings.author:
        _add(statement, "author", settings.author)
    for editor in settings.editors:
        _add(statement, "editor", editor)
    publication = _add(file, "publicationStmt")
    if settings.publisher:
        _add(publication, "publisher", settings.publisher)
    if settings.place:
        _add(publication, "pubPlace", settings.place)
    if settings.date:
        _add(publication, "date", settings.date).set("when", settings.date)
    if settings.identifier:
        kind = "DOI" if settings.identifier.startswith("10.") else "URI"
        _add(publication, "idno", settings.identifier).set("type", kind)
    if settings.licence:
        licence = _add(_add(publication, "availability"), "licence", settings.licence)
        if settings.licence_url:
            licence.set("target", settings.licence_url)
    return header


def _add(parent: etree._Element, name: str, words: str = "") -> etree._Element:
    child = etree.SubElement(parent, TEI + name)
    child.text = words or None
    return child


def language(header: etree._Element, told: list[str]) -> str:
    """The collection's language: what its header says, or most documents have; else "und"."""
    of_header = header.get(XML_LANG)
    counted = sorted(set(told) - {"und", ""}, key=lambda tag: (-told.count(tag), tag))
    return of_header or (counted[0] if counted else "und")
