"""Pointers inside the document: each leads somewhere, each identifier is given once."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.names import XML_ID
from tei.validation.findings import Finding, broken, elements_of, readable

# fmt: off
POINTERS = frozenset((
    "who", "toWhom", "source", "next", "prev", "target", "targetEnd", "ref", "corresp", "resp",
    "sameAs", "synch", "copyOf", "exclude", "select", "ana", "facs", "change", "decls", "hand",
    "wit", "given", "datingPoint", "datingMethod", "edRef", "period", "calendar", "rendition",
    "scheme", "nymRef", "unitRef", "active", "passive", "mutual", "domains", "parent", "inst",
))
# fmt: on

DANGLING = declare(
    "pointer-dangling",
    "error",
    'The attribute {attribute} of {place} points to "{pointer}", but no element of this document '
    'has xml:id="{name}".{advice}',
    "A pointer that begins with # names an element of the same document by its xml:id. Give the "
    "element that is meant this xml:id, correct the pointer, or remove the attribute. Readers "
    "and programs that follow the pointer come to nothing.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    source="TEI P5 Guidelines, §17.1",
)
DUPLICATE = declare(
    "id-duplicate",
    "error",
    'The identifier xml:id="{name}" is given to {place} here, but {first} has it already. '
    "Give this element another.",
    "An xml:id names one element of the document and no other; pointers to it, and links to the "
    "published page, would not know which is meant.",
    failing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='a'/></body>",
    passing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='b'/></body>",
    source="xml:id Version 1.0, §4; TEI P5 Guidelines, §1.3.1.1.1",
)
ONE_WAY = declare(
    "next-without-prev",
    "error",
    '{place} has {attribute}="{pointer}", but the element it points to does not point back '
    'with {back}="#{own}". Give both parts both attributes.',
    "The parts of an interrupted quotation or speech are a chain: each part names the next with "
    "next, and the next names it with prev. A chain that is tied at one end only cannot be put "
    "together again.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><q xml:id='a' next='#b'>I</q> he said "
    "<q xml:id='b'>come</q></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><q xml:id='a' next='#b'>I</q> he said "
    "<q xml:id='b' prev='#a'>come</q></p>",
    source="TEI P5 Guidelines, §17.7",
)


def check(root: etree._Element) -> Iterator[Finding]:
    """Faults of identifiers and of the pointers to them."""
    elements = elements_of(root)
    named: dict[str, etree._Element] = {}
    for element in elements:
        name = element.get(XML_ID)
        if name is not None and name in named:
            yield _duplicate(element, name, named[name])
        elif name is not None:
            named[name] = element
    for element in elements:
        yield from _dangling(element, named)
        yield from _one_way(element, named)


def _duplicate(element: etree._Element, name: str, first: etree._Element) -> Finding:
    place, other = readable(str(element.tag)), readable(str(first.tag))
    before = f"another {other}" if other == place else other
    return broken(DUPLICATE, element, name=name, place=place, first=f"{before} before it")


def _dangling(element: etree._Element, named: dict[str, etree._Element]) -> Iterator[Finding]:
    """Pointers of one element that lead nowhere."""
    for attribute, value in element.attrib.items():
        if attribute not in POINTERS:
            continue
        for pointer in str(value).split():
            if _is_id(pointer) and pointer[1:] not in named:
                yield _lost(element, str(attribute), pointer, named)


def _is_id(pointer: str) -> bool:
    """Whether a pointer is # and an identifier; not "#" alone, no XPointer scheme."""
    return len(pointer) > 1 and pointer[0] == "#" and "(" not in pointer


def _lost(
    element: etree._Element, attribute: str, pointer: str, named: dict[str, etree._Element]
) -> Finding:
    from tei.validation.reasons import nearest  # loaded only where there is something to say

    name = pointer[1:]
    close = nearest(name, named)
    advice = f' Did you mean "#{close}"?' if close else ""
    place = readable(str(element.tag))
    return broken(
        DANGLING,
        element,
        attribute=attribute,
        place=place,
        pointer=pointer,
        name=name,
        advice=advice,
    )


def _one_way(element: etree._Element, named: dict[str, etree._Element]) -> Iterator[Finding]:
    """next and prev of one element that are not answered."""
    for attribute, back in (("next", "prev"), ("prev", "next")):
        pointer = element.get(attribute, "")
        other = named.get(pointer[1:]) if pointer.startswith("#") else None
        own = element.get(XML_ID, "")
        if other is not None and (not own or other.get(back) != f"#{own}"):
            place = readable(str(element.tag))
            yield broken(
                ONE_WAY,
                element,
                place=place,
                attribute=attribute,
                pointer=pointer,
                back=back,
                own=own or "its-xml:id",
            )
