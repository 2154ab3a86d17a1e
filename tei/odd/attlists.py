"""Attributes and constraints as an ODD declares them.

TEI P5 Guidelines, §23.5.3 (Attribute List Specification) and §23.5.2 (Additional
Constraints).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tei.odd.contents import NO_NOTES, ONCE, Content, Mode, Notes, Occurrences, Place, ValList

Usage = Literal["", "opt", "rec", "req"]


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
    notes: Notes = NO_NOTES
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
    notes: Notes = NO_NOTES
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
    """An attribute of a class, or all of them where no name is given.

    pattern: what the ODD names where it gives no class: a pattern, of a foreign grammar perhaps
    """

    class_: str
    name: str = ""
    pattern: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class AttList:
    """Attributes, all of them together ("group") or one of them alone ("choice")."""

    items: tuple[AttItem, ...] = ()
    org: Literal["group", "choice"] = "group"


AttItem: TypeAlias = AttDef | AttRef | AttList
NO_ATTRIBUTES = AttList()
