"""What declarations are made of: notes, how often, values, content models.

TEI P5 Guidelines, §23.4 (Common Elements) and §23.5.1 (Defining Content Models).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Mode = Literal["", "add", "change", "replace", "delete"]  # "" where the ODD gives none
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


NO_NOTES = Notes()


def words(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in English, else in none, else in any; "" where none is."""
    for choice in (language, language.split("-")[0], "en", ""):
        if choice in texts:
            return texts[choice]
    return next(iter(texts.values()), "")


# ── values ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ValItem:
    """A value of a list.

    parameters: the names that a `param` may have beside it (paramList)
    """

    ident: str
    mode: Mode = ""
    notes: Notes = NO_NOTES
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
class Declared:
    """Any one element that the schema declares."""


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


Content: TypeAlias = (
    Empty
    | TextNode
    | ElementRef
    | ClassRef
    | MacroRef
    | DataRef
    | AnyElement
    | Declared
    | Sequence
    | Alternate
    | RelaxNG
    | ValList
)
