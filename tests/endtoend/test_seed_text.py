"""The text the project started from, and every golden document, against outside judges.

The judges are the gold annotation with its scorer, and the TEI Consortium's own schema.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from tei import pipeline, resources
from tei.document import Document
from tei.names import TEI, XML_ID
from tei.source import read
from tei.validation.check import check_bytes

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*/expected.xml"))
EDITION = Path(sys.executable).with_name("edition")
MINIMA = {
    "fidelity": 1.0,
    "meta.accuracy": 1.0,
    "quote.exact.f1": 0.95,
    "quote.linked": 1.0,
    "term.accuracy": 1.0,
    "who.accuracy": 0.8,
    "date.exact.r": 1.0,
    "date.value": 1.0,
    "bibl.overlap.f1": 0.95,
    "title.exact.f1": 0.95,
    "biblScope.unit": 1.0,
    "speech.exact.f1": 1.0,
}


@pytest.fixture(scope="module")
def seed(shared: Path) -> Document:
    return pipeline.encode_text(read(shared / "texts" / "sino-soviet-conflict.txt"))


@lru_cache(maxsize=1)
def tei_all(folder: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(folder / "tei" / "schemas" / "tei_all.xsd")))


def test_the_scorer_finds_what_was_asked(shared: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(shared / "gold" / "score.py"), "--collections", "mia"]
    command += ["--command", f"{EDITION} encode {{text}} --output {{tei}} --quiet"]
    for name, value in MINIMA.items():
        command += ["--min", f"mia.{name}={value}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_seed_is_valid_here_and_against_tei_all(shared: Path, seed: Document) -> None:
    data = seed.serialise()
    assert [f for f in check_bytes(data, name="seed.xml") if f.severity != "info"] == []
    schema = tei_all(shared)
    assert schema.validate(etree.fromstring(data)), schema.error_log


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_golden_documents_are_valid_here_and_against_tei_all(path: Path, shared: Path) -> None:
    data = path.read_bytes()
    own = [resources.schema(name) for name in ("edition.rng", "edition.xsd", "edition.sch")]
    assert [f for f in check_bytes(data, own, name=path.name) if f.severity == "error"] == []
    schema = tei_all(shared)
    assert schema.validate(etree.fromstring(data)), schema.error_log


def test_what_a_careful_editor_finds(seed: Document) -> None:
    root = seed.tree.getroot()
    header = root.find(f"{TEI}teiHeader")
    (place,) = header.findall(f".//{TEI}creation/{TEI}placeName")
    assert place.get("key") == "Istanbul"
    assert header.find(f".//{TEI}revisionDesc/{TEI}change").get("when") == "2021-05-30"
    assert "return return" in "".join(header.find(f".//{TEI}samplingDecl").itertext())
    assert [out.reason for out in seed.left_out] == ["navigation"]
    blocks = [q for q in root.iter(f"{TEI}quote") if q.find(f"{TEI}p") is not None]
    assert len(blocks[0].findall(f"{TEI}p")) == 6
    assert len(list(root.iter(f"{TEI}soCalled"))) == 3
    assert [element.text for element in root.iter(f"{TEI}supplied")] == ["[ against the warlords ]"]
    ids = {element.get(XML_ID) for element in root.iter() if element.get(XML_ID)}
    for quote in root.iter(f"{TEI}quote"):
        for pointer in quote.get("source", "").split():
            assert pointer.removeprefix("#") in ids
    (speech,) = root.iter(f"{TEI}sp")
    assert "".join(speech.itertext()).split() == ["Zinoviev:", "“Correct!”"]
