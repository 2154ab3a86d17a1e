"""What a document says of its own kind: namespace, version of TEI, schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tei.diagnostics import declare
from tei.names import NAMESPACE
from tei.validation.document import Document
from tei.validation.findings import Finding, broken
from tei.validation.fixes import Change, Safety

TEI_NAMES = frozenset({"TEI", "teiCorpus", "teiHeader", "text", "body", "div", "fileDesc"})
_TEXT = "<text><body><p>One</p></body></text></TEI>"

NO_NAMESPACE = declare(
    "namespace-missing",
    "error",
    'The document looks like TEI but is in no namespace. Write xmlns="{space}" on {name}.',
    "Elements are TEI by their namespace. Without it every schema and every program takes them "
    "for something else of the same name.",
    failing=f"<TEI><teiHeader/>{_TEXT}",
    passing=f"<?xml-model href='tei_all.rng'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>{_TEXT}",
    source="TEI P5 Guidelines, §1.3.2; Namespaces in XML 1.0",
)
WRONG_NAMESPACE = declare(
    "namespace-wrong",
    "error",
    'The root {name} is in the namespace "{found}", which is not that of TEI. Write '
    'xmlns="{space}".',
    "The namespace has to be written exactly: http, no www missing, no slash at the end.",
    failing=f"<TEI xmlns='http://www.tei-c.org/ns/1.0/'><teiHeader/>{_TEXT}",
    passing=f"<?xml-model href='tei_all.rng'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>{_TEXT}",
    source="TEI P5 Guidelines, §1.3.2",
)
NO_MODEL = declare(
    "model-missing",
    "info",
    'The document does not name its schema. Write <?xml-model href="…"?> before the first tag.',
    "Editors and archives check a document against the schema that it names. Without one it is "
    "guesswork which TEI is meant.",
    failing=f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{_TEXT}",
    passing=f"<?xml-model href='tei_all.rng'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>{_TEXT}",
    source="Associating Schemas with XML documents 1.0 (W3C); TEI P5 Guidelines, §24.5.2",
)
ALMOST = re.compile(r"https?://(?:www\.)?tei-c\.org/ns/1\.0[/#]?", re.IGNORECASE)
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def check(document: Document) -> Iterator[Finding]:
    """Documents that are no TEI P5, or do not say which."""
    root = document.root
    name = etree.QName(root)
    space = name.namespace or ""
    fields = {"name": name.localname, "space": NAMESPACE}
    if not space and name.localname in TEI_NAMES:
        finding = broken(NO_NAMESPACE, root, **fields)
        change = Change("safe", "set-attribute", root, "xmlns", NAMESPACE)
        yield replace(finding, changes=(change,))
    elif space != NAMESPACE and name.localname in TEI_NAMES and "tei-c.org" in space:
        finding = broken(WRONG_NAMESPACE, root, found=space, **fields)
        safety: Safety = "safe" if ALMOST.fullmatch(space) else "unsafe"
        change = Change(safety, "set-attribute", root, "xmlns", NAMESPACE)
        yield replace(finding, changes=(change,))
    elif document.whole and not _names_schema(root):
        yield broken(NO_MODEL, root)


def _names_schema(root: etree._Element) -> bool:
    """Whether an xml-model, an older instruction of an editor or a schemaLocation is there."""
    if root.get(SCHEMA_LOCATION):
        return True
    kinds = ("xml-model", "oxygen")
    return any(
        getattr(node, "target", None) in kinds
        for node in root.itersiblings(etree.ProcessingInstruction, preceding=True)
    )
