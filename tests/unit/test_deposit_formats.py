"""Metadata formats: valid where there is a schema, and where the crosswalk says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.deposit import metadata
from edition.deposit.folder import find
from edition.deposit.header import table
from edition.deposit.licences import licence
from edition.deposit.metadata import datacite_xml, invenio, textgrid
from edition.deposit.record import Contact, Date, Organisation, Person, Record, Text
from tei.diagnostics import Problem

SAMPLE = Path(__file__).parent.parent / "golden" / "deposit" / "mill.xml"
SPARE = Record(
    title=Text("The Mill"),
    creators=(Person(literal="Edith Marlow"),),
    publisher=Organisation("Press"),
    publication_date=Date("1929/1931"),
)


@pytest.fixture(scope="module")
def datacite(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "deposit" / "datacite-4.6" / "metadata.xsd"))


def sample() -> Record:
    return find(SAMPLE).record


@pytest.mark.parametrize("which", ["full", "spare"])
def test_datacite_is_valid(datacite: etree.XMLSchema, which: str) -> None:
    data = datacite_xml.write(sample() if which == "full" else SPARE)
    datacite.assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    "name", ["eltec-trollope", "schnitzler-L00003", "schnitzler-L00041", "parlamint-at-1996"]
)
def test_datacite_of_real_headers_is_valid(
    shared: Path, datacite: etree.XMLSchema, name: str
) -> None:
    found = find(shared / "tei" / "real" / f"{name}.xml").record
    datacite.assertValid(etree.fromstring(datacite_xml.write(found)))


@pytest.mark.parametrize("name", metadata.installed())
def test_every_format_writes_the_spare_and_the_full_record(name: str) -> None:
    form = metadata.named(name)
    for record in (SPARE, sample()):
        data = form.write(record)
        assert data == form.write(record)
        assert data.endswith(b"\n")
        if form.suffix in (".xml", ".meta", ".cmdi", ".rdf"):
            etree.fromstring(data)
        elif form.suffix in (".json", ".jsonld"):
            json.loads(data)


@pytest.mark.parametrize("name", ["datacite-xml", "datacite-json", "citation-cff"])
def test_what_is_mandatory_is_asked_for(name: str) -> None:
    with pytest.raises(Problem) as caught:
        metadata.named(name).write(replace(SPARE, creators=()))
    assert "a creator" in str(caught.value)


def looked_up(data: Any, path: str) -> Any:
    """What stands at a path of names and numbers."""
    for step in path.split("."):
        data = data[int(step)] if step.isdigit() else data[step]
    return data


def is_there(name: str, place: str, data: bytes) -> bool:
    """Whether a format has something where the crosswalk says."""
    if name in ("datacite-xml", "textgrid", "dublin-core", "cmdi", "arche"):
        root = etree.fromstring(data)
        steps = [step.split("[") for step in place.split("/")]
        path = "//*[local-name()='" + "']/*[local-name()='".join(s[0] for s in steps) + "']"
        condition = f"[{steps[-1][1]}" if len(steps[-1]) > 1 else ""
        if len(steps) == 2 and len(steps[0]) == 1 and condition:
            return bool(root.xpath(path + condition))
        return bool(root.xpath(path))
    if name == "nakala":
        return any(meta["propertyUri"] == place for meta in json.loads(data)["metas"])
    if name == "dataverse":
        fields = json.loads(data)["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
        return any(field["typeName"] == place for field in fields)
    if name == "citation-cff":
        return f"\n{place}:" in data.decode()
    return bool(looked_up(json.loads(data), place))


PLACES = [
    (field, name, place)
    for field, entry in table().items()
    for name, place in entry.get("to", {}).items()
]


@pytest.mark.parametrize(("field", "name", "place"), PLACES)
def test_the_crosswalk_tells_the_truth(field: str, name: str, place: str) -> None:
    aliases = {"licence": "license"} if name == "cmdi" else {}
    aliases |= {"date": "issued", "subtitle": "alternative"} if name == "cmdi" else {}
    data = metadata.named(name).write(sample())
    assert is_there(name, aliases.get(place, place), data), f"{field} is not in {name}"


def test_invenio_takes_no_viaf_and_no_wikidata() -> None:
    person = Person("Marlow", "Edith", gnd="118540238", viaf="34551336", wikidata="Q687")
    (found,) = invenio.metadata(replace(SPARE, creators=(person,)))["creators"]
    assert found["person_or_org"]["identifiers"] == [{"scheme": "gnd", "identifier": "118540238"}]


def test_invenio_gets_ported_licences_as_title_and_link() -> None:
    address = "https://creativecommons.org/licenses/by/3.0/de/"
    found = invenio.metadata(replace(SPARE, licence=licence("", address)))
    assert found["rights"] == [{"title": {"en": "CC BY 3.0 DE"}, "link": address}]
    plain = invenio.metadata(replace(SPARE, licence=licence("CC BY 4.0")))
    assert plain["rights"] == [{"id": "cc-by-4.0"}]


def test_invenio_gets_no_short_additional_titles_and_no_markup() -> None:
    found = invenio.metadata(
        replace(SPARE, subtitles=(Text("II"), Text("Poems")), description=Text("a < b & c"))
    )
    assert [one["title"] for one in found["additional_titles"]] == ["Poems"]
    assert found["description"] == "<p>a &lt; b &amp; c</p>"


def test_cff_is_yaml_of_version_1_2() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    data = yaml.safe_load(metadata.named("citation-cff").write(sample()))
    assert data["cff-version"] == "1.2.0"
    assert data["authors"] == [{"family-names": "van Marlow", "given-names": "Edith Anne"}]
    assert data["date-released"] == "2026-03-01"
    assert data["type"] in ("dataset", "software")
    assert data["preferred-citation"]["year"] == 2026


def test_textgrid_objects() -> None:
    space = {"tg": "http://textgrid.info/namespaces/metadata/core/2010"}
    for made, path, value in (
        (textgrid.work(sample()), "//tg:work/tg:genre", "prose"),
        (textgrid.item(sample()), "//tg:item/tg:rightsHolder", "Mill Press"),
        (textgrid.collection(sample()), "//tg:collection/tg:collector", "Carberry, Josiah"),
    ):
        found = etree.fromstring(made).xpath(path, namespaces=space)
        assert found[0].text == value


def test_the_cmdi_profile_is_chosen_in_deposit_toml() -> None:
    chosen = {
        "profile": "clarin.eu:cr1:p_1",
        "component": "Novel",
        "elements": {"title": "Name", "subject": ""},
    }
    data = metadata.named("cmdi").write(replace(sample(), details={"cmdi": chosen}))
    root = etree.fromstring(data)
    space = "{http://www.clarin.eu/cmd/1/profiles/clarin.eu:cr1:p_1}"
    assert root.findtext(f".//{space}Novel/{space}Name") == "Letters from the Mill"
    assert root.find(f".//{space}subject") is None


def test_arche_wants_whole_days_and_owners() -> None:
    root = etree.fromstring(metadata.named("arche").write(sample()))
    acdh = "{https://vocabs.acdh.oeaw.ac.at/schema#}"
    top = root.find(f"{acdh}TopCollection")
    assert top is not None
    assert top.findtext(f"{acdh}hasCreatedStartDateOriginal") == "1871-04-02"
    assert top.findtext(f"{acdh}hasCreatedEndDateOriginal") == "1874-12-31"
    about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
    pointed = {one.get(about.replace("about", "resource")) for one in top}
    things = {thing.get(about) for thing in root}
    assert "https://orcid.org/0000-0002-1825-0097" in pointed & things
    assert "https://vocabs.acdh.oeaw.ac.at/archelicenses/cc-by-sa-4-0" in pointed
    owner = top.find(f"{acdh}hasOwner")
    assert owner is not None
    assert owner.get(about.replace("about", "resource")) == "https://id.acdh.oeaw.ac.at/mill-press"


def test_a_licence_that_is_younger_than_cff_goes_as_an_address() -> None:
    written = licence("", "https://creativecommons.org/licenses/by-sa/3.0/de/")
    assert written.spdx == "CC-BY-SA-3.0-DE"
    told = metadata.named("citation-cff").write(replace(sample(), licence=written)).decode()
    assert "\nlicense:" not in told
    assert 'license-url: "https://creativecommons.org/licenses/by-sa/3.0/de/"' in told


def test_what_cff_would_refuse_is_left_out_of_it() -> None:
    person = Person("Prado", "Ana", orcid="1825-0097")
    contact = Contact("Ana Prado", "prado at mill.press")
    odd = replace(sample(), creators=(person,), contributors=(), contact=contact)
    told = metadata.named("citation-cff").write(odd).decode()
    assert "orcid" not in told
    assert "email" not in told
    good = replace(odd, creators=(replace(person, orcid="0000-0002-1825-0097"),))
    told = metadata.named("citation-cff").write(good).decode()
    assert 'orcid: "https://orcid.org/0000-0002-1825-0097"' in told
