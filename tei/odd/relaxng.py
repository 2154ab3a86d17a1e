"""A specification as a RELAX NG grammar in XML syntax.

Definitions are named after what they declare, so that a reader finds them: `p`,
`model.pLike`, `macro.paraContent`, `teidata.word`, `att.global.attributes`,
`att.global.attribute.n`.  ISO/IEC 19757-2; documentation as in RELAX NG DTD
Compatibility, §2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from lxml import etree

from tei.odd import external
from tei.odd.attributes import Attributes, Choice, Foreign, Group, Item, Whole
from tei.odd.building import R, pattern, ref, repeated, together
from tei.odd.content import Models
from tei.odd.models import RNG
from tei.odd.patterns import Pattern
from tei.odd.schematron import SCH, embedded
from tei.odd.specification import (
    AnyElement,
    AttDef,
    ElementSpec,
    Notes,
    Specification,
    ValList,
    words,
)

REF = f"{R}ref"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
NAMESPACES: Any = {None: RNG, "a": ANNOTATIONS, "sch": SCH}
DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"


def grammar(specification: Specification) -> etree._Element:
    """The whole grammar; Schematron rules are embedded in it.

    Raises Problem where a grammar that is taken in cannot be read.
    """
    return Writer(specification).grammar()


class Writer:
    """Writes one grammar.  Use `grammar`."""

    def __init__(self, specification: Specification):
        """specification: resolved, its references pruned."""
        self.specification = specification
        self.attributes = Attributes(specification)
        self.models = Models(specification, self.values)
        self.foreign: frozenset[str] = frozenset()  # patterns of the grammars that are taken in
        self.groups: dict[str, str] = {}  # attribute classes referred to, by their definition
        self.single: dict[tuple[str, str], AttDef] = {}  # their attributes one by one

    def grammar(self) -> etree._Element:
        """The whole."""
        spec = self.specification
        root = etree.Element(
            f"{R}grammar",
            {"ns": spec.namespace, "datatypeLibrary": DATATYPES},
            nsmap=NAMESPACES,
        )
        root.append(etree.Comment(self.origin()))
        patterns, namespaces = embedded(spec)
        root.extend(namespaces)
        starts = [self.models.to("elements", ident) for ident in spec.start]
        if starts:
            root.append(pattern("start", together("choice", starts)))
        self.foreign = frozenset(n for module in spec.externals for n in external.names(module))
        elements = [self.element(element) for element in spec.elements.values()]
        others = list(self.referred())
        named = {node.get("name") for part in (root, *elements, *others) for node in part.iter(REF)}
        root.extend([element for element in elements if element.get("name") in named])
        root.extend(others)
        root.extend(patterns)
        root.extend([external.definitions(module) for module in spec.externals])
        etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "sch"])
        return root

    def origin(self) -> str:
        """Where the schema comes from, for the head of the file."""
        spec = self.specification
        made = f" {spec.ident}: {spec.title} ".replace("--", "- -")
        return f"{made}\n TEI Edition: Version {spec.edition} " if spec.edition else made

    def referred(self) -> Iterator[etree._Element]:
        """The definitions that others refer to, until none is left, sorted by name."""
        made: dict[str, etree._Element] = {}
        while waiting := [item for item in self.waiting() if item[0] not in made]:
            for name, make in waiting:
                made[name] = pattern("define", name=name)
                made[name].extend(make())
        yield from (made[name] for name in sorted(made))

    def waiting(self) -> Iterator[tuple[str, Callable[[], list[etree._Element]]]]:
        """The definitions that are referred to so far, and what makes their contents."""
        for found in list(self.models.wanted):
            if found.kind != "elements":
                yield self.models.named(found), partial(self.definition, found)
        for name, class_ in list(self.groups.items()):
            yield name, partial(self.group, class_)
        for (class_, _), attribute in list(self.single.items()):
            yield self.attribute_name(class_, attribute), partial(self.alone, attribute)
        for name, content in list(self.models.any.items()):
            yield name, partial(self.any_element, name, content)

    # ── elements and what their content refers to ───────────────────────────────────────

    def element(self, spec: ElementSpec) -> etree._Element:
        """The definition of an element."""
        self.models.owner = spec.ident
        made = pattern("element", name=spec.name)
        if spec.namespace:
            made.set("ns", spec.namespace)
        made.extend(self.documentation(spec.notes))
        if spec.content is not None:
            made.append(self.models.make(spec.content))
        made.extend([self.item(item) for item in self.attributes.of(spec)])
        if not any(child.tag != f"{{{ANNOTATIONS}}}documentation" for child in made):
            made.append(pattern("empty"))
        return pattern("define", made, name=self.models.named(Pattern("elements", spec.ident)))

    def definition(self, found: Pattern) -> list[etree._Element]:
        """What the definition of a class, a macro or a datatype holds."""
        if found.kind == "classes":
            return [self.models.class_content(found)]
        spec = getattr(self.specification, found.kind)[found.ident]
        self.models.owner = spec.ident
        return [pattern("text") if spec.content is None else self.models.make(spec.content)]

    def any_element(self, name: str, content: AnyElement) -> list[etree._Element]:
        """An element of any name, but for exceptions; what is in it is of the same kind."""
        if content.require:
            names = [pattern("nsName", ns=namespace) for namespace in content.require]
            name_class = together("choice", names)
        else:
            given = content.except_
            outside = self.specification.exceptions if given is None else given
            name_class = pattern("anyName")
            if outside:
                name_class.append(pattern("except", *map(_name_class, outside)))
        anything = pattern("attribute", pattern("anyName"))
        inside = pattern("choice", pattern("text"), ref(name))
        repeats = (pattern("zeroOrMore", anything), pattern("zeroOrMore", inside))
        return [pattern("element", name_class, *repeats)]

    # ── attributes ──────────────────────────────────────────────────────────────────────

    def item(self, item: Item) -> etree._Element:
        """Attributes as a pattern."""
        if isinstance(item, Whole):
            return self.refer(self.group_name(item.key), item.key)
        if isinstance(item, (Choice, Group)):
            tag = "choice" if isinstance(item, Choice) else "group"
            return together(tag, [self.item(inner) for inner in item.items])
        if isinstance(item, Foreign):
            return ref(item.name) if item.name in self.foreign else pattern("empty")
        if item.origin and not item.mode:
            self.single[item.origin, item.ident] = item
            return ref(self.attribute_name(item.origin, item))
        return self.attribute(item)

    def refer(self, name: str, class_: str) -> etree._Element:
        """A reference to the attributes of a class."""
        self.groups.setdefault(name, class_)
        return ref(name)

    def group(self, class_: str) -> list[etree._Element]:
        """What the definition of the attributes of a class holds."""
        items = self.attributes.of_class(class_)
        return [self.item(item) for item in items] or [pattern("empty")]

    def alone(self, attribute: AttDef) -> list[etree._Element]:
        """What the definition of one attribute of a class holds."""
        return [self.attribute(attribute)]

    def group_name(self, class_: str) -> str:
        """The name of the attributes of a class."""
        return f"{self._prefix(class_)}{class_}.attributes"

    def attribute_name(self, class_: str, attribute: AttDef) -> str:
        """The name of one attribute of a class."""
        return f"{self._prefix(class_)}{class_}.attribute.{attribute.ident.replace(':', '')}"

    def _prefix(self, class_: str) -> str:
        return self.specification.classes[class_].prefix or self.specification.prefix

    def attribute(self, attribute: AttDef) -> etree._Element:
        """An attribute, optional unless it is required."""
        made = pattern("attribute", name=attribute.name)
        if attribute.namespace and not attribute.name.startswith("xml:"):
            made.set("ns", attribute.namespace)
        default = attribute.default
        if default and not attribute.required:
            made.set(f"{{{ANNOTATIONS}}}defaultValue", default)
        made.extend(self.documentation(attribute.notes))
        made.append(self.value(attribute))
        return made if attribute.required else pattern("optional", made)

    def value(self, attribute: AttDef) -> etree._Element:
        """The pattern of an attribute's value."""
        datatype = attribute.datatype
        self.models.owner = attribute.ident
        made = None if datatype is None else self.models.make(datatype.content)
        values = attribute.values
        if values is not None and values.items and values.type == "closed":
            made = pattern("choice", *self.values(values))
        elif values is not None and values.items and values.type == "semi":
            other = pattern("data", type="Name") if made is None else made
            made = pattern("choice", *self.values(values), other)
        if made is None:
            return pattern("text")
        if datatype is None or made.tag == f"{R}text":
            return made
        if datatype.occurs.highest != 1:
            return pattern("list", repeated(made, datatype.occurs))
        return made if datatype.occurs.lowest else pattern("choice", made, pattern("value"))

    def values(self, values: ValList) -> Iterator[etree._Element]:
        """The values of a list, each followed by its explanation."""
        for item in values.items:
            value = pattern("value")
            value.text = item.name
            yield value
            yield from self.documentation(item.notes)

    def documentation(self, notes: Notes) -> Iterator[etree._Element]:
        """What is said of a declaration, in the schema's language."""
        text = told(notes, self.specification.language)
        if text:
            made = etree.Element(f"{{{ANNOTATIONS}}}documentation")
            made.text = text
            yield made


def told(notes: Notes, language: str) -> str:
    """The gloss in brackets and the description."""
    gloss, desc = words(notes.gloss, language), words(notes.desc, language)
    return " ".join(part for part in (f"({gloss})" if gloss else "", desc) if part)


def _name_class(name: str) -> etree._Element:
    """A namespace, or a name as "namespace local"."""
    namespace, space, local = name.partition(" ")
    if not space:
        return pattern("nsName", ns=namespace)
    made = pattern("name", ns=namespace)
    made.text = local
    return made
