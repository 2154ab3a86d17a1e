"""`edition deposit package` and `verify`, through the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.cli import run

PREMIS = {"p": "http://www.loc.gov/premis/v3"}
TEXT = """The Weir at Saltmouth

By Edith Marlow

Saltmouth, 3 May 1905

“The weir stays,” said Mr Penhallow. Nobody answered him.
"""
PROJECT = """[edition]
publisher = "The Harbour Press"
date = "2024-05-03"
licence = "CC BY 4.0"
licence-url = "https://creativecommons.org/licenses/by/4.0/"

[text]
sources = ["sources/*"]
language = "en"

[build]
formats = ["html", "pdf"]

[deposit]
formats = ["html"]
"""
DEPOSIT = """title = "The Weir at Saltmouth"
description = "A speech on a weir."

[[creators]]
family = "Marlow"
given = "Edith"
"""
LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title><author>Edith Marlow</author></titleStmt>
      <publicationStmt>
        <publisher>The Harbour Press</publisher>{date}
        <availability><licence target="https://creativecommons.org/licenses/by/4.0/">
          <p>CC BY 4.0</p></licence></availability>
      </publicationStmt>
      <sourceDesc><p>A leaf.</p></sourceDesc>
    </fileDesc>
    {revision}
  </teiHeader>
  <text><body><p{fault}>Dear sister, <graphic url="{url}"/> good-bye.</p></body></text>
</TEI>
"""
DATED = {"date": '<date when="2020-01-02">2020</date>', "revision": "", "fault": "", "url": "a.png"}
CHANGE = '<revisionDesc><change when="2021-03-04">Read again.</change></revisionDesc>'


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made(tmp_path / "weir")


