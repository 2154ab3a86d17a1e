"""A real InvenioRDM: from a plain text to a published record and back, each step a command."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import bagit
import httpx
import pytest
from archive import Running
from harness import edition, good, records_of
from lxml import etree

from edition.deposit.verification import verify

pytestmark = [pytest.mark.archive, pytest.mark.timeout(1200)]
TEXT = """A Letter from the Mill

By Edith Marlow

The wheel is true, and the timbers are sound. “Let the mill alone,” the engineer said.
"""
SETTINGS = """[edition]
title = "A letter from the mill"
author = "Edith Marlow"
publisher = "Tolland Reading Room"
date = "2026-03-01"
licence = "CC BY 4.0"
licence-url = "https://creativecommons.org/licenses/by/4.0/"

[text]
sources = ["sources/*.txt"]
language = "en"

[build]
formats = ["html", "pdf"]
"""
PERSON = '[persons."Edith Marlow"]\nfamily = "Marlow"\ngiven = "Edith"\n'
SAID = """publisher = "Tolland Reading Room"
date = "2026-03-01"
licence = "CC BY 4.0"
"""


def project_of(folder: Path, overlay: str = PERSON) -> Path:
    """A project with a plain text."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "letter.txt").write_text(TEXT, encoding="utf-8")
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "deposit.toml").write_text(overlay, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Journey:
    """An edition that went the whole way: its project, what came down again, its record."""

    project: Path
    kept: Path
    encoded: bytes
    doi: str
    record: str


@pytest.fixture(scope="module")
def journey(invenio: Running, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Encode, build, check, send a draft, publish it, download it: each step a command."""
    project, token = project_of(tmp_path_factory.mktemp("whole") / "mill", ""), invenio.token
    text = project / "sources" / "letter.txt"
    tei = project / "sources" / "letter.xml"
    to = ["--target", "invenio", "--url", invenio.url]
    good("encode", str(text), "-o", str(tei))
    settings = project / "edition.toml"
    settings.write_text(SETTINGS.replace("*.txt", "*.xml"), encoding="utf-8")
    good("build", str(project))
    check = ["deposit", "check", "--target", "invenio", str(project)]
    refused = edition(check, "")
    assert refused.returncode == 1
    assert "deposit-publisher-missing" in refused.stdout
    (project / "deposit.toml").write_text(f"{SAID}{PERSON}", encoding="utf-8")
    good(*check)
    encoded = tei.read_bytes()
    draft = json.loads(good("deposit", "send", *to, "--json", str(project), token=token))
    assert draft["state"] == "draft"
    doi = draft["doi"]
    assert good("deposit", "send", *to, "--publish", str(project), token=token).strip() == doi
    kept = project.parent / "kept"
    good("deposit", "verify", doi, "--url", invenio.url, "-o", str(kept))
    return Journey(project, kept, encoded, doi, draft["record"])


def test_the_doi_is_inserted_and_no_other_byte_changes(journey: Journey) -> None:
    tei = journey.project / "sources" / "letter.xml"
    only_inserted(journey.encoded, tei.read_bytes(), journey.doi)


def test_what_comes_down_is_what_went_up(journey: Journey, invenio: Running) -> None:
    names = [one.name for one in journey.kept.iterdir()]
    assert sorted(names) == ["letter.pdf", "letter.xml", "mill.zip"]
    same_bytes(journey.kept, journey.project, invenio, journey.record)


def test_the_package_in_the_archive_is_a_whole_bag(journey: Journey, tmp_path: Path) -> None:
    whole_bag(journey.kept / "mill.zip", tmp_path / "unpacked")


def test_its_datacite_is_valid(journey: Journey, shared: Path) -> None:
    """By DataCite's own schema; and it names the DOI."""
    schema = next((shared / "deposit" / "datacite-4.6").rglob("metadata.xsd"))
    with zipfile.ZipFile(journey.kept / "mill.zip") as opened:
        tree = etree.fromstring(opened.read("mill/data/metadata/datacite.xml"))
    etree.XMLSchema(etree.parse(schema)).assertValid(tree)
    assert tree.findtext("{*}identifier") == journey.doi


def test_the_archive_has_it_once(journey: Journey, invenio: Running) -> None:
    """Sent once more as it is, nothing is sent."""
    to = ["--target", "invenio", "--url", invenio.url, "--publish", "--json"]
    told = good("deposit", "send", *to, str(journey.project), token=invenio.token)
    assert json.loads(told)["state"] == "unchanged"
    assert len(records_of(invenio, "A Letter from the Mill")) == 1


def only_inserted(before: bytes, after: bytes, doi: str) -> None:
    """The DOI stands once in the header, and without it the file is what it was."""
    idno = f'\n<idno type="DOI">{doi}</idno>'.encode()
    assert after.count(doi.encode()) == 1
    assert after.replace(idno, b"", 1) == before
    root = etree.fromstring(after)
    assert root.findtext("{*}teiHeader/{*}fileDesc/{*}publicationStmt/{*}idno[@type='DOI']") == doi


def same_bytes(kept: Path, project: Path, invenio: Running, record: str) -> None:
    """What came down is what is here, and what the archive's own list says."""
    here = {
        "mill.zip": project / "deposit" / "mill.zip",
        "letter.xml": project / "sources" / "letter.xml",
        "letter.pdf": project / "build" / "letter.pdf",
    }
    entries = httpx.get(f"{invenio.url}/api/records/{record}/files").json()["entries"]
    assert {one["key"] for one in entries} == set(here)
    for one in entries:
        data = (kept / one["key"]).read_bytes()
        assert data == here[one["key"]].read_bytes()
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        assert (one["size"], one["checksum"]) == (len(data), f"md5:{md5}")
    files = [path for path in project.rglob("*") if path.is_file()]
    assert not any(invenio.token.encode() in path.read_bytes() for path in files)
    with zipfile.ZipFile(here["mill.zip"]) as package:
        assert not any(invenio.token.encode() in package.read(name) for name in package.namelist())


def whole_bag(package: Path, folder: Path) -> None:
    """A bag that the Library of Congress's own tool finds whole, and so do we."""
    assert verify(package).valid
    with zipfile.ZipFile(package) as opened:
        opened.extractall(folder)
    bag = bagit.Bag(str(folder / "mill"))
    assert bag.version_info == (1, 0)
    assert bag.validate()


def test_the_doi_of_a_plain_text_stands_in_its_settings(invenio: Running, tmp_path: Path) -> None:
    project = project_of(tmp_path / "mill")
    to = ["--target", "invenio", "--url", invenio.url, "--publish", "--format", "html"]
    doi = good("deposit", "send", *to, str(project), token=invenio.token).strip()
    assert f'identifier = "{doi}"' in (project / "edition.toml").read_text()
    tei = etree.parse(project / "build" / "letter.xml")
    assert tei.xpath("string(//*[local-name()='publicationStmt']/*[@type='DOI'])") == doi
    good("deposit", "verify", doi, "--url", invenio.url)


def test_an_embargo(invenio: Running, tmp_path: Path) -> None:
    """The description is public, the files are not; the depositor's token shows them."""
    until = 'embargo-until = "2099-12-31"\nembargo-reason = "Agreed with the heirs."\n'
    project = project_of(tmp_path / "mill", f"{PERSON}\n[invenio]\n{until}")
    to = ["--target", "invenio", "--url", invenio.url, "--publish", "--format", "html"]
    sent = json.loads(good("deposit", "send", *to, "--json", str(project), token=invenio.token))
    where = f"{invenio.url}/records/{sent['record']}"
    shown = httpx.get(f"{invenio.url}/api/records/{sent['record']}").json()
    assert shown["access"]["status"] == "embargoed"
    assert shown["access"]["embargo"]["until"] == "2099-12-31"
    alone = edition(["deposit", "verify", where], "")
    assert alone.returncode == 2
    assert "record-restricted" in alone.stderr
    good("deposit", "verify", where, "--restricted", token=invenio.token)
