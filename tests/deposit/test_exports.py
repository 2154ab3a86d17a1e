"""Folders for archives that are handed over by hand, made by the command as a user runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import TEI as LETTER
from lxml import etree
from shelves import described

from edition.cli import run
from edition.deposit import targets
from edition.deposit.archives.arche import turtle
from edition.deposit.metadata import cmdi
from tei.names import TEI

ACDH = "https://vocabs.acdh.oeaw.ac.at/schema#"
ARCHE = """
[arche]
discipline = "602"
id = "https://id.acdh.oeaw.ac.at/mill"
"""
EXPORTS = sorted(name for name, one in targets.installed().items() if one.export is not None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = described(tmp_path / "letters")
    settings = folder / "deposit.toml"
    settings.write_text(settings.read_text() + ARCHE, encoding="utf-8")
    (folder / "sources" / "img").mkdir()
    (folder / "sources" / "img" / "a 1.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    tei = folder / "sources" / "letter.xml"
    tei.write_text(LETTER.replace("</p>", '<graphic url="img/a%201.png"/></p>'), encoding="utf-8")
    return folder


def handed(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, bytes]:
    """The files of a folder, made twice and the same each time."""
    assert run(["deposit", "package", "--target", name, str(project)]) in (0, 1)
    place = Path(capsys.readouterr().out.strip())
    assert place == project / "deposit" / f"letters-{name}"
    first = dict(files(place))
    run(["deposit", "package", "--target", name, str(project)])
    assert dict(files(place)) == first
    capsys.readouterr()
    return first


def files(place: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(place.rglob("*")):
        if path.is_file():
            yield path.relative_to(place).as_posix(), path.read_bytes()


def test_the_folders_that_there_are() -> None:
    assert EXPORTS == ["arche", "clarin", "dracor", "eltec", "tapas", "textgrid"]


def test_arche_is_told_of_every_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, the judge of Turtle, is not installed")
    made = handed(project, "arche", capsys)
    graph = rdflib.Graph().parse(data=made.pop("metadata.ttl"), format="turtle")
    term = rdflib.Namespace(ACDH)
    top = rdflib.URIRef("https://id.acdh.oeaw.ac.at/mill")
    assert (top, rdflib.RDF.type, term.TopCollection) in graph
    told = {}
    for thing in graph.subjects(rdflib.RDF.type, term.Resource):
        told[str(thing).removeprefix(f"{top}/")] = thing
        for name in ("hasTitle", "hasLicense", "hasOwner", "hasRightsHolder", "hasLicensor",
                     "hasMetadataCreator", "hasDepositor", "hasCategory", "isPartOf"):  # fmt: skip
            assert graph.value(thing, term[name]) is not None, name
        above = graph.value(thing, term.isPartOf)
        assert (above, rdflib.RDF.type, term.Collection) in graph
    assert set(told) == {"tei/letter.xml", "tei/img/a%201.png"}
    assert set(made) == {"data/tei/letter.xml", "data/tei/img/a 1.png"}
    category = graph.value(told["tei/letter.xml"], term.hasCategory)
    assert str(category).endswith("/archecategory/text/tei")


def test_words_of_any_kind_are_turtle() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, the judge of Turtle, is not installed")
    root = etree.Element("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF")
    thing = etree.SubElement(root, f"{{{ACDH}}}Resource")
    address = "https://id.acdh.oeaw.ac.at/a b<c>"
    thing.set("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", address)
    words = 'A "mill"\\\n\tby the\r sea — Мельница \U0001f3ed'
    etree.SubElement(thing, f"{{{ACDH}}}hasTitle").text = words.replace("\r", "\u000d")
    graph = rdflib.Graph().parse(data="\n".join(turtle(root)), format="turtle")
    assert [str(found) for found in graph.objects(predicate=rdflib.URIRef(f"{ACDH}hasTitle"))] == [
        words
    ]


def test_cmdi_names_the_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "deposit.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[cmdi]\nprofile = "clarin.eu:cr1:p_1442920133046"\ncomponent = "Text"\n')
    made = handed(project, "clarin", capsys)
    root = etree.fromstring(made["letters.cmdi"])
    named = [one.text for one in root.iter(f"{{{cmdi.NAMESPACE}}}ResourceRef")]
    assert named == ["tei/letter.xml", "tei/img/a%201.png"]
    types = [one.get("mimetype") for one in root.iter(f"{{{cmdi.NAMESPACE}}}ResourceType")]
    assert types == ["application/tei+xml", "image/png"]
    profile = "http://www.clarin.eu/cmd/1/profiles/clarin.eu:cr1:p_1442920133046"
    assert root.find(f".//{{{profile}}}Text") is not None


@pytest.mark.parametrize(
    ("name", "place"),
    [("dracor", "tei/letter.xml"), ("eltec", "level1/letter.xml"), ("tapas", "letter.xml")],
)
def test_the_tei_lies_where_it_is_looked_for(
    project: Path, name: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = handed(project, name, capsys)
    assert made[place] == (project / "sources" / "letter.xml").read_bytes()
    assert ("img/a 1.png" in made) == (name == "tapas")


def test_eltec_s_level_is_that_of_the_header(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tei = project / "sources" / "letter.xml"
    words = tei.read_text().replace(
        "<profileDesc>", '<encodingDesc n="eltec-2"><p/></encodingDesc><profileDesc>'
    )
    tei.write_text(words)
    assert list(handed(project, "eltec", capsys)) == ["level2/letter.xml"]


def test_textgrid_s_objects_have_their_meta(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = handed(project, "textgrid", capsys)
    objects = {name for name in made if not name.endswith(".meta")}
    assert objects == {"letter.xml", "letter.work", "letter.edition", "img/a 1.png"}
    assert {f"{name}.meta" for name in objects} == set(made) - objects
    assert etree.fromstring(made["letter.xml"]).tag == f"{TEI}TEI"


def test_what_an_archive_would_refuse_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deposit", "package", "--target", "dracor", str(project)]) == 1
    told = capsys.readouterr()
    assert "dracor-speeches-missing" in told.err
    assert Path(told.out.strip()).is_dir()
    arche = ["deposit", "package", "--target", "arche", str(project), "-q"]
    assert run(arche) == 1
    assert "a 1.png: error: ARCHE does not take this file name" in capsys.readouterr().err
    (project / "sources" / "img" / "a 1.png").rename(project / "sources" / "img" / "a-1.png")
    tei = project / "sources" / "letter.xml"
    tei.write_text(tei.read_text(encoding="utf-8").replace("a%201", "a-1"), encoding="utf-8")
    assert run(arche) == 0


def test_an_archive_that_takes_the_package(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deposit", "package", "--target", "zenodo", str(project)]) == 2
    assert "takes the package as it is" in capsys.readouterr().err


def test_a_folder_that_holds_something_is_left_alone(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.xml").write_text("mine")
    arguments = ["deposit", "package", "--target", "tapas", str(project), "-o", str(other)]
    assert run(arguments) == 2
    assert [path.read_text() for path in other.iterdir()] == ["mine"]
