"""A customisation is clean where it only chooses from TEI; what adds or widens is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from odd_samples import customisation, declarations

from edition.cli import edition
from tei import odd
from tei.diagnostics import Diagnostic
from tei.grammar import models
from tei.odd import alphabet, clean, narrowness

ATTRIBUTE = '<elementSpec ident="{0}" mode="change"><attList>{1}</attList></elementSpec>'
CLEAN = {
    "nothing changed": "",
    "element left out": '<elementSpec ident="hi" mode="delete"/>',
    "attribute left out": ATTRIBUTE.format("gap", '<attDef ident="agent" mode="delete"/>'),
    "closed list": ATTRIBUTE.format(
        "name",
        '<attDef ident="type" mode="change"><valList type="closed" mode="add">'
        '<valItem ident="ship"/></valList></attDef>',
    ),
    "narrower pattern": ATTRIBUTE.format(
        "gap",
        '<attDef ident="agent" mode="change"><datatype><dataRef name="token" '
        'restriction="[a-z]+"/></datatype></attDef>',
    ),
    "derived datatype": '<classSpec ident="att.counted" type="atts" mode="change"><attList>'
    '<attDef ident="quantity" mode="change"><datatype><dataRef name="positiveInteger"/>'
    "</datatype></attDef></attList></classSpec>",
    "one word of a list": '<classSpec ident="att.global" type="atts" mode="change"><attList>'
    '<attDef ident="rend" mode="change"><datatype><dataRef key="teidata.enumerated"/></datatype>'
    "</attDef></attList></classSpec>",
    "narrower content": '<elementSpec ident="p" mode="change"><content><textNode/></content>'
    "</elementSpec>",
}
UNCLEAN = {
    "odd-element-added": '<elementSpec ident="ship" mode="add" module="own"><classes><memberOf '
    'key="model.phrase"/></classes><content><textNode/></content></elementSpec>',
    "odd-element-foreign": '<elementSpec ident="ship" ns="urn:own" mode="add" module="own">'
    '<classes><memberOf key="model.phrase"/></classes><content><textNode/></content></elementSpec>',
    "odd-content-widened": '<elementSpec ident="gap" mode="change"><content><textNode/></content>'
    "</elementSpec>",
    "odd-attribute-added": ATTRIBUTE.format(
        "hi",
        '<attDef ident="colour" mode="add"><datatype><dataRef name="token"/></datatype></attDef>',
    ),
    "odd-datatype-widened": ATTRIBUTE.format(
        "gap",
        '<attDef ident="reason" mode="change"><valList type="closed" mode="add"><valItem '
        'ident="two words"/></valList></attDef>',
    ),
    "odd-datatype-unproven": ATTRIBUTE.format(
        "gap",
        '<attDef ident="agent" mode="change"><datatype><dataRef name="string" '
        'restriction="[a-z]+"/></datatype></attDef>',
    ),
    "odd-attribute-not-required": ATTRIBUTE.format(
        "gap", '<attDef ident="reason" mode="change" usage="opt"/>'
    ),
}


def found(folder: Path, changes: str, start: str = "TEI") -> list[Diagnostic]:
    source = declarations(folder)
    compiled = odd.compile(customisation(folder, changes, start), source)
    assert not compiled.failed
    return list(clean.check(compiled, clean.tei_all(p5subset=source)))


@pytest.mark.parametrize("name", CLEAN)
def test_what_only_chooses_is_clean(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, CLEAN[name]) == []


@pytest.mark.parametrize("code", UNCLEAN)
def test_what_adds_or_widens_is_named_with_its_place(code: str, tmp_path: Path) -> None:
    codes = {finding.code for finding in found(tmp_path, UNCLEAN[code])}
    assert code in codes
    places = {(Path(finding.file).name, finding.line) for finding in found(tmp_path, UNCLEAN[code])}
    assert all(line for _, line in places)


def test_a_root_that_tei_has_not(tmp_path: Path) -> None:
    assert [finding.code for finding in found(tmp_path, "", "TEI p")] == ["odd-root-added"]


SHIPS = (
    '<classSpec ident="model.ship" type="model" module="tei"/><elementSpec ident="barge" '
    'module="ships"><classes><memberOf key="model.ship"/></classes><content><textNode/></content>'
    "</elementSpec>"
)
NEEDS_HI = '<elementRef key="hi" minOccurs="2" maxOccurs="2"/>'
LEFT_OUT = {
    "odd-content-lost": NEEDS_HI,
    "odd-element-impossible": '<classRef key="model.ship" minOccurs="1"/>',
}


@pytest.mark.parametrize("code", LEFT_OUT)
def test_what_needs_something_left_out_is_told_at_the_choice(code: str, tmp_path: Path) -> None:
    source = declarations(tmp_path)
    words = source.read_text().replace(NEEDS_HI, LEFT_OUT[code])
    source.write_text(words.replace("</body>", f"{SHIPS}</body>"))
    chosen = '<elementRef key="list"/><elementSpec ident="hi" mode="delete"/>'
    compiled = odd.compile(customisation(tmp_path, chosen), source)
    (told,) = clean.check(compiled, clean.tei_all(p5subset=source))
    assert told.code == code and Path(told.file).name == "sample.odd" and told.line == 1
    assert "list " in told.message and told.message.count("(hi)") + told.message.count("(barge)")


def test_the_shortest_content_is_the_proof(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, UNCLEAN["odd-content-widened"])
    assert "gap can hold what TEI does not let it hold: text." in finding.message


WITHIN = [
    ("[a-z]+", "[^\\p{C}\\p{Z}]+", True),
    ("\\d{4}-\\d{2}", "[\\d\\-]+", True),
    ("\\S+", "[a-z]+", False),
    ("a|b", "[ab]", True),
    ("a*", "a+", False),
    ("(", "a", None),
]


@pytest.mark.parametrize(("one", "other", "verdict"), WITHIN)
def test_patterns_are_compared_as_languages(one: str, other: str, verdict: bool | None) -> None:
    assert narrowness.pattern_within(one, other) is verdict


MODELS = st.recursive(
    st.one_of(st.sampled_from("abcdef").map(models.one), st.just(models.CHARACTERS)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=5).map(models.either),
        st.tuples(inner, inner).map(lambda pair: models.sequence(*pair)),
        st.tuples(inner, inner).map(lambda pair: models.mingled(*pair)),
        inner.map(models.repeated),
    ),
    max_leaves=10,
)


@given(MODELS, MODELS)
def test_a_smaller_alphabet_gives_the_same_answer(one: models.Model, two: models.Model) -> None:
    assert (alphabet.included(one, two) is None) == (models.included(one, two) is None)
    assert alphabet.included(one, models.either([one, two])) is None


@pytest.mark.parametrize("name", ["clean", "unclean"])
def test_the_command_says_so(name: str, tmp_path: Path) -> None:
    changes = CLEAN["closed list"] if name == "clean" else UNCLEAN["odd-element-added"]
    file, source = customisation(tmp_path, changes), declarations(tmp_path)
    result = CliRunner().invoke(edition, ["schema", "check", str(file), "--source", str(source)])
    assert result.exit_code == (name == "unclean")
    assert (": clean: its 5 elements" if name == "clean" else ": not clean: 1 ") in result.stderr


@pytest.mark.shared
@pytest.mark.parametrize("name", ["bare", "lite", "minimal"])
def test_official_customisations_are_clean(name: str, shared: Path) -> None:
    source = shared / "tei/schemas/p5subset.xml"
    compiled = odd.compile(shared / f"tei/odd/tei_{name}.odd", source)
    assert list(clean.check(compiled, clean.tei_all(p5subset=source))) == []
