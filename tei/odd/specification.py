"""What a customisation declares: its elements, classes, macros, datatypes and constraints.

Two uses: as TEI's source, where everything is declared once, and as the outcome of a
customisation, where every declaration is merged and references to what is not there
are gone.  Classes keep their own attributes and elements theirs, as an ODD writes
them; `tei.odd.attributes` tells what an element ends up with.

TEI P5 Guidelines, chapter 23 (Documentation Elements).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tei.odd.attlists import (
    NO_ATTRIBUTES,
    AttDef,
    AttItem,
    AttList,
    AttRef,
    Constraint,
    Datatype,
    Usage,
)
from tei.odd.contents import (
    NO_NOTES,
    ONCE,
    UNBOUNDED,
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    Declared,
    ElementRef,
    Empty,
    Example,
    Expansion,
    ListType,
    MacroRef,
    Mode,
    Notes,
    Occurrences,
    Place,
    RelaxNG,
    Sequence,
    TextNode,
    ValItem,
    ValList,
    words,
)

__all__ = [
    "ONCE",
    "UNBOUNDED",
    "Alternate",
    "AnyElement",
    "AttDef",
    "AttItem",
    "AttList",
    "AttRef",
    "ClassRef",
    "ClassSpec",
    "Constraint",
    "Content",
    "DataRef",
    "DataSpec",
    "Datatype",
    "Declared",
    "ElementRef",
    "ElementSpec",
    "Empty",
    "Example",
    "Expansion",
    "ExternalModule",
    "ListType",
    "MacroRef",
    "MacroSpec",
    "Membership",
    "Mode",
    "Module",
    "Notes",
    "Occurrences",
    "Place",
    "RelaxNG",
    "Sequence",
    "Spec",
    "Specification",
    "TextNode",
    "Usage",
    "ValItem",
    "ValList",
    "words",
]


@dataclass(frozen=True, slots=True)
class Membership:
    """A class that a declaration is a member of; how often it stands in sequences of it."""

    key: str
    mode: Mode = ""
    occurs: Occurrences = ONCE
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Spec:
    """What every declaration has.

    classes_mode: "change" where the memberships are added to those that there are
    prefix:       of its patterns' names
    given:        the sections that the ODD writes ("content", "classes", …), for merging
    """

    ident: str
    module: str = ""
    mode: Mode = ""
    notes: Notes = NO_NOTES
    classes: tuple[Membership, ...] = ()
    classes_mode: Mode = ""
    attributes: AttList = NO_ATTRIBUTES
    content: Content | None = None
    constraints: tuple[Constraint, ...] = ()
    prefix: str = ""
    given: frozenset[str] = frozenset()
    place: Place = field(default=Place(), compare=False)

    @property
    def name(self) -> str:
        """What stands in documents."""
        return next(iter(self.notes.names.values()), self.ident)


@dataclass(frozen=True, slots=True)
class ElementSpec(Spec):
    """An element; namespace "" is the schema's."""

    namespace: str = ""


@dataclass(frozen=True, slots=True)
class ClassSpec(Spec):
    """A class: of elements in content models ("model") or of attributes ("atts")."""

    type: Literal["model", "atts"] = "model"


@dataclass(frozen=True, slots=True)
class MacroSpec(Spec):
    """A named content model."""


@dataclass(frozen=True, slots=True)
class DataSpec(Spec):
    """A named datatype."""


@dataclass(frozen=True, slots=True)
class ExternalModule:
    """A RELAX NG grammar that is taken in: its place, a prefix for its patterns, additions."""

    path: str
    prefix: str = ""
    markup: tuple[str, ...] = ()
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Module:
    """A group of declarations, with what it is called."""

    ident: str
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True)
class Specification:
    """A whole schema, or the source of one.

    ident, notes: of the schema
    title:        of the document that declares it
    language:     of the documentation
    namespace:    of elements that name none
    start:        idents of the elements a document may begin with
    prefix:       of the names of patterns
    exceptions:   what `AnyElement` leaves out where it says nothing
    constraints:  of the schema as a whole
    edition:      the version of TEI that it is made from, "" where there is none
    """

    ident: str = ""
    title: str = ""
    notes: Notes = NO_NOTES
    language: str = "en"
    namespace: str = "http://www.tei-c.org/ns/1.0"
    start: tuple[str, ...] = ()
    prefix: str = ""
    exceptions: tuple[str, ...] = (
        "http://www.tei-c.org/ns/1.0",
        "http://www.tei-c.org/ns/Examples egXML",
    )
    elements: Mapping[str, ElementSpec] = field(default_factory=dict)
    classes: Mapping[str, ClassSpec] = field(default_factory=dict)
    macros: Mapping[str, MacroSpec] = field(default_factory=dict)
    datatypes: Mapping[str, DataSpec] = field(default_factory=dict)
    modules: Mapping[str, Module] = field(default_factory=dict)
    externals: tuple[ExternalModule, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    edition: str = ""

    def members(self, class_: str) -> Iterator[ElementSpec | ClassSpec]:
        """The direct members of a class: classes and elements, in the order of declaration."""
        declared: tuple[ElementSpec | ClassSpec, ...]
        declared = (*self.classes.values(), *self.elements.values())
        for spec in declared:
            if any(member.key == class_ for member in spec.classes):
                yield spec

    def model_members(self, class_: str) -> Iterator[ElementSpec]:
        """All elements of a model class, those of its classes too, each once."""
        waiting, seen = [class_], {class_}
        for key in waiting:
            for member in self.members(key):
                if member.ident in seen:
                    continue
                seen.add(member.ident)
                if isinstance(member, ElementSpec):
                    yield member
                else:
                    waiting.append(member.ident)
