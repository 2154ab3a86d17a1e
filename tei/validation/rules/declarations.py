"""What a document says of its own kind: namespace, version of TEI, schema."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.names import NAMESPACE
from tei.validation.document import Document
from tei.validation.findings import Finding, broken
from tei.validation.fixes import Change

OLD_ROOTS = frozenset({"TEI.2", "teiCorpus.2"})
TEI_NAMES = frozenset({"TEI", "teiCorpus", "teiHeader", "text", "body", "div", "fileDesc"})
_TEXT = "<text><body><p>One</p></body></text></TEI>"

P4 = declare(
    "tei-p4",
    "error",
    "This is TEI P4 ({name}), which the schemas of TEI P5 do not know. Convert it first: rename "
    "{name} to {new}, put it into the namespace {space}, write xml:id for id, xml:lang for lang, "
    "and # before the targets of pointers.",
    "P4 was the TEI of 2002, without a namespace; P5 replaced it in 2007 and is the only one that "
    "is kept up. The TEI offers stylesheets for the conversion, and lists what changed.",
    failing="<TEI.2><teiHeader/><text><body><p>One</p></body></text></TEI.2>",
    passing=f"<?xml-model href='tei_all.rng'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>{_TEXT}",
    source="TEI P5 Guidelines, preface; https://wiki.tei-c.org/index.php/P4toP5",
)
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
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def check(document: Document) -> Iterator[Finding]:
    """Documents that are no TEI P5, or do not say which."""
    root = document.root
    name = etree.QName(root)
    space = name.namespace or ""
    fields = {"name": name.localname, "space": NAMESPACE}
    if name.localname in OLD_ROOTS:
        new = name.localname.removesuffix(".2")
        yield broken(P4, root, new=new, **fields)
    elif not space and name.localname in TEI_NAMES:
        finding = broken(NO_NAMESPACE, root, **fields)
        change = Change("safe", "set-attribute", root, "xmlns", NAMESPACE)
        yield with_changes(finding, change)
    elif space != NAMESPACE and name.localname in TEI_NAMES and "tei-c.org" in space:
        finding = broken(WRONG_NAMESPACE, root, found=space, **fields)
        yield with_changes(finding, Change("unsafe", "set-attribute", root, "xmlns", NAMESPACE))
    elif document.whole and not _names_schema(root):
        yield broken(NO_MODEL, root)


def with_changes(finding: Finding, *changes: Change) -> Finding:
    """A finding with the edits that cure it."""
    from dataclasses import replace

    return replace(finding, changes=changes)


def _names_schema(root: etree._Element) -> bool:
    """Whether an xml-model, an older instruction of an editor or a schemaLocation is there."""
    if root.get(SCHEMA_LOCATION):
        return True
    kinds = ("xml-model", "oxygen")
    return any(
        getattr(node, "target", None) in kinds
        for node in root.itersiblings(etree.ProcessingInstruction, preceding=True)
    )
