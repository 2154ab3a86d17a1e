"""Names that stand in no namespace, or in another than TEI's."""

from __future__ import annotations

from lxml import etree

from tei.grammar import models
from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault
from tei.validation.findings import TEI
from tei.validation.fixes import Change
from tei.validation.surroundings import Surroundings
from tei.validation.wording import local, plain, tag, tei

FOREIGN = {  # namespaces by which other vocabularies are known
    "http://www.w3.org/1999/xhtml": "HTML",
    "http://docbook.org/ns/docbook": "DocBook",
    "http://www.loc.gov/METS/": "METS",
    "http://www.loc.gov/standards/alto/ns-v4#": "ALTO",
    "http://www.loc.gov/mods/v3": "MODS",
    "http://www.music-encoding.org/ns/mei": "MEI",
    "http://www.w3.org/2000/svg": "SVG",
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
    "http://relaxng.org/ns/structure/1.0": "RELAX NG",
    "urn:isbn:1-931666-22-9": "EAD",
}
XINCLUDE = "http://www.w3.org/2001/XInclude"
DECLARE = f'xmlns="{TEI}"'


def of_root(fault: Fault, around: Surroundings) -> Cause | None:
    """A root that would be right in TEI's namespace, or that begins another kind of document."""
    space, name = _split(str(fault.element.tag))
    if tei(name) in fault.allowed | models.next_symbols(around.grammar.start) and space != TEI:
        return _undeclared_root(fault.element, space)
    if space in FOREIGN:
        return Cause(f"This is a document of {FOREIGN[space]}, not of TEI.")
    if not space and name in ("html", "HTML"):
        return Cause("This is a web page, not a TEI document.")
    inner = tei(name) if not space else str(fault.element.tag)
    if around.known(inner) and name != "teiHeader":
        return Cause(
            f"<{name}> is only a part of a TEI document: put it into <TEI>, with a <teiHeader> "
            "before the text."
        )
    return None


def _undeclared_root(root: etree._Element, space: str) -> Cause:
    """TEI's root with no namespace, or with one that is almost TEI's."""
    name = "xmlns" + (f":{root.prefix}" if root.prefix else "")
    changes = (Change("safe", "set-attribute", root, name, TEI),)
    if not space:
        message = f"{tag(root)} stands in no namespace, so that nothing in this file is TEI."
        return Cause(f"Add {DECLARE} to it.", changes, message, section="namespace")
    message = f"<{local(str(root.tag))}> stands in the namespace {space}, which is not TEI's."
    return Cause(f"Write {name}={TEI!r}, exactly.".replace("'", '"'), changes, message,
                 section="namespace")  # fmt: skip


def of_element(fault: Fault, around: Surroundings) -> Cause | None:
    """An element that is TEI's by its name alone."""
    space, name = _split(str(fault.element.tag))
    if space == TEI or around.known(str(fault.element.tag)):
        return None
    if not around.known(tei(name)) or space in FOREIGN:
        known = FOREIGN.get(space)
        if space == XINCLUDE:
            return Cause("It is XInclude: what it names takes its place where that can be read.")
        return Cause(f"It is {known}, for which this schema has no place here.") if known else None
    where = f"in the namespace {space}" if space else "in no namespace"
    message = f"<{name}> stands {where}, so that it is not TEI's <{name}>."
    advice, change = _declared(fault.element, space)
    changes = (change,) if change else ()
    return Cause(advice, changes, message, (tei(name),), "namespace")


def _declared(element: etree._Element, space: str) -> tuple[str, Change | None]:
    """How the element comes into TEI's namespace."""
    parent = element.getparent()
    around = dict(parent.nsmap) if parent is not None else {}
    own = element.nsmap.get(element.prefix)
    if element.prefix is None and around.get(None) == TEI and own != TEI:
        written = f'xmlns="{space}"'
        return (
            f"Remove {written} from it: it then stands in TEI's namespace as all around it does.",
            Change("safe", "remove-attribute", element, "xmlns"),
        )
    prefix = next((prefix for prefix, uri in around.items() if uri == TEI and prefix), None)
    if prefix and element.prefix is None:
        name = local(str(element.tag))
        return f"Write <{prefix}:{name}>, as in the elements around it.", None
    return f"Declare TEI's namespace for it: {DECLARE}.", None


def of_attribute(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute of TEI that was given a prefix; TEI's attributes have none."""
    space, name = _split(fault.name)
    declaration = around.declaration(str(fault.element.tag))
    if space != TEI or declaration is None or name not in declaration.attributes:
        return None
    free = name not in fault.element.attrib
    change = Change("safe", "rename-attribute", fault.element, fault.name, name)
    advice = f"TEI's attributes stand in no namespace: write {plain(name)} without a prefix."
    return Cause(advice, (change,) if free else (), likely=(name,), section="namespace")


def _split(name: str) -> tuple[str, str]:
    """The namespace and the local name of a name in Clark notation."""
    space, closing, own = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
    return (space, own) if closing else ("", name)
