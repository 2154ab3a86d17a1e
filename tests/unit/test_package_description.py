"""What a package says of itself: RO-Crate, PREMIS, PRONOM ids, the moment."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.deposit import formats, premis, rocrate
from edition.deposit.moment import moment, parsed
from edition.deposit.package import Contents, crate, package
from edition.deposit.packaging import name_of
from edition.deposit.parts import Part
from edition.deposit.premis import Event
from edition.deposit.record import Date, Licence, Organisation, Person, Record, Text

MOMENT = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
RECORD = Record(
    title=Text("Letters of a Miller"),
    creators=(
        Person("Marlow", "Edith", orcid="0000-0002-1825-0097", affiliation="The Harbour School"),
        Organisation("The Mill Society", ror="05abc"),
    ),
    publisher=Organisation("tei-edition"),
    publication_date=Date("2024-02-03"),
    licence=Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
)
PARTS = (
    Part("tei/letters.xml", b"<TEI/>", "The edition in TEI", "tei"),
    Part("text/lettere è una.txt", b"words", role="text"),
    Part("editions/letters.odt", b"?", role="edition"),
)
P = {"p": premis.NAMESPACE}


@pytest.fixture
def graph() -> dict[str, dict[str, Any]]:
    files = {file.name: file for file in crate(Contents("letters", PARTS, RECORD, MOMENT))}
    content = files[rocrate.NAME].part.content
    assert isinstance(content, bytes)
    data = json.loads(content)
    assert data["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in data["@graph"]}
    assert len(entities) == len(data["@graph"])
    return entities


def references(value: Any) -> list[str]:
    """The @id of every entity that a value points to."""
    if isinstance(value, dict):
        own = [value["@id"]] if set(value) == {"@id"} else []
        return own + [one for item in value.values() for one in references(item)]
    return [one for item in value for one in references(item)] if isinstance(value, list) else []


def test_the_crate_has_what_the_specification_makes_mandatory(
    graph: dict[str, dict[str, Any]],
) -> None:
    descriptor, root = graph["ro-crate-metadata.json"], graph["./"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert root["datePublished"] == "2024-02-03"
    for name in ("name", "description", "license"):
        assert root[name]


def test_every_entity_has_a_type_and_every_pointer_an_end(
    graph: dict[str, dict[str, Any]],
) -> None:
    outside = {"https://w3id.org/ro/crate/1.1"}
    assert all(entity["@type"] and entity["@id"] for entity in graph.values())
    pointed = {one for entity in graph.values() for one in references(entity)}
    assert pointed - outside <= set(graph)


def test_every_file_is_part_of_the_root_by_its_address(graph: dict[str, dict[str, Any]]) -> None:
    named = {one["@id"] for one in graph["./"]["hasPart"]}
    assert named == {name for name, entity in graph.items() if entity["@type"] == "File"}
    assert {"tei/letters.xml", "text/lettere%20%C3%A8%20una.txt", "metadata/premis.xml"} == {
        name for name in named if not name.startswith("editions")
    }


def test_people_are_their_orcid_and_bodies_their_ror(graph: dict[str, dict[str, Any]]) -> None:
    marlow = graph["https://orcid.org/0000-0002-1825-0097"]
    assert (marlow["@type"], marlow["name"]) == ("Person", "Edith Marlow")
    assert graph[marlow["affiliation"]["@id"]]["name"] == "The Harbour School"
    assert graph["#agent-tei-edition"]["@type"] == "Organization"


def test_the_library_rocrate_reads_it(tmp_path: Path) -> None:
    library = pytest.importorskip("rocrate.rocrate")
    bag = package(Contents("letters", PARTS, RECORD, MOMENT), tmp_path / "bag", "bag")
    read = library.ROCrate(str(bag / "data"))
    assert read.name == "Letters of a Miller"
    assert len(read.data_entities) == len(PARTS) + 1


def test_a_record_without_anything_is_described_all_the_same() -> None:
    files = crate(Contents("letters", (), Record(), MOMENT))
    content = next(file.part.content for file in files if file.name == rocrate.NAME)
    root = json.loads(content)["@graph"][1]
    assert (root["name"], root["datePublished"]) == ("letters", "2024-02-03")
    assert root["license"]


def the_premis(*events: Event) -> etree._Element:
    contents = Contents("letters", PARTS, RECORD, MOMENT, events)
    files = {file.name: file.part.content for file in crate(contents)}
    content = files["metadata/premis.xml"]
    assert isinstance(content, bytes)
    return etree.fromstring(content)


# What the data dictionary (PREMIS 3.0, with its schema) lets stand in an element, in this order.
CONTENT = {
    "premis": "object+ event* agent*",
    "object": "objectIdentifier+ objectCharacteristics* originalName?",
    "objectIdentifier": "objectIdentifierType objectIdentifierValue",
    "objectCharacteristics": "fixity* size? format+",
    "fixity": "messageDigestAlgorithm messageDigest",
    "format": "formatDesignation? formatRegistry? formatNote*",
    "formatDesignation": "formatName formatVersion?",
    "formatRegistry": "formatRegistryName formatRegistryKey formatRegistryRole?",
    "event": "eventIdentifier eventType eventDateTime eventDetailInformation* "
    "eventOutcomeInformation* linkingAgentIdentifier* linkingObjectIdentifier*",
    "eventIdentifier": "eventIdentifierType eventIdentifierValue",
    "eventDetailInformation": "eventDetail?",
    "eventOutcomeInformation": "eventOutcome? eventOutcomeDetail*",
    "eventOutcomeDetail": "eventOutcomeDetailNote?",
    "linkingAgentIdentifier": "linkingAgentIdentifierType linkingAgentIdentifierValue "
    "linkingAgentRole*",
    "linkingObjectIdentifier": "linkingObjectIdentifierType linkingObjectIdentifierValue",
    "agent": "agentIdentifier+ agentName* agentType? agentVersion?",
    "agentIdentifier": "agentIdentifierType agentIdentifierValue",
}


def test_premis_elements_stand_where_the_schema_wants_them() -> None:
    for element in the_premis(Event("transfer", "Deposited", note="a note")).iter():
        children = "".join(f"{etree.QName(child).localname} " for child in element)
        model = CONTENT.get(etree.QName(element).localname, "")
        pattern = re.sub(r"(\w+)([*+?]?) ?", r"(?:\1 )\2", model)
        assert re.fullmatch(pattern, children), (element.tag, children)
        assert bool(len(element)) != bool((element.text or "").strip())


def test_premis_has_objects_then_events_then_agents() -> None:
    names = [etree.QName(child).localname for child in the_premis()]
    assert names == sorted(names, key=("object", "event", "agent").index)
    assert names.count("object") == len(PARTS) + 1


def test_premis_tells_fixity_size_and_format_of_a_file() -> None:
    tei = the_premis().xpath(
        "//p:object[.//p:objectIdentifierValue='tei/letters.xml']", namespaces=P
    )
    facts = tei[0].find("p:objectCharacteristics", P)
    order = [etree.QName(child).localname for child in facts]
    assert order == ["fixity", "size", "format"]
    assert facts.findtext("p:fixity/p:messageDigestAlgorithm", namespaces=P) == "SHA-512"
    assert len(facts.findtext("p:fixity/p:messageDigest", namespaces=P)) == 128
    assert facts.findtext("p:size", namespaces=P) == "6"
    assert (
        facts.findtext("p:format/p:formatRegistry/p:formatRegistryKey", namespaces=P) == "fmt/101"
    )


def test_every_link_in_premis_has_an_end() -> None:
    root = the_premis(Event("transfer", "Deposited", agents=("tei-edition",)))
    for kind in ("Agent", "Object"):
        own = (
            f"//p:{kind.lower()}/p:{kind.lower()}Identifier/p:{kind.lower()}IdentifierValue/text()"
        )
        link = f"//p:linking{kind}IdentifierValue/text()"
        assert set(root.xpath(link, namespaces=P)) <= set(root.xpath(own, namespaces=P))


def test_events_have_their_moment_and_tools_their_version() -> None:
    deposited = datetime(2025, 1, 1, tzinfo=UTC)
    event = Event("transfer", "Deposited", agents=("tei-edition",), moment=deposited)
    root = the_premis(event)
    times = root.xpath("//p:eventDateTime/text()", namespaces=P)
    assert times[0] == "2025-01-01T00:00:00Z"
    assert set(times[1:]) == {"2024-02-03T04:05:06Z"}
    assert root.xpath("//p:agent[p:agentName='tei-edition']/p:agentVersion", namespaces=P)


def test_event_types_are_those_of_the_library_of_congress() -> None:
    for element in the_premis().iterfind(".//p:eventType", P):
        assert element.get("valueURI", "").endswith("/" + premis.EVENTS[element.text or ""])


@pytest.mark.parametrize(
    ("name", "puid"),
    [("a.xml", "fmt/101"), ("a.txt", "x-fmt/111"), ("A.HTML", "fmt/471"), ("a.json", "fmt/817")],
)
def test_endings_tell_the_format(name: str, puid: str) -> None:
    assert formats.identify(Part(name, b"")).puid == puid


def test_an_unknown_ending_has_no_id() -> None:
    told = formats.identify(Part("a.qqq", b""))
    assert (told.puid, told.media) == ("", "application/octet-stream")


def test_the_media_type_of_tei_is_its_own() -> None:
    assert formats.identify(Part("tei/a.xml", b"", role="tei")).media == "application/tei+xml"


BYTES = {
    ".xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<a/>',
    ".rng": b'<?xml version="1.0"?>\n<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>',
    ".html": b"<!DOCTYPE html>\n<html><head><title>a</title></head><body></body></html>",
    ".txt": b"words\n",
    ".json": b"{}",
    ".md": b"# words\n",
    ".css": b"a {}\n",
    ".js": b"let a;\n",
    ".jsonld": b"{}",
}


@pytest.mark.parametrize("ending", BYTES)
def test_the_table_says_what_the_signatures_say(ending: str, tmp_path: Path) -> None:
    library = pytest.importorskip("pygfried")
    path = tmp_path / f"a{ending}"
    path.write_bytes(BYTES[ending])
    assert library.identify(str(path)) == formats.ENDINGS[ending].puid


def test_without_pygfried_the_table_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    monkeypatch.setattr(formats, "scanner", lambda: None)
    told = formats.identify(Part("a.pdf", tmp_path / "a.pdf"))
    assert (told.puid, told.media, told.basis) == ("", "application/pdf", formats.BY_ENDING)


@pytest.mark.parametrize(
    ("name", "puid"), [("scan.tif", "fmt/353"), ("book.epub", "fmt/483"), ("scan.dat", "fmt/353")]
)
def test_a_large_file_is_told_by_its_beginning(tmp_path: Path, name: str, puid: str) -> None:
    pytest.importorskip("pygfried")
    path = tmp_path / name
    path.write_bytes(b"II*\x00")
    with path.open("r+b") as file:
        file.truncate(formats.LARGE + 1)
    assert formats.identify(Part(name, path)).puid == puid


HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><revisionDesc>
<change when="2023-05-01">a</change><change when="2024-06">b</change><change when="?">c</change>
</revisionDesc></teiHeader></TEI>"""


