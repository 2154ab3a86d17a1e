"""What harvesters are told: Dublin Core of each document, and a static OAI-PMH repository.

`oai_dc.xml` lies beside the pages of a document.  `oai.xml` is a repository in one file, which a
gateway serves by OAI-PMH; it needs the address of the edition and somebody to write to, and is
left out where one of the two is not known.
Source: Specification for an OAI Static Repository and an OAI Static Repository Gateway 1.0
(http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from lxml import etree

from edition.deposit.crosswalk import record
from edition.deposit.metadata.dublin_core import element
from edition.deposit.moment import moment
from edition.deposit.record import Identifier, Record
from edition.deposit.serialising import child, xml
from edition.deposit.settings import FILE, NO_OVERLAY, Overlay, read
from tei.diagnostics import Problem

DUBLIN_CORE, REPOSITORY = "oai_dc.xml", "oai.xml"
STATIC = "http://www.openarchives.org/OAI/2.0/static-repository"
OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIX = "oai_dc"
Harvested = tuple[str, str, bytes]  # name of a document, day of its last change, oai_dc


@dataclass(frozen=True, slots=True)
class Place:
    """Where a repository is: its name, the address of the pages, whom to write to.

    gateway: the address of the gateway that serves it; "" while there is none
    """

    title: str
    url: str
    email: str
    gateway: str = ""

    @property
    def base(self) -> str:
        """What harvesters ask: the gateway's address and the file's own without its scheme."""
        file = f"{self.url}{REPOSITORY}"
        bare = file.partition("://")[2]
        return f"{self.gateway.rstrip('/')}/{bare}" if self.gateway else file


def files(
    tree: etree._ElementTree, root: Path, url: str, name: str, title: str
) -> dict[str, bytes]:
    """The files for a document that stands alone, by name.

    root: the folder with deposit.toml; url: of the pages, with a slash at its end, or ""
    """
    known = of_document(tree, root, url)
    data = xml(element(known))
    made = {DUBLIN_CORE: data}
    if url and known.contact.email:
        one = (name, day(tree, known), data)
        place = Place(title or known.title.value, url, known.contact.email, _gateway(root))
        made[REPOSITORY] = repository(place, [one])
    return made


def dublin_core(tree: etree._ElementTree, url: str) -> bytes:
    """The description of a document of a collection, of which deposit.toml does not speak."""
    return xml(element(of_document(tree, None, url)))


def changed(tree: etree._ElementTree) -> str:
    """When a document changed last, as its header says; else today."""
    return day(tree, record(tree.getroot()))


def of_document(tree: etree._ElementTree, root: Path | None, url: str) -> Record:
    """The record of a document, with the address of its pages.

    root: None for a document of a collection, of which deposit.toml does not speak
    """
    known = record(tree.getroot(), _overlay(root) if root else NO_OVERLAY)
    address = (Identifier("url", url, url),) if url else ()
    return replace(known, identifiers=(*known.identifiers, *address))


def _overlay(root: Path) -> Overlay:
    """The deposit.toml of a project; none where it has faults, which `deposit check` tells."""
    try:
        return read(root / FILE)
    except Problem:
        return NO_OVERLAY


def collected(
    root: Path,
    url: str,
    title: str,
    place: Path,
    documents: Iterable[tuple[str, Mapping[str, Any]]],
) -> dict[str, bytes]:
    """The repository of a collection, of what lies beside its documents' pages.

    place: the folder of the collection's pages; documents: name, and what each told of itself
    """
    email = str(_overlay(root).data.get("contact", {}).get("email", ""))
    if not (url and email):
        return {}
    found = (
        (name, str(told["changed"]), (place / name / DUBLIN_CORE).read_bytes())
        for name, told in documents
        if "changed" in told and (place / name / DUBLIN_CORE).is_file()
    )
    return {REPOSITORY: repository(Place(title, url, email, _gateway(root)), found)}


def _gateway(root: Path) -> str:
    return str(_overlay(root).data.get("oai", {}).get("gateway", ""))


def day(tree: etree._ElementTree, known: Record) -> str:
    """When a document changed last, as its header says; else today."""
    found = moment([tree.getroot()], known) or datetime.now(UTC)
    return found.strftime("%Y-%m-%d")


def repository(place: Place, documents: Iterable[Harvested]) -> bytes:
    """A static repository (§3 of the specification)."""
    spaces: Any = {None: STATIC, "oai": OAI, "xsi": XSI}
    root = etree.Element(f"{{{STATIC}}}Repository", nsmap=spaces)
    root.set(f"{{{XSI}}}schemaLocation", f"{STATIC} {STATIC}.xsd")
    identify = child(root, "Identify")
    _formats(child(root, "ListMetadataFormats"))
    records = child(root, "ListRecords", "", {"metadataPrefix": PREFIX})
    days = [_record(records, place.url, one) for one in documents]
    for name, text in _identity(place, min(days, default="1970-01-01")):
        _said(identify, name, text)
    return xml(root)


def _identity(place: Place, first: str) -> Iterator[tuple[str, str]]:
    """What the repository says of itself, in the order of its schema."""
    yield "repositoryName", place.title
    yield "baseURL", place.base
    yield "protocolVersion", "2.0"
    yield "adminEmail", place.email
    yield "earliestDatestamp", first
    yield "deletedRecord", "no"
    yield "granularity", "YYYY-MM-DD"


def _formats(parent: etree._Element) -> None:
    one = _said(parent, "metadataFormat", "")
    _said(one, "metadataPrefix", PREFIX)
    _said(one, "schema", f"{OAI}oai_dc.xsd")
    _said(one, "metadataNamespace", f"{OAI}oai_dc/")


def _record(parent: etree._Element, url: str, one: Harvested) -> str:
    """Put a document into the repository; the day of its last change."""
    name, changed, data = one
    made = _said(parent, "record", "")
    header = _said(made, "header", "")
    _said(header, "identifier", identifier(url, name))
    _said(header, "datestamp", changed)
    _said(made, "metadata", "").append(etree.fromstring(data))
    return changed


def identifier(url: str, name: str) -> str:
    """oai:HOST:PATH (Guidelines for OAI identifiers)."""
    parts = urlsplit(url)
    path = quote(f"{parts.path.strip('/')}/{name}".strip("/"), safe="/%")
    return f"oai:{parts.hostname or 'localhost'}:{path}"


def _said(parent: etree._Element, name: str, text: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{OAI}}}{name}")
    made.text = text or None
    return made
