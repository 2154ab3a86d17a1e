"""Which schemas a document names, and which are chosen for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.validation import catalogue
from tei.validation.association import kind_of, pseudo_attributes, references
from tei.validation.choosing import Choice, Schema, asked, choose, locate, rules_in
from tei.validation.reading import parse

TEI = "http://www.tei-c.org/ns/1.0"
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
RELEASE = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng"
EMPTY_GRAMMAR = (
    f'<grammar xmlns="{RNG}"><start><element name="TEI"><empty/></element></start></grammar>'
)


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("EDITION_SCHEMAS", raising=False)
    folder = tmp_path / "data" / "tei-edition" / "schemas"
    folder.mkdir(parents=True)
    return folder


def tree(before: str = "", attributes: str = "", inside: str = "") -> etree._Element:
    return parse(f'{before}<TEI xmlns="{TEI}" {attributes}>{inside}</TEI>'.encode(), "x.xml")


def model(href: str, types: str = RNG, more: str = "") -> str:
    return f'<?xml-model href="{href}" {more} schematypens="{types}"?>\n'


def codes(choice: Choice) -> list[str]:
    return [finding.code for finding in choice.findings]


def test_several_models_are_read_in_their_order_with_their_lines() -> None:
    found = references(
        tree(model("a.rng") + "<!-- x -->\n" + model("a.rng", SCH) + model("b.sch", SCH))
    )
    assert [(one.href, one.kind, one.line) for one in found] == [
        ("a.rng", "relaxng", 1),
        ("a.rng", "schematron", 3),
        ("b.sch", "schematron", 4),
    ]


def test_a_model_without_schematypens_is_known_by_type_or_ending() -> None:
    compact = "<?xml-model href='a' type='application/relax-ng-compact-syntax'?>"
    assert references(tree(compact))[0].kind == "relaxng"
    assert references(tree("<?xml-model href='out/a.rnc'?>"))[0].kind == "relaxng"
    assert references(tree("<?xml-model href='a.nvdl'?>"))[0].kind == "unknown"
    assert references(tree("<?xml-model type='x'?>"))[0].href == "", "told by the choice"


def test_pseudo_attributes_are_read_in_either_quotation_marks() -> None:
    assert pseudo_attributes("""href="a&amp;b.rng"  type = 'x y' """) == {
        "href": "a&b.rng",
        "type": "x y",
    }


def test_schema_location_counts_for_the_tei_namespace_alone() -> None:
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    root = tree(attributes=f'{xsi} xsi:schemaLocation="http://other a.xsd {TEI} b.xsd"')
    assert [(one.href, one.kind) for one in references(root)] == [("b.xsd", "xsd")]
    root = tree(attributes=f'{xsi} xsi:noNamespaceSchemaLocation="c.xsd"')
    assert [one.href for one in references(root)] == ["c.xsd"]


def test_schema_ref_counts_only_where_nothing_else_is_named() -> None:
    header = '<teiHeader><encodingDesc><schemaRef url="a.odd"/></encodingDesc></teiHeader>'
    assert [one.kind for one in references(tree(inside=header))] == ["odd"]
    assert [one.href for one in references(tree(model("b.rng"), inside=header))] == ["b.rng"]


def test_kinds_by_ending() -> None:
    assert [kind_of(f"a.{end}") for end in ("rng", "RNC", "xsd", "sch", "odd", "dtd", "pdf")] == [
        "relaxng",
        "relaxng",
        "xsd",
        "schematron",
        "odd",
        "dtd",
        "unknown",
    ]
    assert kind_of("https://example.org/a.rng?x=1.xsd#y") == "relaxng"


def test_a_path_is_relative_to_the_document(tmp_path: Path) -> None:
    (tmp_path / "my schemas").mkdir()
    schema = tmp_path / "my schemas" / "house.rng"
    schema.write_text(EMPTY_GRAMMAR)
    choice = choose(tree(model("my%20schemas/house.rng")), tmp_path)
    assert [one.path for one in choice.schemas] == [schema.resolve()]
    assert not choice.blocked and not choice.findings
    assert locate(schema.as_uri(), None) == schema.resolve()


def test_a_schema_that_is_not_there_blocks_and_says_what_to_do(tmp_path: Path) -> None:
    choice = choose(tree(model("lost.rng")), tmp_path)
    assert choice.blocked and codes(choice) == ["schema-missing"] and not choice.schemas
    choice = choose(tree(model("https://example.org/house.rng")), tmp_path)
    assert choice.blocked and codes(choice) == ["schema-not-installed"]
    assert "edition schema install https://example.org/house.rng" in choice.findings[0].message
    choice = choose(tree("\n" + model(f"{RELEASE}/tei_all.rng")), tmp_path)
    assert "edition schema install tei_all`" in choice.findings[0].message
    assert choice.findings[0].line == 2


def test_a_well_known_address_leads_to_the_installed_file(nothing_installed: Path) -> None:
    (nothing_installed / "tei_all.rng").write_text(EMPTY_GRAMMAR)
    both = model(f"{RELEASE}/tei_all.rng") + model(f"{RELEASE}/tei_all.rng", SCH)
    choice = choose(tree(both), None)
    assert [(one.path.name, one.kind) for one in choice.schemas] == [
        ("tei_all.rng", "relaxng"),
        ("tei_all.rng", "schematron"),
    ]


def test_a_dtd_is_named_as_unread_and_something_else_is_used() -> None:
    choice = choose(tree('<!DOCTYPE TEI SYSTEM "tei.dtd">'), None)
    assert codes(choice) == ["schema-language-unread", "schema-assumed"]
    assert "tei.dtd" in choice.findings[0].message
    assert {one.kind for one in choice.schemas} == {"relaxng", "xsd", "schematron"}


def test_without_a_name_the_project_then_tei_all_then_ours(nothing_installed: Path) -> None:
    own = Schema(Path("house.rng"), "relaxng", "house.rng")
    assert choose(tree(), None, [own]).schemas == [own]
    assert codes(choose(tree(), None)) == ["schema-assumed"]
    (nothing_installed / "tei_all.rng").write_text(EMPTY_GRAMMAR)
    choice = choose(tree(), None)
    assert [one.name for one in choice.schemas] == ["tei_all"] and not choice.findings


def test_our_own_documents_are_checked_with_ours_where_tei_all_is_not_installed() -> None:
    header = (
        "<teiHeader><encodingDesc><appInfo><application ident='tei-edition' version='1'/>"
        "</appInfo></encodingDesc></teiHeader>"
    )
    choice = choose(tree(model(f"{RELEASE}/tei_all.rng"), inside=header), None)
    assert not choice.blocked and {one.path.stem for one in choice.schemas} == {"edition"}


def test_what_is_asked_for_by_name() -> None:
    assert [one.kind for one in asked(["edition"])] == ["relaxng", "xsd", "schematron"]
    assert [one.path.name for one in rules_in(["edition"])] == ["edition.sch"]
    assert catalogue.named("edition")[0].suffix == ".rng"
    assert [one.kind for one in asked(["edition.sch"])] == ["schematron"]


def test_the_path_of_a_well_known_schema_leads_to_the_installed_one(
    nothing_installed: Path, tmp_path: Path
) -> None:
    assert choose(tree(model("../lost/tei_all.rng")), tmp_path).blocked
    (nothing_installed / "tei_all.rng").write_text(EMPTY_GRAMMAR)
    choice = choose(tree(model("../lost/tei_all.rng")), tmp_path)
    assert codes(choice) == ["schema-stand-in"] and not choice.blocked
    assert [one.path.name for one in choice.schemas] == ["tei_all.rng"]
    assert choose(tree(model("../lost/house.rng")), tmp_path).blocked