def test_the_moment_is_that_of_the_latest_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert moment([etree.fromstring(HEADER)], RECORD) == datetime(2024, 6, 1, tzinfo=UTC)
    assert moment([], RECORD) == datetime(2024, 2, 3, tzinfo=UTC)
    assert moment([], Record()) is None


def test_source_date_epoch_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert moment([etree.fromstring(HEADER)], RECORD) == datetime(1970, 1, 2, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert moment([], RECORD) == datetime(2024, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("words", ["", "0000", "2024-13", "2024-02-31", "spring"])
def test_what_is_no_date(words: str) -> None:
    assert parsed(words) is None


def test_of_several_texts_none_is_the_main_one() -> None:
    more = (*PARTS, Part("tei/others.xml", b"<TEI/>", role="tei"))
    files = {file.name: file for file in crate(Contents("letters", more, RECORD, MOMENT))}
    content = files[rocrate.NAME].part.content
    assert isinstance(content, bytes)
    (root,) = [one for one in json.loads(content)["@graph"] if one["@id"] == "./"]
    assert "mainEntity" not in root


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Briefe aus Köln", "Briefe-aus-Koln"),
        ("Straße", "Strasse"),
        ("Élégies", "Elegies"),
        ("письма", "edition"),
        ("1911: a/b", "1911-a-b"),
        (".hidden.", "hidden"),
    ],
)
def test_names_of_packages(words: str, name: str) -> None:
    assert name_of(words) == name
