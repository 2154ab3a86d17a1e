"""W3C XML Schema 1.0: libxml2's verdict, xmlschema's words.

Only the part of the schema that a document can meet is loaded (tei.validation.xsd_slice).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei.diagnostics import declare
from tei.validation.findings import TEI, Finding, broken, complaints, element_at, readable
from tei.validation.reading import parser
from tei.validation.xsd_slice import XS, separable, sliced
from tei.validation.xsd_words import plain, told

INVALID = declare(
    "xsd",
    "error",
    "{sentence}",
    "The document breaks the XML Schema. RELAX NG is TEI's own grammar and usually says more; "
    "this finding stands where only the XML Schema objects, or where it alone was asked for.",
    failing="an item missing: <list><p>Flour</p></list>",
    passing="<list><item>Flour</item></list>",
    source="W3C XML Schema Definition Language (XSD) 1.0",
)
LAXER = declare(
    "xsd-any-root",
    "info",
    "The XML Schema lets a document begin with {name}, as with every element that it declares; "
    "TEI documents begin with TEI or teiCorpus.",
    "An XML Schema cannot say which of its elements a document begins with. What is valid by it "
    "need not be a document of TEI; RELAX NG, which names the first element, is stricter here.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>One</p>",
    passing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>",
    source="XSD 1.0 Part 1, §5.2; TEI P5 Guidelines, §1.3.1",
)
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
FIRST = frozenset({f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"})
MOST = 500  # elements at fault that are looked at closely


def check(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The faults that an XML Schema finds in a document, and a remark on what it cannot find.

    libxml2 decides; where it refuses the schema, xmlschema does.
    Raises lxml.etree.LxmlError, OSError or ValueError where neither can load the schema.
    """
    source = _source(path, path.stat().st_mtime_ns)
    try:
        validator = _compiled(path, source.part(root.iter(tag=etree.Element), prune=True))
    except etree.XMLSchemaParseError:
        yield from _findings(_xmlschema(path, source.tree).iter_errors(root))
        return
    if not validator.validate(root.getroottree()):
        yield from _explained(root, path, source, validator)
    elif str(root.tag).startswith(f"{{{TEI}}}") and root.tag not in FIRST:
        yield broken(LAXER, root, name=readable(str(root.tag)))


def valid(root: etree._Element, path: Path) -> bool:
    """The verdict alone: whether an XML Schema finds nothing wrong; see `check`."""
    return not any(finding.code == INVALID.code for finding in check(root, path))


@dataclass(frozen=True)
class Source:
    """A schema's document, and those of the schemas that it imports.

    apart: whether a part of it can be taken
    """

    tree: etree._Element
    beside: tuple[etree._Element, ...]
    apart: bool

    def part(self, elements: Iterable[etree._Element], *, prune: bool) -> etree._Element:
        """The part that judges these elements; all of it where parts cannot be taken."""
        met = list(elements)
        if not self.apart or any(node.get(XSI_TYPE) for node in met):
            return self.tree
        names = {str(node.tag) for node in met}
        return sliced(self.tree, names, prune=prune, beside=self.beside)


@lru_cache(maxsize=4)
def _source(path: Path, _changed: int) -> Source:
    """The schema's documents, once per process as long as the file stays the same."""
    tree = _read(path)
    places = [path.parent / node.get("schemaLocation", "") for node in tree.iter(XS + "import")]
    beside = tuple(_read(place) for place in places if place.is_file())
    return Source(tree, beside, separable(tree))


def _read(path: Path) -> etree._Element:
    return etree.parse(str(path), parser()).getroot()


def _compiled(path: Path, tree: etree._Element) -> etree.XMLSchema:
    """libxml2's schema.  Raises lxml.etree.XMLSchemaParseError where it refuses it."""
    return _libxml2(str(path), etree.tostring(tree))


@lru_cache(maxsize=16)
def _libxml2(path: str, text: bytes) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(text, parser(), base_url=path))


def _explained(
    root: etree._Element, path: Path, source: Source, validator: etree.XMLSchema
) -> Iterator[Finding]:
    """Each element at fault in xmlschema's words; in libxml2's where xmlschema is content."""
    faults = [(element_at(root, entry.path), entry) for entry in complaints(validator.error_log)]
    elements = _with_parents(element for element, _ in faults if element is not None)[:MOST]
    known: set[etree._Element | None] = set()
    for finding in _by_xmlschema(path, source, elements):
        known.add(finding.element)
        yield finding
    for element, entry in faults:
        if element is None or not known & {element, element.getparent()}:
            sentence = plain(entry.message)
            yield Finding(
                element, INVALID.code, INVALID.severity, sentence, entry.type_name, entry.line
            )


def _with_parents(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Elements and what they stand in, each once: xmlschema blames a parent for its child."""
    kin = (node for element in elements for node in (element.getparent(), element))
    return list(dict.fromkeys(node for node in kin if node is not None))


def _by_xmlschema(path: Path, source: Source, elements: list[etree._Element]) -> Iterator[Finding]:
    """What xmlschema finds in each of these elements, not in what they hold.

    What is wrong in a child that its parent refuses is told with the refusal.
    """
    schema = _xmlschema(path, source.part(elements, prune=False))
    found: list[Finding] = []
    refused: dict[etree._Element, int] = {}  # where in `found` the refusal is
    for element in elements:
        for finding in _findings(schema.iter_errors(element, max_depth=1)):
            if finding.element is element and element in refused:
                above = found[refused[element]]
                found[refused[element]] = replace(above, also=(*above.also, finding))
                continue
            if finding.element is not None and finding.element is not element:
                refused.setdefault(finding.element, len(found))
            found.append(finding)
    return iter(found)


def _findings(errors: Iterable[Any]) -> Iterator[Finding]:
    """xmlschema's errors as findings; the members of a union complain of a value only once."""
    seen: set[tuple[etree._Element | None, str]] = set()
    for error in errors:
        said = told(error)
        if (said.element, said.about) not in seen:
            seen.add((said.element, said.about))
            yield Finding(
                said.element,
                INVALID.code,
                INVALID.severity,
                said.sentence,
                type(error).__name__,
                allowed=said.allowed,
            )


def _xmlschema(path: Path, tree: etree._Element) -> Any:
    return _built(str(path), etree.tostring(tree, encoding="unicode"))


@lru_cache(maxsize=8)
def _built(path: str, text: str) -> Any:
    """xmlschema's schema; the package costs time and memory and is only loaded here.

    Raises ValueError where xmlschema cannot build it.
    """
    import xmlschema

    try:
        base = Path(path).resolve().parent.as_uri() + "/"
        return xmlschema.XMLSchema(text, base_url=base, allow="local", defuse="always")
    except xmlschema.XMLSchemaException as error:
        raise ValueError(f"neither libxml2 nor xmlschema can load it ({error})") from error