def made(folder: Path) -> Path:
    """A project with one plain text."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "speech.txt").write_text(TEXT, encoding="utf-8")
    (folder / "edition.toml").write_text(PROJECT)
    (folder / "deposit.toml").write_text(DEPOSIT)
    return folder


def letter(folder: Path, **words: str) -> Path:
    """A TEI file of somebody else."""
    folder.mkdir(exist_ok=True)
    path = folder / "letter.xml"
    path.write_text(LETTER.format(**{**DATED, **words}))
    return path


def packed(*arguments: object) -> int:
    return run(["deposit", "package", *map(str, arguments)])


def names(package: Path) -> set[str]:
    """The names in the payload of a zipped bag."""
    with zipfile.ZipFile(package) as zipped:
        found = (name.partition("/data/")[2] for name in zipped.namelist())
        return {name for name in found if name}


def member(package: Path, name: str) -> bytes:
    with zipfile.ZipFile(package) as zipped:
        return zipped.read(next(one for one in zipped.namelist() if one.endswith(name)))


def test_a_project_becomes_a_package(project: Path, tmp_path: Path) -> None:
    assert packed(project) == 0
    there = names(project / "deposit" / "weir.zip")
    assert {
        "CITATION.cff",
        "ro-crate-metadata.json",
        "tei/speech.xml",
        "text/speech.txt",
        "editions/html/index.html",
        "metadata/datacite.xml",
        "metadata/datacite.json",
        "metadata/oai_dc.xml",
        "metadata/codemeta.json",
        "metadata/premis.xml",
        "schema/edition.rng",
        "schema/edition.odd",
        "validation/report.json",
        "validation/report.html",
    } <= there
    assert not any(name.endswith(".pdf") for name in there)
    assert run(["deposit", "verify", str(project / "deposit" / "weir.zip")]) == 0


def test_the_package_is_a_bag_for_bagit_py(project: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("bagit")
    assert packed(project) == 0
    with zipfile.ZipFile(project / "deposit" / "weir.zip") as zipped:
        zipped.extractall(tmp_path / "out")
    bag = library.Bag(str(tmp_path / "out" / "weir"))
    assert bag.validate()
    assert bag.info["Bagging-Date"] == "2024-05-03"
    assert bag.info["External-Description"] == "A speech on a weir."


def test_made_twice_in_two_places_it_is_the_same(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a" / "weir"), made(tmp_path / "other place" / "weir")
    packages = []
    for place in (first, second):
        assert packed(place, "--format", "html,pdf,epub") == 0
        packages.append((place / "deposit" / "weir.zip").read_bytes())
    assert packages[0] == packages[1]
    shutil.rmtree(first / "build")
    assert packed(first, "--format", "html,pdf,epub") == 0
    assert (first / "deposit" / "weir.zip").read_bytes() == packages[0]


def test_no_path_of_this_computer_is_in_it(project: Path, tmp_path: Path) -> None:
    assert packed(project, "--layout", "bag", "-o", tmp_path / "bag") == 0
    for path in (tmp_path / "bag").rglob("*"):
        if path.is_file():
            assert str(tmp_path).encode() not in path.read_bytes(), path


def test_its_datacite_is_valid(project: Path, shared: Path) -> None:
    assert packed(project) == 0
    schema = etree.XMLSchema(etree.parse(str(shared / "deposit/datacite-4.6/metadata.xsd")))
    data = member(project / "deposit" / "weir.zip", "metadata/datacite.xml")
    root = etree.fromstring(data)
    schema.assertValid(root)


@pytest.mark.parametrize("layout", ["bag", "ocfl"])
def test_a_folder_made_twice_is_the_same(project: Path, tmp_path: Path, layout: str) -> None:
    seen = []
    for name in ("one", "two"):
        assert packed(project, "--layout", layout, "-o", tmp_path / name) == 0
        files = (path for path in sorted((tmp_path / name).rglob("*")) if path.is_file())
        seen.append(
            [
                (path.relative_to(tmp_path / name), path.stat().st_mtime, path.read_bytes())
                for path in files
            ]
        )
    assert seen[0] == seen[1]


@pytest.mark.parametrize("layout", ["bag", "ocfl"])
def test_the_other_layouts(project: Path, tmp_path: Path, layout: str) -> None:
    assert packed(project, "--layout", layout, "-o", tmp_path / "out") == 0
    assert run(["deposit", "verify", str(tmp_path / "out")]) == 0
    assert packed(project, "--layout", layout, "-o", tmp_path / "out") == 0
    assert run(["deposit", "verify", str(tmp_path / "out")]) == 0


def test_premis_tells_the_history(project: Path) -> None:
    assert packed(project) == 0
    root = etree.fromstring(member(project / "deposit" / "weir.zip", "premis.xml"))
    kinds = [element.text for element in root.iterfind(".//p:eventType", PREMIS)]
    assert kinds == [
        "creation",
        "validation",
        "creation",
        "format identification",
        "message digest calculation",
        "information package creation",
        "fixity check",
    ]
    assert {element.text for element in root.iterfind(".//p:eventOutcome", PREMIS)} == {"success"}
    versions = {
        agent.findtext("p:agentName", namespaces=PREMIS): agent.findtext(
            "p:agentVersion", namespaces=PREMIS
        )
        for agent in root.iterfind("p:agent", PREMIS)
    }
    assert {"tei-edition", "lxml", "saxonche"} <= set(versions)
    assert all(versions.values())


def test_a_tei_file_with_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = letter(tmp_path / "leaf", url="pages/leaf%201.tif")
    (tmp_path / "leaf/pages").mkdir()
    (tmp_path / "leaf/pages/leaf 1.tif").write_bytes(b"II*\x00")
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html") == 0
    package = tmp_path / "deposit" / "letter.zip"
    assert {"tei/letter.xml", "tei/pages/leaf 1.tif"} <= names(package)
    assert member(package, "data/tei/letter.xml") == path.read_bytes()


def test_a_picture_outside_stays_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    path = letter(tmp_path / "leaf", url="../secret.png")
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html") == 0
    assert b"secret.png" not in "".join(names(tmp_path / "deposit/letter.zip")).encode()


PEAK = """
import resource, sys
from edition.cli import run
code = run(["deposit", "package", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, code)
"""


def test_memory_does_not_grow_with_the_pictures(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = letter(tmp_path / "leaf", url="scan.tif")
    peaks = []
    for size in (1 << 10, 200 << 20):
        with (tmp_path / "leaf" / "scan.tif").open("wb") as file:
            file.truncate(size)
        command = [sys.executable, "-c", PEAK, str(path), "--format", "html", "-q"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        peak, code = done.stdout.split()[-2:]
        assert code == "0", done.stderr
        peaks.append(int(peak))
    assert peaks[1] - peaks[0] < 64 << 10  # kilobytes


def test_the_time_is_that_of_the_last_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letter(tmp_path / "leaf", revision=CHANGE)
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html", "-o", "a.zip") == 0
    assert zipfile.ZipFile("a.zip").infolist()[0].date_time[:3] == (2021, 3, 4)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert packed(path, "--format", "html", "-o", "b.zip") == 0
    assert zipfile.ZipFile("b.zip").infolist()[0].date_time == (2023, 11, 14, 22, 13, 20)


def test_without_any_date_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = letter(tmp_path / "leaf", date="")
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html") == 0
    told = capsys.readouterr().err
    assert "[package-time-unknown]" in told
    assert "[package-metadata-left-out]" in told
    assert "metadata/datacite.xml" not in names(tmp_path / "deposit/letter.zip")


def test_tei_with_errors_is_packed_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = letter(tmp_path / "leaf", fault=' colour="red"')
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html") == 1
    assert "not valid" in capsys.readouterr().err
    package = tmp_path / "deposit/letter.zip"
    report = json.loads(member(package, "validation/report.json"))
    assert report["valid"] is False
    assert report["findings"][0]["file"] == "tei/letter.xml"
    root = etree.fromstring(member(package, "premis.xml"))
    assert "fail" in {element.text for element in root.iterfind(".//p:eventOutcome", PREMIS)}


def test_a_picture_keeps_the_place_that_the_tei_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letter(tmp_path / "leaf", url="pages/../latest.png")
    (tmp_path / "leaf" / "page-7.png").write_bytes(b"seven")
    (tmp_path / "leaf" / "latest.png").symlink_to("page-7.png")
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "pdf") == 0
    assert member(tmp_path / "deposit/letter.zip", "data/tei/latest.png") == b"seven"


def test_several_texts_in_one_package(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources" / "answer.txt").write_text(TEXT.replace("Weir", "Answer"))
    assert packed(project) == 0
    there = names(project / "deposit" / "weir.zip")
    assert {
        "tei/answer.xml",
        "tei/speech.xml",
        "text/answer.txt",
        "editions/html/answer/index.html",
        "editions/html/speech/index.html",
    } <= there
    assert [name for name in there if name.startswith("schema/")].count("schema/edition.rng") == 1
    report = json.loads(member(project / "deposit" / "weir.zip", "validation/report.json"))
    assert [one["file"] for one in report["documents"]] == ["tei/answer.xml", "tei/speech.xml"]


def test_a_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = letter(tmp_path / "leaf")
    text = path.read_text().partition("?>")[2]
    header = text[text.index("<teiHeader>") : text.index("</teiHeader>")] + "</teiHeader>"
    path.write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</teiCorpus>')
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "html") in (0, 1)
    assert run(["deposit", "verify", "deposit/letter.zip"]) == 0


def test_names_that_clash_stop_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = letter(tmp_path / "leaf", url='a.png"/><graphic url="A.png')
    for name in ("a.png", "A.png"):
        (tmp_path / "leaf" / name).write_bytes(name.encode())
    if len(list((tmp_path / "leaf").glob("*.png"))) < 2:
        pytest.skip("this file system does not tell capitals from small letters")
    monkeypatch.chdir(tmp_path)
    assert packed(path, "--format", "pdf") == 1
    assert "[package-names-clash]" in capsys.readouterr().err
    assert not (tmp_path / "deposit").exists()


def damaged(project: Path, change: Callable[[bytes], bytes]) -> Path:
    """The package of a project after a change of its bytes."""
    assert packed(project) == 0
    path = project / "deposit" / "weir.zip"
    path.write_bytes(change(path.read_bytes()))
    return path


def test_verify_names_what_is_altered(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = damaged(project, lambda data: data.replace(b"Nobody answered", b"Nobody listened"))
    assert run(["deposit", "verify", str(path)]) == 1
    told = capsys.readouterr()
    assert "data/text/speech.txt" in told.out
    assert "NOT whole" in told.err


def test_verify_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert packed(project, "-q") == 0
    capsys.readouterr()
    assert run(["deposit", "verify", "--json", str(project / "deposit/weir.zip")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["valid"], told["findings"]) == ("bag", True, [])


def test_verify_of_half_a_download(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = damaged(project, lambda data: data[:5000])
    assert run(["deposit", "verify", str(path)]) == 1
    assert "[package-unreadable]" in capsys.readouterr().err


@pytest.mark.parametrize("there", [True, False])
def test_verify_of_what_is_no_package(
    tmp_path: Path, there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if there:
        (tmp_path / "notes").mkdir()
    assert run(["deposit", "verify", str(tmp_path / "notes")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_format_that_nobody_writes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert packed(project, "--format", "docx") == 2
    assert "[format-unknown]" in capsys.readouterr().err
    assert not (project / "deposit").exists()
