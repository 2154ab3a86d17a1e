"""Pointers inside the document: each leads to one element."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from tei.diagnostics import Rule, declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.fixes import Change
from tei.validation.repetition import few

# Attributes of TEI whose value is one teidata.pointer or several, on every element.
# fmt: off
ANYWHERE = (
    "active", "ana", "calendar", "change", "copyOf", "corresp", "datcat", "datingMethod",
    "datingPoint", "decls", "domains", "edRef", "exclude", "facs", "feats", "given", "hand",
    "inst", "lemmaRef", "mutual", "next", "nymRef", "parts", "passive", "period", "prev", "ref",
    "rendition", "replyTo", "resp", "sameAs", "scribeRef", "scriptRef", "select", "source",
    "spanTo", "synch", "target", "targetDatcat", "targetEnd", "toWhom", "unitRef", "url",
    "valueDatcat", "where", "who", "wit",
)
# fmt: on
# The same names mean something else on other elements.
ONLY_ON = {
    "from": frozenset({"app", "arc", "rt", "span"}),
    "to": frozenset({"app", "arc", "rt", "span"}),
    "new": frozenset({"handShift"}),
    "start": frozenset({"u", "pause", "vocal", "kinesic", "incident", "writing", "media"}),
    "end": frozenset({"u", "pause", "vocal", "kinesic", "incident", "writing", "media"}),
    "scheme": frozenset({"catRef", "classCode", "keywords", "occupation", "socecStatus"}),
    "parent": frozenset({"iNode", "leaf"}),
    "children": frozenset({"iNode", "root"}),
    "adj": frozenset({"node"}),
    "since": frozenset({"when"}),
    "origin": frozenset({"timeline"}),
    "code": frozenset({"occupation", "socecStatus"}),
}
OTHER_ON = {
    "active": frozenset({"interaction"}),
    "passive": frozenset({"interaction"}),
    "target": frozenset({"annotation"}),
    "ref": frozenset({"dataRef"}),
    "exclude": frozenset({"classRef"}),
}

DANGLING = declare(
    "pointer-dangling",
    "error",
    'The attribute {attribute} of {place} points to "{pointer}", but no element of this document '
    'has xml:id="{name}".{advice}',
    "A pointer that begins with # names an element of the same document by its xml:id. Give the "
    "element that is meant this xml:id, correct the pointer, or remove the attribute. Readers "
    "and programs that follow the pointer come to nothing. Below an xml:base the element may "
    "stand in the document that it names; the finding is a warning there.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    source="TEI P5 Guidelines, §17.1",
)
AMBIGUOUS = declare(
    "pointer-ambiguous",
    "error",
    'The attribute {attribute} of {place} points to "{pointer}", but {count} elements have '
    "this xml:id.",
    "Where an xml:id is given twice, nobody can say which of the elements a pointer means. Give "
    "the elements identifiers of their own and correct the pointers.",
    failing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='a'/>"
    "<p corresp='#a'/></body>",
    passing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='b'/>"
    "<p corresp='#a'/></body>",
    source="TEI P5 Guidelines, §17.1",
)
WITHOUT_HASH = declare(
    "pointer-without-hash",
    "warning",
    'The attribute {attribute} of {place} is "{pointer}", which means a file of that name. '
    'The element with xml:id="{pointer}" is "#{pointer}".',
    "A pointer is a web address. Without # it names a file beside the document, not an element "
    "in it.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    source="TEI P5 Guidelines, §17.1; teidata.pointer",
)
ITSELF = declare(
    "pointer-to-itself",
    "warning",
    'The attribute {attribute} of {place} points to the element itself ("{pointer}").',
    "An element is not the copy, the continuation or the counterpart of itself. Another "
    "identifier is meant, or the attribute should go.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' sameAs='#a'>One</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' sameAs='#b'>One "
    "<seg xml:id='b'>two</seg></p>",
    source="TEI P5 Guidelines, §17.6",
)
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
NOT_TO_ITSELF = frozenset({"sameAs", "copyOf", "next", "prev", "exclude", "parent", "spanTo"})
# Comparing more than this would cost more time than the advice is worth.
MOST_COMPARISONS, LONGEST = 20_000, 60
Pointer = tuple[etree._Element, str, str]


def pointers(document: Document, doubtful: Callable[[str, str], bool]) -> Iterator[Pointer]:
    """Every pointer of those in doubt: its element, its attribute, one address.

    doubtful: tells them by attribute and address, once for each value that is there
    """
    for attribute in (*ANYWHERE, *ONLY_ON):
        doubts = {
            value: parts
            for value in document.values.get(attribute, ())
            if (parts := [part for part in value.split() if doubtful(attribute, part)])
        }
        only, never = ONLY_ON.get(attribute), OTHER_ON.get(attribute, frozenset())
        for element, value in document.having(attribute) if doubts else ():
            if value in doubts:
                name = etree.QName(element).localname
                if name not in never and (only is None or name in only):
                    yield from ((element, attribute, pointer) for pointer in doubts[value])


def check(document: Document) -> Iterator[Finding]:
    """Faults of the pointers to elements of the document."""
    moved = XML_BASE in document.values  # "#a" may then mean an element of another document
    found = _faults(document)
    return few(replace(finding, severity="warning") if moved else finding for finding in found)


def _faults(document: Document) -> Iterator[Finding]:
    ids, moved = document.ids, XML_BASE in document.values

    def doubtful(attribute: str, pointer: str) -> bool:
        if pointer[0] != "#":
            return pointer in ids and attribute != "url" and not moved
        found = len(ids.get(pointer[1:], ()))
        return _is_id(pointer) and (found != 1 or attribute in NOT_TO_ITSELF)

    found = list(pointers(document, doubtful))
    names = dict.fromkeys(pointer[1:] for _, _, pointer in found if pointer[0] == "#")
    lost = [name for name in names if name not in ids][: MOST_COMPARISONS // (len(ids) + 1)]
    advice = {name: _similar(name, ids) for name in lost}
    for element, attribute, pointer in found:
        if pointer[0] == "#":
            yield from _fault(element, attribute, pointer, ids, advice)
        else:
            yield _without_hash(document, element, attribute, pointer)


def _without_hash(
    document: Document, element: etree._Element, attribute: str, pointer: str
) -> Finding:
    """A pointer that lost its #; the edit is safe where there is no file of that name either."""
    finding = _broken(WITHOUT_HASH, element, attribute, pointer)
    parts = str(element.get(attribute)).split()
    value = " ".join(f"#{part}" if part in document.ids else part for part in parts)
    beside = document.path is None or (document.path.parent / pointer).exists()
    change = Change("unsafe" if beside else "safe", "set-attribute", element, attribute, value)
    return replace(finding, changes=(change,))


