"""The catalogue of schemas: names, addresses, folders, and installing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import schemas
from edition.cli.schema import command
from tei.diagnostics import Problem
from tei.validation import catalogue
from tei.validation.catalogue import Known, understood

GRAMMAR = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><!-- TEI Edition: P5 Version\u00a0{} -->'
    "<start><element name='TEI'><empty/></element></start></grammar>"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("EDITION_SCHEMAS", raising=False)
    return tmp_path / "data" / "tei-edition" / "schemas"


def put(folder: Path, name: str, version: str = "4.12.0") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(GRAMMAR.format(version))
    return path


@pytest.mark.parametrize(
    ("address", "known"),
    [
        (
            "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng",
            Known("tei_all", "rng"),
        ),
        (
            "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_lite.rnc",
            Known("tei_lite", "rnc"),
        ),
        (
            "https://www.tei-c.org/Vault/P5/4.8.0/xml/tei/custom/schema/relaxng/tei_all.rng#x",
            Known("tei_all", "rng", "4.8.0"),
        ),
        (
            "https://vault.tei-c.org/P5/current/xml/tei/custom/schema/xsd/tei_simplePrint.xsd",
            Known("tei_simplePrint", "xsd"),
        ),
        (
            "https://jenkins.tei-c.org/job/TEIP5/lastSuccessfulBuild/artifact/P5/release/xml/tei/"
            "custom/schema/relaxng/tei_bare.rng",
            Known("tei_bare", "rng"),
        ),
        (
            "http://www.stoa.org/epidoc/schema/8.21/tei-epidoc.rng",
            Known("tei-epidoc", "rng"),
        ),
        ("https://dracor.org/schema.rng", Known("dracor", "rng")),
        ("http://www.deutschestextarchiv.de/basisformat.rng", Known("basisformat", "rng")),
        (
            "https://raw.githubusercontent.com/COST-ELTeC/Schemas/master/eltec-1.rng",
            Known("eltec-1", "rng"),
        ),
        (
            "https://www.tei-c.org/Vault/P5/4.8.0/xml/tei/odd/p5subset.xml",
            Known("p5subset", "xml", "4.8.0"),
        ),
        ("https://example.org/xml/tei/custom/schema/relaxng/tei_all.rng", None),
        (
            "https://evil.example/www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng",
            None,
        ),
    ],
)
def test_addresses_are_understood(address: str, known: Known | None) -> None:
    assert understood(address) == known


def test_every_name_can_be_fetched_from_an_address_that_means_it() -> None:
    for name in catalogue.names():
        address = catalogue.fetch_address(name)
        assert address is not None
        known = understood(address)
        assert known is not None and known.name == name


def test_names_lead_to_grammars_first_and_to_files_with_their_ending(home: Path) -> None:
    put(home, "house.sch"), put(home, "house.xsd"), put(home, "house.rng")
    assert catalogue.named("house") == (home / "house.rng",)
    assert catalogue.named("house.sch") == (home / "house.sch",)


def test_folders_of_the_environment_come_first(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "a.rng")
    other = put(tmp_path / "other", "a.rng")
    monkeypatch.setenv("EDITION_SCHEMAS", str(tmp_path / "other"))
    assert catalogue.by_name("a") == other


def test_an_address_of_a_version_takes_the_file_of_that_version(home: Path) -> None:
    put(home, "tei_all.rng"), put(home, "tei_all-4.8.0.rng", "4.8.0")
    base = "https://www.tei-c.org/{}/xml/tei/custom/schema/relaxng/tei_all.rng"
    old, new = base.format("Vault/P5/4.8.0"), base.format("release")
    assert catalogue.by_address(old) == home / "tei_all-4.8.0.rng"
    assert catalogue.by_address(new) == home / "tei_all.rng"
    assert [one.version for one in catalogue.installed()] == ["4.8.0", "4.12.0"]


def test_an_unknown_name_is_refused_with_advice(home: Path) -> None:
    with pytest.raises(Problem, match="edition schema install tei_all fetches it"):
        catalogue.named("tei_all")
    with pytest.raises(Problem, match=r"Did you mean edition\?"):
        catalogue.named("edtion")
    with pytest.raises(Problem, match="RELAX NG of the same schema"):
        catalogue.named("tei.dtd")
    with pytest.raises(Problem, match=r"install https://x\.org/a\.rng fetches it"):
        catalogue.named("https://x.org/a.rng")


def test_a_damaged_record_is_no_hindrance(home: Path) -> None:
    put(home, "a.rng")
    for words in ("{", "[]", '{"a.rng": 3}'):
        (home / catalogue.RECORD).write_text(words)
        assert [one.address for one in catalogue.installed()] == [""]


def test_a_file_is_installed_whole_with_its_sum(home: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "mine.rng")
    result = CliRunner().invoke(command, ["install", str(file), "--as", "house"])
    assert result.exit_code == 0 and result.stdout.strip() == str(home / "house.rng")
    assert (home / "house.rng").read_bytes() == file.read_bytes()
    told = json.loads((home / catalogue.RECORD).read_text())["house.rng"]
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_is_fetched_is_found_by_its_address(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "fetch", lambda address: GRAMMAR.format("1").encode())
    path = schemas.install("https://example.org/a/house.rng")
    assert path == home / "example.org-a-house.rng"
    assert catalogue.by_address("http://example.org/a/house.rng") == path


def test_another_file_than_the_known_one_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "fetch", lambda address: GRAMMAR.format("1").encode())
    with pytest.raises(Problem, match="not the one that is known"):
        schemas.install("tei_all")
    assert not (home / "tei_all.rng").exists()
    with pytest.raises(Problem, match="Nothing was installed"):
        schemas.install("eltec-1", checksum="0" * 64)
    assert schemas.install("eltec-1").name == "eltec-1.rng"


def test_a_page_that_is_no_schema_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "fetch", lambda address: b"<html><p>Not found</p></html>")
    with pytest.raises(Problem, match="This is no schema"):
        schemas.install("tei_lite")
    monkeypatch.setattr(schemas, "fetch", lambda address: b"<p>Not found</b>")
    with pytest.raises(Problem, match="This is no schema"):
        schemas.install("tei_lite")
    assert not home.exists() or not list(home.glob("*.rng"))


def test_an_address_that_does_not_answer_is_told(home: Path) -> None:
    with pytest.raises(Problem, match="cannot be fetched"):
        schemas.install("https://127.0.0.1:1/a.rng")


def test_the_list_shows_names_versions_and_paths(home: Path) -> None:
    put(home, "tei_all.rng"), put(home, "tei_all.xsd")
    listed = CliRunner().invoke(command, ["list"])
    assert "tei_all" in listed.stdout and "4.12.0" in listed.stdout
    rows = json.loads(CliRunner().invoke(command, ["list", "--known", "--json"]).stdout)
    assert [row["name"] for row in rows[:3]] == ["edition", "tei_all", "tei_all.xsd"]
    assert any(row["name"] == "tei_lite" and "not installed" in row["title"] for row in rows)


def test_path_prints_where_a_schema_lies(home: Path) -> None:
    put(home, "tei_all.rng")
    address = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    for name in ("tei_all", address):
        assert CliRunner().invoke(command, ["path", name]).stdout.strip() == str(
            home / "tei_all.rng"
        )
    assert CliRunner().invoke(command, ["path"]).stdout.strip() == str(home)


def test_the_recorded_sum_is_that_of_the_vault(shared: Path) -> None:
    address = catalogue.fetch_address("tei_all", "4.12.0")
    assert address is not None
    data = (shared / "tei" / "schemas" / "tei_all-4.12.0.rng").read_bytes()
    assert hashlib.sha256(data).hexdigest() == catalogue.pinned(address)
