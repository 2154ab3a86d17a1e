"""What harvesters are told: Dublin Core of a document, and a repository in one file."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from edition.corpus.collecting import Collected
from edition.web import harvest

O = {"o": harvest.OAI, "s": harvest.STATIC, "dc": "http://purl.org/dc/elements/1.1/"}  # noqa: E741
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Letters &amp; more</title><author>Marlow, Edith</author></titleStmt><publicationStmt>
<publisher>Mill Press</publisher><date when="2026-03-01"/></publicationStmt>
<sourceDesc><p>made up</p></sourceDesc></fileDesc><revisionDesc><change when="2026-04-02"/>
</revisionDesc></teiHeader><text><body><p>Text.</p></body></text></TEI>"""
CONTACT = '[contact]\nemail = "marlow@mill.press"\n'
URL = "https://mill.example.org/my letters/"


def tree() -> etree._ElementTree:
    return etree.ElementTree(etree.fromstring(TEI))


def made(root: Path, url: str = URL) -> dict[str, bytes]:
    return harvest.files(tree(), root, url, "letters", "Letters")


def test_dublin_core_has_the_address_of_the_pages(tmp_path: Path) -> None:
    root = etree.fromstring(made(tmp_path)["oai_dc.xml"])
    assert root.findtext("dc:title", "", O) == "Letters & more"
    assert URL in [one.text for one in root.findall("dc:identifier", O)]


def test_without_an_address_or_somebody_to_write_to_there_is_no_repository(tmp_path: Path) -> None:
    assert list(made(tmp_path)) == ["oai_dc.xml"]
    (tmp_path / "deposit.toml").write_text(CONTACT)
    assert list(made(tmp_path, "")) == ["oai_dc.xml"]
    assert list(made(tmp_path)) == ["oai_dc.xml", "oai.xml"]
    (tmp_path / "deposit.toml").write_text("[contact\n")
    assert list(made(tmp_path)) == ["oai_dc.xml"], "faults are told by edition deposit check"


def test_the_repository_is_as_the_specification_has_it(tmp_path: Path) -> None:
    (tmp_path / "deposit.toml").write_text(CONTACT)
    data = made(tmp_path)["oai.xml"]
    assert data == made(tmp_path)["oai.xml"]
    root = etree.fromstring(data)
    assert [etree.QName(one).localname for one in root] == [
        *("Identify", "ListMetadataFormats", "ListRecords"),
    ]
    assert {etree.QName(one).namespace for one in root} == {harvest.STATIC}
    told = {etree.QName(one).localname: one.text for one in root[0]}
    assert list(told) == [
        *("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp"),
        *("deletedRecord", "granularity"),
    ]
    assert told["adminEmail"] == "marlow@mill.press"
    assert told["earliestDatestamp"] == "2026-04-02"
    header = root.find("s:ListRecords/o:record/o:header", O)
    assert header is not None
    assert header.findtext("o:identifier", "", O) == "oai:mill.example.org:my%20letters/letters"
    assert header.findtext("o:datestamp", "", O) == "2026-04-02"
    inside = root.find("s:ListRecords/o:record/o:metadata", O)
    assert inside is not None
    assert [etree.QName(one).localname for one in inside] == ["dc"]


def test_a_gateway_stands_before_the_address(tmp_path: Path) -> None:
    """Its address and that of the file without http:// (§2 of the specification)."""
    gateway = '[oai]\ngateway = "http://gateway.example.org/oai/"\n'
    (tmp_path / "deposit.toml").write_text(CONTACT + gateway)
    root = etree.fromstring(made(tmp_path, "https://mill.org/letters/")["oai.xml"])
    base = root.findtext("s:Identify/o:baseURL", "", O)
    assert base == "http://gateway.example.org/oai/mill.org/letters/oai.xml"


def test_a_collection_has_a_repository_of_all(tmp_path: Path) -> None:
    (tmp_path / "deposit.toml").write_text(CONTACT)
    known = Collected()
    for name in ("one", "two"):
        (tmp_path / "html" / name).mkdir(parents=True)
        data = harvest.dublin_core(tree(), f"{URL}{name}/")
        (tmp_path / "html" / name / "oai_dc.xml").write_bytes(data)
        known.add(name, {"title": name, "changed": harvest.changed(tree())})
    known.add("built-before", {"title": "by an earlier version"})
    documents = known.documents
    found = harvest.collected(tmp_path, URL, "Letters", tmp_path / "html", documents)
    root = etree.fromstring(found["oai.xml"])
    names = [one.text for one in root.iterfind(".//o:header/o:identifier", O)]
    assert names == [f"oai:mill.example.org:my%20letters/{name}" for name in ("one", "two")]
    assert harvest.collected(tmp_path, "", "Letters", tmp_path / "html", documents) == {}


def test_identifiers_of_addresses() -> None:
    assert harvest.identifier("https://mill.org/", "a") == "oai:mill.org:a"
    assert harvest.identifier("https://mill.org/x/y/", "a b") == "oai:mill.org:x/y/a%20b"
