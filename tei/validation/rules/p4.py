"""TEI P4, the version before 2007: what it is, and the edits that carry it to P5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tei.diagnostics import declare
from tei.names import NAMESPACE, XML_ID, XML_LANG
from tei.validation.document import Document
from tei.validation.findings import Finding, broken
from tei.validation.fixes import Change

ROOTS = {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus"}
RENAMED = {"id": XML_ID, "lang": XML_LANG}
# Attributes of type IDREF or IDREFS in the DTDs of P4, whose values got a # in P5.
# fmt: off
REFERENCES = (
    "target", "targetEnd", "targets", "corresp", "next", "prev", "sameAs", "copyOf", "synch",
    "exclude", "select", "ana", "who", "resp", "hand", "new", "decls", "wit", "inst", "spanTo",
    "domains", "scheme", "doc", "feats", "trans", "active", "passive", "mutual", "start", "end",
)
# fmt: on

P4 = declare(
    "tei-p4",
    "error",
    "This is TEI P4 ({name}), which the schemas of TEI P5 do not know. Convert it: {new} for "
    "{name} with the namespace {space}, xml:id for id, xml:lang for lang, # before the targets "
    "of pointers.",
    "P4 was the TEI of 2002, without a namespace; P5 replaced it in 2007 and is the only one that "
    "is kept up. The edits named here make P5 of what both have in common; elements that P5 has "
    "given up or changed are told when the result is checked again.",
    failing="<TEI.2><teiHeader/><text><body><p>One</p></body></text></TEI.2>",
    passing=f"<TEI xmlns='{NAMESPACE}'><teiHeader/><text><body><p>One</p></body></text></TEI>",
    source="TEI P5 Guidelines, preface; https://wiki.tei-c.org/index.php/P4toP5",
)


def check(document: Document) -> Iterator[Finding]:
    """A document of TEI P4, with the edits that make P5 of it."""
    root = document.root
    name = etree.QName(root).localname
    if name in ROOTS:
        finding = broken(P4, root, name=name, new=ROOTS[name], space=NAMESPACE)
        yield replace(finding, changes=tuple(_conversion(root, ROOTS[name])))


def _conversion(root: etree._Element, name: str) -> Iterator[Change]:
    """The edits from P4 to P5 that need no judgement."""
    yield Change("safe", "rename-element", root, value=name)
    yield Change("safe", "set-attribute", root, "xmlns", NAMESPACE)
    names = {element.get("id") for element in root.iter(tag=etree.Element)} - {None}
    for element in root.iter(tag=etree.Element):
        for old, new in RENAMED.items():
            if element.get(old) is not None:
                yield Change("safe", "rename-attribute", element, old, new)
        for reference in REFERENCES:
            parts = element.get(reference, "").split()
            if parts and all(part in names for part in parts):
                value = " ".join(f"#{part}" for part in parts)
                yield Change("safe", "set-attribute", element, reference, value)
