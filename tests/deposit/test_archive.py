"""A real InvenioRDM: from a plain text to a published record, through faults and crashes."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import bagit
import httpx
import pytest
from archive import Running
from harness import Killed, edition_in, everything, mortal, quickly, send
from lxml import etree
from proxy import before

from edition.deposit.sending import state
from edition.deposit.verification import verify

pytestmark = [pytest.mark.archive, pytest.mark.timeout(1200)]
STEPS = 18  # requests of a deposit without faults, see test_sending
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


def edition(
    arguments: list[str], token: str, **options: object
) -> subprocess.CompletedProcess[str]:
    """The command, as a person runs it."""
    environment = {**os.environ, "INVENIO_TOKEN": token}
    command = [sys.executable, "-m", "edition", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def records_of(invenio: Running, title: str) -> list[dict[str, object]]:
    found = everything(invenio.url, invenio.token)
    return [one for one in found if one["metadata"].get("title") == title]  # type: ignore[attr-defined]


def project_of(folder: Path, overlay: str = PERSON) -> Path:
    """A project with a plain text."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "letter.txt").write_text(TEXT, encoding="utf-8")
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "deposit.toml").write_text(overlay, encoding="utf-8")
    return folder


def test_from_a_text_to_a_record_and_back(invenio: Running, tmp_path: Path, shared: Path) -> None:
    """Encode, build, check, send a draft, publish it, download it: each step a command."""
    project, token = project_of(tmp_path / "mill", ""), invenio.token
    text = project / "sources" / "letter.txt"
    tei = project / "sources" / "letter.xml"
    settings = project / "edition.toml"
    to = ["--target", "invenio", "--url", invenio.url]
    good("encode", str(text), "-o", str(tei))
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
    only_inserted(encoded, tei.read_bytes(), doi)
    written = tei.read_bytes()
    assert good("deposit", "send", *to, "--publish", str(project), token=token).strip() == doi
    assert tei.read_bytes() == written
    kept = tmp_path / "kept"
    good("deposit", "verify", doi, "--url", invenio.url, "-o", str(kept))
    same_bytes(kept, project, invenio, draft["record"])
    whole_bag(kept / "mill.zip", tmp_path / "unpacked")
    valid_datacite(kept / "mill.zip", shared, doi)
    names = [one.name for one in kept.iterdir()]
    assert sorted(names) == ["letter.pdf", "letter.xml", "mill.zip"]
    assert len(records_of(invenio, "A Letter from the Mill")) == 1
    told = good("deposit", "send", *to, "--publish", "--json", str(project), token=token)
    assert json.loads(told)["state"] == "unchanged"


def good(*arguments: str, token: str = "") -> str:
    """What a command says that ends well; the token is in nothing that it says."""
    done = edition(list(arguments), token)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not token or token not in done.stdout + done.stderr
    return done.stdout


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


def valid_datacite(package: Path, shared: Path, doi: str) -> None:
    """The package's DataCite metadata fit DataCite's own schema, and name the DOI."""
    schema = next((shared / "deposit" / "datacite-4.6").rglob("metadata.xsd"))
    with zipfile.ZipFile(package) as opened:
        data = opened.read("mill/data/metadata/datacite.xml")
    tree = etree.fromstring(data)
    etree.XMLSchema(etree.parse(schema)).assertValid(tree)
    assert tree.findtext("{*}identifier") == doi


def once(project: Path, invenio: Running, title: str) -> None:
    """Exactly one record of this title, published, with both files as they are here."""
    known = records_of(invenio, title)
    assert [one["is_published"] for one in known] == [True]
    number = known[0]["id"]
    files = httpx.get(f"{invenio.url}/api/records/{number}/files").json()["entries"]
    assert sorted(one["key"] for one in files) == ["letter.xml", "letter.zip"]
    for name, path in {
        "letter.xml": project / "sources" / "letter.xml",
        "letter.zip": project / "deposit" / "letter.zip",
    }.items():
        where = f"{invenio.url}/api/records/{number}/files/{name}/content"
        assert httpx.get(where).content == path.read_bytes()
    assert (project / "sources" / "letter.xml").read_text().count('type="DOI"') == 1


