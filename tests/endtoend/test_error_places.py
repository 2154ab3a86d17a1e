"""TEI's own test of error messages: a document with faults on known lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei import odd
from tei.grammar import load
from tei.validation.reading import parse
from tei.validation.relaxng import faults


@pytest.mark.shared
def test_the_faults_are_on_exactly_the_lines_that_they_should_be(
    shared: Path, tmp_path: Path
) -> None:
    folder = shared / "tei" / "detest"
    compiled = odd.compile(folder / "detest.odd", shared / "tei/schemas/p5subset.xml")
    schema = tmp_path / "detest.rng"
    schema.write_bytes(etree.tostring(compiled.relaxng))
    data = (folder / "detest.xml").read_bytes()
    found = {fault.line for fault in faults(parse(data, "detest.xml"), load(schema), data)}
    log = (folder / "detest_xml_relaxng.log").read_text()
    expected = {int(line) for line in re.findall(r"^detest\.xml:(\d+):", log, re.MULTILINE)}
    assert len(expected) == 18
    assert found == expected
