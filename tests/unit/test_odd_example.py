"""ODD by example: what documents use, and no more; they are valid against what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from odd_samples import TEI, declarations

from edition.cli import edition
from tei import odd
from tei.odd import example, source, survey

DOCUMENTS = (
    f'<TEI xmlns="{TEI}"><p xml:id="a" rend="bold">On <name type="ship">Mary</name> and '
    '<name type="place">Bern</name>.</p></TEI>',
    f'<TEI xmlns="{TEI}"><p>A <gap reason="lost" quantity="3"/> in <name type="ship">Ann</name>'
    "</p></TEI>",
)
REFUSED = {
    "unused element": f'<TEI xmlns="{TEI}"><p><hi>x</hi></p></TEI>',
    "unused attribute of a class": f'<TEI xmlns="{TEI}"><p n="1">x</p></TEI>',
    "unused attribute of an element": f'<TEI xmlns="{TEI}"><p><gap reason="lost" agent="x"/>'
    "</p></TEI>",
    "value not seen": f'<TEI xmlns="{TEI}"><p><name type="river">x</name></p></TEI>',
    "subtype": f'<TEI xmlns="{TEI}"><p><name subtype="x">x</name></p></TEI>',
}


def write(folder: Path) -> list[str]:
    for number, text in enumerate(DOCUMENTS):
        (folder / f"d{number}.xml").write_text(text, encoding="utf-8")
    return [str(folder / f"d{number}.xml") for number in range(len(DOCUMENTS))]


def made(folder: Path, *more: str) -> etree.RelaxNG:
    files, subset, output = write(folder), declarations(folder), folder / "my own.odd"
    arguments = ["schema", "from", *files, "-o", str(output), "--source", str(subset), *more]
    result = CliRunner().invoke(edition, arguments)
    assert result.exit_code == 0, result.stderr
    compiled = odd.compile(output, subset)
    assert compiled.diagnostics == ()
    assert compiled.specification.ident == "my-own"
    return etree.RelaxNG(etree.fromstring(etree.tostring(compiled.relaxng)))


def test_the_documents_are_valid_against_it(tmp_path: Path) -> None:
    schema = made(tmp_path)
    for text in DOCUMENTS:
        assert schema.validate(etree.fromstring(text)), schema.error_log


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_document_has_is_refused(name: str, tmp_path: Path) -> None:
    assert not made(tmp_path).validate(etree.fromstring(REFUSED[name]))


def test_lists_of_values_stay_open_on_request(tmp_path: Path) -> None:
    assert made(tmp_path, "--values", "0").validate(etree.fromstring(REFUSED["value not seen"]))
    assert not made(tmp_path, "--values", "0").validate(etree.fromstring(REFUSED["subtype"]))


def test_what_every_document_may_need_is_kept(tmp_path: Path) -> None:
    text = f'<TEI xmlns="{TEI}"><p>A <name xml:id="b" type="ship">x</name></p></TEI>'
    assert made(tmp_path).validate(etree.fromstring(text))


def test_the_survey_counts(tmp_path: Path) -> None:
    found = survey.survey(etree.fromstring(text) for text in DOCUMENTS)
    assert found.documents == 2
    assert found.elements["name"] == 3
    assert found.attributes["name", "type"] == {"ship": 2, "place": 1}
    assert survey.unknown(found, source.load(declarations(tmp_path))) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'<TEI xmlns="{TEI}"><quotation/></TEI>', "TEI has no element quotation."),
        ("<letter/>", "There is no element of TEI in these files."),
        ("<letter>", "d.xml:1:"),
    ],
)
def test_documents_that_are_no_tei_are_refused(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_text(text, encoding="utf-8")
    arguments = ["schema", "from", str(tmp_path / "d.xml"), "-o", str(tmp_path / "out.odd")]
    arguments += ["--source", str(declarations(tmp_path))]
    result = CliRunner().invoke(edition, arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert not (tmp_path / "out.odd").exists()


@pytest.mark.shared
def test_real_documents_are_valid_against_their_own_customisation(
    shared: Path, root: Path, tmp_path: Path
) -> None:
    everything = source.load(shared / "tei/schemas/p5subset.xml")
    files = [*sorted((root / "tests/golden").glob("*/expected.xml"))]
    files += [
        shared / "tei/real" / name
        for name in ("lessing-emilia-galotti.xml", "moliere-tartuffe.xml")
    ]
    trees = [etree.parse(file) for file in files]
    found = survey.survey(tree.getroot() for tree in trees)
    schema = example.customisation(found, everything, "real", most=12)
    path = tmp_path / "real.odd"
    path.write_bytes(etree.tostring(example.document(schema, found, "Real")))
    compiled = odd.compile(path, shared / "tei/schemas/p5subset.xml")
    assert not compiled.failed
    grammar = etree.RelaxNG(etree.fromstring(etree.tostring(compiled.relaxng)))
    refused = [file for file, tree in zip(files, trees, strict=True) if not grammar.validate(tree)]
    assert refused == []
