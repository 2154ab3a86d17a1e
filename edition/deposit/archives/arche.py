"""ARCHE: all files of a deposit described in RDF, written as Turtle.

The edition is a TopCollection; each folder is a Collection, each file a Resource, and both say
where they belong, under which licence, and whose they are.
Source: https://github.com/acdh-oeaw/arche-schema
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from edition.deposit.formats import identify
from edition.deposit.metadata import arche
from edition.deposit.metadata.arche import ACDH, RDF, VOCABULARIES
from edition.deposit.parts import Part
from edition.deposit.record import Record
from tei.names import XML_LANG

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"acdh": ACDH, "xsd": XSD}
SHARED = (  # what a file has from the collection that it belongs to
    *("hasLicense", "hasLicensor", "hasOwner", "hasRightsHolder", "hasMetadataCreator"),
    *("hasDepositor", "hasCurator", "hasCreator"),
)
CATEGORIES = {"tei": "text/tei", "picture": "image"}
ABOUT, RESOURCE, DATATYPE = (f"{{{RDF}}}{name}" for name in ("about", "resource", "datatype"))


def described(record: Record, name: str, files: Sequence[Part]) -> bytes:
    """The description of an edition and its files, as Turtle.

    files: as they lie in the folder data/
    """
    root = etree.fromstring(arche.write(record))
    top = root.find(f"{{{ACDH}}}TopCollection")
    assert top is not None
    shared = [one for one in top if etree.QName(one).localname in SHARED]
    folders = sorted({folder for part in files for folder in _above(part.name)})
    for folder in folders:
        thing = _thing(root, "Collection", arche.address(record), folder)
        _filled(thing, shared, record)
    for part in files:
        thing = _thing(root, "Resource", arche.address(record), part.name)
        _filled(thing, shared, record)
        _point(thing, "hasCategory", _category(part))
        etree.SubElement(thing, f"{{{ACDH}}}hasFormat").text = identify(part).media
        etree.SubElement(thing, f"{{{ACDH}}}hasFilename").text = PurePosixPath(part.name).name
    return "\n".join(turtle(root)).encode() + b"\n"


def _above(name: str) -> list[str]:
    """The folders that a file lies in."""
    return [str(folder) for folder in PurePosixPath(name).parents if str(folder) != "."]


def _category(part: Part) -> str:
    return f"{VOCABULARIES}/archecategory/{CATEGORIES.get(part.role, 'text')}"


def _thing(root: etree._Element, kind: str, top: str, name: str) -> etree._Element:
    """A folder or a file, with its title and the place that it belongs to."""
    thing = etree.SubElement(root, f"{{{ACDH}}}{kind}")
    thing.set(ABOUT, f"{top}/{quote(name)}")
    path = PurePosixPath(name)
    title = etree.SubElement(thing, f"{{{ACDH}}}hasTitle")
    title.text = path.name
    title.set(XML_LANG, "und")
    above = str(path.parent)
    _point(thing, "isPartOf", top if above == "." else f"{top}/{quote(above)}")
    return thing


def _filled(thing: etree._Element, shared: Iterable[etree._Element], record: Record) -> None:
    for one in shared:
        _point(thing, etree.QName(one).localname, one.get(RESOURCE, ""))
    if record.iso639_3:
        _point(thing, "hasLanguage", f"{VOCABULARIES}/iso6393/{record.iso639_3}")


def _point(thing: etree._Element, name: str, value: str) -> None:
    etree.SubElement(thing, f"{{{ACDH}}}{name}").set(RESOURCE, value)


def turtle(root: etree._Element) -> Iterator[str]:
    """Things of RDF/XML, each with its properties and none within another, as lines of Turtle.

    Source: RDF 1.1 Turtle, §§2.2–2.5
    """
    for prefix, space in PREFIXES.items():
        yield f"@prefix {prefix}: <{space}> ."
    for thing in root:
        yield ""
        yield f"<{_address(thing.get(ABOUT, ''))}> a {_short(thing)}"
        for one in thing:
            yield f"  ; {_short(one)} {_object(one)}"
        yield "  ."


def _short(element: etree._Element) -> str:
    return f"acdh:{etree.QName(element).localname}"


def _object(element: etree._Element) -> str:
    """What a property points to, or says."""
    if address := element.get(RESOURCE):
        return f"<{_address(address)}>"
    words = f'"{_escaped(element.text or "")}"'
    if kind := element.get(DATATYPE):
        return f"{words}^^xsd:{kind.removeprefix(XSD)}"
    language = element.get(XML_LANG, "")
    return f"{words}@{language}" if language else words


def _escaped(words: str) -> str:
    """Words between quotation marks (§2.5.1)."""
    for sign, told in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        words = words.replace(sign, told)
    return words


def _address(address: str) -> str:
    """An address without what no address in Turtle may have (§2.4)."""
    return "".join(quote(sign) if sign in '<>"{}|^`\\' or sign <= " " else sign for sign in address)
