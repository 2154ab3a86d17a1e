"""Customisations of TEI itself against the schemas that TEI's own tools make of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tei import odd
from tei.grammar import models
from tei.grammar.grammar import load
from tei.odd.specification import AttDef

pytestmark = pytest.mark.shared
NAMES = ("tei_bare", "tei_drama")


@pytest.fixture(scope="module", params=NAMES)
def schemas(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """TEI's own grammar of a customisation, and ours."""
    name = request.param
    compiled = odd.compile(shared / f"tei/odd/{name}.odd", shared / "tei/schemas/p5subset.xml")
    assert not compiled.failed
    ours = tmp_path_factory.mktemp("odd") / f"{name}.rng"
    ours.write_bytes(etree.tostring(compiled.relaxng))
    return shared / f"tei/odd/{name}.expected.rng", ours


def test_every_element_has_the_same_content_and_attributes(schemas: tuple[Path, Path]) -> None:
    theirs, ours = (load(path).declarations for path in schemas)
    assert set(theirs) == set(ours)
    for name, one in theirs.items():
        two = ours[name]
        assert models.included(one.content, two.content) is None, name
        assert models.included(two.content, one.content) is None, name
        needed = {(a.name, a.required) for a in one.attributes.values()}
        assert needed == {(a.name, a.required) for a in two.attributes.values()}, name


def test_the_same_documents_are_refused(schemas: tuple[Path, Path], shared: Path) -> None:
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    files = [str(path) for path in sorted((shared / "tei/broken").glob("*.xml"))]
    told = [
        subprocess.run(["jing", str(s), *files], capture_output=True, text=True).stdout
        for s in schemas
    ]
    places = [{line.split(" error: ")[0] for line in text.splitlines()} for text in told]
    assert places[0] == places[1]
    assert places[0]


def test_lost_value_lists_are_there(shared: Path) -> None:
    compiled = odd.compile(shared / "tei/odd/tei_drama.odd", shared / "tei/schemas/p5subset.xml")
    move = compiled.specification.elements["move"]
    kinds = next(a for a in move.attributes.items if getattr(a, "ident", "") == "type")
    assert isinstance(kinds, AttDef)
    assert kinds.values is not None
    assert {item.ident for item in kinds.values.items} == {"entrance", "exit", "onStage"}
