"""What an ODD takes from its source, and how its declarations change what was taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_odd import ALL, SOURCE, accepts, changed, codes, compiled, verdicts, written

from tei import odd
from tei.diagnostics import Problem
from tei.odd.attributes import Attributes


def attributes(schema: odd.Compiled, element: str) -> list[str]:
    whole = schema.specification
    return sorted(a.ident for a in Attributes(whole).all(whole.elements[element]))


def test_a_module_brings_its_elements_and_all_classes(tmp_path: Path) -> None:
    small = compiled(tmp_path, '<moduleRef key="tei"/><moduleRef key="core" include="p em"/>')
    assert set(small.specification.elements) == {"text", "p", "em"}
    assert set(small.specification.modules) == {"tei", "core"}
    assert "att.place" not in small.specification.classes  # of a module that was not taken
    assert attributes(small, "p") == ["n", "rend", "xml:id"]
    assert small.diagnostics == ()


def test_except_leaves_elements_out(tmp_path: Path) -> None:
    small = compiled(tmp_path, '<moduleRef key="tei"/><moduleRef key="core" except="em name"/>')
    assert set(small.specification.elements) == {"text", "p", "head"}


def test_references_to_what_is_absent_go(tmp_path: Path) -> None:
    small = compiled(tmp_path, '<moduleRef key="tei"/><moduleRef key="core" include="p"/>')
    assert verdicts(small, "<p>Hm</p>", "<head/><p>Hm</p>", "<letter/>") == [True, False, False]


def test_declarations_are_taken_one_by_one(tmp_path: Path) -> None:
    parts = '<moduleRef key="tei"/><elementRef key="p"/><classRef key="att.place"/>'
    small = compiled(tmp_path, parts)
    assert set(small.specification.elements) == {"text", "p"}
    assert attributes(small, "p") == ["n", "rend", "where", "xml:id"]


@pytest.mark.parametrize(
    ("said", "there"), [('include="kind"', ["kind"]), ('except="kind"', ["subkind"])]
)
def test_attributes_of_a_class_are_chosen(tmp_path: Path, said: str, there: list[str]) -> None:
    parts = f'<moduleRef key="tei"/><elementRef key="letter"/><classRef key="att.kind" {said}/>'
    small = compiled(tmp_path, parts)
    assert [a for a in attributes(small, "letter") if "kind" in a] == there


def test_members_of_a_model_class_are_chosen(tmp_path: Path) -> None:
    small = compiled(tmp_path, f'{ALL}<classRef key="model.frame" except="salute"/>')
    letter = '<letter sent="1842-05-03">{}<p>So.</p></letter>'
    assert accepts(small, letter.format(""))
    assert not accepts(small, letter.format("<salute/>"))


def test_a_deleted_element_is_gone_and_its_references_too(tmp_path: Path) -> None:
    small = compiled(tmp_path, f'{ALL}<elementSpec ident="head" mode="delete"/>')
    assert verdicts(small, "<p/>", "<head/><p/>") == [True, False]


def test_a_deleted_class_takes_its_attributes_away(tmp_path: Path) -> None:
    small = compiled(tmp_path, f'{ALL}<classSpec ident="att.place" type="atts" mode="delete"/>')
    assert verdicts(small, '<p n="1"/>', '<p where="Ulm"/>') == [True, False]


def test_a_change_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    small = compiled(tmp_path, changed("p", "<desc>a thought</desc>"))
    p = small.specification.elements["p"]
    assert (dict(p.notes.gloss), dict(p.notes.desc)) == ({"": "paragraph"}, {"": "a thought"})
    assert accepts(small, '<p n="2">A <em>b</em></p>')


def test_a_changed_content_model_takes_the_place_of_the_old(tmp_path: Path) -> None:
    small = compiled(tmp_path, changed("p", "<content><textNode/></content>"))
    assert verdicts(small, "<p>A</p>", "<p><em>b</em></p>") == [True, False]


def test_memberships_are_added_and_taken_away(tmp_path: Path) -> None:
    parts = (
        '<classes mode="change"><memberOf key="att.kind"/>'
        '<memberOf key="att.global" mode="delete"/></classes>'
    )
    small = compiled(tmp_path, changed("p", parts))
    assert attributes(small, "p") == ["kind", "subkind"]
    assert accepts(small, "<p/>")  # still a block


def test_memberships_without_a_mode_replace_all(tmp_path: Path) -> None:
    small = compiled(tmp_path, changed("em", '<classes><memberOf key="model.block"/></classes>'))
    assert verdicts(small, "<em/>", "<p><em/></p>", '<em n="1"/>') == [True, False, False]


def test_a_replacement_keeps_nothing(tmp_path: Path) -> None:
    spec = (
        '<elementSpec ident="p" mode="replace"><classes><memberOf key="model.block"/></classes>'
        "<content><empty/></content></elementSpec>"
    )
    small = compiled(tmp_path, ALL + spec)
    assert verdicts(small, "<p/>", "<p>A</p>", '<p n="1"/>') == [True, False, False]
    assert small.specification.elements["p"].module == "core"


def test_an_element_is_added(tmp_path: Path) -> None:
    spec = (
        '<elementSpec ident="poem" mode="add"><classes><memberOf key="model.block"/></classes>'
        '<content><elementRef key="line" maxOccurs="unbounded"/></content></elementSpec>'
    )
    small = compiled(tmp_path, ALL + spec)
    assert verdicts(small, "<poem><line>a</line></poem>", "<poem/>") == [True, False]


@pytest.mark.parametrize(
    ("inner", "em_in_p"),
    [("<gloss>par</gloss>", True), ("<content><textNode/></content>", False)],
)
def test_without_a_mode_a_known_element_is_changed_or_replaced_never_deleted(
    tmp_path: Path, inner: str, em_in_p: bool
) -> None:
    classes = '<classes><memberOf key="model.block"/></classes>'
    small = compiled(tmp_path, f'{ALL}\n<elementSpec ident="p">{classes}{inner}</elementSpec>')
    assert verdicts(small, "<p>A</p>", "<p><em/></p>") == [True, em_in_p]
    assert codes(small) == [("odd-mode-missing", 4)]


def test_several_changes_of_one_element_add_up(tmp_path: Path) -> None:
    more = '<elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="delete"/>'
    parts = changed("p", "<content><textNode/></content>") + more + "</attList></elementSpec>"
    small = compiled(tmp_path, parts)
    assert verdicts(small, "<p>A</p>", "<p><em/></p>", '<p n="1"/>') == [True, False, False]


def test_groups_of_declarations_are_taken_in(tmp_path: Path) -> None:
    group = '<specGrp xmlns="http://www.tei-c.org/ns/1.0" xml:id="no-heads">{}</specGrp>'
    gone = '<elementSpec ident="head" mode="delete"/>'
    (tmp_path / "groups.xml").write_text(group.format(gone), encoding="utf-8")
    other = compiled(tmp_path, f'{ALL}<specGrpRef target="groups.xml#no-heads"/>')
    inside = compiled(tmp_path, f"{ALL}{group.format(gone)}")
    assert "head" not in other.specification.elements
    assert "head" not in inside.specification.elements


def test_files_are_taken_in_by_xinclude(tmp_path: Path) -> None:
    (tmp_path / "gone.xml").write_text(
        '<elementSpec xmlns="http://www.tei-c.org/ns/1.0" ident="head" mode="delete"/>',
        encoding="utf-8",
    )
    parts = f'{ALL}<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="gone.xml"/>'
    assert "head" not in compiled(tmp_path, parts).specification.elements


def test_an_empty_include_takes_no_element(tmp_path: Path) -> None:
    parts = '<moduleRef key="tei"/><moduleRef key="core" include=""/>'
    assert set(compiled(tmp_path, parts).specification.elements) == {"text"}


def test_constraints_are_added_replaced_and_deleted(tmp_path: Path) -> None:
    new = '<constraint><sch:report test="self::*">{}</sch:report></constraint>'
    parts = (
        f'<constraintSpec ident="a" scheme="schematron" mode="add">{new.format("A")}'
        '</constraintSpec><constraintSpec ident="p-says-something" mode="delete"/>'
    )
    small = compiled(tmp_path, changed("p", parts))
    assert [c.ident for c in small.specification.elements["p"].constraints] == ["a"]
    parts = f'<constraintSpec ident="p-says-something" mode="replace">{new.format("B")}'
    small = compiled(tmp_path, changed("p", parts + "</constraintSpec>"))
    assert "Say something" not in "".join(small.schematron.itertext())


def test_a_customisation_of_a_customisation(tmp_path: Path) -> None:
    parts = (
        '<elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="delete"/>'
        '</attList></elementSpec><elementSpec ident="em" mode="replace"><classes>'
        '<memberOf key="model.phrase"/></classes><content><textNode/></content></elementSpec>'
    )
    written(tmp_path, ALL + parts, "base.odd")
    small = compiled(tmp_path, ALL, source="base.odd")
    assert verdicts(small, '<p n="1"/>', "<p><em>a</em></p>") == [False, True]
    assert not accepts(small, "<p><em><em/></em></p>")  # the replacement was not lost
    assert small.specification.edition == "0.1.2"


def test_one_module_from_another_source(tmp_path: Path) -> None:
    written(tmp_path, f'{ALL}<elementSpec ident="line" mode="delete"/>', "base.odd")
    parts = '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="post" source="base.odd"/>'
    assert "line" not in compiled(tmp_path, parts).specification.elements


def test_a_whole_schema_needs_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("EDITION_P5SUBSET", raising=False)
    monkeypatch.delenv("EDITION_SCHEMAS", raising=False)
    spec = '<elementSpec ident="text" mode="add"><content><textNode/></content></elementSpec>'
    small = odd.compile(written(tmp_path, spec))
    assert verdicts(small, "A", "<p/>") == [True, False]
    with pytest.raises(Problem, match="odd-source-missing"):
        odd.compile(written(tmp_path, ALL))
    monkeypatch.setenv("EDITION_P5SUBSET", str(SOURCE))
    assert odd.compile(written(tmp_path, ALL)).specification.elements.keys() >= {"p", "letter"}


def test_other_names_and_namespaces(tmp_path: Path) -> None:
    parts = (
        "<altIdent>absatz</altIdent><attList><attDef ident='n' mode='change'>"
        "<altIdent>nr</altIdent></attDef></attList>"
    )
    small = compiled(tmp_path, changed("p", parts))
    assert verdicts(small, '<absatz nr="1"/>', "<p/>") == [True, False]
    spec = changed("p", "").replace('ident="p"', 'ident="p" ns="urn:x"')
    small = compiled(tmp_path, spec, ns="http://www.tei-c.org/ns/1.0")
    assert verdicts(small, '<p xmlns="urn:x"/>', "<p/>") == [True, False]


def test_patterns_have_the_prefix(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL, prefix="s_", start="s_text")
    defined = {node.get("name") for node in small.relaxng.iter("{*}define")}
    assert {"s_p", "s_model.block", "s_att.global.attributes"} <= defined
    assert verdicts(small, "<p><em/></p>", "<em/>") == [True, False]
