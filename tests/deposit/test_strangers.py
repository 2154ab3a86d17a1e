"""Editions as strangers bring them: many folders, corpora, odd names, several licences."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from harness import TEI

from edition.cli import run
from edition.deposit.folder import find
from edition.deposit.sending import contents
from edition.deposit.validated import validate

PNG = b"\x89PNG\r\n\x1a\n"
CORPUS = """<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
{header}
{letters}
</teiCorpus>
"""


def project(folder: Path, sources: str = "*.xml") -> Path:
    """A project that takes its texts from anywhere below; no editions are made of them."""
    folder.mkdir(parents=True)
    settings = f'[edition]\ntitle = "Letters"\n[text]\nsources = ["{sources}"]\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    return folder


def packed(folder: Path, formats: str = "txt") -> dict[str, bytes]:
    """The files of a package, without the folder that all lie in; it is whole."""
    made = folder.parent / "made.zip"
    assert run(["deposit", "package", str(folder), "-o", str(made), "--format", formats]) in (0, 1)
    assert run(["deposit", "verify", str(made)]) == 0
    with zipfile.ZipFile(made) as package:
        return {name.partition("/")[2]: package.read(name) for name in package.namelist()}


def test_texts_of_two_folders_keep_their_places(tmp_path: Path) -> None:
    folder = project(tmp_path / "letters", "*/letter.xml")
    for year in ("1911", "1912"):
        (folder / year / "img").mkdir(parents=True)
        words = TEI.replace("</p>", f'<graphic url="img/1.png"/> {year}</p>')
        (folder / year / "letter.xml").write_text(words, encoding="utf-8")
        (folder / year / "img" / "1.png").write_bytes(PNG + year.encode())
    files = packed(folder)
    for year in ("1911", "1912"):
        assert files[f"data/tei/{year}/letter.xml"].count(year.encode()) >= 1
        assert files[f"data/tei/{year}/img/1.png"] == PNG + year.encode()
    words = [one.data.decode() for one in find(folder).documents]
    assert [word.count("1912</p>") for word in words] == [0, 1], "each document once"


def test_a_corpus_goes_in_whole(tmp_path: Path) -> None:
    folder = project(tmp_path / "letters")
    header = TEI[TEI.index("  <teiHeader>") : TEI.index("  <text>")]
    letter = TEI[TEI.index("<TEI") :]
    corpus = CORPUS.format(header=header, letters=letter + letter.replace("A letter", "Another"))
    (folder / "corpus.xml").write_text(corpus, encoding="utf-8")
    files = packed(folder)
    assert files["data/tei/corpus.xml"] == corpus.encode()
    assert [name for name in files if name.startswith("data/tei/")] == ["data/tei/corpus.xml"]
    assert sum(name.endswith(".txt") and "/editions/" in name for name in files) == 2


def test_a_text_that_cannot_be_built_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(tmp_path / "letters")
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "b.xml").write_text(TEI.replace("</body>", ""), encoding="utf-8")
    assert run(["deposit", "package", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "b.xml" in told
    assert "package-text-unbuilt" in told
    assert not (folder / "deposit").exists()


def test_two_licences_and_a_picture_with_a_blank(tmp_path: Path) -> None:
    folder = project(tmp_path / "letters")
    address = "https://creativecommons.org/publicdomain/zero/1.0/"
    second = f'</licence><licence target="{address}">CC0</licence>'
    words = TEI.replace("</licence>", second, 1)
    words = words.replace("</p>", '<graphic url="my%20img/M%C3%BChle 1.png"/></p>')
    (folder / "a.xml").write_text(words, encoding="utf-8")
    (folder / "my img").mkdir()
    (folder / "my img" / "Mühle 1.png").write_bytes(PNG)
    files = packed(folder, "html")
    assert files["data/editions/html/images/Mühle 1.png"] == PNG
    assert b'src="images/M%C3%BChle%201.png"' in files["data/editions/html/index.html"]


def test_what_could_not_be_validated_is_not_called_invalid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(tmp_path / "letters")
    model = '<?xml-model href="https://mill.press/none.rng" type="application/xml"?>\n<TEI '
    tei = folder / "a.xml"
    tei.write_text(TEI.replace("<TEI ", model), encoding="utf-8")
    done = validate([(tei, "tei/a.xml")])
    assert (done.valid, done.checked) == (False, False)
    made = folder.parent / "made.zip"
    assert run(["deposit", "package", str(folder), "-o", str(made), "--format", "txt"]) == 0
    assert "was not validated (1 of 1 document for want of a schema)" in capsys.readouterr().err
    with zipfile.ZipFile(made) as package:
        premis = package.read("letters/data/metadata/premis.xml").decode()
    assert "<premis:eventOutcome>warning</premis:eventOutcome>" in premis
    assert "<premis:eventOutcome>fail</premis:eventOutcome>" not in premis


def test_a_folder_of_tei_is_packed_without_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "letters"
    (folder / "1912").mkdir(parents=True)
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "1912" / "b.xml").write_text(TEI, encoding="utf-8")
    files = packed(folder, "html")
    assert {"data/tei/a.xml", "data/tei/1912/b.xml"} <= set(files)
    assert packed(folder, "html") == files, "what was built the first time is no text the second"
    assert len(find(folder).documents) == 2
    capsys.readouterr()
    arguments = ["deposit", "send", "--target", "invenio", "--url", "https://archive.test"]
    assert run([*arguments, "--dry-run", str(folder)]) == 0
    assert f"{folder}/1912/b.xml" in capsys.readouterr().out


def test_settings_that_no_line_can_be_added_to_are_told_before_anything_is_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    settings = 'edition = { title = "Letters" }\ntext = { sources = ["*.txt"] }\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    (folder / "a.txt").write_text("A Letter\n\nThe wheel is true.\n", encoding="utf-8")
    arguments = ["deposit", "send", "--target", "invenio", "--url", "https://archive.test"]
    assert run([*arguments, "--dry-run", str(folder)]) == 1
    assert "doi-setting-missing" in capsys.readouterr().err
    assert (folder / "edition.toml").read_text(encoding="utf-8") == settings


def test_of_many_texts_the_package_alone_is_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Archives limit the files of a record; the package has all of them."""
    monkeypatch.setattr(contents, "MOST", 2)
    folder = project(tmp_path / "letters")
    (folder / "deposit.toml").write_text('title = "Letters"\n', encoding="utf-8")
    for number in range(3):
        (folder / f"letter-{number}.xml").write_text(TEI, encoding="utf-8")
    arguments = ["deposit", "send", "--target", "zenodo", "--dry-run", "--format", "txt", "--json"]
    assert run([*arguments, str(folder)]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in plan["files"]] == ["letters.zip"]
    assert len(plan["places"]) == 4
    (folder / "letter-2.xml").unlink()
    assert run([*arguments, str(folder)]) == 0
    assert len(json.loads(capsys.readouterr().out)["files"]) == 3


