"""Chains: the parts of what was interrupted name one another with next and prev."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.names import XML_ID
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable

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
CYCLE = declare(
    "chain-cyclic",
    "error",
    "The chain of next leads from {place} back to itself ({path}). One of the parts is the last: "
    "take next away from it, and prev from the first.",
    "next leads from part to part to the end. Where it comes round, nobody can say which part "
    "is first, and a program that follows it does not end.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><q xml:id='a' next='#b' prev='#b'>I</q> "
    "<q xml:id='b' next='#a' prev='#a'>come</q></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><q xml:id='a' next='#b'>I</q> "
    "<q xml:id='b' prev='#a'>come</q></p>",
    source="TEI P5 Guidelines, §17.7",
)


def check(document: Document) -> Iterator[Finding]:
    """Chains that are tied at one end only, or come round."""
    first = {name: elements[0] for name, elements in document.ids.items()}
    for attribute, back in (("next", "prev"), ("prev", "next")):
        for element, pointer in document.having(attribute):
            if pointer.startswith("#") and (other := first.get(pointer[1:])) is not None:
                yield from _one_way(element, attribute, other, back)
    yield from _cycles(document, first)


def _one_way(
    element: etree._Element, attribute: str, other: etree._Element, back: str
) -> Iterator[Finding]:
    """A pointer that its goal does not answer."""
    own = element.get(XML_ID, "")
    if own and f"#{own}" in other.get(back, "").split():
        return
    yield broken(
        ONE_WAY,
        element,
        place=readable(str(element.tag)),
        attribute=attribute,
        pointer=element.get(attribute),
        back=back,
        own=own or "its-xml:id",
    )


def _cycles(document: Document, first: dict[str, etree._Element]) -> Iterator[Finding]:
    """Each chain that comes round, once."""
    seen: set[str] = set()
    for element, _ in document.having("next"):
        path: list[str] = []
        name: str | None = element.get(XML_ID)
        while name is not None and name in first and name not in seen:
            seen.add(name)
            path.append(name)
            follows = first[name].get("next", "")
            name = follows[1:] if follows.startswith("#") else None
        if name is not None and name in path:
            ring = path[path.index(name) :]
            words = " → ".join(f"#{part}" for part in [*ring[:4], name])
            yield broken(CYCLE, first[name], place=readable(str(first[name].tag)), path=words)
