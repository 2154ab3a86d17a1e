"""Content models in a compact notation, as RELAX NG's compact syntax writes them.

head?, (model.divTop | model.global)*, line{2,4}
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.odd.building import R
from tei.odd.documentation.markup import Piece, kind_of, link
from tei.odd.patterns import meaning
from tei.odd.specification import (
    UNBOUNDED,
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    Declared,
    ElementRef,
    MacroRef,
    Occurrences,
    RelaxNG,
    Sequence,
    Specification,
    TextNode,
    ValList,
)

SIGNS = {(1, 1): "", (0, 1): "?", (0, UNBOUNDED): "*", (1, UNBOUNDED): "+"}
RNG_SIGNS = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
BETWEEN = {"group": ", ", "choice": " | ", "interleave": " & "}


def notation(content: Content | None, specification: Specification) -> list[Piece]:
    """A content model in compact notation, its names linked."""
    if content is None:
        return ["empty"]
    return list(_whole(content, specification)) or ["empty"]


def sign(occurs: Occurrences) -> str:
    """How often: ?, *, + or {from,to}."""
    low, high = occurs.lowest, occurs.highest
    if (low, high) in SIGNS:
        return SIGNS[low, high]
    if low == high:
        return f"{{{low}}}"
    return f"{{{low},{'' if high == UNBOUNDED else high}}}"


def _whole(content: Content, specification: Specification) -> Iterator[Piece]:
    """A content model without brackets around it."""
    if isinstance(content, (Sequence, Alternate)):
        if len(content.parts) == 1 and not sign(content.occurs):
            yield from _whole(content.parts[0], specification)
        elif sign(content.occurs):
            yield from ("(", *_parts(content, specification), f"){sign(content.occurs)}")
        else:
            yield from _parts(content, specification)
    else:
        yield from _part(content, specification)


def _parts(content: Sequence | Alternate, specification: Specification) -> Iterator[Piece]:
    """The parts of a group with the sign between them."""
    between = " | " if isinstance(content, Alternate) else ", " if content.ordered else " & "
    for number, part in enumerate(content.parts):
        if number:
            yield between
        yield from _part(part, specification)


def _part(content: Content, specification: Specification) -> Iterator[Piece]:
    """A content model as a part of another."""
    if isinstance(content, (Sequence, Alternate)):
        if len(content.parts) == 1 and not sign(content.occurs):
            yield from _part(content.parts[0], specification)
        else:
            yield from ("(", *_parts(content, specification), f"){sign(content.occurs)}")
    elif isinstance(content, RelaxNG):
        yield from _pattern(etree.fromstring(content.markup), specification)
    elif isinstance(content, ValList):
        yield "(" + " | ".join(f'"{item.name}"' for item in content.items) + ")"
    elif isinstance(content, (TextNode, Declared)):
        yield "text" if isinstance(content, TextNode) else "any of these elements"
    elif isinstance(content, (ElementRef, MacroRef, ClassRef, DataRef, AnyElement)):
        yield from _reference(content, specification)
        yield sign(content.occurs)


def _reference(
    content: ElementRef | MacroRef | ClassRef | DataRef | AnyElement, specification: Specification
) -> Iterator[Piece]:
    """A name, and what a reference says of it."""
    if isinstance(content, AnyElement):
        required = " ".join(content.require)
        yield f"any element of {required}" if required else "any element"
    elif isinstance(content, DataRef):
        yield from datatype(content, specification)
    else:
        yield _name(content.key, specification)
    if isinstance(content, ClassRef):
        yield f" in {content.expand}" if content.expand else ""
        yield f" of {', '.join(content.include)}" if content.include else ""
        yield f" but {', '.join(content.except_)}" if content.except_ else ""


def datatype(content: DataRef, specification: Specification) -> Iterator[Piece]:
    """A datatype with what restricts it."""
    yield _name(content.key, specification) if content.key else content.name
    facets = [f"{name} {value}" for name, value in content.facets]
    if content.restriction:
        facets.append(f"/{content.restriction}/")
    if facets:
        yield f" ({', '.join(facets)})"


def _name(ident: str, specification: Specification) -> Piece:
    kind = kind_of(ident, specification)
    return link(kind, ident, ident) if kind else ident


def _pattern(node: etree._Element, specification: Specification) -> Iterator[Piece]:
    """A pattern of RELAX NG."""
    kind = etree.QName(node).localname
    inner = [c for c in node if isinstance(c.tag, str) and c.tag.startswith(R)]
    if kind == "ref":
        found = meaning(node.get("name", ""), specification)
        shown = node.get("name", "")
        yield link(found.kind, found.ident, shown) if found else shown
    elif kind in RNG_SIGNS or kind in BETWEEN:
        pieces = [list(_pattern(child, specification)) for child in inner]
        between = BETWEEN.get(kind, ", ")
        alone = len(pieces) == 1
        yield "" if alone else "("
        for number, part in enumerate(pieces):
            yield from ([between] if number else [])
            yield from part
        yield ("" if alone else ")") + RNG_SIGNS.get(kind, "")
    else:
        yield node.get("type") or node.get("name") or (node.text or "").strip() or kind
