"""The attributes that hold pointers, and every pointer of a document in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tei.validation.document import Document

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
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
