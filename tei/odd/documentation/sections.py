"""The sections of the documentation: one for each element, class, macro and datatype."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from tei.odd import source
from tei.odd.attributes import Attributes
from tei.odd.documentation.attributes import attributes_of
from tei.odd.documentation.markup import Piece, anchor, entry, joined, link, paragraphs, prose, tag
from tei.odd.documentation.notation import notation
from tei.odd.documentation.rules import rules_of
from tei.odd.relations import TEXT, Relations
from tei.odd.relaxng import told
from tei.odd.specification import ClassSpec, ElementSpec, Example, Spec, Specification, words

GUIDELINES = "https://www.tei-c.org/release/doc/tei-p5-doc/{language}/html/ref-{ident}.html"
TRANSLATED = ("en", "de", "es", "fr", "it", "ja", "ko", "zh-TW")


class Sections:
    """Writes the sections of one specification."""

    def __init__(self, specification: Specification):
        """specification: pruned."""
        self.specification = specification
        self.attributes = Attributes(specification)
        self.relations = Relations(specification)

    def overview(self) -> etree._Element:
        """All elements in a line each, by module."""
        elements = self.specification.elements.values()
        rows = []
        for module in dict.fromkeys(spec.module for spec in elements):
            rows.append(self.module_row(module))
            found = [spec for spec in elements if spec.module == module]
            for spec in sorted(found, key=lambda each: each.ident.casefold()):
                said = told(spec.notes, self.specification.language)
                cell = tag("td", *prose(said, self.specification))
                rows.append(tag("tr", tag("td", link("elements", spec.ident)), cell))
        return tag("table", tag("tbody", *rows), class_="overview")

    def module_row(self, module: str) -> etree._Element:
        """The head of a module's elements."""
        known = self.specification.modules.get(module)
        desc = words(known.notes.desc, self.specification.language) if known else ""
        said = tag("small", *prose(desc, self.specification)) if desc else None
        return tag("tr", tag("th", module, said, colspan="2", scope="rowgroup"))

    def element(self, spec: ElementSpec) -> etree._Element:
        """The section of an element."""
        facts = [*entry("Module", spec.module)] if spec.module else []
        facts += self.memberships(spec)
        content = tag("code", *notation(spec.content, self.specification))
        facts += entry("Content", content)
        if spec.notes.equivalents:
            facts += entry("Same as", ", ".join(filter(None, spec.notes.equivalents)))
        children = self.relations.children[spec.ident]
        facts += entry("May contain", *self.elements(children))
        facts += entry("Contained by", *self.elements(self.relations.parents.get(spec.ident, ())))
        if spec.namespace:
            facts += entry("Namespace", tag("code", spec.namespace))
        inside = self.headed("Attributes", attributes_of(spec, self.attributes, self.specification))
        return self.section("elements", spec, f"<{spec.name}>", facts, inside)

    def class_(self, spec: ClassSpec) -> etree._Element:
        """The section of a class."""
        facts = self.memberships(spec)
        members = list(self.specification.members(spec.ident))
        links = (self.link(member) for member in members)
        facts += entry("Members", *(joined(links) if members else ["none"]))
        if spec.type == "model":
            return self.section("classes", spec, spec.ident, facts, [])
        inside = attributes_of(spec, self.attributes, self.specification)
        return self.section("classes", spec, spec.ident, facts, list(inside))

    def named(self, kind: str, spec: Spec) -> etree._Element:
        """The section of a macro or a datatype."""
        content = tag("code", *notation(spec.content, self.specification))
        return self.section(kind, spec, spec.ident, [*entry("Content", content)], [])

    def section(
        self,
        kind: str,
        spec: Spec,
        name: str,
        facts: list[etree._Element],
        inside: list[etree._Element],
    ) -> etree._Element:
        """A section: its head, what is said, the facts, and more."""
        language = self.specification.language
        gloss, desc = words(spec.notes.gloss, language), words(spec.notes.desc, language)
        return tag(
            "section",
            tag("h3", tag("code", name), tag("span", gloss, class_="gloss") if gloss else None),
            tag("p", *prose(desc, self.specification), class_="desc") if desc else None,
            self.deprecated(spec),
            tag("dl", *facts, class_="facts"),
            *inside,
            *self.headed("Rules", self.rules(spec)),
            *self.headed("Examples", map(example, self.examples(spec))),
            *self.headed("Remarks", self.remarks(spec)),
            self.guidelines(spec),
            id=anchor(kind, spec.ident),
        )

    def headed(self, head: str, found: Iterable[etree._Element]) -> list[etree._Element]:
        """Parts of a section under a head of their own; nothing where there are none."""
        parts = list(found)
        return [tag("h4", head), *parts] if parts else []

    def memberships(self, spec: Spec) -> list[etree._Element]:
        """The classes that a declaration is a member of."""
        there = self.specification.classes
        links = [link("classes", m.key) for m in spec.classes if m.key in there]
        return [*entry("Member of", *joined(links))] if links else []

    def elements(self, idents: Iterable[str]) -> list[Piece]:
        """Links to elements, by module."""
        found = set(idents)
        pieces: list[Piece] = [tag("span", "text", class_="text")] if TEXT in found else []
        modules: dict[str, list[str]] = {}
        for ident in sorted(found - {TEXT}):
            spec = self.specification.elements.get(ident)
            modules.setdefault(spec.module if spec else "", []).append(ident)
        for module in sorted(modules):
            names = modules[module]  # the lists are long: as little markup as can be
            links = joined((tag("a", n, href=f"#{anchor('elements', n)}") for n in names), " ")
            label: list[Piece] = [tag("span", module, class_="module"), " "] if module else []
            pieces.append(tag("div", *label, *links, class_="names"))
        return pieces or ["nothing"]

    def link(self, spec: ElementSpec | ClassSpec) -> etree._Element:
        """A link to a member of a class."""
        return link("classes" if isinstance(spec, ClassSpec) else "elements", spec.ident)

    def rules(self, spec: Spec) -> list[etree._Element]:
        """The rules as a list."""
        items = list(rules_of(spec, self.specification))
        return [tag("ul", *items, class_="rules")] if items else []

    def examples(self, spec: Spec) -> Iterator[Example]:
        """The examples in the schema's language and those in none, else all."""
        wanted = (self.specification.language, "", "und", "mul")
        found = [e for e in spec.notes.examples if e.language in wanted]
        yield from found or spec.notes.examples

    def remarks(self, spec: Spec) -> Iterator[etree._Element]:
        """The remarks."""
        text = words(spec.notes.remarks, self.specification.language)
        return paragraphs(text, self.specification)

    def deprecated(self, spec: Spec) -> etree._Element | None:
        """A warning where the declaration is on its way out."""
        date = spec.notes.valid_until
        return tag("p", f"Deprecated; valid until {date}.", class_="deprecated") if date else None

    def guidelines(self, spec: Spec) -> etree._Element | None:
        """A link to TEI's own page of the declaration, where it is TEI's."""
        if Path(spec.place.file).name != source.NAME:
            return None
        language = self.specification.language
        language = language if language in TRANSLATED else "en"
        address = GUIDELINES.format(language=language, ident=spec.ident)
        return tag("p", tag("a", "In the TEI Guidelines", href=address), class_="guidelines")


def example(found: Example) -> etree._Element:
    """An example as it is written, its common indentation taken away."""
    lines = found.markup.split("\n")
    deep = min((len(s) - len(s.lstrip()) for s in lines[1:] if s.strip()), default=0)
    text = "\n".join([lines[0].strip(), *(line[deep:].rstrip() for line in lines[1:])])
    return tag("pre", tag("code", text.strip("\n")))
