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
from typing import Literal, TypeAlias

Mode = Literal["", "add", "change", "replace", "delete"]  # "" where the ODD gives none
Usage = Literal["", "opt", "rec", "req"]
Expansion = Literal[
    "",
    "alternation",
    "sequence",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequenceOptionalRepeatable",
]
ListType = Literal["", "open", "semi", "closed"]
UNBOUNDED = -1  # of Occurrences.highest


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is declared: the file as the user named it, and the line from 1."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How often: lowest to highest times; highest UNBOUNDED for any number."""

    lowest: int = 1
    highest: int = 1


ONCE = Occurrences()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of an element's use: its XML as text, and the language it is in."""

    markup: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said of a declaration, each text by language ("" where none is given).

    gloss:    what the name stands for
    desc:     what it is for; element names as <name>, attributes as @name
    remarks:  paragraphs, set apart by blank lines
    examples: with their languages
    links:    targets of the references for further reading
    names:    other names by language (altIdent); what is declared is known by them
    equivalents: addresses or names of the same thing elsewhere (equiv)
    valid_until: the date from which it is no longer part of the scheme
    """

    gloss: Mapping[str, str] = field(default_factory=dict)
    desc: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    links: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    equivalents: tuple[str, ...] = ()
    valid_until: str = ""


# ── content models ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Empty:
    """No content."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """Characters."""


@dataclass(frozen=True, slots=True)
class ElementRef:
    """An element by its ident."""

    key: str
    occurs: Occurrences = ONCE
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class ClassRef:
    """The members of a model class: any one of them, or all as `expand` says.

    include, except_: the members that count; both empty for all
    """

    key: str
    occurs: Occurrences = ONCE
    expand: Expansion = ""
    include: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class MacroRef:
    """The content of a macro."""

    key: str
    occurs: Occurrences = ONCE
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class DataRef:
    """A datatype: of TEI by key, or of XML Schema by name with a pattern or facets."""

    key: str = ""
    name: str = ""
    restriction: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    occurs: Occurrences = ONCE
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Any element, its content unchecked.

    require: the namespaces it may be of; empty for any
    except_: the namespaces and names ("namespace name" pairs) it may not be of;
             None where the schema's default exceptions hold
    """

    require: tuple[str, ...] = ()
    except_: tuple[str, ...] | None = None
    occurs: Occurrences = ONCE


@dataclass(frozen=True, slots=True)
class Sequence:
    """Contents one after the other; in any order where `ordered` is false."""

    parts: tuple[Content, ...]
    occurs: Occurrences = ONCE
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Alternate:
    """Any one of the contents."""

    parts: tuple[Content, ...]
    occurs: Occurrences = ONCE


@dataclass(frozen=True, slots=True)
class RelaxNG:
    """A content model in RELAX NG: one pattern as XML text."""

    markup: str
    place: Place = field(default=Place(), compare=False)


# ── attributes ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ValItem:
    """A value of a list.

    parameters: the names that a `param` may have beside it (paramList)
    """

    ident: str
    mode: Mode = ""
    notes: Notes = Notes()
    parameters: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What stands in documents."""
        return next(iter(self.notes.names.values()), self.ident)


@dataclass(frozen=True, slots=True)
class ValList:
    """The values: all there are ("closed"), suggested beside others ("semi", "open")."""

    type: ListType = ""
    items: tuple[ValItem, ...] = ()
    mode: Mode = ""


@dataclass(frozen=True, slots=True)
class Datatype:
    """What an attribute's value is, and how many words of it."""

    content: Content
    occurs: Occurrences = ONCE


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule beyond content models.

    scheme:   "schematron" and the like
    markup:   the children of its `constraint`, each as XML text
    language: of its messages, "" where none is given
    """

    ident: str
    scheme: str = "schematron"
    mode: Mode = ""
    markup: tuple[str, ...] = ()
    language: str = ""
    notes: Notes = Notes()
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class AttDef:
    """An attribute.

    ident:    with its prefix where it is of the XML namespace ("xml:id")
    usage:    "" is optional
    default:  the value that holds where it is not given
    origin:   the class that it is inherited from, "" for an element's own
    """

    ident: str
    mode: Mode = ""
    usage: Usage = ""
    namespace: str = ""
    datatype: Datatype | None = None
    values: ValList | None = None
    default: str | None = None
    constraints: tuple[Constraint, ...] = ()
    notes: Notes = Notes()
    value_desc: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    place: Place = field(default=Place(), compare=False)

    @property
    def name(self) -> str:
        """What stands in documents."""
        return next(iter(self.notes.names.values()), self.ident)

    @property
    def required(self) -> bool:
        """Whether documents have to give it."""
        return self.usage == "req"


@dataclass(frozen=True, slots=True)
class AttRef:
    """An attribute of a class, or all of them where no name is given."""

    class_: str
    name: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class AttList:
    """Attributes, all of them together ("group") or one of them alone ("choice")."""

    items: tuple[AttItem, ...] = ()
    org: Literal["group", "choice"] = "group"


Content: TypeAlias = (
    Empty
    | TextNode
    | ElementRef
    | ClassRef
    | MacroRef
    | DataRef
    | AnyElement
    | Sequence
    | Alternate
    | RelaxNG
    | ValList
)
AttItem: TypeAlias = AttDef | AttRef | AttList


# ── declarations ────────────────────────────────────────────────────────────────────────


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
    notes: Notes = Notes()
    classes: tuple[Membership, ...] = ()
    classes_mode: Mode = ""
    attributes: AttList = AttList()
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


@dataclass(frozen=True, slots=True)
class Module:
    """A group of declarations, with what it is called."""

    ident: str
    notes: Notes = Notes()


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
    notes: Notes = Notes()
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


def words(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in English, else in none, else in any; "" where none is."""
    for choice in (language, language.split("-")[0], "en", ""):
        if choice in texts:
            return texts[choice]
    return next(iter(texts.values()), "")