def titled(folder: Path, title: str) -> Path:
    project = edition_in(folder)
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("A letter from the mill", title))
    return project


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, STEPS + 1))
def test_killed_at_every_step(
    invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, after: bool
) -> None:
    title = f"Killed at {at} {after}"
    project = titled(tmp_path / "letters", title)
    with quickly(monkeypatch):
        with pytest.raises(Killed):
            send(mortal(invenio.url, invenio.token, at=at, after=after), project, publish=True)
        send(mortal(invenio.url, invenio.token), project, publish=True)
    once(project, invenio, title)


@pytest.mark.parametrize(
    "fault", ["cut", "lost", "half", "truncated", "502", "503", "504", "429", "slow"]
)
def test_every_fault_of_the_way(
    invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """One request in seven, whatever it is for; from two beginnings."""
    for start in (1, 4):
        title = f"Fault {fault} {start}"
        project = titled(tmp_path / str(start) / "letters", title)
        with quickly(monkeypatch), before(invenio.url) as proxy:
            proxy.faults = dict.fromkeys(range(start, 90, 7), fault)
            archive = mortal(proxy.url, invenio.token)
            archive.pause = lambda seconds: time.sleep(min(seconds, 0.2))
            send(archive, project, publish=True)
        once(project, invenio, title)


def test_a_new_version(invenio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = titled(tmp_path / "letters", "In two versions")
    with quickly(monkeypatch):
        first = send(mortal(invenio.url, invenio.token), project, publish=True)
        text = project / "sources" / "letter.xml"
        text.write_text(text.read_text().replace("sound", "sound enough"))
        second = send(mortal(invenio.url, invenio.token), project, publish=True, new_version=True)
    assert first.doi != second.doi
    assert first.doi not in text.read_text()
    versions = httpx.get(f"{invenio.url}/api/records/{second.record}/versions").json()
    assert versions["hits"]["total"] == 2


@pytest.mark.parametrize("at", [3, 7, 11, 15])
def test_the_process_is_killed(invenio: Running, tmp_path: Path, at: int) -> None:
    """SIGKILL, in the middle of a request: nothing can be tidied up."""
    title = f"Process killed at {at}"
    project = titled(tmp_path / "letters", title)
    with before(invenio.url) as proxy:
        arguments = ["deposit", "send", "--target", "invenio", "--url", proxy.url, "--publish"]
        environment = {**os.environ, "INVENIO_TOKEN": invenio.token}
        command = [sys.executable, "-m", "edition", *arguments, "-q", str(project)]
        process = subprocess.Popen(command, env=environment)
        proxy.before = lambda number: process.send_signal(signal.SIGKILL) if number == at else None
        assert process.wait(300) == -signal.SIGKILL
        proxy.before = lambda number: None
        done = edition([*arguments, str(project)], invenio.token)
        assert done.returncode == 0, done.stderr
    known = records_of(invenio, title)
    assert [one["is_published"] for one in known] == [True]
    number = state.of(project, proxy.url).now.published
    files = httpx.get(f"{invenio.url}/api/records/{number}/files").json()["entries"]
    assert Counter(one["key"] for one in files) == {"letter.xml": 1, "letters.zip": 1}
    assert (project / "sources" / "letter.xml").read_text().count('type="DOI"') == 1


def test_no_token_and_a_bad_one(invenio: Running, tmp_path: Path) -> None:
    project = edition_in(tmp_path / "letters")
    done = edition(
        ["deposit", "send", "--target", "invenio", "--url", invenio.url, str(project)], "nonsense"
    )
    assert done.returncode == 2
    assert "archive-token-refused" in done.stderr
