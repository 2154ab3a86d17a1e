"""HTML elements, and prose with links: all text goes through the tree, so none is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from tei.odd.specification import Specification

Piece: TypeAlias = "str | etree._Element"
MENTION = re.compile(
    r"<([\w.-]+)>|(?<![\w@])@([\w:.-]+\w)|\b((?:att|model|macro|teidata)\.[\w.]+\w)"
)
KINDS = {"elements": "element", "classes": "class", "macros": "macro", "datatypes": "datatype"}


def tag(name: str, /, *pieces: Piece | None, **attributes: str) -> etree._Element:
    """An element; `class_` is the attribute class, None among the pieces is passed over."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    made = etree.Element(name, given)
    for piece in pieces:
        if isinstance(piece, str):
            add_text(made, piece)
        elif piece is not None:
            made.append(piece)
    return made


def add_text(parent: etree._Element, text: str) -> None:
    """Text after all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def anchor(kind: str, ident: str) -> str:
    """The id of a declaration's section."""
    return f"{KINDS[kind]}-{ident}"


def link(kind: str, ident: str, shown: str = "") -> etree._Element:
    """A link to a declaration; the name of an element in angle brackets."""
    text = shown or (f"<{ident}>" if kind == "elements" else ident)
    return tag("a", tag("code", text), href=f"#{anchor(kind, ident)}")


def kind_of(ident: str, specification: Specification) -> str:
    """What a name declares; "" where it declares nothing."""
    return next((k for k in KINDS if ident in getattr(specification, k)), "")


def prose(text: str, specification: Specification) -> list[Piece]:
    """A text whose mentions of elements, attributes and classes are set as code and linked."""
    pieces: list[Piece] = []
    end = 0
    for match in MENTION.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append(_mention(match, specification))
        end = match.end()
    return [*pieces, text[end:]]


def _mention(match: re.Match[str], specification: Specification) -> Piece:
    """One mention."""
    element, attribute, other = match.groups()
    if element:
        known = element in specification.elements
        return link("elements", element) if known else tag("code", f"<{element}>")
    if attribute:
        return tag("code", f"@{attribute}")
    kind = kind_of(other, specification)
    return link(kind, other) if kind else tag("code", other)


def joined(pieces: Iterable[Piece], between: str = ", ") -> Iterator[Piece]:
    """Pieces with something between them."""
    for number, piece in enumerate(pieces):
        if number:
            yield between
        yield piece


def paragraphs(text: str, specification: Specification) -> Iterator[etree._Element]:
    """Paragraphs that are set apart by blank lines."""
    for part in text.split("\n\n"):
        if part.strip():
            yield tag("p", *prose(part.strip(), specification))


def entry(name: str, *pieces: Piece | None) -> tuple[etree._Element, etree._Element]:
    """A term and what it means, for a list of facts."""
    return tag("dt", name), tag("dd", *pieces)