def test_files_that_the_tei_needs_go_with_it(tmp_path: Path) -> None:
    folder = project(tmp_path / "letters", "letters/*.xml")
    (folder / "letters" / "lists" / "img").mkdir(parents=True)
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="lists/people.xml"/>'
        '<persName ref="lists/people.xml#ana ../outside.xml#x">Ana</persName>'
        '<ref target="b.xml https://mill.press/c.xml .hidden.xml lost.xml">next</ref></p>'
    )
    (folder / "letters" / "a.xml").write_text(TEI.replace("</p>", include), encoding="utf-8")
    (folder / "letters" / "b.xml").write_text(TEI, encoding="utf-8")
    (folder / "letters" / ".hidden.xml").write_text(TEI, encoding="utf-8")
    (folder / "outside.xml").write_text(TEI, encoding="utf-8")
    people = '<listPerson><person corresp="more.xml#ana"><p><ptr target="img/a.png"/></p></person>'
    (folder / "letters" / "lists" / "people.xml").write_text(f"{people}</listPerson>")
    (folder / "letters" / "lists" / "more.xml").write_text('<list corresp="people.xml"/>')
    (folder / "letters" / "lists" / "img" / "a.png").write_bytes(PNG)
    files = [name for name in packed(folder) if name.startswith("data/tei/")]
    inside = ["a.xml", "b.xml", "lists/img/a.png", "lists/more.xml", "lists/people.xml"]
    assert files == [f"data/tei/{name}" for name in inside]
