"""What Dataverse and Nakala published, downloaded without a token and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from shelves import described, through
from strict import TOKEN, Strict, running
from stub_dataverse import dataverse
from stub_nakala import nakala

from edition.cli import run
from edition.deposit.archives.dataverse import Dataverse
from edition.deposit.archives.nakala import Nakala
from edition.deposit.archives.steps import bring
from edition.deposit.sending import transport
from edition.deposit.sending.published import Listed, kind_by_doi, kind_of

SENDERS = {
    "dataverse": (
        dataverse,
        through("dataverse", bring, Dataverse, header=("X-Dataverse-key", "")),
    ),
    "nakala": (nakala, through("nakala", bring, Nakala, base="", header=("X-API-KEY", ""))),
}


@dataclass
class Published:
    """A record on a stub."""

    target: str
    strict: Strict
    records: Any
    doi: str

    def verified(self, *more: str) -> int:
        arguments = ["deposit", "verify", self.doi, "--url", self.strict.url]
        return run([*arguments, "--target", self.target, *more])


@pytest.fixture(params=SENDERS)
def published(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Published]:
    make, send = SENDERS[request.param]
    strict, records = make()
    with running(strict):
        wanted = {"publish": True, "formats": ("txt",)}
        outcome = send(strict.url, described(tmp_path / "letters"), **wanted)[0]
        yield Published(request.param, strict, records, outcome.doi)
        assert not strict.violations


def test_what_was_published_is_whole(
    published: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    assert published.verified("-o", str(kept)) == 0
    told = capsys.readouterr()
    assert "the record is whole (2 files" in told.err
    assert "not yet proven on a server" in told.err
    assert sorted(path.name for path in kept.iterdir()) == ["letter.xml", "letters.zip"]
    assert TOKEN not in told.out + told.err


def altered(published: Published, name: str) -> None:
    """Another content under the same name, which the archive itself believes in."""
    records = published.records
    if published.target == "dataverse":
        for one in records.datasets.values():
            for number, (called, content) in list(one.versions[-1].items()):
                if called == name:
                    one.versions[-1][number] = (called, content.replace(b"timbers", b"beams!!"))
        return
    for sum_, content in list(records.stored.items()):
        if any(one.files.get(sum_) == name for one in records.datas.values()):
            records.stored[sum_] = content.replace(b"timbers", b"beams!!")


def test_what_was_altered_there_is_named(
    published: Published, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "TRIES", 1)
    altered(published, "letters.zip")
    assert published.verified("--json") == 1
    told = capsys.readouterr()
    assert "bag-file-unreadable" in told.out or "download-altered" in told.err


def test_a_record_that_is_not_there(
    published: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    published.doi = "10.34847/nkl.0000ffff" if published.target == "nakala" else "10.5072/FK2/9"
    assert published.verified() == 2
    told = capsys.readouterr().err
    assert "record-address-unknown" in told or "record-restricted" in told


def test_json_says_what_kind(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    assert published.verified("--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["files"], told["valid"]) == ("record", 2, True)


@pytest.mark.parametrize(
    ("address", "kind", "server", "record"),
    [
        ("https://zenodo.org/records/1234", "invenio", "https://zenodo.org", "1234"),
        ("https://x.test/rdm/api/records/ab-1/", "invenio", "https://x.test/rdm", "ab-1"),
        (
            "https://data.test/dataset.xhtml?persistentId=doi:10.5072/FK2/A&version=1.0",
            "dataverse",
            "https://data.test",
            "doi:10.5072/FK2/A",
        ),
        (
            "https://x.test/dv/citation?persistentId=hdl%3A1902.1/1",
            "dataverse",
            "https://x.test/dv",
            "hdl:1902.1/1",
        ),
        (
            "https://nakala.fr/10.34847/nkl.12ab34cd.v2",
            "nakala",
            "https://api.nakala.fr",
            "10.34847/nkl.12ab34cd.v2",
        ),
    ],
)
def test_addresses_tell_the_archive(address: str, kind: str, server: str, record: str) -> None:
    found = kind_of(address)
    assert found is not None
    assert (found[0].name, found[1], found[2]) == (kind, server, record)


def test_other_addresses_tell_none() -> None:
    assert kind_of("https://mill.press/letters/") is None
    assert kind_of("https://mill.press/10.34847/nkl.12ab34cd") is None
    assert kind_by_doi("10.5281/zenodo.1") is None
    told = kind_by_doi("10.34847/nkl.12ab34cd")
    assert told is not None, "no resolver is needed"
    assert told[1] == "https://api.nakala.fr"


def test_a_table_that_dataverse_made_over_is_fetched_as_it_was_sent() -> None:
    from edition.deposit.sending.published import _of_dataverse

    entry = {
        "label": "words.tab",
        "directoryLabel": "tables",
        "dataFile": {
            "id": 7,
            "filesize": 90,
            "originalFileFormat": "text/csv",
            "originalFileName": "words.csv",
            "originalFileSize": 80,
            "checksum": {"type": "SHA-1", "value": "AB"},
        },
    }
    where = "/access/datafile/7?format=original"
    assert _of_dataverse(entry) == Listed("tables/words.csv", 80, "SHA-1", "AB", where)
