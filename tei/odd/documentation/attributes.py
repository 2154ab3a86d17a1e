"""Attributes in the documentation: a table of an owner's own, a line for each class."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.odd.attributes import Attributes, Owner
from tei.odd.documentation.markup import Piece, anchor, link, prose, tag
from tei.odd.documentation.notation import notation, sign
from tei.odd.relaxng import told
from tei.odd.specification import AttDef, Notes, Specification, ValList, words

USAGE = {"req": "required", "rec": "recommended"}
LISTS = {"closed": "one of", "semi": "suggested", "open": "for example", "": "for example"}


def attributes_of(
    owner: Owner, attributes: Attributes, specification: Specification
) -> Iterator[etree._Element]:
    """The attributes: a table of what the owner defines or changes, then the inherited."""
    found = list(attributes.all(owner))
    own = [a for a in found if a.origin in ("", owner.ident) or a.mode]
    inherited: dict[str, list[AttDef]] = {}
    for attribute in found:
        if attribute not in own:
            inherited.setdefault(attribute.origin, []).append(attribute)
    if own:
        yield table(own, owner, specification)
    if inherited:
        lines = (_line(class_, items) for class_, items in inherited.items())
        yield tag("ul", *lines, class_="inherited")


def _line(class_: str, items: list[AttDef]) -> etree._Element:
    """The attributes that come from one class."""
    names = " ".join(f"@{item.name}" for item in items)
    return tag("li", "from ", link("classes", class_), ": ", tag("code", names))


def attribute_anchor(owner: str, item: AttDef) -> str:
    """The id of an attribute's row in the table of a class."""
    return f"{anchor('classes', owner)}-{item.ident.replace(':', '-')}"


def table(items: list[AttDef], owner: Owner, specification: Specification) -> etree._Element:
    """Attributes with their values and meanings."""
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Attribute", "Value", "Meaning")))
    rows = (_row(item, owner, specification) for item in items)
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="attributes")


def _row(item: AttDef, owner: Owner, specification: Specification) -> etree._Element:
    name = [tag("code", f"@{item.name}")]
    usage = USAGE.get(item.usage, "")
    if usage:
        name.append(tag("span", usage, class_=f"usage {usage}"))
    if item.origin not in ("", owner.ident):
        name.append(tag("small", "changed from ", link("classes", item.origin)))
    cells = (
        tag("th", *name, scope="row"),
        tag("td", *_value(item, specification)),
        tag("td", *_meaning(item, specification)),
    )
    return tag("tr", *cells, id=attribute_anchor(owner.ident, item))


def _value(item: AttDef, specification: Specification) -> Iterator[Piece]:
    """What the value may be."""
    values = item.values
    listed = values is not None and values.items
    if item.datatype is not None and not (listed and values and values.type == "closed"):
        often = sign(item.datatype.occurs)
        yield tag("code", *notation(item.datatype.content, specification), often)
    elif not listed:
        yield "text"
    if values is not None and listed:
        yield tag("p", LISTS[values.type], ":", class_="list-kind")
        yield _list(values, specification)
    if item.default:
        yield tag("p", "where it is not given: ", tag("code", item.default), class_="default")


def _list(values: ValList, specification: Specification) -> etree._Element:
    """The values with their meanings."""
    found = tag("dl", class_="values")
    for item in values.items:
        found.append(tag("dt", tag("code", item.name)))
        told = said(item.notes, specification)
        if told:
            found.append(tag("dd", *prose(told, specification)))
    return found


def _meaning(item: AttDef, specification: Specification) -> Iterator[Piece]:
    """What the attribute is for."""
    yield from prose(said(item.notes, specification), specification)
    value = words(item.value_desc, specification.language)
    if value:
        yield tag("p", "Value: ", *prose(value, specification))
    if item.notes.valid_until:
        yield tag("p", f"Deprecated; valid until {item.notes.valid_until}.", class_="deprecated")


def said(notes: Notes, specification: Specification) -> str:
    """Gloss and description in the schema's language."""
    return told(notes, specification.language)