def _is_id(pointer: str) -> bool:
    """Whether a pointer is # and an identifier; not "#" alone, no XPointer scheme."""
    return len(pointer) > 1 and pointer[0] == "#" and "(" not in pointer


def _fault(
    element: etree._Element,
    attribute: str,
    pointer: str,
    ids: dict[str, list[etree._Element]],
    advice: dict[str, str],
) -> Iterator[Finding]:
    """What is wrong with one pointer to an identifier."""
    name = pointer[1:]
    goals = ids.get(name, [])
    if not goals:
        fields = {"name": name, "advice": advice.get(name, "")}
        yield _broken(DANGLING, element, attribute, pointer, **fields)
    elif len(goals) > 1:
        yield _broken(AMBIGUOUS, element, attribute, pointer, count=len(goals))
    elif goals[0] is element and attribute in NOT_TO_ITSELF:
        yield _broken(ITSELF, element, attribute, pointer)


def _broken(
    rule: Rule, element: etree._Element, attribute: str, pointer: str, **fields: Any
) -> Finding:
    place = readable(str(element.tag))
    return broken(rule, element, attribute=attribute, place=place, pointer=pointer, **fields)


def _similar(name: str, ids: dict[str, list[etree._Element]]) -> str:
    """The identifier that was probably meant, as the tail of a message."""
    if len(name) > LONGEST:
        return ""
    close = difflib.get_close_matches(name, ids, n=1, cutoff=0.75)
    return f' Did you mean "#{close[0]}"?' if close else ""
